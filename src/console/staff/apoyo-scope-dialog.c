/* apoyo-scope-dialog.c: lets somebody work somewhere, or bars them from there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-command.h"
#include "apoyo-place-choice.h"
#include "apoyo-scope-dialog.h"

struct _ApoyoScopeDialog {
  ApoyoFormDialog parent_instance;

  ApoyoPlaceChoice *place;
  char *account; /* (owned) */
  gboolean bar;
};

enum {
  SIGNAL_GRANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoScopeDialog, apoyo_scope_dialog, APOYO_TYPE_FORM_DIALOG)

static void
granted_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoScopeDialog *self = APOYO_SCOPE_DIALOG (object);
  gint64 scope = 0;

  apoyo_form_dialog_set_busy (APOYO_FORM_DIALOG (self), FALSE);
  if (error != NULL) {
    apoyo_place_choice_show_error (self->place, error);
    return;
  }
  apoyo_result_get_int64 (result, 0, "scope", &scope, NULL);
  apoyo_form_dialog_set_dirty (APOYO_FORM_DIALOG (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_GRANTED], 0, scope);
  gtk_window_close (GTK_WINDOW (self));
}

static void
apoyo_scope_dialog_act (ApoyoFormDialog *dialog)
{
  ApoyoScopeDialog *self = APOYO_SCOPE_DIALOG (dialog);
  ApoyoPlaceChosen place;
  g_autoptr (GDateTime) until = NULL;
  ApoyoParams *params;

  if (!apoyo_place_choice_get (self->place, &place) ||
      !apoyo_place_choice_get_until (self->place, &until))
    return;
  params = apoyo_command_texts (self->account, NULL);
  if (place.process > 0)
    apoyo_params_add_int (params, place.process);
  else
    apoyo_params_add_null (params);
  apoyo_params_add_text (params, place.entity);
  apoyo_params_add_time (params, NULL);
  apoyo_params_add_time (params, until);
  apoyo_params_add_bool (params, self->bar);
  apoyo_form_dialog_set_busy (dialog, TRUE);
  apoyo_command_run (apoyo_form_dialog_get_login (dialog), "grant-scope", params, G_OBJECT (self),
                     granted_cb, NULL, NULL);
}

static void
on_changed_cb (ApoyoFormDialog *self)
{
  apoyo_form_dialog_set_dirty (self, TRUE);
}

static void
apoyo_scope_dialog_finalize (GObject *object)
{
  g_free (APOYO_SCOPE_DIALOG (object)->account);

  G_OBJECT_CLASS (apoyo_scope_dialog_parent_class)->finalize (object);
}

static void
apoyo_scope_dialog_class_init (ApoyoScopeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_scope_dialog_finalize;
  APOYO_FORM_DIALOG_CLASS (klass)->act = apoyo_scope_dialog_act;

  signals[SIGNAL_GRANTED] = g_signal_new ("granted", APOYO_TYPE_SCOPE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
apoyo_scope_dialog_init (ApoyoScopeDialog *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 420);
}

GtkWindow *
apoyo_scope_dialog_new (GtkWidget *parent,
                        ApoyoLogin *login,
                        const char *account,
                        const char *name,
                        gboolean bar)
{
  ApoyoScopeDialog *self = g_object_new (APOYO_TYPE_SCOPE_DIALOG, NULL);
  GtkWidget *place = apoyo_place_choice_new (name, login, FALSE);

  self->account = g_strdup (account);
  self->bar = bar;
  self->place = APOYO_PLACE_CHOICE (place);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (place),
      bar ? _ ("A bar, for a conflict of interest, outweighs every scope of the person.")
          : _ ("The person sees and works there only. You grant no more than your own scope."));
  g_signal_connect_swapped (place, "changed", G_CALLBACK (on_changed_cb), self);
  apoyo_form_dialog_set_up (APOYO_FORM_DIALOG (self), parent, login,
                            bar ? _ ("Bar from a place") : _ ("Grant a scope"),
                            bar ? _ ("Bar") : _ ("Grant"));
  apoyo_form_dialog_add (APOYO_FORM_DIALOG (self), ADW_PREFERENCES_GROUP (place));
  return GTK_WINDOW (self);
}
