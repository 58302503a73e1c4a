/* apoyo-face.c: the face of a citizen, the same on the card and in the selfie.
 *
 * Coordinates are hundredths of the picture's width; the head is about 40 wide and stands around
 * (50, 56). Everything that makes a face a person comes from the citizen's own stream, everything
 * that a moment changes from the pose.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-face.h"

#include <math.h>

static const ApoyoColour skins[] = {
  { 0.93, 0.77, 0.66 }, { 0.88, 0.70, 0.57 }, { 0.82, 0.62, 0.48 }, { 0.78, 0.57, 0.43 },
  { 0.72, 0.51, 0.38 }, { 0.66, 0.46, 0.33 }, { 0.58, 0.39, 0.28 }, { 0.52, 0.35, 0.25 },
};
static const ApoyoColour hairs[] = {
  { 0.09, 0.07, 0.07 }, { 0.13, 0.09, 0.08 }, { 0.18, 0.12, 0.09 },
  { 0.26, 0.16, 0.10 }, { 0.36, 0.23, 0.13 }, { 0.47, 0.31, 0.17 },
};
static const ApoyoColour irises[] = {
  { 0.28, 0.16, 0.09 },
  { 0.20, 0.12, 0.07 },
  { 0.38, 0.24, 0.12 },
  { 0.33, 0.38, 0.24 },
};
static const ApoyoColour grey = { 0.74, 0.73, 0.72 };
static const ApoyoColour dark_red = { 0.30, 0.12, 0.08 };
static const ApoyoColour white = { 0.88, 0.85, 0.82 };
static const ApoyoColour deep = { 0.16, 0.07, 0.05 };
static const ApoyoColour light = { 1.0, 0.95, 0.88 };
static const ApoyoColour black = { 0.04, 0.03, 0.03 };

static ApoyoHair
draw_style (ApoyoRandom *random, gboolean woman, double age)
{
  double which = apoyo_random_double (random);

  if (woman)
    return which < 0.5 ? APOYO_HAIR_LONG : which < 0.75 ? APOYO_HAIR_BOB : APOYO_HAIR_TIED;
  if (age > 0.45 && which < 0.4)
    return APOYO_HAIR_RECEDING;
  return which < 0.65 ? APOYO_HAIR_SHORT : APOYO_HAIR_CROPPED;
}

/* Twins are told apart by those who know them. */
static void
vary (ApoyoFace *face, const ApoyoCitizen *citizen)
{
  ApoyoRandom own;

  apoyo_random_init (&own, citizen->seed, APOYO_STREAM_FACE, citizen->index);
  face->width *= apoyo_random_between (&own, 0.985, 1.015);
  face->jaw += apoyo_random_between (&own, -0.12, 0.12);
  face->brows *= apoyo_random_between (&own, 0.93, 1.07);
  face->mouth *= apoyo_random_between (&own, 0.97, 1.03);
  face->style = draw_style (&own, citizen->woman, face->age);
  face->glasses = apoyo_random_chance (&own, 0.2);
}

void
apoyo_face_init (ApoyoFace *face, const ApoyoCitizen *citizen)
{
  ApoyoRandom random;

  apoyo_random_init (&random, citizen->seed, APOYO_STREAM_FACE, citizen->face);
  face->age = CLAMP ((APOYO_CITIZEN_YEAR - citizen->year - 18) / 65.0, 0, 1);
  face->skin = apoyo_colour_mix (skins[apoyo_random_below (&random, G_N_ELEMENTS (skins))],
                                 skins[2 + apoyo_random_below (&random, 4)],
                                 apoyo_random_double (&random) * 0.7);
  face->hair = hairs[(guint) (G_N_ELEMENTS (hairs) * pow (apoyo_random_double (&random), 1.8))];
  face->hair = apoyo_colour_mix (
      face->hair, grey,
      CLAMP ((face->age - 0.35) * 2.2 + apoyo_random_between (&random, -0.35, 0.15), 0, 0.95));
  face->lips =
      apoyo_colour_mix (apoyo_colour_shade (face->skin, 0.8), (ApoyoColour){ 0.68, 0.24, 0.26 },
                        citizen->woman ? apoyo_random_between (&random, 0.25, 0.65) : 0.22);
  face->iris = irises[(guint) (G_N_ELEMENTS (irises) * pow (apoyo_random_double (&random), 2))];
  face->style = draw_style (&random, citizen->woman, face->age);
  face->width = apoyo_random_between (&random, 0.94, 1.09) * (citizen->woman ? 0.98 : 1.02);
  face->length = apoyo_random_between (&random, 0.95, 1.06);
  face->jaw = apoyo_random_between (&random, -0.8, 0.5) + (citizen->woman ? 0 : 0.5);
  face->eyes = apoyo_random_between (&random, 0.90, 1.12) * (citizen->woman ? 1.05 : 0.97);
  face->apart = apoyo_random_between (&random, -0.6, 0.8);
  face->brows = apoyo_random_between (&random, 0.7, 1.3) * (citizen->woman ? 0.85 : 1.35);
  face->nose = apoyo_random_between (&random, 0.85, 1.3);
  face->mouth = apoyo_random_between (&random, 0.88, 1.16);
  face->fullness = apoyo_random_between (&random, 0.72, 1.08);
  face->moustache = !citizen->woman && apoyo_random_chance (&random, 0.3);
  face->beard = !citizen->woman && apoyo_random_chance (&random, 0.22);
  face->glasses = apoyo_random_chance (&random, 0.16 + 0.3 * face->age);
  face->earrings = citizen->woman && apoyo_random_chance (&random, 0.6);
  face->strands = apoyo_random_next (&random);
  if (citizen->face != citizen->index)
    vary (face, citizen);
}

/* The right half of something symmetric is the left one mirrored. */
static void
mirror (cairo_t *cr)
{
  cairo_translate (cr, 100, 0);
  cairo_scale (cr, -1, 1);
}

static void
draw_hair_behind (const ApoyoFace *face, cairo_t *cr)
{
  double end = face->style == APOYO_HAIR_LONG ? 112 : 84;

  if (face->style != APOYO_HAIR_LONG && face->style != APOYO_HAIR_BOB) {
    if (face->style == APOYO_HAIR_TIED) {
      apoyo_canvas_ellipse (cr, 50, 20, 10, 8.5);
      apoyo_canvas_source (cr, apoyo_colour_shade (face->hair, 0.8), 1);
      cairo_fill (cr);
    }
    return;
  }
  cairo_move_to (cr, 24, end);
  cairo_curve_to (cr, 15, end - 26, 19, 25, 50, 20);
  cairo_curve_to (cr, 81, 25, 85, end - 26, 76, end);
  cairo_curve_to (cr, 66, end + 6, 34, end + 6, 24, end);
  apoyo_canvas_fade (cr, 20, 20, 80, 110, apoyo_colour_shade (face->hair, 1.2),
                     apoyo_colour_shade (face->hair, 0.55));
  cairo_fill (cr);
}

static void
draw_neck_and_clothes (const ApoyoFace *face, cairo_t *cr, const ApoyoPose *pose)
{
  ApoyoColour cloth = pose->clothes;

  cairo_move_to (cr, 39.5, 74);
  cairo_line_to (cr, 60.5, 74);
  cairo_curve_to (cr, 60.5, 89, 61.5, 94, 66.5, 97.5);
  cairo_line_to (cr, 66.5, 116);
  cairo_line_to (cr, 33.5, 116);
  cairo_line_to (cr, 33.5, 97.5);
  cairo_curve_to (cr, 38.5, 94, 39.5, 89, 39.5, 74);
  apoyo_canvas_fade (cr, 0, 78, 0, 106, apoyo_colour_shade (face->skin, 0.62),
                     apoyo_colour_shade (face->skin, 0.95));
  cairo_fill (cr);
  cairo_move_to (cr, 34, 97);
  cairo_curve_to (cr, 26, 103, 10, 104, 2, 117);
  cairo_line_to (cr, -14, 200);
  cairo_line_to (cr, 114, 200);
  cairo_line_to (cr, 98, 117);
  cairo_curve_to (cr, 90, 104, 74, 103, 66, 97);
  cairo_curve_to (cr, 62, 111, 38, 111, 34, 97);
  apoyo_canvas_fade (cr, 0, 95, 90, 160, apoyo_colour_shade (cloth, 1.2),
                     apoyo_colour_shade (cloth, 0.6));
  cairo_fill (cr);
  apoyo_canvas_source (cr, apoyo_colour_shade (cloth, 0.5), 0.6);
  cairo_set_line_width (cr, 0.9);
  cairo_move_to (cr, 34, 97);
  cairo_curve_to (cr, 38, 111, 62, 111, 66, 97);
  cairo_stroke (cr);
  apoyo_canvas_source (cr, apoyo_colour_shade (cloth, 0.45), 0.28);
  cairo_set_line_width (cr, 1.4);
  for (int side = -1; side <= 1; side += 2) {
    cairo_move_to (cr, 50 + side * 29, 112);
    cairo_curve_to (cr, 50 + side * 28, 124, 50 + side * 24, 134, 50 + side * 23.5, 150);
    cairo_stroke (cr);
  }
}

static void
trace_head (const ApoyoFace *face, cairo_t *cr)
{
  double j = face->jaw * 2.4;

  cairo_move_to (cr, 30.8, 50);
  cairo_curve_to (cr, 29.5, 34, 38, 27, 50, 27);
  cairo_curve_to (cr, 62, 27, 70.5, 34, 69.2, 50);
  cairo_curve_to (cr, 69.2, 65 + j, 63.5 + j, 79, 55 + j * 0.7, 83.4);
  cairo_curve_to (cr, 52, 84.8, 48, 84.8, 45 - j * 0.7, 83.4);
  cairo_curve_to (cr, 36.5 - j, 79, 30.8, 65 + j, 30.8, 50);
}

static void
draw_shading (const ApoyoFace *face, cairo_t *cr, double turn)
{
  cairo_pattern_t *side = cairo_pattern_create_linear (50 + turn * 6, 0, 71, 0);
  ApoyoColour blush = { 0.85, 0.33, 0.28 };

  cairo_pattern_add_color_stop_rgba (side, 0, 0.2, 0.06, 0.02, 0);
  cairo_pattern_add_color_stop_rgba (side, 1, 0.2, 0.06, 0.02, 0.32);
  cairo_set_source (cr, side);
  cairo_paint (cr);
  cairo_pattern_destroy (side);
  apoyo_canvas_glow (cr, 38, 64, 8.5, blush, 0.17);
  apoyo_canvas_glow (cr, 62, 64, 8.5, blush, 0.14);
  /* Eyes lie deep under the brow, its bone and the nose stand out: that is what a face is found by,
   * by people and machines, whatever its colours. */
  apoyo_canvas_glow (cr, 40.6 - face->apart, 50.2, 8.5, deep, 0.52);
  apoyo_canvas_glow (cr, 59.4 + face->apart, 50.2, 8.5, deep, 0.54);
  apoyo_canvas_glow (cr, 40.6 - face->apart, 47.2, 6, deep, 0.30);
  apoyo_canvas_glow (cr, 59.4 + face->apart, 47.2, 6, deep, 0.30);
  apoyo_canvas_glow (cr, 50 + turn * 0.6, 53, 4.6, light, 0.34);
  apoyo_canvas_glow (cr, 37.5, 60.5, 6.5, light, 0.24);
  apoyo_canvas_glow (cr, 62, 60.5, 6.5, light, 0.20);
  apoyo_canvas_glow (cr, 50, 77.6, 6, dark_red, 0.20);
  apoyo_canvas_glow (cr, 55 + turn, 60, 5.5, dark_red, 0.18);
  apoyo_canvas_glow (cr, 46 - turn * 3, 37, 13, light, 0.22);
  apoyo_canvas_glow (cr, 48.9 + turn, 60, 3.6, light, 0.32);
  apoyo_canvas_glow (cr, 49.5, 80.6, 4.5, light, 0.16);
  apoyo_canvas_glow (cr, 39, 58, 5, light, 0.14);
}

static void
draw_wrinkles (const ApoyoFace *face, cairo_t *cr)
{
  if (face->age < 0.35)
    return;
  apoyo_canvas_source (cr, dark_red, 0.32 * (face->age - 0.2));
  cairo_set_line_width (cr, 0.6);
  for (int side = 0; side < 2; side++) {
    cairo_save (cr);
    if (side)
      mirror (cr);
    cairo_move_to (cr, 43.6, 62.5);
    cairo_curve_to (cr, 41.4, 65.5, 40.4, 68.5, 40.6, 72);
    cairo_stroke (cr);
    cairo_move_to (cr, 36.6, 56.6);
    cairo_curve_to (cr, 38.6, 58.6, 42, 58.8, 44.4, 57.4);
    cairo_stroke (cr);
    cairo_restore (cr);
  }
  for (int i = 0; i < (face->age > 0.55 ? 3 : 2); i++) {
    cairo_move_to (cr, 41, 37.5 + i * 2.4);
    cairo_curve_to (cr, 46, 36.4 + i * 2.4, 54, 36.4 + i * 2.4, 59, 37.6 + i * 2.4);
    cairo_stroke (cr);
  }
}

static void
draw_head (const ApoyoFace *face, cairo_t *cr, const ApoyoPose *pose)
{
  cairo_pattern_t *tone = cairo_pattern_create_radial (45, 48, 4, 49, 54, 33);
  const double stops[] = { 0, 1.14, 0.55, 1.01, 1, 0.70 };

  for (int side = -1; side <= 1; side += 2) {
    apoyo_canvas_ellipse (cr, 50 + side * 19.3, 56, 2.6, 5.2);
    apoyo_canvas_source (cr, apoyo_colour_shade (face->skin, 0.84), 1);
    cairo_fill (cr);
  }
  for (int i = 0; i < 6; i += 2) {
    ApoyoColour c = apoyo_colour_shade (face->skin, stops[i + 1]);

    cairo_pattern_add_color_stop_rgb (tone, stops[i], c.r, c.g, c.b);
  }
  trace_head (face, cr);
  cairo_set_source (cr, tone);
  cairo_fill (cr);
  cairo_pattern_destroy (tone);
  cairo_save (cr);
  trace_head (face, cr);
  cairo_clip (cr);
  draw_shading (face, cr, pose->turn);
  draw_wrinkles (face, cr);
  cairo_restore (cr);
}

static void
trace_eye (cairo_t *cr)
{
  cairo_move_to (cr, 36.6, 52.6);
  cairo_curve_to (cr, 38.8, 49.3, 43.4, 49.2, 45.6, 52.6);
  cairo_curve_to (cr, 43.2, 54.8, 39, 54.9, 36.6, 52.6);
}

static void
draw_brow (const ApoyoFace *face, cairo_t *cr)
{
  double t = face->brows;

  cairo_move_to (cr, 34.4, 47.4);
  cairo_curve_to (cr, 37.5, 45.2 - 1.3 * t, 43, 45 - 1.3 * t, 46.2, 46.4 - 0.5 * t);
  cairo_curve_to (cr, 43, 45.8 + 0.3 * t, 38.4, 45.9 + 0.5 * t, 34.4, 47.4);
  /* Brows keep some of their colour when the hair has lost it. */
  apoyo_canvas_source (cr,
                       apoyo_colour_mix (apoyo_colour_shade (face->hair, 0.8),
                                         apoyo_colour_shade (face->skin, 0.35), 0.6),
                       0.9);
  cairo_fill (cr);
}

static void
draw_eye (const ApoyoFace *face, cairo_t *cr, double glint)
{
  cairo_save (cr);
  cairo_translate (cr, 41.1 - face->apart, 52);
  cairo_scale (cr, face->eyes, face->eyes * (1 - 0.12 * face->age));
  cairo_translate (cr, -41.1, -52);
  trace_eye (cr);
  /* Whites lie in the shadow of lid and lashes. */
  apoyo_canvas_source (cr, apoyo_colour_mix (white, apoyo_colour_shade (face->skin, 0.9), 0.4), 1);
  cairo_fill (cr);
  cairo_save (cr);
  trace_eye (cr);
  cairo_clip (cr);
  cairo_arc (cr, 41.1, 51.9, 2.4, 0, 2 * G_PI);
  apoyo_canvas_source (cr, apoyo_colour_shade (face->iris, 0.55), 1);
  cairo_fill (cr);
  cairo_arc (cr, 41.1, 51.9, 2.0, 0, 2 * G_PI);
  apoyo_canvas_source (cr, face->iris, 1);
  cairo_fill (cr);
  cairo_arc (cr, 41.1, 51.9, 1.1, 0, 2 * G_PI);
  apoyo_canvas_source (cr, black, 1);
  cairo_fill (cr);
  cairo_rectangle (cr, 36, 48, 10, 3.4);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.34);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_arc (cr, 41.1 + glint, 51.1, 0.5, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, 0.08, 0.04, 0.03, 0.92);
  cairo_set_line_width (cr, 0.8);
  cairo_move_to (cr, 36.2, 52.7);
  cairo_curve_to (cr, 38.8, 49.0, 43.4, 49.0, 45.7, 52.5);
  cairo_stroke (cr);
  apoyo_canvas_source (cr, dark_red, 0.38);
  cairo_set_line_width (cr, 0.4);
  cairo_move_to (cr, 37, 50.2);
  cairo_curve_to (cr, 39, 47.9, 43, 47.7, 45.4, 50);
  cairo_stroke (cr);
  cairo_move_to (cr, 37.6, 54.6);
  cairo_curve_to (cr, 39.4, 56.2, 43, 56.2, 45, 54.4);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_nose (const ApoyoFace *face, cairo_t *cr, double turn)
{
  for (int side = 0; side < 2; side++) {
    cairo_save (cr);
    cairo_translate (cr, 50 + turn * 0.8, 0);
    cairo_scale (cr, (side ? -1 : 1) * face->nose, 1);
    cairo_translate (cr, -50, 0);
    apoyo_canvas_source (cr, dark_red, 0.42);
    cairo_set_line_width (cr, 0.55);
    cairo_move_to (cr, 45.9, 61.6);
    cairo_curve_to (cr, 44.8, 63.3, 45.6, 65.2, 47.4, 64.6);
    cairo_stroke (cr);
    apoyo_canvas_ellipse (cr, 48, 64.5, 1.15, 0.6);
    cairo_set_source_rgba (cr, 0.22, 0.08, 0.06, 0.6);
    cairo_fill (cr);
    cairo_restore (cr);
  }
  apoyo_canvas_source (cr, dark_red, 0.14);
  cairo_set_line_width (cr, 1.7);
  cairo_move_to (cr, 53 + turn, 48);
  cairo_curve_to (cr, 52 + turn, 54, 53.4 + turn, 58, 54.2 + turn, 61);
  cairo_stroke (cr);
}

static void
draw_mouth (const ApoyoFace *face, cairo_t *cr, double smile)
{
  double s = smile;
  double f = face->fullness;

  cairo_save (cr);
  cairo_translate (cr, 50, 0);
  cairo_scale (cr, face->mouth, 1);
  cairo_translate (cr, -50, 0);
  cairo_move_to (cr, 42.6 - s, 71.4 - s);
  cairo_curve_to (cr, 45.4, 71.4 - 1.8 * f, 48, 71.4 - 2.4 * f, 50, 71.4 - 1.4 * f);
  cairo_curve_to (cr, 52, 71.4 - 2.4 * f, 54.6, 71.4 - 1.8 * f, 57.4 + s, 71.4 - s);
  cairo_curve_to (cr, 54, 72.8, 46, 72.8, 42.6 - s, 71.4 - s);
  apoyo_canvas_source (cr, apoyo_colour_shade (face->lips, 0.9), 1);
  cairo_fill (cr);
  cairo_move_to (cr, 42.6 - s, 71.4 - s);
  cairo_curve_to (cr, 46, 72.8, 54, 72.8, 57.4 + s, 71.4 - s);
  cairo_curve_to (cr, 54.6, 71.6 + 4.7 * f + s, 45.4, 71.6 + 4.7 * f + s, 42.6 - s, 71.4 - s);
  apoyo_canvas_fade (cr, 0, 71, 0, 76, face->lips, apoyo_colour_shade (face->lips, 1.2));
  cairo_fill (cr);
  cairo_set_source_rgba (cr, 0.25, 0.07, 0.07, 0.7);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 42.2 - s, 71.3 - s);
  cairo_curve_to (cr, 46, 72.9, 54, 72.9, 57.8 + s, 71.3 - s);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_beard (const ApoyoFace *face, cairo_t *cr)
{
  if (face->beard) {
    cairo_save (cr);
    trace_head (face, cr);
    cairo_clip (cr);
    cairo_move_to (cr, 28, 58);
    cairo_curve_to (cr, 34, 70, 36, 67, 41, 67);
    cairo_curve_to (cr, 46, 65.6, 54, 65.6, 59, 67);
    cairo_curve_to (cr, 64, 67, 66, 70, 72, 58);
    cairo_line_to (cr, 72, 90);
    cairo_line_to (cr, 28, 90);
    cairo_close_path (cr);
    apoyo_canvas_source (cr, apoyo_colour_shade (face->hair, 0.9), 0.62);
    cairo_fill (cr);
    cairo_restore (cr);
  } else if (face->moustache) {
    cairo_move_to (cr, 41, 70.6);
    cairo_curve_to (cr, 43, 66.4, 48, 66, 50, 67);
    cairo_curve_to (cr, 52, 66, 57, 66.4, 59, 70.6);
    cairo_curve_to (cr, 56, 68.8, 52, 69.2, 50, 69.6);
    cairo_curve_to (cr, 48, 69.2, 44, 68.8, 41, 70.6);
    apoyo_canvas_source (cr, apoyo_colour_shade (face->hair, 0.95), 0.9);
    cairo_fill (cr);
  }
}

static void
trace_hair (const ApoyoFace *face, cairo_t *cr)
{
  switch (face->style) {
  case APOYO_HAIR_LONG:
  case APOYO_HAIR_BOB:
    cairo_move_to (cr, 27, 68);
    cairo_curve_to (cr, 23, 42, 32, 21, 53, 21.5);
    cairo_curve_to (cr, 71, 21, 78, 42, 73, 68);
    cairo_curve_to (cr, 71.4, 54, 69, 43, 61, 33.5);
    cairo_curve_to (cr, 54, 39, 42, 41, 37, 40);
    cairo_curve_to (cr, 32.5, 47, 30, 56, 27, 68);
    break;
  case APOYO_HAIR_TIED:
    cairo_move_to (cr, 29.6, 55);
    cairo_curve_to (cr, 26, 36, 33, 22, 50, 22);
    cairo_curve_to (cr, 67, 22, 74, 36, 70.4, 55);
    cairo_curve_to (cr, 69, 44, 64, 34, 50, 32.5);
    cairo_curve_to (cr, 36, 34, 31, 44, 29.6, 55);
    break;
  case APOYO_HAIR_SHORT:
    cairo_move_to (cr, 30.2, 52);
    cairo_curve_to (cr, 26, 36, 33, 20, 52, 20.5);
    cairo_curve_to (cr, 70, 21, 74, 36, 69.8, 52);
    cairo_curve_to (cr, 68.6, 43, 67, 38, 63, 35);
    cairo_curve_to (cr, 55, 37, 43, 35.5, 38, 33);
    cairo_curve_to (cr, 33, 38, 31.4, 43, 30.2, 52);
    break;
  case APOYO_HAIR_CROPPED:
    cairo_move_to (cr, 30.4, 48);
    cairo_curve_to (cr, 28, 34, 36, 24, 50, 23.6);
    cairo_curve_to (cr, 64, 24, 72, 34, 69.6, 48);
    cairo_curve_to (cr, 68.6, 41, 66, 34.5, 60, 32.5);
    cairo_curve_to (cr, 54, 31.4, 46, 31.4, 40, 32.5);
    cairo_curve_to (cr, 34, 34.5, 31.4, 41, 30.4, 48);
    break;
  case APOYO_HAIR_RECEDING:
  default:
    cairo_move_to (cr, 30.2, 54);
    cairo_curve_to (cr, 27, 42, 30, 33, 37, 29);
    cairo_curve_to (cr, 34.6, 36, 33, 44, 30.2, 54);
    cairo_move_to (cr, 69.8, 54);
    cairo_curve_to (cr, 73, 42, 70, 33, 63, 29);
    cairo_curve_to (cr, 65.4, 36, 67, 44, 69.8, 54);
    break;
  }
}

static void
draw_strands (const ApoyoFace *face, cairo_t *cr)
{
  ApoyoRandom random;

  apoyo_random_init (&random, face->strands, APOYO_STREAM_FACE, 1);
  for (int i = 0; i < 36; i++) {
    double k = apoyo_random_double (&random);
    double side = apoyo_random_chance (&random, 0.5) ? 1 : -1;

    cairo_set_line_width (cr, 0.25 + apoyo_random_double (&random) * 0.35);
    apoyo_canvas_source (
        cr, apoyo_colour_shade (face->hair, apoyo_random_chance (&random, 0.5) ? 1.9 : 0.6), 0.16);
    cairo_move_to (cr, 52 + side * k * 4, 21 + k * 3);
    cairo_curve_to (cr, 50 + side * (8 + 10 * k), 21 + 6 * k, 50 + side * (19 + 3 * k), 32 + 4 * k,
                    50 + side * (20 + 4 * k), 50 + 20 * k);
    cairo_stroke (cr);
  }
}

static void
draw_hair_front (const ApoyoFace *face, cairo_t *cr, gboolean fine)
{
  trace_hair (face, cr);
  apoyo_canvas_fade (cr, 30, 20, 72, 62, apoyo_colour_shade (face->hair, 1.6),
                     apoyo_colour_shade (face->hair, 0.7));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  if (fine)
    draw_strands (face, cr);
  cairo_restore (cr);
}

static void
draw_glasses (const ApoyoFace *face, cairo_t *cr)
{
  cairo_set_line_width (cr, 0.8);
  for (int side = -1; side <= 1; side += 2) {
    apoyo_canvas_rounded (cr, 50 + side * (8.9 + face->apart) - 6.6, 47.6, 13.2, 10, 4.2);
    cairo_set_source_rgba (cr, 0.8, 0.9, 1.0, 0.10);
    cairo_fill_preserve (cr);
    cairo_set_source_rgba (cr, 0.10, 0.09, 0.10, 0.9);
    cairo_stroke (cr);
    cairo_move_to (cr, 50 + side * (15.4 + face->apart), 51);
    cairo_line_to (cr, 50 + side * 19.4, 52.4);
    cairo_stroke (cr);
  }
  cairo_move_to (cr, 47.6, 51.6);
  cairo_curve_to (cr, 49, 50.4, 51, 50.4, 52.4, 51.6);
  cairo_stroke (cr);
}

static void
draw_features (const ApoyoFace *face, cairo_t *cr, const ApoyoPose *pose)
{
  for (int side = 0; side < 2; side++) {
    cairo_save (cr);
    if (side)
      mirror (cr);
    draw_brow (face, cr);
    draw_eye (face, cr, side ? -0.7 : 0.7);
    cairo_restore (cr);
  }
  draw_nose (face, cr, pose->turn);
  draw_beard (face, cr);
  draw_mouth (face, cr, pose->smile);
  draw_hair_front (face, cr, pose->fine);
  if (pose->glasses && face->glasses)
    draw_glasses (face, cr);
  for (int side = -1; face->earrings && side <= 1; side += 2) {
    cairo_arc (cr, 50 + side * 19.6, 62, 0.9, 0, 2 * G_PI);
    cairo_set_source_rgb (cr, 0.88, 0.80, 0.55);
    cairo_fill (cr);
  }
}

/* Onto the upper part of a picture so wide, head and shoulders. */
void
apoyo_face_draw (const ApoyoFace *face, cairo_t *cr, double width, const ApoyoPose *pose)
{
  cairo_matrix_t body, head;

  cairo_save (cr);
  cairo_scale (cr, width / 100, width / 100);
  cairo_translate (cr, 50 + pose->dx, 60 + pose->dy);
  cairo_scale (cr, pose->scale, pose->scale);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_get_matrix (cr, &body);
  cairo_matrix_rotate (&body, pose->tilt * 0.35 * G_PI / 180);
  cairo_matrix_translate (&body, -50, -60);
  cairo_get_matrix (cr, &head);
  cairo_matrix_rotate (&head, pose->tilt * G_PI / 180);
  cairo_matrix_scale (&head, face->width, face->length);
  cairo_matrix_translate (&head, -50, -60);
  cairo_set_matrix (cr, &head);
  draw_hair_behind (face, cr);
  cairo_set_matrix (cr, &body);
  draw_neck_and_clothes (face, cr, pose);
  cairo_set_matrix (cr, &head);
  draw_head (face, cr, pose);
  draw_features (face, cr, pose);
  cairo_restore (cr);
}
