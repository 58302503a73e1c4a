/* apoyo-promovente-row.h: one promovente in the board's list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-board.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PROMOVENTE_ROW (apoyo_promovente_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPromoventeRow, apoyo_promovente_row, APOYO, PROMOVENTE_ROW, GtkWidget)

GtkWidget *apoyo_promovente_row_new (gboolean wide);
void apoyo_promovente_row_bind (ApoyoPromoventeRow *self,
                                ApoyoBoard *board,
                                ApoyoPromovente *promovente,
                                guint position);
void apoyo_promovente_row_unbind (ApoyoPromoventeRow *self);

G_END_DECLS
