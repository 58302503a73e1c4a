/* apoyo-import-facts.h: what was recognised of a file, beside an import's steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-import.h"

G_BEGIN_DECLS

/* Signal: "change-columns" (). */
#define APOYO_TYPE_IMPORT_FACTS (apoyo_import_facts_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportFacts, apoyo_import_facts, APOYO, IMPORT_FACTS, AdwBin)

GtkWidget *apoyo_import_facts_new (ApoyoImportKind kind);
/* look: (nullable): no file yet */
void apoyo_import_facts_set (ApoyoImportFacts *self, const ApoyoImportLook *look);
void apoyo_import_facts_set_changeable (ApoyoImportFacts *self, gboolean changeable);

G_END_DECLS
