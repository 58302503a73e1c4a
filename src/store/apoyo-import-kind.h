/* apoyo-import-kind.h: what files are imported by their tables' columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-sheet.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_IMPORT_GEOGRAPHY,    /* sections, a draft of a new version */
  APOYO_IMPORT_NOMINAL_LIST, /* electors of a version's sections at a date */
  APOYO_IMPORT_PROMOVENTES,  /* of one process */
  APOYO_IMPORT_AUXILIARIES,  /* of the promoventes of one process */
} ApoyoImportKind;

/* In one file, so that it goes to the service with the roll's key in one piece. */
#define APOYO_IMPORT_MOST_AUXILIARIES 20000

ApoyoSheetKind apoyo_import_kind_get_sheet (ApoyoImportKind kind);

G_END_DECLS
