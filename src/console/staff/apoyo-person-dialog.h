/* apoyo-person-dialog.h: adds somebody with all they need for their work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-form-dialog.h"

G_BEGIN_DECLS

/* Signal: "added" (const char *account). */

#define APOYO_TYPE_PERSON_DIALOG (apoyo_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPersonDialog, apoyo_person_dialog, APOYO, PERSON_DIALOG, ApoyoFormDialog)

GtkWindow *apoyo_person_dialog_new (GtkWidget *parent, ApoyoLogin *login);

G_END_DECLS
