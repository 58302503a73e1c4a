/* apoyo-metrics.c: what the intake counts, as Prometheus reads it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-metrics.h"

#define FIRST_STATUS 100
#define LAST_STATUS 599

static const gint64 bounds[] = { /* microseconds */
                                 1000,   2500,   5000,   10000,   25000,   50000,
                                 100000, 250000, 500000, 1000000, 2500000, 10000000
};

struct _ApoyoMetrics {
  gint64 values[APOYO_N_METRICS];
  gint64 by_status[LAST_STATUS - FIRST_STATUS + 1];
  gint64 in_bucket[G_N_ELEMENTS (bounds) + 1];
  gint64 total_microseconds;
};

static const struct {
  const char *name;
  const char *type;
  const char *help;
} descriptions[APOYO_N_METRICS] = {
  [APOYO_COUNTER_BODY_BYTES] = { "apoyo_intake_body_bytes_total", "counter",
                                 "Bytes of request bodies received." },
  [APOYO_COUNTER_STORED] = { "apoyo_intake_supports_stored_total", "counter",
                             "Supports stored and acknowledged." },
  [APOYO_COUNTER_REPEATED] = { "apoyo_intake_supports_repeated_total", "counter",
                               "Supports acknowledged again." },
  [APOYO_COUNTER_VAULT_WRITES] = { "apoyo_intake_vault_writes_total", "counter",
                                   "Captures written to the vault." },
  [APOYO_COUNTER_VAULT_FAILURES] = { "apoyo_intake_vault_failures_total", "counter",
                                     "Captures that the vault did not take." },
  [APOYO_COUNTER_TIMEOUTS] = { "apoyo_intake_timeouts_total", "counter",
                               "Connections ended because they were too slow." },
  [APOYO_COUNTER_SWEPT] = { "apoyo_intake_swept_total", "counter",
                            "Captures that no support claimed, removed from the vault." },
  [APOYO_GAUGE_CONNECTIONS] = { "apoyo_intake_connections", "gauge", "Open connections." },
  [APOYO_GAUGE_BODIES] = { "apoyo_intake_bodies", "gauge", "Bodies held in memory." },
  [APOYO_GAUGE_POOL_WAITING] = { "apoyo_intake_pool_waiting", "gauge",
                                 "Calls that wait for a database connection." },
  [APOYO_GAUGE_POOL_OPEN] = { "apoyo_intake_pool_open", "gauge", "Open database connections." },
};

ApoyoMetrics *
apoyo_metrics_new (void)
{
  return g_new0 (ApoyoMetrics, 1);
}

void
apoyo_metrics_free (ApoyoMetrics *metrics)
{
  g_free (metrics);
}

gint64
apoyo_metrics_add (ApoyoMetrics *metrics, ApoyoMetric metric, gint64 amount)
{
  return __atomic_add_fetch (&metrics->values[metric], amount, __ATOMIC_RELAXED);
}

static gint64
load (const gint64 *value)
{
  return __atomic_load_n (value, __ATOMIC_RELAXED);
}

gint64
apoyo_metrics_get (ApoyoMetrics *metrics, ApoyoMetric metric)
{
  return load (&metrics->values[metric]);
}

void
apoyo_metrics_observe (ApoyoMetrics *metrics, guint status, gboolean support, gint64 microseconds)
{
  guint bucket = 0;

  if (status >= FIRST_STATUS && status <= LAST_STATUS)
    __atomic_add_fetch (&metrics->by_status[status - FIRST_STATUS], 1, __ATOMIC_RELAXED);
  if (!support)
    return;
  while (bucket < G_N_ELEMENTS (bounds) && microseconds > bounds[bucket])
    bucket++;
  __atomic_add_fetch (&metrics->in_bucket[bucket], 1, __ATOMIC_RELAXED);
  __atomic_add_fetch (&metrics->total_microseconds, microseconds, __ATOMIC_RELAXED);
}

static void
append_statuses (GString *text, ApoyoMetrics *metrics)
{
  g_string_append (text, "# HELP apoyo_intake_requests_total Requests answered, by status.\n"
                         "# TYPE apoyo_intake_requests_total counter\n");
  for (guint i = 0; i < G_N_ELEMENTS (metrics->by_status); i++) {
    gint64 n = load (&metrics->by_status[i]);

    if (n > 0)
      g_string_append_printf (text,
                              "apoyo_intake_requests_total{code=\"%u\"} %" G_GINT64_FORMAT "\n",
                              FIRST_STATUS + i, n);
  }
}

static void
append_histogram (GString *text, ApoyoMetrics *metrics)
{
  static const char name[] = "apoyo_intake_support_seconds";
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 n = 0;

  g_string_append_printf (text,
                          "# HELP %s Time from a support's last byte to its answer.\n"
                          "# TYPE %s histogram\n",
                          name, name);
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++) {
    n += load (&metrics->in_bucket[i]);
    g_ascii_formatd (number, sizeof number, "%g", bounds[i] / 1e6);
    g_string_append_printf (text, "%s_bucket{le=\"%s\"} %" G_GINT64_FORMAT "\n", name, number, n);
  }
  n += load (&metrics->in_bucket[G_N_ELEMENTS (bounds)]);
  g_ascii_formatd (number, sizeof number, "%.6f", load (&metrics->total_microseconds) / 1e6);
  g_string_append_printf (text,
                          "%s_bucket{le=\"+Inf\"} %" G_GINT64_FORMAT "\n"
                          "%s_sum %s\n%s_count %" G_GINT64_FORMAT "\n",
                          name, n, name, number, name, n);
}

char *
apoyo_metrics_to_text (ApoyoMetrics *metrics)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < APOYO_N_METRICS; i++)
    g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n%s %" G_GINT64_FORMAT "\n",
                            descriptions[i].name, descriptions[i].help, descriptions[i].name,
                            descriptions[i].type, descriptions[i].name, load (&metrics->values[i]));
  append_statuses (text, metrics);
  append_histogram (text, metrics);
  return g_string_free (text, FALSE);
}
