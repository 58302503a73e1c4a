/* apoyo-act-conflict.h: what somebody else changed while a dialog was open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-act-dialog.h"

G_BEGIN_DECLS

/* Facts are what the dialog is about, each with the field where the person writes another value of
 * it, if there is one. It goes with the dialog. */
typedef struct _ApoyoActConflict ApoyoActConflict;

ApoyoActConflict *apoyo_act_conflict_new (ApoyoActDialog *dialog);
/* field: (nullable); text: as it stands in the field */
void apoyo_act_conflict_add (ApoyoActConflict *self,
                             const char *title,
                             ApoyoField *field,
                             const char *text);
/* The fact as it was seen last. */
const char *apoyo_act_conflict_get (ApoyoActConflict *self, guint fact);
/* texts: of the facts in the order they were added, as they are now. What differs from what was
 * seen is told in the dialog, old, theirs and mine; what the person has not touched becomes theirs,
 * and what they typed stays, to be sent again. FALSE when nothing differs.
 *
 * by: (nullable); time: (nullable) */
gboolean apoyo_act_conflict_meet (ApoyoActConflict *self,
                                  const char *const *texts,
                                  const char *by,
                                  const char *time);

G_END_DECLS
