/* ctl-roll-import.c: brings the electoral roll into the database, whole or not at all.
 *
 * The file is read twice: every row is checked before one is sent, and made into what the database
 * holds of it on the way there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "apoyo-store-error.h"
#include "ctl-keys.h"
#include "ctl-roll-import.h"
#include "ctl-roll-stream.h"
#include "ctl-roll.h"
#include "ctl-session.h"

#define PROGRESS_ROWS 50000

static void
print_progress (const char *what, guint64 rows)
{
  if (!isatty (STDERR_FILENO))
    return;
  g_printerr ("\r");
  g_printerr (_ ("%-12s %llu rows"), what, (unsigned long long) rows);
}

static void
print_problem (const char *path, guint64 line, const char *column, const char *reason)
{
  g_printerr ("%s:%" G_GUINT64_FORMAT ": %s%s%s\n", path, line, column != NULL ? column : "",
              column != NULL ? ": " : "", reason);
}

static void
set_problems_error (GError **error, guint64 n_problems)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               ngettext ("%llu field cannot be taken; nothing was imported",
                         "%llu fields cannot be taken; nothing was imported", (gulong) n_problems),
               (unsigned long long) n_problems);
}

static void
print_problems (ApoyoCsv *csv, const char *path)
{
  GPtrArray *problems = apoyo_csv_get_problems (csv);
  guint64 n_problems = apoyo_csv_get_n_problems (csv);

  for (guint i = 0; i < problems->len; i++) {
    const ApoyoCsvProblem *problem = g_ptr_array_index (problems, i);

    print_problem (path, problem->line, problem->column, problem->message);
  }
  if (n_problems > problems->len)
    g_printerr (_ ("… and %llu more\n"), (unsigned long long) (n_problems - problems->len));
}

/* Whether every row can be taken; what cannot is told, also where the file then ends in an error.
 * n_checked: how many there are. */
static gboolean
check_rows (GFileInputStream *source, const char *path, guint64 *n_checked, GError **error)
{
  g_autoptr (ApoyoCsv) csv = apoyo_csv_new (G_INPUT_STREAM (source), ctl_roll_columns, error);
  g_autoptr (GError) local = NULL;
  guint64 n_rows = 0;

  if (csv == NULL)
    return FALSE;
  while (apoyo_csv_next (csv, NULL, &local)) {
    ctl_roll_check (csv);
    if (++n_rows % PROGRESS_ROWS == 0)
      print_progress (_ ("Checking"), n_rows);
  }
  if (isatty (STDERR_FILENO) && n_rows >= PROGRESS_ROWS)
    g_printerr ("\n");
  print_problems (csv, path);
  *n_checked = n_rows;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (apoyo_csv_get_n_problems (csv) > 0)
    set_problems_error (error, apoyo_csv_get_n_problems (csv));
  else
    return TRUE;
  return FALSE;
}

/* What only the database sees: a person who is in the file twice. */
static void
print_refused_rows (CtlSession *session, gint64 import, const char *path, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, import);
  rows = ctl_session_call (session, "import-problems", params, NULL);
  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++) {
    const char *field = NULL;
    const char *reason = NULL;
    gint64 line = 0;

    if (apoyo_result_get_int64 (rows, i, "line", &line, NULL) &&
        apoyo_result_get_text (rows, i, "field", &field, NULL) &&
        apoyo_result_get_text (rows, i, "reason", &reason, NULL))
      print_problem (path, (guint64) line, field, reason);
  }
  if (rows == NULL || apoyo_result_get_n_rows (rows) == 0)
    return;
  g_clear_error (error);
  set_problems_error (error, apoyo_result_get_n_rows (rows));
}

static gboolean
adopt (CtlSession *session, gint64 import, const char *path, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();
  gint64 added = 0;
  gint64 updated = 0;

  apoyo_params_add_int64 (params, import);
  rows = ctl_session_call (session, "adopt-roll", params, error);
  if (rows == NULL) {
    if (g_strcmp0 (apoyo_store_error_get_sqlstate (*error), "AP202") == 0)
      print_refused_rows (session, import, path, error);
    return FALSE;
  }
  if (!apoyo_result_get_int64 (rows, 0, "added", &added, error) ||
      !apoyo_result_get_int64 (rows, 0, "updated", &updated, error))
    return FALSE;
  g_print (_ ("%lld people added, %lld updated.\n"), (long long) added, (long long) updated);
  return TRUE;
}

/* The database holds the key that the rows are made with against the one in use; that it is the
 * first one there counts when they are adopted. */
static gboolean
begin_import (CtlSession *session, ApoyoKeyring *keyring, gint64 *import, GError **error)
{
  g_autoptr (GBytes) id = apoyo_keyring_get_roll_id (keyring);
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_bytes (params, id);
  rows = ctl_session_call (session, "begin-roll-import", params, error);
  return rows != NULL && apoyo_result_get_int64 (rows, 0, "import", import, error);
}

static gboolean
send_rows (CtlSession *session,
           GFileInputStream *source,
           ApoyoKeyring *keyring,
           const char *path,
           guint64 n_checked,
           GError **error)
{
  g_autoptr (GInputStream) rows = NULL;
  ApoyoCsv *csv;
  gint64 import = 0;
  gint64 n_sent;

  if (!g_seekable_seek (G_SEEKABLE (source), 0, G_SEEK_SET, NULL, error))
    return FALSE;
  csv = apoyo_csv_new (G_INPUT_STREAM (source), ctl_roll_columns, error);
  if (csv == NULL)
    return FALSE;
  rows = ctl_roll_stream_new (csv, keyring);
  if (!begin_import (session, keyring, &import, error))
    return FALSE;
  n_sent = ctl_session_copy_in (session, "copy-roll", import, rows, error);
  if (n_sent < 0)
    return FALSE;
  /* Somebody is still writing it: a part of a roll is none. */
  if ((guint64) n_sent != n_checked) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("%s changed while it was read: %llu rows at first, then %llu. Nothing was "
                    "imported; try again when nobody writes it"),
                 path, (unsigned long long) n_checked, (unsigned long long) n_sent);
    return FALSE;
  }
  return adopt (session, import, path, error);
}

/* What cannot be read twice is refused before it has been read once. */
static GFileInputStream *
open_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) source = g_file_read (file, NULL, error);

  if (source != NULL && !g_seekable_can_seek (G_SEEKABLE (source))) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("“%s” cannot be read twice, as a roll is: save it as a file"), path);
    return NULL;
  }
  return g_steal_pointer (&source);
}

gboolean
ctl_import_roll (ApoyoCtl *ctl, const char *keys, const char *path, GError **error)
{
  g_autoptr (GFileInputStream) source = open_file (path, error);
  g_autoptr (ApoyoKeyring) keyring = NULL;
  g_autoptr (CtlSession) session = NULL;
  guint64 n_checked = 0;

  if (source == NULL || !check_rows (source, path, &n_checked, error))
    return FALSE;
  session = ctl_session_open (ctl, "ruben", error);
  keyring = session != NULL ? ctl_open_roll_keyring (ctl, session, keys, error) : NULL;
  return keyring != NULL && send_rows (session, source, keyring, path, n_checked, error);
}
