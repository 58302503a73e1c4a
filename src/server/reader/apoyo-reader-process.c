/* apoyo-reader-process.c: one confined reader, as the server sees it: started, asked, ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-reader"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "apoyo-json.h"
#include "apoyo-reader-process.h"
#include "apoyo-reader-protocol.h"

/* Loading and trying out what it needs takes about a second, on a busy machine several. */
#define START_MILLISECONDS 30000
#define CLOSE_MILLISECONDS 2000

struct _ApoyoReaderProcess {
  pid_t pid;
  int socket;
  int word;    /* where it leaves a last word */
  char *sight; /* (owned) (nullable): until it is ready */
};

/* --- starting --------------------------------------------------------------------------------- */

/* The server's own environment stays out, but for what a sanitizer is told. */
static char **
make_environment (void)
{
  static const char *const kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "LANG=C", "OMP_THREAD_LIMIT=1",
                           "OPENCV_OPENCL_RUNTIME=disabled", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
    const char *value = g_getenv (kept[i]);
    g_autofree char *pair = value != NULL ? g_strdup_printf ("%s=%s", kept[i], value) : NULL;

    if (pair != NULL)
      g_strv_builder_add (builder, pair);
  }
  return g_strv_builder_end (builder);
}

static gboolean
set_errno (GError **error, int code, const char *what)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", what, g_strerror (code));
  return FALSE;
}

/* What libraries print goes nowhere, but for a sanitizer's report. */
static void
plan_descriptors (posix_spawn_file_actions_t *actions, int socket, int word)
{
  posix_spawn_file_actions_addopen (actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#ifndef __SANITIZE_ADDRESS__
  posix_spawn_file_actions_addopen (actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
  posix_spawn_file_actions_adddup2 (actions, socket, APOYO_READER_FD);
  posix_spawn_file_actions_adddup2 (actions, word, APOYO_READER_WORD_FD);
  posix_spawn_file_actions_addclosefrom_np (actions, APOYO_READER_WORD_FD + 1);
}

static gboolean
spawn (pid_t *pid, const char *program, int socket, int word, GError **error)
{
  g_autofree char *own = g_strdup_printf ("%d", (int) getpid ());
  g_auto (GStrv) environment = make_environment ();
  char *arguments[] = { (char *) program, own, NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none;
  int code;

  sigemptyset (&none);
  posix_spawn_file_actions_init (&actions);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK);
  plan_descriptors (&actions, socket, word);
  code = posix_spawn (pid, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy (&attributes);
  posix_spawn_file_actions_destroy (&actions);
  return code == 0 || set_errno (error, code, program);
}

/* A descriptor that must not be given another's number while the child's are put in order. */
static gboolean
raise_descriptor (int *fd)
{
  const int raised = fcntl (*fd, F_DUPFD_CLOEXEC, APOYO_READER_WORD_FD + 1);

  close (*fd);
  *fd = raised;
  return raised >= 0;
}

static void
close_pair (int pair[2])
{
  for (guint i = 0; i < 2; i++)
    if (pair[i] >= 0)
      close (pair[i]);
}

static gboolean
open_channels (int sockets[2], int words[2], GError **error)
{
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0)
    return set_errno (error, errno, "No socket for a reader");
  if (pipe2 (words, O_CLOEXEC) < 0)
    return set_errno (error, errno, "No pipe for a reader");
  if (!raise_descriptor (&sockets[1]) || !raise_descriptor (&words[1]) ||
      fcntl (sockets[0], F_SETFL, O_NONBLOCK) < 0 || fcntl (words[0], F_SETFL, O_NONBLOCK) < 0)
    return set_errno (error, errno, "No descriptor for a reader");
  return TRUE;
}

static ApoyoReaderProcess *
start (const char *program, GError **error)
{
  int sockets[2] = { -1, -1 };
  int words[2] = { -1, -1 };
  ApoyoReaderProcess *self = NULL;
  pid_t pid = 0;

  if (open_channels (sockets, words, error) && spawn (&pid, program, sockets[1], words[1], error)) {
    self = g_new (ApoyoReaderProcess, 1);
    *self = (ApoyoReaderProcess){ pid, sockets[0], words[0] };
    sockets[0] = words[0] = -1;
  }
  close_pair (sockets);
  close_pair (words);
  return self;
}

/* --- talking ---------------------------------------------------------------------------------- */

/* Until when to wait, in microseconds. A reader may have had to wait itself, for a processor: as
 * long as it has not worked for its time it gets more, within limits. */
typedef struct {
  gint64 budget;
  gint64 worked; /* by its own clock, at the beginning */
  gint64 end;
  gint64 last_end;
} Deadline;

#define MOST_PATIENCE 5 /* times the budget */

static gint64
get_work (const ApoyoReaderProcess *self)
{
  struct timespec time;
  clockid_t clock;

  if (clock_getcpuclockid (self->pid, &clock) != 0 || clock_gettime (clock, &time) < 0)
    return G_MAXINT64;
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static Deadline
set_deadline (const ApoyoReaderProcess *self, guint milliseconds)
{
  const gint64 now = g_get_monotonic_time ();
  const gint64 budget = (gint64) milliseconds * 1000;

  return (Deadline){ budget, get_work (self), now + budget, now + MOST_PATIENCE * budget };
}

static void
extend_deadline (const ApoyoReaderProcess *self, Deadline *deadline)
{
  const gint64 worked = get_work (self) - deadline->worked;

  if (worked < deadline->budget)
    deadline->end = MIN (deadline->end + deadline->budget - worked, deadline->last_end);
}

static gint64
get_time_left (const ApoyoReaderProcess *self, Deadline *deadline)
{
  const gint64 now = g_get_monotonic_time ();

  if (now >= deadline->end)
    extend_deadline (self, deadline);
  return deadline->end - now;
}

static gboolean
wait_for (ApoyoReaderProcess *self, short events, Deadline *deadline)
{
  struct pollfd pollfd = { .fd = self->socket, .events = events };
  gint64 left;

  while ((left = get_time_left (self, deadline)) > 0) {
    const int ready = poll (&pollfd, 1, (int) (left / 1000 + 1));

    if (ready > 0)
      return TRUE;
    if (ready < 0 && errno != EINTR)
      return FALSE;
  }
  return FALSE;
}

static gboolean
is_for_later (void)
{
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static ApoyoExchangeResult
send_bytes (ApoyoReaderProcess *self, gconstpointer bytes, gsize size, Deadline *deadline)
{
  const guint8 *data = bytes;

  while (size > 0) {
    const ssize_t sent = send (self->socket, data, size, MSG_NOSIGNAL);

    if (sent < 0 && !is_for_later ())
      return APOYO_EXCHANGE_DIED;
    if (sent < 0 && !wait_for (self, POLLOUT, deadline))
      return APOYO_EXCHANGE_TIMEOUT;
    if (sent > 0) {
      data += sent;
      size -= (gsize) sent;
    }
  }
  return APOYO_EXCHANGE_ANSWERED;
}

static ApoyoExchangeResult
receive_bytes (ApoyoReaderProcess *self, guint8 *target, gsize size, Deadline *deadline)
{
  while (size > 0) {
    const ssize_t got = recv (self->socket, target, size, 0);

    if (got == 0 || (got < 0 && !is_for_later ()))
      return APOYO_EXCHANGE_DIED;
    if (got < 0 && !wait_for (self, POLLIN, deadline))
      return APOYO_EXCHANGE_TIMEOUT;
    if (got > 0) {
      target += got;
      size -= (gsize) got;
    }
  }
  return APOYO_EXCHANGE_ANSWERED;
}

/* An answer of a length that none has is as good as none. */
static ApoyoExchangeResult
receive_frame (ApoyoReaderProcess *self, Deadline *deadline, GBytes **payload)
{
  guint32 length = 0;
  guint8 *data;
  ApoyoExchangeResult result = receive_bytes (self, (guint8 *) &length, sizeof length, deadline);

  if (result != APOYO_EXCHANGE_ANSWERED)
    return result;
  length = GUINT32_FROM_LE (length);
  if (length == 0 || length > APOYO_READER_LONGEST_ANSWER)
    return APOYO_EXCHANGE_DIED;
  data = g_malloc (length);
  result = receive_bytes (self, data, length, deadline);
  if (result == APOYO_EXCHANGE_ANSWERED)
    *payload = g_bytes_new_take (data, length);
  else
    g_free (data);
  return result;
}

static gsize
measure (const char *line, GBytes *const *pictures, guint n_pictures)
{
  gsize size = strlen (line) + 1;

  for (guint i = 0; i < n_pictures; i++)
    size += g_bytes_get_size (pictures[i]);
  return size;
}

ApoyoExchangeResult
apoyo_reader_process_exchange (ApoyoReaderProcess *self,
                               const char *line,
                               GBytes *const *pictures,
                               guint n_pictures,
                               guint milliseconds,
                               GBytes **payload)
{
  Deadline deadline = set_deadline (self, milliseconds);
  const guint32 length = GUINT32_TO_LE ((guint32) measure (line, pictures, n_pictures));
  ApoyoExchangeResult result = send_bytes (self, &length, sizeof length, &deadline);

  if (result == APOYO_EXCHANGE_ANSWERED)
    result = send_bytes (self, line, strlen (line), &deadline);
  if (result == APOYO_EXCHANGE_ANSWERED)
    result = send_bytes (self, "\n", 1, &deadline);
  for (guint i = 0; i < n_pictures && result == APOYO_EXCHANGE_ANSWERED; i++) {
    gsize size = 0;
    gconstpointer data = g_bytes_get_data (pictures[i], &size);

    result = send_bytes (self, data, size, &deadline);
  }
  return result == APOYO_EXCHANGE_ANSWERED ? receive_frame (self, &deadline, payload) : result;
}

/* --- the first word --------------------------------------------------------------------------- */

/* A server without the address sanitizer takes no reader that is not confined. */
static gboolean
may_be_unconfined (void)
{
#ifdef __SANITIZE_ADDRESS__
  return TRUE;
#else
  return FALSE;
#endif
}

/* Before it has read anything, and so still its own word. */
static gboolean
is_ready (GBytes *payload, char **sight)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GBytes) rest = NULL;
  const char *line = NULL;
  const char *version = NULL;
  gsize length = 0;
  gboolean ready = FALSE;
  gboolean confined = FALSE;

  if (!apoyo_payload_split (payload, &line, &length, &rest))
    return FALSE;
  object = apoyo_json_parse_object (line, (gssize) length, NULL);
  if (object == NULL ||
      !apoyo_json_get_boolean (object, "ready", APOYO_JSON_REQUIRED, &ready, NULL) || !ready ||
      !apoyo_json_get_boolean (object, "confined", APOYO_JSON_REQUIRED, &confined, NULL) ||
      !(confined || may_be_unconfined ()) ||
      !apoyo_json_get_text (object, "sight", APOYO_JSON_REQUIRED, &version, NULL))
    return FALSE;
  *sight = g_strdup (version);
  return TRUE;
}

/* Why it is not ready, where it says so. (transfer full) (nullable) */
static char *
read_problem (GBytes *payload)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GBytes) rest = NULL;
  const char *line = NULL;
  const char *problem = NULL;
  gsize length = 0;

  if (payload == NULL || !apoyo_payload_split (payload, &line, &length, &rest))
    return NULL;
  object = apoyo_json_parse_object (line, (gssize) length, NULL);
  if (object == NULL ||
      !apoyo_json_get_text (object, "problem", APOYO_JSON_REQUIRED, &problem, NULL))
    return NULL;
  return g_strdup (problem);
}

ApoyoReaderProcess *
apoyo_reader_process_start (const char *program, GError **error)
{
  ApoyoReaderProcess *self = start (program, error);
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *problem = NULL;
  Deadline deadline;

  if (self == NULL)
    return NULL;
  deadline = set_deadline (self, START_MILLISECONDS);
  if (receive_frame (self, &deadline, &payload) == APOYO_EXCHANGE_ANSWERED &&
      is_ready (payload, &self->sight))
    return self;
  problem = read_problem (payload);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "The reader of pictures %s did not get ready%s%s", program,
               problem != NULL ? ": " : "", problem != NULL ? problem : "");
  apoyo_reader_process_kill (self);
  return NULL;
}

const char *
apoyo_reader_process_get_sight (ApoyoReaderProcess *self)
{
  return self->sight;
}

GPid
apoyo_reader_process_get_pid (ApoyoReaderProcess *self)
{
  return self->pid;
}

/* --- ending ----------------------------------------------------------------------------------- */

static void
log_end (ApoyoReaderProcess *self, int status)
{
  char word[16] = "";
  const ssize_t size = read (self->word, word, sizeof word - 1);

  if (size > 0 && strspn (word, "0123456789") == (gsize) size)
    g_debug ("Reader %d made the forbidden system call %s", (int) self->pid, word);
  if (WIFSIGNALED (status))
    g_debug ("Reader %d ended by signal %d", (int) self->pid, WTERMSIG (status));
  else if (WEXITSTATUS (status) != 0)
    g_debug ("Reader %d ended with status %d", (int) self->pid, WEXITSTATUS (status));
}

static void
reap (ApoyoReaderProcess *self)
{
  int status = 0;
  pid_t pid;

  do
    pid = waitpid (self->pid, &status, 0);
  while (pid < 0 && errno == EINTR);
  log_end (self, status);
  close (self->word);
  g_free (self->sight);
  g_free (self);
}

void
apoyo_reader_process_kill (ApoyoReaderProcess *self)
{
  kill (self->pid, SIGKILL);
  close (self->socket);
  reap (self);
}

void
apoyo_reader_process_close (ApoyoReaderProcess *self)
{
  Deadline deadline = set_deadline (self, CLOSE_MILLISECONDS);
  guint8 byte;

  /* It sees the end of the requests, ends, and with it the socket's other side does. */
  shutdown (self->socket, SHUT_WR);
  if (receive_bytes (self, &byte, 1, &deadline) != APOYO_EXCHANGE_DIED)
    kill (self->pid, SIGKILL);
  close (self->socket);
  reap (self);
}
