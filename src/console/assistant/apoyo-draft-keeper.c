/* apoyo-draft-keeper.c: saves a draft by itself, and brings in what others change in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-draft-keeper-private.h"
#include "apoyo-format.h"

#define COPY_PAUSE 250
/* Before a kind is chosen there is no zone. */
#define DEFAULT_ZONE "America/Mexico_City"

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

void
apoyo_draft_keeper_set_state (ApoyoDraftKeeper *self, ApoyoDraftState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
apoyo_draft_keeper_is_live (ApoyoDraftKeeper *self)
{
  return apoyo_login_get_state (self->login) == APOYO_LOGIN_LIVE;
}

/* What the assistant fills in by itself is nothing to keep. */
gboolean
apoyo_draft_keeper_is_worth_keeping (ApoyoDraftKeeper *self)
{
  static const char *const paths[] = { "kind", "name", "code", "acuerdo", NULL };

  for (guint i = 0; paths[i] != NULL; i++) {
    if (apoyo_configuration_has (self->configuration, paths[i]))
      return TRUE;
  }
  return self->copy->draft != 0;
}

/* --- on this computer ------------------------------------------------------------------------- */

void
apoyo_draft_keeper_write_copy (ApoyoDraftKeeper *self)
{
  const char *account = apoyo_login_get_account (self->login);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->copy_pause, g_source_remove);
  if (account == NULL || self->opening || !apoyo_draft_keeper_is_worth_keeping (self))
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
  apoyo_draft_keeper_write_copy (self);
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
  apoyo_draft_keeper_set_state (self, APOYO_DRAFT_CONFLICT);
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
  apoyo_draft_keeper_set_state (self, strcmp (merged, theirs) == 0 ? APOYO_DRAFT_SAVED
                                                                   : APOYO_DRAFT_UNSAVED);
  if (self->state == APOYO_DRAFT_UNSAVED)
    apoyo_draft_keeper_save (self);
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

void
apoyo_draft_keeper_lose (ApoyoDraftKeeper *self)
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
  apoyo_draft_keeper_set_state (self, typed ? APOYO_DRAFT_UNSAVED : APOYO_DRAFT_NOTHING);
  g_signal_emit (self, signals[SIGNAL_LOST], 0);
  if (typed)
    apoyo_draft_keeper_save (self);
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
      apoyo_draft_keeper_lose (self);
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
    apoyo_draft_keeper_save (self);
}

void
apoyo_draft_keeper_read_again (ApoyoDraftKeeper *self)
{
  ApoyoParams *params;

  if (self->reading || self->copy->draft == 0 || !apoyo_draft_keeper_is_live (self))
    return;
  self->reading = TRUE;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, self->copy->draft);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "draft-read", params,
                               self->cancellable, read_again_cb, g_object_ref (self));
}

/* --- changes ---------------------------------------------------------------------------------- */

static void
on_configuration_changed_cb (ApoyoConfiguration *configuration,
                             const char *path,
                             ApoyoDraftKeeper *self)
{
  /* Until the draft is there, what changes is what the assistant fills in by itself. */
  if (self->loading || self->opening || self->held || !apoyo_draft_keeper_is_worth_keeping (self))
    return;
  apoyo_draft_keeper_save_soon (self);
  if (self->copy_pause == 0)
    self->copy_pause = g_timeout_add (COPY_PAUSE, copy_pause_cb, self);
  if (self->state != APOYO_DRAFT_UNSAVED && self->state != APOYO_DRAFT_CONFLICT &&
      self->state != APOYO_DRAFT_SAVING)
    apoyo_draft_keeper_set_state (self, apoyo_draft_keeper_is_live (self) ? APOYO_DRAFT_UNSAVED
                                                                          : APOYO_DRAFT_LOCAL);
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
  apoyo_draft_keeper_set_state (self, APOYO_DRAFT_SAVED);
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
      apoyo_draft_keeper_save (self);
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
    apoyo_draft_keeper_read_again (self);
  if (self->state == APOYO_DRAFT_LOCAL) {
    self->state = APOYO_DRAFT_UNSAVED;
    if (self->save_pause == 0)
      apoyo_draft_keeper_save_soon (self);
  }
}

static void
on_setup_changed_cb (ApoyoLogin *login, const char *what, ApoyoDraftKeeper *self)
{
  if (g_str_has_prefix (what, "draft:") && self->copy->draft != 0 &&
      g_ascii_strtoll (what + strlen ("draft:"), NULL, 10) == self->copy->draft &&
      self->sending == NULL && !self->opening)
    apoyo_draft_keeper_read_again (self);
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
    apoyo_draft_keeper_write_copy (self);
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
  if (self->held || self->opening || !apoyo_draft_keeper_is_worth_keeping (self) ||
      (g_strcmp0 (now, self->base) == 0 && self->step == self->saved_step))
    return;
  apoyo_draft_keeper_write_copy (self);
  apoyo_draft_keeper_save (self);
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
  apoyo_draft_keeper_set_state (self, APOYO_DRAFT_UNSAVED);
  apoyo_draft_keeper_save (self);
}
