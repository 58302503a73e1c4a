/* ctl-keys.h: which key directory a verb works with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-ctl.h"
#include "apoyo-keyring.h"
#include "ctl-session.h"

G_BEGIN_DECLS

/* --keys, or DIR/keys of a private cluster. A key that is missing is an error. */
ApoyoKeyring *ctl_open_keyring (ApoyoCtl *ctl, const char *keys, GError **error);

/* The same, making the missing keys of a private cluster: before anything depends on them. */
ApoyoKeyring *ctl_make_keyring (ApoyoCtl *ctl, GError **error);

/* Refuses every key of the roll but the one that its database uses. */
gboolean ctl_hold_roll_key (CtlSession *session, ApoyoKeyring *keyring, GError **error);

/* The keyring to import the roll with: where the database uses no roll key yet, a private cluster
 * gets one. Whether it is the one in use is asked where the import begins. */
ApoyoKeyring *
ctl_open_roll_keyring (ApoyoCtl *ctl, CtlSession *session, const char *keys, GError **error);

G_END_DECLS
