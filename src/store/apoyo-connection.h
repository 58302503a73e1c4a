/* apoyo-connection.h: one session with PostgreSQL that never blocks its main context.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-params.h"
#include "apoyo-result.h"
#include "apoyo-store-error.h"

G_BEGIN_DECLS

/* A connection belongs to the thread-default main context it is made in; call it only there.
 * Operations queue in order and finish in order, each exactly once. When the session is lost all of
 * them fail with APOYO_STORE_ERROR_CONNECTION and none is repeated: what was on the wire may have
 * happened. Statements are named after files of src/store/sql/ and prepared once per session. What
 * a session has set (its sign-in, its locks) ends with it: do it again on "opened", first of all.
 *
 * How the console uses it: one connection, apoyo_connection_set_reconnect (TRUE), listen, and on
 * "opened" and "notified" one apoyo_connection_read_async() of what the page shows, so that all its
 * figures belong to one moment:
 *
 *   static const char *const statements[] = { "board-process", "board-cells", NULL };
 *
 *   apoyo_connection_read_async (connection, statements, params, cancellable, read_cb, self);
 *
 * How a server uses it: apoyo-pool.h. */

typedef enum {
  APOYO_CONNECTION_STATE_CLOSED,
  APOYO_CONNECTION_STATE_OPENING,
  APOYO_CONNECTION_STATE_OPEN,
  APOYO_CONNECTION_STATE_WAITING, /* lost; a new attempt is due */
} ApoyoConnectionState;

/* A little below drawing, so that a flood of rows never stops a window from painting. */
#define APOYO_CONNECTION_PRIORITY_CONSOLE (G_PRIORITY_HIGH_IDLE + 30)

GType apoyo_connection_state_get_type (void) G_GNUC_CONST;
#define APOYO_TYPE_CONNECTION_STATE (apoyo_connection_state_get_type ())

#define APOYO_TYPE_CONNECTION (apoyo_connection_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoConnection, apoyo_connection, APOYO, CONNECTION, GObject)

/* Signals: "opened" (), also after a reconnection; "lost" (GError *); "refused" (GError *): at an
 * attempt to open it again the server did not take the account any more, and unless it is closed
 * attempts go on; "reconnecting" (double seconds until the attempt); "notified" (const char
 * *channel, const char *payload). */

ApoyoConnection *apoyo_connection_new (const char *conninfo, const char *application_name);
/* Another session of the same account with the same server. */
ApoyoConnection *apoyo_connection_new_like (ApoyoConnection *other, const char *application_name);
void apoyo_connection_set_password (ApoyoConnection *self, const char *password);
void apoyo_connection_set_priority (ApoyoConnection *self, int priority);
void apoyo_connection_set_open_timeout (ApoyoConnection *self, guint milliseconds);
void apoyo_connection_set_reconnect (ApoyoConnection *self, gboolean reconnect);
void apoyo_connection_reconnect_now (ApoyoConnection *self);
void apoyo_connection_reconnect_later (ApoyoConnection *self);
gboolean apoyo_connection_is_open (ApoyoConnection *self);
ApoyoConnectionState apoyo_connection_get_state (ApoyoConnection *self);
guint apoyo_connection_get_n_pending (ApoyoConnection *self);
/* The role of the open session; NULL while there is none. */
const char *apoyo_connection_get_user (ApoyoConnection *self);
/* What the server keeps of a password, made here, so that the password itself never travels. The
 * connection must be open. */
char *apoyo_connection_make_verifier (ApoyoConnection *self,
                                      const char *role,
                                      const char *password,
                                      GError **error);

void apoyo_connection_open_async (ApoyoConnection *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean apoyo_connection_open_finish (ApoyoConnection *self, GAsyncResult *result, GError **error);

/* Ends the session now; whatever waits fails with G_IO_ERROR_CANCELLED. */
void apoyo_connection_close (ApoyoConnection *self);

/* Once the cancellable of one of these is cancelled it ends with G_IO_ERROR_CANCELLED, whatever the
 * server said: an answer that is overtaken, or for somebody who has gone, is not given.
 *
 * params: (nullable) (transfer full) */
void apoyo_connection_call_async (ApoyoConnection *self,
                                  const char *statement,
                                  ApoyoParams *params,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ApoyoResult *
apoyo_connection_call_finish (ApoyoConnection *self, GAsyncResult *result, GError **error);

/* A call that changes something. It is asked to stop by its cancellable too, but what the server
 * has done is said, even when the caller gave up in the same moment: the caller must still be
 * there.
 *
 * params: (nullable) (transfer full) */
void apoyo_connection_command_async (ApoyoConnection *self,
                                     const char *statement,
                                     ApoyoParams *params,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ApoyoResult *
apoyo_connection_command_finish (ApoyoConnection *self, GAsyncResult *result, GError **error);

/* Several statements in ONE repeatable-read, read-only transaction, sent in one round trip.
 *
 * statements: NULL-terminated
 * params: (element-type ApoyoParams) (nullable) (transfer full): one each, NULL elements allowed
 *
 * Gives one ApoyoResult a statement. */
void apoyo_connection_read_async (ApoyoConnection *self,
                                  const char *const *statements,
                                  GPtrArray *params,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *
apoyo_connection_read_finish (ApoyoConnection *self, GAsyncResult *result, GError **error);

/* Gets each row as a result of one row (row 0), as it arrives. Rows given before an error came are
 * part of nothing: throw them away when the stream fails. */
typedef void (*ApoyoRowFunc) (ApoyoResult *row, gpointer user_data);

void apoyo_connection_stream_async (ApoyoConnection *self,
                                    const char *statement,
                                    ApoyoParams *params,
                                    ApoyoRowFunc row_func,
                                    gpointer row_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* The number of rows given, -1 on error. */
gint64 apoyo_connection_stream_finish (ApoyoConnection *self, GAsyncResult *result, GError **error);

/* A statement "COPY … FROM STDIN", in whose text :number stands for `number` (COPY has no
 * parameters, and imports have a table each); the stream's bytes go as they are. The stream is read
 * in pieces, never whole, and stays open. */
void apoyo_connection_copy_in_async (ApoyoConnection *self,
                                     const char *statement,
                                     gint64 number,
                                     GInputStream *input,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* The number of rows copied, -1 on error. */
gint64
apoyo_connection_copy_in_finish (ApoyoConnection *self, GAsyncResult *result, GError **error);

/* Kept for the connection's life: after a reconnection it is listened to before "opened". What was
 * notified while the session was down is lost, so read everything again on "opened". */
void apoyo_connection_listen_async (ApoyoConnection *self,
                                    const char *channel,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
apoyo_connection_listen_finish (ApoyoConnection *self, GAsyncResult *result, GError **error);

G_END_DECLS
