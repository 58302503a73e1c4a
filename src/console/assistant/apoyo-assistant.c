/* apoyo-assistant.c: the guided way to a new process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-assistant.h"
#include "apoyo-draft-conflict.h"
#include "apoyo-draft-keeper.h"
#include "apoyo-message.h"
#include "apoyo-outcome-panel.h"
#include "apoyo-rule-form-words.h"
#include "apoyo-status-chip.h"
#include "apoyo-step-row.h"
#include "apoyo-steps.h"
#include "apoyo-toast.h"

#define PREVIEW_PAUSE 300
#define N_STEPS 7
#define STEP_RULE 2 /* threshold and dispersion: what is said of the rule as a whole */
#define WIDE 1600

struct _ApoyoAssistant {
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkLabel *subtitle;
  GtkWidget *leave;
  AdwBin *drill_place;
  GtkListBox *step_list;
  GtkWidget *saved;
  GtkImage *saved_icon;
  GtkLabel *saved_label;
  GtkStack *stack;
  ApoyoOutcomePanel *panel;
  GtkWidget *back;
  GtkWidget *errors;
  GtkLabel *errors_label;
  GtkButton *next;

  ApoyoLogin *login;                 /* (owned) */
  ApoyoConfiguration *configuration; /* (owned) */
  ApoyoSetupData *data;              /* (owned) */
  ApoyoDraftKeeper *keeper;          /* (owned) */
  ApoyoAssistantStep *steps[N_STEPS];
  ApoyoStepRow *rows[N_STEPS];
  guint current;
  guint visited;          /* the farthest anybody has been */
  ApoyoOutcome *outcome;  /* (owned) (nullable) */
  GCancellable *previews; /* (owned) (nullable): of the last one asked for */
  guint preview_pause;
  AdwMessageDialog *conflict; /* (nullable) weak: the question which stays, theirs or mine */
  gboolean outdated;          /* the outcome is of what was written before */
  gboolean creating;
  gboolean leaving;
};

enum {
  SIGNAL_CREATED,
  SIGNAL_KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoAssistant, apoyo_assistant, ADW_TYPE_WINDOW)

static gboolean
is_live (ApoyoAssistant *self)
{
  return apoyo_login_get_state (self->login) == APOYO_LOGIN_LIVE;
}

static void
toast (ApoyoAssistant *self, const char *text)
{
  apoyo_toast_add (self->toasts, apoyo_toast_new (text));
}

/* --- what is shown ---------------------------------------------------------------------------- */

static void
update_subtitle (ApoyoAssistant *self)
{
  g_autofree char *place = apoyo_setup_data_dup_place_name (
      self->data, apoyo_configuration_get_text (self->configuration, "scope"));
  ApoyoKind kind;
  gboolean known = apoyo_configuration_get_kind (self->configuration, &kind);
  g_autofree char *text = !known ? g_strdup (_ ("Not chosen yet"))
                          : *place == '\0'
                              ? g_strdup (apoyo_kind_get_label (kind))
                              : g_strdup_printf ("%s · %s", apoyo_kind_get_label (kind), place);
  gboolean drill = apoyo_configuration_get_bool (self->configuration, "simulacro");

  gtk_label_set_text (self->subtitle, text);
  if (drill != (adw_bin_get_child (self->drill_place) != NULL))
    adw_bin_set_child (self->drill_place,
                       drill ? apoyo_status_chip_new (APOYO_STATUS_WARNING, _ ("Drill")) : NULL);
}

static void
update_rows (ApoyoAssistant *self)
{
  for (guint i = 0; i < N_STEPS; i++) {
    g_autofree char *summary = apoyo_assistant_step_dup_summary (self->steps[i]);
    guint n = i <= self->visited ? apoyo_assistant_step_get_n_errors (self->steps[i]) : 0;

    apoyo_step_row_set (self->rows[i], apoyo_assistant_step_get_title (self->steps[i]),
                        i <= self->visited ? summary : NULL, n,
                        i == self->current                                ? APOYO_STEP_CURRENT
                        : i <= self->visited && i < N_STEPS - 1 && n == 0 ? APOYO_STEP_DONE
                                                                          : APOYO_STEP_TO_COME);
  }
}

static guint
count_all_errors (ApoyoAssistant *self)
{
  guint n = 0;

  for (guint i = 0; i < N_STEPS; i++)
    n += apoyo_assistant_step_get_n_errors (self->steps[i]);
  return n;
}

/* Why the process cannot be created now; NULL: it can. */
static const char *
get_hindrance (ApoyoAssistant *self)
{
  ApoyoDraftState state = apoyo_draft_keeper_get_state (self->keeper);

  if (!is_live (self))
    return _ ("There is no connection to the server");
  if (self->creating)
    return _ ("It is being created");
  if (self->outcome == NULL || self->outdated)
    return _ ("The configuration is being checked");
  if (state == APOYO_DRAFT_CONFLICT)
    return _ ("Somebody changed the same: choose first which stays");
  if (state == APOYO_DRAFT_SAVING || state == APOYO_DRAFT_UNSAVED)
    return _ ("The draft is being saved");
  return NULL;
}

static void
update_next (ApoyoAssistant *self)
{
  gboolean last = self->current == N_STEPS - 1;
  guint n = last ? count_all_errors (self)
                 : apoyo_assistant_step_get_n_errors (self->steps[self->current]);
  const char *hindrance = last ? get_hindrance (self) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *errors = NULL;

  if (last)
    label = g_strdup (_ ("Create process"));
  else
    label = g_strdup_printf (_ ("Next: %s"),
                             apoyo_assistant_step_get_title (self->steps[self->current + 1]));
  errors = g_strdup_printf (
      g_dngettext (NULL, "Correct %u item to go on", "Correct %u items to go on", n), n);
  gtk_button_set_label (self->next, label);
  gtk_label_set_text (self->errors_label, errors);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->errors), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  errors, -1);
  gtk_widget_set_visible (self->errors, n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), n == 0 && hindrance == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->next), n > 0 ? errors : hindrance);
  gtk_widget_set_sensitive (self->back, self->current > 0);
}

static void
update (ApoyoAssistant *self)
{
  update_subtitle (self);
  update_rows (self);
  update_next (self);
}

static void
update_saved (ApoyoAssistant *self)
{
  ApoyoDraftState state = apoyo_draft_keeper_get_state (self->keeper);
  g_autofree char *words = apoyo_draft_keeper_dup_words (self->keeper);
  gboolean doubtful =
      state == APOYO_DRAFT_LOCAL || state == APOYO_DRAFT_CONFLICT || state == APOYO_DRAFT_REFUSED;

  gtk_widget_set_visible (self->saved, state != APOYO_DRAFT_NOTHING);
  gtk_label_set_text (self->saved_label, words);
  gtk_widget_set_tooltip_text (self->saved, words);
  gtk_image_set_from_icon_name (self->saved_icon,
                                doubtful ? "dialog-warning-symbolic" : "object-select-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->saved), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  update_next (self);
}

/* --- preview ---------------------------------------------------------------------------------- */

/* The title of the step that a check belongs to, while nobody has been there; NULL otherwise. */
static const char *
find_later (const char *field, gpointer user_data)
{
  ApoyoAssistant *self = user_data;
  ApoyoKind kind;
  /* Without a kind nothing of the rule can be written, wherever one has been. */
  guint reached = apoyo_configuration_get_kind (self->configuration, &kind) ? self->visited : 0;

  for (guint i = 0; i < N_STEPS; i++) {
    if (self->steps[i] != NULL && apoyo_assistant_step_owns (self->steps[i], field))
      return i > reached ? apoyo_assistant_step_get_title (self->steps[i]) : NULL;
  }
  return reached < STEP_RULE && g_str_has_prefix (field, "rule")
             ? apoyo_assistant_step_get_title (self->steps[STEP_RULE])
             : NULL;
}

static void
show_outcome (ApoyoAssistant *self)
{
  const ApoyoKindData *data = NULL;
  ApoyoKind kind;

  if (apoyo_configuration_get_kind (self->configuration, &kind))
    data = apoyo_setup_data_get_kind (self->data, kind);
  apoyo_outcome_panel_set (
      self->panel, self->outcome, apoyo_configuration_get_bool (self->configuration, "rule.joint"),
      data != NULL ? data->word : NULL,
      apoyo_configuration_get_text (self->configuration, "rule.dispersion.percentage"));
  for (guint i = 0; i < N_STEPS; i++)
    apoyo_assistant_step_set_outcome (self->steps[i], self->outcome);
  update (self);
}

static void
preview_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), async_result, &error);
  ApoyoOutcome *outcome =
      results != NULL
          ? apoyo_outcome_new_from_results (results->pdata[0], results->pdata[1], &error)
          : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a later one is under way, or the window is gone */
  apoyo_outcome_panel_set_busy (self->panel, FALSE);
  if (outcome == NULL) {
    g_debug ("No preview: %s", error->message);
    apoyo_outcome_panel_set_trouble (self->panel,
                                     _ ("The figures are those of before the last change."));
    return;
  }
  apoyo_outcome_panel_set_trouble (self->panel, NULL);
  g_clear_pointer (&self->outcome, apoyo_outcome_unref);
  self->outcome = outcome;
  self->outdated = FALSE;
  show_outcome (self);
}

static ApoyoParams *
params_of (const char *document)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, document);
  return params;
}

static void
preview (ApoyoAssistant *self)
{
  static const char *const statements[] = { "preview-configuration", "check-configuration", NULL };
  g_autofree char *document = apoyo_configuration_to_json (self->configuration);
  g_autoptr (GPtrArray) params = g_ptr_array_new ();

  if (self->previews != NULL)
    g_cancellable_cancel (self->previews);
  g_clear_object (&self->previews);
  if (!is_live (self) || self->leaving) {
    apoyo_outcome_panel_set_busy (self->panel, FALSE);
    return;
  }
  self->previews = g_cancellable_new ();
  g_ptr_array_add (params, params_of (document));
  g_ptr_array_add (params, params_of (document));
  apoyo_outcome_panel_set_busy (self->panel, TRUE);
  apoyo_connection_read_async (apoyo_login_get_connection (self->login), statements,
                               g_steal_pointer (&params), self->previews, preview_cb,
                               g_object_ref (self));
}

static gboolean
preview_pause_cb (gpointer user_data)
{
  ApoyoAssistant *self = user_data;

  self->preview_pause = 0;
  preview (self);
  return G_SOURCE_REMOVE;
}

static void
preview_soon (ApoyoAssistant *self)
{
  self->outdated = TRUE;
  g_clear_handle_id (&self->preview_pause, g_source_remove);
  self->preview_pause = g_timeout_add (PREVIEW_PAUSE, preview_pause_cb, self);
}

static void
on_configuration_changed_cb (ApoyoConfiguration *configuration,
                             const char *path,
                             ApoyoAssistant *self)
{
  preview_soon (self);
  update (self);
}

/* --- steps ------------------------------------------------------------------------------------ */

static void
go_to (ApoyoAssistant *self, guint step)
{
  gboolean farther = step > self->visited;

  self->current = step;
  self->visited = MAX (self->visited, step);
  apoyo_draft_keeper_set_step (self->keeper, (int) step);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->steps[step]));
  gtk_list_box_select_row (self->step_list, GTK_LIST_BOX_ROW (self->rows[step]));
  if (farther)
    show_outcome (self); /* what it lacks counts from now on */
  else
    update (self);
  /* The cursor goes to the first thing to fill in. */
  gtk_widget_child_focus (GTK_WIDGET (self->steps[step]), GTK_DIR_TAB_FORWARD);
}

static void
on_step_row_cb (ApoyoAssistant *self, GtkListBoxRow *row)
{
  go_to (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_back_cb (ApoyoAssistant *self)
{
  if (self->current > 0)
    go_to (self, self->current - 1);
}

static void
on_errors_cb (ApoyoAssistant *self)
{
  guint step = self->current;

  for (guint i = 0; step == N_STEPS - 1 && i < N_STEPS; i++) {
    if (apoyo_assistant_step_get_n_errors (self->steps[i]) > 0) {
      step = i;
      break;
    }
  }
  if (step != self->current)
    go_to (self, step);
  apoyo_assistant_step_show_errors (self->steps[step]);
}

static void
on_field_chosen_cb (ApoyoAssistant *self, const char *path)
{
  for (guint i = 0; i < N_STEPS; i++) {
    if (!apoyo_assistant_step_focus (self->steps[i], path))
      continue;
    /* The focus is taken once the step is there to take it. */
    go_to (self, i);
    apoyo_assistant_step_focus (self->steps[i], path);
    return;
  }
}

/* --- creating --------------------------------------------------------------------------------- */

/* What is typed while the process is made, or taken back from a toast, would be neither in it nor
 * in a draft; nor is the draft thrown away that it is made of. */
static void
set_creating (ApoyoAssistant *self, gboolean creating)
{
  self->creating = creating;
  gtk_widget_set_sensitive (GTK_WIDGET (self->toasts), !creating);
}

static void
close_for_good (ApoyoAssistant *self)
{
  self->leaving = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
create_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  int process = 0;

  if (self->keeper == NULL) /* the program is being left */
    return;
  set_creating (self, FALSE);
  if (result == NULL || !apoyo_result_get_int (result, 0, "process", &process, &error)) {
    apoyo_draft_keeper_hold (self->keeper, FALSE);
    apoyo_message_show_error (GTK_WIDGET (self), error);
    preview_soon (self);
    update (self);
    return;
  }
  apoyo_draft_keeper_forget (self->keeper);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, process);
  close_for_good (self);
}

static void
create (ApoyoAssistant *self)
{
  g_autofree char *document = apoyo_configuration_to_json (self->configuration);
  ApoyoParams *params = params_of (document);
  gint64 draft = apoyo_draft_keeper_get_draft (self->keeper);

  if (draft != 0) {
    apoyo_params_add_int64 (params, draft);
    apoyo_params_add_int (params, apoyo_draft_keeper_get_revision (self->keeper));
  } else {
    apoyo_params_add_null (params);
    apoyo_params_add_null (params);
  }
  set_creating (self, TRUE);
  apoyo_draft_keeper_hold (self->keeper, TRUE);
  update_next (self);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login),
                               "create-configured-process", params, NULL, create_cb,
                               g_object_ref (self));
}

static void
on_next_cb (ApoyoAssistant *self)
{
  if (self->current < N_STEPS - 1)
    go_to (self, self->current + 1);
  else
    create (self);
}

/* --- leaving ---------------------------------------------------------------------------------- */

/* Whoever sees the window go is told that nothing went with it. */
static void
keep (ApoyoAssistant *self)
{
  apoyo_draft_keeper_save_now (self->keeper);
  if (apoyo_draft_keeper_get_state (self->keeper) == APOYO_DRAFT_NOTHING)
    return;
  g_signal_emit (self, signals[SIGNAL_KEPT], 0,
                 is_live (self) ? _ ("The draft is kept: go on with it from the list of processes")
                                : _ ("Without connection: the draft is kept on this computer"));
}

/* Closed by mistake, by Escape or by the window's own button: everything is kept. */
static gboolean
apoyo_assistant_close_request (GtkWindow *window)
{
  ApoyoAssistant *self = APOYO_ASSISTANT (window);

  if (self->creating) /* how it ends is told here */
    return GDK_EVENT_STOP;
  if (!self->leaving)
    keep (self);
  self->leaving = TRUE;
  return GTK_WINDOW_CLASS (apoyo_assistant_parent_class)->close_request (window);
}

static void
on_leave_cb (ApoyoAssistant *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
close_kept (gpointer self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_cancel_response_cb (AdwMessageDialog *dialog, const char *response, ApoyoAssistant *self)
{
  if (strcmp (response, "keep") == 0)
    apoyo_message_afterwards (dialog, close_kept, G_OBJECT (self));
  else if (strcmp (response, "discard") == 0)
    apoyo_draft_keeper_discard (self->keeper);
}

static void
on_cancel_cb (ApoyoAssistant *self)
{
  GtkWidget *dialog;

  if (apoyo_draft_keeper_get_state (self->keeper) == APOYO_DRAFT_NOTHING) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Keep the draft?"),
                                   _ ("It stays in the list of processes, to go on with later."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Go on editing"),
                                    "discard", _ ("Discard draft"), "keep", _ ("Keep draft"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_cancel_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the draft -------------------------------------------------------------------------------- */

static void
on_opened_cb (ApoyoDraftKeeper *keeper, int step, ApoyoAssistant *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (apoyo_draft_keeper_get_draft (keeper) == 0)
    toast (self, _ ("What was left unsaved the last time is here again."));
  self->visited = (guint) CLAMP (step, 0, N_STEPS - 1);
  go_to (self, self->visited);
  preview_soon (self);
}

static void
on_merged_cb (ApoyoDraftKeeper *keeper, const char *who, ApoyoAssistant *self)
{
  g_autofree char *text = g_strdup_printf (_ ("%s changed this draft too; you see it now."), who);

  toast (self, text);
}

static void
on_conflict_response_cb (AdwMessageDialog *dialog, const char *response, ApoyoAssistant *self)
{
  g_clear_weak_pointer (&self->conflict);
  apoyo_draft_keeper_resolve (self->keeper, strcmp (response, "theirs") != 0);
}

static void
ask_about_conflict (ApoyoAssistant *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "theirs", _ ("Take theirs"),
                                    "mine", _ ("Keep mine"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "mine",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "mine");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_conflict_response_cb), self, 0);
  g_set_weak_pointer (&self->conflict, ADW_MESSAGE_DIALOG (dialog));
}

/* There is one question, however often the others save while it stands. */
static void
on_conflict_cb (ApoyoDraftKeeper *keeper,
                const char *who,
                const char *const *paths,
                ApoyoConfiguration *theirs,
                ApoyoAssistant *self)
{
  g_autofree char *heading = g_strdup_printf (_ ("%s changed the same"), who);
  g_autofree char *body =
      apoyo_draft_conflict_describe (self->configuration, theirs, paths, self->data);

  if (self->conflict == NULL)
    ask_about_conflict (self);
  adw_message_dialog_set_heading (self->conflict, heading);
  adw_message_dialog_set_body (self->conflict, body);
  gtk_window_present (GTK_WINDOW (self->conflict));
}

/* Nothing is left to be decided: the other has written what stands here. */
static void
drop_idle_question (ApoyoAssistant *self)
{
  if (self->conflict != NULL && apoyo_draft_keeper_get_state (self->keeper) != APOYO_DRAFT_CONFLICT)
    gtk_window_close (GTK_WINDOW (self->conflict));
}

static void
on_gone_cb (ApoyoDraftKeeper *keeper, ApoyoAssistant *self)
{
  close_for_good (self);
}

static void
on_lost_cb (ApoyoDraftKeeper *keeper, ApoyoAssistant *self)
{
  toast (self, _ ("Somebody discarded this draft or created its process. What you see goes on as a "
                  "draft of its own."));
}

static void
on_failed_cb (gpointer source, const GError *error, ApoyoAssistant *self)
{
  apoyo_message_show_error (GTK_WIDGET (self), error);
}

/* What the connection took with it is read again when it is back, and said in the panel. */
static void
on_data_failed_cb (ApoyoSetupData *data, const GError *error, ApoyoAssistant *self)
{
  if (!g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    on_failed_cb (data, error, self);
}

static void
on_login_changed_cb (ApoyoLogin *login, ApoyoAssistant *self)
{
  apoyo_outcome_panel_set_trouble (
      self->panel, is_live (self) ? NULL
                                  : _ ("The connection to the server was lost. What you type is "
                                       "kept on this computer."));
  update_next (self);
}

static void
on_login_ready_cb (ApoyoLogin *login, ApoyoAssistant *self)
{
  apoyo_setup_data_load (self->data);
  preview_soon (self);
}

/* --- keys ------------------------------------------------------------------------------------- */

static gboolean
on_key_next (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ApoyoAssistant *self = APOYO_ASSISTANT (widget);

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->next)))
    on_next_cb (self);
  else if (gtk_widget_get_visible (self->errors))
    on_errors_cb (self);
  return TRUE;
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoAssistant *self = APOYO_ASSISTANT (widget);
  int step = (int) self->current + g_variant_get_int32 (parameter);

  if (step >= 0 && step < N_STEPS)
    go_to (self, (guint) step);
}

/* An entry that has the cursor takes back its own typing first. While the process is made of what
 * is there, nothing of it changes. */
static gboolean
on_key_undo (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  if (!APOYO_ASSISTANT (widget)->creating)
    apoyo_toast_undo_last (widget);
  return TRUE;
}

static gboolean
on_key_close (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_assistant_dispose (GObject *object)
{
  ApoyoAssistant *self = APOYO_ASSISTANT (object);

  self->leaving = TRUE;
  g_clear_handle_id (&self->preview_pause, g_source_remove);
  if (self->previews != NULL)
    g_cancellable_cancel (self->previews);
  g_clear_object (&self->previews);
  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  if (self->login != NULL)
    g_signal_handlers_disconnect_by_data (self->login, self);
  if (self->configuration != NULL)
    g_signal_handlers_disconnect_by_data (self->configuration, self);
  if (self->data != NULL)
    g_signal_handlers_disconnect_by_data (self->data, self);
  g_clear_weak_pointer (&self->conflict);
  g_clear_pointer (&self->outcome, apoyo_outcome_unref);
  g_clear_object (&self->keeper);
  g_clear_object (&self->data);
  g_clear_object (&self->configuration);
  g_clear_object (&self->login);

  G_OBJECT_CLASS (apoyo_assistant_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, toasts);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, leave);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, drill_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, step_list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, saved);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, saved_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, panel);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, back);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, errors);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, errors_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAssistant, next);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_step_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_field_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_errors_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "assistant.step", "i", step_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_key_next, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_key_next,
                                NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "assistant.step",
                                       "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "assistant.step",
                                       "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, on_key_undo, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_key_close, NULL);
}

static void
apoyo_assistant_class_init (ApoyoAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_assistant_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_assistant_close_request;

  signals[SIGNAL_CREATED] = g_signal_new ("created", APOYO_TYPE_ASSISTANT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_KEPT] = g_signal_new ("kept", APOYO_TYPE_ASSISTANT, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (APOYO_TYPE_OUTCOME_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-assistant.ui");
  bind_children (widget_class);
  bind_keys (widget_class);
}

static void
apoyo_assistant_init (ApoyoAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_steps (ApoyoAssistant *self)
{
  GType types[N_STEPS] = {
    apoyo_kind_step_get_type (),    apoyo_scope_step_get_type (),  apoyo_threshold_step_get_type (),
    apoyo_period_step_get_type (),  apoyo_checks_step_get_type (), apoyo_people_step_get_type (),
    apoyo_summary_step_get_type (),
  };

  for (guint i = 0; i < N_STEPS; i++) {
    self->steps[i] = apoyo_assistant_step_new (types[i], self->configuration, self->data);
    g_signal_connect_object (self->steps[i], "errors-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
    gtk_stack_add_child (self->stack, GTK_WIDGET (self->steps[i]));
    self->rows[i] = APOYO_STEP_ROW (apoyo_step_row_new (i + 1));
    gtk_list_box_append (self->step_list, GTK_WIDGET (self->rows[i]));
  }
}

static void
connect_signals (ApoyoAssistant *self)
{
  apoyo_outcome_panel_set_later (self->panel, find_later, self);
  g_signal_connect (self->configuration, "changed", G_CALLBACK (on_configuration_changed_cb), self);
  g_signal_connect_swapped (self->data, "changed", G_CALLBACK (show_outcome), self);
  g_signal_connect (self->data, "failed", G_CALLBACK (on_data_failed_cb), self);
  g_signal_connect_swapped (self->keeper, "changed", G_CALLBACK (update_saved), self);
  g_signal_connect_swapped (self->keeper, "changed", G_CALLBACK (drop_idle_question), self);
  g_signal_connect (self->keeper, "opened", G_CALLBACK (on_opened_cb), self);
  g_signal_connect (self->keeper, "merged", G_CALLBACK (on_merged_cb), self);
  g_signal_connect (self->keeper, "conflict", G_CALLBACK (on_conflict_cb), self);
  g_signal_connect (self->keeper, "gone", G_CALLBACK (on_gone_cb), self);
  g_signal_connect (self->keeper, "lost", G_CALLBACK (on_lost_cb), self);
  g_signal_connect (self->keeper, "failed", G_CALLBACK (on_failed_cb), self);
  g_signal_connect (self->login, "changed", G_CALLBACK (on_login_changed_cb), self);
  g_signal_connect (self->login, "ready", G_CALLBACK (on_login_ready_cb), self);
}

ApoyoAssistant *
apoyo_assistant_present (GtkWindow *parent,
                         ApoyoLogin *login,
                         gint64 draft,
                         const char *configuration)
{
  ApoyoAssistant *self = g_object_new (APOYO_TYPE_ASSISTANT, "transient-for", parent, NULL);
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (APOYO_IS_LOGIN (login), NULL);

  self->login = g_object_ref (login);
  self->configuration = apoyo_configuration_new ();
  self->data = apoyo_setup_data_new (apoyo_login_get_connection (login));
  self->keeper = apoyo_draft_keeper_new (login, self->configuration);
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) >= WIDE)
    gtk_window_set_default_size (GTK_WINDOW (self), 1240, 740);
  add_steps (self);
  connect_signals (self);
  go_to (self, 0);
  gtk_window_present (GTK_WINDOW (self));
  apoyo_setup_data_load (self->data);
  /* What is typed before the draft is there would be lost under it. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), draft == 0);
  apoyo_draft_keeper_open (self->keeper, draft, configuration == NULL);
  if (configuration != NULL &&
      !apoyo_configuration_load (self->configuration, configuration, &error))
    apoyo_message_show_error (GTK_WIDGET (self), error);
  preview_soon (self);
  return self;
}

const char *
apoyo_assistant_get_name (ApoyoAssistant *self)
{
  g_return_val_if_fail (APOYO_IS_ASSISTANT (self), NULL);
  return apoyo_configuration_get_text (self->configuration, "name");
}
