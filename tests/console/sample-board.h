/* sample-board.h: the figures of a revocación as in December 2021, for pictures and tests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-board-figures.h"

G_BEGIN_DECLS

/* National, 32 entities, 17 needed, 14 of them reached; everything adds up. */
ApoyoBoardFigures *sample_board_new (void);
/* A federal district: sections instead of entities, no map. */
ApoyoBoardFigures *sample_board_new_district (guint n_sections);
const gint64 *sample_board_sparkline (guint i);

G_END_DECLS
