/* apoyo-form-row.h: one question of a form: title, where its value comes from, control, and what is
 * wrong with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APOYO_TYPE_FORM_ROW (apoyo_form_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoFormRow, apoyo_form_row, APOYO, FORM_ROW, GtkBox)

typedef enum {
  APOYO_FORM_ORIGIN_NONE,    /* no chip: there is no default to compare with */
  APOYO_FORM_ORIGIN_DEFAULT, /* chip "Default" */
  APOYO_FORM_ORIGIN_CHANGED, /* chip "Modified", undo, reason and acuerdo */
} ApoyoFormOrigin;

/* Signals: "undo" (); "grounds-changed" (), 300 ms after typing in the reason or the acuerdo and on
 * leaving them; "typed" (), at each key in them. */

/* control: what is focused and named after the row; a compound one brings its own names. */
GtkWidget *apoyo_form_row_new (const char *title, GtkWidget *control);
GtkWidget *apoyo_form_row_get_control (ApoyoFormRow *self);
/* The control takes the whole row; the title is for a screen reader. */
void apoyo_form_row_fill (ApoyoFormRow *self);
void apoyo_form_row_set_title (ApoyoFormRow *self, const char *title);
const char *apoyo_form_row_get_title (ApoyoFormRow *self);
/* The control below the title, not beside it. */
void apoyo_form_row_set_narrow (ApoyoFormRow *self);
/* text: (nullable) */
void apoyo_form_row_set_subtitle (ApoyoFormRow *self, const char *text);
/* After the control: "%", "h". text: (nullable) */
/* The article that the default stands on. (nullable) */
void apoyo_form_row_set_law (ApoyoFormRow *self, const char *article);
void apoyo_form_row_set_unit (ApoyoFormRow *self, const char *text);
void apoyo_form_row_set_origin (ApoyoFormRow *self, ApoyoFormOrigin origin);
ApoyoFormOrigin apoyo_form_row_get_origin (ApoyoFormRow *self);
/* Whether a change asks for reason and acuerdo here (it does unless told otherwise). */
void apoyo_form_row_set_asks_grounds (ApoyoFormRow *self, gboolean asks);

void apoyo_form_row_set_grounds (ApoyoFormRow *self, const char *reason, const char *acuerdo);
const char *apoyo_form_row_get_reason (ApoyoFormRow *self);
const char *apoyo_form_row_get_acuerdo (ApoyoFormRow *self);

typedef enum {
  APOYO_FORM_PLACE_CONTROL,
  APOYO_FORM_PLACE_REASON,
  APOYO_FORM_PLACE_ACUERDO,
} ApoyoFormPlace;

/* A sentence that says what to write, with a red border at its place; NULL: all is well. */
void apoyo_form_row_set_error (ApoyoFormRow *self, ApoyoFormPlace place, const char *text);
const char *apoyo_form_row_get_error (ApoyoFormRow *self);
void apoyo_form_row_focus (ApoyoFormRow *self, ApoyoFormPlace place);

/* Rows of one subject in a card, with the article they stand on. */
#define APOYO_TYPE_FORM_GROUP (apoyo_form_group_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoFormGroup, apoyo_form_group, APOYO, FORM_GROUP, GtkBox)

GtkWidget *apoyo_form_group_new (const char *title);
void apoyo_form_group_add (ApoyoFormGroup *self, GtkWidget *row);
/* Hides a row together with the line above it. */
void apoyo_form_group_show_row (ApoyoFormGroup *self, GtkWidget *row, gboolean shown);
/* law: (nullable) */
void apoyo_form_group_set_law (ApoyoFormGroup *self, const char *law);

G_END_DECLS
