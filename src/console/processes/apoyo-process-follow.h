/* apoyo-process-follow.h: a dialog about a process, while others may change it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-act-dialog.h"
#include "apoyo-setup.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_PROCESS_FACT_NAME,
  APOYO_PROCESS_FACT_SCOPE,
  APOYO_PROCESS_FACT_CUTOFF,
  APOYO_PROCESS_FACT_OPENS,
  APOYO_PROCESS_FACT_CLOSES,
  APOYO_PROCESS_FACT_STATE,
  APOYO_PROCESS_FACT_RULE,
} ApoyoProcessFact;

#define APOYO_N_PROCESS_FACTS (APOYO_PROCESS_FACT_RULE + 1)

/* Keeps the process as the person has seen it, and tells in the dialog what somebody else changed
 * meanwhile. It goes with the dialog. */
typedef struct _ApoyoProcessFollow ApoyoProcessFollow;

/* fields: (array fixed-size=APOYO_N_PROCESS_FACTS): where the person writes them; NULL for the
 * others */
ApoyoProcessFollow *
apoyo_process_follow (ApoyoActDialog *dialog, ApoyoSetup *setup, ApoyoField *const *fields);
/* As it was seen last: what is sent is a change of this. */
const ApoyoSetupFigures *apoyo_process_follow_get_seen (ApoyoProcessFollow *self);
/* The cut-off as it stands in a field: "31/08/2026", or nothing. */
char *apoyo_process_follow_dup_cutoff (const ApoyoSetupFigures *figures);

G_END_DECLS
