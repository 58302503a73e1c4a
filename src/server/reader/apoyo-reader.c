/* apoyo-reader.c: reads pictures in confined processes of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-reader"

#include "config.h"

#include <string.h>

#include "apoyo-reader-process.h"
#include "apoyo-reader-protocol.h"
#include "apoyo-reader.h"

#define DEFAULT_TIMEOUT 20000
/* A process is replaced after so many requests: whatever one of them left behind ends with it. */
#define REQUESTS_PER_PROCESS 500
#define MOST_STARTS 3
#define SHORTEST_PAUSE 50 /* milliseconds, doubled with every failure in a row */
#define LONGEST_PAUSE 2000

struct _ApoyoReader {
  GObject parent_instance;

  char *program;
  guint timeout;
  gboolean previews;
  GPtrArray *threads; /* (element-type GThread): each has a process of its own */
  GAsyncQueue *jobs;
  GMutex mutex; /* of the counters */
  ApoyoReaderCounters counters;
};

G_DEFINE_FINAL_TYPE (ApoyoReader, apoyo_reader, G_TYPE_OBJECT)

typedef struct {
  gboolean quit; /* no work, but the end of it */
  ApoyoReadLevel level;
  gboolean previews;
  guint n_pictures;
  char *names[APOYO_READER_MOST_PICTURES];
  GBytes *contents[APOYO_READER_MOST_PICTURES];
  gsize sizes[APOYO_READER_MOST_PICTURES];
  GTask *task; /* (nullable) (owned): NULL when somebody waits in apoyo_reader_read() */
  gboolean done;
  GMutex mutex;
  GCond cond;
  GPtrArray *readings; /* (owned) (nullable) */
  GError *error;       /* (owned) (nullable) */
} Job;

/* Of one thread. */
typedef struct {
  ApoyoReader *reader;
  ApoyoReaderProcess *process; /* (owned) (nullable) */
  guint requests;              /* that this process has answered */
  guint failures;              /* in a row */
  gint64 id;
} Worker;

/* --- jobs ------------------------------------------------------------------------------------- */

static void
job_free (Job *self)
{
  for (guint i = 0; i < self->n_pictures; i++) {
    g_free (self->names[i]);
    g_bytes_unref (self->contents[i]);
  }
  g_clear_object (&self->task);
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static Job *
job_new (ApoyoReadLevel level,
         gboolean previews,
         const ApoyoReadPicture *pictures,
         guint n_pictures)
{
  Job *self = g_new0 (Job, 1);

  self->level = level;
  self->previews = previews;
  self->n_pictures = n_pictures;
  for (guint i = 0; i < n_pictures; i++) {
    self->names[i] = g_strdup (pictures[i].name);
    self->contents[i] = g_bytes_ref (pictures[i].content);
    self->sizes[i] = g_bytes_get_size (pictures[i].content);
  }
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

static gboolean
check_pictures (const ApoyoReadPicture *pictures, guint n_pictures, GError **error)
{
  gsize size = 0;
  guint seen = 0;

  for (guint i = 0; i < n_pictures; i++) {
    ApoyoPictureRole role;

    if (!apoyo_picture_role_from_nick (pictures[i].name, &role) || (seen & 1u << role) != 0) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "A picture has no name of a picture, or another's");
      return FALSE;
    }
    seen |= 1u << role;
    size += g_bytes_get_size (pictures[i].content);
  }
  if (n_pictures > 0 && size <= APOYO_READER_LONGEST_REQUEST - 4096)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "There are no pictures to read, or they are too large");
  return FALSE;
}

/* --- one exchange ----------------------------------------------------------------------------- */

static void
count (ApoyoReader *self, gsize offset)
{
  g_mutex_lock (&self->mutex);
  G_STRUCT_MEMBER (guint64, &self->counters, offset)++;
  g_mutex_unlock (&self->mutex);
}
#define COUNT(reader, member) count ((reader), G_STRUCT_OFFSET (ApoyoReaderCounters, member))

static void
pause_after_failures (const Worker *worker)
{
  if (worker->failures > 1)
    g_usleep (1000u * MIN (LONGEST_PAUSE, SHORTEST_PAUSE << MIN (worker->failures, 8)));
}

static gboolean
ensure_process (Worker *worker, GError **error)
{
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < MOST_STARTS && worker->process == NULL; i++) {
    pause_after_failures (worker);
    g_clear_error (&local);
    worker->process = apoyo_reader_process_start (worker->reader->program, &local);
    if (worker->process == NULL)
      worker->failures++;
    else
      COUNT (worker->reader, started);
  }
  worker->requests = worker->process != NULL ? worker->requests : 0;
  if (worker->process == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return worker->process != NULL;
}

static char *
make_line (const Worker *worker, const Job *job, guint first, guint n)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_printf (
      line, "{\"v\":1,\"id\":%" G_GINT64_FORMAT ",\"level\":\"%s\",\"previews\":%s,\"pictures\":[",
      worker->id, apoyo_read_level_to_nick (job->level), job->previews ? "true" : "false");
  for (guint i = first; i < first + n; i++)
    g_string_append_printf (line, "%s{\"name\":\"%s\",\"size\":%" G_GSIZE_FORMAT "}",
                            i > first ? "," : "", job->names[i], job->sizes[i]);
  g_string_append (line, "]}");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
count_failure (Worker *worker, ApoyoExchangeResult result)
{
  worker->failures++;
  if (result == APOYO_EXCHANGE_TIMEOUT)
    COUNT (worker->reader, timeouts);
  else
    COUNT (worker->reader, died);
}

static void
add_sight (GPtrArray *readings, const char *sight)
{
  for (guint i = 0; i < readings->len; i++) {
    ApoyoReading *reading = g_ptr_array_index (readings, i);

    json_object_set_string_member (reading->json, "sight", sight);
  }
}

/* @n pictures of the job, in one request. After a failure the process is gone. */
static ApoyoExchangeResult
exchange (Worker *worker,
          const Job *job,
          guint first,
          guint n,
          guint milliseconds,
          GPtrArray **readings)
{
  g_autofree char *line = NULL;
  g_autoptr (GBytes) payload = NULL;
  ApoyoExchangeResult result;

  worker->id++;
  line = make_line (worker, job, first, n);
  result = apoyo_reader_process_exchange (worker->process, line, job->contents + first, n,
                                          milliseconds, &payload);
  if (result == APOYO_EXCHANGE_ANSWERED) {
    *readings = apoyo_readings_parse (payload, worker->id, (const char *const *) job->names + first,
                                      job->sizes + first, n);
    /* Who answers so is no longer the program that was started. */
    if (*readings == NULL)
      result = APOYO_EXCHANGE_DIED;
  }
  if (result != APOYO_EXCHANGE_ANSWERED) {
    g_clear_pointer (&worker->process, apoyo_reader_process_kill);
    worker->requests = 0;
    count_failure (worker, result);
    return result;
  }
  add_sight (*readings, apoyo_reader_process_get_sight (worker->process));
  worker->failures = 0;
  if (++worker->requests >= REQUESTS_PER_PROCESS) {
    g_clear_pointer (&worker->process, apoyo_reader_process_close);
    worker->requests = 0;
  }
  return result;
}

/* --- a whole request -------------------------------------------------------------------------- */

static void
add_failed (GPtrArray *readings, const Job *job, guint index, ApoyoExchangeResult result)
{
  const char *word = result == APOYO_EXCHANGE_TIMEOUT ? "timeout" : "died";

  g_message ("A picture (%s) ended the process that read it: %s", job->names[index], word);
  g_ptr_array_add (readings, apoyo_reading_new_failed (job->names[index], word, job->sizes[index]));
}

/* One of them is to blame, or none when the process was killed from outside: read alone, only the
 * bad one fails. */
static GPtrArray *
read_one_by_one (Worker *worker, const Job *job, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_reading_free);

  for (guint i = 0; i < job->n_pictures; i++) {
    g_autoptr (GPtrArray) one = NULL;
    ApoyoExchangeResult result;

    if (!ensure_process (worker, error))
      return NULL;
    result = exchange (worker, job, i, 1, worker->reader->timeout / 2, &one);
    if (result == APOYO_EXCHANGE_ANSWERED)
      g_ptr_array_add (all, g_ptr_array_steal_index (one, 0));
    else
      add_failed (all, job, i, result);
  }
  return g_steal_pointer (&all);
}

static GPtrArray *
read_pictures (Worker *worker, const Job *job, GError **error)
{
  GPtrArray *readings = NULL;
  ApoyoExchangeResult result;

  if (!ensure_process (worker, error))
    return NULL;
  result = exchange (worker, job, 0, job->n_pictures, worker->reader->timeout, &readings);
  if (result == APOYO_EXCHANGE_ANSWERED)
    return readings;
  if (result == APOYO_EXCHANGE_TIMEOUT && job->n_pictures == 1) {
    readings = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_reading_free);
    add_failed (readings, job, 0, result);
    return readings;
  }
  return read_one_by_one (worker, job, error);
}

/* In the context of the one who asked: nothing of the reader may end in a thread of its own. */
static gboolean
return_in_context (gpointer data)
{
  Job *job = data;

  if (job->readings != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->readings),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  return G_SOURCE_REMOVE;
}

static void
finish (Job *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL) {
    g_mutex_lock (&job->mutex);
    job->done = TRUE;
    g_cond_signal (&job->cond);
    g_mutex_unlock (&job->mutex);
    return;
  }
  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, return_in_context, job, (GDestroyNotify) job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static gpointer
work (gpointer data)
{
  Worker worker = { .reader = data };
  Job *job;

  while (!(job = g_async_queue_pop (worker.reader->jobs))->quit) {
    GCancellable *cancellable = job->task != NULL ? g_task_get_cancellable (job->task) : NULL;

    COUNT (worker.reader, requests);
    if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
      job->readings = read_pictures (&worker, job, &job->error);
    finish (job);
  }
  job_free (job);
  g_clear_pointer (&worker.process, apoyo_reader_process_close);
  return NULL;
}

/* Takes the task. */
static void
begin (GTask *task,
       ApoyoReadLevel level,
       gboolean previews,
       const ApoyoReadPicture *pictures,
       guint n_pictures)
{
  ApoyoReader *self = g_task_get_source_object (task);
  GError *error = NULL;
  Job *job;

  g_task_set_source_tag (task, apoyo_reader_read_async);
  if (!check_pictures (pictures, n_pictures, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  job = job_new (level, previews, pictures, n_pictures);
  job->task = task;
  g_async_queue_push (self->jobs, job);
}

void
apoyo_reader_read_async (ApoyoReader *self,
                         ApoyoReadLevel level,
                         const ApoyoReadPicture *pictures,
                         guint n_pictures,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (APOYO_IS_READER (self));
  begin (g_task_new (self, cancellable, callback, user_data), level, self->previews, pictures,
         n_pictures);
}

void
apoyo_reader_read_again_async (ApoyoReader *self,
                               const ApoyoReadPicture *pictures,
                               guint n_pictures,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (APOYO_IS_READER (self));
  begin (g_task_new (self, cancellable, callback, user_data), APOYO_READ_FULL, FALSE, pictures,
         n_pictures);
}

GPtrArray *
apoyo_reader_read_finish (ApoyoReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
apoyo_reader_read (ApoyoReader *self,
                   ApoyoReadLevel level,
                   const ApoyoReadPicture *pictures,
                   guint n_pictures,
                   GError **error)
{
  GPtrArray *readings;
  Job *job;

  g_return_val_if_fail (APOYO_IS_READER (self), NULL);

  if (!check_pictures (pictures, n_pictures, error))
    return NULL;
  job = job_new (level, self->previews, pictures, n_pictures);
  g_async_queue_push (self->jobs, job);
  g_mutex_lock (&job->mutex);
  while (!job->done)
    g_cond_wait (&job->cond, &job->mutex);
  g_mutex_unlock (&job->mutex);
  readings = g_steal_pointer (&job->readings);
  if (readings == NULL)
    g_propagate_error (error, g_steal_pointer (&job->error));
  job_free (job);
  return readings;
}

void
apoyo_reader_get_counters (ApoyoReader *self, ApoyoReaderCounters *counters)
{
  g_return_if_fail (APOYO_IS_READER (self));

  g_mutex_lock (&self->mutex);
  *counters = self->counters;
  g_mutex_unlock (&self->mutex);
}

void
apoyo_reader_set_program (ApoyoReader *self, const char *program)
{
  g_return_if_fail (APOYO_IS_READER (self));

  g_free (self->program);
  self->program = g_strdup (program);
}

void
apoyo_reader_set_timeout (ApoyoReader *self, guint milliseconds)
{
  g_return_if_fail (APOYO_IS_READER (self));
  self->timeout = milliseconds;
}

void
apoyo_reader_set_previews (ApoyoReader *self, gboolean previews)
{
  g_return_if_fail (APOYO_IS_READER (self));
  self->previews = previews;
}

/* A program of the build folder uses the reader beside it, an installed one the installed one. */
static char *
find_program (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);

  if (own != NULL && g_str_has_prefix (own, BUILD_ROOT "/"))
    return g_strdup (BUILD_ROOT "/src/server/reader/apoyo-reader");
  return g_strdup (LIBEXECDIR "/apoyo-reader");
}

static void
apoyo_reader_finalize (GObject *object)
{
  ApoyoReader *self = APOYO_READER (object);

  for (guint i = 0; i < self->threads->len; i++) {
    Job *job = job_new (APOYO_READ_CHEAP, FALSE, NULL, 0);

    job->quit = TRUE;
    g_async_queue_push (self->jobs, job);
  }
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->jobs);
  g_mutex_clear (&self->mutex);
  g_free (self->program);

  G_OBJECT_CLASS (apoyo_reader_parent_class)->finalize (object);
}

static void
apoyo_reader_class_init (ApoyoReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_reader_finalize;
}

static void
apoyo_reader_init (ApoyoReader *self)
{
  self->program = find_program ();
  self->timeout = DEFAULT_TIMEOUT;
  self->previews = TRUE;
  self->threads = g_ptr_array_new ();
  self->jobs = g_async_queue_new ();
  g_mutex_init (&self->mutex);
}

ApoyoReader *
apoyo_reader_new (guint children)
{
  ApoyoReader *self = g_object_new (APOYO_TYPE_READER, NULL);

  for (guint i = 0; i < MAX (children, 1); i++)
    g_ptr_array_add (self->threads, g_thread_new ("apoyo-reader", work, self));
  return self;
}
