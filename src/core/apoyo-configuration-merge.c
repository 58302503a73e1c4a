/* apoyo-configuration-merge.c: one document of what two people wrote at the same time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-configuration-shape.h"
#include "apoyo-configuration.h"

/* Members by their paths, each as text. Lists are one member: an order is lost when it is mended
 * from two sides. */
static void
flatten (JsonObject *object, const char *prefix, GHashTable *leaves)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next) {
    JsonNode *node = json_object_get_member (object, l->data);
    /* Members of "changes" have dots of their own: a slash keeps them apart. */
    char *path =
        prefix ? g_strconcat (prefix, "/", (char *) l->data, NULL) : g_strdup ((char *) l->data);

    if (JSON_NODE_HOLDS_OBJECT (node)) {
      flatten (json_node_get_object (node), path, leaves);
      g_free (path);
    } else if (JSON_NODE_HOLDS_NULL (node)) {
      g_free (path);
    } else {
      g_hash_table_insert (leaves, path, json_to_string (node, FALSE));
    }
  }
}

static GHashTable *
leaves_of (const char *json, GError **error)
{
  g_autoptr (GHashTable) leaves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonObject) object = apoyo_json_parse_object (json, -1, error);

  if (object == NULL || !apoyo_configuration_shape_check (object, error))
    return NULL;
  flatten (object, NULL, leaves);
  return g_steal_pointer (&leaves);
}

static void
build (JsonObject *object, const char *path, const char *text)
{
  const char *slash = strchr (path, '/');
  g_autofree char *name = slash ? g_strndup (path, (gsize) (slash - path)) : g_strdup (path);

  if (slash == NULL) {
    json_object_set_member (object, name, json_from_string (text, NULL));
    return;
  }
  if (!json_object_has_member (object, name))
    json_object_set_object_member (object, name, json_object_new ());
  build (json_object_get_object_member (object, name), slash + 1, text);
}

static char *
document_of (GHashTable *leaves)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonObject) ordered = NULL;
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (leaves), (GCompareFunc) strcmp);

  for (GList *l = paths; l != NULL; l = l->next)
    build (object, l->data, g_hash_table_lookup (leaves, l->data));
  ordered = apoyo_configuration_shape_order (object);
  return apoyo_json_to_text (ordered);
}

static void
merge_leaf (const char *path,
            GHashTable *base,
            GHashTable *mine,
            GHashTable *theirs,
            GStrvBuilder *conflicts)
{
  const char *was = g_hash_table_lookup (base, path);
  const char *my = g_hash_table_lookup (mine, path);
  const char *their = g_hash_table_lookup (theirs, path);

  if (g_strcmp0 (was, my) == 0 || g_strcmp0 (my, their) == 0)
    return;
  if (g_strcmp0 (was, their) != 0) {
    g_autofree char *dotted = g_strdelimit (g_strdup (path), "/", '.');

    g_strv_builder_add (conflicts, dotted);
  }
  if (my != NULL)
    g_hash_table_insert (theirs, g_strdup (path), g_strdup (my));
  else
    g_hash_table_remove (theirs, path);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Of all three, each once and in a fixed order. */
static GPtrArray *
all_paths (GHashTable *base, GHashTable *mine, GHashTable *theirs)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *tables[] = { base, mine, theirs };
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_hash_table_iter_init (&iter, tables[i]);
    while (g_hash_table_iter_next (&iter, &path, NULL)) {
      if (g_hash_table_add (all, path))
        g_ptr_array_add (paths, g_strdup (path));
    }
  }
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

char *
apoyo_configuration_merge (const char *base,
                           const char *mine,
                           const char *theirs,
                           char ***conflicts,
                           GError **error)
{
  g_autoptr (GHashTable) base_leaves = leaves_of (base, error);
  g_autoptr (GHashTable) my_leaves = base_leaves != NULL ? leaves_of (mine, error) : NULL;
  g_autoptr (GHashTable) their_leaves = my_leaves != NULL ? leaves_of (theirs, error) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) paths = NULL;

  g_return_val_if_fail (conflicts != NULL, NULL);

  if (their_leaves == NULL)
    return NULL;
  paths = all_paths (base_leaves, my_leaves, their_leaves);
  for (guint i = 0; i < paths->len; i++)
    merge_leaf (paths->pdata[i], base_leaves, my_leaves, their_leaves, builder);
  *conflicts = g_strv_builder_end (builder);
  return document_of (their_leaves);
}
