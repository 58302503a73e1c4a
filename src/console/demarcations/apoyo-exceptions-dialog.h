/* apoyo-exceptions-dialog.h: the lists of municipalities under a regime of exception.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-atlas.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

#define APOYO_TYPE_EXCEPTIONS_DIALOG (apoyo_exceptions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoExceptionsDialog,
                      apoyo_exceptions_dialog,
                      APOYO,
                      EXCEPTIONS_DIALOG,
                      AdwWindow)

/* Signal: "chosen" (guint place): to be shown in the columns; the dialog has closed itself. */

GtkWidget *apoyo_exceptions_dialog_new (GtkWindow *parent,
                                        ApoyoLogin *login,
                                        ApoyoAtlas *atlas,
                                        gboolean may_store);

G_END_DECLS
