/* apoyo-sign-in.h: who is there, and which database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

#define APOYO_TYPE_SIGN_IN (apoyo_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSignIn, apoyo_sign_in, APOYO, SIGN_IN, AdwWindow)

/* Signal: "signed-in" (ApoyoLogin *): a session that is live. */

/* dir: (nullable) folder of a private cluster; without it "this computer" is not offered. */
ApoyoSignIn *apoyo_sign_in_new (GtkApplication *application, const char *dir);
/* Fills in the account that was tried; user: (nullable). */
void apoyo_sign_in_prefer_user (ApoyoSignIn *self, const char *user);
void apoyo_sign_in_show_error (ApoyoSignIn *self, const GError *error);

/* The connection string of a private cluster's folder. */
char *apoyo_sign_in_make_local_conninfo (const char *dir, const char *user);

G_END_DECLS
