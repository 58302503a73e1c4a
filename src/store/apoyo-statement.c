/* apoyo-statement.c: the text of the statements under src/store/sql/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "apoyo-resource.h"
#include "apoyo-statement.h"
#include "apoyo-store-error.h"
#include "apoyo-store-resources.h"

#define SQL_FOLDER "/mx/ine/ApoyoCiudadano/store/sql"

const char *
apoyo_statement_get_sql (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf (SQL_FOLDER "/%s.sql", name);
  g_autoptr (GBytes) bytes = NULL;

  /* Through our own resource: in a static library nothing else would keep it linked. Compiled in
   * and not compressed, so the bytes stay where they are, and end in a NUL. */
  bytes = g_resource_lookup_data (apoyo_resource_await (apoyo_store_get_resource), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  /* A test or a benchmark may have registered statements of its own. */
  if (bytes == NULL)
    bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL) {
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED, "No statement is called “%s”",
                 name);
    return NULL;
  }
  return g_bytes_get_data (bytes, NULL);
}

static int
compare_names (const void *a, const void *b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

char **
apoyo_statement_list (void)
{
  char **names = g_resource_enumerate_children (apoyo_resource_await (apoyo_store_get_resource),
                                                SQL_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    names[i][strlen (names[i]) - strlen (".sql")] = '\0';
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}
