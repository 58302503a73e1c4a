/* apoyo-sparkline.h: a day's arrivals as one small line, for list rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APOYO_TYPE_SPARKLINE (apoyo_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSparkline, apoyo_sparkline, APOYO, SPARKLINE, GtkWidget)

#define APOYO_SPARKLINE_MAX 24

/* 60 × 14 by default; gtk_widget_set_size_request() makes it larger. */
GtkWidget *apoyo_sparkline_new (void);
/* Oldest first, at most 24; its own scale. Same values again cost nothing. */
void apoyo_sparkline_set_values (ApoyoSparkline *self, const gint64 *values, guint n_values);

G_END_DECLS
