/* apoyo-import-dialog.c: from a file of an institution to what is stored of it, in four steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-drill-mark.h"
#include "apoyo-import-columns.h"
#include "apoyo-import-dialog.h"
#include "apoyo-import-facts.h"
#include "apoyo-import-file-page.h"
#include "apoyo-import-memory.h"
#include "apoyo-import-result.h"
#include "apoyo-import-review.h"
#include "apoyo-import-words.h"
#include "apoyo-key-delivery.h"
#include "apoyo-message.h"

/* The question's own closing takes an idle moment. */
#define CLOSE_MS 50

typedef enum { STEP_FILE, STEP_COLUMNS, STEP_REVIEW, STEP_RESULT, N_STEPS } Step;

static const char *const step_names[N_STEPS] = { "file", "columns", "review", "result" };

struct _ApoyoImportDialog {
  AdwWindow parent_instance;

  AdwHeaderBar *bar;
  AdwWindowTitle *title;
  AdwBin *facts_place;
  GtkStack *stack;
  GtkWidget *cancel;
  GtkWidget *back;
  GtkLabel *reason;
  GtkWidget *stop;
  GtkWidget *again;
  GtkWidget *leave;
  GtkWidget *next;
  ApoyoImportFacts *facts;
  ApoyoImportFilePage *file_page;
  ApoyoImportColumns *columns;
  ApoyoImportReview *review;
  ApoyoImportResult *result;

  ApoyoLogin *login; /* (owned) */
  ApoyoImportKind kind;
  int subject;
  Step step;
  GFile *file;                /* (owned) (nullable) */
  char **mappings;            /* (owned) (nullable): told by the person */
  ApoyoImportLook *look;      /* (owned) (nullable) */
  GCancellable *looking;      /* (owned) (nullable) */
  GCancellable *preparing;    /* (owned) (nullable): until the check begins */
  ApoyoImport *import;        /* (owned) (nullable) */
  GCancellable *importing;    /* (owned) (nullable): while something is under way */
  ApoyoKeyDelivery *delivery; /* (owned) (nullable): whose keys are handed out */
  int in_force;               /* the version that differences are told against, 0: none */
  gboolean failed;            /* the check itself, not the file */
  gboolean adopting;
  gboolean closing; /* the person has said so */
  Step asked_in;    /* where they were asked whether to leave */
};

enum { SIGNAL_IMPORTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoImportDialog, apoyo_import_dialog, ADW_TYPE_WINDOW)

/* --- what can be done now --------------------------------------------------------------------- */

static gboolean
is_live (ApoyoImportDialog *self)
{
  return apoyo_login_get_state (self->login) == APOYO_LOGIN_LIVE;
}

static gboolean
is_checked (ApoyoImportDialog *self)
{
  return self->import != NULL && self->importing == NULL && !self->failed &&
         apoyo_import_get_phase (self->import) == APOYO_IMPORT_CHECKED;
}

/* Not to be stopped any more, nor left: the answer comes at once. */
static gboolean
is_storing (ApoyoImportDialog *self)
{
  return self->importing != NULL && apoyo_import_get_phase (self->import) == APOYO_IMPORT_STORING;
}

/* Whether it was stored is asked by storing again, and by nothing else. */
static gboolean
is_unsure (ApoyoImportDialog *self)
{
  return self->import != NULL && apoyo_import_is_unsure (self->import);
}

static gboolean
can_go_on (ApoyoImportDialog *self)
{
  if (self->preparing != NULL)
    return FALSE;
  switch (self->step) {
  case STEP_FILE:
    return self->look != NULL && apoyo_import_file_page_is_complete (self->file_page);
  case STEP_COLUMNS:
    return apoyo_import_columns_is_complete (self->columns) && is_live (self);
  case STEP_REVIEW:
    return is_live (self) && is_checked (self) && apoyo_import_get_n_errors (self->import) == 0;
  case STEP_RESULT:
    return !self->adopting && (self->kind != APOYO_IMPORT_GEOGRAPHY || is_live (self));
  case N_STEPS:
  default:
    return FALSE;
  }
}

/* (transfer full) */
static char *
get_deed (ApoyoImportDialog *self)
{
  const ApoyoImportOutcome *outcome =
      self->import != NULL ? apoyo_import_get_outcome (self->import) : NULL;

  if (self->step == STEP_FILE)
    return g_strdup (_ ("Continue"));
  if (self->step == STEP_COLUMNS)
    return g_strdup (_ ("Check"));
  if (self->step == STEP_RESULT)
    return g_strdup (self->kind == APOYO_IMPORT_GEOGRAPHY ? _ ("Adopt") : C_ ("button", "Close"));
  if (self->kind == APOYO_IMPORT_NOMINAL_LIST)
    return g_strdup (_ ("Store Nominal List"));
  if (self->kind == APOYO_IMPORT_PROMOVENTES)
    return g_strdup (_ ("Register Promoventes"));
  if (self->kind == APOYO_IMPORT_AUXILIARIES)
    return g_strdup (_ ("Register Auxiliaries"));
  if (outcome != NULL && outcome->version > 0)
    return g_strdup_printf (_ ("Create Version %d"), outcome->version);
  return g_strdup (_ ("Create Version"));
}

static const char *
get_step_name (ApoyoImportDialog *self)
{
  switch (self->step) {
  case STEP_FILE:
    return _ ("File · step 1 of 4");
  case STEP_COLUMNS:
    return _ ("Columns · step 2 of 4");
  case STEP_REVIEW:
    return _ ("Check · step 3 of 4");
  case STEP_RESULT:
  case N_STEPS:
  default:
    return _ ("Result · step 4 of 4");
  }
}

static void
update (ApoyoImportDialog *self)
{
  g_autofree char *deed = get_deed (self);
  gboolean running = self->importing != NULL;
  gboolean over = self->step == STEP_RESULT;
  gboolean adoptable = over && self->kind == APOYO_IMPORT_GEOGRAPHY && !self->closing;

  gtk_stack_set_visible_child_name (self->stack, step_names[self->step]);
  adw_window_title_set_subtitle (self->title, get_step_name (self));
  gtk_button_set_label (GTK_BUTTON (self->next), deed);
  gtk_widget_set_visible (self->cancel, !over);
  gtk_widget_set_visible (self->back, !over);
  gtk_widget_set_visible (self->stop, running);
  gtk_widget_set_visible (self->again, self->step == STEP_REVIEW && !running);
  gtk_widget_set_visible (self->leave, adoptable);
  gtk_label_set_text (self->reason,
                      is_live (self) ? "" : _ ("Without connection: what you have stays here"));
  apoyo_import_facts_set_changeable (self->facts, self->look != NULL && !running && !over &&
                                                      self->step != STEP_COLUMNS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next", can_go_on (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.back",
                                 self->step != STEP_FILE && !running && !over && !is_unsure (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.stop", running && !is_storing (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.again",
                                 self->step == STEP_REVIEW && !running && is_live (self) &&
                                     !is_unsure (self));
}

static void
go_to (ApoyoImportDialog *self, Step step)
{
  self->step = step;
  update (self);
}

/* --- the file --------------------------------------------------------------------------------- */

static void
look_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ApoyoImportLook *look = apoyo_import_look_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  g_clear_pointer (&self->look, apoyo_import_look_free);
  self->look = look;
  apoyo_import_facts_set (self->facts, look);
  apoyo_import_file_page_set_look (self->file_page, look, error);
  if (look != NULL)
    apoyo_import_columns_set (self->columns, look);
  update (self);
}

static void
look_at_file (ApoyoImportDialog *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->look, apoyo_import_look_free);
  self->looking = g_cancellable_new ();
  apoyo_import_facts_set (self->facts, NULL);
  apoyo_import_file_page_set_look (self->file_page, NULL, NULL);
  apoyo_import_look_async (self->file, self->kind, (const char *const *) self->mappings,
                           self->looking, look_cb, g_object_ref (self));
  update (self);
}

/* Another file of the same institution has the same columns, perhaps: they are tried. */
static gboolean
fits (const ApoyoImportLook *look, char **mappings)
{
  for (guint i = 0; mappings != NULL && mappings[i] != NULL; i++) {
    gboolean there = FALSE;

    for (guint j = 0; j < look->columns->len && !there; j++) {
      const ApoyoImportColumn *column = g_ptr_array_index (look->columns, j);
      gsize length = strlen (column->name);

      there = strncmp (mappings[i], column->name, length) == 0 && mappings[i][length] == '=';
    }
    if (!there)
      return FALSE;
  }
  return TRUE;
}

static void
on_chosen_cb (ApoyoImportFilePage *page, GFile *file, ApoyoImportDialog *self)
{
  /* What the columns are was told of another table, unless it is the same one, corrected. */
  if (self->file != NULL && !g_file_equal (self->file, file) &&
      (self->look == NULL || !fits (self->look, self->mappings)))
    g_clear_pointer (&self->mappings, g_strfreev);
  g_set_object (&self->file, file);
  look_at_file (self);
}

static void
on_edited_cb (gpointer page, ApoyoImportDialog *self)
{
  update (self);
}

/* --- the check -------------------------------------------------------------------------------- */

static void
show_findings (ApoyoImportDialog *self)
{
  const char *severity = NULL;
  g_autofree char *text = apoyo_import_words_dup_findings (self->import, self->in_force, &severity);

  apoyo_import_review_set_note (self->review, severity, text);
}

/* What went wrong with the check itself: the file and all that was told of it stay. */
static void
show_failure (ApoyoImportDialog *self, const GError *error)
{
  g_autofree char *text = apoyo_import_words_dup_failure (self->import, error);

  self->failed = TRUE;
  apoyo_import_review_set_note (
      self->review, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? "info" : "err",
      text);
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = apoyo_import_check_finish (APOYO_IMPORT (object), result, &error);

  if (self->import != APOYO_IMPORT (object)) /* given up for another one */
    return;
  g_clear_object (&self->importing);
  self->failed = FALSE;
  if (done)
    show_findings (self);
  else
    show_failure (self, error);
  update (self);
}

/* Where what was checked had to be sent again, storing begins by itself. */
static void
on_progress_cb (ApoyoImportDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.stop",
                                 self->importing != NULL && !is_storing (self));
}

static void
check (ApoyoImportDialog *self)
{
  self->failed = FALSE;
  self->importing = g_cancellable_new ();
  apoyo_import_review_set_note (self->review, NULL, NULL);
  apoyo_import_check_async (self->import, self->importing, checked_cb, g_object_ref (self));
  go_to (self, STEP_REVIEW);
}

/* Whoever went back meanwhile is left where they are. */
static void
stop_preparing (ApoyoImportDialog *self)
{
  if (self->preparing != NULL)
    g_cancellable_cancel (self->preparing);
  g_clear_object (&self->preparing);
}

static void
drop_import (ApoyoImportDialog *self)
{
  g_autoptr (ApoyoImport) import = g_steal_pointer (&self->import);

  stop_preparing (self);

  apoyo_import_review_set_import (self->review, NULL);
  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
  if (import != NULL)
    apoyo_import_abandon (import);
}

static void
begin_check (ApoyoImportDialog *self)
{
  drop_import (self);
  apoyo_import_memory_keep (self->kind, self->subject, self->file,
                            (const char *const *) self->mappings);
  self->import =
      apoyo_import_new (apoyo_login_get_connection (self->login), self->kind, self->file);
  apoyo_import_set_mappings (self->import, (const char *const *) self->mappings);
  g_signal_connect_object (self->import, "progress", G_CALLBACK (on_progress_cb), self,
                           G_CONNECT_SWAPPED);
  apoyo_import_set_subject (self->import, self->subject);
  apoyo_import_set_cutoff (self->import, apoyo_import_file_page_get_cutoff (self->file_page));
  apoyo_import_set_name (self->import, apoyo_import_file_page_get_name (self->file_page));
  apoyo_import_set_total (self->import, apoyo_import_file_page_get_total (self->file_page));
  if (self->kind == APOYO_IMPORT_AUXILIARIES) {
    g_clear_object (&self->delivery);
    self->delivery = apoyo_key_delivery_new (self->login, self->subject);
    apoyo_key_delivery_attach (self->delivery, self->import);
  }
  apoyo_import_review_set_import (self->review, self->import);
  check (self);
}

static int
find_in_force (ApoyoResult *versions)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (versions); i++) {
    const char *state = NULL;
    const char *version = NULL;

    if (apoyo_result_get_text (versions, i, "state", &state, NULL) &&
        apoyo_result_get_text (versions, i, "geography", &version, NULL) &&
        g_str_equal (state, "adopted"))
      return (int) g_ascii_strtoll (version, NULL, 10);
  }
  return 0;
}

/* Before the check: should another version be adopted in between, the adoption of this one is
 * refused, because the difference looked at is not the true one any more. */
static void
versions_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) versions =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  if (self->closing || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->preparing);
  update (self);
  if (versions == NULL) {
    apoyo_message_show_error (GTK_WIDGET (self), error);
    return;
  }
  self->in_force = find_in_force (versions);
  begin_check (self);
}

static void
prepare_check (ApoyoImportDialog *self)
{
  if (self->kind != APOYO_IMPORT_GEOGRAPHY) {
    begin_check (self);
    return;
  }
  stop_preparing (self);
  self->preparing = g_cancellable_new ();
  update (self);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "geography-versions", NULL,
                               self->preparing, versions_cb, g_object_ref (self));
}

/* --- storing ---------------------------------------------------------------------------------- */

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = apoyo_import_store_finish (APOYO_IMPORT (object), result, &error);

  if (self->import != APOYO_IMPORT (object))
    return;
  g_clear_object (&self->importing);
  if (!done) {
    if (apoyo_import_get_n_errors (self->import) > 0)
      show_findings (self);
    else
      show_failure (self, error);
    /* What was checked can still be stored, once the connection is back. */
    self->failed = apoyo_import_get_phase (self->import) != APOYO_IMPORT_CHECKED;
    update (self);
    return;
  }
  apoyo_import_memory_forget (self->kind, self->subject);
  apoyo_import_result_set_import (self->result, self->import);
  if (self->delivery != NULL)
    apoyo_import_result_set_extra (self->result,
                                   apoyo_key_delivery_make_table (self->delivery, self->import));
  go_to (self, STEP_RESULT);
  gtk_widget_grab_focus (self->next);
  g_signal_emit (self, signals[SIGNAL_IMPORTED], 0,
                 self->kind == APOYO_IMPORT_GEOGRAPHY
                     ? apoyo_import_get_outcome (self->import)->version
                     : self->subject);
}

static void
store (gpointer user_data)
{
  ApoyoImportDialog *self = user_data;

  if (!is_checked (self)) /* the connection was lost while the question stood there */
    return;
  self->importing = g_cancellable_new ();
  apoyo_import_review_set_note (self->review, NULL, NULL);
  apoyo_import_store_async (self->import, self->importing, stored_cb, g_object_ref (self));
  update (self);
}

static void
adopted_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  int version = self->import != NULL ? apoyo_import_get_outcome (self->import)->version : 0;

  self->adopting = FALSE;
  if (rows != NULL) /* whether the dialog is still there or not */
    g_signal_emit (self, signals[SIGNAL_IMPORTED], 0, version);
  if (self->closing)
    return;
  if (rows == NULL) {
    apoyo_message_show_error (GTK_WIDGET (self), error);
    update (self);
    return;
  }
  gtk_window_close (GTK_WINDOW (self));
}

static void
adopt (gpointer user_data)
{
  ApoyoImportDialog *self = user_data;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, apoyo_import_get_outcome (self->import)->version);
  if (self->in_force > 0)
    apoyo_params_add_int (params, self->in_force);
  else
    apoyo_params_add_null (params);
  self->adopting = TRUE;
  update (self);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "adopt-geography-version",
                               params, NULL, adopted_cb, g_object_ref (self));
}

/* What takes most of the country away is asked about once more, and by another button. */
static void
ask_when_removing (ApoyoImportDialog *self,
                   const char *heading,
                   const char *yes,
                   ApoyoMessageFunc func)
{
  g_autofree char *removal = apoyo_import_words_dup_removal (self->import);

  if (removal != NULL)
    apoyo_message_ask (GTK_WIDGET (self), heading, removal, yes, TRUE, func, G_OBJECT (self));
  else
    func (self);
}

/* --- the steps -------------------------------------------------------------------------------- */

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoImportDialog *self = APOYO_IMPORT_DIALOG (widget);

  switch (self->step) {
  case STEP_FILE:
    if (self->look->trouble != NULL)
      go_to (self, STEP_COLUMNS);
    else
      prepare_check (self);
    break;
  case STEP_COLUMNS:
    g_strfreev (self->mappings);
    self->mappings = apoyo_import_columns_dup_mappings (self->columns);
    look_at_file (self);
    prepare_check (self);
    break;
  case STEP_REVIEW:
    ask_when_removing (self, _ ("Create a version without those sections?"), _ ("_Create It"),
                       store);
    break;
  case STEP_RESULT:
  case N_STEPS:
  default:
    if (self->kind == APOYO_IMPORT_GEOGRAPHY)
      ask_when_removing (self, _ ("Adopt a geography without those sections?"), _ ("_Adopt It"),
                         adopt);
    else
      gtk_window_close (GTK_WINDOW (self));
  }
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoImportDialog *self = APOYO_IMPORT_DIALOG (widget);

  drop_import (self);
  go_to (self, STEP_FILE);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoImportDialog *self = APOYO_IMPORT_DIALOG (widget);

  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
}

/* The file may have been corrected meanwhile. */
static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoImportDialog *self = APOYO_IMPORT_DIALOG (widget);

  look_at_file (self);
  prepare_check (self);
}

static void
on_change_columns_cb (ApoyoImportFacts *facts, ApoyoImportDialog *self)
{
  drop_import (self);
  go_to (self, STEP_COLUMNS);
}

static void
on_login_changed_cb (ApoyoLogin *login, ApoyoImportDialog *self)
{
  update (self);
}

/* --- closing ---------------------------------------------------------------------------------- */

static gboolean
has_dialogs (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

    if (gtk_window_get_transient_for (other) == window)
      return TRUE;
  }
  return FALSE;
}

static gboolean
close_cb (gpointer user_data)
{
  ApoyoImportDialog *self = user_data;

  if (self->login == NULL) /* it went with the window that it belongs to */
    return G_SOURCE_REMOVE;
  if (has_dialogs (GTK_WINDOW (self)) || is_storing (self) || self->adopting)
    return G_SOURCE_CONTINUE;
  /* It was stored after all, meanwhile: that has a result, and a question of its own. */
  if (self->step != self->asked_in) {
    self->closing = FALSE;
    update (self);
    return G_SOURCE_REMOVE;
  }
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* The question belongs to this window, and must have gone before it does. */
static void
close_for_good (gpointer user_data)
{
  ApoyoImportDialog *self = user_data;

  self->closing = TRUE;
  g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, CLOSE_MS, close_cb, g_object_ref (self),
                      g_object_unref);
}

/* What has been checked, or is being, is worth a question. */
static gboolean
apoyo_import_dialog_close_request (GtkWindow *window)
{
  ApoyoImportDialog *self = APOYO_IMPORT_DIALOG (window);

  /* How it ends is told here. */
  if (is_storing (self) || self->adopting)
    return GDK_EVENT_STOP;
  if (self->step == STEP_REVIEW && !self->closing &&
      (self->importing != NULL || is_checked (self))) {
    self->asked_in = self->step;
    apoyo_message_ask (
        GTK_WIDGET (self), _ ("Leave the import?"),
        is_unsure (self) ? _ ("It is not known yet whether it was stored. Storing again asks "
                              "first; whoever leaves now does not get to know it here.")
                         : _ ("Nothing has been stored yet. The file and its columns are kept for "
                              "when you open the import again."),
        _ ("_Leave"), TRUE, close_for_good, G_OBJECT (self));
    return GDK_EVENT_STOP;
  }
  /* Keys that nobody has noted are lost, and each needs another one. */
  if (self->step == STEP_RESULT && !self->closing && self->delivery != NULL &&
      !apoyo_key_delivery_is_kept (self->delivery)) {
    self->asked_in = self->step;
    apoyo_message_ask (GTK_WIDGET (self), _ ("Close without exporting the keys?"),
                       _ ("They cannot be shown again: each auxiliary who did not get theirs would "
                          "need another key."),
                       _ ("_Close"), TRUE, close_for_good, G_OBJECT (self));
    return GDK_EVENT_STOP;
  }
  self->closing = TRUE;
  return GTK_WINDOW_CLASS (apoyo_import_dialog_parent_class)->close_request (window);
}

/* Not Cancel, which would take what is typed at once for a wish to leave. */
static void
apoyo_import_dialog_map (GtkWidget *widget)
{
  apoyo_import_file_page_focus (APOYO_IMPORT_DIALOG (widget)->file_page);
  GTK_WIDGET_CLASS (apoyo_import_dialog_parent_class)->map (widget);
}

static void
apoyo_import_dialog_dispose (GObject *object)
{
  ApoyoImportDialog *self = APOYO_IMPORT_DIALOG (object);

  self->closing = TRUE;
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  stop_preparing (self);
  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
  if (self->import != NULL)
    apoyo_import_abandon (self->import);
  g_clear_object (&self->import);
  g_clear_object (&self->delivery);
  if (self->login != NULL)
    g_signal_handlers_disconnect_by_data (self->login, self);
  g_clear_object (&self->login);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (apoyo_import_dialog_parent_class)->dispose (object);
}

static void
apoyo_import_dialog_finalize (GObject *object)
{
  ApoyoImportDialog *self = APOYO_IMPORT_DIALOG (object);

  g_strfreev (self->mappings);
  g_clear_pointer (&self->look, apoyo_import_look_free);

  G_OBJECT_CLASS (apoyo_import_dialog_parent_class)->finalize (object);
}

static void
apoyo_import_dialog_class_init (ApoyoImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = apoyo_import_dialog_dispose;
  object_class->finalize = apoyo_import_dialog_finalize;
  widget_class->map = apoyo_import_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_import_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, facts_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, back);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, again);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, leave);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportDialog, next);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "import.again", NULL, again_action);

  signals[SIGNAL_IMPORTED] = g_signal_new ("imported", APOYO_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
apoyo_import_dialog_init (ApoyoImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  apoyo_drill_mark_inherit (GTK_WINDOW (self), self->bar);
}

static void
add_pages (ApoyoImportDialog *self)
{
  self->facts = APOYO_IMPORT_FACTS (apoyo_import_facts_new (self->kind));
  self->file_page = APOYO_IMPORT_FILE_PAGE (apoyo_import_file_page_new (self->kind));
  self->columns = APOYO_IMPORT_COLUMNS (apoyo_import_columns_new (self->kind));
  self->review = APOYO_IMPORT_REVIEW (apoyo_import_review_new (self->kind));
  self->result = APOYO_IMPORT_RESULT (apoyo_import_result_new (self->kind));
  adw_bin_set_child (self->facts_place, GTK_WIDGET (self->facts));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->file_page), step_names[STEP_FILE]);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->columns), step_names[STEP_COLUMNS]);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->review), step_names[STEP_REVIEW]);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->result), step_names[STEP_RESULT]);
  g_signal_connect (self->facts, "change-columns", G_CALLBACK (on_change_columns_cb), self);
  g_signal_connect (self->file_page, "chosen", G_CALLBACK (on_chosen_cb), self);
  g_signal_connect (self->file_page, "edited", G_CALLBACK (on_edited_cb), self);
  g_signal_connect (self->columns, "changed", G_CALLBACK (on_edited_cb), self);
}

ApoyoImportDialog *
apoyo_import_dialog_new (ApoyoLogin *login, ApoyoImportKind kind, int subject)
{
  ApoyoImportDialog *self;
  GFile *file;

  g_return_val_if_fail (APOYO_IS_LOGIN (login), NULL);

  self = g_object_new (APOYO_TYPE_IMPORT_DIALOG, NULL);
  self->login = g_object_ref (login);
  self->kind = kind;
  self->subject = subject;
  gtk_window_set_title (GTK_WINDOW (self), apoyo_import_words_title (kind));
  adw_window_title_set_title (self->title, apoyo_import_words_title (kind));
  add_pages (self);
  apoyo_import_facts_set (self->facts, NULL);
  g_signal_connect (login, "changed", G_CALLBACK (on_login_changed_cb), self);
  file = apoyo_import_memory_get (kind, subject, &self->mappings);
  if (file != NULL)
    apoyo_import_file_page_set_file (self->file_page, file);
  update (self);
  return self;
}

void
apoyo_import_dialog_set_file (ApoyoImportDialog *self, GFile *file)
{
  g_return_if_fail (APOYO_IS_IMPORT_DIALOG (self) && G_IS_FILE (file));
  apoyo_import_file_page_set_file (self->file_page, file);
}
