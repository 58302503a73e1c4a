/* ctl-keys.h: which key directory a verb works with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-ctl.h"
#include "apoyo-keyring.h"

G_BEGIN_DECLS

/* --keys, or DIR/keys of a private cluster, whose keys are made when they are missing. */
ApoyoKeyring *ctl_open_keyring (ApoyoCtl *ctl, const char *keys, GError **error);

G_END_DECLS
