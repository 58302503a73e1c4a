/* blind-sight.c: a sight that sees next to nothing, so that a reader starts in no time where the
 * tests are about something else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-sight.h"

struct _ApoyoSight {
  guint looks;
};

ApoyoSight *
apoyo_sight_new (GError **error)
{
  return g_new0 (ApoyoSight, 1);
}

const char *
apoyo_sight_get_version (ApoyoSight *self)
{
  return "blind";
}

void
apoyo_sight_free (ApoyoSight *self)
{
  g_free (self);
}

/* Touches every byte: a picture smaller than it says would be found out. */
guint64
apoyo_sight_look (ApoyoSight *self,
                  ApoyoPictureRole role,
                  ApoyoReadLevel level,
                  const ApoyoPixels *pixels,
                  GPtrArray *observations)
{
  guint64 sum = 0;

  for (guint y = 0; y < pixels->height; y++)
    for (guint x = 0; x < pixels->width * 3; x++)
      sum = sum * 31 + pixels->rgb[y * pixels->stride + x];
  self->looks++;
  g_ptr_array_add (observations, apoyo_observation_new ("looks", self->looks, 1));
  return sum;
}
