/* apoyo-form-dialog.h: a dialog with a form, and one act that the database may refuse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

/* Escape and Cancel close it, Ctrl+Enter acts. While the connection is lost it keeps what was typed
 * and says why it cannot act. */

#define APOYO_TYPE_FORM_DIALOG (apoyo_form_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (ApoyoFormDialog, apoyo_form_dialog, APOYO, FORM_DIALOG, AdwWindow)

struct _ApoyoFormDialogClass {
  AdwWindowClass parent_class;

  /* Runs the command when the form is right; says at the fields what is wrong otherwise. */
  void (*act) (ApoyoFormDialog *self);
};

/* parent: any widget of the window it belongs to; act: the label of the button */
void apoyo_form_dialog_set_up (ApoyoFormDialog *self,
                               GtkWidget *parent,
                               ApoyoLogin *login,
                               const char *title,
                               const char *act);
void apoyo_form_dialog_add (ApoyoFormDialog *self, AdwPreferencesGroup *group);
ApoyoLogin *apoyo_form_dialog_get_login (ApoyoFormDialog *self);
/* From sending the command to its answer. */
void apoyo_form_dialog_set_busy (ApoyoFormDialog *self, gboolean busy);
/* Whether the form holds something that closing by mistake would lose. */
void apoyo_form_dialog_set_dirty (ApoyoFormDialog *self, gboolean dirty);

G_END_DECLS
