/* apoyo-field.h: one thing to type: its name above, what is wrong with it below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with a text, as a sentence that says what to write; NULL: nothing. (transfer full)
 */
typedef char *(*ApoyoFieldCheck) (const char *text);

/* Signals: "changed" (), at each key; "activate" (). Checked 300 ms after typing, and at once on
 * leaving it. */

#define APOYO_TYPE_FIELD (apoyo_field_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoField, apoyo_field, APOYO, FIELD, GtkBox)

/* placeholder, check: (nullable) */
GtkWidget *apoyo_field_new (const char *title, const char *placeholder, ApoyoFieldCheck check);
/* Without blanks at its ends. */
const char *apoyo_field_get_text (ApoyoField *self);
void apoyo_field_set_text (ApoyoField *self, const char *text);
void apoyo_field_set_error (ApoyoField *self, const char *sentence);
/* Whether nothing is wrong, without showing it. */
gboolean apoyo_field_is_right (ApoyoField *self);
/* Shows what is wrong, and goes there. */
gboolean apoyo_field_insist (ApoyoField *self);

/* The checks that most fields need. */
char *apoyo_field_check_reason (const char *text);
char *apoyo_field_check_acuerdo (const char *text);
/* "31/12/2026 23:59", or the day alone */
char *apoyo_field_check_time (const char *text);
char *apoyo_field_check_time_or_nothing (const char *text);

/* The time that stands there, in the zone; nothing written is TRUE and NULL. What nobody touched is
 * still before, whose seconds are not shown. A day alone is its first second, or its last one where
 * something ends. FALSE, with the reason below the field, where it is no time of that zone, such as
 * an hour that its clock leaves out.
 *
 * before: (nullable); time: (out) (transfer full) (nullable) */
gboolean apoyo_field_take_time (ApoyoField *self,
                                GDateTime *before,
                                const char *time_zone,
                                gboolean ends,
                                GDateTime **time);

G_END_DECLS
