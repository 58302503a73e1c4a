/* apoyo-board-snapshot.h: the board's figures as one record, for the wall and for files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-board-figures.h"
#include "apoyo-board.h"

G_BEGIN_DECLS

/* board: loaded. */
ApoyoBoardFigures *apoyo_board_snapshot (ApoyoBoard *board);
/* The rows of the table as the widgets take them; the texts are the board's. */
GArray *apoyo_board_list_areas (ApoyoBoard *board);
/* Of a contest, as areas: every promovente against its own threshold. */
GArray *apoyo_board_list_contestants (ApoyoBoard *board);
/* Of a contest, as areas: demarcations with their part against those needed, per promovente. */
GArray *apoyo_board_list_spreads (ApoyoBoard *board);
/* How many demarcations must reach their part; 0 where what is shown has no such rule. */
guint apoyo_board_get_dispersion_needed (ApoyoBoard *board);
/* Days of the whole collection period, 0 when not known. */
guint apoyo_board_count_period (ApoyoBoard *board);

G_END_DECLS
