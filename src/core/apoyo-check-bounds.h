/* apoyo-check-bounds.h: how large the members of check settings may be.
 *
 * One table, data/catalogues/check-bounds.json, for this and for the database: what the one takes
 * the other reads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double least;
  double most;
} ApoyoCheckBounds;

/* name: a member, or what is counted: "extensions", "limits" of a check, characters of a "note". */
ApoyoCheckBounds apoyo_check_bounds_get (const char *name);
gboolean apoyo_check_bounds_hold (const char *name, double value);
/* By the number of its characters. */
gboolean apoyo_check_bounds_hold_text (const char *name, const char *text);

G_END_DECLS
