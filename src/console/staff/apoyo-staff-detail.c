/* apoyo-staff-detail.c: one account: its groups, scopes and history, and what may be done to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-command.h"
#include "apoyo-drill-mark.h"
#include "apoyo-error-note.h"
#include "apoyo-group-words.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-password-dialog.h"
#include "apoyo-scope-dialog.h"
#include "apoyo-staff-detail.h"
#include "apoyo-staff-words.h"
#include "apoyo-status-chip.h"
#include "apoyo-toast.h"

#define N_GROUPS 7

struct _ApoyoStaffDetail {
  AdwBin parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  AdwBin *chip_place;
  GtkLabel *account;
  GtkLabel *last;
  GtkWidget *reset_button;
  GtkWidget *disable_button;
  GtkWidget *enable_button;
  GtkWidget *reason_row;
  GtkLabel *reason;
  AdwPreferencesGroup *groups;
  AdwPreferencesGroup *scopes;
  GtkWidget *bar_button;
  GtkWidget *grant_button;
  AdwPreferencesGroup *history;

  GtkSwitch *switches[N_GROUPS];
  ApoyoErrorNote *notes[N_GROUPS];
  GPtrArray *scope_rows;   /* (owned): of GtkWidget */
  GPtrArray *end_buttons;  /* (owned): of GtkWidget */
  GPtrArray *history_rows; /* (owned): of GtkWidget */

  ApoyoLogin *login;  /* (owned) (nullable) */
  ApoyoStaff *person; /* (owned) (nullable) */
  char *asked;        /* (owned) (nullable): the account that a question is about */
  gboolean live;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ApoyoStaffDetail, apoyo_staff_detail, ADW_TYPE_BIN)

/* --- acts ------------------------------------------------------------------------------------- */

/* data: the account that it was done to */
static void
undone_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  if (error != NULL)
    apoyo_message_show_error (GTK_WIDGET (object), error);
}

typedef struct {
  const char *statement; /* static */
  char *account;
  char *group; /* (nullable) */
  gint64 scope;
  ApoyoStaffScope ended; /* of "grant-scope": what is granted again */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_free (undo->account);
  g_free (undo->group);
  g_free (undo->ended.entity);
  g_clear_pointer (&undo->ended.since, g_date_time_unref);
  g_clear_pointer (&undo->ended.until, g_date_time_unref);
  g_free (undo);
}

static void update_rights (ApoyoStaffDetail *self);

static Undo *
undo_new (const char *statement, const char *account, const char *group, gint64 scope)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->statement = statement;
  undo->account = g_strdup (account);
  undo->group = g_strdup (group);
  undo->scope = scope;
  return undo;
}

/* A scope or a bar that has ended is granted again: the same place, from the same time when that is
 * still to come, until the same time. */
static Undo *
undo_new_again (const char *account, const ApoyoStaffScope *ended)
{
  Undo *undo = undo_new ("grant-scope", account, NULL, 0);

  undo->ended.process = ended->process;
  undo->ended.entity = g_strdup (ended->entity);
  undo->ended.since = ended->since != NULL ? g_date_time_ref (ended->since) : NULL;
  undo->ended.until = ended->until != NULL ? g_date_time_ref (ended->until) : NULL;
  undo->ended.bar = ended->bar;
  return undo;
}

static ApoyoParams *
make_grant (const Undo *undo)
{
  ApoyoParams *params = apoyo_command_texts (undo->account, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GDateTime *since = undo->ended.since;

  if (undo->ended.process > 0)
    apoyo_params_add_int (params, undo->ended.process);
  else
    apoyo_params_add_null (params);
  apoyo_params_add_text (params, undo->ended.entity);
  apoyo_params_add_time (params,
                         since != NULL && g_date_time_compare (since, now) > 0 ? since : NULL);
  apoyo_params_add_time (params, undo->ended.until);
  apoyo_params_add_bool (params, undo->ended.bar);
  return params;
}

static void
undo_cb (GObject *object, gpointer data)
{
  ApoyoStaffDetail *self = APOYO_STAFF_DETAIL (object);
  const Undo *undo = data;
  ApoyoParams *params;

  if (g_str_equal (undo->statement, "grant-scope")) {
    params = make_grant (undo);
  } else if (undo->scope > 0) {
    params = apoyo_params_new ();
    apoyo_params_add_int64 (params, undo->scope);
  } else {
    params = apoyo_command_texts (undo->account, undo->group, NULL);
  }
  apoyo_command_run (self->login, undo->statement, params, object, undone_cb, NULL, NULL);
}

/* undo: (transfer full) */
static void
tell (ApoyoStaffDetail *self, const char *text, Undo *undo)
{
  apoyo_toast_offer_undo (GTK_WIDGET (self), text, undo_cb, G_OBJECT (self), undo, undo_free);
}

static void
disabled_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoStaffDetail *self = APOYO_STAFF_DETAIL (object);
  ApoyoStaffAct act = { .act = (char *) "staff-disabled" };
  g_autofree char *text = NULL;

  if (error != NULL) {
    apoyo_message_show_error (GTK_WIDGET (self), error);
    return;
  }
  apoyo_result_get_int (result, 0, "sessions", &act.sessions, NULL);
  text = apoyo_staff_words_act (&act);
  tell (self, text, undo_new ("enable-staff", data, NULL, 0));
}

/* Whom it was asked about: somebody else may be shown by now. */
static void
disable (gpointer object)
{
  ApoyoStaffDetail *self = object;

  apoyo_command_run (self->login, "disable-staff", apoyo_command_texts (self->asked, NULL),
                     G_OBJECT (self), disabled_cb, g_strdup (self->asked), g_free);
}

static void
on_disable_cb (ApoyoStaffDetail *self)
{
  g_autofree char *heading =
      g_strdup_printf (_ ("Disable the account of %s?"), apoyo_staff_get_name (self->person));

  g_free (self->asked);
  self->asked = g_strdup (apoyo_staff_get_account (self->person));
  apoyo_message_ask (
      GTK_WIDGET (self), heading,
      _ ("Their open sessions end at once, and they cannot sign in until the account "
         "is enabled again. Groups, scopes and history stay."),
      _ ("_Disable"), TRUE, disable, G_OBJECT (self));
}

static void
enabled_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoStaffDetail *self = APOYO_STAFF_DETAIL (object);

  if (error != NULL)
    apoyo_message_show_error (GTK_WIDGET (self), error);
  else
    tell (self, _ ("Account enabled"), undo_new ("disable-staff", data, NULL, 0));
}

static void
on_enable_cb (ApoyoStaffDetail *self)
{
  const char *account = apoyo_staff_get_account (self->person);

  apoyo_command_run (self->login, "enable-staff", apoyo_command_texts (account, NULL),
                     G_OBJECT (self), enabled_cb, g_strdup (account), g_free);
}

static void
on_reset_done_cb (ApoyoStaffDetail *self)
{
  apoyo_toast_show (GTK_WIDGET (self), _ ("The password was reset"));
}

static void
on_reset_cb (ApoyoStaffDetail *self)
{
  GtkWindow *dialog = apoyo_password_dialog_new (GTK_WIDGET (self), self->login,
                                                 apoyo_staff_get_account (self->person),
                                                 apoyo_staff_get_name (self->person));

  g_signal_connect_object (dialog, "done", G_CALLBACK (on_reset_done_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
on_granted_cb (ApoyoStaffDetail *self, gint64 scope)
{
  tell (self, _ ("The scope was granted"), undo_new ("end-scope", NULL, NULL, scope));
}

static void
on_barred_cb (ApoyoStaffDetail *self, gint64 scope)
{
  tell (self, _ ("The person is barred from there"), undo_new ("end-scope", NULL, NULL, scope));
}

static void
open_scope_dialog (ApoyoStaffDetail *self, gboolean bar)
{
  GtkWindow *dialog = apoyo_scope_dialog_new (GTK_WIDGET (self), self->login,
                                              apoyo_staff_get_account (self->person),
                                              apoyo_staff_get_name (self->person), bar);

  g_signal_connect_object (dialog, "granted",
                           bar ? G_CALLBACK (on_barred_cb) : G_CALLBACK (on_granted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
on_grant_cb (ApoyoStaffDetail *self)
{
  open_scope_dialog (self, FALSE);
}

static void
on_bar_cb (ApoyoStaffDetail *self)
{
  open_scope_dialog (self, TRUE);
}

/* data: "+account" or "-account", as the group, which is the switch's, was granted or taken away.
 */
static void
group_set_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  GtkSwitch *toggle = GTK_SWITCH (object);
  ApoyoStaffDetail *self =
      APOYO_STAFF_DETAIL (gtk_widget_get_ancestor (GTK_WIDGET (toggle), APOYO_TYPE_STAFF_DETAIL));
  guint i = GPOINTER_TO_UINT (g_object_get_data (object, "group"));
  const char *nick = apoyo_group_words_get (i);
  gboolean held = *(const char *) data == '+'; /* what was asked, whatever was clicked since */
  const char *account = (const char *) data + 1;
  g_autofree char *role = g_strconcat ("apoyo_", nick, NULL);
  g_autofree char *text = NULL;

  if (self == NULL ||
      g_strcmp0 (account, self->person != NULL ? apoyo_staff_get_account (self->person) : NULL) !=
          0)
    return;
  apoyo_error_note_set_error (self->notes[i], error);
  if (error != NULL) {
    self->filling = TRUE;
    gtk_switch_set_active (toggle, !held);
    gtk_switch_set_state (toggle, !held);
    self->filling = FALSE;
    return;
  }
  /* What somebody else did meanwhile may have moved it: that asks for nothing. */
  self->filling = TRUE;
  gtk_switch_set_active (toggle, held);
  gtk_switch_set_state (toggle, held);
  self->filling = FALSE;
  text = g_strdup_printf (held ? _ ("Group granted: %s") : _ ("Group taken away: %s"),
                          apoyo_group_words_label (nick));
  tell (self, text, undo_new (held ? "revoke-group" : "grant-group", account, role, 0));
}

/* The switch moves at once; what it stands for follows when the database has done it. */
static gboolean
on_group_switched_cb (GtkSwitch *toggle, gboolean held, ApoyoStaffDetail *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toggle), "group"));
  const char *account;
  g_autofree char *role = NULL;

  if (self->filling || self->person == NULL)
    return FALSE;
  account = apoyo_staff_get_account (self->person);
  role = g_strconcat ("apoyo_", apoyo_group_words_get (i), NULL);
  apoyo_command_run (self->login, held ? "grant-group" : "revoke-group",
                     apoyo_command_texts (account, role, NULL), G_OBJECT (toggle), group_set_cb,
                     g_strconcat (held ? "+" : "-", account, NULL), g_free);
  return TRUE;
}

/* data: what would grant it again */
static void
scope_ended_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoStaffDetail *self = APOYO_STAFF_DETAIL (object);
  const Undo *undo = data;

  if (error != NULL) {
    apoyo_message_show_error (GTK_WIDGET (self), error);
    if (self->person != NULL)
      update_rights (self); /* the button can be pressed again */
    return;
  }
  tell (self, undo->ended.bar ? _ ("The bar was lifted") : _ ("The scope has ended"),
        undo_new_again (undo->account, &undo->ended));
}

static const ApoyoStaffScope *
find_scope (ApoyoStaffDetail *self, gint64 id)
{
  GPtrArray *scopes = apoyo_staff_get_scopes (self->person);

  for (guint i = 0; i < scopes->len; i++) {
    const ApoyoStaffScope *scope = scopes->pdata[i];

    if (scope->id == id)
      return scope;
  }
  return NULL;
}

static void
on_end_scope_cb (ApoyoStaffDetail *self, GtkWidget *button)
{
  const ApoyoStaffScope *scope =
      find_scope (self, *(const gint64 *) g_object_get_data (G_OBJECT (button), "scope"));
  ApoyoParams *params;

  if (scope == NULL)
    return;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, scope->id);
  gtk_widget_set_sensitive (button, FALSE);
  apoyo_command_run (self->login, "end-scope", params, G_OBJECT (self), scope_ended_cb,
                     undo_new_again (apoyo_staff_get_account (self->person), scope), undo_free);
}

/* --- showing ---------------------------------------------------------------------------------- */

/* NULL when the account may be changed now, or the sentence that says why not. */
static const char *
why_not (ApoyoStaffDetail *self)
{
  if (!apoyo_login_has_role (self->login, "supervisor"))
    return _ ("Only supervisors administer the staff; you may look.");
  if (g_strcmp0 (apoyo_staff_get_account (self->person), apoyo_login_get_user (self->login)) == 0)
    return _ ("This is your own account, and nobody administers their own. You change your "
              "password from your menu, at the foot of the sidebar.");
  if (!self->live)
    return _ ("The connection is lost: nothing can be changed until it is back.");
  return NULL;
}

static void
update_rights (ApoyoStaffDetail *self)
{
  const char *reason = why_not (self);
  GtkWidget *const buttons[] = { self->reset_button, self->disable_button, self->enable_button,
                                 self->bar_button, self->grant_button };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_sensitive (buttons[i], reason == NULL);
  for (guint i = 0; i < N_GROUPS; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->switches[i]), reason == NULL);
  for (guint i = 0; i < self->end_buttons->len; i++)
    gtk_widget_set_sensitive (self->end_buttons->pdata[i], reason == NULL);
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason_row, reason != NULL);
}

static void
show_head (ApoyoStaffDetail *self)
{
  ApoyoStaff *person = self->person;
  gboolean active = apoyo_staff_is_active (person);
  GDateTime *last = apoyo_staff_get_last_sign_in_at (person);
  g_autofree char *since = apoyo_staff_words_day (apoyo_staff_get_admitted_at (person));
  g_autofree char *account =
      g_strdup_printf (_ ("Account %s · added %s"), apoyo_staff_get_account (person), since);
  g_autofree char *when = last != NULL ? apoyo_staff_words_time (last) : NULL;
  g_autofree char *text = last != NULL
                              ? g_strdup_printf (_ ("Last sign-in %s · workstation %s · %s"), when,
                                                 apoyo_staff_get_last_workstation (person),
                                                 apoyo_staff_get_last_version (person))
                              : g_strdup (_ ("Has never signed in"));

  adw_avatar_set_text (self->avatar, apoyo_staff_get_name (person));
  gtk_label_set_text (self->name, apoyo_staff_get_name (person));
  gtk_label_set_text (self->account, account);
  gtk_label_set_text (self->last, text);
  adw_bin_set_child (self->chip_place,
                     active ? apoyo_status_chip_new (APOYO_STATUS_SUCCESS, _ ("Active account"))
                            : apoyo_status_chip_new (APOYO_STATUS_STALE, _ ("Disabled account")));
  gtk_widget_set_visible (self->disable_button, active);
  gtk_widget_set_visible (self->enable_button, !active);
}

static void
show_groups (ApoyoStaffDetail *self, gboolean other)
{
  self->filling = TRUE;
  for (guint i = 0; i < N_GROUPS; i++) {
    gboolean held = apoyo_staff_has_group (self->person, apoyo_group_words_get (i));

    gtk_switch_set_active (self->switches[i], held);
    gtk_switch_set_state (self->switches[i], held);
    if (other)
      apoyo_error_note_set (self->notes[i], NULL);
  }
  self->filling = FALSE;
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
  return row;
}

static GtkWidget *
make_end_button (ApoyoStaffDetail *self, const ApoyoStaffScope *scope, const char *place)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gint64 *id = g_new (gint64, 1);
  g_autofree char *name =
      g_strdup_printf (scope->bar ? _ ("Lift the bar: %s") : _ ("End the scope: %s"), place);

  *id = scope->id;
  g_object_set_data_full (G_OBJECT (button), "scope", id, g_free);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_end_scope_cb), self);
  g_ptr_array_add (self->end_buttons, button);
  return button;
}

/* All that is shown of them follows from this. */
static char *
print_scopes (ApoyoStaffDetail *self)
{
  GPtrArray *scopes = apoyo_staff_get_scopes (self->person);
  GString *print = g_string_new (apoyo_staff_get_account (self->person));

  for (guint i = 0; i < scopes->len; i++) {
    const ApoyoStaffScope *scope = scopes->pdata[i];
    g_autofree char *place = apoyo_staff_words_place (scope->process, scope->code, scope->entity);
    g_autofree char *until = apoyo_staff_words_until (scope->until);
    g_autofree char *since = apoyo_staff_words_day (scope->since);

    g_string_append_printf (print, "\n%" G_GINT64_FORMAT " %s %s %s %d %d", scope->id, place, since,
                            until, scope->bar, scope->drill);
  }
  return g_string_free (print, FALSE);
}

static void
show_scopes (ApoyoStaffDetail *self)
{
  GPtrArray *scopes = apoyo_staff_get_scopes (self->person);

  if (!apoyo_part_differs (GTK_WIDGET (self->scopes), print_scopes (self)))
    return;
  clear_rows (self->scopes, self->scope_rows);
  g_ptr_array_set_size (self->end_buttons, 0);
  for (guint i = 0; i < scopes->len; i++) {
    const ApoyoStaffScope *scope = scopes->pdata[i];
    g_autofree char *place = apoyo_staff_words_place (scope->process, scope->code, scope->entity);
    g_autofree char *until = apoyo_staff_words_until (scope->until);
    g_autofree char *since = apoyo_staff_words_day (scope->since);
    g_autofree char *text = g_strdup_printf (_ ("since %s, %s"), since, until);
    GtkWidget *row = add_row (self->scopes, self->scope_rows, place, text);

    if (scope->drill)
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), apoyo_drill_mark_new ());
    if (scope->bar) {
      GtkWidget *chip = apoyo_status_chip_new (APOYO_STATUS_WARNING, _ ("Barred"));

      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
    }
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_end_button (self, scope, place));
  }
  if (scopes->len == 0)
    add_row (self->scopes, self->scope_rows, _ ("Nowhere yet"),
             _ ("Without a scope the person sees no process"));
}

/* data: the account that it was asked for */
static void
history_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoStaffDetail *self = APOYO_STAFF_DETAIL (object);
  g_autoptr (GPtrArray) acts = NULL;

  if (self->person == NULL || g_strcmp0 (data, apoyo_staff_get_account (self->person)) != 0)
    return;
  acts = result != NULL ? apoyo_staff_acts_from_result (result, NULL) : NULL;
  clear_rows (self->history, self->history_rows);
  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const ApoyoStaffAct *act = acts->pdata[i];
    g_autofree char *what = apoyo_staff_words_act (act);
    g_autofree char *when = apoyo_staff_words_time (act->at);
    g_autofree char *who =
        g_strdup_printf ("%s · %s", act->by_name != NULL ? act->by_name : act->by, when);

    add_row (self->history, self->history_rows, what, who);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->history), self->history_rows->len > 0);
}

static void
read_history (ApoyoStaffDetail *self)
{
  const char *account = apoyo_staff_get_account (self->person);

  apoyo_command_run (self->login, "staff-history", apoyo_command_texts (account, NULL),
                     G_OBJECT (self), history_cb, g_strdup (account), g_free);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_staff_detail_dispose (GObject *object)
{
  ApoyoStaffDetail *self = APOYO_STAFF_DETAIL (object);

  g_clear_object (&self->login);
  g_clear_object (&self->person);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->scope_rows, g_ptr_array_unref);
  g_clear_pointer (&self->end_buttons, g_ptr_array_unref);
  g_clear_pointer (&self->history_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (apoyo_staff_detail_parent_class)->dispose (object);
}

static void
apoyo_staff_detail_class_init (ApoyoStaffDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_staff_detail_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-staff-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, avatar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, name);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, chip_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, account);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, last);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, reset_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, disable_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, enable_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, reason_row);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, reason);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, groups);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, scopes);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, bar_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, grant_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffDetail, history);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_disable_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_enable_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bar_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_grant_cb);
}

static void
add_group_row (ApoyoStaffDetail *self, guint i)
{
  const char *nick = apoyo_group_words_get (i);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  self->switches[i] = GTK_SWITCH (toggle);
  g_object_set_data (G_OBJECT (toggle), "group", GUINT_TO_POINTER (i));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  g_signal_connect (toggle, "state-set", G_CALLBACK (on_group_switched_cb), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), apoyo_group_words_label (nick));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), apoyo_group_words_explain (nick));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (self->groups, row);
  self->notes[i] = apoyo_error_note_add_to (self->groups, NULL);
}

static void
apoyo_staff_detail_init (ApoyoStaffDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->live = TRUE;
  self->scope_rows = g_ptr_array_new ();
  self->end_buttons = g_ptr_array_new ();
  self->history_rows = g_ptr_array_new ();
  for (guint i = 0; i < N_GROUPS; i++)
    add_group_row (self, i);
}

void
apoyo_staff_detail_show (ApoyoStaffDetail *self, ApoyoLogin *login, ApoyoStaff *person)
{
  gboolean other;

  g_return_if_fail (APOYO_IS_STAFF_DETAIL (self));
  g_return_if_fail (APOYO_IS_STAFF (person));

  other = self->person == NULL ||
          !g_str_equal (apoyo_staff_get_account (self->person), apoyo_staff_get_account (person));
  g_set_object (&self->login, login);
  g_set_object (&self->person, person);
  if (other) {
    clear_rows (self->history, self->history_rows);
    gtk_widget_set_visible (GTK_WIDGET (self->history), FALSE);
  }
  show_head (self);
  show_groups (self, other);
  show_scopes (self);
  update_rights (self);
  read_history (self);
}

void
apoyo_staff_detail_set_live (ApoyoStaffDetail *self, gboolean live)
{
  g_return_if_fail (APOYO_IS_STAFF_DETAIL (self));

  self->live = live;
  if (self->person != NULL)
    update_rights (self);
}
