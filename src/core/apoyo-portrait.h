/* apoyo-portrait.h: whether two pictures of a face are one photograph.
 *
 * It compares pictures, not people: two photographs of one person differ in light, wall, clothes
 * and expression, a photograph of a photograph does not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A face and its surroundings, so many pixels across and down, the eyes always in the same place.
 */
#define APOYO_PORTRAIT_SIDE 32

/* Base64 of APOYO_PORTRAIT_SIDE² bytes of brightness each; likeness from 0 to 1. FALSE when one of
 * them is nothing of the kind. */
gboolean apoyo_portrait_compare (const char *a, const char *b, double *likeness);

G_END_DECLS
