/* apoyo-map-picture.c: a drawing kept as a texture while nothing in it changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map-picture.h"

static gboolean
is_current (const ApoyoMapPicture *picture, int width, int height, int scale, guint serial)
{
  return picture->texture != NULL && picture->scale == scale && picture->serial == serial &&
         gdk_texture_get_width (picture->texture) == width * scale &&
         gdk_texture_get_height (picture->texture) == height * scale;
}

static GdkTexture *
paint (GtkWidget *widget, ApoyoMapPictureFunc draw, int width, int height, int scale)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr;
  g_autoptr (GBytes) bytes = NULL;
  int stride;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  draw (widget, cr, width);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * height * scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes,
                                 (gsize) stride);
}

/* Outlines of thousands of points are painted once, not at every move of the pointer. */
GdkTexture *
apoyo_map_picture_get (ApoyoMapPicture *picture, GtkWidget *widget, ApoyoMapPictureFunc draw)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  guint serial = pango_context_get_serial (gtk_widget_get_pango_context (widget));

  if (is_current (picture, width, height, scale, serial))
    return picture->texture;
  apoyo_map_picture_drop (picture);
  picture->texture = paint (widget, draw, width, height, scale);
  picture->scale = scale;
  picture->serial = serial;
  return picture->texture;
}

void
apoyo_map_picture_drop (ApoyoMapPicture *picture)
{
  g_clear_object (&picture->texture);
}
