/* apoyo-canvas.c: what all drawings need: text, paths, shades, blur.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-canvas.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

ApoyoColour
apoyo_colour_shade (ApoyoColour colour, double factor)
{
  return (ApoyoColour){ MIN (1, colour.r * factor), MIN (1, colour.g * factor),
                        MIN (1, colour.b * factor) };
}

ApoyoColour
apoyo_colour_mix (ApoyoColour a, ApoyoColour b, double part)
{
  return (ApoyoColour){ a.r + (b.r - a.r) * part, a.g + (b.g - a.g) * part,
                        a.b + (b.b - a.b) * part };
}

void
apoyo_canvas_source (cairo_t *cr, ApoyoColour colour, double alpha)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, alpha);
}

static void
set_and_free (cairo_t *cr, cairo_pattern_t *pattern)
{
  cairo_set_source (cr, pattern);
  cairo_pattern_destroy (pattern);
}

void
apoyo_canvas_fade (cairo_t *cr,
                   double x0,
                   double y0,
                   double x1,
                   double y1,
                   ApoyoColour from,
                   ApoyoColour to)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x0, y0, x1, y1);

  cairo_pattern_add_color_stop_rgb (pattern, 0, from.r, from.g, from.b);
  cairo_pattern_add_color_stop_rgb (pattern, 1, to.r, to.g, to.b);
  set_and_free (cr, pattern);
}

/* A soft spot, painted over everything within the clip. */
void
apoyo_canvas_glow (cairo_t *cr, double x, double y, double radius, ApoyoColour c, double alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (x, y, 0, x, y, radius);

  cairo_pattern_add_color_stop_rgba (pattern, 0, c.r, c.g, c.b, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 1, c.r, c.g, c.b, 0);
  set_and_free (cr, pattern);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (cr);
}

void
apoyo_canvas_rounded (cairo_t *cr, double x, double y, double w, double h, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + w - radius, y + h - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + h - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

void
apoyo_canvas_ellipse (cairo_t *cr, double x, double y, double rx, double ry)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
}

static PangoLayout *
make_layout (cairo_t *cr, const char *font, double spacing, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_layout_set_font_description (layout, description);
  pango_attr_list_insert (attributes,
                          pango_attr_letter_spacing_new ((int) (spacing * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (description);
  return layout;
}

/* x, y is the upper left corner; the width is returned. */
double
apoyo_canvas_text (cairo_t *cr,
                   double x,
                   double y,
                   const char *font,
                   double spacing,
                   ApoyoColour colour,
                   double alpha,
                   const char *text)
{
  PangoLayout *layout = make_layout (cr, font, spacing, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  apoyo_canvas_source (cr, colour, alpha);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
  return width;
}

/* MUESTRA across the whole: nobody shall take a drawing for a document. */
void
apoyo_canvas_watermark (cairo_t *cr, double w, double h, double size, double alpha)
{
  g_autofree char *font = g_strdup_printf ("Cantarell ExtraBold %gpx", size);
  PangoLayout *layout = make_layout (cr, font, size / 8, "MUESTRA");
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_save (cr);
  cairo_translate (cr, w / 2, h / 2);
  cairo_rotate (cr, -atan2 (h, w) * 0.72);
  cairo_move_to (cr, -width / 2.0, -height / 2.0);
  cairo_set_source_rgba (cr, 0.72, 0.10, 0.20, alpha);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  g_object_unref (layout);
}

/* One box pass along a line of pixels step bytes apart. */
static void
blur_line (guint8 *pixels, int n, int step, int radius, guint8 *copy)
{
  for (int channel = 0; channel < 4; channel++) {
    guint8 *p = pixels + channel;
    int sum = 0;

    for (int i = 0; i < n; i++)
      copy[i] = p[i * step];
    for (int i = -radius; i <= radius; i++)
      sum += copy[CLAMP (i, 0, n - 1)];
    for (int i = 0; i < n; i++) {
      p[i * step] = (guint8) (sum / (2 * radius + 1));
      sum += copy[MIN (i + radius + 1, n - 1)] - copy[MAX (i - radius, 0)];
    }
  }
}

/* Two box passes each way: soft enough to look like a lens. */
void
apoyo_canvas_blur (cairo_surface_t *surface, int radius)
{
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data;
  g_autofree guint8 *copy = g_malloc ((gsize) MAX (w, h));

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int round = 0; round < 2; round++) {
    for (int y = 0; y < h; y++)
      blur_line (data + (gsize) y * (gsize) stride, w, 4, radius, copy);
    for (int x = 0; x < w; x++)
      blur_line (data + (gsize) x * 4, h, stride, radius, copy);
  }
  cairo_surface_mark_dirty (surface);
}
