/* apoyo-import-review.h: an import's third step: how far it is, and what is wrong in the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-import.h"

G_BEGIN_DECLS

#define APOYO_TYPE_IMPORT_REVIEW (apoyo_import_review_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportReview, apoyo_import_review, APOYO, IMPORT_REVIEW, AdwBin)

GtkWidget *apoyo_import_review_new (ApoyoImportKind kind);
/* Shows an import, and follows it. import: (nullable) */
void apoyo_import_review_set_import (ApoyoImportReview *self, ApoyoImport *import);
/* What it has come to, below the list. severity: a class of notes: "err", "warn", "ok", "info".
 * text: (nullable) */
void apoyo_import_review_set_note (ApoyoImportReview *self, const char *severity, const char *text);

G_END_DECLS
