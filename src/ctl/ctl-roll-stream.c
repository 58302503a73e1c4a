/* ctl-roll-stream.c: the roll as the database takes it, made of a file while it is sent.
 *
 * A country's roll made into keyed hashes and sealed details is larger than many temporary
 * directories: of it there is never more than a piece.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-roll-stream.h"
#include "ctl-roll.h"

struct _CtlRollStream {
  GInputStream parent_instance;
  ApoyoCsv *csv;         /* (owned) */
  ApoyoKeyring *keyring; /* (owned) */
  GString *rows;         /* (owned): made and not read yet, from taken on */
  gsize taken;
  gboolean at_end;
};

G_DEFINE_FINAL_TYPE (CtlRollStream, ctl_roll_stream, G_TYPE_INPUT_STREAM)

/* Adds a row. FALSE with error set, or at the end. */
static gboolean
add_row (CtlRollStream *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  self->at_end = !apoyo_csv_next (self->csv, cancellable, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (apoyo_csv_get_n_problems (self->csv) > 0 || (!self->at_end && !ctl_roll_check (self->csv))) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The file changed while it was read; nothing was imported"));
    return FALSE;
  }
  if (self->at_end)
    return FALSE;
  ctl_roll_append (self->rows, self->csv, self->keyring);
  return TRUE;
}

static gssize
ctl_roll_stream_read (GInputStream *stream,
                      void *buffer,
                      gsize count,
                      GCancellable *cancellable,
                      GError **error)
{
  CtlRollStream *self = CTL_ROLL_STREAM (stream);
  g_autoptr (GError) local = NULL;
  gsize size;

  while (!self->at_end && self->rows->len - self->taken < count &&
         add_row (self, cancellable, &local))
    ;
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return -1;
  }
  size = MIN (count, self->rows->len - self->taken);
  memcpy (buffer, self->rows->str + self->taken, size);
  self->taken += size;
  /* What is left is less than a row, most of the time. */
  if (self->taken >= self->rows->len / 2) {
    g_string_erase (self->rows, 0, (gssize) self->taken);
    self->taken = 0;
  }
  return (gssize) size;
}

static void
ctl_roll_stream_finalize (GObject *object)
{
  CtlRollStream *self = CTL_ROLL_STREAM (object);

  g_clear_pointer (&self->csv, apoyo_csv_free);
  g_clear_object (&self->keyring);
  g_string_free (self->rows, TRUE);
  G_OBJECT_CLASS (ctl_roll_stream_parent_class)->finalize (object);
}

static void
ctl_roll_stream_class_init (CtlRollStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ctl_roll_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = ctl_roll_stream_read;
}

static void
ctl_roll_stream_init (CtlRollStream *self)
{
  self->rows = g_string_new (NULL);
}

GInputStream *
ctl_roll_stream_new (ApoyoCsv *csv, ApoyoKeyring *keyring)
{
  CtlRollStream *self = g_object_new (CTL_TYPE_ROLL_STREAM, NULL);

  self->csv = csv;
  self->keyring = g_object_ref (keyring);
  return G_INPUT_STREAM (self);
}
