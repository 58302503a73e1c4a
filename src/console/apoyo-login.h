/* apoyo-login.h: one person's connection to the database, from signing in to signing out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-connection.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_LOGIN_OPENING,
  APOYO_LOGIN_LIVE,
  APOYO_LOGIN_LOST, /* tries again by itself */
} ApoyoLoginState;

/* Signals:
 *   "ready" (): signed in, also again after a lost connection; processes are read
 *   "failed" (GError *): the first attempt failed, or signing in was refused
 *   "changed" (): state or time of the next attempt
 *   "setup-changed" (const char *what): somebody, oneself too, configured something: what is
 *     "process:3", "draft:7", "geography", "staff" or "proposal:5". Nothing is told for what
 *     happened during a loss of the connection: read everything again on "ready". The list of
 *     processes follows by itself. */

#define APOYO_TYPE_LOGIN (apoyo_login_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoLogin, apoyo_login, APOYO, LOGIN, GObject)

ApoyoLogin *apoyo_login_new (const char *conninfo, const char *password);
void apoyo_login_start (ApoyoLogin *self);
void apoyo_login_end (ApoyoLogin *self);
void apoyo_login_try_now (ApoyoLogin *self);
/* Under which name and account the keyring keeps the password. */
void apoyo_login_set_kept_as (ApoyoLogin *self, const char *server, const char *user);
/* That the person has changed: to open the connection again with, and to keep where the one before
 * was kept. */
void apoyo_login_set_password (ApoyoLogin *self, const char *password);

ApoyoLoginState apoyo_login_get_state (ApoyoLogin *self);
/* Seconds until the next attempt; 0 while one is under way. */
int apoyo_login_get_wait (ApoyoLogin *self);
ApoyoConnection *apoyo_login_get_connection (ApoyoLogin *self);
const char *apoyo_login_get_user (ApoyoLogin *self);
/* (nullable): the user of this very database, which another one's user of the same name is not:
 * what is kept on this computer goes by it. NULL before the first sign-in. */
const char *apoyo_login_get_account (ApoyoLogin *self);
const char *apoyo_login_get_display_name (ApoyoLogin *self);
const char *apoyo_login_get_server_version (ApoyoLogin *self);
gboolean apoyo_login_has_role (ApoyoLogin *self, const char *role);
/* The word for the first of the person's roles, for people. */
const char *apoyo_login_get_role_label (ApoyoLogin *self);
/* Of ApoyoProcess. */
GListModel *apoyo_login_get_processes (ApoyoLogin *self);

G_END_DECLS
