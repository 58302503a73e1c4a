/* apoyo-board-page.h: the live count of one process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-page.h"

G_BEGIN_DECLS

#define APOYO_TYPE_BOARD_PAGE (apoyo_board_page_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoBoardPage, apoyo_board_page, APOYO, BOARD_PAGE, ApoyoPage)

G_END_DECLS
