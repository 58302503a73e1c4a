/* verb-auxiliaries.c: issues access keys to the auxiliaries of a process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ctl-auxiliaries.h"

/* The keys are on disk before they are valid, and gone when they did not become so. */
static gboolean
write_and_commit (CtlSession *session, GString *csv, const char *path, GError **error)
{
  g_autoptr (ApoyoResult) committed = NULL;

  if (!g_file_set_contents_full (path, csv->str, (gssize) csv->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    return FALSE;
  committed = ctl_session_call (session, "commit", NULL, error);
  if (committed == NULL)
    g_unlink (path);
  return committed != NULL;
}

static gboolean
issue (ApoyoCtl *ctl, const char *name, int per_promovente, const char *path, GError **error)
{
  g_autoptr (CtlSession) session = ctl_session_open (ctl, "ruben", error);
  g_autoptr (GString) csv = g_string_new (CTL_AUXILIARIES_HEADER);
  g_autoptr (ApoyoResult) begun =
      session != NULL ? ctl_session_call (session, "begin", NULL, error) : NULL;
  int process = 0;

  return begun != NULL && ctl_session_find_process (session, name, &process, error) &&
         ctl_issue_auxiliaries (session, process, per_promovente, csv, error) &&
         write_and_commit (session, csv, path, error);
}

int
apoyo_ctl_verb_auxiliaries (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *process = NULL;
  int per_promovente = 1;
  const GOptionEntry entries[] = {
    { "process", 0, 0, G_OPTION_ARG_STRING, &process, "Process (code or number)", "P" },
    { "per-promovente", 0, 0, G_OPTION_ARG_INT, &per_promovente, "Keys for each (1)", "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &path, "Where the keys are written, once", "FILE" },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "issue", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (argc != 2 || strcmp (argv[1], "issue") != 0 || process == NULL || per_promovente <= 0 ||
      path == NULL) {
    g_printerr ("Usage: apoyoctl auxiliaries issue --process P [--per-promovente N] --out FILE\n");
    return APOYO_CTL_USAGE;
  }
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_printerr ("apoyoctl: %s exists already; keys are written once\n", path);
    return APOYO_CTL_FAILURE;
  }
  return issue (ctl, process, per_promovente, path, &error) ? APOYO_CTL_SUCCESS
                                                            : apoyo_ctl_fail (error);
}
