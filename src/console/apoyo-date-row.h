/* apoyo-date-row.h: a day, typed or chosen from a calendar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The day that an unfinished or wrong text stands for is none. Signal: "changed" (GtkEditable). */

#define APOYO_TYPE_DATE_ROW (apoyo_date_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDateRow, apoyo_date_row, APOYO, DATE_ROW, AdwEntryRow)

GtkWidget *apoyo_date_row_new (const char *title);
gboolean apoyo_date_row_is_empty (ApoyoDateRow *self);
/* (transfer full) (nullable): the end of the day in the institute's zone */
GDateTime *apoyo_date_row_dup_end (ApoyoDateRow *self);

G_END_DECLS
