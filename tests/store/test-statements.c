/* test-statements.c: every statement of the program is one the schema understands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libpq-fe.h>
#include <string.h>

#include "apoyo-cluster.h"
#include "apoyo-data.h"
#include "apoyo-migrator.h"
#include "apoyo-statement.h"

static PGconn *connection;

/* COPY names the table of an import by its number; the parser wants some number. */
static char *
with_number (const char *sql)
{
  g_autoptr (GString) text = g_string_new (sql);

  g_string_replace (text, ":number", "1", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_statement_is_understood (gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  const char *sql = apoyo_statement_get_sql (name, &error);
  g_autofree char *text = NULL;
  PGresult *result;

  g_assert_no_error (error);
  text = with_number (sql);
  result = PQprepare (connection, name, text, 0, NULL);
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_test_message ("%s", PQresultErrorMessage (result));
  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COMMAND_OK);
  PQclear (result);
}

/* "-- name: what it is for." */
static void
test_statement_says_what_it_is_for (gconstpointer name)
{
  const char *sql = apoyo_statement_get_sql (name, NULL);
  g_autofree char *beginning = g_strdup_printf ("-- %s: ", (const char *) name);

  g_assert_true (g_str_has_prefix (sql, beginning));
}

static void
test_unknown_statement (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_statement_get_sql ("there-is-none", &error));
  g_assert_nonnull (error);
}

/* Each file of the folder is compiled in: one that was forgotten in the list would not be found. */
static void
test_no_file_is_forgotten (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "store", "sql", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *file;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL) {
    g_autofree char *name = g_strndup (file, strcspn (file, "."));

    apoyo_statement_get_sql (name, &error);
    g_assert_no_error (error);
  }
}

static ApoyoCluster *
make_database (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *conninfo = NULL;
  g_autofree char *sql_dir = apoyo_data_path ("sql");
  ApoyoCluster *cluster = apoyo_cluster_new_temporary (&error);

  g_assert_no_error (error);
  apoyo_cluster_create (cluster, APOYO_CLUSTER_NONE, &error);
  g_assert_no_error (error);
  apoyo_cluster_start (cluster, APOYO_CLUSTER_EPHEMERAL, &error);
  g_assert_no_error (error);
  conninfo = apoyo_cluster_get_conninfo (cluster, NULL);
  apoyo_migrator_run (conninfo, sql_dir, &error);
  g_assert_no_error (error);
  connection = PQconnectdb (conninfo);
  return cluster;
}

int
main (int argc, char **argv)
{
  g_autoptr (ApoyoCluster) cluster = NULL;
  g_auto (GStrv) names = apoyo_statement_list ();
  int status;

  g_test_init (&argc, &argv, NULL);
  cluster = make_database ();
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *understood = g_strdup_printf ("/statements/%s/is-understood", names[i]);
    g_autofree char *says = g_strdup_printf ("/statements/%s/says-what-it-is-for", names[i]);

    g_test_add_data_func (understood, names[i], test_statement_is_understood);
    g_test_add_data_func (says, names[i], test_statement_says_what_it_is_for);
  }
  g_test_add_func ("/statements/unknown-one-is-an-error", test_unknown_statement);
  g_test_add_func ("/statements/no-file-is-forgotten", test_no_file_is_forgotten);
  status = g_test_run ();
  PQfinish (connection);
  apoyo_cluster_remove (cluster, NULL);
  return status;
}
