/* ctl-demo.c: loads the demonstration's SQL files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <libpq-fe.h>
#include <string.h>

#include "apoyo-statement.h"
#include "ctl-demo.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static gboolean
check (PGconn *connection, PGresult *result, const char *what, GError **error)
{
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what,
               result != NULL ? PQresultErrorMessage (result) : PQerrorMessage (connection));
  return FALSE;
}

static PGresult *
call (PGconn *connection, const char *statement, const char *value, GError **error)
{
  const char *sql = apoyo_statement_get_sql (statement, error);
  g_autoptr (PGresult) result = NULL;

  if (sql == NULL)
    return NULL;
  result = PQexecParams (connection, sql, value != NULL ? 1 : 0, NULL, &value, NULL, NULL, 0);
  return check (connection, result, statement, error) ? g_steal_pointer (&result) : NULL;
}

static gboolean
execute (PGconn *connection, const char *statement, const char *value, GError **error)
{
  g_autoptr (PGresult) result = call (connection, statement, value, error);

  return result != NULL;
}

static gboolean
is_loaded (PGconn *connection, gboolean *loaded, GError **error)
{
  g_autoptr (PGresult) result = call (connection, "demo-loaded", NULL, error);

  if (result == NULL)
    return FALSE;
  *loaded = strcmp (PQgetvalue (result, 0, 0), "t") == 0;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): the *.sql of the directory in order of name. */
static GPtrArray *
list_files (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_suffix (name, ".sql"))
      g_ptr_array_add (names, g_build_filename (path, name, NULL));
  }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static gboolean
run_files (PGconn *connection, const char *dir, GError **error)
{
  g_autoptr (GPtrArray) names = list_files (dir, error);

  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree char *sql = NULL;
    g_autoptr (PGresult) result = NULL;

    if (!g_file_get_contents (g_ptr_array_index (names, i), &sql, NULL, error))
      return FALSE;
    result = PQexec (connection, sql);
    if (!check (connection, result, g_ptr_array_index (names, i), error))
      return FALSE;
  }
  return names != NULL;
}

static void
notice_cb (void *data, const char *message)
{
  g_debug ("%s", message);
}

gboolean
ctl_demo_load (const char *conninfo, const char *dir, int history, gboolean *loaded, GError **error)
{
  g_autoptr (PGconn) connection = PQconnectdb (conninfo);
  g_autofree char *number = g_strdup_printf ("%d", history);
  gboolean was_loaded = FALSE;

  *loaded = FALSE;
  if (PQstatus (connection) != CONNECTION_OK) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", PQerrorMessage (connection));
    return FALSE;
  }
  PQsetNoticeProcessor (connection, notice_cb, NULL);
  if (!is_loaded (connection, &was_loaded, error))
    return FALSE;
  if (was_loaded)
    return TRUE;
  *loaded = TRUE;
  return execute (connection, "begin", NULL, error) &&
         execute (connection, "demo-history", number, error) &&
         run_files (connection, dir, error) && execute (connection, "commit", NULL, error);
}
