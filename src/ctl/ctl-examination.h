/* ctl-examination.h: why a support counts or does not, and the same judged again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"
#include "ctl-session.h"

G_BEGIN_DECLS

/* Prints whether it counts, the rules of counting, and the checks of the last examination, in the
 * language of the terminal. */
gboolean ctl_examination_explain (CtlSession *session, const char *folio, GError **error);

/* Has the database judge each act that settled it again, and opens what was examined, inspects
 * it again by the same rule and settings: says whether the answers are the same, and the tree byte
 * for byte. One that is another is an error. */
gboolean ctl_examination_replay (CtlSession *session,
                                 ApoyoKeyring *keyring,
                                 const char *folio,
                                 GError **error);

G_END_DECLS
