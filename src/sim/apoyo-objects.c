/* apoyo-objects.c: what people have sent instead of themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-objects.h"

#include <math.h>

#define W 960
#define H 1200

static const ApoyoColour colours[] = {
  { 0.32, 0.42, 0.50 }, { 0.55, 0.30, 0.26 }, { 0.20, 0.24, 0.34 },
  { 0.62, 0.60, 0.56 }, { 0.30, 0.44, 0.34 }, { 0.82, 0.80, 0.76 },
};

static ApoyoColour
draw_colour (ApoyoRandom *random)
{
  return colours[apoyo_random_below (random, G_N_ELEMENTS (colours))];
}

/* Nothing stands twice at the same place. */
static void
place (cairo_t *cr, ApoyoRandom *random, double lean)
{
  double scale = apoyo_random_between (random, 0.8, 1.15);

  cairo_translate (cr, W / 2.0 + apoyo_random_between (random, -90, 90),
                   H / 2.0 + apoyo_random_between (random, -90, 60));
  cairo_rotate (cr, apoyo_random_between (random, -lean, lean));
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -W / 2.0, -H / 2.0);
}

static void
draw_shadow (cairo_t *cr, double x, double y, double rx, double ry)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, 1, ry / rx);
  apoyo_canvas_glow (cr, 0, 0, rx, (ApoyoColour){ 0.03, 0.03, 0.03 }, 0.6);
  cairo_restore (cr);
}

void
apoyo_object_mug (cairo_t *cr, ApoyoRandom *random)
{
  ApoyoColour colour = draw_colour (random);

  place (cr, random, 0.05);
  draw_shadow (cr, 500, 985, 330, 60);
  cairo_set_line_width (cr, 46);
  apoyo_canvas_source (cr, apoyo_colour_shade (colour, 0.8), 1);
  apoyo_canvas_ellipse (cr, 690, 690, 120, 140);
  cairo_stroke (cr);
  cairo_move_to (cr, 270, 470);
  cairo_line_to (cr, 300, 940);
  cairo_curve_to (cr, 310, 1000, 650, 1000, 660, 940);
  cairo_line_to (cr, 690, 470);
  cairo_close_path (cr);
  apoyo_canvas_fade (cr, 270, 0, 690, 0, apoyo_colour_shade (colour, 1.3),
                     apoyo_colour_shade (colour, 0.5));
  cairo_fill (cr);
  apoyo_canvas_glow (cr, 350, 640, 120, (ApoyoColour){ 1, 1, 1 }, 0.25);
  apoyo_canvas_ellipse (cr, 480, 470, 210, 56);
  apoyo_canvas_source (cr, apoyo_colour_shade (colour, 1.25), 1);
  cairo_fill (cr);
  apoyo_canvas_ellipse (cr, 480, 476, 186, 42);
  apoyo_canvas_source (cr, (ApoyoColour){ 0.20, 0.11, 0.06 }, 1);
  cairo_fill (cr);
}

/* Hairs, along which light runs. */
static void
draw_coat (cairo_t *cr, ApoyoColour coat, ApoyoRandom *random)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < 700; i++) {
    double angle = apoyo_random_between (random, 0, 2 * G_PI);
    double far = sqrt (apoyo_random_double (random));
    double x = 480 + cos (angle) * far * 250, y = 600 + sin (angle) * far * 330;

    apoyo_canvas_source (cr, apoyo_colour_shade (coat, apoyo_random_between (random, 0.55, 1.4)),
                         0.35);
    cairo_set_line_width (cr, apoyo_random_between (random, 1, 3));
    cairo_move_to (cr, x, y);
    cairo_rel_line_to (cr, (x - 480) * 0.05 + apoyo_random_between (random, -8, 8),
                       apoyo_random_between (random, 10, 34));
    cairo_stroke (cr);
  }
}

void
apoyo_object_dog (cairo_t *cr, ApoyoRandom *random)
{
  static const ApoyoColour coats[] = {
    { 0.72, 0.54, 0.34 }, { 0.35, 0.24, 0.17 }, { 0.80, 0.76, 0.68 }, { 0.16, 0.14, 0.13 }
  };
  ApoyoColour coat = coats[apoyo_random_below (random, G_N_ELEMENTS (coats))];
  ApoyoColour dark = apoyo_colour_shade (coat, 0.5);

  place (cr, random, 0.16);
  apoyo_canvas_source (cr, apoyo_colour_shade (coat, 0.75), 1);
  apoyo_canvas_ellipse (cr, 480, 1160, 300, 370);
  cairo_fill (cr);
  apoyo_canvas_ellipse (cr, 480, 560, 230, 240);
  apoyo_canvas_fade (cr, 300, 380, 640, 800, apoyo_colour_shade (coat, 1.15),
                     apoyo_colour_shade (coat, 0.7));
  cairo_fill (cr);
  for (int side = -1; side <= 1; side += 2) {
    apoyo_canvas_source (cr, dark, 1);
    cairo_move_to (cr, 480 + side * 120, 370);
    cairo_curve_to (cr, 480 + side * 290, 330, 480 + side * 330, 640, 480 + side * 260, 760);
    cairo_curve_to (cr, 480 + side * 190, 720, 480 + side * 190, 520, 480 + side * 120, 370);
    cairo_fill (cr);
  }
  apoyo_canvas_source (cr, apoyo_colour_shade (coat, 1.25), 1);
  apoyo_canvas_ellipse (cr, 480, 710, 120, 125);
  cairo_fill (cr);
  draw_coat (cr, coat, random);
  apoyo_canvas_glow (cr, 480, 700, 70, dark, 0.4);
  cairo_set_source_rgb (cr, 0.07, 0.05, 0.05);
  apoyo_canvas_ellipse (cr, 480, 650, 56, 40);
  cairo_fill (cr);
  apoyo_canvas_glow (cr, 466, 636, 18, (ApoyoColour){ 1, 1, 1 }, 0.5);
  for (int side = -1; side <= 1; side += 2) {
    cairo_set_source_rgb (cr, 0.10, 0.06, 0.04);
    apoyo_canvas_ellipse (cr, 480 + side * 96, 505, 29, 27);
    cairo_fill (cr);
    apoyo_canvas_glow (cr, 488 + side * 96, 496, 9, (ApoyoColour){ 1, 1, 1 }, 0.9);
  }
  cairo_set_source_rgb (cr, 0.72, 0.36, 0.38);
  apoyo_canvas_ellipse (cr, 492, 840, 38, 64);
  cairo_fill (cr);
}

static void
draw_beam (cairo_t *cr, ApoyoColour wood, double x, double y, double w, double h)
{
  cairo_rectangle (cr, x, y, w, h);
  apoyo_canvas_fade (cr, x, y, x + w, y + h * 0.3, apoyo_colour_shade (wood, 1.25),
                     apoyo_colour_shade (wood, 0.6));
  cairo_fill (cr);
}

void
apoyo_object_chair (cairo_t *cr, ApoyoRandom *random)
{
  static const ApoyoColour woods[] = {
    { 0.52, 0.34, 0.20 }, { 0.30, 0.19, 0.12 }, { 0.72, 0.58, 0.40 }, { 0.62, 0.14, 0.12 }
  };
  ApoyoColour wood = woods[apoyo_random_below (random, G_N_ELEMENTS (woods))];

  place (cr, random, 0.04);
  draw_shadow (cr, 480, 1110, 380, 60);
  draw_beam (cr, apoyo_colour_shade (wood, 0.6), 330, 740, 40, 330);
  draw_beam (cr, apoyo_colour_shade (wood, 0.6), 600, 740, 40, 330);
  draw_beam (cr, wood, 290, 160, 46, 620);
  draw_beam (cr, wood, 624, 160, 46, 620);
  for (int i = 0; i < 4; i++)
    draw_beam (cr, apoyo_colour_shade (wood, 1.05), 320, 190 + i * 110, 320, 46);
  cairo_move_to (cr, 300, 690);
  cairo_line_to (cr, 660, 690);
  cairo_line_to (cr, 740, 810);
  cairo_line_to (cr, 220, 810);
  cairo_close_path (cr);
  apoyo_canvas_fade (cr, 220, 690, 740, 810, apoyo_colour_shade (wood, 1.3),
                     apoyo_colour_shade (wood, 0.85));
  cairo_fill (cr);
  draw_beam (cr, apoyo_colour_shade (wood, 0.8), 220, 810, 520, 34);
  draw_beam (cr, wood, 230, 830, 48, 290);
  draw_beam (cr, wood, 684, 830, 48, 290);
}

void
apoyo_object_pen (cairo_t *cr, ApoyoRandom *random)
{
  ApoyoColour colour = draw_colour (random);

  cairo_translate (cr, W / 2.0, H / 2.0);
  cairo_rotate (cr, apoyo_random_between (random, -0.9, 0.9));
  cairo_scale (cr, 1.1, 1.1);
  for (int i = 0; i < 12; i++) {
    cairo_set_source_rgba (cr, 0, 0, 0, 0.035);
    apoyo_canvas_rounded (cr, -20 - i, -400 - i, 70 + 2 * i, 860 + 2 * i, 30);
    cairo_fill (cr);
  }
  apoyo_canvas_rounded (cr, -32, -420, 64, 740, 26);
  apoyo_canvas_fade (cr, -32, 0, 32, 0, apoyo_colour_shade (colour, 1.5),
                     apoyo_colour_shade (colour, 0.45));
  cairo_fill (cr);
  cairo_move_to (cr, -30, 310);
  cairo_line_to (cr, 30, 310);
  cairo_line_to (cr, 7, 440);
  cairo_line_to (cr, -7, 440);
  cairo_close_path (cr);
  apoyo_canvas_fade (cr, -30, 0, 30, 0, (ApoyoColour){ 0.9, 0.88, 0.8 },
                     (ApoyoColour){ 0.4, 0.38, 0.3 });
  cairo_fill (cr);
  apoyo_canvas_rounded (cr, 26, -400, 18, 250, 8);
  apoyo_canvas_fade (cr, 26, 0, 44, 0, (ApoyoColour){ 0.92, 0.92, 0.94 },
                     (ApoyoColour){ 0.45, 0.45, 0.5 });
  cairo_fill (cr);
}

/* The app's own picture of where the face should be: flat, from a screenshot, whole picture. */
void
apoyo_object_icon (cairo_t *cr, ApoyoRandom *random)
{
  static const ApoyoColour grounds[] = {
    { 0.93, 0.93, 0.95 }, { 0.84, 0.31, 0.58 }, { 1, 1, 1 }, { 0.20, 0.22, 0.26 }
  };
  static const ApoyoColour figures[] = {
    { 0.62, 0.64, 0.70 }, { 1, 1, 1 }, { 0.80, 0.20, 0.52 }, { 0.55, 0.57, 0.62 }
  };
  guint which = apoyo_random_below (random, G_N_ELEMENTS (grounds));
  double y = apoyo_random_between (random, -60, 60);

  apoyo_canvas_source (cr, grounds[which], 1);
  cairo_paint (cr);
  apoyo_canvas_source (cr, figures[which], 1);
  apoyo_canvas_ellipse (cr, 480, 440 + y, 170, 200);
  cairo_fill (cr);
  cairo_move_to (cr, 130, 1110 + y);
  cairo_curve_to (cr, 130, 830 + y, 270, 730 + y, 480, 730 + y);
  cairo_curve_to (cr, 690, 730 + y, 830, 830 + y, 830, 1110 + y);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_pencil_face (cairo_t *cr)
{
  cairo_set_line_width (cr, 7);
  apoyo_canvas_ellipse (cr, 480, 560, 240, 310);
  cairo_stroke (cr);
  for (int side = -1; side <= 1; side += 2) {
    apoyo_canvas_ellipse (cr, 480 + side * 95, 500, 46, 24);
    cairo_stroke (cr);
    apoyo_canvas_ellipse (cr, 480 + side * 95, 500, 15, 17);
    cairo_fill (cr);
    cairo_move_to (cr, 480 + side * 50, 440);
    cairo_curve_to (cr, 480 + side * 80, 415, 480 + side * 120, 415, 480 + side * 150, 440);
    cairo_stroke (cr);
    cairo_move_to (cr, 480 + side * 90, 860);
    cairo_curve_to (cr, 480 + side * 100, 980, 480 + side * 330, 980, 480 + side * 380, 1180);
    cairo_stroke (cr);
    cairo_move_to (cr, 480 + side * 240, 560);
    cairo_curve_to (cr, 480 + side * 290, 520, 480 + side * 280, 650, 480 + side * 232, 640);
    cairo_stroke (cr);
  }
  cairo_move_to (cr, 490, 520);
  cairo_curve_to (cr, 520, 600, 530, 640, 470, 645);
  cairo_stroke (cr);
  cairo_move_to (cr, 390, 730);
  cairo_curve_to (cr, 430, 770, 530, 770, 575, 725);
  cairo_stroke (cr);
}

/* Pencil or felt pen on a sheet that fills the picture; a photograph, with a sheet's light. */
void
apoyo_object_drawing (cairo_t *cr, ApoyoRandom *random)
{
  double ink = apoyo_random_between (random, 0.08, 0.34);

  cairo_set_source_rgb (cr, 0.93, 0.92, 0.89);
  cairo_paint (cr);
  place (cr, random, 0.1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, ink, ink, ink * 1.2, 0.9);
  draw_pencil_face (cr);
  cairo_set_line_width (cr, 5);
  for (int i = 0; i < 40; i++) {
    double x = 260 + i * 11 + apoyo_random_between (random, -6, 6);

    cairo_move_to (cr, x, 400 - 170 * sin ((x - 240) / 480 * G_PI));
    cairo_rel_line_to (cr, apoyo_random_between (random, -30, 30),
                       apoyo_random_between (random, 50, 130));
    cairo_stroke (cr);
  }
}
