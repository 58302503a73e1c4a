/* apoyo-process-acts.h: taking a process from one state of its life to the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_PROCESS_ACT_DECLARE_READY,
  APOYO_PROCESS_ACT_BACK_TO_DRAFT,
  APOYO_PROCESS_ACT_PROPOSE_OPENING,
  APOYO_PROCESS_ACT_BEGIN_CLOSING,
  APOYO_PROCESS_ACT_PROPOSE_CLOSE,
  APOYO_PROCESS_ACT_PROPOSE_CERTIFICATION,
  APOYO_PROCESS_ACT_PROPOSE_ARCHIVE,
  APOYO_PROCESS_ACT_PROPOSE_PURGE,
} ApoyoProcessAct;

const char *apoyo_process_act_get_label (ApoyoProcessAct act);
/* The role that may do it: "setup" or "closer". */
const char *apoyo_process_act_get_role (ApoyoProcessAct act);
/* Why it cannot be done now, NULL when it can. */
const char *apoyo_process_act_why_not (ApoyoProcessAct act, ApoyoSetup *setup);
/* Asks, and does it to the chosen process as it was seen. */
void apoyo_process_act_ask (ApoyoProcessAct act, GtkWidget *parent, ApoyoSetup *setup);

/* "Opening" of a kind of proposal, "open-process". */
const char *apoyo_proposal_kind_get_label (const char *kind);

G_END_DECLS
