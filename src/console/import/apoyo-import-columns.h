/* apoyo-import-columns.h: an import's second step: what each column of the file is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-import.h"

G_BEGIN_DECLS

/* Signal: "changed" (). */
#define APOYO_TYPE_IMPORT_COLUMNS (apoyo_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportColumns, apoyo_import_columns, APOYO, IMPORT_COLUMNS, AdwBin)

GtkWidget *apoyo_import_columns_new (ApoyoImportKind kind);
void apoyo_import_columns_set (ApoyoImportColumns *self, const ApoyoImportLook *look);
/* Every field that is needed is told, and none twice. */
gboolean apoyo_import_columns_is_complete (ApoyoImportColumns *self);
/* For apoyo_import_set_mappings(): every column of the file. (transfer full) */
char **apoyo_import_columns_dup_mappings (ApoyoImportColumns *self);

G_END_DECLS
