/* apoyo-migrator.c: brings a database to the schema of this program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "apoyo-migration-files.h"
#include "apoyo-statement.h"
#include "apoyo-store-error-private.h"

typedef struct {
  PGconn *connection;     /* (owned) */
  GPtrArray *migrations;  /* (owned) (element-type ApoyoMigrationFile) */
  GPtrArray *recreatable; /* (owned) (element-type ApoyoMigrationFile) */
  ApoyoMigratorFunc func; /* (nullable) */
  gpointer func_data;
  guint n_applied; /* the number of the last migration in the database */
} Migrator;

G_DEFINE_QUARK (apoyo_migrator_error, apoyo_migrator_error)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static void
migrator_clear (Migrator *self)
{
  g_clear_pointer (&self->connection, PQfinish);
  g_clear_pointer (&self->migrations, g_ptr_array_unref);
  g_clear_pointer (&self->recreatable, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Migrator, migrator_clear)

static void
notice_cb (void *data, const char *message)
{
  g_debug ("%s", message);
}

static gboolean
succeeded (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* One of our own statements. */
static PGresult *
call (Migrator *self, const char *statement, const char *const *values, GError **error)
{
  const char *sql = apoyo_statement_get_sql (statement, error);
  int n_values = values ? (int) g_strv_length ((char **) values) : 0;
  g_autoptr (PGresult) result = NULL;

  if (sql == NULL)
    return NULL;
  result = PQexecParams (self->connection, sql, n_values, NULL, values, NULL, NULL, 0);
  if (succeeded (result))
    return g_steal_pointer (&result);
  g_propagate_error (error, apoyo_store_error_new_from_result (result));
  return NULL;
}

static gboolean
execute (Migrator *self, const char *statement, const char *const *values, GError **error)
{
  g_autoptr (PGresult) result = call (self, statement, values, error);

  return result != NULL;
}

/* The position counts characters of the file from 1. */
static guint
line_of_position (const char *sql, const char *position)
{
  glong n = position ? strtol (position, NULL, 10) : 0;
  guint line = 1;

  for (const char *c = sql; n > 1 && *c != '\0'; c = g_utf8_next_char (c), n--)
    line += *c == '\n';
  return line;
}

static void
set_sql_error (GError **error, const ApoyoMigrationFile *file, const PGresult *result)
{
  const char *position = PQresultErrorField (result, PG_DIAG_STATEMENT_POSITION);
  const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  const char *hint = PQresultErrorField (result, PG_DIAG_MESSAGE_HINT);
  const char *context = PQresultErrorField (result, PG_DIAG_CONTEXT);
  g_autofree char *line = NULL;

  if (position != NULL)
    line = g_strdup_printf (":%u", line_of_position (file->sql, position));
  g_set_error (error, APOYO_MIGRATOR_ERROR, APOYO_MIGRATOR_ERROR_SQL, "%s%s: %s%s%s%s%s",
               file->name, line ? line : "", message ? message : PQresultErrorMessage (result),
               hint ? "\nHint: " : "", hint ? hint : "", context ? "\n" : "",
               context ? context : "");
}

/* A whole file, in the transaction that is open. */
static gboolean
apply_file (Migrator *self, const ApoyoMigrationFile *file, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (self->func != NULL)
    self->func (file->name, self->func_data);
  result = PQexec (self->connection, file->sql);
  if (!succeeded (result) && PQresultStatus (result) != PGRES_EMPTY_QUERY) {
    set_sql_error (error, file, result);
    return FALSE;
  }
  if (PQtransactionStatus (self->connection) != PQTRANS_INTRANS) {
    g_set_error (error, APOYO_MIGRATOR_ERROR, APOYO_MIGRATOR_ERROR_SQL,
                 "%s ends its own transaction: remove COMMIT and ROLLBACK from it", file->name);
    return FALSE;
  }
  return TRUE;
}

static gboolean
finish_transaction (Migrator *self, gboolean done, GError **error)
{
  if (done)
    return execute (self, "commit", NULL, error);
  execute (self, "rollback", NULL, NULL);
  return FALSE;
}

static gboolean
record_migration (Migrator *self, const ApoyoMigrationFile *file, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%d", file->number);
  const char *const values[] = { number, file->name, file->checksum, NULL };

  return execute (self, "migration-record", values, error);
}

static gboolean
apply_migration (Migrator *self, const ApoyoMigrationFile *file, GError **error)
{
  gboolean done;

  if (!execute (self, "begin", NULL, error))
    return FALSE;
  done = apply_file (self, file, error) && record_migration (self, file, error);
  return finish_transaction (self, done, error);
}

/* What the database has had must be exactly the first files, unchanged. */
static gboolean
check_applied (Migrator *self, GError **error)
{
  g_autoptr (PGresult) rows = call (self, "migration-applied", NULL, error);

  if (rows == NULL)
    return FALSE;
  self->n_applied = (guint) PQntuples (rows);
  if (self->n_applied > self->migrations->len) {
    g_set_error (error, APOYO_MIGRATOR_ERROR, APOYO_MIGRATOR_ERROR_NEWER,
                 "The database has had %u migrations and this program knows %u: install the newer "
                 "program, the database is left as it is",
                 self->n_applied, self->migrations->len);
    return FALSE;
  }
  for (guint i = 0; i < self->n_applied; i++) {
    const ApoyoMigrationFile *file = self->migrations->pdata[i];

    if (strcmp (PQgetvalue (rows, (int) i, 2), file->checksum) != 0) {
      g_set_error (error, APOYO_MIGRATOR_ERROR, APOYO_MIGRATOR_ERROR_EDITED,
                   "%s was changed after this database had it: put it back as it was and write the "
                   "change as a new migration",
                   file->name);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
apply_migrations (Migrator *self, GError **error)
{
  for (guint i = self->n_applied; i < self->migrations->len; i++) {
    if (!apply_migration (self, self->migrations->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
apply_recreatable_files (Migrator *self, GError **error)
{
  for (guint i = 0; i < self->recreatable->len; i++) {
    if (!apply_file (self, self->recreatable->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
recreate (Migrator *self, GError **error)
{
  g_autofree char *checksum =
      apoyo_migration_files_checksum (self->recreatable, self->migrations->len);
  const char *const values[] = { checksum, NULL };
  g_autoptr (PGresult) state = call (self, "migration-recreated", NULL, error);
  gboolean done;

  if (state == NULL)
    return FALSE;
  if (PQntuples (state) == 1 && strcmp (PQgetvalue (state, 0, 0), checksum) == 0)
    return TRUE;
  if (!execute (self, "begin", NULL, error))
    return FALSE;
  done = apply_recreatable_files (self, error) &&
         execute (self, "migration-record-recreated", values, error);
  return finish_transaction (self, done, error);
}

static gboolean
open_connection (Migrator *self, const char *conninfo, GError **error)
{
  const char *const keys[] = { "dbname", "fallback_application_name", "client_encoding", "options",
                               NULL };
  const char *const values[] = { conninfo ? conninfo : "", "apoyoctl migrate", "UTF8",
                                 "-c client_min_messages=warning", NULL };

  self->connection = PQconnectdbParams (keys, values, 1);
  PQsetNoticeProcessor (self->connection, notice_cb, NULL);
  if (PQstatus (self->connection) == CONNECTION_OK)
    return TRUE;
  g_propagate_error (error, apoyo_store_error_new_from_connection (self->connection));
  return FALSE;
}

gboolean
apoyo_migrator_run_verbose (const char *conninfo,
                            const char *sql_dir,
                            ApoyoMigratorFunc func,
                            gpointer user_data,
                            GError **error)
{
  g_auto (Migrator) self = { .func = func, .func_data = user_data };

  g_return_val_if_fail (sql_dir != NULL, FALSE);

  self.migrations = apoyo_migration_files_read_migrations (sql_dir, error);
  if (self.migrations == NULL)
    return FALSE;
  self.recreatable = apoyo_migration_files_read_recreatable (sql_dir, error);
  /* The lock comes before everything that looks or makes; it ends with the connection. */
  return self.recreatable != NULL && open_connection (&self, conninfo, error) &&
         execute (&self, "migration-lock", NULL, error) &&
         execute (&self, "migration-create-schema", NULL, error) &&
         execute (&self, "migration-create-applied", NULL, error) &&
         execute (&self, "migration-create-recreated", NULL, error) &&
         check_applied (&self, error) && apply_migrations (&self, error) && recreate (&self, error);
}

gboolean
apoyo_migrator_run (const char *conninfo, const char *sql_dir, GError **error)
{
  return apoyo_migrator_run_verbose (conninfo, sql_dir, NULL, NULL, error);
}
