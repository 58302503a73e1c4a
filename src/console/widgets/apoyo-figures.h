/* apoyo-figures.h: how counts, percentages and times are written on the board.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A progress is a percentage in hundredths: 10745 is 107.45 %. */
#define APOYO_PROGRESS_UNKNOWN (-1)
#define APOYO_PROGRESS_REACHED 10000

int apoyo_progress (gint64 valid, gint64 required);
char *apoyo_format_count (gint64 count);
char *apoyo_format_percentage (int hundredths);
char *apoyo_format_percentage_short (int hundredths);
char *apoyo_format_clock (GDateTime *time);
char *apoyo_format_moment (GDateTime *time);

G_END_DECLS
