/* ctl-geography-lists.c: what is stated beside a version: published totals, exception lists.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-municipality-codes.h"
#include "ctl-geography-lists.h"
#include "ctl-session.h"
#include "ctl-table.h"

void
ctl_geography_lists_clear (CtlGeographyLists *self)
{
  g_free (self->name);
  g_free (self->acuerdo);
  g_free (self->coding);
  g_free (self->rename);
}

gboolean
ctl_geography_lists_knows (const char *word)
{
  return strcmp (word, "exceptions") == 0 || strcmp (word, "total") == 0 ||
         strcmp (word, "totals") == 0;
}

static gboolean
find_version (CtlSession *session, int wanted, int *version, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;

  *version = wanted;
  if (wanted != 0)
    return TRUE;
  rows = ctl_session_call (session, "demarcation-versions", NULL, error);
  for (guint row = 0; rows != NULL && row < apoyo_result_get_n_rows (rows); row++) {
    const char *state = NULL;

    if (!apoyo_result_get_text (rows, row, "state", &state, error))
      return FALSE;
    if (strcmp (state, "adopted") == 0)
      return apoyo_result_get_int (rows, row, "geography", version, error);
  }
  if (rows != NULL)
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
        _ ("No version of the geography is in force: say which one with --geography"));
  return FALSE;
}

static gboolean
print_rows (CtlSession *session, const char *statement, int version, GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call_for (session, statement, version, error);

  return rows != NULL && ctl_table_print (rows, error);
}

/* --- totals ----------------------------------------------------------------------------------- */

/* What is stated now: -1 where nothing is. */
static gboolean
read_total (CtlSession *session, int version, const char *code, gint64 *total, GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call_for (session, "published-totals", version, error);

  *total = -1;
  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++) {
    const char *found = NULL;
    const char *published = NULL;

    if (!apoyo_result_get_text (rows, i, "code", &found, error) ||
        !apoyo_result_get_text (rows, i, "published", &published, error))
      return FALSE;
    if (strcmp (found, code) == 0)
      *total = g_ascii_strtoll (published, NULL, 10);
  }
  return rows != NULL;
}

/* number: "-" takes the total back */
static gboolean
state_total (CtlSession *session, int version, const char *code, const char *number, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params;
  guint64 total = 0;
  gint64 seen = -1;
  gboolean take_back = strcmp (number, "-") == 0;

  if (!take_back && !g_ascii_string_to_unsigned (number, 10, 0, 999999999999, &total, error))
    return FALSE;
  if (!read_total (session, version, code, &seen, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, version);
  apoyo_params_add_text (params, code);
  apoyo_params_add_int64 (params, seen);
  if (take_back)
    apoyo_params_add_null (params);
  else
    apoyo_params_add_int64 (params, (gint64) total);
  rows = ctl_session_call (session, "state-published-total", params, error);
  if (rows == NULL)
    return FALSE;
  if (take_back)
    g_print (_ ("No total of %s is held against version %d any more.\n"), code, version);
  else
    g_print (_ ("The total of %s in version %d is held against %s.\n"), code, version, number);
  return TRUE;
}

/* --- exception lists -------------------------------------------------------------------------- */

/* A file's codes, or the words themselves. */
static char **
read_codes (int n_words, char **words, GError **error)
{
  g_autofree char *text = NULL;

  if (n_words == 1 && g_file_test (words[0], G_FILE_TEST_EXISTS)) {
    if (!g_file_get_contents (words[0], &text, NULL, error))
      return NULL;
  } else {
    text = g_strjoinv (" ", words);
  }
  return apoyo_municipality_codes_read (text);
}

/* Of the list that there is by this name: 0 where there is none. */
static gboolean
read_revision (CtlSession *session, int version, const char *name, int *revision, GError **error)
{
  g_autoptr (ApoyoResult) rows =
      ctl_session_call_for (session, "demarcation-exceptions", version, error);
  g_autofree char *wanted = g_strstrip (g_strdup (name));

  *revision = 0;
  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++) {
    const char *found = NULL;
    int of_list = 0;

    if (!apoyo_result_get_text (rows, i, "name", &found, error) ||
        !apoyo_result_get_int (rows, i, "revision", &of_list, error))
      return FALSE;
    if (strcmp (found, wanted) == 0)
      *revision = of_list;
  }
  return rows != NULL;
}

static gboolean
store_list (CtlSession *session,
            const CtlGeographyLists *self,
            int version,
            int n_words,
            char **words,
            GError **error)
{
  g_auto (GStrv) codes = read_codes (n_words, words, error);
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params;
  int revision = 0;

  if (codes == NULL || !read_revision (session, version, self->name, &revision, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, version);
  apoyo_params_add_text (params, self->name);
  apoyo_params_add_int (params, revision);
  apoyo_params_add_text (params, self->acuerdo);
  apoyo_params_add_text (params, self->coding != NULL ? self->coding : "inegi");
  apoyo_params_add_text_array (params, (const char *const *) codes, -1);
  rows = ctl_session_call (session, "store-exception-list", params, error);
  if (rows == NULL)
    return FALSE;
  g_print (_ ("“%s” has %u municipalities.\n"), self->name, g_strv_length (codes));
  return TRUE;
}

/* new_name: (nullable): none takes the list away */
static gboolean
alter_list (CtlSession *session,
            const CtlGeographyLists *self,
            int version,
            const char *new_name,
            GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params;
  int revision = 0;

  if (!read_revision (session, version, self->name, &revision, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, version);
  apoyo_params_add_text (params, self->name);
  apoyo_params_add_int (params, revision);
  if (new_name != NULL)
    apoyo_params_add_text (params, new_name);
  rows = ctl_session_call (
      session, new_name != NULL ? "rename-exception-list" : "remove-exception-list", params, error);
  return rows != NULL;
}

int
ctl_geography_lists_run (ApoyoCtl *ctl,
                         const CtlGeographyLists *self,
                         int argc,
                         char **argv,
                         GError **error)
{
  gboolean totals = strcmp (argv[0], "totals") == 0, total = strcmp (argv[0], "total") == 0;
  gboolean alter = !totals && !total && (self->remove || self->rename != NULL);
  gboolean store = !totals && !total && !alter && self->name != NULL;
  g_autoptr (CtlSession) session = NULL;
  gboolean done;
  int version = 0;

  if ((total   ? argc != 3
       : store ? argc < 2
               : argc != 1) ||
      (store && self->acuerdo == NULL) ||
      (alter && (self->name == NULL || (self->remove && self->rename != NULL))))
    return APOYO_CTL_USAGE;
  session = ctl_session_open (ctl, "ruben", error);
  if (session == NULL || !find_version (session, self->geography, &version, error))
    return APOYO_CTL_FAILURE;
  if (total)
    done = state_total (session, version, argv[1], argv[2], error);
  else if (alter)
    done = alter_list (session, self, version, self->rename, error);
  else if (store)
    done = store_list (session, self, version, argc - 1, argv + 1, error);
  else
    done = print_rows (session, totals ? "published-totals" : "exception-municipalities", version,
                       error);
  return done ? APOYO_CTL_SUCCESS : APOYO_CTL_FAILURE;
}
