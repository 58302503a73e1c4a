/* apoyo-art.c: the strokes and letters every chart is made of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-art.h"

#include <math.h>

/* The body text of the console is eleven points: whatever the context makes of it (font, scaling of
 * large text, resolution), a point is an eleventh. */
#define BODY_POINTS 11.0

double
apoyo_art_point_of (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font)) {
    double resolution = pango_cairo_context_get_resolution (context);

    size *= (resolution > 0 ? resolution : 96) / 72;
  }
  return size > 0 ? size / BODY_POINTS : 96.0 / 72;
}

const PangoFontDescription *
apoyo_art_font (void)
{
  static gsize font;

  if (g_once_init_enter (&font))
    g_once_init_leave (&font, (gsize) pango_font_description_from_string ("Cantarell, Sans 11"));
  return (const PangoFontDescription *) font;
}

void
apoyo_art_set (const ApoyoArt *art, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (art->cr, color->red, color->green, color->blue, color->alpha * alpha);
}

void
apoyo_art_rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  radius = CLAMP (radius, 0, MIN (width, height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* What is open is told by its pattern as well as by its colour. */
void
apoyo_art_hatch (const ApoyoArt *art,
                 double x,
                 double y,
                 double width,
                 double height,
                 double step,
                 double line)
{
  cairo_t *cr = art->cr;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_OPEN_SOFT), 1);
  cairo_paint (cr);
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_OPEN), 1);
  cairo_set_line_width (cr, line);
  for (double i = -height; i < width + height; i += step) {
    cairo_move_to (cr, x + i, y + height);
    cairo_line_to (cr, x + i + height, y);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
apoyo_art_check (const ApoyoArt *art,
                 double x,
                 double y,
                 double size,
                 const GdkRGBA *color,
                 double line)
{
  cairo_t *cr = art->cr;

  cairo_save (cr);
  apoyo_art_set (art, color, 1);
  cairo_set_line_width (cr, line);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, x - size * 0.5, y + size * 0.02);
  cairo_line_to (cr, x - size * 0.14, y + size * 0.38);
  cairo_line_to (cr, x + size * 0.52, y - size * 0.36);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* A triangle with its exclamation mark, centred at the point. */
void
apoyo_art_warning (const ApoyoArt *art, double x, double y, double size)
{
  cairo_t *cr = art->cr;
  double half = size / 2;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, size * 0.1);
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_WARNING), 1);
  cairo_move_to (cr, x, y - half * 0.85);
  cairo_line_to (cr, x + half, y + half * 0.8);
  cairo_line_to (cr, x - half, y + half * 0.8);
  cairo_close_path (cr);
  cairo_stroke (cr);
  cairo_move_to (cr, x, y - half * 0.3);
  cairo_line_to (cr, x, y + half * 0.25);
  cairo_stroke (cr);
  cairo_arc (cr, x, y + half * 0.54, size * 0.06, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
}

static PangoLayout *
create_layout (const ApoyoArt *art, const ApoyoLettering *lettering, const char *text)
{
  PangoLayout *layout = pango_layout_new (art->context);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (art->context));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, lettering->size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) lettering->weight);
  pango_layout_set_font_description (layout, font);
  /* Digits of one width: columns stay straight and running figures still. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
show_layout (const ApoyoArt *art,
             double x,
             double y,
             const ApoyoLettering *lettering,
             PangoLayout *layout)
{
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  if (lettering->align == APOYO_ALIGN_RIGHT)
    x -= (double) width / PANGO_SCALE;
  else if (lettering->align == APOYO_ALIGN_CENTER)
    x -= (double) width / PANGO_SCALE / 2;
  apoyo_art_set (art, apoyo_palette_get (art->palette, lettering->color), 1);
  cairo_move_to (art->cr, x, y);
  pango_cairo_show_layout (art->cr, layout);
  cairo_new_path (art->cr);
  return (double) width / PANGO_SCALE;
}

double
apoyo_art_text (const ApoyoArt *art,
                double x,
                double y,
                const ApoyoLettering *lettering,
                const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (art, lettering, text);

  return show_layout (art, x, y, lettering, layout);
}

double
apoyo_art_text_within (const ApoyoArt *art,
                       double x,
                       double y,
                       double width,
                       const ApoyoLettering *lettering,
                       const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (art, lettering, text);
  int natural;

  pango_layout_get_size (layout, &natural, NULL);
  if (natural > width * PANGO_SCALE) {
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  }
  return show_layout (art, x, y, lettering, layout);
}

double
apoyo_art_measure (const ApoyoArt *art,
                   const ApoyoLettering *lettering,
                   const char *text,
                   double *height)
{
  g_autoptr (PangoLayout) layout = create_layout (art, lettering, text);
  int width, tall;

  pango_layout_get_size (layout, &width, &tall);
  if (height != NULL)
    *height = (double) tall / PANGO_SCALE;
  return (double) width / PANGO_SCALE;
}
