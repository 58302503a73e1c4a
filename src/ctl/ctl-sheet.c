/* ctl-sheet.c: imports of sections, nominal lists and promoventes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "apoyo-core-error.h"
#include "apoyo-import.h"
#include "apoyo-store-error.h"
#include "ctl-problems.h"
#include "ctl-sheet.h"
#include "ctl-table.h"

typedef struct {
  const CtlSheetOptions *options;
  const char *path;
  ApoyoCtl *ctl;
  CtlSession *session;  /* (owned) (nullable) */
  ApoyoImport *import;  /* (owned) (nullable) */
  GAsyncResult *result; /* (owned) (nullable): of what is waited for */
  gboolean is_told;     /* a line of progress stands on the screen */
} Task;

void
ctl_sheet_options_clear (CtlSheetOptions *self)
{
  g_clear_pointer (&self->mappings, g_strfreev);
  g_clear_pointer (&self->problems, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->cutoff, g_free);
}

static void
task_clear (Task *self)
{
  g_clear_object (&self->import);
  g_clear_pointer (&self->session, ctl_session_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Task, task_clear)

static const char *
get_phase (ApoyoImport *import)
{
  switch (apoyo_import_get_phase (import)) {
  case APOYO_IMPORT_READING:
    return _ ("Reading");
  case APOYO_IMPORT_COPYING:
    return _ ("Sending");
  case APOYO_IMPORT_CHECKING:
    return _ ("Checking");
  case APOYO_IMPORT_STORING:
    return _ ("Storing");
  case APOYO_IMPORT_IDLE:
  case APOYO_IMPORT_OPENING:
  case APOYO_IMPORT_CHECKED:
  case APOYO_IMPORT_STORED:
  default:
    return NULL;
  }
}

static void
on_progress_cb (ApoyoImport *import, Task *self)
{
  const char *phase = get_phase (import);

  if (phase == NULL || !isatty (STDERR_FILENO))
    return;
  g_printerr ("\r");
  /* TRANSLATORS: "Reading 20000 rows"; the blanks cover what stood there */
  g_printerr (_ ("%-12s %llu rows"), phase, (unsigned long long) apoyo_import_get_n_done (import));
  self->is_told = TRUE;
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Task *self = user_data;

  self->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Task *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (self->is_told)
    g_printerr ("\n");
  self->is_told = FALSE;
  return g_steal_pointer (&self->result);
}

/* The columns that nobody knows are mended by options. */
static void
explain (Task *self, ApoyoImportKind kind, GError **error)
{
  ApoyoSheetKind sheet = apoyo_import_kind_get_sheet (kind);
  g_autofree char *fields = NULL;

  if (!g_error_matches (*error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT)) {
    apoyo_ctl_explain (self->ctl, ctl_session_get_user (self->session), error);
    return;
  }
  fields = g_strjoinv (", ", (char **) apoyo_sheet_kind_get_fields (sheet));
  g_printerr (_ ("A column is mapped with --map COLUMN=FIELD, and left out with --map COLUMN=-.\n"
                 "Fields: %s\n"),
              fields);
  g_prefix_error (error, "%s: ", self->path);
}

static void
prepare (Task *self, ApoyoImportKind kind, int subject)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->path);

  self->import = apoyo_import_new (ctl_session_get_connection (self->session), kind, file);
  apoyo_import_set_mappings (self->import, (const char *const *) self->options->mappings);
  apoyo_import_set_subject (self->import, subject);
  apoyo_import_set_cutoff (self->import, self->options->cutoff);
  apoyo_import_set_name (self->import, self->options->name);
  apoyo_import_set_total (self->import, self->options->total);
  apoyo_import_set_unattended (self->import, TRUE);
  g_signal_connect (self->import, "progress", G_CALLBACK (on_progress_cb), self);
}

/* TRUE when every row is good. */
static gboolean
check (Task *self, ApoyoImportKind kind, int subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->session = ctl_session_open (self->ctl, "ruben", error);
  if (self->session == NULL)
    return FALSE;
  prepare (self, kind, subject);
  apoyo_import_check_async (self->import, NULL, done_cb, self);
  result = wait_for_result (self);
  if (!apoyo_import_check_finish (self->import, result, error)) {
    explain (self, kind, error);
    return FALSE;
  }
  return ctl_problems_report (apoyo_import_get_problems (self->import), self->path,
                              self->options->problems, error);
}

static gboolean
store (Task *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (self->options->dry_run) {
    apoyo_import_abandon (self->import);
    g_print (_ ("Dry run: nothing was changed.\n"));
    return TRUE;
  }
  apoyo_import_store_async (self->import, NULL, done_cb, self);
  result = wait_for_result (self);
  if (apoyo_import_store_finish (self->import, result, error))
    return TRUE;
  apoyo_ctl_explain (self->ctl, ctl_session_get_user (self->session), error);
  return FALSE;
}

gboolean
ctl_import_geography (ApoyoCtl *ctl,
                      const CtlSheetOptions *options,
                      const char *path,
                      GError **error)
{
  g_auto (Task) task = { .ctl = ctl, .options = options, .path = path };
  const ApoyoImportOutcome *outcome;

  if (!check (&task, APOYO_IMPORT_GEOGRAPHY, 0, error) ||
      !ctl_table_print (apoyo_import_get_difference (task.import), error))
    return FALSE;
  g_print ("\n");
  if (!ctl_table_print (apoyo_import_get_quality (task.import), error) || !store (&task, error))
    return FALSE;
  outcome = apoyo_import_get_outcome (task.import);
  if (!options->dry_run)
    g_print (_ ("%llu sections are version %d of the geography, a draft until it is adopted.\n"),
             (unsigned long long) outcome->rows, outcome->version);
  return TRUE;
}

gboolean
ctl_import_nominal_list (ApoyoCtl *ctl,
                         const CtlSheetOptions *options,
                         const char *path,
                         GError **error)
{
  g_auto (Task) task = { .ctl = ctl, .options = options, .path = path };
  const ApoyoImportOutcome *outcome;

  if (!check (&task, APOYO_IMPORT_NOMINAL_LIST, options->geography, error))
    return FALSE;
  outcome = apoyo_import_get_outcome (task.import);
  g_print (_ ("%lld electors in %lld sections, cut-off %s.\n"), (long long) outcome->electors,
           (long long) outcome->added, apoyo_import_get_cutoff (task.import));
  return store (&task, error);
}

gboolean
ctl_import_promoventes (ApoyoCtl *ctl,
                        const CtlSheetOptions *options,
                        int process,
                        const char *path,
                        GError **error)
{
  g_auto (Task) task = { .ctl = ctl, .options = options, .path = path };

  if (!check (&task, APOYO_IMPORT_PROMOVENTES, process, error))
    return FALSE;
  g_print (_ ("%lld promoventes.\n"), (long long) apoyo_import_get_outcome (task.import)->added);
  return store (&task, error);
}
