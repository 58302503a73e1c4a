/* apoyo-area-table.h: the demarcations as the institute publishes them, with their sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-board.h"

G_BEGIN_DECLS

#define APOYO_TYPE_AREA_TABLE (apoyo_area_table_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoAreaTable, apoyo_area_table, APOYO, AREA_TABLE, AdwBin)

/* Signals:
 *   "hovered" (const char *code)  (nullable): the pointer is on this row
 *   "selected" (const char *code) (nullable): the chosen row */

void apoyo_area_table_set_board (ApoyoAreaTable *self, ApoyoBoard *board);
/* What is shown is not known yet: the figures become a dash until the board has them. */
void apoyo_area_table_set_loading (ApoyoAreaTable *self);
void apoyo_area_table_set_wide (ApoyoAreaTable *self, gboolean wide);
/* The row to light, as hovering does; emits nothing. code: (nullable) */
void apoyo_area_table_set_lit (ApoyoAreaTable *self, const char *code);
/* Emits nothing. code: (nullable) */
void apoyo_area_table_set_selected (ApoyoAreaTable *self, const char *code);

G_END_DECLS
