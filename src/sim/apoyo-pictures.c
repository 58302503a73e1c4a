/* apoyo-pictures.c: the four photographs of a capture.
 *
 * What is planted can be seen: whoever judges the pictures has to find it there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-pictures.h"

#include "apoyo-card.h"
#include "apoyo-documents.h"
#include "apoyo-encode.h"
#include "apoyo-jpeg.h"
#include "apoyo-pad.h"
#include "apoyo-photo.h"
#include "apoyo-selfie.h"

/* Cards are drawn a little larger than they are seen. */
#define CARD_SCALE 0.70
#define FAR_CARD_SCALE 0.50
#define FAR 0.70
#define NEAR 1.17
#define LARGE 1.8
#define TINY 0.26
#define COPY 0.6

typedef struct {
  const ApoyoCitizen *citizen;
  const ApoyoCitizen *stranger;
  const ApoyoPlant *plant;
  guint64 shot;
  ApoyoPicture picture;
  guint camera; /* what the camera does to this one */
} Take;

static const char *const nicks[APOYO_N_PICTURES] = { "front", "back", "selfie", "signature" };

/* The part of the request that carries it. */
const char *
apoyo_picture_to_nick (ApoyoPicture picture)
{
  g_return_val_if_fail ((guint) picture < APOYO_N_PICTURES, NULL);
  return nicks[picture];
}

/* Whether the plant is about this picture. */
gboolean
apoyo_picture_is_meant (const ApoyoPlant *plant, ApoyoPicture picture)
{
  if (g_str_equal (plant->picture, "photos"))
    return picture != APOYO_PICTURE_SIGNATURE;
  if (g_str_equal (plant->picture, "cards"))
    return picture <= APOYO_PICTURE_BACK;
  return g_str_equal (plant->picture, nicks[picture]);
}

/* Who takes another's picture takes the picture, not the hand or the face. */
static gboolean
is_anothers (const Take *take)
{
  return take->plant->again && apoyo_picture_is_meant (take->plant, take->picture);
}

static cairo_surface_t *
draw_side (const Take *take, const ApoyoCitizen *whose, gboolean front, ApoyoCardMake make)
{
  double scale = take->camera & APOYO_CAMERA_FAR ? FAR_CARD_SCALE : CARD_SCALE;
  gboolean own = whose == take->citizen;

  if (front) {
    g_autofree char *curp = own ? apoyo_plant_curp (take->plant, whose) : g_strdup (whose->curp);

    return apoyo_card_front (whose, curp, make, scale);
  } else {
    g_autofree char *mrz =
        own ? apoyo_plant_mrz (take->plant, whose) : apoyo_citizen_to_mrz (whose);

    return apoyo_card_back (whose, mrz, make, scale);
  }
}

/* What lies on the table: NULL for nothing. */
static cairo_surface_t *
make_flat (const Take *take)
{
  gboolean front = take->picture == APOYO_PICTURE_FRONT;

  switch (front ? take->plant->front : take->plant->back) {
  case APOYO_SHOWN_TEMPLATE:
    return draw_side (take, take->citizen, front, APOYO_CARD_TEMPLATE);
  case APOYO_SHOWN_TEMPLATE_FACE:
    return draw_side (take, take->citizen, front, APOYO_CARD_TEMPLATE_FACE);
  case APOYO_SHOWN_FRONT:
    return draw_side (take, take->citizen, TRUE, APOYO_CARD_REAL);
  case APOYO_SHOWN_BACK:
    return draw_side (take, take->citizen, FALSE, APOYO_CARD_REAL);
  case APOYO_SHOWN_STRANGERS:
    return draw_side (take, take->stranger, front, APOYO_CARD_REAL);
  case APOYO_SHOWN_LIBRARY:
    return apoyo_document_library (take->citizen, CARD_SCALE);
  case APOYO_SHOWN_LICENCE:
    return apoyo_document_licence (take->citizen, CARD_SCALE);
  case APOYO_SHOWN_BANK:
    return apoyo_document_bank (take->citizen, CARD_SCALE);
  case APOYO_SHOWN_TABLE:
  case APOYO_SHOWN_MUG:
    return NULL;
  default:
    return draw_side (take, take->citizen, front, APOYO_CARD_REAL);
  }
}

/* A thumb over the numbers. */
static void
cover (cairo_surface_t *picture, ApoyoRandom *random)
{
  cairo_t *cr = cairo_create (picture);
  ApoyoColour skin = apoyo_colour_shade ((ApoyoColour){ 0.72, 0.51, 0.39 },
                                         apoyo_random_between (random, 0.7, 1.2));

  cairo_translate (cr, apoyo_random_between (random, 560, 700), 600);
  cairo_rotate (cr, apoyo_random_between (random, -0.6, -0.3));
  apoyo_canvas_rounded (cr, -130, -190, 280, 640, 130);
  apoyo_canvas_fade (cr, -130, 0, 150, 0, apoyo_colour_shade (skin, 1.12),
                     apoyo_colour_shade (skin, 0.72));
  cairo_fill (cr);
  apoyo_canvas_rounded (cr, -72, -166, 156, 150, 64);
  apoyo_canvas_source (cr, apoyo_colour_mix (skin, (ApoyoColour){ 0.95, 0.8, 0.75 }, 0.5), 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static ApoyoShot
aim (const Take *take, ApoyoMedium medium, ApoyoRandom *random)
{
  ApoyoShot shot = {
    .scene = apoyo_random_below (random, APOYO_N_TABLES),
    .crooked = apoyo_random_between (random, 0.2, 1),
    .size = 1,
  };

  if (medium == APOYO_MEDIUM_SHEET)
    shot.scene = APOYO_SCENE_PAPER;
  else if (medium >= APOYO_MEDIUM_MONITOR)
    shot.scene = APOYO_SCENE_SCREEN;
  if (take->camera & APOYO_CAMERA_HALF)
    shot.shift = apoyo_random_chance (random, 0.5) ? 0.48 : -0.48;
  if (take->camera & APOYO_CAMERA_NEAR)
    shot.size = NEAR;
  if (take->camera & APOYO_CAMERA_FAR)
    shot.size = FAR;
  if (take->camera & APOYO_CAMERA_TILT) {
    shot.size = 0.84;
    shot.angle =
        apoyo_random_between (random, 0.13, 0.24) * (apoyo_random_chance (random, 0.5) ? 1 : -1);
  }
  return shot;
}

/* The card on paper that was cut out around it. (transfer full) */
static cairo_surface_t *
cut_out (cairo_surface_t *flat, ApoyoRandom *random)
{
  int w = cairo_image_surface_get_width (flat), h = cairo_image_surface_get_height (flat);
  int border = 6 + (int) apoyo_random_below (random, 10);
  cairo_surface_t *paper =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w + 2 * border, h + 2 * border);
  cairo_t *cr = cairo_create (paper);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_surface (cr, flat, border, border);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (flat);
  apoyo_photo_copy (paper, random);
  return paper;
}

static cairo_surface_t *
take_card (const Take *take, ApoyoRandom *random)
{
  ApoyoMedium medium = apoyo_picture_is_meant (take->plant, take->picture) ? take->plant->medium
                                                                           : APOYO_MEDIUM_PLASTIC;
  cairo_surface_t *flat = make_flat (take);
  ApoyoShot shot = aim (take, medium, random);
  cairo_surface_t *picture;

  if (medium == APOYO_MEDIUM_CUTOUT)
    flat = cut_out (flat, random);
  picture = apoyo_photo_card (flat, &shot, random);
  g_clear_pointer (&flat, cairo_surface_destroy);
  if (take->picture == APOYO_PICTURE_FRONT && take->plant->front == APOYO_SHOWN_MUG)
    apoyo_photo_mug (picture, random);
  if (medium == APOYO_MEDIUM_SHEET)
    apoyo_photo_sheet (picture, random);
  else if (medium == APOYO_MEDIUM_MONITOR)
    apoyo_photo_screen (picture, random);
  else if (medium == APOYO_MEDIUM_PHONE)
    picture = apoyo_photo_phone (picture, random);
  if (take->camera & APOYO_CAMERA_THUMB)
    cover (picture, random);
  return picture;
}

static cairo_surface_t *
take_selfie (const Take *take, ApoyoRandom *random)
{
  const ApoyoSitting sitting = {
    .citizen = is_anothers (take) ? take->stranger : take->citizen,
    .stranger = take->stranger,
    .subject = take->plant->subject,
    .far = (take->camera & APOYO_CAMERA_FAR) != 0,
    .tilted = (take->camera & APOYO_CAMERA_TILT) != 0,
  };

  return apoyo_selfie_take (&sitting, random);
}

static void
blur (const Take *take, cairo_surface_t *picture)
{
  if (take->camera & APOYO_CAMERA_BLUR)
    apoyo_canvas_blur (picture, take->picture == APOYO_PICTURE_SELFIE ? 16 : 9);
  else if (take->camera & APOYO_CAMERA_SOFT)
    apoyo_canvas_blur (picture, take->picture == APOYO_PICTURE_SELFIE ? 2 : 1);
}

/* Dimmer light makes more grain: the camera counts fewer photons. */
static void
illuminate (const Take *take, cairo_surface_t *picture, ApoyoRandom *random)
{
  gboolean pad = take->picture == APOYO_PICTURE_SIGNATURE;
  gboolean selfie = take->picture == APOYO_PICTURE_SELFIE;
  ApoyoLight light = {
    .exposure = pad ? 1 : apoyo_random_between (random, 0.90, 1.06),
    .glare = pad ? 0 : apoyo_random_between (random, 0, 0.25),
    .grain = pad      ? 3.5
             : selfie ? 6
                      : 5,
  };

  if (take->camera & APOYO_CAMERA_DIM) {
    light.exposure = apoyo_random_between (random, 0.42, 0.6);
    light.grain = 11;
  }
  if (take->camera & APOYO_CAMERA_DARK) {
    light.exposure = apoyo_random_between (random, 0.07, 0.13);
    light.grain = 10;
  }
  if (take->camera & APOYO_CAMERA_BRIGHT)
    light.exposure = apoyo_random_between (random, 1.12, 1.22);
  if (take->camera & APOYO_CAMERA_WASHED) {
    light.exposure = apoyo_random_between (random, 2.3, 3);
    light.glare = 1;
  }
  if (take->camera & APOYO_CAMERA_GLARE)
    light.glare = apoyo_random_between (random, 0.4, 0.6);
  if (take->camera & APOYO_CAMERA_FLASH)
    light.glare = apoyo_random_between (random, 2.4, 3.2);
  if (take->camera & APOYO_CAMERA_WARM)
    light.warmth = apoyo_random_between (random, 0.12, 0.2);
  light.shadow = (take->camera & APOYO_CAMERA_SHADOW) != 0;
  apoyo_lens_light (picture, random, &light);
}

/* And not the file itself. */
static gboolean
is_copied (const Take *take)
{
  return is_anothers (take) && take->plant->subject != APOYO_SUBJECT_AGAIN;
}

static GBytes *
store (const Take *take, cairo_surface_t *picture, const char **type)
{
  static const int quality[APOYO_N_PICTURES] = { 78, 76, 82, 84 };

  if (take->camera & APOYO_CAMERA_PNG) {
    *type = "image/png";
    return apoyo_encode_png (picture);
  }
  if (take->camera & APOYO_CAMERA_WEBP) {
    *type = "image/webp";
    return apoyo_encode_webp (picture, 80);
  }
  if (take->camera & APOYO_CAMERA_POOR_JPEG)
    return apoyo_jpeg_compress (picture, 34);
  if (is_copied (take))
    return apoyo_jpeg_compress (picture, 58);
  return apoyo_jpeg_encode (picture, quality[take->picture]);
}

/* The telephone was held some other way: its pixels lie so, and the file may tell. */
static GBytes *
turn (const Take *take, cairo_surface_t **picture, ApoyoRandom *random, const char **type)
{
  /* EXIF's numbers for what undoes 0, 1, 2, 3 quarters to the right. */
  static const guint undo[] = { 1, 8, 3, 6 };
  guint quarters = 1 + apoyo_random_below (random, 3);
  cairo_surface_t *turned = apoyo_lens_turn (*picture, quarters);
  g_autoptr (GBytes) file = NULL;

  cairo_surface_destroy (*picture);
  *picture = turned;
  file = store (take, turned, type);
  return take->camera & APOYO_CAMERA_EXIF ? apoyo_encode_orientation (file, undo[quarters])
                                          : g_steal_pointer (&file);
}

static void
scale (cairo_surface_t **picture, double factor)
{
  cairo_surface_t *scaled = apoyo_lens_scale (*picture, factor);

  cairo_surface_destroy (*picture);
  *picture = scaled;
}

static GBytes *
take_picture (const Take *take, const char **type)
{
  const ApoyoCitizen *whose = is_anothers (take) ? take->stranger : take->citizen;
  guint64 shot = is_anothers (take) ? 0 : take->shot;
  cairo_surface_t *picture;
  ApoyoRandom random;
  GBytes *file;

  apoyo_random_init (&random, whose->seed, APOYO_STREAM_PICTURE,
                     ((guint64) whose->index << 34) ^ (shot * APOYO_N_PICTURES + take->picture));
  if (take->picture == APOYO_PICTURE_SELFIE)
    picture = take_selfie (take, &random);
  else if (take->picture == APOYO_PICTURE_SIGNATURE)
    picture = apoyo_pad_sign (take->citizen, take->stranger, take->plant->hand, &random);
  else
    picture = take_card (take, &random);
  blur (take, picture);
  if (take->camera & APOYO_CAMERA_LARGE)
    scale (&picture, LARGE);
  /* The icon comes as a screenshot: no lens ever saw it. */
  if (take->picture != APOYO_PICTURE_SELFIE || take->plant->subject != APOYO_SUBJECT_ICON)
    illuminate (take, picture, &random);
  if (take->camera & APOYO_CAMERA_TINY)
    scale (&picture, TINY);
  else if (take->plant->subject == APOYO_SUBJECT_COPIED && is_copied (take))
    scale (&picture, COPY);
  *type = "image/jpeg";
  file = take->camera & APOYO_CAMERA_TURN ? turn (take, &picture, &random, type)
                                          : store (take, picture, type);
  cairo_surface_destroy (picture);
  return file;
}

/* Only this one, for who needs no other. stranger: somebody else, for captures that show the wrong
 * person. shot tells photographs of one citizen apart; a copied signature is the stranger's of
 * shot 0. */
void
apoyo_pictures_render_one (ApoyoPictures *self,
                           ApoyoPicture picture,
                           const ApoyoCitizen *citizen,
                           const ApoyoCitizen *stranger,
                           const ApoyoPlant *plant,
                           guint64 shot)
{
  const Take take = {
    citizen, stranger, plant,
    shot,    picture,  apoyo_picture_is_meant (plant, picture) ? plant->camera : 0
  };

  g_return_if_fail (self->file[picture] == NULL);
  self->file[picture] = take_picture (&take, &self->type[picture]);
}

void
apoyo_pictures_render (ApoyoPictures *self,
                       const ApoyoCitizen *citizen,
                       const ApoyoCitizen *stranger,
                       const ApoyoPlant *plant,
                       guint64 shot)
{
  for (ApoyoPicture i = 0; i < APOYO_N_PICTURES; i++)
    apoyo_pictures_render_one (self, i, citizen, stranger, plant, shot);
}

void
apoyo_pictures_clear (ApoyoPictures *self)
{
  for (guint i = 0; i < APOYO_N_PICTURES; i++)
    g_clear_pointer (&self->file[i], g_bytes_unref);
}
