/* apoyo-import-file-page.h: an import's first step: which file, and what the file does not say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-import.h"

G_BEGIN_DECLS

/* A file is dropped, chosen, or its path typed. Signals: "chosen" (GFile *): another one; "edited"
 * (): what goes with it. */
#define APOYO_TYPE_IMPORT_FILE_PAGE (apoyo_import_file_page_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportFilePage, apoyo_import_file_page, APOYO, IMPORT_FILE_PAGE, AdwBin)

GtkWidget *apoyo_import_file_page_new (ApoyoImportKind kind);
/* As if it had been chosen. */
void apoyo_import_file_page_set_file (ApoyoImportFilePage *self, GFile *file);
/* What was recognised, or why nothing was; both NULL while it is looked at. */
void apoyo_import_file_page_set_look (ApoyoImportFilePage *self,
                                      const ApoyoImportLook *look,
                                      const GError *error);
/* FALSE while something that goes with the file is missing or wrong. */
gboolean apoyo_import_file_page_is_complete (ApoyoImportFilePage *self);
/* NULL when it is left to the file. */
const char *apoyo_import_file_page_get_name (ApoyoImportFilePage *self);
const char *apoyo_import_file_page_get_cutoff (ApoyoImportFilePage *self);
gint64 apoyo_import_file_page_get_total (ApoyoImportFilePage *self);

/* Into the path: a file is named by typing, without a way through the other buttons. */
void apoyo_import_file_page_focus (ApoyoImportFilePage *self);

G_END_DECLS
