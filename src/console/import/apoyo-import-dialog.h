/* apoyo-import-dialog.h: from a file of an institution to what is stored of it, in four steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-import.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

/* File, columns (when the table's names are unknown), check, result. Modal; asks before it throws
 * away what has been checked, and offers the same file again when it is opened the next time.
 *
 * Signal: "imported" (int): the drafted version of a geography, the version of a nominal list, the
 * process of people. */
#define APOYO_TYPE_IMPORT_DIALOG (apoyo_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportDialog, apoyo_import_dialog, APOYO, IMPORT_DIALOG, AdwWindow)

/* subject: the version that a nominal list is of (0: the one in force), the process of people,
 * 0 for a geography. Set its parent and present it. */
ApoyoImportDialog *apoyo_import_dialog_new (ApoyoLogin *login, ApoyoImportKind kind, int subject);
/* As if the person had chosen it. */
void apoyo_import_dialog_set_file (ApoyoImportDialog *self, GFile *file);

G_END_DECLS
