/* apoyo-pad.c: the field of the telephone in which people sign.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-pad.h"

#include <math.h>

#include "apoyo-autograph.h"

#define W 1280
#define H 560
#define PEN 9.5

static const ApoyoColour ink = { 0.06, 0.09, 0.22 };

static void
sign (const ApoyoCitizen *citizen, cairo_t *cr, ApoyoRandom *random)
{
  const ApoyoAutograph how = {
    .x = 150 + apoyo_random_between (random, -40, 40),
    .y = 60 + apoyo_random_between (random, -20, 20),
    .w = 960 * apoyo_random_between (random, 0.9, 1.05),
    .h = 390 * apoyo_random_between (random, 0.9, 1.05),
    .pen = PEN,
    .pressure = 0.3,
    .jitter = 1.5,
    .ink = ink,
  };

  apoyo_autograph_draw (&how, citizen, cr, random);
}

static void
draw_cross (cairo_t *cr, ApoyoRandom *random)
{
  double x = apoyo_random_between (random, 380, 700);

  cairo_move_to (cr, x, apoyo_random_between (random, 150, 190));
  cairo_line_to (cr, x + 180, apoyo_random_between (random, 360, 400));
  cairo_move_to (cr, x + 190, apoyo_random_between (random, 140, 180));
  cairo_line_to (cr, x + 10, apoyo_random_between (random, 370, 410));
  cairo_stroke (cr);
}

static void
draw_dots (cairo_t *cr, ApoyoRandom *random)
{
  for (guint i = apoyo_random_below (random, 3); i < 3; i++) {
    cairo_arc (cr, apoyo_random_between (random, 300, 950), apoyo_random_between (random, 140, 400),
               apoyo_random_between (random, 6, 14), 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

/* As straight as a finger draws it. */
static void
draw_line (cairo_t *cr, ApoyoRandom *random)
{
  double x = apoyo_random_between (random, 160, 360), y = apoyo_random_between (random, 180, 380);
  double w = apoyo_random_between (random, 420, 760), rise = apoyo_random_between (random, -60, 60);

  cairo_move_to (cr, x, y);
  cairo_curve_to (cr, x + w * 0.3, y + rise * 0.3 + apoyo_random_between (random, -9, 9),
                  x + w * 0.7, y + rise * 0.7 + apoyo_random_between (random, -9, 9), x + w,
                  y + rise);
  cairo_stroke (cr);
}

/* In whatever font the program that wrote it had, as large as the name let it be; some in capitals.
 * Letters of the bold and of the slanted ones touch. */
static void
draw_typed (const ApoyoCitizen *citizen, cairo_t *cr, ApoyoRandom *random)
{
  static const char *const fonts[] = {
    "Cantarell",       "DejaVu Serif Italic",    "DejaVu Sans",           "DejaVu Sans Mono",
    "Cantarell Bold",  "DejaVu Serif Bold",      "Liberation Serif",      "Liberation Serif Italic",
    "Liberation Sans", "Liberation Sans Italic", "DejaVu Sans Condensed", "Liberation Mono",
  };
  g_autofree char *both = g_strdup_printf ("%s %s", citizen->given, citizen->paternal);
  gboolean capitals = apoyo_random_chance (random, 0.25);
  g_autofree char *name = capitals ? g_utf8_strup (both, -1) : g_steal_pointer (&both);
  /* On the pad wholly: a letter is some six tenths of its size wide. */
  double most = MIN (110, 1000 / (0.62 * (double) MAX (1, g_utf8_strlen (name, -1))));
  g_autofree char *font =
      g_strdup_printf ("%s %.0fpx", fonts[apoyo_random_below (random, G_N_ELEMENTS (fonts))],
                       apoyo_random_between (random, MIN (52, most), most));

  apoyo_canvas_text (cr, apoyo_random_between (random, 110, 260),
                     apoyo_random_between (random, 150, 260), font, 0, ink, 1, name);
}

/* The pen goes to and fro until there is ink everywhere. */
static void
draw_scribble (cairo_t *cr, ApoyoRandom *random)
{
  double w = apoyo_random_between (random, 420, 820), h = apoyo_random_between (random, 200, 340);
  double x = apoyo_random_between (random, 140, 1140 - w);
  double y = apoyo_random_between (random, 60, 440 - h);
  guint n = (guint) (w / apoyo_random_between (random, 5, 9));

  cairo_move_to (cr, x, y + h / 2);
  for (guint i = 1; i <= n; i++) {
    double reach = h * (0.5 + 0.4 * sin (i * G_PI / n)) * apoyo_random_between (random, 0.8, 1);

    cairo_line_to (cr, x + w * i / n, y + h / 2 + (i % 2 ? reach : -reach) / 2);
  }
  cairo_stroke (cr);
}

static void
draw_pad (cairo_t *cr)
{
  const double dashes[] = { 4, 9 };

  cairo_set_source_rgb (cr, 0.78, 0.80, 0.84);
  cairo_set_line_width (cr, 3);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, 90, H * 0.80);
  cairo_line_to (cr, W - 90, H * 0.80);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  apoyo_canvas_text (cr, 90, H - 76, "Cantarell Bold 26px", 4, (ApoyoColour){ 0.72, 0.10, 0.20 },
                     0.45, "MUESTRA");
}

/* (transfer full) */
cairo_surface_t *
apoyo_pad_sign (const ApoyoCitizen *citizen,
                const ApoyoCitizen *stranger,
                ApoyoSigned what,
                ApoyoRandom *random)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, W, H);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.965, 0.965, 0.955);
  cairo_paint (cr);
  if (what != APOYO_SIGNED_WHITE)
    draw_pad (cr);
  apoyo_canvas_source (cr, ink, 1);
  cairo_set_line_width (cr, PEN);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (what == APOYO_SIGNED_HAND)
    sign (citizen, cr, random);
  else if (what == APOYO_SIGNED_STRANGERS || what == APOYO_SIGNED_COPIED)
    sign (stranger, cr, random);
  else if (what == APOYO_SIGNED_CROSS)
    draw_cross (cr, random);
  else if (what == APOYO_SIGNED_DOT)
    draw_dots (cr, random);
  else if (what == APOYO_SIGNED_LINE)
    draw_line (cr, random);
  else if (what == APOYO_SIGNED_TYPED)
    draw_typed (citizen, cr, random);
  else if (what == APOYO_SIGNED_SCRIBBLE)
    draw_scribble (cr, random);
  cairo_destroy (cr);
  return surface;
}
