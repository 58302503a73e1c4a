/* apoyo-password-dialog.h: a new password: one's own, or somebody else's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-form-dialog.h"

G_BEGIN_DECLS

/* Signal: "done" (). The password leaves the program as a verifier only. */

#define APOYO_TYPE_PASSWORD_DIALOG (apoyo_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPasswordDialog,
                      apoyo_password_dialog,
                      APOYO,
                      PASSWORD_DIALOG,
                      ApoyoFormDialog)

/* account: (nullable): one's own */
GtkWindow *apoyo_password_dialog_new (GtkWidget *parent,
                                      ApoyoLogin *login,
                                      const char *account,
                                      const char *name);

G_END_DECLS
