/* apoyo-workers.c: a bounded number of threads for what would hold up a main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-workers.h"

typedef struct {
  GFunc work;
  GSourceOnceFunc done;
  gpointer data;
  GMainContext *context; /* (owned) */
} Job;

struct _ApoyoWorkers {
  GThreadPool *pool;
};

static gboolean
finish_job (gpointer user_data)
{
  Job *job = user_data;

  job->done (job->data);
  return G_SOURCE_REMOVE;
}

static void
free_job (gpointer user_data)
{
  Job *job = user_data;

  g_main_context_unref (job->context);
  g_free (job);
}

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  GSource *source;

  job->work (job->data, user_data);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, finish_job, job, free_job);
  g_source_attach (source, job->context);
  g_source_unref (source);
}

ApoyoWorkers *
apoyo_workers_new (guint n_threads)
{
  ApoyoWorkers *workers = g_new0 (ApoyoWorkers, 1);

  /* Exclusive threads are made at once and never end: none can fail to start later. */
  workers->pool = g_thread_pool_new (run_job, NULL, (gint) n_threads, TRUE, NULL);
  return workers;
}

void
apoyo_workers_free (ApoyoWorkers *workers)
{
  g_thread_pool_free (workers->pool, FALSE, TRUE);
  g_free (workers);
}

void
apoyo_workers_run (ApoyoWorkers *workers, GFunc work, GSourceOnceFunc done, gpointer data)
{
  Job *job = g_new (Job, 1);

  job->work = work;
  job->done = done;
  job->data = data;
  job->context = g_main_context_ref_thread_default ();
  g_thread_pool_push (workers->pool, job, NULL);
}
