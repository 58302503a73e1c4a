/* apoyo-figures.h: progress against a requirement, and figures that announce their change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A progress is a percentage in hundredths: 10745 is 107.45 %. */
#define APOYO_PROGRESS_UNKNOWN (-1)
#define APOYO_PROGRESS_REACHED 10000

int apoyo_progress (gint64 valid, gint64 required);
char *apoyo_figure_rule_percentage (int hundredths);
GtkWidget *apoyo_figure_label (const char *css_class, float xalign);
void apoyo_figure_set (GtkWidget *label, const char *text);

G_END_DECLS
