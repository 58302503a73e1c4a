/* apoyo-migration-files.h: the SQL files of a schema, read and checked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "apoyo-migrator.h"

G_BEGIN_DECLS

typedef struct {
  int number;     /* 0 for a re-creatable file */
  char *name;     /* (owned) "migrations/0001-base.sql" */
  char *sql;      /* (owned) */
  char *checksum; /* (owned) SHA-256, hexadecimal */
} ApoyoMigrationFile;

/* (element-type ApoyoMigrationFile): 1, 2, 3, … without a gap */
GPtrArray *apoyo_migration_files_read_migrations (const char *sql_dir, GError **error);
/* (element-type ApoyoMigrationFile): functions, views, policies, each by name */
GPtrArray *apoyo_migration_files_read_recreatable (const char *sql_dir, GError **error);
/* Over the names and contents of files and the number of the last migration. */
char *apoyo_migration_files_checksum (GPtrArray *files, guint last_migration);

G_END_DECLS
