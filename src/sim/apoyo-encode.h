/* apoyo-encode.h: a drawing as a file, as telephones and people's programs make them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

GBytes *apoyo_encode_png (cairo_surface_t *surface);
GBytes *apoyo_encode_webp (cairo_surface_t *surface, float quality);
GBytes *apoyo_encode_orientation (GBytes *jpeg, guint orientation);

G_END_DECLS
