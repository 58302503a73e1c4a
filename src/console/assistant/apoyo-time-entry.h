/* apoyo-time-entry.h: a moment, typed as DD/MM/YYYY HH:MM in the time zone of a process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals: "changed-time" (), at each key that leaves a moment, or nothing; "problem" (const char *
 * (nullable)), 300 ms after typing what is none and on leaving it. */

#define APOYO_TYPE_TIME_ENTRY (apoyo_time_entry_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoTimeEntry, apoyo_time_entry, APOYO, TIME_ENTRY, GtkBox)

GtkWidget *apoyo_time_entry_new (const char *name);
/* An IANA name. What stands there keeps its day and hour, and so becomes another moment. */
void apoyo_time_entry_set_zone (ApoyoTimeEntry *self, const char *time_zone);
/* What a day alone means: its last second, in place of its first. */
void apoyo_time_entry_set_ends (ApoyoTimeEntry *self, gboolean ends);
/* (nullable): nothing, or nothing yet that is a moment */
GDateTime *apoyo_time_entry_get_time (ApoyoTimeEntry *self);
void apoyo_time_entry_set_time (ApoyoTimeEntry *self, GDateTime *time);
const char *apoyo_time_entry_get_problem (ApoyoTimeEntry *self);

/* 1/11/2026 · 01/11/2026 0:00 · 01/11/2026 23:59:59 → the moment. Without an hour it is midnight.
 * NULL with a sentence that says how it is written. */
GDateTime *apoyo_time_entry_parse (const char *text, const char *time_zone, GError **error);
/* 01/11/2026 00:00, with seconds where there are any. */
char *apoyo_time_entry_format (GDateTime *time, const char *time_zone);

G_END_DECLS
