/* apoyo-scope-dialog.h: lets somebody work somewhere, or bars them from there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-form-dialog.h"

G_BEGIN_DECLS

/* Signal: "granted" (gint64 scope). */

#define APOYO_TYPE_SCOPE_DIALOG (apoyo_scope_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoScopeDialog, apoyo_scope_dialog, APOYO, SCOPE_DIALOG, ApoyoFormDialog)

GtkWindow *apoyo_scope_dialog_new (GtkWidget *parent,
                                   ApoyoLogin *login,
                                   const char *account,
                                   const char *name,
                                   gboolean bar);

G_END_DECLS
