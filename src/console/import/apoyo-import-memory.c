/* apoyo-import-memory.c: the file that an import was about, for the next time its dialog opens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-import-memory.h"

typedef struct {
  GFile *file;     /* (owned) */
  char **mappings; /* (owned) (nullable) */
} Memory;

static GHashTable *memories; /* key → Memory */

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_object_unref (memory->file);
  g_strfreev (memory->mappings);
  g_free (memory);
}

static char *
make_key (ApoyoImportKind kind, int subject)
{
  return g_strdup_printf ("%d:%d", (int) kind, subject);
}

void
apoyo_import_memory_keep (ApoyoImportKind kind,
                          int subject,
                          GFile *file,
                          const char *const *mappings)
{
  Memory *memory = g_new0 (Memory, 1);

  memory->file = g_object_ref (file);
  memory->mappings = g_strdupv ((char **) mappings);
  if (memories == NULL)
    memories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, memory_free);
  g_hash_table_replace (memories, make_key (kind, subject), memory);
}

void
apoyo_import_memory_forget (ApoyoImportKind kind, int subject)
{
  g_autofree char *key = make_key (kind, subject);

  if (memories != NULL)
    g_hash_table_remove (memories, key);
}

void
apoyo_import_memory_clear (void)
{
  g_clear_pointer (&memories, g_hash_table_unref);
}

GFile *
apoyo_import_memory_get (ApoyoImportKind kind, int subject, char ***mappings)
{
  g_autofree char *key = make_key (kind, subject);
  const Memory *memory = memories != NULL ? g_hash_table_lookup (memories, key) : NULL;

  *mappings = memory != NULL ? g_strdupv (memory->mappings) : NULL;
  return memory != NULL ? memory->file : NULL;
}
