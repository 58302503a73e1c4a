/* apoyo-parts.h: the small pieces that rows and cards are built of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-status-chip.h"

G_BEGIN_DECLS

/* classes: style classes, separated by blanks. A label stands at the start, on one line, and is
 * cut at the end; a text wraps. */
GtkWidget *apoyo_part_label (const char *text, const char *classes);
GtkWidget *apoyo_part_text (const char *text, const char *classes);
GtkWidget *apoyo_part_icon (const char *name, int size, const char *classes);
GtkWidget *apoyo_part_box (GtkOrientation orientation, int spacing, const char *classes);
/* A name at the start and a figure at the end. */
GtkWidget *apoyo_part_pair (const char *name, const char *value);
GtkWidget *apoyo_part_rule (void);
/* A note in colour: kind is "info", "ok", "warn" or "err". */
GtkWidget *apoyo_part_note (const char *kind, const char *icon, const char *text);
void apoyo_part_classes (GtkWidget *widget, const char *classes);
void apoyo_part_margins (GtkWidget *widget, int top, int end, int bottom, int start);
void apoyo_part_clear (GtkBox *box);
/* Whether the widget shows something else than this by now, of which print is told from everything
 * else: only then are its parts made anew. A press that is under way, and the focus, would go with
 * the old ones.
 *
 * print: (transfer full) */
gboolean apoyo_part_differs (GtkWidget *widget, char *print);
/* Why an act cannot be done now stands in its tooltip; reason NULL: it can. */
void apoyo_part_set_reason (GtkWidget *widget, const char *reason, const char *otherwise);
/* Of a window that holds nothing to lose, or asks before it goes. */
void apoyo_part_close_on_escape (GtkWidget *window);

G_END_DECLS
