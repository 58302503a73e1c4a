/* apoyo-map-picture.h: a drawing kept as a texture while nothing in it changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  GdkTexture *texture; /* (owned) (nullable) */
  int scale;
  guint serial; /* of the Pango context: letters may have another size now */
} ApoyoMapPicture;

typedef void (*ApoyoMapPictureFunc) (GtkWidget *widget, cairo_t *cr, int width);

/* The drawing in the widget's size; draws it again only when it has to. */
GdkTexture *
apoyo_map_picture_get (ApoyoMapPicture *picture, GtkWidget *widget, ApoyoMapPictureFunc draw);
void apoyo_map_picture_drop (ApoyoMapPicture *picture);

G_END_DECLS
