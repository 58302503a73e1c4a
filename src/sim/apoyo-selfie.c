/* apoyo-selfie.c: the live photograph, and what people send instead of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-selfie.h"

#include "apoyo-card.h"
#include "apoyo-documents.h"
#include "apoyo-face.h"
#include "apoyo-objects.h"
#include "apoyo-photo.h"

#define W APOYO_SELFIE_WIDTH
#define H APOYO_SELFIE_HEIGHT

/* Drawn small and stretched: a background that is out of focus; people are nearly in it. */
#define SOFT 8
#define PERSON_SCALE 0.8

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

/* Windows, lamps and leaves beyond the focus are discs; nearer things are less dissolved. */
static void
scatter (cairo_t *cr, double w, double h, ApoyoRandom *random)
{
  for (guint i = apoyo_random_below (random, 9); i > 0; i--) {
    ApoyoColour c = apoyo_colour_mix ((ApoyoColour){ 1, 0.93, 0.78 },
                                      cloths[apoyo_random_below (random, G_N_ELEMENTS (cloths))],
                                      apoyo_random_double (random));
    double x = apoyo_random_between (random, 0, w), y = apoyo_random_between (random, 0, h * 0.6);

    apoyo_canvas_glow (cr, x, y, apoyo_random_between (random, 3, 14), c,
                       apoyo_random_between (random, 0.15, 0.5));
  }
  apoyo_canvas_glow (cr, apoyo_random_between (random, 0, w), 0, w * 0.9,
                     (ApoyoColour){ 1, 1, 0.95 }, 0.22);
}

static cairo_t *
begin (cairo_surface_t **surface, ApoyoRandom *random)
{
  cairo_surface_t *soft = cairo_image_surface_create (CAIRO_FORMAT_RGB24, W / SOFT, H / SOFT);
  cairo_t *cr = cairo_create (soft);

  furnish (cr, W / SOFT, H / SOFT, walls[apoyo_random_below (random, G_N_ELEMENTS (walls))],
           random);
  scatter (cr, W / SOFT, H / SOFT, random);
  cairo_destroy (cr);
  apoyo_canvas_blur (soft, (int) apoyo_random_below (random, 2) + 1);
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

/* Light from the side, from above and back from the clothes, on whatever is drawn. */
static void
shine (cairo_t *cr, double w, double h, ApoyoRandom *random)
{
  double side = apoyo_random_chance (random, 0.5) ? 0 : w;
  double strength = apoyo_random_between (random, 0.12, 0.42);
  cairo_pattern_t *dusk = cairo_pattern_create_linear (side, 0, w - side, h * 0.25);

  cairo_set_operator (cr, CAIRO_OPERATOR_ATOP);
  cairo_pattern_add_color_stop_rgba (dusk, 0.25, 0.05, 0.02, 0.04, 0);
  cairo_pattern_add_color_stop_rgba (dusk, 1, 0.05, 0.02, 0.04, strength);
  cairo_set_source (cr, dusk);
  cairo_paint (cr);
  cairo_pattern_destroy (dusk);
  apoyo_canvas_glow (
      cr, w * 0.5 + (side > 0 ? 1 : -1) * w * apoyo_random_between (random, 0.02, 0.2), h * 0.4,
      w * 0.3, (ApoyoColour){ 1, 0.97, 0.9 }, apoyo_random_between (random, 0.08, 0.26));
  apoyo_canvas_glow (cr, w * 0.5, h * 0.78, w * 0.24, (ApoyoColour){ 0.05, 0.02, 0.02 }, 0.34);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
}

/* Onto the picture, from a layer of its own: people have skin and stand in the light. */
static void
draw_person (const ApoyoCitizen *citizen, cairo_t *cr, const ApoyoPose *pose, ApoyoRandom *random)
{
  double w = W * PERSON_SCALE, h = H * PERSON_SCALE;
  cairo_surface_t *layer = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) w, (int) h);
  cairo_t *own = cairo_create (layer);
  ApoyoFace face;

  apoyo_face_init (&face, citizen);
  apoyo_face_draw (&face, own, w, pose);
  shine (own, w, h, random);
  cairo_destroy (own);
  apoyo_lens_texture (layer, random, apoyo_random_between (random, 0.22, 0.38));
  cairo_save (cr);
  cairo_scale (cr, 1 / PERSON_SCALE, 1 / PERSON_SCALE);
  cairo_set_source_surface (cr, layer, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (layer);
}

static ApoyoPose
draw_pose (const ApoyoSitting *sitting, ApoyoRandom *random)
{
  double lean = sitting->tilted ? 15 : 7;
  gboolean distant = sitting->subject == APOYO_SUBJECT_DISTANT;

  return (ApoyoPose){
    .tilt = apoyo_random_between (random, -lean, lean),
    .scale = apoyo_random_between (random, 1.02, 1.2) * (distant        ? 0.2
                                                         : sitting->far ? 0.66
                                                                        : 1),
    .dx = apoyo_random_between (random, -4, 4),
    .dy = apoyo_random_between (random, 3, 9) + (distant        ? 20
                                                 : sitting->far ? 12
                                                                : 0),
    .smile = apoyo_random_between (random, 0, 1.3),
    .turn = apoyo_random_between (random, -1, 1),
    .glasses = TRUE,
    .fine = TRUE,
    .clothes = cloths[apoyo_random_below (random, G_N_ELEMENTS (cloths))],
  };
}

static void
draw_finger (cairo_t *cr, ApoyoColour skin, double x, double y, double length, double angle)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);
  apoyo_canvas_rounded (cr, -42, -length, 84, length + 60, 42);
  apoyo_canvas_fade (cr, -42, 0, 42, 0, apoyo_colour_shade (skin, 1.1),
                     apoyo_colour_shade (skin, 0.66));
  cairo_fill (cr);
  apoyo_canvas_rounded (cr, -26, 14 - length, 52, 62, 24);
  apoyo_canvas_source (cr, apoyo_colour_mix (skin, (ApoyoColour){ 0.95, 0.8, 0.75 }, 0.6), 0.9);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* An open hand before the face. */
static void
draw_hand (const ApoyoCitizen *citizen, cairo_t *cr, ApoyoRandom *random)
{
  ApoyoFace face;
  ApoyoColour skin;

  apoyo_face_init (&face, citizen);
  skin = apoyo_colour_shade (face.skin, 0.95);
  cairo_save (cr);
  cairo_translate (cr, 480 + apoyo_random_between (random, -30, 30), 760);
  cairo_rotate (cr, apoyo_random_between (random, -0.2, 0.2));
  for (int i = 0; i < 4; i++)
    draw_finger (cr, skin, -150 + i * 96, -120, i == 0 || i == 3 ? 300 : 380, -0.12 + i * 0.08);
  draw_finger (cr, skin, 210, 30, 240, 0.7);
  apoyo_canvas_rounded (cr, -205, -160, 400, 420, 130);
  apoyo_canvas_fade (cr, -200, -160, 200, 260, apoyo_colour_shade (skin, 1.08),
                     apoyo_colour_shade (skin, 0.72));
  cairo_fill (cr);
  apoyo_canvas_rounded (cr, -130, 200, 260, 500, 60);
  apoyo_canvas_source (cr, apoyo_colour_shade (skin, 0.8), 1);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* The person holds the credential before the face. */
static void
draw_credential_before (const ApoyoCitizen *citizen, cairo_t *cr, ApoyoRandom *random)
{
  cairo_surface_t *card = apoyo_card_front (citizen, citizen->curp, APOYO_CARD_REAL, 0.42);

  cairo_save (cr);
  cairo_translate (cr, W * 0.13, H * apoyo_random_between (random, 0.30, 0.36));
  cairo_rotate (cr, apoyo_random_between (random, -0.08, 0.08));
  cairo_set_source_surface (cr, card, 0, 0);
  cairo_paint (cr);
  apoyo_canvas_source (cr, (ApoyoColour){ 0.72, 0.52, 0.40 }, 1);
  for (int i = 0; i < 2; i++) {
    apoyo_canvas_ellipse (cr, i ? 660 : 60, 445, 44, 84);
    apoyo_canvas_fade (cr, i ? 620 : 20, 0, i ? 700 : 100, 0, (ApoyoColour){ 0.78, 0.58, 0.46 },
                       (ApoyoColour){ 0.52, 0.36, 0.27 });
    cairo_fill (cr);
  }
  cairo_restore (cr);
  cairo_surface_destroy (card);
}

/* A card lies before the lens, as large as the picture is broad. */
static void
draw_card (cairo_surface_t *card, cairo_t *cr, ApoyoRandom *random)
{
  double size = W * apoyo_random_between (random, 0.8, 0.95) / cairo_image_surface_get_width (card);

  cairo_save (cr);
  cairo_translate (cr, W / 2.0, H / 2.0 + apoyo_random_between (random, -120, 120));
  cairo_rotate (cr, apoyo_random_between (random, -0.12, 0.12));
  cairo_scale (cr, size, size);
  cairo_set_source_surface (cr, card, -cairo_image_surface_get_width (card) / 2.0,
                            -cairo_image_surface_get_height (card) / 2.0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (card);
}

/* The portrait of the card fills the picture. */
static void
draw_portrait_of (const ApoyoCitizen *citizen, cairo_t *cr)
{
  const double scale = 0.70;
  cairo_surface_t *card = apoyo_card_front (citizen, citizen->curp, APOYO_CARD_REAL, scale);
  double size = W / (430 * scale);

  cairo_save (cr);
  cairo_scale (cr, size, size);
  cairo_set_source_surface (cr, card, -86 * scale, -262 * scale);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (card);
}

static void
draw_people (const ApoyoSitting *sitting, cairo_t *cr, ApoyoRandom *random)
{
  ApoyoPose pose = draw_pose (sitting, random);

  if (sitting->subject == APOYO_SUBJECT_TWO) {
    ApoyoPose beside = pose;

    pose.scale = beside.scale = 0.72;
    pose.dx = -21;
    beside.dx = 22;
    pose.dy = 20;
    beside.dy = 12;
    beside.tilt = -pose.tilt;
    beside.clothes = cloths[apoyo_random_below (random, G_N_ELEMENTS (cloths))];
    draw_person (sitting->stranger, cr, &beside, random);
  }
  draw_person (sitting->subject == APOYO_SUBJECT_STRANGER ? sitting->stranger : sitting->citizen,
               cr, &pose, random);
  if (sitting->subject == APOYO_SUBJECT_HIDDEN)
    draw_credential_before (sitting->citizen, cr, random);
  else if (sitting->subject == APOYO_SUBJECT_HAND)
    draw_hand (sitting->citizen, cr, random);
}

static void
draw_subject (const ApoyoSitting *sitting, cairo_t *cr, ApoyoRandom *random)
{
  switch (sitting->subject) {
  case APOYO_SUBJECT_DOG:
    apoyo_object_dog (cr, random);
    break;
  case APOYO_SUBJECT_CHAIR:
    apoyo_object_chair (cr, random);
    break;
  case APOYO_SUBJECT_PEN:
    apoyo_object_pen (cr, random);
    break;
  case APOYO_SUBJECT_MUG:
    apoyo_object_mug (cr, random);
    break;
  case APOYO_SUBJECT_BANK_CARD:
    draw_card (apoyo_document_bank (sitting->citizen, 0.5), cr, random);
    break;
  case APOYO_SUBJECT_CREDENTIAL:
    draw_card (apoyo_card_front (sitting->citizen, sitting->citizen->curp, APOYO_CARD_REAL, 0.70),
               cr, random);
    break;
  case APOYO_SUBJECT_ICON:
    apoyo_object_icon (cr, random);
    break;
  case APOYO_SUBJECT_DRAWING:
    apoyo_object_drawing (cr, random);
    break;
  case APOYO_SUBJECT_PORTRAIT:
    draw_portrait_of (sitting->citizen, cr);
    break;
  case APOYO_SUBJECT_WALL:
    break;
  default:
    draw_people (sitting, cr, random);
    break;
  }
}

/* A print with its white border on a table, seen from above. (transfer full) */
static cairo_surface_t *
lay_print (cairo_surface_t *photo, ApoyoRandom *random)
{
  cairo_surface_t *surface;
  cairo_t *cr = begin (&surface, random);
  double scale = apoyo_random_between (random, 0.66, 0.9);

  cairo_translate (cr, W / 2.0, H / 2.0);
  cairo_rotate (cr, apoyo_random_between (random, -0.1, 0.1));
  cairo_scale (cr, scale, scale);
  for (int i = 0; i < 10; i++) {
    cairo_set_source_rgba (cr, 0, 0, 0, 0.05);
    cairo_rectangle (cr, -W / 2.0 - 50 + i * 2, -H / 2.0 - 50 + i * 3, W + 130 - i * 4,
                     H + 130 - i * 4);
    cairo_fill (cr);
  }
  cairo_set_source_rgb (cr, 0.95, 0.94, 0.92);
  cairo_rectangle (cr, -W / 2.0 - 50, -H / 2.0 - 50, W + 100, H + 100);
  cairo_fill (cr);
  cairo_set_source_surface (cr, photo, -W / 2.0, -H / 2.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (photo);
  return surface;
}

/* (transfer full): what is before the lens; the light is still to fall on it. */
cairo_surface_t *
apoyo_selfie_take (const ApoyoSitting *sitting, ApoyoRandom *random)
{
  cairo_surface_t *surface;
  cairo_t *cr = begin (&surface, random);

  cairo_save (cr);
  draw_subject (sitting, cr, random);
  cairo_restore (cr);
  apoyo_canvas_text (cr, 40, H - 62, "Cantarell Bold 30px", 4, (ApoyoColour){ 1, 1, 1 }, 0.5,
                     "MUESTRA");
  cairo_destroy (cr);
  if (sitting->subject == APOYO_SUBJECT_PRINT)
    surface = lay_print (surface, random);
  else if (sitting->subject == APOYO_SUBJECT_MONITOR)
    apoyo_photo_screen (surface, random);
  return surface;
}
