/* apoyo-key-pin.c: holds the key directory against the keys that were in use before.
 *
 * A directory restored from before the process opened lacks its key. Made anew, it would give each
 * citizen a new key, and those already counted could count once more. Under another roll key nobody
 * is found in the roll, and every support would be rejected. In another vault no capture is found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-keys"

#include "config.h"

#include "apoyo-key-pin.h"
#include "apoyo-store-error.h"
#include "apoyo-vault-error.h"

#define SECONDS_BETWEEN_WARNINGS 30

typedef struct {
  ApoyoPool *pool;       /* (owned) */
  ApoyoKeyring *keyring; /* (owned) */
  ApoyoVault *vault;     /* (owned) */
  gint process;
  gboolean create;
  gboolean named; /* the directory has a key, and the database was asked about it */
} Pin;

static void ask (GTask *task);

static void
pin_free (Pin *self)
{
  g_object_unref (self->pool);
  g_object_unref (self->keyring);
  g_object_unref (self->vault);
  g_free (self);
}

gboolean
apoyo_key_pin_is_refusal (const GError *error)
{
  const char *sqlstate = NULL;

  if (!g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED))
    return FALSE;
  sqlstate = apoyo_store_error_get_sqlstate (error);
  return g_strcmp0 (sqlstate, "AP310") == 0 || g_strcmp0 (sqlstate, "AP311") == 0 ||
         g_strcmp0 (sqlstate, "AP313") == 0 || g_strcmp0 (sqlstate, "AP315") == 0 ||
         g_strcmp0 (sqlstate, "AP185") == 0;
}

typedef enum {
  TROUBLE_FILE, /* the key file itself cannot be used */
  TROUBLE_ROLL,
  TROUBLE_VAULT,
  TROUBLE_PROCESS,
} Trouble;

static Trouble
trouble_of (const GError *error)
{
  const char *sqlstate = NULL;

  if (error->domain == APOYO_VAULT_ERROR)
    return TROUBLE_FILE;
  sqlstate = apoyo_store_error_get_sqlstate (error);
  if (g_strcmp0 (sqlstate, "AP313") == 0)
    return TROUBLE_ROLL;
  return g_strcmp0 (sqlstate, "AP315") == 0 ? TROUBLE_VAULT : TROUBLE_PROCESS;
}

/* Every support meets the same trouble; whoever reads the log needs it now and then. */
static gboolean
is_due (Trouble trouble)
{
  static gint next[TROUBLE_PROCESS + 1];
  gint now = (gint) (g_get_monotonic_time () / G_TIME_SPAN_SECOND);
  gint due = g_atomic_int_get (&next[trouble]);

  return now >= due &&
         g_atomic_int_compare_and_exchange (&next[trouble], due, now + SECONDS_BETWEEN_WARNINGS);
}

static void
warn (const Pin *self, const GError *error)
{
  Trouble trouble = trouble_of (error);
  const char *directory = apoyo_keyring_get_directory (self->keyring);

  if (!is_due (trouble))
    return;
  if (trouble == TROUBLE_FILE)
    g_warning ("Process %d stands still: %s", self->process, error->message);
  else if (trouble == TROUBLE_ROLL)
    g_warning ("Process %d stands still: %s. Restore roll.key to %s from a copy made after the "
               "roll was first in use, and start this program again",
               self->process, error->message, directory);
  else if (trouble == TROUBLE_VAULT)
    g_warning ("Process %d stands still: %s. Mount the vault that was in use, and start this "
               "program again",
               self->process, error->message);
  else
    g_warning ("Process %d stands still: %s. Restore process-%d.key to %s from a copy made after "
               "the process began, and start this program again",
               self->process, error->message, self->process, directory);
}

static void
fail (GTask *task, GError *error)
{
  if (error->domain == APOYO_VAULT_ERROR || apoyo_key_pin_is_refusal (error))
    warn (g_task_get_task_data (task), error);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
make_key (GTask *task)
{
  Pin *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!self->create)
    fail (task, g_error_new (APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY,
                             "There is no key for process %d", self->process));
  else if (!apoyo_keyring_ensure_process (self->keyring, self->process, &error))
    fail (task, error);
  else
    ask (task);
}

static void
pinned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Pin *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);

  if (rows == NULL) {
    fail (task, error);
  } else if (!self->named) {
    make_key (task);
  } else {
    apoyo_keyring_set_pinned (self->keyring, self->process);
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
  }
}

static void
ask (GTask *task)
{
  Pin *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) id = apoyo_keyring_get_key_id (self->keyring, self->process, &error);
  ApoyoParams *params = NULL;

  if (id == NULL && !g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY)) {
    fail (task, error);
    return;
  }
  g_clear_error (&error);
  self->named = id != NULL;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, self->process);
  if (id != NULL)
    apoyo_params_add_bytes (params, id);
  else
    apoyo_params_add_null (params);
  apoyo_pool_call_async (self->pool, "pin-process-key", params, g_task_get_cancellable (task),
                         pinned_cb, task);
}

static void
shared_pinned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (apoyo_key_pin_shared_finish (result, &error))
    ask (task);
  else
    fail (task, error);
}

void
apoyo_key_pin_async (ApoyoPool *pool,
                     ApoyoKeyring *keyring,
                     ApoyoVault *vault,
                     gint process,
                     gboolean create,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (pool, cancellable, callback, user_data);
  Pin *self = g_new0 (Pin, 1);

  g_task_set_source_tag (task, apoyo_key_pin_async);
  self->pool = g_object_ref (pool);
  self->keyring = g_object_ref (keyring);
  self->vault = g_object_ref (vault);
  self->process = process;
  self->create = create;
  g_task_set_task_data (task, self, (GDestroyNotify) pin_free);
  /* First what every process shares: in a wrong directory no key is made, which the process would
   * then be held against for ever. */
  apoyo_key_pin_shared_async (pool, keyring, vault, cancellable, shared_pinned_cb, task);
}

gboolean
apoyo_key_pin_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Takes the id. */
static void
pin_shared (GTask *task, const char *name, GBytes *id, GAsyncReadyCallback callback)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, name);
  apoyo_params_add_bytes (params, id);
  g_bytes_unref (id);
  apoyo_pool_call_async (g_task_get_source_object (task), "pin-shared-key", params,
                         g_task_get_cancellable (task), callback, task);
}

static void
vault_held_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
roll_held_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);

  if (rows != NULL) {
    pin_shared (task, "vault", apoyo_vault_get_id (g_task_get_task_data (task)), vault_held_cb);
    return;
  }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
apoyo_key_pin_shared_async (ApoyoPool *pool,
                            ApoyoKeyring *keyring,
                            ApoyoVault *vault,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (pool, cancellable, callback, user_data);

  g_task_set_source_tag (task, apoyo_key_pin_shared_async);
  g_task_set_task_data (task, g_object_ref (vault), g_object_unref);
  pin_shared (task, "roll", apoyo_keyring_get_roll_id (keyring), roll_held_cb);
}

gboolean
apoyo_key_pin_shared_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
