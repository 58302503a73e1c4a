/* apoyo-runner.c: sends the plan's captures through several clients.
 *
 * One thread lets citizens arrive, the others draw their pictures and send them. A capture that
 * repeats another waits until that one is settled: otherwise nobody could say beforehand which of
 * the two is the duplicate. Jobs are taken in their order, so whoever waits waits for a capture
 * that is already in some client's hands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-sim"

#include "config.h"

#include "apoyo-runner.h"

#include <string.h>

#include "apoyo-arrivals.h"

/* How long captures on their way may still end after a stop. */
#define STOP_GRACE (3 * G_USEC_PER_SEC)

typedef struct {
  ApoyoCapture capture;
  gint64 due; /* monotonic µs, 0 without a rate */
} Job;

struct _ApoyoRunner {
  const ApoyoPopulation *population; /* (not owned) */
  ApoyoKeys *keys;                   /* (not owned) */
  ApoyoTruth *truth;                 /* (not owned) */
  ApoyoRunnerOptions options;
  ApoyoPlan *plan;      /* (owned): the arriving thread, or under the mutex */
  ApoyoPictures *drawn; /* (owned): options.prerender of them */
  GMutex mutex;         /* all below */
  GCond changed;
  GQueue jobs;           /* (element-type Job) */
  GHashTable *under_way; /* guint64: numbers that are planned and not settled */
  gboolean ended;        /* no more jobs will come */
  guint64 n_planned;
  guint64 n_drawn;
  double drawing_ms;
  ApoyoRunnerReport report;
  gint64 stopped_at; /* atomic; monotonic µs, 0 while running */
};

ApoyoRunner *
apoyo_runner_new (const ApoyoPopulation *population,
                  ApoyoKeys *keys,
                  ApoyoTruth *truth,
                  const ApoyoRunnerOptions *options)
{
  ApoyoRunner *self = g_new0 (ApoyoRunner, 1);

  self->population = population;
  self->keys = keys;
  self->truth = truth;
  self->options = *options;
  apoyo_truth_skip (truth, options->first);
  self->plan = apoyo_plan_new (population, keys);
  self->under_way = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->report.latencies = g_array_new (FALSE, FALSE, sizeof (double));
  self->drawn = g_new0 (ApoyoPictures, MAX (1, options->prerender));
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->jobs);
  return self;
}

void
apoyo_runner_free (ApoyoRunner *self)
{
  for (guint i = 0; i < self->options.prerender; i++)
    apoyo_pictures_clear (&self->drawn[i]);
  g_free (self->drawn);
  g_queue_clear_full (&self->jobs, g_free);
  g_hash_table_unref (self->under_way);
  g_array_unref (self->report.latencies);
  apoyo_plan_free (self->plan);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

static gboolean
is_stopped (ApoyoRunner *self)
{
  return __atomic_load_n (&self->stopped_at, __ATOMIC_RELAXED) != 0;
}

/* Whether a capture on its way must be broken off: attempts end at the stop, but an attempt that is
 * under way may still get its answer. */
static gboolean
must_break_off (gpointer data)
{
  ApoyoRunner *self = data;
  gint64 stopped_at = __atomic_load_n (&self->stopped_at, __ATOMIC_RELAXED);

  return stopped_at != 0 && g_get_monotonic_time () - stopped_at > STOP_GRACE;
}

/* From any thread, and more than once. */
void
apoyo_runner_stop (ApoyoRunner *self)
{
  gint64 running = 0;

  __atomic_compare_exchange_n (&self->stopped_at, &running, g_get_monotonic_time (), FALSE,
                               __ATOMIC_RELAXED, __ATOMIC_RELAXED);
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
draw (ApoyoRunner *self,
      const ApoyoCapture *capture,
      const ApoyoCitizen *citizen,
      ApoyoPictures *pictures)
{
  g_auto (ApoyoCitizen) stranger = { 0 };
  gint64 before = g_get_monotonic_time ();

  apoyo_population_citizen (self->population, (capture->citizen + 7) % self->population->n_citizens,
                            &stranger);
  apoyo_pictures_render (pictures, citizen, &stranger, apoyo_capture_get_plant (capture),
                         capture->number);
  g_mutex_lock (&self->mutex);
  self->n_drawn++;
  self->drawing_ms += (double) (g_get_monotonic_time () - before) / 1000;
  g_mutex_unlock (&self->mutex);
}

static gpointer
prerender_thread (gpointer data)
{
  ApoyoRunner *self = data;

  for (;;) {
    g_auto (ApoyoCitizen) citizen = { 0 };
    ApoyoCapture capture = { .kind = APOYO_FATE_VALID };
    guint i;

    g_mutex_lock (&self->mutex);
    i = (guint) self->n_planned++;
    g_mutex_unlock (&self->mutex);
    if (i >= self->options.prerender || is_stopped (self))
      return NULL;
    capture.number = i;
    capture.citizen = i % self->population->n_citizens;
    apoyo_population_citizen (self->population, capture.citizen, &citizen);
    draw (self, &capture, &citizen, &self->drawn[i]);
  }
}

static void
prerender (ApoyoRunner *self)
{
  guint n_threads = MIN (g_get_num_processors (), self->options.prerender);
  g_autofree GThread **threads = g_new (GThread *, n_threads);

  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("draw", prerender_thread, self);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  self->n_planned = 0;
}

/* The next capture that an earlier run has not settled. Under the mutex. */
static Job *
plan_job (ApoyoRunner *self)
{
  Job *job = g_new0 (Job, 1);
  guint64 *number;

  do {
    if ((self->options.n_captures > 0 && self->n_planned >= self->options.n_captures) ||
        !apoyo_plan_next (self->plan, &job->capture)) {
      g_free (job);
      return NULL;
    }
  } while (job->capture.number < self->options.first ||
           apoyo_truth_knows (self->truth, job->capture.number));
  self->n_planned++;
  number = g_new (guint64, 1);
  *number = job->capture.number;
  g_hash_table_add (self->under_way, number);
  return job;
}

/* NULL at the end. */
static Job *
take_job (ApoyoRunner *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->mutex);
  if (self->options.rate > 0) {
    while (g_queue_is_empty (&self->jobs) && !self->ended && !is_stopped (self))
      g_cond_wait (&self->changed, &self->mutex);
    if (!is_stopped (self))
      job = g_queue_pop_head (&self->jobs);
  } else if (!is_stopped (self) && !self->ended) {
    job = plan_job (self);
  }
  while (job != NULL && job->capture.original >= 0 &&
         g_hash_table_contains (self->under_way, &job->capture.original) && !is_stopped (self))
    g_cond_wait (&self->changed, &self->mutex);
  if (job != NULL && is_stopped (self))
    g_clear_pointer (&job, g_free);
  g_mutex_unlock (&self->mutex);
  return job;
}

static void
count_result (ApoyoRunner *self, const Job *job, const ApoyoResultOfSending *result, gint64 started)
{
  ApoyoRunnerReport *report = &self->report;
  gint64 from = job->due > 0 && self->options.prerender > 0 ? job->due : started;
  /* A telephone is registered once in its life: that is no part of a capture's latency. */
  double ms = (double) (g_get_monotonic_time () - from - result->registering) / 1000;

  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->under_way, &job->capture.number);
  report->retries += result->attempts - 1;
  report->by_status[MIN (result->status, G_N_ELEMENTS (report->by_status) - 1)]++;
  if (result->outcome <= APOYO_OUTCOME_REPEATED) {
    report->acknowledged++;
    report->repeated += result->outcome == APOYO_OUTCOME_REPEATED;
    g_array_append_val (report->latencies, ms);
  } else if (result->outcome == APOYO_OUTCOME_UNANSWERED) {
    report->unanswered++;
  } else {
    report->refused++;
  }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
send_job (ApoyoRunner *self, ApoyoClient *client, const Job *job)
{
  g_auto (ApoyoCitizen) citizen = { 0 };
  g_auto (ApoyoPictures) own = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_drawn = self->options.prerender;
  const ApoyoPictures *pictures = &own;
  ApoyoResultOfSending result;
  gint64 started;

  apoyo_population_citizen (self->population, job->capture.citizen, &citizen);
  apoyo_plant_dress (apoyo_capture_get_plant (&job->capture), &citizen);
  if (n_drawn > 0)
    pictures = &self->drawn[job->capture.number % n_drawn];
  else
    draw (self, &job->capture, &citizen, &own);
  started = g_get_monotonic_time ();
  apoyo_client_send (client, &job->capture, &citizen, pictures, n_drawn > 0, &result);
  /* In the file before anybody who waits for it goes on. */
  if (!apoyo_truth_add (self->truth, &job->capture, &citizen, &result, &error)) {
    g_warning ("%s", error->message);
    apoyo_runner_stop (self);
  }
  count_result (self, job, &result, started);
}

static gpointer
client_thread (gpointer data)
{
  ApoyoRunner *self = data;
  g_autoptr (ApoyoClient) client = apoyo_client_new (self->options.url, self->keys,
                                                     self->options.patience, must_break_off, self);
  Job *job;

  while ((job = take_job (self)) != NULL) {
    send_job (self, client, job);
    g_free (job);
  }
  return NULL;
}

/* FALSE when nobody comes any more. */
static gboolean
arrive (ApoyoRunner *self, gint64 due)
{
  Job *job;

  g_mutex_lock (&self->mutex);
  job = plan_job (self);
  if (job != NULL) {
    job->due = due;
    g_queue_push_tail (&self->jobs, job);
    self->report.late_ms =
        MAX (self->report.late_ms,
             (g_get_monotonic_time () - ((Job *) g_queue_peek_head (&self->jobs))->due) / 1000);
    g_cond_signal (&self->changed);
  }
  g_mutex_unlock (&self->mutex);
  return job != NULL;
}

static gboolean
wait_until (ApoyoRunner *self, gint64 due)
{
  while (!is_stopped (self)) {
    gint64 left = due - g_get_monotonic_time ();

    if (left <= 0)
      return TRUE;
    g_usleep ((gulong) MIN (left, 50000));
  }
  return FALSE;
}

static void
let_arrive (ApoyoRunner *self, gint64 end)
{
  gint64 offset = g_get_real_time () - g_get_monotonic_time ();
  gint64 due = g_get_monotonic_time ();
  ApoyoRandom random;

  /* Times are not part of the plan; but two runs of a seed should not stumble in step either. */
  apoyo_random_init (&random, self->population->seed, APOYO_STREAM_ARRIVAL, (guint64) due);
  for (;;) {
    due = apoyo_arrivals_next (&random, self->options.rate, self->options.varying, due + offset) -
          offset;
    if (end > 0 && due > end) {
      wait_until (self, end);
      break;
    }
    if (!wait_until (self, due) || !arrive (self, due))
      break;
  }
}

static void
end_jobs (ApoyoRunner *self)
{
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* Returns when the plan or the time is over and every capture is settled, or after a stop. */
void
apoyo_runner_run (ApoyoRunner *self)
{
  g_autofree GThread **threads = g_new (GThread *, self->options.n_clients);
  gint64 start, end;

  if (self->options.prerender > 0)
    prerender (self);
  start = g_get_monotonic_time ();
  end = self->options.duration > 0 ? start + (gint64) (self->options.duration * G_USEC_PER_SEC) : 0;
  for (guint i = 0; i < self->options.n_clients; i++)
    threads[i] = g_thread_new ("client", client_thread, self);
  if (self->options.rate > 0)
    let_arrive (self, end);
  else if (end > 0)
    wait_until (self, end);
  if (self->options.rate > 0 || end > 0)
    end_jobs (self);
  for (guint i = 0; i < self->options.n_clients; i++)
    g_thread_join (threads[i]);
  self->report.seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  self->report.render_ms = self->n_drawn > 0 ? self->drawing_ms / (double) self->n_drawn : 0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* (transfer none): complete after apoyo_runner_run(); its latencies are sorted. */
ApoyoRunnerReport *
apoyo_runner_get_report (ApoyoRunner *self)
{
  g_array_sort (self->report.latencies, compare_doubles);
  return &self->report;
}

/* Nearest rank, ms; 0 when nothing was acknowledged. */
double
apoyo_runner_report_percentile (ApoyoRunnerReport *report, double percentile)
{
  guint n = report->latencies->len;
  guint rank = (guint) (percentile / 100 * n + 0.999999);

  return n > 0 ? g_array_index (report->latencies, double, CLAMP (rank, 1, n) - 1) : 0;
}
