/* apoyo-ledger.h: gives every event its position, keeps tallies and trees, signs, and notifies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"
#include "apoyo-ledger-pass.h"

G_BEGIN_DECLS

/* As many as one likes may run; one leads, the others wait for its place. Belongs to the main
 * context it is started in. */

#define APOYO_TYPE_LEDGER (apoyo_ledger_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoLedger, apoyo_ledger, APOYO, LEDGER, GObject)

typedef struct {
  gboolean leading;
  guint64 looks;  /* passes, also those that found nothing */
  guint64 passes; /* that found something to do */
  guint64 entries;
  guint64 checkpoints;
  guint64 notifications;
  guint64 failures;
  double last_pass_ms;
} ApoyoLedgerCounters;

/* Signals: "passed" (const ApoyoLedgerPassResult *) after a pass that did something;
 * "leading" (gboolean) when this one takes or loses the lead. */

ApoyoLedger *apoyo_ledger_new (const char *conninfo, ApoyoKeyring *keyring);
/* Before start. */
void apoyo_ledger_set_checkpoint_interval (ApoyoLedger *self, guint milliseconds);
void apoyo_ledger_set_limit (ApoyoLedger *self, int events);

void apoyo_ledger_start (ApoyoLedger *self);
/* Lets the pass under way end, and gives up the lead. */
void apoyo_ledger_stop_async (ApoyoLedger *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean apoyo_ledger_stop_finish (ApoyoLedger *self, GAsyncResult *result, GError **error);
void apoyo_ledger_get_counters (ApoyoLedger *self, ApoyoLedgerCounters *counters);

G_END_DECLS
