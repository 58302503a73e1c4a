/* ctl-auxiliaries.c: makes access keys for the auxiliaries of a process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-folio.h"
#include "apoyo-roll-keys.h"
#include "apoyo-sha256.h"
#include "apoyo-store-error.h"
#include "ctl-auxiliaries.h"
#include "ctl-words.h"

#define BATCH 5000

const char *const ctl_auxiliaries_columns[] = { "process", "promovente", "key",
                                                "scope",   "drill",      NULL };

typedef struct {
  GArray *promoventes; /* (element-type int) */
  GPtrArray *hashes;   /* (element-type GBytes) */
} Batch;

static GBytes *
hash_key (const char *key, GError **error)
{
  g_autofree char *normalised = apoyo_auxiliary_key_normalise (key, error);
  g_autoptr (GBytes) bytes = NULL;

  if (normalised == NULL)
    return NULL;
  bytes = g_bytes_new (normalised, strlen (normalised));
  return apoyo_sha256_bytes (bytes);
}

char *
ctl_new_key (GBytes **hash, GError **error)
{
  g_autofree char *key = apoyo_auxiliary_key_new (error);

  *hash = key != NULL ? hash_key (key, error) : NULL;
  return *hash != NULL ? g_steal_pointer (&key) : NULL;
}

GBytes *
ctl_hash_clave (ApoyoKeyring *keyring, const char *clave, GError **error)
{
  ApoyoClave parts;

  return apoyo_clave_parse (clave, &parts, error)
             ? apoyo_roll_key (keyring, APOYO_ROLL_KEY_CLAVE, parts.text)
             : NULL;
}

const char *
ctl_drill_mark (CtlSession *session, int process, GError **error)
{
  g_autoptr (ApoyoResult) rows =
      ctl_session_call_for (session, "ctl-counts-process", process, error);
  gboolean drill = FALSE;

  if (rows == NULL || !apoyo_result_get_bool (rows, 0, "simulacro", &drill, error))
    return NULL;
  return drill ? CTL_DRILL : "";
}

gboolean
ctl_may_write_keys (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("%s exists already; keys are written once"),
               path);
  return FALSE;
}

/* A commit whose answer is lost may have happened: then these are the only keys that there are. */
static void
give_up_keys (const char *path, GError **error)
{
  if (g_error_matches (*error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    g_prefix_error (error,
                    _ ("It is not known whether the keys in %s are registered: keep the file, and "
                       "look. "),
                    path);
  else
    g_unlink (path);
}

gboolean
ctl_write_keys (CtlSession *session, const GString *csv, const char *path, GError **error)
{
  g_autoptr (ApoyoResult) committed = NULL;
  g_autoptr (GError) local = NULL;

  if (!g_file_set_contents_full (path, csv->str, (gssize) csv->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    return FALSE;
  committed = ctl_session_call (session, "commit", NULL, &local);
  if (committed != NULL)
    return TRUE;
  give_up_keys (path, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
register_batch (CtlSession *session, int process, Batch *batch, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, process);
  apoyo_params_add_int_array (params, (const int *) (gpointer) batch->promoventes->data,
                              batch->promoventes->len);
  apoyo_params_add_bytes_array (params, (GBytes *const *) batch->hashes->pdata, batch->hashes->len);
  rows = ctl_session_call (session, "register-auxiliaries", params, error);
  g_array_set_size (batch->promoventes, 0);
  g_ptr_array_set_size (batch->hashes, 0);
  return rows != NULL;
}

static gboolean
issue_key (Batch *batch,
           int process,
           int promovente,
           const char *scope,
           gboolean drill,
           GString *out,
           GError **error)
{
  GBytes *hash = NULL;
  g_autofree char *key = ctl_new_key (&hash, error);

  if (key == NULL)
    return FALSE;
  g_array_append_val (batch->promoventes, promovente);
  g_ptr_array_add (batch->hashes, hash);
  g_string_append_printf (out, "%d,%d,%s,%s,%s\n", process, promovente, key, scope,
                          drill ? CTL_DRILL : "");
  return TRUE;
}

static gboolean
issue_keys (CtlSession *session,
            int process,
            int per_promovente,
            const ApoyoResult *promoventes,
            Batch *batch,
            GString *out,
            GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (promoventes); i++) {
    const char *scope = NULL;
    gboolean drill = FALSE;
    int promovente = 0;

    if (!apoyo_result_get_int (promoventes, i, "promovente", &promovente, error) ||
        !apoyo_result_get_text (promoventes, i, "scope", &scope, error) ||
        !apoyo_result_get_bool (promoventes, i, "simulacro", &drill, error))
      return FALSE;
    for (int k = 0; k < per_promovente; k++) {
      if (!issue_key (batch, process, promovente, scope, drill, out, error))
        return FALSE;
    }
    if (batch->hashes->len >= BATCH && !register_batch (session, process, batch, error))
      return FALSE;
  }
  return batch->hashes->len == 0 || register_batch (session, process, batch, error);
}

gboolean
ctl_issue_auxiliaries (CtlSession *session,
                       int process,
                       int per_promovente,
                       GString *out,
                       GError **error)
{
  g_autoptr (ApoyoResult) promoventes =
      ctl_session_call_for (session, "ctl-promoventes", process, error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Batch batch = { .promoventes = numbers, .hashes = hashes };

  if (promoventes == NULL)
    return FALSE;
  if (apoyo_result_get_n_rows (promoventes) == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("There is no process %d with promoventes that you may see"), process);
    return FALSE;
  }
  return issue_keys (session, process, per_promovente, promoventes, &batch, out, error);
}
