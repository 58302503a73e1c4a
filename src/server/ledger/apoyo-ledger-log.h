/* apoyo-ledger-log.h: the tree of one process as the ledger holds it between passes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-keyring.h"
#include "apoyo-params.h"
#include "apoyo-result.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_LEDGER_LOG_ERROR_DAMAGED,  /* what is stored contradicts itself: a person must look */
  APOYO_LEDGER_LOG_ERROR_OUTDATED, /* the database has gone on without us: load again */
} ApoyoLedgerLogError;

#define APOYO_LEDGER_LOG_ERROR (apoyo_ledger_log_error_quark ())
GQuark apoyo_ledger_log_error_quark (void);

/* A log has a committed state and, during a pass, a staged one. The pass stages what it read, sends
 * it, and commits the log only after the database has committed: a pass that fails leaves the log
 * as the database is. */
typedef struct _ApoyoLedgerLog ApoyoLedgerLog;

ApoyoLedgerLog *apoyo_ledger_log_new (int process);
void apoyo_ledger_log_free (ApoyoLedgerLog *self);
int apoyo_ledger_log_get_process (ApoyoLedgerLog *self);
/* Of the tree; and how many entries the database has, which may be more. */
guint64 apoyo_ledger_log_get_size (ApoyoLedgerLog *self);
void apoyo_ledger_log_set_n_entries (ApoyoLedgerLog *self, guint64 n_entries);
guint64 apoyo_ledger_log_get_n_entries (ApoyoLedgerLog *self);

/* From a row of the statement ledger-tree. DAMAGED when the edge does not give the stored root. */
gboolean apoyo_ledger_log_load (ApoyoLedgerLog *self, const ApoyoResult *row, GError **error);

/* leaves: (element-type GBytes): 32 bytes each, the first one goes to first_position. */
gboolean apoyo_ledger_log_stage (ApoyoLedgerLog *self,
                                 guint64 first_position,
                                 GPtrArray *leaves,
                                 GError **error);
gboolean apoyo_ledger_log_is_staged (ApoyoLedgerLog *self);
void apoyo_ledger_log_commit (ApoyoLedgerLog *self);
void apoyo_ledger_log_discard (ApoyoLedgerLog *self);

/* Parameters of ledger-store-tree for what is staged. (transfer full) */
ApoyoParams *apoyo_ledger_log_store_params (ApoyoLedgerLog *self);

/* How much of the log is signed for, and whether a checkpoint is due at that monotonic time. */
void apoyo_ledger_log_set_checkpoint (ApoyoLedgerLog *self, guint64 size);
void apoyo_ledger_log_set_closed (ApoyoLedgerLog *self, gboolean closed);
gboolean apoyo_ledger_log_is_checkpoint_due (ApoyoLedgerLog *self, gint64 now, gint64 interval);
/* Signs the staged state, or the committed one when nothing is staged, and gives the parameters of
 * ledger-store-checkpoint. It counts as made when the log is committed. (transfer full) */
ApoyoParams *
apoyo_ledger_log_sign (ApoyoLedgerLog *self, ApoyoKeyring *keyring, gint64 now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoLedgerLog, apoyo_ledger_log_free)

G_END_DECLS
