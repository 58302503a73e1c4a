/* verb-import.c: brings a file into the database, whole or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-auxiliaries.h"
#include "ctl-roll-import.h"
#include "ctl-session.h"
#include "ctl-sheet.h"

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
    *done = ctl_import_roll (ctl, options->keys, path, error);
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
