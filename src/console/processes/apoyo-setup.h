/* apoyo-setup.h: the processes as the page has them: all of them, the chosen one, and its detail.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-checks.h"
#include "apoyo-login.h"
#include "apoyo-rule-words.h"
#include "apoyo-setup-detail.h"
#include "apoyo-setup-law.h"
#include "apoyo-setup-process.h"

G_BEGIN_DECLS

/* Reads again whenever somebody configures something, and keeps the choice. Signals:
 *   "updated" (): the list, and the detail of the chosen one, are those of now
 *   "checked" (): what the database finds wrong with the chosen one, or what it asks for, is there
 *   "chosen" (): another process; its detail is not there yet
 *   "live" (): the connection was lost, or is back
 *   "failed" (GError *) */

#define APOYO_TYPE_SETUP (apoyo_setup_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSetup, apoyo_setup, APOYO, SETUP, GObject)

ApoyoSetup *apoyo_setup_new (void);
/* After each signing in. */
void apoyo_setup_set_login (ApoyoSetup *self, ApoyoLogin *login);
void apoyo_setup_set_live (ApoyoSetup *self, gboolean live);
void apoyo_setup_refresh (ApoyoSetup *self);

/* (nullable): nobody has signed in yet */
ApoyoLogin *apoyo_setup_get_login (ApoyoSetup *self);
ApoyoConnection *apoyo_setup_get_connection (ApoyoSetup *self);
gboolean apoyo_setup_is_live (ApoyoSetup *self);
gboolean apoyo_setup_is_loaded (ApoyoSetup *self);
/* NULL when the person may configure now, or the sentence that says why not. */
const char *apoyo_setup_why_not (ApoyoSetup *self);
/* The same for what is done with the chosen process, whose rule comes a moment after the choice. */
const char *apoyo_setup_why_not_yet (ApoyoSetup *self);

/* (nullable): not read yet */
ApoyoSetupLaw *apoyo_setup_get_law (ApoyoSetup *self);

/* Of ApoyoSetupProcess: drafts of the assistant too. */
GListModel *apoyo_setup_get_items (ApoyoSetup *self);
/* Remembers a process that is not there yet, and chooses it as soon as it is. */
void apoyo_setup_choose_later (ApoyoSetup *self, int process);
void apoyo_setup_choose_draft_later (ApoyoSetup *self, gint64 draft);
void apoyo_setup_choose (ApoyoSetup *self, ApoyoSetupProcess *process);
/* (nullable) */
ApoyoSetupProcess *apoyo_setup_get_chosen (ApoyoSetup *self);
/* (nullable): not read yet, or a draft of the assistant */
ApoyoSetupDetail *apoyo_setup_get_detail (ApoyoSetup *self);
/* What the rule comes to in the chosen process; in one that has not opened, as soon as "checked".
 */
void apoyo_setup_get_reach (ApoyoSetup *self, ApoyoRuleReach *reach);
/* Of ApoyoCheck; (nullable): not read yet, or nothing to check any more */
GPtrArray *apoyo_setup_get_checks (ApoyoSetup *self);

G_END_DECLS
