/* apoyo-person-dialog.c: adds somebody with all they need for their work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-command.h"
#include "apoyo-error-note.h"
#include "apoyo-group-words.h"
#include "apoyo-message.h"
#include "apoyo-password-choice.h"
#include "apoyo-password.h"
#include "apoyo-person-dialog.h"
#include "apoyo-place-choice.h"
#include "apoyo-staff-words.h"

#define N_GROUPS 7
#define VALIDATE_MS 300

struct _ApoyoPersonDialog {
  ApoyoFormDialog parent_instance;

  AdwEntryRow *name;
  AdwEntryRow *account;
  GtkCheckButton *groups[N_GROUPS];
  ApoyoPlaceChoice *place;
  ApoyoPasswordChoice *password;
  ApoyoErrorNote *name_note;
  ApoyoErrorNote *account_note;
  ApoyoErrorNote *groups_note;

  gboolean own_account; /* typed: not to be suggested any more */
  gboolean suggesting;
  guint validation;
};

enum {
  SIGNAL_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPersonDialog, apoyo_person_dialog, APOYO_TYPE_FORM_DIALOG)

/* (transfer full): without blanks around it */
static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* --- what is wrong ---------------------------------------------------------------------------- */

/* As the database has it, to be told before it refuses. */
static const char *
find_account_fault (const char *account)
{
  if (*account == '\0')
    return _ ("Write the account to sign in with");
  if (!g_regex_match_simple ("^[a-z][a-z0-9_]{1,30}$", account, G_REGEX_DOLLAR_ENDONLY, 0))
    return _ ("Use 2 to 31 small letters without accents, digits and _, a letter first");
  return NULL;
}

/* all: also what has not been typed yet */
static gboolean
validate (ApoyoPersonDialog *self, gboolean all)
{
  g_autofree char *name = dup_text (self->name);
  g_autofree char *account = dup_text (self->account);
  const char *fault = find_account_fault (account);

  if (all || *name != '\0')
    apoyo_error_note_set (self->name_note, *name == '\0' ? _ ("Write the person's name") : NULL);
  if (all || *account != '\0')
    apoyo_error_note_set (self->account_note, fault);
  return *name != '\0' && fault == NULL;
}

static gboolean
validate_cb (gpointer user_data)
{
  ApoyoPersonDialog *self = user_data;

  self->validation = 0;
  validate (self, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
has_state (const GError *error, const char *state)
{
  return g_strcmp0 (apoyo_store_error_get_sqlstate (error), state) == 0;
}

/* What the database refuses is said where it was asked for. */
static void
show_error (ApoyoPersonDialog *self, const GError *error)
{
  if (has_state (error, "AP601") || has_state (error, "AP606"))
    apoyo_error_note_set_error (self->account_note, error);
  else if (has_state (error, "AP116"))
    apoyo_error_note_set_error (self->name_note, error);
  else if (has_state (error, "AP602"))
    apoyo_password_choice_show_error (self->password, error);
  else if (has_state (error, "AP610") || has_state (error, "AP611"))
    apoyo_error_note_set_error (self->groups_note, error);
  else if (has_state (error, "AP005") || has_state (error, "AP105") || has_state (error, "AP605") ||
           has_state (error, "AP612") || has_state (error, "AP613"))
    apoyo_place_choice_show_error (self->place, error);
  else
    apoyo_message_show_error (GTK_WIDGET (self), error);
}

/* --- typing ----------------------------------------------------------------------------------- */

static void
on_typed_cb (ApoyoPersonDialog *self)
{
  g_autofree char *name = dup_text (self->name);
  g_autofree char *account = NULL;

  if (!self->own_account) {
    g_autofree char *suggestion = apoyo_staff_words_suggest_account (name);

    self->suggesting = TRUE;
    gtk_editable_set_text (GTK_EDITABLE (self->account), suggestion);
    self->suggesting = FALSE;
  }
  account = dup_text (self->account);
  apoyo_password_choice_set_person (self->password, account, name);
  apoyo_form_dialog_set_dirty (APOYO_FORM_DIALOG (self), *name != '\0');
  g_clear_handle_id (&self->validation, g_source_remove);
  self->validation = g_timeout_add (VALIDATE_MS, validate_cb, self);
}

static void
on_account_typed_cb (ApoyoPersonDialog *self)
{
  if (self->suggesting)
    return;
  self->own_account = *gtk_editable_get_text (GTK_EDITABLE (self->account)) != '\0';
  apoyo_form_dialog_set_dirty (APOYO_FORM_DIALOG (self), TRUE);
  g_clear_handle_id (&self->validation, g_source_remove);
  self->validation = g_timeout_add (VALIDATE_MS, validate_cb, self);
}

static void
on_group_toggled_cb (ApoyoPersonDialog *self)
{
  apoyo_error_note_set (self->groups_note, NULL);
  apoyo_form_dialog_set_dirty (APOYO_FORM_DIALOG (self), TRUE);
}

/* --- adding ----------------------------------------------------------------------------------- */

static void
added_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoPersonDialog *self = APOYO_PERSON_DIALOG (object);

  apoyo_form_dialog_set_busy (APOYO_FORM_DIALOG (self), FALSE);
  if (error != NULL) {
    show_error (self, error);
    return;
  }
  apoyo_form_dialog_set_dirty (APOYO_FORM_DIALOG (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_groups (ApoyoPersonDialog *self, ApoyoParams *params)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_GROUPS; i++) {
    if (gtk_check_button_get_active (self->groups[i]))
      g_ptr_array_add (groups, g_strconcat ("apoyo_", apoyo_group_words_get (i), NULL));
  }
  apoyo_params_add_text_array (params, (const char *const *) groups->pdata, (gssize) groups->len);
}

static ApoyoParams *
make_params (ApoyoPersonDialog *self,
             const char *account,
             const char *verifier,
             const ApoyoPlaceChosen *place,
             GDateTime *until)
{
  g_autofree char *name = dup_text (self->name);
  ApoyoParams *params = apoyo_command_texts (account, name, verifier, NULL);

  add_groups (self, params);
  apoyo_params_add_bool (params, place->everywhere);
  if (place->process > 0)
    apoyo_params_add_int (params, place->process);
  else
    apoyo_params_add_null (params);
  apoyo_params_add_text (params, place->entity);
  apoyo_params_add_time (params, until);
  return params;
}

static void
apoyo_person_dialog_act (ApoyoFormDialog *dialog)
{
  ApoyoPersonDialog *self = APOYO_PERSON_DIALOG (dialog);
  ApoyoLogin *login = apoyo_form_dialog_get_login (dialog);
  g_autofree char *account = dup_text (self->account);
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *verifier = NULL;
  ApoyoPlaceChosen place;
  gboolean complete = validate (self, TRUE);
  char *password = apoyo_password_choice_dup_password (self->password);

  if (!apoyo_place_choice_get (self->place, &place) ||
      !apoyo_place_choice_get_until (self->place, &until))
    complete = FALSE;
  if (password == NULL)
    apoyo_password_choice_validate (self->password);
  if (complete && password != NULL)
    verifier = apoyo_connection_make_verifier (apoyo_login_get_connection (login), account,
                                               password, &error);
  apoyo_password_free (password);
  if (error != NULL)
    apoyo_password_choice_show_error (self->password, error);
  if (verifier == NULL)
    return;
  apoyo_form_dialog_set_busy (dialog, TRUE);
  apoyo_command_run (login, "admit-staff", make_params (self, account, verifier, &place, until),
                     G_OBJECT (self), added_cb, g_strdup (account), g_free);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_person_dialog_dispose (GObject *object)
{
  g_clear_handle_id (&APOYO_PERSON_DIALOG (object)->validation, g_source_remove);

  G_OBJECT_CLASS (apoyo_person_dialog_parent_class)->dispose (object);
}

static void
apoyo_person_dialog_class_init (ApoyoPersonDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_person_dialog_dispose;
  APOYO_FORM_DIALOG_CLASS (klass)->act = apoyo_person_dialog_act;

  signals[SIGNAL_ADDED] = g_signal_new ("added", APOYO_TYPE_PERSON_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
apoyo_person_dialog_init (ApoyoPersonDialog *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 600, 700);
}

static AdwEntryRow *
add_entry (GtkWidget *group, const char *title, ApoyoErrorNote **note)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  *note = apoyo_error_note_add_to (ADW_PREFERENCES_GROUP (group), row);
  return ADW_ENTRY_ROW (row);
}

static GtkWidget *
make_identity (ApoyoPersonDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Person"));
  self->name = add_entry (group, _ ("Full name"), &self->name_note);
  self->account = add_entry (group, _ ("Account"), &self->account_note);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (on_typed_cb), self);
  g_signal_connect_swapped (self->account, "changed", G_CALLBACK (on_account_typed_cb), self);
  return group;
}

static GtkWidget *
make_groups (ApoyoPersonDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Groups"));
  /* Above the rows: below them it would be out of sight. */
  self->groups_note = apoyo_error_note_add_to (ADW_PREFERENCES_GROUP (group), NULL);
  for (guint i = 0; i < N_GROUPS; i++) {
    const char *nick = apoyo_group_words_get (i);
    GtkWidget *row = adw_action_row_new ();
    GtkWidget *check = gtk_check_button_new ();

    self->groups[i] = GTK_CHECK_BUTTON (check);
    gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), apoyo_group_words_label (nick));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), apoyo_group_words_explain (nick));
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_group_toggled_cb), self);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  return group;
}

GtkWindow *
apoyo_person_dialog_new (GtkWidget *parent, ApoyoLogin *login)
{
  ApoyoPersonDialog *self = g_object_new (APOYO_TYPE_PERSON_DIALOG, NULL);
  ApoyoFormDialog *dialog = APOYO_FORM_DIALOG (self);

  apoyo_form_dialog_set_up (dialog, parent, login, _ ("Add a person"), _ ("Add"));
  self->password = APOYO_PASSWORD_CHOICE (apoyo_password_choice_new (_ ("First password"), TRUE));
  self->place = APOYO_PLACE_CHOICE (apoyo_place_choice_new (_ ("Scope"), login, TRUE));
  apoyo_form_dialog_add (dialog, ADW_PREFERENCES_GROUP (make_identity (self)));
  apoyo_form_dialog_add (dialog, ADW_PREFERENCES_GROUP (make_groups (self)));
  apoyo_form_dialog_add (dialog, ADW_PREFERENCES_GROUP (self->place));
  apoyo_form_dialog_add (dialog, ADW_PREFERENCES_GROUP (self->password));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return GTK_WINDOW (self);
}
