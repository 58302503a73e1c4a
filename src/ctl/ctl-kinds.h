/* ctl-kinds.h: the kinds of process with what the law asks for, to read and for programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-result.h"

G_BEGIN_DECLS

/* kinds: the rows of kind-list */
gboolean ctl_kinds_print (const ApoyoResult *kinds, GError **error);
/* Every default and the article it stands on. */
gboolean ctl_kinds_print_json (const ApoyoResult *kinds, GError **error);

G_END_DECLS
