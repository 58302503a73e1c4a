/* ctl-drafts.h: what is being written in the assistant, on a command line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl-session.h"

G_BEGIN_DECLS

gboolean ctl_drafts_list (CtlSession *session, GError **error);
/* revision: that was looked at, 0: the one of now */
gboolean
ctl_drafts_put_away (CtlSession *session, const char *number, int revision, GError **error);
gboolean ctl_drafts_restore (CtlSession *session, const char *number, GError **error);

G_END_DECLS
