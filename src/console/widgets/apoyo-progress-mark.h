/* apoyo-progress-mark.h: a table cell's bar against the mark of 100 %.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APOYO_TYPE_PROGRESS_MARK (apoyo_progress_mark_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoProgressMark, apoyo_progress_mark, APOYO, PROGRESS_MARK, GtkWidget)

/* The scale ends at 250 %. */
GtkWidget *apoyo_progress_mark_new (void);
/* Hundredths of a per cent; negative: nothing to show. */
void apoyo_progress_mark_set_progress (ApoyoProgressMark *self, int progress);

G_END_DECLS
