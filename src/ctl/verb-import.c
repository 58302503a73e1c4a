/* verb-import.c: brings a file into the database, whole or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "ctl-auxiliaries.h"
#include "ctl-keys.h"
#include "ctl-roll.h"
#include "ctl-session.h"
#include "ctl-sheet.h"

#define PROGRESS_ROWS 50000
#define CHUNK (1 << 20)

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

static gboolean
flush (GString *rows, GOutputStream *output, GError **error)
{
  gboolean ok = g_output_stream_write_all (output, rows->str, rows->len, NULL, NULL, error);

  g_string_truncate (rows, 0);
  return ok;
}

/* Reads every row before one is sent: a file with a bad row changes nothing. The temporary file
 * holds keyed hashes and sealed details only, and has no name. */
static gboolean
transform (ApoyoCsv *csv,
           ApoyoKeyring *keyring,
           GOutputStream *output,
           guint64 *n_rows,
           GError **error)
{
  g_autoptr (GString) rows = g_string_sized_new (CHUNK + 4096);
  g_autoptr (GError) local = NULL;

  while (apoyo_csv_next (csv, NULL, &local)) {
    if (ctl_roll_check (csv) && apoyo_csv_get_n_problems (csv) == 0)
      ctl_roll_append (rows, csv, keyring);
    if (rows->len >= CHUNK && !flush (rows, output, error))
      return FALSE;
    if (++*n_rows % PROGRESS_ROWS == 0)
      print_progress (_ ("Reading"), *n_rows);
  }
  if (*n_rows >= PROGRESS_ROWS)
    print_progress (_ ("Reading"), *n_rows);
  if (isatty (STDERR_FILENO) && *n_rows >= PROGRESS_ROWS)
    g_printerr ("\n");
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return flush (rows, output, error);
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

static gboolean
send_rows (CtlSession *session, GInputStream *input, const char *path, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();
  gint64 import = 0;

  apoyo_params_add_text (params, "roll");
  rows = ctl_session_call (session, "begin-import", params, error);
  return rows != NULL && apoyo_result_get_int64 (rows, 0, "import", &import, error) &&
         ctl_session_copy_in (session, "copy-roll", import, input, error) >= 0 &&
         adopt (session, import, path, error);
}

static gboolean
import_roll (ApoyoCtl *ctl, const char *keys, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) source = NULL;
  g_autoptr (ApoyoKeyring) keyring = NULL;
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (ApoyoCsv) csv = NULL;
  g_autoptr (GFile) spool = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  guint64 n_rows = 0;

  keyring = ctl_open_roll_keyring (ctl, keys, error);
  source = keyring != NULL ? g_file_read (file, NULL, error) : NULL;
  csv = source != NULL ? apoyo_csv_new (G_INPUT_STREAM (source), ctl_roll_columns, error) : NULL;
  spool = csv != NULL ? g_file_new_tmp ("apoyo-roll-XXXXXX", &stream, error) : NULL;
  if (spool == NULL || !g_file_delete (spool, NULL, error) ||
      !transform (csv, keyring, g_io_stream_get_output_stream (G_IO_STREAM (stream)), &n_rows,
                  error))
    return FALSE;
  if (apoyo_csv_get_n_problems (csv) > 0) {
    print_problems (csv, path);
    set_problems_error (error, apoyo_csv_get_n_problems (csv));
    return FALSE;
  }
  session = ctl_session_open (ctl, "ruben", error);
  return session != NULL && g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, error) &&
         send_rows (session, g_io_stream_get_input_stream (G_IO_STREAM (stream)), path, error);
}

typedef struct {
  CtlSheetOptions sheet;
  char *keys;    /* (owned) (nullable): directory */
  char *process; /* (owned) (nullable): code or number */
  char *out;     /* (owned) (nullable): where access keys are written */
} Options;

static void
options_clear (Options *self)
{
  ctl_sheet_options_clear (&self->sheet);
  g_free (self->keys);
  g_free (self->process);
  g_free (self->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *const usage =
    N_ ("Usage: apoyoctl import roll FILE [--keys DIRECTORY]\n"
        "       apoyoctl import geography FILE [--name TEXT] [--total N]\n"
        "       apoyoctl import nominal-list FILE [--cutoff YYYY-MM-DD] [--geography N]\n"
        "       apoyoctl import promoventes FILE --process P\n"
        "       apoyoctl import auxiliaries FILE --process P [--keys DIRECTORY] --out FILE.csv\n"
        "All but the first: [--dry-run] [--map COLUMN=FIELD]… [--problems FILE.csv]\n");

static gboolean
import_promoventes (ApoyoCtl *ctl,
                    const CtlSheetOptions *options,
                    const char *process,
                    const char *path,
                    GError **error)
{
  g_autoptr (CtlSession) session = ctl_session_open (ctl, "ruben", error);
  int number = 0;

  return session != NULL && ctl_session_find_process (session, process, &number, error) &&
         ctl_import_promoventes (ctl, options, number, path, error);
}

/* What the command line names. FALSE when that is nothing. */
static gboolean
run (ApoyoCtl *ctl,
     const Options *options,
     const char *kind,
     const char *path,
     gboolean *done,
     GError **error)
{
  const CtlSheetOptions *sheet = &options->sheet;

  if (strcmp (kind, "roll") == 0 && !sheet->dry_run)
    *done = import_roll (ctl, options->keys, path, error);
  else if (strcmp (kind, "geography") == 0)
    *done = ctl_import_geography (ctl, sheet, path, error);
  else if (strcmp (kind, "nominal-list") == 0)
    *done = ctl_import_nominal_list (ctl, sheet, path, error);
  else if (strcmp (kind, "promoventes") == 0 && options->process != NULL)
    *done = import_promoventes (ctl, sheet, options->process, path, error);
  else if (strcmp (kind, "auxiliaries") == 0 && options->process != NULL &&
           (options->out != NULL || sheet->dry_run))
    *done = ctl_import_auxiliaries (ctl, sheet, options->keys, options->process, path, options->out,
                                    error);
  else
    return FALSE;
  return TRUE;
}

int
apoyo_ctl_verb_import (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { .keys = NULL };
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  const GOptionEntry entries[] = {
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &options.keys, N_ ("Directory of the keys"),
      N_ ("DIRECTORY") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.sheet.dry_run, N_ ("Only say what it would do"),
      NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.sheet.mappings,
      N_ ("What a column is (-: nothing)"), N_ ("COLUMN=FIELD") },
    { "problems", 0, 0, G_OPTION_ARG_FILENAME, &options.sheet.problems,
      N_ ("Write the bad rows here"), N_ ("FILE") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.sheet.name,
      N_ ("Name of the version (the file's)"), N_ ("TEXT") },
    { "total", 0, 0, G_OPTION_ARG_INT64, &options.sheet.total, N_ ("Published total of electors"),
      "N" },
    { "cutoff", 0, 0, G_OPTION_ARG_STRING, &options.sheet.cutoff, N_ ("Date of the nominal list"),
      N_ ("DATE") },
    { "geography", 0, 0, G_OPTION_ARG_INT, &options.sheet.geography,
      N_ ("Version (the one in force)"), "N" },
    { "process", 0, 0, G_OPTION_ARG_STRING, &options.process,
      N_ ("Process of people (code or number)"), "P" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_ ("Where access keys are written, once"),
      N_ ("FILE") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries,
                        _ ("roll|geography|nominal-list|promoventes|auxiliaries FILE"), &argc,
                        &argv, &error))
    return apoyo_ctl_fail (error);
  if (argc != 3 || !run (ctl, &options, argv[1], argv[2], &done, &error)) {
    g_printerr ("%s", _ (usage));
    return APOYO_CTL_USAGE;
  }
  return done ? APOYO_CTL_SUCCESS : apoyo_ctl_fail (error);
}
