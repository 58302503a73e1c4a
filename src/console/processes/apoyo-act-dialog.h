/* apoyo-act-dialog.h: asks for what an act needs (a reason, an acuerdo) and does it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-connection.h"
#include "apoyo-field.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_ACT_ASKS_NOTHING = 0,
  APOYO_ACT_ASKS_REASON = 1 << 0,
  APOYO_ACT_ASKS_ACUERDO = 1 << 1,
  APOYO_ACT_DESTRUCTIVE = 1 << 2,
} ApoyoActFlags;

/* Stays open, with all that was typed, until the act is done or called off: a refusal stands in it,
 * and a lost connection takes nothing.
 *
 * Signals: "confirmed" (), when all fields are right: call apoyo_act_dialog_run(); "refused" (),
 * when the database did not do it; "done" (), when it has been done and before it closes. */

#define APOYO_TYPE_ACT_DIALOG (apoyo_act_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoActDialog, apoyo_act_dialog, APOYO, ACT_DIALOG, AdwWindow)

/* body: (nullable) */
ApoyoActDialog *apoyo_act_dialog_new (GtkWidget *parent,
                                      const char *heading,
                                      const char *body,
                                      const char *yes,
                                      ApoyoActFlags flags);
/* While the connection is lost it says so and acts no more, and goes on when it is back. */
void apoyo_act_dialog_watch (ApoyoActDialog *self, ApoyoLogin *login);
/* Above the reason, in order. */
void apoyo_act_dialog_add (ApoyoActDialog *self, GtkWidget *widget);
ApoyoField *apoyo_act_dialog_add_field (ApoyoActDialog *self,
                                        const char *title,
                                        const char *placeholder,
                                        ApoyoFieldCheck check);
/* NULL when it was not asked for. */
const char *apoyo_act_dialog_get_reason (ApoyoActDialog *self);
const char *apoyo_act_dialog_get_acuerdo (ApoyoActDialog *self);
/* params: (transfer full) (nullable) */
void apoyo_act_dialog_run (ApoyoActDialog *self,
                           ApoyoConnection *connection,
                           const char *statement,
                           ApoyoParams *params);
/* Said in the dialog, which stays. sentence, hint: (nullable) */
void apoyo_act_dialog_say (ApoyoActDialog *self, const char *sentence, const char *hint);
/* Whether an act is under way. */
gboolean apoyo_act_dialog_is_busy (ApoyoActDialog *self);
/* Of an act that whoever opened the dialog runs: until it is over nobody presses again, or leaves.
 */
void apoyo_act_dialog_set_busy (ApoyoActDialog *self, gboolean busy);
/* A field's text that is nobody's typing: closing asks for none of it. */
void apoyo_act_dialog_fill (ApoyoActDialog *self, ApoyoField *field, const char *text);
/* In place of what apoyo_act_dialog_say() said: something to look at before it is sent again. */
void apoyo_act_dialog_warn (ApoyoActDialog *self, const char *text);
/* What the statement gave; for handlers of "done". */
ApoyoResult *apoyo_act_dialog_get_result (ApoyoActDialog *self);

G_END_DECLS
