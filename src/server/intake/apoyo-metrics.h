/* apoyo-metrics.h: what the intake counts, as Prometheus reads it. From any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_COUNTER_BODY_BYTES,
  APOYO_COUNTER_STORED,
  APOYO_COUNTER_REPEATED,
  APOYO_COUNTER_VAULT_WRITES,
  APOYO_COUNTER_VAULT_FAILURES,
  APOYO_COUNTER_TIMEOUTS,
  APOYO_COUNTER_SWEPT,
  APOYO_GAUGE_CONNECTIONS,
  APOYO_GAUGE_BODIES,
  APOYO_GAUGE_POOL_WAITING,
  APOYO_GAUGE_POOL_OPEN,
} ApoyoMetric;

#define APOYO_N_METRICS (APOYO_GAUGE_POOL_OPEN + 1)

typedef struct _ApoyoMetrics ApoyoMetrics;

ApoyoMetrics *apoyo_metrics_new (void);
void apoyo_metrics_free (ApoyoMetrics *metrics);

/* The new value. */
gint64 apoyo_metrics_add (ApoyoMetrics *metrics, ApoyoMetric metric, gint64 amount);
gint64 apoyo_metrics_get (ApoyoMetrics *metrics, ApoyoMetric metric);
/* A request that was answered; @support when it was a POST of one. */
void
apoyo_metrics_observe (ApoyoMetrics *metrics, guint status, gboolean support, gint64 microseconds);
char *apoyo_metrics_to_text (ApoyoMetrics *metrics);

G_END_DECLS
