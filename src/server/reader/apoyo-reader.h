/* apoyo-reader.h: reads pictures in confined processes of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-picture-role.h"
#include "apoyo-reading.h"

G_BEGIN_DECLS

/* Whatever the bytes are, a reading comes of them: a picture that ends the process that reads it
 * gets the result "died" or "timeout", the others of its request are read all the same, and another
 * process takes the place. May be used from any thread; answers come in the caller's main context.
 */

#define APOYO_TYPE_READER (apoyo_reader_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoReader, apoyo_reader, APOYO, READER, GObject)

typedef struct {
  const char *name; /* front, back, selfie, signature; each once */
  GBytes *content;
} ApoyoReadPicture;

/* @children read at the same time; each is started with its first work. */
ApoyoReader *apoyo_reader_new (guint children);

/* Both before the first work, for tests. */
void apoyo_reader_set_program (ApoyoReader *self, const char *program);
/* How long a request may take, in the reader's own processor time, and at most five times as long
 * by the clock. */
void apoyo_reader_set_timeout (ApoyoReader *self, guint milliseconds);

/* Whether readings come with previews (they do); making them takes about as long as decoding. */
void apoyo_reader_set_previews (ApoyoReader *self, gboolean previews);

/* pictures: the contents are referenced, the array is not. An error only when no reader can be
 * started at all, when the call was cancelled before its turn, or the pictures are not such. */
void apoyo_reader_read_async (ApoyoReader *self,
                              ApoyoReadLevel level,
                              const ApoyoReadPicture *pictures,
                              guint n_pictures,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* In full what was read before, and has its previews. */
void apoyo_reader_read_again_async (ApoyoReader *self,
                                    const ApoyoReadPicture *pictures,
                                    guint n_pictures,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (element-type ApoyoReading) in the order of the pictures. */
GPtrArray *apoyo_reader_read_finish (ApoyoReader *self, GAsyncResult *result, GError **error);

/* Blocks. */
GPtrArray *apoyo_reader_read (ApoyoReader *self,
                              ApoyoReadLevel level,
                              const ApoyoReadPicture *pictures,
                              guint n_pictures,
                              GError **error);

typedef struct {
  guint64 requests;
  guint64 started; /* processes */
  guint64 died;
  guint64 timeouts;
} ApoyoReaderCounters;

void apoyo_reader_get_counters (ApoyoReader *self, ApoyoReaderCounters *counters);

G_END_DECLS
