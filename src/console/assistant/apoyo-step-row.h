/* apoyo-step-row.h: one step in the list of steps, and how it stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum { APOYO_STEP_TO_COME, APOYO_STEP_CURRENT, APOYO_STEP_DONE } ApoyoStepState;

#define APOYO_TYPE_STEP_ROW (apoyo_step_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoStepRow, apoyo_step_row, APOYO, STEP_ROW, GtkListBoxRow)

GtkWidget *apoyo_step_row_new (guint number);
/* summary: (nullable). n_errors: what is left to correct, in place of the summary */
void apoyo_step_row_set (ApoyoStepRow *self,
                         const char *title,
                         const char *summary,
                         guint n_errors,
                         ApoyoStepState state);

/* "Name" of "name": a member outside of the rule as the forms call it. */
const char *apoyo_step_row_path_words (const char *path);

G_END_DECLS
