/* apoyo-password-choice.h: a new password, made by the program or typed twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows of a form. What it says under the rows changes 300 ms after typing. Signal: "changed" (). */

#define APOYO_TYPE_PASSWORD_CHOICE (apoyo_password_choice_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPasswordChoice,
                      apoyo_password_choice,
                      APOYO,
                      PASSWORD_CHOICE,
                      AdwPreferencesGroup)

/* may_generate: whether the program offers to make one (for somebody else, who is given it) */
GtkWidget *apoyo_password_choice_new (const char *title, gboolean may_generate);
/* Whose it will be; their account and name are no passwords. */
void
apoyo_password_choice_set_person (ApoyoPasswordChoice *self, const char *account, const char *name);
/* (transfer full) (nullable): NULL while it is not good enough; free with apoyo_password_free() */
char *apoyo_password_choice_dup_password (ApoyoPasswordChoice *self);
/* Says at the fields what is wrong. */
void apoyo_password_choice_validate (ApoyoPasswordChoice *self);
/* What the server refused. */
void apoyo_password_choice_show_error (ApoyoPasswordChoice *self, const GError *error);

G_END_DECLS
