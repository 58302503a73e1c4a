/* ctl-roll-import.h: brings the electoral roll into the database, whole or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-ctl.h"

G_BEGIN_DECLS

/* keys: (nullable): directory */
gboolean ctl_import_roll (ApoyoCtl *ctl, const char *keys, const char *path, GError **error);

G_END_DECLS
