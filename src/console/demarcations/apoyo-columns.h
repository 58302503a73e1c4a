/* apoyo-columns.h: the geography in columns, from the circumscription to the section.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-geography.h"

G_BEGIN_DECLS

#define APOYO_TYPE_COLUMNS (apoyo_columns_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoColumns, apoyo_columns, APOYO, COLUMNS, GtkBox)

/* Signal: "selected" (guint place), also when it is set. The country stands for no selection. */

GtkWidget *apoyo_columns_new (void);
/* (nullable). What is selected stays selected where the other version has it. */
void apoyo_columns_set_geography (ApoyoColumns *self, ApoyoGeography *geography);
void apoyo_columns_select (ApoyoColumns *self, guint place);
/* The last of the path; APOYO_PLACE_NONE without a geography. */
guint apoyo_columns_get_selected (ApoyoColumns *self);
/* Which of federal district, local district and municipality the third column shows. */
ApoyoLevel apoyo_columns_get_middle (ApoyoColumns *self);
void apoyo_columns_set_wide (ApoyoColumns *self, gboolean wide);
/* One column to the left (-1) or to the right (1). */
void apoyo_columns_step (ApoyoColumns *self, int way);

G_END_DECLS
