/* apoyo-copy.c: feeds a stream to a COPY … FROM STDIN.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-copy.h"
#include "apoyo-session-private.h"

/* One piece in memory at a time: the next is read when this one has left. */
#define PIECE_SIZE (64 * 1024)

/* The reading may outlive the operation, so it holds what says whether that is so. */
typedef struct {
  ApoyoSession *session;     /* (owned) */
  ApoyoOperation *operation; /* (unowned): valid while ended is not cancelled */
  GCancellable *ended;       /* (owned) */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->session);
  g_object_unref (reading->ended);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

void
apoyo_copy_start (ApoyoSession *session, ApoyoOperation *operation)
{
  operation->copying = TRUE;
  operation->input_ended = g_cancellable_new ();
}

/* reason: NULL at the end of the data; else the server drops what it has taken. */
static void
end_copy (ApoyoSession *session, ApoyoOperation *operation, const char *reason)
{
  operation->copying = FALSE;
  g_cancellable_cancel (operation->input_ended);
  if (PQputCopyEnd (session->connection, reason) != 1)
    apoyo_session_lose (session);
  else
    apoyo_session_pump (session);
}

void
apoyo_copy_cancel (ApoyoSession *session, ApoyoOperation *operation)
{
  apoyo_operation_take_error (operation,
                              g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  end_copy (session, operation, "cancelled");
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = NULL;
  ApoyoSession *session = reading->session;
  ApoyoOperation *operation = reading->operation;
  gsize size = 0;
  gconstpointer data;

  piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  if (g_cancellable_is_cancelled (reading->ended))
    return;
  operation->reading = FALSE;
  if (piece == NULL) {
    apoyo_operation_take_error (operation, g_steal_pointer (&error));
    end_copy (session, operation, "the input could not be read");
    return;
  }
  data = g_bytes_get_data (piece, &size);
  if (size == 0)
    end_copy (session, operation, NULL);
  else if (PQputCopyData (session->connection, data, (int) size) != 1)
    apoyo_session_lose (session);
  else
    apoyo_session_pump (session);
}

void
apoyo_copy_continue (ApoyoSession *session)
{
  ApoyoOperation *operation = g_queue_peek_head (&session->queue);
  Reading *reading;

  if (operation == NULL || !operation->copying || operation->reading)
    return;
  reading = g_new0 (Reading, 1);
  reading->session = g_object_ref (session);
  reading->operation = operation;
  reading->ended = g_object_ref (operation->input_ended);
  operation->reading = TRUE;
  g_input_stream_read_bytes_async (operation->input, PIECE_SIZE, session->priority,
                                   operation->input_ended, read_cb, reading);
}
