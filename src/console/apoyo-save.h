/* apoyo-save.h: a text that somebody wants as a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to, writes it, and says what came of it. Where APOYO_EXPORT_DIR is set, for machines
 * that drive the console, it goes there without a question.
 *
 * text: (transfer full) */
void apoyo_save_text (GtkWidget *parent, const char *name, GString *text);
/* The same for what nobody but its owner may read; func is called with object once it is written,
 * unless object has gone. */
typedef void (*ApoyoSaveFunc) (gpointer object);
void apoyo_save_secret (GtkWidget *parent,
                        const char *name,
                        GString *text,
                        ApoyoSaveFunc func,
                        GObject *object);
/* A row of a table: n_fields texts; NULL is empty. */
void apoyo_save_append_row (GString *text, guint n_fields, ...);

G_END_DECLS
