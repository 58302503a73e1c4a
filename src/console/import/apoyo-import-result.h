/* apoyo-import-result.h: an import's last step: what is stored now, and what it changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-import.h"

G_BEGIN_DECLS

#define APOYO_TYPE_IMPORT_RESULT (apoyo_import_result_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportResult, apoyo_import_result, APOYO, IMPORT_RESULT, AdwBin)

GtkWidget *apoyo_import_result_new (ApoyoImportKind kind);
/* Of a stored one. */
void apoyo_import_result_set_import (ApoyoImportResult *self, ApoyoImport *import);
/* Below what is said of it. */
void apoyo_import_result_set_extra (ApoyoImportResult *self, GtkWidget *extra);

G_END_DECLS
