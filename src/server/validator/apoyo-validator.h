/* apoyo-validator.h: claims supports by lease, checks them, and moves them to their situation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-reader.h"
#include "apoyo-vault.h"

G_BEGIN_DECLS

/* As many as one likes may run, in one program or in many. Belongs to the main context it is made
 * in; reading the vault happens in worker threads. */

#define APOYO_TYPE_VALIDATOR (apoyo_validator_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoValidator, apoyo_validator, APOYO, VALIDATOR, GObject)

typedef struct {
  guint64 claimed;
  guint64 finished; /* findings recorded, or given up on */
  guint64 stale;    /* overtaken by another attempt */
  guint64 returned; /* given back, for an act held the process */
  guint64 failed;   /* left to a later attempt */
  guint in_flight;
} ApoyoValidatorCounters;

/* reader: (nullable): without one only processes that have no pictures read can be validated. */
ApoyoValidator *apoyo_validator_new (const char *conninfo,
                                     ApoyoVault *vault,
                                     ApoyoKeyring *keyring,
                                     ApoyoReader *reader);
/* Before start. */
void apoyo_validator_set_in_flight (ApoyoValidator *self, guint limit);
void apoyo_validator_set_lease (ApoyoValidator *self, guint milliseconds);

void apoyo_validator_start (ApoyoValidator *self);
/* Claims no more and lets those in flight end. */
void
apoyo_validator_stop_async (ApoyoValidator *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean apoyo_validator_stop_finish (ApoyoValidator *self, GAsyncResult *result, GError **error);
void apoyo_validator_get_counters (ApoyoValidator *self, ApoyoValidatorCounters *counters);

G_END_DECLS
