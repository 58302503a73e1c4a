/* apoyo-ledger-pass.h: one pass of the ledger: everything pending gets its place, in one
 * transaction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-connection.h"
#include "apoyo-ledger-log.h"

G_BEGIN_DECLS

/* What a pass works on; the ledger's, unchanged unless the pass commits. */
typedef struct {
  ApoyoConnection *connection; /* the one that holds the lock */
  ApoyoKeyring *keyring;
  GHashTable *logs;           /* (element-type int ApoyoLedgerLog) */
  GHashTable *aside;          /* set of int: processes that get no positions, and have no log */
  GHashTable *unheard;        /* set of int: processes that changed since the last notification */
  char *watermark;            /* (owned): where the next pass begins to read, "0" for the first */
  int limit;                  /* events in one pass */
  gint64 checkpoint_interval; /* µs */
  gboolean may_notify;
} ApoyoLedgerWork;

typedef struct {
  guint64 entries;   /* events that got their position */
  guint checkpoints; /* signed */
  gboolean notified;
  gboolean more;   /* the limit was reached: go on at once */
  gint64 duration; /* µs, from BEGIN to the answer of COMMIT */
} ApoyoLedgerPassResult;

/* When it fails the transaction has been rolled back (or the connection is lost) and the logs are
 * as they were. */
void
apoyo_ledger_pass_async (ApoyoLedgerWork *work, GAsyncReadyCallback callback, gpointer user_data);
gboolean
apoyo_ledger_pass_finish (GAsyncResult *result, ApoyoLedgerPassResult *pass, GError **error);

G_END_DECLS
