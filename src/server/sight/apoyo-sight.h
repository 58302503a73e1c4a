/* apoyo-sight.h: what machine vision measures and reads in a picture.
 *
 * C boundary of a C++ library; used only inside the confined reader. It measures; what a
 * measurement means is judged elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-observation.h"
#include "apoyo-picture-role.h"

G_BEGIN_DECLS

/* Upright, three bytes a pixel, long side at most APOYO_SIGHT_LONGEST_SIDE. */
typedef struct {
  guint width;
  guint height;
  gsize stride;
  const guint8 *rgb;
  /* (nullable): where somebody has it already, the mean of every two by two, an odd row or column
   * left out, rows without gaps */
  const guint8 *half;
} ApoyoPixels;

#define APOYO_SIGHT_LONGEST_SIDE 1600

typedef struct _ApoyoSight ApoyoSight;

/* Opens every file it will ever need: afterwards there is no file system. */
ApoyoSight *apoyo_sight_new (GError **error);
void apoyo_sight_free (ApoyoSight *self);
/* Of the libraries that see, and of the models by their content. */
const char *apoyo_sight_get_version (ApoyoSight *self);

/* Appends observations (element-type ApoyoObservation); never throws, never aborts on odd input.
 * Returns the picture's perceptual hash, 64 bit: nearly the same for the same picture at another
 * size or JPEG quality. */
guint64 apoyo_sight_look (ApoyoSight *self,
                          ApoyoPictureRole role,
                          ApoyoReadLevel level,
                          const ApoyoPixels *pixels,
                          GPtrArray *observations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoSight, apoyo_sight_free)

G_END_DECLS
