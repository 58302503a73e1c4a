/* apoyo-migration-files.c: the SQL files of a schema, read and checked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <string.h>

#include "apoyo-migration-files.h"

static void
migration_file_free (gpointer data)
{
  ApoyoMigrationFile *file = data;

  g_free (file->name);
  g_free (file->sql);
  g_free (file->checksum);
  g_free (file);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(ApoyoMigrationFile *const *) a)->name,
                 (*(ApoyoMigrationFile *const *) b)->name);
}

static gboolean
read_file (GPtrArray *files,
           const char *sql_dir,
           const char *folder,
           const char *name,
           GError **error)
{
  g_autofree char *path = g_build_filename (sql_dir, folder, name, NULL);
  g_autofree char *sql = NULL;
  ApoyoMigrationFile *file;
  gsize size;

  if (!g_file_get_contents (path, &sql, &size, error))
    return FALSE;
  if (!g_utf8_validate_len (sql, size, NULL)) {
    g_set_error (error, APOYO_MIGRATOR_ERROR, APOYO_MIGRATOR_ERROR_FILES, "%s is not UTF-8 text",
                 path);
    return FALSE;
  }
  file = g_new0 (ApoyoMigrationFile, 1);
  file->name = g_build_filename (folder, name, NULL);
  file->checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) sql, size);
  file->sql = g_steal_pointer (&sql);
  g_ptr_array_add (files, file);
  return TRUE;
}

/* Adds the folder's *.sql by name; what an editor leaves beside them is passed over. */
static gboolean
read_folder (GPtrArray *files, const char *sql_dir, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (migration_file_free);
  g_autofree char *path = g_build_filename (sql_dir, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_suffix (name, ".sql") && *name != '.' &&
        !read_file (found, sql_dir, folder, name, error))
      return FALSE;
  }
  g_ptr_array_sort (found, compare_names);
  g_ptr_array_extend_and_steal (files, g_steal_pointer (&found));
  return TRUE;
}

static gboolean
parse_number (ApoyoMigrationFile *file, GError **error)
{
  const char *name = strrchr (file->name, '/') + 1;

  if (strspn (name, "0123456789") == 4 && name[4] == '-' && strlen (name) > strlen ("0000-.sql")) {
    file->number = (int) g_ascii_strtoll (name, NULL, 10);
    return TRUE;
  }
  g_set_error (error, APOYO_MIGRATOR_ERROR, APOYO_MIGRATOR_ERROR_FILES,
               "%s is not called as a migration is, NNNN-name.sql", file->name);
  return FALSE;
}

GPtrArray *
apoyo_migration_files_read_migrations (const char *sql_dir, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (migration_file_free);

  if (!read_folder (files, sql_dir, "migrations", error))
    return NULL;
  for (guint i = 0; i < files->len; i++) {
    ApoyoMigrationFile *file = files->pdata[i];
    int expected = (int) i + 1;

    if (!parse_number (file, error))
      return NULL;
    if (file->number != expected) {
      g_set_error (error, APOYO_MIGRATOR_ERROR, APOYO_MIGRATOR_ERROR_FILES,
                   file->number < expected ? "Two migrations have the number of %s"
                                           : "A migration is missing before %s",
                   file->name);
      return NULL;
    }
  }
  return g_steal_pointer (&files);
}

GPtrArray *
apoyo_migration_files_read_recreatable (const char *sql_dir, GError **error)
{
  static const char *const folders[] = { "functions", "views", "policies" };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (migration_file_free);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (sql_dir, folders[i], NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !read_folder (files, sql_dir, folders[i], error))
      return NULL;
  }
  return g_steal_pointer (&files);
}

char *
apoyo_migration_files_checksum (GPtrArray *files, guint last_migration)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u\n", last_migration);
  for (guint i = 0; i < files->len; i++) {
    const ApoyoMigrationFile *file = files->pdata[i];

    g_string_append_printf (text, "%s %s\n", file->name, file->checksum);
  }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}
