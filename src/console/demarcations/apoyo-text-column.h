/* apoyo-text-column.h: a column of a table whose cells are texts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) (nullable) */
typedef char *(*ApoyoTextFunc) (gpointer item, gpointer user_data);

typedef enum {
  APOYO_TEXT_PLAIN,
  APOYO_TEXT_STRONG,
  APOYO_TEXT_FIGURE, /* numbers end on one line */
} ApoyoTextStyle;

/* width: 0: what is left. user_data must outlive the table. */
void apoyo_text_column_append (GtkColumnView *table,
                               const char *title,
                               ApoyoTextStyle style,
                               int width,
                               ApoyoTextFunc func,
                               gpointer user_data);
/* A table that scrolls, in a card. */
GtkWidget *apoyo_text_table_new (GtkColumnView **table, const char *label);

G_END_DECLS
