/* apoyo-password-dialog.c: a new password: one's own, or somebody else's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-command.h"
#include "apoyo-password-choice.h"
#include "apoyo-password-dialog.h"
#include "apoyo-password.h"

struct _ApoyoPasswordDialog {
  ApoyoFormDialog parent_instance;

  ApoyoPasswordChoice *choice;
  char *account; /* (owned) (nullable): one's own */
};

enum {
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPasswordDialog, apoyo_password_dialog, APOYO_TYPE_FORM_DIALOG)

/* The connection opens itself again with the password that holds now. data: the password. */
static void
changed_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoPasswordDialog *self = APOYO_PASSWORD_DIALOG (object);
  ApoyoLogin *login = apoyo_form_dialog_get_login (APOYO_FORM_DIALOG (self));

  apoyo_form_dialog_set_busy (APOYO_FORM_DIALOG (self), FALSE);
  if (error != NULL) {
    apoyo_password_choice_show_error (self->choice, error);
    return;
  }
  if (self->account == NULL)
    apoyo_login_set_password (login, data);
  apoyo_form_dialog_set_dirty (APOYO_FORM_DIALOG (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
apoyo_password_dialog_act (ApoyoFormDialog *dialog)
{
  ApoyoPasswordDialog *self = APOYO_PASSWORD_DIALOG (dialog);
  ApoyoLogin *login = apoyo_form_dialog_get_login (dialog);
  const char *account = self->account != NULL ? self->account : apoyo_login_get_user (login);
  g_autoptr (GError) error = NULL;
  g_autofree char *verifier = NULL;
  char *password = apoyo_password_choice_dup_password (self->choice);

  if (password == NULL) {
    apoyo_password_choice_validate (self->choice);
    return;
  }
  verifier = apoyo_connection_make_verifier (apoyo_login_get_connection (login), account, password,
                                             &error);
  if (verifier == NULL) {
    apoyo_password_choice_show_error (self->choice, error);
    apoyo_password_free (password);
    return;
  }
  apoyo_form_dialog_set_busy (dialog, TRUE);
  if (self->account != NULL)
    apoyo_command_run (login, "reset-password", apoyo_command_texts (account, verifier, NULL),
                       G_OBJECT (self), changed_cb, password,
                       (GDestroyNotify) (void *) apoyo_password_free);
  else
    apoyo_command_run (login, "change-own-password", apoyo_command_texts (verifier, NULL),
                       G_OBJECT (self), changed_cb, password,
                       (GDestroyNotify) (void *) apoyo_password_free);
}

static void
apoyo_password_dialog_finalize (GObject *object)
{
  g_free (APOYO_PASSWORD_DIALOG (object)->account);

  G_OBJECT_CLASS (apoyo_password_dialog_parent_class)->finalize (object);
}

static void
apoyo_password_dialog_class_init (ApoyoPasswordDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_password_dialog_finalize;
  APOYO_FORM_DIALOG_CLASS (klass)->act = apoyo_password_dialog_act;

  signals[SIGNAL_DONE] = g_signal_new ("done", APOYO_TYPE_PASSWORD_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_password_dialog_init (ApoyoPasswordDialog *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 420);
}

GtkWindow *
apoyo_password_dialog_new (GtkWidget *parent,
                           ApoyoLogin *login,
                           const char *account,
                           const char *name)
{
  ApoyoPasswordDialog *self = g_object_new (APOYO_TYPE_PASSWORD_DIALOG, NULL);
  GtkWidget *choice;

  self->account = g_strdup (account);
  choice = apoyo_password_choice_new (name, account != NULL);
  self->choice = APOYO_PASSWORD_CHOICE (choice);
  apoyo_password_choice_set_person (self->choice,
                                    account != NULL ? account : apoyo_login_get_user (login), name);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (choice),
      _ ("At least 10 characters. It leaves this computer as a verifier only."));
  apoyo_form_dialog_set_up (APOYO_FORM_DIALOG (self), parent, login,
                            account != NULL ? _ ("Reset password") : _ ("Change password"),
                            account != NULL ? _ ("Reset") : C_ ("verb", "Change"));
  apoyo_form_dialog_add (APOYO_FORM_DIALOG (self), ADW_PREFERENCES_GROUP (choice));
  return GTK_WINDOW (self);
}
