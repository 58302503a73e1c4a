/* apoyo-sheet-names.h: what institutions call the columns of their tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-sheet.h"

G_BEGIN_DECLS

typedef struct {
  const char *column; /* folded */
  const char *field;
  const char *otherwise; /* (nullable): the field it is when another column is the first */
} ApoyoSheetName;

/* A name without case, accents and punctuation: "Distrito  Féderal" → DISTRITO_FEDERAL. */
char *apoyo_sheet_fold_name (const char *name);
/* NULL when nobody uses that folded name in tables of that kind. */
const ApoyoSheetName *apoyo_sheet_lookup_name (ApoyoSheetKind kind, const char *folded);

G_END_DECLS
