/* apoyo-result-rows.h: rows of a statement as the rows of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-lazy-list.h"
#include "apoyo-result.h"

G_BEGIN_DECLS

#define APOYO_TYPE_RESULT_ROW (apoyo_result_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoResultRow, apoyo_result_row, APOYO, RESULT_ROW, GObject)

/* NULL where the column is. */
const char *apoyo_result_row_get_text (ApoyoResultRow *self, const char *column);
/* 0 where the column is NULL. */
gint64 apoyo_result_row_get_count (ApoyoResultRow *self, const char *column);
guint apoyo_result_row_get_number (ApoyoResultRow *self);
/* That the number is of. */
const ApoyoResult *apoyo_result_row_get_result (ApoyoResultRow *self);

/* Of ApoyoResultRow; a difference may have a hundred thousand.
 *
 * rows: (transfer full) (element-type guint): which ones, in that order */
ApoyoLazyList *apoyo_result_rows_new (ApoyoResult *result, GArray *rows);
/* All rows of the result, in place of those of an earlier reading: whoever looks at the list stays
 * where he is.
 *
 * store: of ApoyoResultRow */
void apoyo_result_rows_put (GListStore *store, ApoyoResult *result);

G_END_DECLS
