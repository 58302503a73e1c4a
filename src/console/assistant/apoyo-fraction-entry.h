/* apoyo-fraction-entry.h: any share of a whole, as so many of so many.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals: "changed-value" (), at each key that leaves a share; "problem" (const char *
 * (nullable)): what is typed is none; NULL when it is one again. */

#define APOYO_TYPE_FRACTION_ENTRY (apoyo_fraction_entry_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoFractionEntry, apoyo_fraction_entry, APOYO, FRACTION_ENTRY, GtkBox)

GtkWidget *apoyo_fraction_entry_new (void);
/* For a screen reader: what it is the share of. */
void apoyo_fraction_entry_set_name (ApoyoFractionEntry *self, const char *name);
/* As the rule writes it: "5/9"; NULL while what is typed is no share. */
const char *apoyo_fraction_entry_get_value (ApoyoFractionEntry *self);
/* What is being typed stays, unless this is another one than was told last. */
void apoyo_fraction_entry_set_value (ApoyoFractionEntry *self, const char *value);
/* The next one that is set is shown, whatever is typed there. */
void apoyo_fraction_entry_forget (ApoyoFractionEntry *self);
const char *apoyo_fraction_entry_get_problem (ApoyoFractionEntry *self);

G_END_DECLS
