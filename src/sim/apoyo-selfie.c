/* apoyo-selfie.c: the live photograph, and what people send instead of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-selfie.h"

#include "apoyo-card.h"
#include "apoyo-photo.h"

#define W APOYO_SELFIE_WIDTH
#define H APOYO_SELFIE_HEIGHT

/* Drawn small and stretched: a background that is out of focus. */
#define SOFT 8

static const ApoyoColour walls[] = {
  { 0.84, 0.78, 0.69 }, { 0.62, 0.70, 0.72 }, { 0.80, 0.80, 0.79 },
  { 0.70, 0.62, 0.50 }, { 0.56, 0.66, 0.56 }, { 0.78, 0.66, 0.60 },
};
static const ApoyoColour cloths[] = {
  { 0.32, 0.42, 0.50 }, { 0.55, 0.30, 0.26 }, { 0.20, 0.24, 0.34 }, { 0.62, 0.60, 0.56 },
  { 0.30, 0.44, 0.34 }, { 0.52, 0.36, 0.46 }, { 0.82, 0.80, 0.76 }, { 0.14, 0.14, 0.16 },
};

static void
furnish (cairo_t *cr, double w, double h, ApoyoColour wall, ApoyoRandom *random)
{
  double door = apoyo_random_between (random, 0.68, 0.85);
  double frame = apoyo_random_between (random, 0.04, 0.14);

  apoyo_canvas_fade (cr, 0, 0, w, h, wall, apoyo_colour_shade (wall, 0.7));
  cairo_paint (cr);
  switch (apoyo_random_below (random, 3)) {
  case 0: /* a door and a picture */
    apoyo_canvas_source (cr, apoyo_colour_shade (wall, 0.5), 1);
    cairo_rectangle (cr, w * door, 0, w * 0.035, h);
    cairo_fill (cr);
    apoyo_canvas_source (cr, (ApoyoColour){ 0.50, 0.37, 0.27 }, 1);
    cairo_rectangle (cr, w * (door + 0.035), 0, w, h);
    cairo_fill (cr);
    apoyo_canvas_source (cr, (ApoyoColour){ 0.36, 0.45, 0.40 }, 1);
    cairo_rectangle (cr, w * frame, h * 0.08, w * 0.2, h * 0.2);
    cairo_fill (cr);
    break;
  case 1: /* outside: trees, sky, street */
    for (int i = 0; i < 6; i++) {
      apoyo_canvas_source (cr,
                           apoyo_colour_shade ((ApoyoColour){ 0.34, 0.46, 0.32 },
                                               apoyo_random_between (random, 0.7, 1.2)),
                           0.85);
      apoyo_canvas_ellipse (cr, w * (0.02 + 0.2 * i), h * apoyo_random_between (random, 0.2, 0.4),
                            w * 0.16, w * 0.2);
      cairo_fill (cr);
    }
    apoyo_canvas_source (cr, (ApoyoColour){ 0.70, 0.72, 0.74 }, 1);
    cairo_rectangle (cr, 0, h * 0.46, w, h * 0.05);
    cairo_fill (cr);
    break;
  default: /* shelves */
    for (int i = 0; i < 26; i++) {
      apoyo_canvas_source (cr, apoyo_colour_shade (cloths[i % G_N_ELEMENTS (cloths)], 1.1), 0.9);
      cairo_rectangle (cr, w * 0.04 * i, h * (0.06 + 0.24 * (i % 2)), w * 0.03,
                       h * apoyo_random_between (random, 0.10, 0.19));
      cairo_fill (cr);
    }
    break;
  }
}

static cairo_t *
begin (cairo_surface_t **surface, ApoyoRandom *random)
{
  cairo_surface_t *soft = cairo_image_surface_create (CAIRO_FORMAT_RGB24, W / SOFT, H / SOFT);
  cairo_t *cr = cairo_create (soft);

  furnish (cr, W / SOFT, H / SOFT, walls[apoyo_random_below (random, G_N_ELEMENTS (walls))],
           random);
  cairo_destroy (cr);
  apoyo_canvas_blur (soft, 2);
  *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, W, H);
  cr = cairo_create (*surface);
  cairo_save (cr);
  cairo_scale (cr, SOFT, SOFT);
  cairo_set_source_surface (cr, soft, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (soft);
  return cr;
}

static void
draw_person (const ApoyoCitizen *citizen, cairo_t *cr, ApoyoRandom *random)
{
  ApoyoFace face;
  ApoyoPose pose = {
    .tilt = apoyo_random_between (random, -7, 7),
    .scale = apoyo_random_between (random, 1.02, 1.2),
    .dx = apoyo_random_between (random, -4, 4),
    .dy = apoyo_random_between (random, 3, 9),
    .smile = apoyo_random_between (random, 0, 1.3),
    .turn = apoyo_random_between (random, -1, 1),
    .glasses = TRUE,
    .fine = TRUE,
    .clothes = cloths[apoyo_random_below (random, G_N_ELEMENTS (cloths))],
  };

  apoyo_face_init (&face, citizen);
  apoyo_face_draw (&face, cr, W, &pose);
}

static cairo_surface_t *
finish (cairo_t *cr, cairo_surface_t *surface, ApoyoRandom *random)
{
  cairo_save (cr);
  cairo_set_source_rgba (cr, 0.72, 0.10, 0.20, 1);
  apoyo_canvas_text (cr, 40, H - 62, "Cantarell Bold 30px", 4, (ApoyoColour){ 1, 1, 1 }, 0.5,
                     "MUESTRA");
  cairo_restore (cr);
  cairo_destroy (cr);
  apoyo_photo_light (surface, random, apoyo_random_between (random, 0.92, 1.08),
                     apoyo_random_between (random, 0, 0.25), 6);
  return surface;
}

/* (transfer full) */
cairo_surface_t *
apoyo_selfie_person (const ApoyoCitizen *citizen, ApoyoRandom *random)
{
  cairo_surface_t *surface;
  cairo_t *cr = begin (&surface, random);

  draw_person (citizen, cr, random);
  return finish (cr, surface, random);
}

/* The person holds the credential before the face. (transfer full) */
cairo_surface_t *
apoyo_selfie_hidden (const ApoyoCitizen *citizen, ApoyoRandom *random)
{
  cairo_surface_t *surface;
  cairo_t *cr = begin (&surface, random);
  cairo_surface_t *card = apoyo_card_front (citizen, citizen->curp, APOYO_CARD_REAL, 0.36);

  draw_person (citizen, cr, random);
  cairo_save (cr);
  cairo_translate (cr, W * 0.18, H * 0.36);
  cairo_rotate (cr, apoyo_random_between (random, -0.08, 0.08));
  cairo_set_source_surface (cr, card, 0, 0);
  cairo_paint (cr);
  apoyo_canvas_source (cr, (ApoyoColour){ 0.72, 0.52, 0.40 }, 1);
  for (int i = 0; i < 2; i++) {
    apoyo_canvas_ellipse (cr, i ? 560 : 60, 385, 40, 76);
    cairo_fill (cr);
  }
  cairo_restore (cr);
  cairo_surface_destroy (card);
  return finish (cr, surface, random);
}

static void
draw_mug (cairo_t *cr, ApoyoColour colour)
{
  cairo_set_line_width (cr, 46);
  apoyo_canvas_source (cr, apoyo_colour_shade (colour, 0.8), 1);
  apoyo_canvas_ellipse (cr, 690, 690, 120, 140);
  cairo_stroke (cr);
  cairo_move_to (cr, 270, 470);
  cairo_line_to (cr, 300, 940);
  cairo_curve_to (cr, 310, 1000, 650, 1000, 660, 940);
  cairo_line_to (cr, 690, 470);
  cairo_close_path (cr);
  apoyo_canvas_fade (cr, 270, 0, 690, 0, apoyo_colour_shade (colour, 1.2),
                     apoyo_colour_shade (colour, 0.6));
  cairo_fill (cr);
  apoyo_canvas_ellipse (cr, 480, 470, 210, 56);
  apoyo_canvas_source (cr, apoyo_colour_shade (colour, 1.25), 1);
  cairo_fill (cr);
  apoyo_canvas_ellipse (cr, 480, 476, 186, 42);
  apoyo_canvas_source (cr, (ApoyoColour){ 0.20, 0.11, 0.06 }, 1);
  cairo_fill (cr);
}

static void
draw_dog (cairo_t *cr)
{
  const ApoyoColour coat = { 0.72, 0.54, 0.34 }, dark = { 0.36, 0.24, 0.15 };

  apoyo_canvas_source (cr, apoyo_colour_shade (coat, 0.8), 1);
  apoyo_canvas_ellipse (cr, 480, 1120, 300, 330);
  cairo_fill (cr);
  apoyo_canvas_source (cr, coat, 1);
  apoyo_canvas_ellipse (cr, 480, 560, 230, 240);
  cairo_fill (cr);
  apoyo_canvas_source (cr, dark, 1);
  apoyo_canvas_ellipse (cr, 262, 560, 78, 190);
  cairo_fill (cr);
  apoyo_canvas_ellipse (cr, 698, 560, 78, 190);
  cairo_fill (cr);
  apoyo_canvas_source (cr, apoyo_colour_shade (coat, 1.3), 1);
  apoyo_canvas_ellipse (cr, 480, 690, 130, 115);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.07, 0.05, 0.05);
  apoyo_canvas_ellipse (cr, 480, 640, 54, 38);
  cairo_fill (cr);
  for (int side = -1; side <= 1; side += 2) {
    cairo_set_source_rgb (cr, 0.07, 0.05, 0.05);
    apoyo_canvas_ellipse (cr, 480 + side * 92, 500, 32, 36);
    cairo_fill (cr);
    cairo_set_source_rgb (cr, 1, 1, 1);
    apoyo_canvas_ellipse (cr, 490 + side * 92, 488, 9, 10);
    cairo_fill (cr);
  }
  cairo_set_source_rgb (cr, 0.80, 0.36, 0.40);
  apoyo_canvas_ellipse (cr, 480, 790, 40, 56);
  cairo_fill (cr);
}

/* (transfer full) */
cairo_surface_t *
apoyo_selfie_object (ApoyoRandom *random)
{
  cairo_surface_t *surface;
  cairo_t *cr = begin (&surface, random);

  if (apoyo_random_chance (random, 0.5))
    draw_mug (cr, cloths[apoyo_random_below (random, G_N_ELEMENTS (cloths))]);
  else
    draw_dog (cr);
  return finish (cr, surface, random);
}
