/* apoyo-ledger-log.c: the tree of one process as the ledger holds it between passes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-ledger"

#include "config.h"

#include "apoyo-checkpoint.h"
#include "apoyo-ledger-log.h"
#include "apoyo-ledger-name.h"
#include "apoyo-tree-builder.h"

typedef struct {
  guint64 size;
  ApoyoHash root;
  ApoyoHash frontier[64];
  guint n_frontier;
} LogState;

struct _ApoyoLedgerLog {
  int process;
  LogState state;
  guint64 n_entries; /* when it was looked at last: what the tree has to reach */
  gboolean closed;
  guint64 checkpoint_size;
  gint64 checkpoint_at; /* monotonic; 0: not by this leader */

  gboolean staged;
  LogState staged_state;
  GPtrArray *chunks; /* (owned) (nullable) (element-type ApoyoTileChunk): of the staged state */
  gboolean signed_off;
  guint64 signed_size;
  gint64 signed_at;
};

G_DEFINE_QUARK (apoyo_ledger_log_error, apoyo_ledger_log_error)

ApoyoLedgerLog *
apoyo_ledger_log_new (int process)
{
  ApoyoLedgerLog *self = g_new0 (ApoyoLedgerLog, 1);
  g_autoptr (ApoyoTreeBuilder) empty = apoyo_tree_builder_new ();

  self->process = process;
  apoyo_tree_builder_get_root (empty, &self->state.root);
  return self;
}

void
apoyo_ledger_log_free (ApoyoLedgerLog *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
  g_free (self);
}

int
apoyo_ledger_log_get_process (ApoyoLedgerLog *self)
{
  return self->process;
}

guint64
apoyo_ledger_log_get_size (ApoyoLedgerLog *self)
{
  return self->state.size;
}

void
apoyo_ledger_log_set_n_entries (ApoyoLedgerLog *self, guint64 n_entries)
{
  self->n_entries = n_entries;
}

guint64
apoyo_ledger_log_get_n_entries (ApoyoLedgerLog *self)
{
  return self->n_entries;
}

static gboolean
hash_from_bytes (GBytes *bytes, ApoyoHash *hash)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  if (length != sizeof hash->bytes)
    return FALSE;
  memcpy (hash->bytes, data, length);
  return TRUE;
}

/* The hashes of an array of bytea, all or FALSE. */
static gboolean
hashes_from_array (GPtrArray *array, ApoyoHash *hashes, guint max)
{
  if (array->len > max)
    return FALSE;
  for (guint i = 0; i < array->len; i++) {
    if (!hash_from_bytes (g_ptr_array_index (array, i), &hashes[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
apoyo_ledger_log_load (ApoyoLedgerLog *self, const ApoyoResult *row, GError **error)
{
  g_autoptr (GBytes) root_bytes = NULL;
  g_autoptr (GPtrArray) frontier = NULL;
  g_autoptr (ApoyoTreeBuilder) builder = NULL;
  LogState state = { 0 };
  ApoyoHash root;
  gint64 size = 0;

  if (!apoyo_result_get_int64 (row, 0, "size", &size, error) ||
      !apoyo_result_get_bytes (row, 0, "root", &root_bytes, error) ||
      !apoyo_result_get_bytes_array (row, 0, "frontier", &frontier, error))
    return FALSE;
  if (size < 0 || !hash_from_bytes (root_bytes, &root) ||
      !hashes_from_array (frontier, state.frontier, G_N_ELEMENTS (state.frontier))) {
    g_set_error (error, APOYO_LEDGER_LOG_ERROR, APOYO_LEDGER_LOG_ERROR_DAMAGED,
                 "The stored tree of process %d is not of the expected shape", self->process);
    return FALSE;
  }
  builder = apoyo_tree_builder_restore ((guint64) size, state.frontier, frontier->len, error);
  if (builder == NULL) {
    g_prefix_error (error, "The stored tree of process %d: ", self->process);
    return FALSE;
  }
  state.size = (guint64) size;
  state.n_frontier = frontier->len;
  apoyo_tree_builder_get_root (builder, &state.root);
  if (!apoyo_hash_equal (&state.root, &root)) {
    g_set_error (error, APOYO_LEDGER_LOG_ERROR, APOYO_LEDGER_LOG_ERROR_DAMAGED,
                 "The stored edge of the tree of process %d does not give its stored root",
                 self->process);
    return FALSE;
  }
  apoyo_ledger_log_discard (self);
  self->state = state;
  return TRUE;
}

gboolean
apoyo_ledger_log_stage (ApoyoLedgerLog *self,
                        guint64 first_position,
                        GPtrArray *leaves,
                        GError **error)
{
  g_autoptr (ApoyoTreeBuilder) builder = NULL;

  g_return_val_if_fail (!self->staged, FALSE);

  if (first_position != self->state.size) {
    g_set_error (error, APOYO_LEDGER_LOG_ERROR, APOYO_LEDGER_LOG_ERROR_OUTDATED,
                 "The log of process %d goes on at %" G_GUINT64_FORMAT
                 ", its tree ends at %" G_GUINT64_FORMAT,
                 self->process, first_position, self->state.size);
    return FALSE;
  }
  builder = apoyo_tree_builder_restore (self->state.size, self->state.frontier,
                                        self->state.n_frontier, error);
  if (builder == NULL)
    return FALSE;
  for (guint i = 0; i < leaves->len; i++) {
    ApoyoHash leaf;

    if (!hash_from_bytes (g_ptr_array_index (leaves, i), &leaf)) {
      g_set_error (error, APOYO_LEDGER_LOG_ERROR, APOYO_LEDGER_LOG_ERROR_DAMAGED,
                   "A leaf of process %d is not a hash", self->process);
      return FALSE;
    }
    apoyo_tree_builder_append (builder, &leaf);
  }
  self->staged_state.size = apoyo_tree_builder_get_size (builder);
  self->staged_state.n_frontier =
      apoyo_tree_builder_get_frontier (builder, self->staged_state.frontier);
  apoyo_tree_builder_get_root (builder, &self->staged_state.root);
  self->chunks = apoyo_tree_builder_take_chunks (builder);
  self->staged = TRUE;
  return TRUE;
}

gboolean
apoyo_ledger_log_is_staged (ApoyoLedgerLog *self)
{
  return self->staged;
}

void
apoyo_ledger_log_commit (ApoyoLedgerLog *self)
{
  if (self->staged)
    self->state = self->staged_state;
  if (self->signed_off) {
    self->checkpoint_size = self->signed_size;
    self->checkpoint_at = self->signed_at;
  }
  apoyo_ledger_log_discard (self);
}

void
apoyo_ledger_log_discard (ApoyoLedgerLog *self)
{
  self->staged = FALSE;
  self->signed_off = FALSE;
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
}

static void
add_chunk_params (ApoyoParams *params, GPtrArray *chunks)
{
  g_autofree int *levels = g_new (int, chunks->len);
  g_autofree gint64 *indices = g_new (gint64, chunks->len);
  g_autofree int *offsets = g_new (int, chunks->len);
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < chunks->len; i++) {
    const ApoyoTileChunk *chunk = g_ptr_array_index (chunks, i);

    levels[i] = (int) chunk->level;
    indices[i] = (gint64) chunk->index;
    offsets[i] = (int) chunk->offset;
    g_ptr_array_add (hashes, g_bytes_new (chunk->hashes->data, chunk->hashes->len));
  }
  apoyo_params_add_int_array (params, levels, chunks->len);
  apoyo_params_add_int64_array (params, indices, chunks->len);
  apoyo_params_add_int_array (params, offsets, chunks->len);
  apoyo_params_add_bytes_array (params, (GBytes *const *) hashes->pdata, hashes->len);
}

ApoyoParams *
apoyo_ledger_log_store_params (ApoyoLedgerLog *self)
{
  const LogState *state = &self->staged_state;
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (GPtrArray) frontier = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_return_val_if_fail (self->staged, params);

  for (guint i = 0; i < state->n_frontier; i++)
    g_ptr_array_add (frontier, g_bytes_new (&state->frontier[i], sizeof (ApoyoHash)));
  apoyo_params_add_int (params, self->process);
  apoyo_params_add_int64 (params, (gint64) state->size);
  apoyo_params_add_data (params, state->root.bytes, sizeof state->root.bytes);
  apoyo_params_add_bytes_array (params, (GBytes *const *) frontier->pdata, frontier->len);
  add_chunk_params (params, self->chunks);
  return params;
}

void
apoyo_ledger_log_set_checkpoint (ApoyoLedgerLog *self, guint64 size)
{
  self->checkpoint_size = size;
}

void
apoyo_ledger_log_set_closed (ApoyoLedgerLog *self, gboolean closed)
{
  self->closed = closed;
}

gboolean
apoyo_ledger_log_is_checkpoint_due (ApoyoLedgerLog *self, gint64 now, gint64 interval)
{
  guint64 size = self->staged ? self->staged_state.size : self->state.size;

  if (size == self->checkpoint_size)
    return FALSE;
  return self->closed || self->checkpoint_at == 0 || now - self->checkpoint_at >= interval;
}

/* The internal log is checkpointed like every other. */
ApoyoParams *
apoyo_ledger_log_sign (ApoyoLedgerLog *self, ApoyoKeyring *keyring, gint64 now, GError **error)
{
  const LogState *state = self->staged ? &self->staged_state : &self->state;
  g_autofree char *origin = apoyo_ledger_origin (self->process);
  g_autoptr (ApoyoCheckpoint) checkpoint =
      apoyo_checkpoint_new (origin, state->size, &state->root, NULL);
  g_autofree char *text = apoyo_checkpoint_to_text (checkpoint);
  g_autoptr (GBytes) message = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) signature = apoyo_keyring_sign (keyring, message);
  g_autoptr (GBytes) public_key = apoyo_keyring_get_public_key (keyring);
  g_autofree char *note = NULL;
  ApoyoParams *params = NULL;

  if (signature == NULL || public_key == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "The ledger's key could not sign the checkpoint of process %d", self->process);
    return NULL;
  }
  note = apoyo_note_sign_off (text, APOYO_LEDGER_KEY_NAME, g_bytes_get_data (public_key, NULL),
                              g_bytes_get_data (signature, NULL));
  params = apoyo_params_new ();
  apoyo_params_add_int (params, self->process);
  apoyo_params_add_int64 (params, (gint64) state->size);
  apoyo_params_add_data (params, state->root.bytes, sizeof state->root.bytes);
  apoyo_params_add_text (params, note);
  self->signed_off = TRUE;
  self->signed_size = state->size;
  self->signed_at = now;
  return params;
}
