/* apoyo-art.h: the strokes and letters every chart is made of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "apoyo-palette.h"

G_BEGIN_DECLS

/* Where and how a chart is drawn: a widget, a PNG, a page. Nothing is owned. */
typedef struct {
  cairo_t *cr;
  ApoyoPalette *palette;
  PangoContext *context;
  double point; /* units of one typographic point at the text size in force */
  gboolean rtl;
} ApoyoArt;

typedef enum {
  APOYO_ALIGN_LEFT,
  APOYO_ALIGN_CENTER,
  APOYO_ALIGN_RIGHT,
} ApoyoAlign;

typedef struct {
  double size; /* units */
  int weight;
  ApoyoColor color;
  ApoyoAlign align;
} ApoyoLettering;

double apoyo_art_point_of (PangoContext *context);
/* The font of what has no widget to take it from: the wall and paper. */
const PangoFontDescription *apoyo_art_font (void);
void apoyo_art_set (const ApoyoArt *art, const GdkRGBA *color, double alpha);
void
apoyo_art_rounded (cairo_t *cr, double x, double y, double width, double height, double radius);
void apoyo_art_hatch (const ApoyoArt *art,
                      double x,
                      double y,
                      double width,
                      double height,
                      double step,
                      double line);
void apoyo_art_check (const ApoyoArt *art,
                      double x,
                      double y,
                      double size,
                      const GdkRGBA *color,
                      double line);
void apoyo_art_warning (const ApoyoArt *art, double x, double y, double size);
/* y is the top of the line; returns the width. */
double apoyo_art_text (const ApoyoArt *art,
                       double x,
                       double y,
                       const ApoyoLettering *lettering,
                       const char *text);
/* Cut with an ellipsis at a width. */
double apoyo_art_text_within (const ApoyoArt *art,
                              double x,
                              double y,
                              double width,
                              const ApoyoLettering *lettering,
                              const char *text);
double apoyo_art_measure (const ApoyoArt *art,
                          const ApoyoLettering *lettering,
                          const char *text,
                          double *height);

G_END_DECLS
