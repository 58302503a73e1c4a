/* verb-recount.c: holds every figure and the tree against the supports and the log.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-checkpoint.h"
#include "apoyo-keyring.h"
#include "apoyo-ledger-name.h"
#include "ctl-recount.h"

/* --public-key, or the public half of a private cluster's key. */
static gboolean
find_public_key (ApoyoCtl *ctl,
                 const char *text,
                 guint8 key[APOYO_ED25519_PUBLIC],
                 gboolean *found,
                 GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (ApoyoKeyring) keyring = NULL;
  g_autoptr (GBytes) public_key = NULL;

  *found = TRUE;
  if (text != NULL)
    return apoyo_verifier_key_parse (text, &name, key, error);
  path = ctl->dir != NULL ? g_build_filename (ctl->dir, "keys", NULL) : NULL;
  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR)) {
    *found = FALSE;
    return TRUE;
  }
  keyring = apoyo_keyring_open (path, FALSE, error);
  if (keyring == NULL)
    return FALSE;
  public_key = apoyo_keyring_get_public_key (keyring);
  memcpy (key, g_bytes_get_data (public_key, NULL), APOYO_ED25519_PUBLIC);
  return TRUE;
}

typedef struct {
  const char *process;      /* (nullable): all of them */
  const guint8 *public_key; /* (nullable) */
  gboolean replay;
} Wanted;

static gboolean
recount_process (CtlSession *session,
                 int process,
                 const char *code,
                 const Wanted *wanted,
                 guint64 *n_differences,
                 GError **error)
{
  guint64 before = *n_differences;

  if (!ctl_recount_figures (session, process, n_differences, error) ||
      !ctl_recount_supports (session, process, wanted->replay, n_differences, error) ||
      !ctl_recount_tree (session, process, wanted->public_key, n_differences, error))
    return FALSE;
  if (*n_differences == before && wanted->replay)
    g_print (_ ("process %d %s: supports, log and tallies agree, every act gives the same again, "
                "tree and checkpoint hold\n"),
             process, code);
  else if (*n_differences == before)
    g_print (_ ("process %d %s: supports, log and tallies agree, tree and checkpoint hold\n"),
             process, code);
  return TRUE;
}

static gboolean
recount (CtlSession *session, const Wanted *wanted, guint64 *n_differences, GError **error)
{
  g_autoptr (ApoyoResult) processes = ctl_session_call (session, "ctl-processes", NULL, error);
  int only = 0;

  if (wanted->process != NULL && !ctl_session_find_process (session, wanted->process, &only, error))
    return FALSE;
  if (processes == NULL)
    return FALSE;
  for (guint i = 0; i < apoyo_result_get_n_rows (processes); i++) {
    const char *code = NULL;
    int process = 0;

    if (!apoyo_result_get_int (processes, i, "process", &process, error) ||
        !apoyo_result_get_text (processes, i, "code", &code, error))
      return FALSE;
    if (only != 0 && process != only)
      continue;
    if (!recount_process (session, process, code, wanted, n_differences, error))
      return FALSE;
  }
  return TRUE;
}

int
apoyo_ctl_verb_recount (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *key_text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtlSession) session = NULL;
  guint8 public_key[APOYO_ED25519_PUBLIC];
  gboolean has_key = FALSE;
  guint64 n_differences = 0;
  g_autofree char *process = NULL;
  Wanted wanted = { 0 };
  const GOptionEntry entries[] = {
    { "process", 0, 0, G_OPTION_ARG_STRING, &process, N_ ("Only this process (code or number)"),
      "P" },
    { "public-key", 0, 0, G_OPTION_ARG_STRING, &key_text,
      N_ ("The verifier key of the log, as ledger-key prints it"), N_ ("KEY") },
    { "replay", 0, 0, G_OPTION_ARG_NONE, &wanted.replay,
      N_ ("Judge every act on every support again"), NULL },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (argc != 1) {
    g_printerr (_ ("Usage: apoyoctl recount [--process P] [--public-key KEY] [--replay]\n"));
    return APOYO_CTL_USAGE;
  }
  if (!find_public_key (ctl, key_text, public_key, &has_key, &error))
    return apoyo_ctl_fail (error);
  if (!has_key)
    g_printerr (_ ("apoyoctl: without --public-key the checkpoints' signatures are not checked\n"));
  session = ctl_session_open (ctl, "elena", &error);
  wanted.process = process;
  wanted.public_key = has_key ? public_key : NULL;
  if (session == NULL || !recount (session, &wanted, &n_differences, &error))
    return apoyo_ctl_fail (error);
  if (n_differences > 0)
    g_printerr (_ ("apoyoctl: %llu differences\n"), (unsigned long long) n_differences);
  return n_differences == 0 ? APOYO_CTL_SUCCESS : APOYO_CTL_FAILURE;
}
