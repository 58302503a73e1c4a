/* ctl-examination.h: why a support counts or does not, and the same judged again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"
#include "ctl-session.h"

G_BEGIN_DECLS

/* Prints the tree of the last examination, in the language of the terminal. */
gboolean ctl_examination_explain (CtlSession *session, const char *folio, GError **error);

/* Opens what was examined, inspects it again by the same rule and settings, and says whether the
 * tree is the same, byte for byte. It being another is an error. */
gboolean ctl_examination_replay (CtlSession *session,
                                 ApoyoKeyring *keyring,
                                 const char *folio,
                                 GError **error);

G_END_DECLS
