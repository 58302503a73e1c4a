/* apoyo-place-choice.c: where somebody may work: everywhere, a process, or an entity's contests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-choice-row.h"
#include "apoyo-date-row.h"
#include "apoyo-drill-mark.h"
#include "apoyo-entity.h"
#include "apoyo-error-note.h"
#include "apoyo-place-choice.h"
#include "apoyo-process.h"

#define VALIDATE_MS 300

enum {
  WHERE_NOWHERE,
  WHERE_PROCESS,
  WHERE_ENTITY,
  WHERE_EVERYWHERE,
};

struct _ApoyoPlaceChoice {
  AdwPreferencesGroup parent_instance;

  AdwComboRow *where;
  ApoyoChoiceRow *process;
  ApoyoChoiceRow *entity;
  ApoyoDateRow *until;
  ApoyoErrorNote *where_note;
  ApoyoErrorNote *until_note;

  GListModel *processes; /* (owned): as they were when this was opened */
  guint first;           /* what the first choice stands for */
  guint validation;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPlaceChoice, apoyo_place_choice, ADW_TYPE_PREFERENCES_GROUP)

static guint
get_where (ApoyoPlaceChoice *self)
{
  return adw_combo_row_get_selected (self->where) + self->first;
}

static void
on_where_cb (ApoyoPlaceChoice *self)
{
  guint where = get_where (self);

  gtk_widget_set_visible (GTK_WIDGET (self->process), where == WHERE_PROCESS);
  gtk_widget_set_visible (GTK_WIDGET (self->entity), where == WHERE_ENTITY);
  gtk_widget_set_visible (GTK_WIDGET (self->until), where != WHERE_NOWHERE);
  apoyo_error_note_set (self->where_note, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
validate_cb (gpointer user_data)
{
  ApoyoPlaceChoice *self = user_data;
  g_autoptr (GDateTime) until = NULL;

  self->validation = 0;
  apoyo_place_choice_get_until (self, &until);
  return G_SOURCE_REMOVE;
}

static void
on_until_cb (ApoyoPlaceChoice *self)
{
  g_clear_handle_id (&self->validation, g_source_remove);
  self->validation = g_timeout_add (VALIDATE_MS, validate_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
apoyo_place_choice_dispose (GObject *object)
{
  ApoyoPlaceChoice *self = APOYO_PLACE_CHOICE (object);

  g_clear_handle_id (&self->validation, g_source_remove);
  g_clear_object (&self->processes);

  G_OBJECT_CLASS (apoyo_place_choice_parent_class)->dispose (object);
}

static void
apoyo_place_choice_class_init (ApoyoPlaceChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_place_choice_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_PLACE_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_place_choice_init (ApoyoPlaceChoice *self)
{
}

static AdwComboRow *
add_combo (ApoyoPlaceChoice *self, const char *title, GtkStringList *choices)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_COMBO_ROW (row);
}

static GtkStringList *
list_places (gboolean may_be_none)
{
  GtkStringList *places = gtk_string_list_new (NULL);

  if (may_be_none)
    gtk_string_list_append (places, _ ("Nowhere yet"));
  gtk_string_list_append (places, _ ("One process"));
  gtk_string_list_append (places, _ ("The contests of an entity"));
  gtk_string_list_append (places, _ ("Everywhere"));
  return places;
}

/* A list of one's own: the login's changes while the dialog is open. */
static GListModel *
copy_processes (ApoyoLogin *login)
{
  GListModel *from = apoyo_login_get_processes (login);
  GListStore *copy = g_list_store_new (APOYO_TYPE_PROCESS);

  for (guint i = 0; i < g_list_model_get_n_items (from); i++) {
    g_autoptr (ApoyoProcess) process = g_list_model_get_item (from, i);

    g_list_store_append (copy, process);
  }
  return G_LIST_MODEL (copy);
}

/* A list may be long: it is searched. */
static ApoyoChoiceRow *
add_choice (ApoyoPlaceChoice *self, const char *title, GStrvBuilder *names)
{
  g_auto (GStrv) choices = g_strv_builder_end (names);
  GtkWidget *row = apoyo_choice_row_new (title, (const char *const *) choices);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return APOYO_CHOICE_ROW (row);
}

static ApoyoChoiceRow *
add_processes (ApoyoPlaceChoice *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (self->processes); i++) {
    g_autoptr (ApoyoProcess) process = g_list_model_get_item (self->processes, i);
    const ApoyoProcessFigures *figures = apoyo_process_get_figures (process);
    /* The mark stands where a long name is not cut. */
    g_autofree char *code = apoyo_drill_mark_name (figures->code, figures->simulacro);
    g_autofree char *name = g_strdup_printf ("%s · %s", code, figures->name);

    g_strv_builder_add (names, name);
  }
  return add_choice (self, _ ("Process"), names);
}

static ApoyoChoiceRow *
add_entities (ApoyoPlaceChoice *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < APOYO_N_ENTITIES; i++) {
    const ApoyoEntity *entity = apoyo_entity_get (i);
    g_autofree char *name = g_strdup_printf ("%s %s", entity->code, entity->name);

    g_strv_builder_add (names, name);
  }
  return add_choice (self, _ ("Entity"), names);
}

GtkWidget *
apoyo_place_choice_new (const char *title, ApoyoLogin *login, gboolean may_be_none)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);
  ApoyoPlaceChoice *self = g_object_new (APOYO_TYPE_PLACE_CHOICE, "title", markup, NULL);
  g_autoptr (GtkStringList) places = list_places (may_be_none);

  self->first = may_be_none ? WHERE_NOWHERE : WHERE_PROCESS;
  self->processes = copy_processes (login);
  self->where = add_combo (self, _ ("Where"), places);
  self->process = add_processes (self);
  self->entity = add_entities (self);
  self->where_note =
      apoyo_error_note_add_to (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->where));
  self->until = APOYO_DATE_ROW (apoyo_date_row_new (_ ("Until (dd/mm/yyyy; empty: for good)")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->until));
  self->until_note =
      apoyo_error_note_add_to (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->until));
  /* Nothing is to choose of an empty list: it is not what stands there first. */
  if (!may_be_none && g_list_model_get_n_items (self->processes) == 0)
    adw_combo_row_set_selected (self->where, WHERE_ENTITY - self->first);
  g_signal_connect_swapped (self->where, "notify::selected", G_CALLBACK (on_where_cb), self);
  g_signal_connect_swapped (self->until, "changed", G_CALLBACK (on_until_cb), self);
  on_where_cb (self);
  return GTK_WIDGET (self);
}

static gboolean
get_process (ApoyoPlaceChoice *self, int *id)
{
  g_autoptr (ApoyoProcess) process =
      g_list_model_get_item (self->processes, apoyo_choice_row_get_selected (self->process));

  if (process == NULL) {
    apoyo_error_note_set (self->where_note, _ ("There is no process to choose"));
    return FALSE;
  }
  *id = apoyo_process_get_figures (process)->id;
  return TRUE;
}

gboolean
apoyo_place_choice_get (ApoyoPlaceChoice *self, ApoyoPlaceChosen *chosen)
{
  g_return_val_if_fail (APOYO_IS_PLACE_CHOICE (self), FALSE);

  *chosen = (ApoyoPlaceChosen){ FALSE, 0, NULL };
  switch (get_where (self)) {
  case WHERE_EVERYWHERE:
    chosen->everywhere = TRUE;
    return TRUE;
  case WHERE_PROCESS:
    return get_process (self, &chosen->process);
  case WHERE_ENTITY:
    chosen->entity = apoyo_entity_get (apoyo_choice_row_get_selected (self->entity))->code;
    return TRUE;
  default:
    return TRUE;
  }
}

gboolean
apoyo_place_choice_get_until (ApoyoPlaceChoice *self, GDateTime **until)
{
  g_autoptr (GDateTime) end = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_return_val_if_fail (APOYO_IS_PLACE_CHOICE (self), FALSE);

  *until = NULL;
  apoyo_error_note_set (self->until_note, NULL);
  if (get_where (self) == WHERE_NOWHERE || apoyo_date_row_is_empty (self->until))
    return TRUE;
  end = apoyo_date_row_dup_end (self->until);
  if (end == NULL) {
    apoyo_error_note_set (self->until_note, _ ("Write a day like 31/12/2026"));
    return FALSE;
  }
  if (g_date_time_compare (end, now) <= 0) {
    apoyo_error_note_set (self->until_note, _ ("This day has gone by: write one to come"));
    return FALSE;
  }
  *until = g_steal_pointer (&end);
  return TRUE;
}

void
apoyo_place_choice_show_error (ApoyoPlaceChoice *self, const GError *error)
{
  g_return_if_fail (APOYO_IS_PLACE_CHOICE (self));
  apoyo_error_note_set_error (self->where_note, error);
}
