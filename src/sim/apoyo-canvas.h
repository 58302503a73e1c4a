/* apoyo-canvas.h: what all drawings need: text, paths, shades, blur.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double r;
  double g;
  double b;
} ApoyoColour;

ApoyoColour apoyo_colour_shade (ApoyoColour colour, double factor);
ApoyoColour apoyo_colour_mix (ApoyoColour a, ApoyoColour b, double part);
void apoyo_canvas_source (cairo_t *cr, ApoyoColour colour, double alpha);
void apoyo_canvas_fade (cairo_t *cr,
                        double x0,
                        double y0,
                        double x1,
                        double y1,
                        ApoyoColour from,
                        ApoyoColour to);
void
apoyo_canvas_glow (cairo_t *cr, double x, double y, double radius, ApoyoColour c, double alpha);
void apoyo_canvas_rounded (cairo_t *cr, double x, double y, double w, double h, double radius);
void apoyo_canvas_ellipse (cairo_t *cr, double x, double y, double rx, double ry);
double apoyo_canvas_text (cairo_t *cr,
                          double x,
                          double y,
                          const char *font,
                          double spacing,
                          ApoyoColour colour,
                          double alpha,
                          const char *text);
void apoyo_canvas_watermark (cairo_t *cr, double w, double h, double size, double alpha);
void apoyo_canvas_blur (cairo_surface_t *surface, int radius);

G_END_DECLS
