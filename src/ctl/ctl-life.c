/* ctl-life.c: the life of processes on a command line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "apoyo-vault-error.h"
#include "ctl-life.h"
#include "ctl-table.h"
#include "ctl-time.h"
#include "ctl-words.h"

void
ctl_life_options_clear (CtlLifeOptions *self)
{
  g_free (self->reason);
  g_free (self->acuerdo);
  g_free (self->changes);
  g_free (self->rule);
}

/* A command line has looked at the process at the moment it runs, unless it says at which revision
 * it did. */
static gboolean
find_revision (CtlSession *session, int process, int *revision, GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call_for (session, "process-list", process, error);

  return rows != NULL && apoyo_result_get_int (rows, 0, "revision", revision, error);
}

/* The process and the revision that was looked at: the first two parameters of every act.
 * (transfer full) */
static ApoyoParams *
make_params (CtlSession *session, const char *name, const CtlLifeOptions *options, GError **error)
{
  ApoyoParams *params = NULL;
  int revision = options->revision;
  int process = 0;

  if (!ctl_session_find_process (session, name, &process, error) ||
      (revision == 0 && !find_revision (session, process, &revision, error)))
    return NULL;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, process);
  apoyo_params_add_int (params, revision);
  return params;
}

/* params: (transfer full) */
static gboolean
act (CtlSession *session, const char *statement, ApoyoParams *params, GError **error)
{
  g_autoptr (ApoyoResult) result = ctl_session_call (session, statement, params, error);

  return result != NULL;
}

/* The statement's rows for the process, as a table. */
static gboolean
print_rows (CtlSession *session, const char *statement, int process, GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call_for (session, statement, process, error);

  return rows != NULL && ctl_table_print (rows, error);
}

gboolean
ctl_life_list (CtlSession *session, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) rows = NULL;

  apoyo_params_add_null (params);
  rows = ctl_session_call (session, "process-list", params, error);
  return rows != NULL && ctl_table_print (rows, error);
}

gboolean
ctl_life_show (CtlSession *session, const char *name, GError **error)
{
  static const char *const statements[] = { "process-list", "process-timeline", "rule-history",
                                            "process-history" };
  int process = 0;

  if (!ctl_session_find_process (session, name, &process, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++) {
    g_print ("%s# %s\n", i > 0 ? "\n" : "", ctl_word_section (statements[i]));
    if (!print_rows (session, statements[i], process, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ctl_life_ready (CtlSession *session,
                const CtlLifeOptions *options,
                const char *name,
                GError **error)
{
  g_autoptr (ApoyoParams) params = make_params (session, name, options, error);

  return params != NULL && act (session, "declare-ready", g_steal_pointer (&params), error);
}

gboolean
ctl_life_back (CtlSession *session, const CtlLifeOptions *options, const char *name, GError **error)
{
  g_autoptr (ApoyoParams) params = make_params (session, name, options, error);

  if (params == NULL)
    return FALSE;
  apoyo_params_add_text (params, options->reason);
  return act (session, "back-to-draft", g_steal_pointer (&params), error);
}

gboolean
ctl_life_amend (CtlSession *session,
                const CtlLifeOptions *options,
                const char *name,
                const char *changes_file,
                GError **error)
{
  g_autoptr (ApoyoParams) params = make_params (session, name, options, error);
  g_autofree char *changes = NULL;

  if (params == NULL || !g_file_get_contents (changes_file, &changes, NULL, error))
    return FALSE;
  apoyo_params_add_text (params, changes);
  apoyo_params_add_text (params, options->acuerdo);
  apoyo_params_add_text (params, options->reason);
  return act (session, "amend-process", g_steal_pointer (&params), error);
}

gboolean
ctl_life_change_rule (CtlSession *session,
                      const CtlLifeOptions *options,
                      const char *name,
                      const char *rule_file,
                      GError **error)
{
  g_autoptr (ApoyoParams) params = make_params (session, name, options, error);
  g_autofree char *rule = NULL;
  g_autofree char *changes = NULL;

  if (params == NULL || !g_file_get_contents (rule_file, &rule, NULL, error))
    return FALSE;
  if (options->changes != NULL && !g_file_get_contents (options->changes, &changes, NULL, error))
    return FALSE;
  apoyo_params_add_text (params, rule);
  apoyo_params_add_text (params, changes);
  apoyo_params_add_text (params, options->acuerdo);
  apoyo_params_add_text (params, options->reason);
  return act (session, "change-rule", g_steal_pointer (&params), error);
}

gboolean
ctl_life_effect (CtlSession *session,
                 const CtlLifeOptions *options,
                 const char *name,
                 const char *opens_at,
                 const char *closes_at,
                 GError **error)
{
  g_autoptr (ApoyoParams) params = apoyo_params_new ();
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *rule = NULL;
  int process = 0;

  if (!ctl_session_find_process (session, name, &process, error) ||
      (options->rule != NULL && !g_file_get_contents (options->rule, &rule, NULL, error)))
    return FALSE;
  apoyo_params_add_int (params, process);
  apoyo_params_add_text (params, rule);
  zone = ctl_session_get_time_zone (session, process, error);
  if (zone == NULL || !ctl_time_add (params, opens_at, zone, FALSE, error) ||
      !ctl_time_add (params, closes_at, zone, TRUE, error))
    return FALSE;
  apoyo_params_add_bool (params, options->own_windows);
  return ctl_session_tell_effect (session, "rule-effect", g_steal_pointer (&params), error);
}

static void
add_days (ApoyoParams *params, int days)
{
  g_autofree char *interval = g_strdup_printf ("%d days", days);

  apoyo_params_add_text (params, interval);
}

gboolean
ctl_life_extend (CtlSession *session,
                 const CtlLifeOptions *options,
                 const char *name,
                 GError **error)
{
  g_autoptr (ApoyoParams) params = NULL;
  g_autoptr (ApoyoResult) result = NULL;
  int process = 0;
  int windows = 0;

  if (options->dry_run) {
    if (!ctl_session_find_process (session, name, &process, error))
      return FALSE;
    params = apoyo_params_new ();
    apoyo_params_add_int (params, process);
    add_days (params, options->days);
    return ctl_session_tell_effect (session, "own-windows-effect", g_steal_pointer (&params),
                                    error);
  }
  params = make_params (session, name, options, error);
  if (params == NULL)
    return FALSE;
  add_days (params, options->days);
  apoyo_params_add_text (params, options->acuerdo);
  apoyo_params_add_text (params, options->reason);
  result = ctl_session_call (session, "extend-own-windows", g_steal_pointer (&params), error);
  if (result == NULL || !apoyo_result_get_int (result, 0, "windows", &windows, error))
    return FALSE;
  g_print (g_dngettext (NULL, "%d window extended\n", "%d windows extended\n", (gulong) windows),
           windows);
  return TRUE;
}

gboolean
ctl_life_close (CtlSession *session,
                const CtlLifeOptions *options,
                const char *name,
                GError **error)
{
  ApoyoParams *params = NULL;
  int process = 0;

  if (!ctl_session_find_process (session, name, &process, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, process);
  apoyo_params_add_text (params, options->reason);
  return act (session, "begin-closing", params, error);
}

/* *id: (transfer full) (nullable): NULL where there is no key. FALSE when that cannot be told. */
static gboolean
find_key_id (ApoyoKeyring *keyring, int process, GBytes **id, GError **error)
{
  g_autoptr (GError) local = NULL;

  *id = apoyo_keyring_get_key_id (keyring, process, &local);
  if (*id != NULL || g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY) ||
      g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Before the log says that it is destroyed, the database has to know the key again. */
gboolean
ctl_life_destroy_key (CtlSession *session, ApoyoKeyring *keyring, const char *name, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  g_autoptr (GBytes) id = NULL;
  ApoyoParams *params = NULL;
  int process = 0;

  if (!ctl_session_find_process (session, name, &process, error) ||
      !find_key_id (keyring, process, &id, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, process);
  if (id != NULL)
    apoyo_params_add_bytes (params, id);
  else
    apoyo_params_add_null (params);
  rows = ctl_session_call (session, "allow-key-destruction", params, error);
  if (rows == NULL || !apoyo_keyring_destroy_process (keyring, process, error))
    return FALSE;
  if (id != NULL)
    g_print (_ ("The key of process %d was destroyed in %s.\n"), process,
             apoyo_keyring_get_directory (keyring));
  else
    g_print (_ ("There is no key of process %d any more in %s.\n"), process,
             apoyo_keyring_get_directory (keyring));
  return TRUE;
}
