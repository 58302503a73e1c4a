/* apoyo-page-art.h: charts and the board laid out on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "apoyo-chart-export.h"

G_BEGIN_DECLS

/* In points; the board is letter, landscape. */
void apoyo_page_get_size (ApoyoChart chart, double *width, double *height);
/* The board has one page of charts and as many of its table as it needs; a chart has one. */
guint apoyo_page_count (ApoyoBoardFigures *figures, ApoyoChart chart);
/* Light on white, any thread. */
void apoyo_page_draw (cairo_t *cr, ApoyoBoardFigures *figures, ApoyoChart chart, guint page);
const char *apoyo_page_get_title (ApoyoBoardFigures *figures, ApoyoChart chart);

G_END_DECLS
