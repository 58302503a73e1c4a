/* apoyo-pictures.h: the four photographs of a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-plant.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_PICTURE_FRONT,
  APOYO_PICTURE_BACK,
  APOYO_PICTURE_SELFIE,
  APOYO_PICTURE_SIGNATURE,
} ApoyoPicture;

#define APOYO_N_PICTURES (APOYO_PICTURE_SIGNATURE + 1)

typedef struct {
  GBytes *file[APOYO_N_PICTURES];
  const char *type[APOYO_N_PICTURES]; /* MIME */
} ApoyoPictures;

const char *apoyo_picture_to_nick (ApoyoPicture picture);
gboolean apoyo_picture_is_meant (const ApoyoPlant *plant, ApoyoPicture picture);
void apoyo_pictures_render (ApoyoPictures *self,
                            const ApoyoCitizen *citizen,
                            const ApoyoCitizen *stranger,
                            const ApoyoPlant *plant,
                            guint64 shot);
void apoyo_pictures_render_one (ApoyoPictures *self,
                                ApoyoPicture picture,
                                const ApoyoCitizen *citizen,
                                const ApoyoCitizen *stranger,
                                const ApoyoPlant *plant,
                                guint64 shot);
void apoyo_pictures_clear (ApoyoPictures *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoPictures, apoyo_pictures_clear)

G_END_DECLS
