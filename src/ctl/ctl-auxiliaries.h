/* ctl-auxiliaries.h: makes access keys for the auxiliaries of a process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"
#include "ctl-session.h"
#include "ctl-sheet.h"

G_BEGIN_DECLS

/* The columns of issued keys, for ctl_word_header(). */
extern const char *const ctl_auxiliaries_columns[];

/* A new access key, and the hash of it that the database keeps. */
char *ctl_new_key (GBytes **hash, GError **error);
/* By which a person is found in the roll; refuses what is no clave de elector. */
GBytes *ctl_hash_clave (ApoyoKeyring *keyring, const char *clave, GError **error);

/* SIMULACRO or nothing, for the last column: keys of a drill are told apart on paper, too. NULL on
 * error. */
const char *ctl_drill_mark (CtlSession *session, int process, GError **error);

/* Keys are written once: refuses a file that is there. */
gboolean ctl_may_write_keys (const char *path, GError **error);
/* Writes them and commits the session's transaction: the keys are on disk before they are valid,
 * and gone when they did not become so; where that is not known they stay. */
gboolean ctl_write_keys (CtlSession *session, const GString *csv, const char *path, GError **error);

/* Registers the hashes of new keys and appends the keys as CSV rows. The caller opens and commits
 * the transaction: keys that nobody got written down must not stay registered. */
gboolean ctl_issue_auxiliaries (CtlSession *session,
                                int process,
                                int per_promovente,
                                GString *out,
                                GError **error);

/* The people of a file, each with a key that is written to out. keys: (nullable). Every bad row is
 * told, and then nothing is registered. */
gboolean ctl_import_auxiliaries (ApoyoCtl *ctl,
                                 const CtlSheetOptions *options,
                                 const char *keys,
                                 const char *process,
                                 const char *path,
                                 const char *out,
                                 GError **error);

G_END_DECLS
