/* apoyo-token-cache.c: devices that the database has vouched for a moment ago.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-token-cache.h"

#define MOST_ENTRIES 20000

typedef struct {
  ApoyoDevice device; /* first: the token is the key */
  gint64 until;
} Entry;

struct _ApoyoTokenCache {
  GHashTable *entries;
  gint64 life;
};

static guint
token_hash (gconstpointer token)
{
  guint hash;

  memcpy (&hash, token, sizeof hash); /* of a SHA-256: as good as any */
  return hash;
}

static gboolean
token_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, APOYO_HASH_SIZE) == 0;
}

ApoyoTokenCache *
apoyo_token_cache_new (guint seconds)
{
  ApoyoTokenCache *cache = g_new0 (ApoyoTokenCache, 1);

  cache->entries = g_hash_table_new_full (token_hash, token_equal, NULL, g_free);
  cache->life = (gint64) seconds * G_USEC_PER_SEC;
  return cache;
}

void
apoyo_token_cache_free (ApoyoTokenCache *cache)
{
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

gboolean
apoyo_token_cache_find (ApoyoTokenCache *cache, const guint8 *token, ApoyoDevice *device)
{
  Entry *entry = g_hash_table_lookup (cache->entries, token);

  if (entry == NULL || entry->until < g_get_monotonic_time ())
    return FALSE;
  *device = entry->device;
  return TRUE;
}

void
apoyo_token_cache_add (ApoyoTokenCache *cache, const ApoyoDevice *device)
{
  Entry *entry = g_new (Entry, 1);

  /* Rather ask the database again than grow: invented tokens would fill any table. */
  if (g_hash_table_size (cache->entries) >= MOST_ENTRIES)
    g_hash_table_remove_all (cache->entries);
  entry->device = *device;
  entry->until = g_get_monotonic_time () + cache->life;
  g_hash_table_replace (cache->entries, entry->device.token, entry);
}
