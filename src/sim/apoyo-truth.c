/* apoyo-truth.c: the file that says what was really sent and acknowledged.
 *
 * One JSON object a line, written with one write() when a capture is settled, and synced when
 * asked: after a kill of any program, the acknowledged folios in here are exactly those that the
 * database must hold. It contains no personal data: a citizen is an index of the seed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-truth.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct _ApoyoTruth {
  GMutex mutex;
  int fd; /* −1 when nothing is kept */
  gboolean sync;
  guint64 first;        /* captures before this one were never sent */
  GHashTable *known;    /* guint64: numbers that are settled in the file as it was opened */
  GHashTable *doubtful; /* guint64: numbers not acknowledged */
};

static const char *const outcomes[] = { "stored", "repeated", "conflict", "refused", "unanswered" };

static void
remember (GHashTable *set, guint64 number)
{
  guint64 *key = g_new (guint64, 1);

  *key = number;
  g_hash_table_add (set, key);
}

static void
read_line (ApoyoTruth *self, const char *line)
{
  guint64 number;

  if (sscanf (line, "{\"number\":%" G_GUINT64_FORMAT ",", &number) != 1)
    return;
  remember (self->known, number);
  if (strstr (line, "\"outcome\":\"stored\"") == NULL &&
      strstr (line, "\"outcome\":\"repeated\"") == NULL)
    remember (self->doubtful, number);
}

/* Takes up what an earlier run wrote, and cuts off a last line that a crash left unfinished. */
static gboolean
take_up (ApoyoTruth *self, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  char *line;

  if (!g_file_get_contents (file, &text, &length, error))
    return FALSE;
  line = text;
  for (char *end = strchr (line, '\n'); end != NULL; end = strchr (line, '\n')) {
    *end = '\0';
    read_line (self, line);
    line = end + 1;
  }
  if (*line == '\0' || ftruncate (self->fd, line - text) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", file,
               g_strerror (errno));
  return FALSE;
}

/* file may be NULL: then only this run's own doubts are remembered. */
ApoyoTruth *
apoyo_truth_open (const char *file, gboolean sync, GError **error)
{
  g_autoptr (ApoyoTruth) self = g_new0 (ApoyoTruth, 1);

  g_mutex_init (&self->mutex);
  self->fd = -1;
  self->sync = sync;
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->doubtful = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (file == NULL)
    return g_steal_pointer (&self);
  self->fd = open (file, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", file,
                 g_strerror (errno));
    return NULL;
  }
  return take_up (self, file, error) ? g_steal_pointer (&self) : NULL;
}

void
apoyo_truth_free (ApoyoTruth *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->doubtful);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Settled by an earlier run: not to be sent again. */
gboolean
apoyo_truth_knows (ApoyoTruth *self, guint64 number)
{
  return g_hash_table_contains (self->known, &number);
}

/* Captures before first are left out: nobody knows here what became of them. */
void
apoyo_truth_skip (ApoyoTruth *self, guint64 first)
{
  self->first = first;
}

/* FALSE when that capture was not acknowledged, so that one cannot say who is the duplicate. */
gboolean
apoyo_truth_may_count (ApoyoTruth *self, guint64 number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return !g_hash_table_contains (self->doubtful, &number) &&
         (number >= self->first || g_hash_table_contains (self->known, &number));
}

static void
append_time (GString *line, const char *name, gint64 time)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S");

  g_string_append_printf (line, ",\"%s\":\"%s.%03uZ\"", name, text,
                          (guint) (time % G_USEC_PER_SEC / 1000));
}

static char *
make_line (const ApoyoCapture *capture,
           const ApoyoCitizen *citizen,
           const ApoyoResultOfSending *result,
           const char *expected)
{
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "{\"number\":%" G_GUINT64_FORMAT ",\"capture\":\"%s\"",
                          capture->number, capture->uuid);
  g_string_append_printf (line, ",\"process\":%u,\"promovente\":%u,\"kind\":\"%s\"",
                          capture->process, capture->promovente,
                          apoyo_fate_to_nick (capture->kind));
  g_string_append_printf (line, ",\"plant\":\"%s\"", apoyo_capture_get_plant (capture)->nick);
  g_string_append_printf (line, expected ? ",\"expected\":\"%s\"" : ",\"expected\":null", expected);
  g_string_append_printf (line, ",\"citizen\":%u,\"entity\":\"%02u\",\"section\":\"%04u\"",
                          capture->citizen, citizen->entity, citizen->section);
  if (capture->original >= 0)
    g_string_append_printf (line, ",\"original\":%" G_GINT64_FORMAT, capture->original);
  g_string_append_printf (line, ",\"outcome\":\"%s\",\"status\":%u,\"attempts\":%u",
                          outcomes[result->outcome], result->status, result->attempts);
  g_string_append_printf (line, *result->folio ? ",\"folio\":\"%s\"" : ",\"folio\":null",
                          result->folio);
  if (*result->problem != '\0')
    g_string_append_printf (line, ",\"problem\":\"%s\"", result->problem);
  append_time (line, "sent_at", result->sent_at);
  append_time (line, "ended_at", result->ended_at);
  g_string_append (line, "}\n");
  return g_string_free (line, FALSE);
}

gboolean
apoyo_truth_add (ApoyoTruth *self,
                 const ApoyoCapture *capture,
                 const ApoyoCitizen *citizen,
                 const ApoyoResultOfSending *result,
                 GError **error)
{
  const char *expected = apoyo_capture_expected (capture);
  g_autofree char *line = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  gsize length;

  if (capture->original >= 0 && !apoyo_truth_may_count (self, (guint64) capture->original))
    expected = NULL;
  line = make_line (capture, citizen, result, expected);
  length = strlen (line);
  locker = g_mutex_locker_new (&self->mutex);
  if (result->outcome > APOYO_OUTCOME_REPEATED)
    remember (self->doubtful, capture->number);
  if (self->fd < 0 || (write (self->fd, line, length) == (gssize) length &&
                       (!self->sync || fdatasync (self->fd) == 0)))
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "The truth file: %s",
               g_strerror (errno));
  return FALSE;
}
