/* apoyo-draft-keeper.c: saves a draft by itself, and brings in what others change in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-draft-copy.h"
#include "apoyo-draft-keeper.h"
#include "apoyo-format.h"
#include "apoyo-refusal.h"

/* A moment without typing: what is typed in one go is saved in one go. */
#define SAVE_PAUSE 1000
#define COPY_PAUSE 250
/* Before a kind is chosen there is no zone. */
#define DEFAULT_ZONE "America/Mexico_City"

struct _ApoyoDraftKeeper {
  GObject parent_instance;

  ApoyoLogin *login;                 /* (owned) */
  ApoyoConfiguration *configuration; /* (owned) */
  GCancellable *cancellable;         /* (owned) */
  ApoyoDraftCopy *copy;              /* (owned) */
  ApoyoDraftState state;
  int step;
  int saved_step;
  char *base;          /* (owned) (nullable): as the database has it at the revision */
  char *sending;       /* (owned) (nullable): what is being saved */
  char *refusal;       /* (owned) (nullable) */
  char *theirs;        /* (owned) (nullable): of a conflict */
  GStrv conflicts;     /* (owned) (nullable) */
  GDateTime *saved_at; /* (owned) (nullable) */
  gboolean loading;    /* what changes now comes from elsewhere */
  gboolean opening;    /* what stands here is not the draft's yet */
  gboolean reading;
  gboolean held;
  gboolean discard_due; /* as soon as the saving under way has told which draft it is */
  guint save_pause;
  guint copy_pause;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_OPENED,
  SIGNAL_MERGED,
  SIGNAL_CONFLICT,
  SIGNAL_GONE,
  SIGNAL_LOST,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoDraftKeeper, apoyo_draft_keeper, G_TYPE_OBJECT)

static void save (ApoyoDraftKeeper *self);
static void read_again (ApoyoDraftKeeper *self);

static void
set_state (ApoyoDraftKeeper *self, ApoyoDraftState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_live (ApoyoDraftKeeper *self)
{
  return apoyo_login_get_state (self->login) == APOYO_LOGIN_LIVE;
}

/* What the assistant fills in by itself is nothing to keep. */
static gboolean
is_worth_keeping (ApoyoDraftKeeper *self)
{
  static const char *const paths[] = { "kind", "name", "code", "acuerdo", NULL };

  for (guint i = 0; paths[i] != NULL; i++) {
    if (apoyo_configuration_has (self->configuration, paths[i]))
      return TRUE;
  }
  return self->copy->draft != 0;
}

/* --- on this computer ------------------------------------------------------------------------- */

static void
write_copy (ApoyoDraftKeeper *self)
{
  const char *account = apoyo_login_get_account (self->login);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->copy_pause, g_source_remove);
  if (account == NULL || self->opening || !is_worth_keeping (self))
    return;
  g_free (self->copy->configuration);
  self->copy->configuration = apoyo_configuration_to_json (self->configuration);
  g_free (self->copy->base);
  self->copy->base = g_strdup (self->base);
  self->copy->step = self->step;
  if (!apoyo_draft_copy_write (self->copy, account, &error))
    g_warning ("A draft could not be kept on this computer: %s", error->message);
}

static gboolean
copy_pause_cb (gpointer user_data)
{
  ApoyoDraftKeeper *self = user_data;

  self->copy_pause = 0;
  write_copy (self);
  return G_SOURCE_REMOVE;
}

/* --- what others change ----------------------------------------------------------------------- */

/* document: becomes the configuration without being taken for typing. */
static void
load (ApoyoDraftKeeper *self, const char *document)
{
  g_autoptr (GError) error = NULL;

  self->loading = TRUE;
  if (!apoyo_configuration_load (self->configuration, document, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  self->loading = FALSE;
}

static gboolean
is_same_in (ApoyoConfiguration *mine, ApoyoConfiguration *theirs, const char *path)
{
  g_autofree char *my_json = apoyo_configuration_dup_json (mine, path);
  g_autofree char *their_json = apoyo_configuration_dup_json (theirs, path);

  return g_strcmp0 (my_json, their_json) == 0;
}

/* Those of now, and those that are still to be decided from before; NULL when there are none.
 *
 * earlier: (nullable) */
static GStrv
join_conflicts (ApoyoConfiguration *mine,
                ApoyoConfiguration *theirs,
                const char *const *now,
                const char *const *earlier)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  gboolean any = FALSE;

  g_strv_builder_addv (all, (const char **) now);
  any = now[0] != NULL;
  for (guint i = 0; earlier != NULL && earlier[i] != NULL; i++) {
    if (g_strv_contains (now, earlier[i]) || is_same_in (mine, theirs, earlier[i]))
      continue;
    g_strv_builder_add (all, earlier[i]);
    any = TRUE;
  }
  return any ? g_strv_builder_end (all) : NULL;
}

/* Whether there is something to decide.
 *
 * conflicts: of this merge; may be of nothing */
static gboolean
tell_conflict (ApoyoDraftKeeper *self,
               const char *who,
               const char *theirs,
               const char *const *conflicts)
{
  g_autoptr (ApoyoConfiguration) other = apoyo_configuration_new_from_json (theirs, -1, NULL);
  GStrv all = NULL;

  if (other != NULL)
    all = join_conflicts (self->configuration, other, conflicts,
                          (const char *const *) self->conflicts);
  g_strfreev (self->conflicts);
  self->conflicts = all;
  g_free (self->theirs);
  self->theirs = all != NULL ? g_strdup (theirs) : NULL;
  if (all == NULL)
    return FALSE;
  set_state (self, APOYO_DRAFT_CONFLICT);
  g_signal_emit (self, signals[SIGNAL_CONFLICT], 0, who, self->conflicts, other);
  return TRUE;
}

/* Takes theirs as the new base, and what was written here on top of it. */
static void
take_theirs (ApoyoDraftKeeper *self, const char *who, int revision, const char *theirs)
{
  g_autofree char *mine = apoyo_configuration_to_json (self->configuration);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) conflicts = NULL;
  g_autofree char *merged = apoyo_configuration_merge (self->base != NULL ? self->base : "{}", mine,
                                                       theirs, &conflicts, &error);

  if (merged == NULL) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  self->copy->revision = revision;
  g_free (self->base);
  self->base = g_strdup (theirs);
  load (self, merged);
  if (tell_conflict (self, who, theirs, (const char *const *) conflicts))
    return;
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, who);
  set_state (self, strcmp (merged, theirs) == 0 ? APOYO_DRAFT_SAVED : APOYO_DRAFT_UNSAVED);
  if (self->state == APOYO_DRAFT_UNSAVED)
    save (self);
}

/* The document as this program writes it, so that two are compared member by member. */
static char *
normalise (const char *json, GError **error)
{
  g_autoptr (ApoyoConfiguration) configuration =
      apoyo_configuration_new_from_json (json, -1, error);

  return configuration != NULL ? apoyo_configuration_to_json (configuration) : NULL;
}

typedef struct {
  int revision;
  int step;
  char *configuration; /* (owned): as this program writes it */
  const char *who;     /* (unowned): of the result */
} Read;

static gboolean
read_draft (ApoyoResult *result, Read *read, GError **error)
{
  const char *json = NULL;

  if (!apoyo_result_get_int (result, 0, "revision", &read->revision, error) ||
      !apoyo_result_get_int (result, 0, "step", &read->step, error) ||
      !apoyo_result_get_text (result, 0, "configuration", &json, error) ||
      !apoyo_result_get_text (result, 0, "changed_by_name", &read->who, error))
    return FALSE;
  read->configuration = normalise (json, error);
  return read->configuration != NULL;
}

/* Somebody put the draft away, or made the process of it. What was typed since is a draft of its
 * own; what is as it was saved stays on the screen, and is kept again once it is changed. */
static void
lose_draft (ApoyoDraftKeeper *self)
{
  g_autofree char *now = apoyo_configuration_to_json (self->configuration);
  gboolean typed = g_strcmp0 (now, self->base) != 0;

  self->copy->draft = 0;
  self->copy->revision = 0;
  g_clear_pointer (&self->copy->key, g_free); /* the next one is another draft */
  g_free (self->base);
  self->base = typed ? NULL : g_steal_pointer (&now);
  /* What was to be decided went with it. */
  g_clear_pointer (&self->theirs, g_free);
  g_clear_pointer (&self->conflicts, g_strfreev);
  set_state (self, typed ? APOYO_DRAFT_UNSAVED : APOYO_DRAFT_NOTHING);
  g_signal_emit (self, signals[SIGNAL_LOST], 0);
  if (typed)
    save (self);
}

static void
read_again_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  Read read = { 0 };

  self->reading = FALSE;
  if (result == NULL)
    return; /* the connection is lost: it is read again when it is back */
  if (apoyo_result_get_n_rows (result) == 0) {
    if (!self->held)
      lose_draft (self);
    return;
  }
  if (!read_draft (result, &read, &error)) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  document = read.configuration;
  /* One's own saving comes back as news too. */
  if (read.revision > self->copy->revision && self->sending == NULL)
    take_theirs (self, read.who, read.revision, document);
  /* What was typed last has waited for this. */
  if (self->state == APOYO_DRAFT_UNSAVED && self->save_pause == 0)
    save (self);
}

static void
read_again (ApoyoDraftKeeper *self)
{
  ApoyoParams *params;

  if (self->reading || self->copy->draft == 0 || !is_live (self))
    return;
  self->reading = TRUE;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, self->copy->draft);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "draft-read", params,
                               self->cancellable, read_again_cb, g_object_ref (self));
}

/* --- saving ----------------------------------------------------------------------------------- */

/* TRUE: somebody else saved meanwhile. */
static gboolean
is_overtaken (const GError *error)
{
  return g_strcmp0 (apoyo_store_error_get_sqlstate (error), "AP128") == 0;
}

/* The database says that there is none of what was asked for first, or that it is not for this
 * account any more: what stands here is asked for next. */
static void
drop_first (ApoyoDraftKeeper *self, const GError *error)
{
  g_clear_pointer (&self->copy->first, g_free);
  if (g_strcmp0 (apoyo_store_error_get_sqlstate (error), "AP127") == 0 && self->copy->draft == 0)
    g_clear_pointer (&self->copy->key, g_free);
}

static void
refuse_save (ApoyoDraftKeeper *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION)) {
    set_state (self, APOYO_DRAFT_LOCAL);
    return;
  }
  drop_first (self, error);
  if (is_overtaken (error)) {
    set_state (self, APOYO_DRAFT_UNSAVED);
    read_again (self);
    return;
  }
  g_free (self->refusal);
  self->refusal = apoyo_refusal_dup_message (error);
  set_state (self, APOYO_DRAFT_REFUSED);
}

static void
note_saved (ApoyoDraftKeeper *self, const char *saved)
{
  g_autofree char *now = apoyo_configuration_to_json (self->configuration);

  g_free (self->base);
  self->base = g_strdup (saved);
  g_clear_pointer (&self->copy->first, g_free);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_now_utc ();
  if (strcmp (now, saved) != 0) {
    write_copy (self);
    save (self);
    return;
  }
  g_clear_handle_id (&self->copy_pause, g_source_remove);
  apoyo_draft_copy_remove (self->copy);
  set_state (self, APOYO_DRAFT_SAVED);
}

/* What was to be put away has been saved, or was not.
 *
 * error: (nullable) */
static void
discard_saved (ApoyoDraftKeeper *self, const GError *error)
{
  self->discard_due = FALSE;
  /* Nobody knows whether the server has it, which would leave it in everybody's list. */
  if (self->copy->draft == 0 &&
      g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION)) {
    apoyo_draft_keeper_hold (self, FALSE);
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  apoyo_draft_keeper_discard (self);
}

static void
save_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *saved = g_steal_pointer (&self->sending);
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  if (result == NULL || !apoyo_result_get_int64 (result, 0, "draft", &self->copy->draft, &error) ||
      !apoyo_result_get_int (result, 0, "revision", &self->copy->revision, &error))
    refuse_save (self, error);
  else
    note_saved (self, saved);
  if (self->discard_due)
    discard_saved (self, error);
}

/* A new draft is asked for with a key, and as it was asked for first: where the answer was lost
 * with the connection, the database knows by it that it has made that draft. What was typed since
 * is saved into it next. It is kept before it is asked for, should this program end meanwhile. */
static void
begin_draft (ApoyoDraftKeeper *self)
{
  ApoyoDraftCopy *copy = self->copy;

  if (copy->key == NULL)
    copy->key = g_uuid_string_random ();
  if (copy->first == NULL)
    copy->first = apoyo_configuration_to_json (self->configuration);
  write_copy (self);
}

/* draft, revision, configuration, step, key */
static ApoyoParams *
get_draft_params (ApoyoDraftKeeper *self)
{
  ApoyoParams *params = apoyo_params_new ();
  gboolean is_new = self->copy->draft == 0;

  if (is_new) {
    apoyo_params_add_null (params);
    apoyo_params_add_null (params);
  } else {
    apoyo_params_add_int64 (params, self->copy->draft);
    apoyo_params_add_int (params, self->copy->revision);
  }
  apoyo_params_add_text (params, self->sending);
  apoyo_params_add_int (params, self->step);
  if (is_new)
    apoyo_params_add_text (params, self->copy->key);
  else
    apoyo_params_add_null (params);
  return params;
}

static void
send_draft (ApoyoDraftKeeper *self)
{
  if (self->copy->draft == 0)
    begin_draft (self);
  self->sending = self->copy->draft == 0 ? g_strdup (self->copy->first)
                                         : apoyo_configuration_to_json (self->configuration);
  self->saved_step = self->step;
  set_state (self, APOYO_DRAFT_SAVING);
  /* Not called off with the window: what was written is saved. */
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "save-draft",
                               get_draft_params (self), NULL, save_cb, g_object_ref (self));
}

static void
save (ApoyoDraftKeeper *self)
{
  g_clear_handle_id (&self->save_pause, g_source_remove);
  if (self->held || self->opening || self->sending != NULL || self->reading ||
      !is_worth_keeping (self) || self->state == APOYO_DRAFT_CONFLICT)
    return;
  if (!is_live (self)) {
    set_state (self, APOYO_DRAFT_LOCAL);
    return;
  }
  send_draft (self);
}

static gboolean
save_pause_cb (gpointer user_data)
{
  ApoyoDraftKeeper *self = user_data;

  self->save_pause = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
on_configuration_changed_cb (ApoyoConfiguration *configuration,
                             const char *path,
                             ApoyoDraftKeeper *self)
{
  /* Until the draft is there, what changes is what the assistant fills in by itself. */
  if (self->loading || self->opening || self->held || !is_worth_keeping (self))
    return;
  g_clear_handle_id (&self->save_pause, g_source_remove);
  self->save_pause = g_timeout_add (SAVE_PAUSE, save_pause_cb, self);
  if (self->copy_pause == 0)
    self->copy_pause = g_timeout_add (COPY_PAUSE, copy_pause_cb, self);
  if (self->state != APOYO_DRAFT_UNSAVED && self->state != APOYO_DRAFT_CONFLICT &&
      self->state != APOYO_DRAFT_SAVING)
    set_state (self, is_live (self) ? APOYO_DRAFT_UNSAVED : APOYO_DRAFT_LOCAL);
}

/* --- opening ---------------------------------------------------------------------------------- */

static void
take_up (ApoyoDraftKeeper *self, ApoyoDraftCopy *copy)
{
  apoyo_draft_copy_free (self->copy);
  self->copy = copy;
  g_free (self->base);
  self->base = g_strdup (copy->base);
  self->step = copy->step;
  load (self, copy->configuration);
}

/* What was left unsaved of this very draft, of this very database. */
static ApoyoDraftCopy *
find_copy_of (ApoyoDraftKeeper *self, const Read *read)
{
  g_autoptr (ApoyoDraftCopy) copy =
      apoyo_draft_copy_find (apoyo_login_get_account (self->login), self->copy->draft);

  if (copy == NULL || copy->revision > read->revision)
    return NULL;
  if (copy->revision == read->revision && strcmp (copy->base, read->configuration) != 0)
    return NULL;
  return g_steal_pointer (&copy);
}

static void
tell_opened (ApoyoDraftKeeper *self)
{
  self->opening = FALSE;
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, self->step);
}

static void
open_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = NULL;
  ApoyoDraftCopy *copy;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  Read read = { 0 };

  self->reading = FALSE;
  if (result != NULL && apoyo_result_get_n_rows (result) == 0) {
    g_signal_emit (self, signals[SIGNAL_GONE], 0);
    return;
  }
  if (result == NULL || !read_draft (result, &read, &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  document = read.configuration;
  copy = find_copy_of (self, &read);
  if (copy != NULL) {
    take_up (self, copy);
    tell_opened (self);
    take_theirs (self, read.who, read.revision, document);
    return;
  }
  self->copy->revision = read.revision;
  self->step = self->saved_step = read.step;
  g_free (self->base);
  self->base = g_strdup (document);
  load (self, document);
  set_state (self, APOYO_DRAFT_SAVED);
  tell_opened (self);
}

/* Again when the connection is back that was lost meanwhile. */
static void
read_first (ApoyoDraftKeeper *self)
{
  ApoyoParams *params = apoyo_params_new ();

  self->opening = TRUE;
  self->reading = TRUE;
  apoyo_params_add_int64 (params, self->copy->draft);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "draft-read", params,
                               self->cancellable, open_cb, g_object_ref (self));
}

void
apoyo_draft_keeper_open (ApoyoDraftKeeper *self, gint64 draft, gboolean take)
{
  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  self->copy->draft = draft;
  if (draft == 0) {
    ApoyoDraftCopy *copy =
        take ? apoyo_draft_copy_find (apoyo_login_get_account (self->login), 0) : NULL;

    if (copy != NULL) {
      take_up (self, copy);
      tell_opened (self);
      save (self);
    }
    return;
  }
  read_first (self);
}

/* --- the login -------------------------------------------------------------------------------- */

static void
on_ready_cb (ApoyoLogin *login, ApoyoDraftKeeper *self)
{
  if (self->opening && !self->reading)
    read_first (self);
  else
    read_again (self);
  if (self->state == APOYO_DRAFT_LOCAL) {
    self->state = APOYO_DRAFT_UNSAVED;
    self->save_pause =
        self->save_pause != 0 ? self->save_pause : g_timeout_add (SAVE_PAUSE, save_pause_cb, self);
  }
}

static void
on_setup_changed_cb (ApoyoLogin *login, const char *what, ApoyoDraftKeeper *self)
{
  if (g_str_has_prefix (what, "draft:") && self->copy->draft != 0 &&
      g_ascii_strtoll (what + strlen ("draft:"), NULL, 10) == self->copy->draft &&
      self->sending == NULL && !self->opening)
    read_again (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_draft_keeper_dispose (GObject *object)
{
  ApoyoDraftKeeper *self = APOYO_DRAFT_KEEPER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save_pause, g_source_remove);
  /* What was typed last, where the window went without asking. */
  if (self->copy_pause != 0 && !self->held)
    write_copy (self);
  g_clear_handle_id (&self->copy_pause, g_source_remove);
  apoyo_draft_copy_settle ();
  if (self->configuration != NULL)
    g_signal_handlers_disconnect_by_data (self->configuration, self);
  if (self->login != NULL)
    g_signal_handlers_disconnect_by_data (self->login, self);

  G_OBJECT_CLASS (apoyo_draft_keeper_parent_class)->dispose (object);
}

static void
apoyo_draft_keeper_finalize (GObject *object)
{
  ApoyoDraftKeeper *self = APOYO_DRAFT_KEEPER (object);

  g_clear_object (&self->configuration);
  g_clear_object (&self->login);
  g_object_unref (self->cancellable);
  apoyo_draft_copy_free (self->copy);
  g_free (self->base);
  g_free (self->sending);
  g_free (self->refusal);
  g_free (self->theirs);
  g_strfreev (self->conflicts);
  g_clear_pointer (&self->saved_at, g_date_time_unref);

  G_OBJECT_CLASS (apoyo_draft_keeper_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n, GType first)
{
  return g_signal_new (name, APOYO_TYPE_DRAFT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n, first);
}

static void
apoyo_draft_keeper_class_init (ApoyoDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_draft_keeper_dispose;
  object_class->finalize = apoyo_draft_keeper_finalize;

  signals[SIGNAL_CHANGED] = add_signal ("changed", 0, G_TYPE_NONE);
  signals[SIGNAL_GONE] = add_signal ("gone", 0, G_TYPE_NONE);
  signals[SIGNAL_LOST] = add_signal ("lost", 0, G_TYPE_NONE);
  signals[SIGNAL_OPENED] = add_signal ("opened", 1, G_TYPE_INT);
  signals[SIGNAL_MERGED] = add_signal ("merged", 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = add_signal ("failed", 1, G_TYPE_ERROR);
  signals[SIGNAL_CONFLICT] =
      g_signal_new ("conflict", APOYO_TYPE_DRAFT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRV, APOYO_TYPE_CONFIGURATION);
}

static void
apoyo_draft_keeper_init (ApoyoDraftKeeper *self)
{
  self->cancellable = g_cancellable_new ();
  self->copy = g_new0 (ApoyoDraftCopy, 1);
}

ApoyoDraftKeeper *
apoyo_draft_keeper_new (ApoyoLogin *login, ApoyoConfiguration *configuration)
{
  ApoyoDraftKeeper *self = g_object_new (APOYO_TYPE_DRAFT_KEEPER, NULL);

  self->login = g_object_ref (login);
  self->configuration = g_object_ref (configuration);
  g_signal_connect (configuration, "changed", G_CALLBACK (on_configuration_changed_cb), self);
  g_signal_connect (login, "ready", G_CALLBACK (on_ready_cb), self);
  g_signal_connect (login, "setup-changed", G_CALLBACK (on_setup_changed_cb), self);
  return self;
}

void
apoyo_draft_keeper_set_step (ApoyoDraftKeeper *self, int step)
{
  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  /* Saved with the next change: where somebody stands is no news to others. */
  self->step = step;
}

ApoyoDraftState
apoyo_draft_keeper_get_state (ApoyoDraftKeeper *self)
{
  g_return_val_if_fail (APOYO_IS_DRAFT_KEEPER (self), APOYO_DRAFT_NOTHING);
  return self->state;
}

/* The process's own clock, like every other time of it. */
static const char *
get_zone (ApoyoDraftKeeper *self)
{
  const char *zone = apoyo_configuration_get_text (self->configuration, "rule.time_zone");

  return zone != NULL ? zone : DEFAULT_ZONE;
}

char *
apoyo_draft_keeper_dup_words (ApoyoDraftKeeper *self)
{
  g_autofree char *clock = NULL;

  g_return_val_if_fail (APOYO_IS_DRAFT_KEEPER (self), NULL);

  switch (self->state) {
  case APOYO_DRAFT_SAVED:
    if (self->saved_at == NULL)
      return g_strdup (_ ("Draft as it was saved"));
    clock = apoyo_format_clock (self->saved_at, get_zone (self));
    return g_strdup_printf (_ ("Draft saved %s"), clock);
  case APOYO_DRAFT_UNSAVED:
  case APOYO_DRAFT_SAVING:
    return g_strdup (_ ("Saving…"));
  case APOYO_DRAFT_LOCAL:
    return g_strdup (_ ("No connection: kept on this computer"));
  case APOYO_DRAFT_CONFLICT:
    return g_strdup (_ ("Not saved: somebody changed the same"));
  case APOYO_DRAFT_REFUSED:
    return g_strdup_printf (_ ("Not saved: %s"), self->refusal);
  case APOYO_DRAFT_NOTHING:
  default:
    return g_strdup ("");
  }
}

gint64
apoyo_draft_keeper_get_draft (ApoyoDraftKeeper *self)
{
  g_return_val_if_fail (APOYO_IS_DRAFT_KEEPER (self), 0);
  return self->copy->draft;
}

int
apoyo_draft_keeper_get_revision (ApoyoDraftKeeper *self)
{
  g_return_val_if_fail (APOYO_IS_DRAFT_KEEPER (self), 0);
  return self->copy->revision;
}

void
apoyo_draft_keeper_save_now (ApoyoDraftKeeper *self)
{
  g_autofree char *now = NULL;

  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  now = apoyo_configuration_to_json (self->configuration);
  if (self->held || self->opening || !is_worth_keeping (self) ||
      (g_strcmp0 (now, self->base) == 0 && self->step == self->saved_step))
    return;
  write_copy (self);
  save (self);
  apoyo_draft_copy_settle (); /* the program may end with the window */
}

void
apoyo_draft_keeper_hold (ApoyoDraftKeeper *self, gboolean hold)
{
  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  self->held = hold;
  if (hold)
    g_clear_handle_id (&self->save_pause, g_source_remove);
  else
    on_configuration_changed_cb (self->configuration, "", self);
}

void
apoyo_draft_keeper_forget (ApoyoDraftKeeper *self)
{
  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  self->held = TRUE;
  g_clear_handle_id (&self->save_pause, g_source_remove);
  g_clear_handle_id (&self->copy_pause, g_source_remove);
  apoyo_draft_copy_remove (self->copy);
}

/* Everything else was merged already. */
static void
take_conflicts (ApoyoDraftKeeper *self)
{
  g_autoptr (ApoyoConfiguration) theirs =
      apoyo_configuration_new_from_json (self->theirs, -1, NULL);

  for (guint i = 0; theirs != NULL && self->conflicts[i] != NULL; i++)
    apoyo_configuration_take (self->configuration, theirs, self->conflicts[i]);
}

void
apoyo_draft_keeper_resolve (ApoyoDraftKeeper *self, gboolean mine)
{
  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  if (self->state != APOYO_DRAFT_CONFLICT)
    return;
  if (!mine)
    take_conflicts (self);
  g_clear_pointer (&self->theirs, g_free);
  g_clear_pointer (&self->conflicts, g_strfreev);
  set_state (self, APOYO_DRAFT_UNSAVED);
  save (self);
}

static void
discard_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  if (result == NULL) {
    self->held = FALSE;
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  apoyo_draft_keeper_forget (self);
  g_signal_emit (self, signals[SIGNAL_GONE], 0);
}

void
apoyo_draft_keeper_discard (ApoyoDraftKeeper *self)
{
  ApoyoParams *params;

  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  if (self->sending != NULL) {
    self->discard_due = TRUE;
    apoyo_draft_keeper_hold (self, TRUE);
    return;
  }
  /* Asked for, and nobody heard whether it was made: it is made for certain, and then put away. */
  if (self->copy->first != NULL) {
    self->discard_due = TRUE;
    apoyo_draft_keeper_hold (self, TRUE);
    send_draft (self);
    return;
  }
  if (self->copy->draft == 0) {
    apoyo_draft_keeper_forget (self);
    g_signal_emit (self, signals[SIGNAL_GONE], 0);
    return;
  }
  apoyo_draft_keeper_hold (self, TRUE);
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, self->copy->draft);
  apoyo_params_add_int (params, self->copy->revision);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "discard-draft", params,
                               NULL, discard_cb, g_object_ref (self));
}
