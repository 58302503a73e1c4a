/* apoyo-number-entry.h: an exact number, typed or stepped: a percentage or a count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_NUMBER_COUNT,
  APOYO_NUMBER_PERCENTAGE, /* more than nothing, up to six decimals */
} ApoyoNumberKind;

/* Signals: "changed-value" (), at each key that leaves a number; "problem" (const char *
 * (nullable)): what is typed is none, 300 ms after typing; NULL when it is one again. */

#define APOYO_TYPE_NUMBER_ENTRY (apoyo_number_entry_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoNumberEntry, apoyo_number_entry, APOYO, NUMBER_ENTRY, GtkBox)

GtkWidget *apoyo_number_entry_new (ApoyoNumberKind kind, int least, int most);
void apoyo_number_entry_set_name (ApoyoNumberEntry *self, const char *name);
gboolean apoyo_number_entry_has_decimals (ApoyoNumberEntry *self);
/* As the rule writes it: "3", "0.26"; NULL while what is typed is no number. */
const char *apoyo_number_entry_get_value (ApoyoNumberEntry *self);
void apoyo_number_entry_set_value (ApoyoNumberEntry *self, const char *value);
const char *apoyo_number_entry_get_problem (ApoyoNumberEntry *self);

/* "2,50" → "2.5", "007" → "7"; NULL for what is no such number. */
char *apoyo_number_entry_normalise (const char *text, gboolean decimals);

G_END_DECLS
