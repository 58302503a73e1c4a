/* apoyo-filter-entry.h: what a list shows of itself as one types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A search entry that knows which texts hold every word that stands in it, accents and case apart.
 * In a dialog Ctrl+F goes to it; in a page, win.search does, with apoyo_filter_entry_focus().
 *
 * Signal: "changed" () */

#define APOYO_TYPE_FILTER_ENTRY (apoyo_filter_entry_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoFilterEntry, apoyo_filter_entry, APOYO, FILTER_ENTRY, AdwBin)

/* label: for a screen reader */
GtkWidget *apoyo_filter_entry_new (const char *placeholder, const char *label);
gboolean apoyo_filter_entry_is_empty (ApoyoFilterEntry *self);
/* text: (nullable) */
gboolean apoyo_filter_entry_matches (ApoyoFilterEntry *self, const char *text);
/* For lists so long that a text is folded once: see apoyo_promovente_fold_text() */
gboolean apoyo_filter_entry_matches_folded (ApoyoFilterEntry *self, const char *folded);
void apoyo_filter_entry_clear (ApoyoFilterEntry *self);
/* What stands there counts now, whether the hand rests or not: before the first row is taken. */
void apoyo_filter_entry_settle (ApoyoFilterEntry *self);
void apoyo_filter_entry_focus (ApoyoFilterEntry *self);
gboolean apoyo_filter_entry_has_focus (ApoyoFilterEntry *self);
/* “Nothing matches …” (transfer full) */
char *apoyo_filter_entry_dup_none (ApoyoFilterEntry *self);
/* For the whole dialog, whatever has the focus in it. */
void apoyo_filter_entry_take_shortcut (ApoyoFilterEntry *self, GtkWidget *dialog);

/* For lists that are boxes of rows: what a row is found by. One without a text goes with the row
 * before it. */
void apoyo_filter_row_set_text (GtkWidget *row, const char *text);
/* Shows the rows that match, and answers how many; only rows with a text count. */
guint apoyo_filter_entry_apply (ApoyoFilterEntry *self, GtkWidget *list);

G_END_DECLS
