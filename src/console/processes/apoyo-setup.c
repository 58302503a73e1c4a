/* apoyo-setup.c: the processes as the page has them: all of them, the chosen one, and its detail.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-result.h"
#include "apoyo-rows.h"
#include "apoyo-setup.h"

/* An import tells of many changes at once: one reading for all of them. */
#define COALESCE_MS 120

/* What is read of all, before the detail of the one that is chosen. */
static const char *const list_statements[] = { "setup-processes", "setup-drafts" };
/* What does not change while one is signed in. */
static const char *const law_statements[] = { "kind-list", "rule-members", NULL };

struct _ApoyoSetup {
  GObject parent_instance;

  ApoyoLogin *login;         /* (owned) (nullable) */
  GListStore *items;         /* (owned) */
  ApoyoSetupProcess *chosen; /* (owned) (nullable) */
  ApoyoSetupDetail *detail;  /* (owned) (nullable) */
  ApoyoSetupLaw *law;        /* (owned) (nullable) */
  GPtrArray *checks;         /* (owned) (nullable): of the chosen one */
  ApoyoRuleReach reach;      /* likewise, while it has not opened; without texts */
  GCancellable *checking;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  int wanted;                /* process to choose when it is there; 0: none */
  gint64 wanted_draft;       /* draft likewise */
  int reading;               /* process whose detail is under way; 0: none */
  guint refresh_source;
  gboolean again; /* something changed while it was read */
  gboolean live;
  gboolean loaded;
};

enum { SIGNAL_UPDATED, SIGNAL_CHECKED, SIGNAL_CHOSEN, SIGNAL_LIVE, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoSetup, apoyo_setup, G_TYPE_OBJECT)

static ApoyoSetupProcess *
find_item (ApoyoSetup *self, gboolean (*is_it) (ApoyoSetup *self, ApoyoSetupProcess *item))
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++) {
    g_autoptr (ApoyoSetupProcess) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

    if (is_it (self, item))
      return item; /* the store keeps it */
  }
  return NULL;
}

static gboolean
is_wanted (ApoyoSetup *self, ApoyoSetupProcess *item)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (item);

  return (self->wanted != 0 && figures->id == self->wanted) ||
         (self->wanted_draft != 0 && figures->draft == self->wanted_draft);
}

static gboolean
is_chosen (ApoyoSetup *self, ApoyoSetupProcess *item)
{
  return self->chosen != NULL && apoyo_setup_process_is_same (item, self->chosen);
}

/* What nobody else can do comes before all else. */
static gboolean
is_waiting (ApoyoSetup *self, ApoyoSetupProcess *item)
{
  return apoyo_setup_process_get_figures (item)->waits;
}

/* The process that runs is what people come for, and no drill. */
static gboolean
is_really_open (ApoyoSetup *self, ApoyoSetupProcess *item)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (item);

  return figures->draft == 0 && figures->state == APOYO_LIFE_OPEN && !figures->simulacro;
}

static gboolean
is_open (ApoyoSetup *self, ApoyoSetupProcess *item)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (item);

  return figures->draft == 0 && figures->state == APOYO_LIFE_OPEN;
}

static gboolean
is_any (ApoyoSetup *self, ApoyoSetupProcess *item)
{
  return TRUE;
}

static void
stop_checking (ApoyoSetup *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

/* What is still asked about the one before is not to be told of this one. */
static void
take_chosen (ApoyoSetup *self, ApoyoSetupProcess *item)
{
  gboolean same =
      self->chosen != NULL && item != NULL && apoyo_setup_process_is_same (self->chosen, item);

  g_set_object (&self->chosen, item);
  if (same)
    return;
  stop_checking (self);
  g_clear_pointer (&self->detail, apoyo_setup_detail_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  self->reach = (ApoyoRuleReach){ 0 };
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

/* --- reading ---------------------------------------------------------------------------------- */

static gboolean
fill_items (ApoyoSetup *self, GPtrArray *results, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  ApoyoResult *processes = results->pdata[0];
  ApoyoResult *drafts = results->pdata[1];

  for (guint row = 0; row < apoyo_result_get_n_rows (drafts); row++) {
    ApoyoSetupProcess *draft = apoyo_setup_process_new_from_draft (drafts, row, error);

    if (draft == NULL)
      return FALSE;
    g_ptr_array_add (items, draft);
  }
  for (guint row = 0; row < apoyo_result_get_n_rows (processes); row++) {
    ApoyoSetupProcess *process = apoyo_setup_process_new_from_row (processes, row, error);

    if (process == NULL)
      return FALSE;
    g_ptr_array_add (items, process);
  }
  apoyo_rows_put (self->items, items, (GEqualFunc) apoyo_setup_process_equal);
  return TRUE;
}

static gboolean
fill_detail (ApoyoSetup *self, GPtrArray *results, GError **error)
{
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  ApoyoSetupDetail *detail;

  if (results->len == G_N_ELEMENTS (list_statements))
    return TRUE;
  for (guint i = G_N_ELEMENTS (list_statements); i < results->len; i++)
    g_ptr_array_add (part, results->pdata[i]);
  detail = apoyo_setup_detail_new_from_results (self->reading, part, error);
  if (detail == NULL)
    return FALSE;
  g_clear_pointer (&self->detail, apoyo_setup_detail_unref);
  self->detail = detail;
  return TRUE;
}

/* --- checks and law --------------------------------------------------------------------------- */

/* A row of nulls where promoventes will each have their own. */
static gboolean
read_reach (ApoyoResult *rows, ApoyoRuleReach *reach, GError **error)
{
  int needed = 0, demarcations = 0;

  *reach = (ApoyoRuleReach){ 0 };
  if (!apoyo_result_get_nullable_int64 (rows, 0, "required", &reach->required, error) ||
      !apoyo_result_get_nullable_int64 (rows, 0, "nominal_list", &reach->nominal_list, error) ||
      !apoyo_result_get_nullable_int (rows, 0, "dispersion_needed", &needed, error) ||
      !apoyo_result_get_nullable_int (rows, 0, "demarcations", &demarcations, error))
    return FALSE;
  reach->dispersion_needed = (guint) MAX (needed, 0);
  reach->demarcations = (guint) MAX (demarcations, 0);
  return TRUE;
}

/* Without it the rule is told in percentages: no reason to show nothing else. */
static void
reach_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  ApoyoRuleReach reach = { 0 };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL || !read_reach (rows, &reach, &error)) {
    g_debug ("No reach: %s", error->message);
    return;
  }
  self->reach = reach;
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}

static void
check_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  GPtrArray *checks = rows != NULL ? apoyo_checks_from_result (rows, &error) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (checks == NULL) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  self->checks = checks;
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}

static void
ask_of_process (ApoyoSetup *self, const char *statement, GAsyncReadyCallback callback)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, self->detail->process);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), statement, params,
                               self->checking, callback, g_object_ref (self));
}

/* Before it opens, a process is held against the law and against itself. */
static void
read_checks (ApoyoSetup *self)
{
  stop_checking (self);
  if (self->detail == NULL ||
      apoyo_setup_process_get_figures (self->chosen)->state > APOYO_LIFE_READY)
    return;
  self->checking = g_cancellable_new ();
  ask_of_process (self, "check-process", check_cb);
  if (apoyo_login_has_role (self->login, "setup"))
    ask_of_process (self, "process-reach", reach_cb);
}

static void
law_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), result, &error);
  ApoyoSetupLaw *law =
      results != NULL
          ? apoyo_setup_law_new_from_results (results->pdata[0], results->pdata[1], &error)
          : NULL;

  if (law == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  if (self->login == NULL) { /* signed out meanwhile */
    apoyo_setup_law_free (law);
    return;
  }
  g_clear_pointer (&self->law, apoyo_setup_law_free);
  self->law = law;
  if (self->loaded)
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

/* --- reading on ------------------------------------------------------------------------------- */

static void read_now (ApoyoSetup *self);

/* A choice that is gone, or the first one. */
static ApoyoSetupProcess *
find_first (ApoyoSetup *self)
{
  gboolean (*const wishes[]) (ApoyoSetup *, ApoyoSetupProcess *) = { is_waiting, is_really_open,
                                                                     is_open, is_any };
  ApoyoSetupProcess *item = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wishes) && item == NULL; i++)
    item = find_item (self, wishes[i]);
  return item;
}

static void
follow_choice (ApoyoSetup *self)
{
  ApoyoSetupProcess *item = find_item (self, is_wanted);

  if (item != NULL)
    self->wanted = self->wanted_draft = 0;
  else
    item = find_item (self, is_chosen);
  take_chosen (self, item != NULL ? item : find_first (self));
}

static int
get_chosen_id (ApoyoSetup *self)
{
  return self->chosen != NULL ? apoyo_setup_process_get_figures (self->chosen)->id : 0;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), result, &error);
  int reading = self->reading;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (results == NULL || !fill_items (self, results, &error) ||
      !fill_detail (self, results, &error)) {
    self->reading = 0;
    if (self->again) /* what changed meanwhile is read, whatever became of this */
      apoyo_setup_refresh (self);
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  self->reading = 0;
  self->loaded = TRUE;
  follow_choice (self);
  if (get_chosen_id (self) != reading || self->again) {
    if (get_chosen_id (self) != reading)
      g_clear_pointer (&self->detail, apoyo_setup_detail_unref);
    read_now (self);
  }
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  read_checks (self);
}

static void
read_now (ApoyoSetup *self)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  GPtrArray *params = g_ptr_array_new ();

  if (self->login == NULL)
    return;
  self->again = FALSE;
  self->reading = get_chosen_id (self);
  for (gsize i = 0; i < G_N_ELEMENTS (list_statements); i++) {
    g_ptr_array_add (statements, (gpointer) list_statements[i]);
    g_ptr_array_add (params, NULL);
  }
  if (self->reading != 0) {
    g_autoptr (GPtrArray) own = apoyo_setup_detail_params (self->reading);

    for (guint i = 0; i < own->len; i++) {
      g_ptr_array_add (statements, (gpointer) apoyo_setup_detail_statements[i]);
      g_ptr_array_add (params, own->pdata[i]);
    }
  }
  g_ptr_array_add (statements, NULL);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  apoyo_connection_read_async (apoyo_login_get_connection (self->login),
                               (const char *const *) statements->pdata, params, self->cancellable,
                               read_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  ApoyoSetup *self = user_data;

  self->refresh_source = 0;
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    read_now (self);
  return G_SOURCE_REMOVE;
}

void
apoyo_setup_refresh (ApoyoSetup *self)
{
  g_return_if_fail (APOYO_IS_SETUP (self));
  if (self->refresh_source == 0 && self->login != NULL)
    self->refresh_source = g_timeout_add (COALESCE_MS, refresh_cb, self);
}

static void
on_setup_changed_cb (ApoyoLogin *login, const char *what, ApoyoSetup *self)
{
  if (!g_str_has_prefix (what, "staff"))
    apoyo_setup_refresh (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_setup_dispose (GObject *object)
{
  ApoyoSetup *self = APOYO_SETUP (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_checking (self);
  g_clear_object (&self->login);
  g_clear_object (&self->items);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->detail, apoyo_setup_detail_unref);
  g_clear_pointer (&self->law, apoyo_setup_law_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (apoyo_setup_parent_class)->dispose (object);
}

static void
apoyo_setup_class_init (ApoyoSetupClass *klass)
{
  static const char *const names[] = { "updated", "checked", "chosen", "live" };

  G_OBJECT_CLASS (klass)->dispose = apoyo_setup_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] = g_signal_new (names[i], APOYO_TYPE_SETUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", APOYO_TYPE_SETUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
apoyo_setup_init (ApoyoSetup *self)
{
  self->items = g_list_store_new (APOYO_TYPE_SETUP_PROCESS);
  self->live = TRUE;
}

ApoyoSetup *
apoyo_setup_new (void)
{
  return g_object_new (APOYO_TYPE_SETUP, NULL);
}

void
apoyo_setup_set_login (ApoyoSetup *self, ApoyoLogin *login)
{
  g_return_if_fail (APOYO_IS_SETUP (self));
  g_return_if_fail (APOYO_IS_LOGIN (login));

  if (self->login != login) {
    if (self->login != NULL)
      g_signal_handlers_disconnect_by_data (self->login, self);
    g_set_object (&self->login, login);
    g_signal_connect_object (login, "setup-changed", G_CALLBACK (on_setup_changed_cb), self, 0);
  }
  if (self->law == NULL)
    apoyo_connection_read_async (apoyo_login_get_connection (login), law_statements, NULL, NULL,
                                 law_cb, g_object_ref (self));
  read_now (self);
}

void
apoyo_setup_set_live (ApoyoSetup *self, gboolean live)
{
  g_return_if_fail (APOYO_IS_SETUP (self));
  if (self->live == live)
    return;
  self->live = live;
  g_signal_emit (self, signals[SIGNAL_LIVE], 0);
}

ApoyoLogin *
apoyo_setup_get_login (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  return self->login;
}

ApoyoConnection *
apoyo_setup_get_connection (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  return self->login != NULL ? apoyo_login_get_connection (self->login) : NULL;
}

gboolean
apoyo_setup_is_live (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), FALSE);
  return self->live && self->login != NULL;
}

gboolean
apoyo_setup_is_loaded (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), FALSE);
  return self->loaded && self->cancellable == NULL;
}

const char *
apoyo_setup_why_not (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  if (!apoyo_setup_is_live (self))
    return _ ("There is no connection to the server");
  if (!apoyo_login_has_role (self->login, "setup"))
    return _ ("Only process setup may change this");
  return NULL;
}

const char *
apoyo_setup_why_not_yet (ApoyoSetup *self)
{
  const char *why;

  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  why = apoyo_setup_why_not (self);
  return why == NULL && self->detail == NULL ? _ ("The process is still being read") : why;
}

ApoyoSetupLaw *
apoyo_setup_get_law (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  return self->law;
}

GPtrArray *
apoyo_setup_get_checks (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  return self->checks;
}

void
apoyo_setup_get_reach (ApoyoSetup *self, ApoyoRuleReach *reach)
{
  const ApoyoSetupFigures *figures;

  g_return_if_fail (APOYO_IS_SETUP (self));
  g_return_if_fail (self->chosen != NULL);

  figures = apoyo_setup_process_get_figures (self->chosen);
  *reach = self->reach;
  /* What promoventes are held to counts more than what the rule would ask of one. */
  if (figures->required > 0)
    *reach = (ApoyoRuleReach){
      .required = figures->required,
      .nominal_list = figures->nominal_list,
      .dispersion_needed = (guint) MAX (figures->dispersion_needed, 0),
      .demarcations = (guint) MAX (figures->demarcations, 0),
    };
  reach->cutoff = figures->cutoff;
  reach->geography = figures->geography_name;
}

GListModel *
apoyo_setup_get_items (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  return G_LIST_MODEL (self->items);
}

void
apoyo_setup_choose_later (ApoyoSetup *self, int process)
{
  g_return_if_fail (APOYO_IS_SETUP (self));
  self->wanted = process;
  apoyo_setup_refresh (self);
}

void
apoyo_setup_choose_draft_later (ApoyoSetup *self, gint64 draft)
{
  g_return_if_fail (APOYO_IS_SETUP (self));
  self->wanted_draft = draft;
  apoyo_setup_refresh (self);
}

void
apoyo_setup_choose (ApoyoSetup *self, ApoyoSetupProcess *process)
{
  g_return_if_fail (APOYO_IS_SETUP (self));
  self->wanted = self->wanted_draft = 0; /* who chooses now means what was chosen now */
  if (apoyo_setup_process_is_same (self->chosen, process))
    return;
  take_chosen (self, process);
  read_now (self);
}

ApoyoSetupProcess *
apoyo_setup_get_chosen (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  return self->chosen;
}

ApoyoSetupDetail *
apoyo_setup_get_detail (ApoyoSetup *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP (self), NULL);
  return self->detail;
}
