/* apoyo-promovente-list.h: every promovente of the process, to search, sort, filter and choose
 * from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-board.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PROMOVENTE_LIST (apoyo_promovente_list_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPromoventeList, apoyo_promovente_list, APOYO, PROMOVENTE_LIST, AdwBin)

void apoyo_promovente_list_set_board (ApoyoPromoventeList *self, ApoyoBoard *board);
void apoyo_promovente_list_set_wide (ApoyoPromoventeList *self, gboolean wide);
void apoyo_promovente_list_search (ApoyoPromoventeList *self);

G_END_DECLS
