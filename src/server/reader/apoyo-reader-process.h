/* apoyo-reader-process.h: one confined reader, as the server sees it: started, asked, ended.
 *
 * Belongs to one thread, which must live as long as the process shall: the kernel ends a child with
 * the thread that made it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ApoyoReaderProcess ApoyoReaderProcess;

typedef enum {
  APOYO_EXCHANGE_ANSWERED,
  APOYO_EXCHANGE_DIED,
  APOYO_EXCHANGE_TIMEOUT,
} ApoyoExchangeResult;

/* Blocks until it is ready, or some time has passed. */
ApoyoReaderProcess *apoyo_reader_process_start (const char *program, GError **error);

/* Sends a line and the pictures behind it, and waits for the answer's payload. After anything but
 * ANSWERED the process must be freed. */
ApoyoExchangeResult apoyo_reader_process_exchange (ApoyoReaderProcess *self,
                                                   const char *line,
                                                   GBytes *const *pictures,
                                                   guint n_pictures,
                                                   guint milliseconds,
                                                   GBytes **payload);

/* By what it sees. */
const char *apoyo_reader_process_get_sight (ApoyoReaderProcess *self);
GPid apoyo_reader_process_get_pid (ApoyoReaderProcess *self);

/* Kills it, says in the debug log how it ended, and leaves nothing of it behind. */
void apoyo_reader_process_kill (ApoyoReaderProcess *self);
/* Lets it end by itself, and then the same. */
void apoyo_reader_process_close (ApoyoReaderProcess *self);

G_END_DECLS
