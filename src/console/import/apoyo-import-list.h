/* apoyo-import-list.h: the bad rows of an import, and the strange ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-filter-entry.h"
#include "apoyo-import.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_IMPORT_LIST_ALL,
  APOYO_IMPORT_LIST_ERRORS,
  APOYO_IMPORT_LIST_WARNINGS,
} ApoyoImportListFilter;

#define APOYO_TYPE_IMPORT_LIST (apoyo_import_list_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportList, apoyo_import_list, APOYO, IMPORT_LIST, AdwBin)

/* problems: (nullable) (element-type ApoyoImportProblem) */
void apoyo_import_list_set_problems (ApoyoImportList *self, GListModel *problems);
void apoyo_import_list_set_filter (ApoyoImportList *self, ApoyoImportListFilter filter);
/* Those that the filter lets through. */
/* And only what holds every word of it; to be called again when they change. */
void apoyo_import_list_set_words (ApoyoImportList *self, ApoyoFilterEntry *words);
GListModel *apoyo_import_list_get_shown (ApoyoImportList *self);
void apoyo_import_list_show_top (ApoyoImportList *self);

G_END_DECLS
