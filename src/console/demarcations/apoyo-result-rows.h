/* apoyo-result-rows.h: rows of a statement as the rows of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

#define APOYO_TYPE_RESULT_ROW (apoyo_result_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoResultRow, apoyo_result_row, APOYO, RESULT_ROW, GObject)

/* NULL where the column is. */
const char *apoyo_result_row_get_text (ApoyoResultRow *self, const char *column);
/* 0 where the column is NULL. */
gint64 apoyo_result_row_get_count (ApoyoResultRow *self, const char *column);
guint apoyo_result_row_get_number (ApoyoResultRow *self);

/* Each row is made when it is looked at: a difference may have a hundred thousand.
 *
 * rows: (transfer full) (nullable) (element-type guint): which ones, in that order; NULL: all */
#define APOYO_TYPE_RESULT_ROWS (apoyo_result_rows_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoResultRows, apoyo_result_rows, APOYO, RESULT_ROWS, GObject)

ApoyoResultRows *apoyo_result_rows_new (ApoyoResult *result, GArray *rows);

G_END_DECLS
