/* apoyo-photo.h: what a telephone's camera makes of a flat drawing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-lens.h"

G_BEGIN_DECLS

#define APOYO_PHOTO_WIDTH 1280
#define APOYO_PHOTO_HEIGHT 832

typedef enum {
  APOYO_SCENE_WOOD,
  APOYO_SCENE_STONE,
  APOYO_SCENE_DARK,
  APOYO_SCENE_CLOTH,
  APOYO_SCENE_PAPER,
  APOYO_SCENE_SCREEN,
} ApoyoScene;

#define APOYO_N_TABLES (APOYO_SCENE_CLOTH + 1)

typedef struct {
  ApoyoScene scene;
  double crooked; /* 0 laid flat on a scanner … 1 held in a hand */
  double angle;   /* radians, beyond that */
  double shift;   /* of the card to the right, in widths of the picture */
  double size;    /* 1 fills the picture well */
} ApoyoShot;

cairo_surface_t *
apoyo_photo_card (cairo_surface_t *card, const ApoyoShot *shot, ApoyoRandom *random);
void apoyo_photo_copy (cairo_surface_t *surface, ApoyoRandom *random);
void apoyo_photo_sheet (cairo_surface_t *surface, ApoyoRandom *random);
void apoyo_photo_screen (cairo_surface_t *surface, ApoyoRandom *random);
cairo_surface_t *apoyo_photo_phone (cairo_surface_t *surface, ApoyoRandom *random);
void apoyo_photo_mug (cairo_surface_t *surface, ApoyoRandom *random);

G_END_DECLS
