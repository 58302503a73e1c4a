/* apoyo-picture-role.h: which picture of a capture, and how thoroughly to read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_PICTURE_ROLE_FRONT,
  APOYO_PICTURE_ROLE_BACK,
  APOYO_PICTURE_ROLE_SELFIE,
  APOYO_PICTURE_ROLE_SIGNATURE,
} ApoyoPictureRole;
#define APOYO_N_PICTURE_ROLES (APOYO_PICTURE_ROLE_SIGNATURE + 1)

typedef enum {
  APOYO_READ_CHEAP, /* everything but the reading of text */
  APOYO_READ_FULL,
} ApoyoReadLevel;

/* "front", "back", "selfie", "signature" */
const char *apoyo_picture_role_to_nick (ApoyoPictureRole role);
gboolean apoyo_picture_role_from_nick (const char *nick, ApoyoPictureRole *role);
/* "cheap", "full" */
const char *apoyo_read_level_to_nick (ApoyoReadLevel level);
gboolean apoyo_read_level_from_nick (const char *nick, ApoyoReadLevel *level);

G_END_DECLS
