/* apoyo-face.h: the face of a citizen, the same on the card and in the selfie.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-canvas.h"
#include "apoyo-citizen.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_HAIR_LONG,
  APOYO_HAIR_BOB,
  APOYO_HAIR_TIED,
  APOYO_HAIR_SHORT,
  APOYO_HAIR_CROPPED,
  APOYO_HAIR_RECEDING,
} ApoyoHair;

typedef struct {
  ApoyoColour skin;
  ApoyoColour hair;
  ApoyoColour lips;
  ApoyoColour iris;
  ApoyoHair style;
  double width;    /* of the head, about 1 */
  double length;   /* of the head, about 1 */
  double jaw;      /* −1 narrow … 1 broad */
  double eyes;     /* size, about 1 */
  double apart;    /* of the eyes, about 0 */
  double brows;    /* thickness, about 1 */
  double nose;     /* breadth, about 1 */
  double mouth;    /* breadth, about 1 */
  double fullness; /* of the lips, about 1 */
  double age;      /* 0 young … 1 old */
  gboolean moustache;
  gboolean beard;
  gboolean glasses;
  gboolean earrings;
  guint64 strands; /* seed of the hair's strands */
} ApoyoFace;

/* How it is seen this time. */
typedef struct {
  double tilt;  /* degrees */
  double scale; /* about 1 */
  double dx;    /* in hundredths of the width */
  double dy;
  double smile; /* 0 … 1.5 */
  double turn;  /* −1 … 1: the nose and the light wander */
  gboolean glasses;
  gboolean fine; /* large enough to see single hairs */
  ApoyoColour clothes;
} ApoyoPose;

void apoyo_face_init (ApoyoFace *face, const ApoyoCitizen *citizen);
void apoyo_face_draw (const ApoyoFace *face, cairo_t *cr, double width, const ApoyoPose *pose);

G_END_DECLS
