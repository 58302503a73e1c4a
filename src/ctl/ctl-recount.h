/* ctl-recount.h: holds the figures of a process against its supports and its log.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl-session.h"

G_BEGIN_DECLS

/* Prints every difference; *n_differences grows by their number. Works while supports come in: all
 * that is compared is of one snapshot, and what waits for a position is counted in. */
gboolean
ctl_recount_figures (CtlSession *session, int process, guint64 *n_differences, GError **error);

/* The rank of every support, and who is written down to count for each citizen. replay: each act on
 * each support is judged again as well, which takes a second for some thousands of them. */
gboolean ctl_recount_supports (CtlSession *session,
                               int process,
                               gboolean replay,
                               guint64 *n_differences,
                               GError **error);

/* The tree from its leaves, the stored tiles against it, the leaves from their events, the
 * checkpoint from its signature.
 * public_key: (nullable): 32 bytes; without it the signature is not looked at. */
gboolean ctl_recount_tree (CtlSession *session,
                           int process,
                           const guint8 *public_key,
                           guint64 *n_differences,
                           GError **error);

G_END_DECLS
