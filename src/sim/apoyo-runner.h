/* apoyo-runner.h: sends the plan's captures through several clients.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-client.h"

G_BEGIN_DECLS

typedef struct {
  const char *url;
  guint n_clients;
  double rate;        /* mean arrivals a second; 0: each client sends one after the other */
  gboolean varying;   /* over the day */
  double duration;    /* seconds, 0 without end */
  guint64 n_captures; /* 0 without end */
  guint64 first;      /* number of the first capture */
  guint prerender;    /* sets of pictures drawn before and used in turn; 0: draw each */
  double patience;
} ApoyoRunnerOptions;

typedef struct {
  guint64 acknowledged;
  guint64 repeated;
  guint64 refused;
  guint64 unanswered;
  guint64 retries;
  double seconds;
  guint64 by_status[600]; /* which status ended how many captures; 0: no answer */
  GArray *latencies;      /* (owned) (element-type double): ms, of acknowledged captures */
  double render_ms;       /* mean of one set of four */
  gint64 late_ms;         /* of the arrivals, the most that one had to wait for a client */
} ApoyoRunnerReport;

typedef struct _ApoyoRunner ApoyoRunner;

ApoyoRunner *apoyo_runner_new (const ApoyoPopulation *population,
                               ApoyoKeys *keys,
                               ApoyoTruth *truth,
                               const ApoyoRunnerOptions *options);
void apoyo_runner_free (ApoyoRunner *self);
void apoyo_runner_run (ApoyoRunner *self);
void apoyo_runner_stop (ApoyoRunner *self);
ApoyoRunnerReport *apoyo_runner_get_report (ApoyoRunner *self);
double apoyo_runner_report_percentile (ApoyoRunnerReport *report, double percentile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoRunner, apoyo_runner_free)

G_END_DECLS
