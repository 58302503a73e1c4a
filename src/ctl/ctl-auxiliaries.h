/* ctl-auxiliaries.h: makes access keys for the auxiliaries of a process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl-session.h"

G_BEGIN_DECLS

#define CTL_AUXILIARIES_HEADER "process,promovente,key,scope\n"

/* Registers the hashes of new keys and appends the keys as CSV rows. The caller opens and commits
 * the transaction: keys that nobody got written down must not stay registered. */
gboolean ctl_issue_auxiliaries (CtlSession *session,
                                int process,
                                int per_promovente,
                                GString *out,
                                GError **error);

G_END_DECLS
