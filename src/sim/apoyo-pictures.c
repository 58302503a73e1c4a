/* apoyo-pictures.c: the four photographs of a capture.
 *
 * What is planted can be seen: whoever judges the pictures has to find it there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-pictures.h"

#include "apoyo-autograph.h"
#include "apoyo-card.h"
#include "apoyo-jpeg.h"
#include "apoyo-photo.h"
#include "apoyo-selfie.h"

/* Cards are drawn a little larger than they are seen. */
#define CARD_SCALE 0.70
#define SIGNATURE_WIDTH 1280
#define SIGNATURE_HEIGHT 560

typedef struct {
  const ApoyoCitizen *citizen;
  const ApoyoCitizen *stranger;
  ApoyoKind kind;
  guint variant; /* most kinds can be seen in more than one way */
  guint64 shot;
} Capture;

static const char *const nicks[APOYO_N_PICTURES] = { "front", "back", "selfie", "signature" };

/* The part of the request that carries it. */
const char *
apoyo_picture_to_nick (ApoyoPicture picture)
{
  g_return_val_if_fail ((guint) picture < APOYO_N_PICTURES, NULL);
  return nicks[picture];
}

static cairo_surface_t *
make_flat (const Capture *capture, ApoyoPicture side)
{
  ApoyoCardMake make = capture->kind == APOYO_KIND_M6 ? APOYO_CARD_TEMPLATE : APOYO_CARD_REAL;
  g_autofree char *other_curp = NULL;

  if (capture->kind == APOYO_KIND_M2 && capture->variant == 0 && side == APOYO_PICTURE_FRONT)
    return apoyo_card_library (capture->citizen, CARD_SCALE);
  if (side == APOYO_PICTURE_BACK && !(capture->kind == APOYO_KIND_M2 && capture->variant == 1))
    return apoyo_card_back (capture->citizen, make, CARD_SCALE);
  if (capture->kind == APOYO_KIND_M8)
    other_curp = apoyo_citizen_other_curp (capture->citizen);
  return apoyo_card_front (capture->citizen, other_curp ? other_curp : capture->citizen->curp, make,
                           CARD_SCALE);
}

/* A thumb over the numbers. */
static void
cover (cairo_surface_t *picture)
{
  cairo_t *cr = cairo_create (picture);
  const ApoyoColour skin = { 0.72, 0.51, 0.39 };

  cairo_translate (cr, 640, 640);
  cairo_rotate (cr, -0.5);
  apoyo_canvas_rounded (cr, -90, -180, 190, 620, 92);
  apoyo_canvas_fade (cr, -90, 0, 100, 0, apoyo_colour_shade (skin, 1.12),
                     apoyo_colour_shade (skin, 0.72));
  cairo_fill (cr);
  apoyo_canvas_rounded (cr, -52, -162, 112, 128, 52);
  apoyo_canvas_source (cr, (ApoyoColour){ 0.88, 0.70, 0.62 }, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static ApoyoShot
aim (const Capture *capture, ApoyoRandom *random)
{
  ApoyoShot shot = {
    .scene = apoyo_random_below (random, APOYO_N_TABLES),
    .crooked = apoyo_random_between (random, 0.2, 1),
    .glare = apoyo_random_between (random, 0, 0.28),
    .exposure = apoyo_random_between (random, 0.90, 1.06),
  };

  if (capture->kind == APOYO_KIND_M1)
    shot.scene = APOYO_SCENE_PAPER;
  else if (capture->kind == APOYO_KIND_M2 && capture->variant == 2)
    shot.scene = APOYO_SCENE_SCREEN;
  else if (capture->kind == APOYO_KIND_M7 && capture->variant == 1)
    shot.shift = 0.48;
  else if (capture->kind == APOYO_KIND_M7 && capture->variant == 2)
    shot.exposure = 0.16;
  else if (capture->kind == APOYO_KIND_M9)
    shot.glare = 1.6;
  return shot;
}

static cairo_surface_t *
take_card (const Capture *capture, ApoyoPicture side, ApoyoRandom *random)
{
  cairo_surface_t *flat = make_flat (capture, side);
  ApoyoShot shot = aim (capture, random);
  cairo_surface_t *picture = apoyo_photo_card (flat, &shot, random);

  cairo_surface_destroy (flat);
  if (shot.scene == APOYO_SCENE_PAPER)
    apoyo_photo_copy (picture, random);
  else if (shot.scene == APOYO_SCENE_SCREEN)
    apoyo_photo_screen (picture, random);
  if (shot.scene >= APOYO_SCENE_PAPER)
    apoyo_photo_light (picture, random, 1, 0, 3);
  if (capture->kind == APOYO_KIND_M7 && capture->variant == 0)
    apoyo_canvas_blur (picture, 9);
  if (capture->kind == APOYO_KIND_M9 && side == APOYO_PICTURE_FRONT)
    cover (picture);
  return picture;
}

static cairo_surface_t *
take_selfie (const Capture *capture, ApoyoRandom *random)
{
  cairo_surface_t *picture;

  if (capture->kind != APOYO_KIND_M3)
    return apoyo_selfie_person (capture->citizen, random);
  switch (capture->variant) {
  case 0:
    return apoyo_selfie_object (random);
  case 1:
    return apoyo_selfie_person (capture->stranger, random);
  case 2:
    return apoyo_selfie_hidden (capture->citizen, random);
  default:
    picture = apoyo_selfie_person (capture->citizen, random);
    apoyo_photo_screen (picture, random);
    return picture;
  }
}

static void
sign (const Capture *capture, cairo_t *cr, ApoyoRandom *random)
{
  const ApoyoAutograph how = {
    .x = 150 + apoyo_random_between (random, -40, 40),
    .y = 60 + apoyo_random_between (random, -20, 20),
    .w = 960 * apoyo_random_between (random, 0.9, 1.05),
    .h = 390 * apoyo_random_between (random, 0.9, 1.05),
    .pen = 9.5,
    .pressure = 0.3,
    .jitter = 1.5,
    .ink = { 0.06, 0.09, 0.22 },
  };

  if (capture->kind == APOYO_KIND_M5)
    return;
  if (capture->kind == APOYO_KIND_M4 && capture->variant == 0) { /* a mere cross */
    apoyo_canvas_source (cr, how.ink, 1);
    cairo_set_line_width (cr, how.pen);
    cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
    cairo_move_to (cr, 520, 170);
    cairo_line_to (cr, 700, 380);
    cairo_move_to (cr, 710, 160);
    cairo_line_to (cr, 530, 390);
    cairo_stroke (cr);
    return;
  }
  apoyo_autograph_draw (&how, capture->kind == APOYO_KIND_M4 ? capture->stranger : capture->citizen,
                        cr, random);
}

static cairo_surface_t *
take_signature (const Capture *capture, ApoyoRandom *random)
{
  const double dashes[] = { 4, 9 };
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIGNATURE_WIDTH, SIGNATURE_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.965, 0.965, 0.955);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.78, 0.80, 0.84);
  cairo_set_line_width (cr, 3);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, 90, SIGNATURE_HEIGHT * 0.80);
  cairo_line_to (cr, SIGNATURE_WIDTH - 90, SIGNATURE_HEIGHT * 0.80);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  apoyo_canvas_text (cr, 90, SIGNATURE_HEIGHT - 76, "Cantarell Bold 26px", 4,
                     (ApoyoColour){ 0.72, 0.10, 0.20 }, 0.45, "MUESTRA");
  sign (capture, cr, random);
  cairo_destroy (cr);
  apoyo_photo_light (surface, random, 1, 0, 3.5);
  return surface;
}

static GBytes *
take (const Capture *capture, ApoyoPicture picture)
{
  static const int quality[APOYO_N_PICTURES] = { 78, 76, 82, 84 };
  cairo_surface_t *surface;
  ApoyoRandom random;
  GBytes *jpeg;

  apoyo_random_init (&random, capture->citizen->seed, APOYO_STREAM_PICTURE,
                     ((guint64) capture->citizen->index << 34) ^
                         (capture->shot * APOYO_N_PICTURES + picture));
  if (picture == APOYO_PICTURE_SELFIE)
    surface = take_selfie (capture, &random);
  else if (picture == APOYO_PICTURE_SIGNATURE)
    surface = take_signature (capture, &random);
  else
    surface = take_card (capture, picture, &random);
  jpeg = apoyo_jpeg_encode (surface, quality[picture]);
  cairo_surface_destroy (surface);
  return jpeg;
}

/* stranger: somebody else, for captures that show the wrong person. shot tells photographs of one
 * citizen apart. */
void
apoyo_pictures_render (ApoyoPictures *self,
                       const ApoyoCitizen *citizen,
                       const ApoyoCitizen *stranger,
                       ApoyoKind kind,
                       guint64 shot)
{
  Capture capture = { citizen, stranger, kind, 0, shot };

  capture.variant = (guint) (shot % (kind == APOYO_KIND_M3 ? 4 : kind == APOYO_KIND_M4 ? 2 : 3));
  for (guint i = 0; i < APOYO_N_PICTURES; i++)
    self->jpeg[i] = take (&capture, i);
}

void
apoyo_pictures_clear (ApoyoPictures *self)
{
  for (guint i = 0; i < APOYO_N_PICTURES; i++)
    g_clear_pointer (&self->jpeg[i], g_bytes_unref);
}
