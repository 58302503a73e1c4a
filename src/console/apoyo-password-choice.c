/* apoyo-password-choice.c: a new password, made by the program or typed twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-error-note.h"
#include "apoyo-password-choice.h"
#include "apoyo-password.h"

#define VALIDATE_MS 300
#define N_LEVELS 4

struct _ApoyoPasswordChoice {
  AdwPreferencesGroup parent_instance;

  GtkSwitch *generate; /* (nullable): none is offered */
  AdwActionRow *made_row;
  GtkLabel *made_label;
  AdwPasswordEntryRow *first;
  AdwPasswordEntryRow *again;
  GtkWidget *strength_row;
  GtkLevelBar *strength;
  GtkLabel *strength_label;
  ApoyoErrorNote *note;
  ApoyoErrorNote *again_note;

  char *made;    /* (owned): apoyo_password_free() */
  char *account; /* (owned) (nullable) */
  char *name;    /* (owned) (nullable) */
  guint validation;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPasswordChoice, apoyo_password_choice, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_text (AdwPasswordEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_made (ApoyoPasswordChoice *self)
{
  return self->generate != NULL && gtk_switch_get_active (self->generate);
}

static void
make (ApoyoPasswordChoice *self)
{
  g_clear_pointer (&self->made, apoyo_password_free);
  self->made = apoyo_password_generate ();
  gtk_label_set_text (self->made_label, self->made);
}

static void
update_strength (ApoyoPasswordChoice *self)
{
  static const char *const words[] = { "", N_ ("Weak"), N_ ("Sufficient"), N_ ("Good"),
                                       N_ ("Strong") };
  guint strength = apoyo_password_strength (get_text (self->first));
  const char *word = strength > 0 ? _ (words[strength]) : "";

  gtk_level_bar_set_value (self->strength, strength);
  gtk_label_set_text (self->strength_label, word);
}

static void
update_rows (ApoyoPasswordChoice *self)
{
  gboolean made = is_made (self);

  gtk_widget_set_visible (GTK_WIDGET (self->made_row), made);
  gtk_widget_set_visible (GTK_WIDGET (self->first), !made);
  gtk_widget_set_visible (GTK_WIDGET (self->again), !made);
  gtk_widget_set_visible (self->strength_row, !made);
  if (made) {
    apoyo_error_note_set (self->note, NULL);
    apoyo_error_note_set (self->again_note, NULL);
  }
}

/* The second is looked at once it has been typed. */
static void
say (ApoyoPasswordChoice *self, gboolean all)
{
  const char *first = get_text (self->first), *again = get_text (self->again);
  ApoyoPasswordFault fault = apoyo_password_check (first, self->account, self->name);
  gboolean looks = all || *again != '\0';

  if (is_made (self))
    return;
  apoyo_error_note_set (self->note,
                        all || *first != '\0' ? apoyo_password_fault_explain (fault) : NULL);
  apoyo_error_note_set (self->again_note, looks && !g_str_equal (first, again)
                                              ? _ ("The two are not the same")
                                              : NULL);
}

static gboolean
validate_cb (gpointer user_data)
{
  ApoyoPasswordChoice *self = user_data;

  self->validation = 0;
  say (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_typed_cb (ApoyoPasswordChoice *self)
{
  update_strength (self);
  g_clear_handle_id (&self->validation, g_source_remove);
  self->validation = g_timeout_add (VALIDATE_MS, validate_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_generate_cb (ApoyoPasswordChoice *self)
{
  update_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_again_clicked_cb (ApoyoPasswordChoice *self)
{
  make (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_copy_clicked_cb (ApoyoPasswordChoice *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->made);
}

static void
apoyo_password_choice_dispose (GObject *object)
{
  ApoyoPasswordChoice *self = APOYO_PASSWORD_CHOICE (object);

  g_clear_handle_id (&self->validation, g_source_remove);
  g_clear_pointer (&self->made, apoyo_password_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (apoyo_password_choice_parent_class)->dispose (object);
}

static void
apoyo_password_choice_class_init (ApoyoPasswordChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_password_choice_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_PASSWORD_CHOICE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_button (const char *icon, const char *name, GCallback clicked, ApoyoPasswordChoice *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static void
add_made_row (ApoyoPasswordChoice *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->made_row = ADW_ACTION_ROW (adw_action_row_new ());
  self->made_label = GTK_LABEL (label);
  gtk_label_set_selectable (self->made_label, TRUE);
  gtk_widget_add_css_class (label, "monospace");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->made_row), _ ("Made by the program"));
  adw_action_row_set_subtitle (self->made_row, _ ("Hand it over in person: it is not shown again"));
  adw_action_row_add_suffix (self->made_row, label);
  adw_action_row_add_suffix (self->made_row,
                             make_button ("edit-copy-symbolic", _ ("Copy the password"),
                                          G_CALLBACK (on_copy_clicked_cb), self));
  adw_action_row_add_suffix (self->made_row,
                             make_button ("view-refresh-symbolic", _ ("Make another"),
                                          G_CALLBACK (on_again_clicked_cb), self));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->made_row));
}

static AdwPasswordEntryRow *
add_entry (ApoyoPasswordChoice *self, const char *title, ApoyoErrorNote **note)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_typed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  *note = apoyo_error_note_add_to (ADW_PREFERENCES_GROUP (self), row);
  return ADW_PASSWORD_ENTRY_ROW (row);
}

static void
add_strength (ApoyoPasswordChoice *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->strength = GTK_LEVEL_BAR (gtk_level_bar_new_for_interval (0, N_LEVELS));
  self->strength_label = GTK_LABEL (gtk_label_new (NULL));
  self->strength_row = row;
  gtk_level_bar_set_mode (self->strength, GTK_LEVEL_BAR_MODE_DISCRETE);
  /* Weak is not green. */
  gtk_level_bar_add_offset_value (self->strength, GTK_LEVEL_BAR_OFFSET_LOW, 1);
  gtk_level_bar_add_offset_value (self->strength, GTK_LEVEL_BAR_OFFSET_HIGH, N_LEVELS - 1);
  gtk_level_bar_add_offset_value (self->strength, GTK_LEVEL_BAR_OFFSET_FULL, N_LEVELS);
  gtk_widget_set_size_request (GTK_WIDGET (self->strength), 160, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->strength), GTK_ALIGN_CENTER);
  gtk_label_set_width_chars (self->strength_label, 10);
  gtk_label_set_xalign (self->strength_label, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strength), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Strength of the password"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Strength"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->strength));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->strength_label));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
apoyo_password_choice_init (ApoyoPasswordChoice *self)
{
  add_made_row (self);
  self->first = add_entry (self, _ ("New password"), &self->note);
  self->again = add_entry (self, _ ("The same again"), &self->again_note);
  add_strength (self);
  make (self);
  update_rows (self);
}

static void
offer_generation (ApoyoPasswordChoice *self)
{
  GtkWidget *choice = gtk_switch_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ ("Let the program make it"));

  self->generate = GTK_SWITCH (choice);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "t-caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_switch_set_active (self->generate, TRUE);
  g_signal_connect_swapped (choice, "notify::active", G_CALLBACK (on_generate_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
  update_rows (self);
}

GtkWidget *
apoyo_password_choice_new (const char *title, gboolean may_generate)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);
  ApoyoPasswordChoice *self = g_object_new (APOYO_TYPE_PASSWORD_CHOICE, "title", markup, NULL);

  if (may_generate)
    offer_generation (self);
  return GTK_WIDGET (self);
}

void
apoyo_password_choice_set_person (ApoyoPasswordChoice *self, const char *account, const char *name)
{
  g_return_if_fail (APOYO_IS_PASSWORD_CHOICE (self));

  g_free (self->account);
  g_free (self->name);
  self->account = g_strdup (account);
  self->name = g_strdup (name);
}

char *
apoyo_password_choice_dup_password (ApoyoPasswordChoice *self)
{
  g_return_val_if_fail (APOYO_IS_PASSWORD_CHOICE (self), NULL);

  if (is_made (self))
    return g_strdup (self->made);
  if (apoyo_password_check (get_text (self->first), self->account, self->name) !=
          APOYO_PASSWORD_GOOD ||
      !g_str_equal (get_text (self->first), get_text (self->again)))
    return NULL;
  return g_strdup (get_text (self->first));
}

void
apoyo_password_choice_validate (ApoyoPasswordChoice *self)
{
  g_return_if_fail (APOYO_IS_PASSWORD_CHOICE (self));

  g_clear_handle_id (&self->validation, g_source_remove);
  say (self, TRUE);
}

void
apoyo_password_choice_show_error (ApoyoPasswordChoice *self, const GError *error)
{
  g_return_if_fail (APOYO_IS_PASSWORD_CHOICE (self));
  apoyo_error_note_set_error (self->note, error);
}
