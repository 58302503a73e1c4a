/* apoyo-sheet-time.h: dates and times as people write them in tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day comes before its month, always. All of these, with or without an hour behind it:
 *
 *   15/10/2021   15-10-21   15.10.2021   15/oct/2021   15 oct 2021   viernes 15 de octubre de 2021
 *   … 18:00   … 6:00:00 p. m.   … a las 18:00 horas   … 18:00 hrs   … 18 h
 *
 * become 2021-10-15 or 2021-10-15 18:00. What is written otherwise, in ISO 8601 for instance, stays
 * as it is: whoever takes it says whether it is a time. (transfer full) */
char *apoyo_sheet_shape_date (const char *text);
char *apoyo_sheet_shape_time (const char *text);

G_END_DECLS
