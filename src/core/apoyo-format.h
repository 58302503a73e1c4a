/* apoyo-format.h: figures, percentages and times as the institute writes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between a number and its sign, so that a line never breaks there. */
#define APOYO_NBSP "\302\240"
#define APOYO_MINUS "\342\210\222"

/* 2,758,227 · −5 (true minus). */
char *apoyo_format_count (gint64 count);

/* +1,234 · −5 · 0. */
char *apoyo_format_difference (gint64 difference);

/* part / whole in hundredths of a percent (10745 for 107.45 %), half up, exact. Never 10000 for
 * what has not been reached. -1 when whole is not positive or part is negative. */
gint64 apoyo_percent_hundredths (gint64 part, gint64 whole);

/* "107.45 %" with a no-break space; "—" for a negative figure. */
char *apoyo_format_percent (gint64 hundredths);
char *apoyo_format_percentage (gint64 part, gint64 whole);

/* 0.97 → "0.97": a decimal point, whatever the desktop's own is. */
char *apoyo_format_decimal (double value, guint digits);

/* 3 → "3 %", 0.26 → "0.26 %": the rule's text as it is. */
char *apoyo_format_rule_percentage (const char *decimal);

/* In the process's zone: 22/12/2021 20:14:07 (hora del centro) · 22/12/2021 · 22/12/2021 20:14 ·
 * 20:14:07. time_zone is an IANA name; an unknown one means UTC, and says so. */
char *apoyo_format_time (GDateTime *time, const char *time_zone);
char *apoyo_format_date (GDateTime *time, const char *time_zone);
char *apoyo_format_minute (GDateTime *time, const char *time_zone);
char *apoyo_format_clock (GDateTime *time, const char *time_zone);

/* A civil day as the database and files write it, "2026-08-31", and as people do, "31/08/2026".
 * Format leaves what is none as it is, and NULL NULL; parse takes both forms and gives the first
 * one, NULL for what is no day. */
char *apoyo_format_day (const char *iso);
char *apoyo_parse_day (const char *text);

/* "day 52 of 55", civil days in the zone; NULL outside of the window. */
char *
apoyo_format_day_of (GDateTime *now, GDateTime *opens, GDateTime *closes, const char *time_zone);

G_END_DECLS
