/* apoyo-rate-limit.c: how often one address may fail within a minute.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-rate-limit.h"

#define MOST_PEERS 10000

struct _ApoyoRateLimit {
  GMutex lock;
  GHashTable *failures; /* (owned) peer -> number in this minute */
  gint64 minute;
  guint per_minute;
};

ApoyoRateLimit *
apoyo_rate_limit_new (guint per_minute)
{
  ApoyoRateLimit *limit = g_new0 (ApoyoRateLimit, 1);

  g_mutex_init (&limit->lock);
  limit->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  limit->per_minute = per_minute;
  return limit;
}

void
apoyo_rate_limit_free (ApoyoRateLimit *limit)
{
  g_hash_table_unref (limit->failures);
  g_mutex_clear (&limit->lock);
  g_free (limit);
}

static guint
look_up_locked (ApoyoRateLimit *limit, const char *peer)
{
  gint64 minute = g_get_monotonic_time () / (60 * G_USEC_PER_SEC);

  if (minute != limit->minute)
    g_hash_table_remove_all (limit->failures);
  limit->minute = minute;
  return GPOINTER_TO_UINT (g_hash_table_lookup (limit->failures, peer));
}

gboolean
apoyo_rate_limit_allows (ApoyoRateLimit *limit, const char *peer)
{
  gboolean allowed;

  g_mutex_lock (&limit->lock);
  allowed = look_up_locked (limit, peer) < limit->per_minute;
  g_mutex_unlock (&limit->lock);
  return allowed;
}

void
apoyo_rate_limit_count_failure (ApoyoRateLimit *limit, const char *peer)
{
  guint n_failures;

  g_mutex_lock (&limit->lock);
  n_failures = look_up_locked (limit, peer) + 1;
  if (n_failures > 1 || g_hash_table_size (limit->failures) < MOST_PEERS)
    g_hash_table_replace (limit->failures, g_strdup (peer), GUINT_TO_POINTER (n_failures));
  g_mutex_unlock (&limit->lock);
}
