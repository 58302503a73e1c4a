/* apoyo-error-note.h: what is wrong with a field, said under it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An icon and a sentence that says what to write; not there while nothing is wrong. The field it is
 * about (property "field") gets a red border, and a screen reader hears the sentence with it. */
#define APOYO_TYPE_ERROR_NOTE (apoyo_error_note_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoErrorNote, apoyo_error_note, APOYO, ERROR_NOTE, GtkBox)

/* field: (nullable) */
GtkWidget *apoyo_error_note_new (GtkWidget *field);
/* (transfer none): added to the rows of a group, under its field */
ApoyoErrorNote *apoyo_error_note_add_to (AdwPreferencesGroup *group, GtkWidget *field);
void apoyo_error_note_set_field (ApoyoErrorNote *self, GtkWidget *field);
/* sentence: (nullable): nothing is wrong */
void apoyo_error_note_set (ApoyoErrorNote *self, const char *sentence);
/* The sentence of a refusal, and its hint. error: (nullable) */
void apoyo_error_note_set_error (ApoyoErrorNote *self, const GError *error);
/* (nullable) */
const char *apoyo_error_note_get (ApoyoErrorNote *self);

G_END_DECLS
