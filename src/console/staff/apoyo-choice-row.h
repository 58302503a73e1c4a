/* apoyo-choice-row.h: one of many, found as one types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APOYO_TYPE_CHOICE_ROW (apoyo_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoChoiceRow, apoyo_choice_row, APOYO, CHOICE_ROW, AdwActionRow)

/* The first of the choices is chosen. */
GtkWidget *apoyo_choice_row_new (const char *title, const char *const *choices);
guint apoyo_choice_row_get_selected (ApoyoChoiceRow *self);

G_END_DECLS
