/* apoyo-picture-role.c: which picture of a capture, and how thoroughly to read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-picture-role.h"

static const char *const roles[APOYO_N_PICTURE_ROLES] = { "front", "back", "selfie", "signature" };
static const char *const levels[] = { "cheap", "full" };

static gboolean
find (const char *const *nicks, guint n_nicks, const char *nick, guint *index)
{
  for (guint i = 0; i < n_nicks; i++) {
    if (g_strcmp0 (nicks[i], nick) == 0) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
apoyo_picture_role_to_nick (ApoyoPictureRole role)
{
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (roles), NULL);
  return roles[role];
}

gboolean
apoyo_picture_role_from_nick (const char *nick, ApoyoPictureRole *role)
{
  guint index;

  if (!find (roles, G_N_ELEMENTS (roles), nick, &index))
    return FALSE;
  *role = (ApoyoPictureRole) index;
  return TRUE;
}

const char *
apoyo_read_level_to_nick (ApoyoReadLevel level)
{
  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (levels), NULL);
  return levels[level];
}

gboolean
apoyo_read_level_from_nick (const char *nick, ApoyoReadLevel *level)
{
  guint index;

  if (!find (levels, G_N_ELEMENTS (levels), nick, &index))
    return FALSE;
  *level = (ApoyoReadLevel) index;
  return TRUE;
}
