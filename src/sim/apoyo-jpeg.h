/* apoyo-jpeg.h: a drawing as a JPEG file of the size telephones make.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define APOYO_JPEG_SMALLEST (62 * 1000)
#define APOYO_JPEG_LARGEST (148 * 1000)

GBytes *apoyo_jpeg_compress (cairo_surface_t *surface, int quality);
GBytes *apoyo_jpeg_encode (cairo_surface_t *surface, int quality);

G_END_DECLS
