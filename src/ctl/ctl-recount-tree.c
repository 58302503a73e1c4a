/* ctl-recount-tree.c: the tree and its tiles from the leaves, the leaves from their events, the
 * signature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-checkpoint.h"
#include "apoyo-ledger-name.h"
#include "apoyo-tree-builder.h"
#include "ctl-recount.h"

#define LEAVES 50000

/* The tree as it is stored. */
typedef struct {
  guint64 size;
  guint64 root_size;
  GBytes *root;        /* (owned) */
  guint64 signed_size; /* 0: nothing is signed */
  GBytes *signed_root; /* (owned) (nullable) */
  char *note;          /* (owned) (nullable) */
} StoredTree;

static void
stored_tree_clear (StoredTree *self)
{
  g_clear_pointer (&self->root, g_bytes_unref);
  g_clear_pointer (&self->signed_root, g_bytes_unref);
  g_free (self->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoredTree, stored_tree_clear)

static void
differ (guint64 *n_differences, int process, const char *what)
{
  g_print (_ ("process %d: %s\n"), process, what);
  *n_differences += 1;
}

static gboolean
read_stored_tree (StoredTree *tree, const ApoyoResult *rows, GError **error)
{
  const char *note = NULL;
  gint64 size = 0;
  gint64 root_size = 0;
  gint64 signed_size = 0;

  if (!apoyo_result_get_int64 (rows, 0, "size", &size, error) ||
      !apoyo_result_get_int64 (rows, 0, "root_size", &root_size, error) ||
      !apoyo_result_get_bytes (rows, 0, "root", &tree->root, error))
    return FALSE;
  tree->size = (guint64) size;
  tree->root_size = (guint64) root_size;
  if (apoyo_result_is_null (rows, 0, "checkpoint_size"))
    return TRUE;
  if (!apoyo_result_get_int64 (rows, 0, "checkpoint_size", &signed_size, error) ||
      !apoyo_result_get_bytes (rows, 0, "checkpoint_root", &tree->signed_root, error) ||
      !apoyo_result_get_text (rows, 0, "checkpoint_note", &note, error))
    return FALSE;
  tree->signed_size = (guint64) signed_size;
  tree->note = g_strdup (note);
  return TRUE;
}

static gboolean
is_root (ApoyoTreeBuilder *builder, GBytes *root)
{
  ApoyoHash hash;

  apoyo_tree_builder_get_root (builder, &hash);
  return g_bytes_get_size (root) == sizeof hash.bytes &&
         memcmp (g_bytes_get_data (root, NULL), hash.bytes, sizeof hash.bytes) == 0;
}

/* A tile may have grown since, never changed. */
static gboolean
holds (GBytes *tile, const ApoyoTileChunk *chunk)
{
  gsize size = 0;
  const guint8 *hashes = g_bytes_get_data (tile, &size);
  gsize offset = (gsize) chunk->offset * sizeof (ApoyoHash);

  return size >= offset + chunk->hashes->len &&
         memcmp (hashes + offset, chunk->hashes->data, chunk->hashes->len) == 0;
}

static ApoyoResult *
read_tiles (CtlSession *session, int process, const GPtrArray *chunks, GError **error)
{
  g_autofree int *levels = g_new (int, chunks->len);
  g_autofree gint64 *indices = g_new (gint64, chunks->len);
  ApoyoParams *params = apoyo_params_new ();

  for (guint i = 0; i < chunks->len; i++) {
    const ApoyoTileChunk *chunk = g_ptr_array_index (chunks, i);

    levels[i] = (int) chunk->level;
    indices[i] = (gint64) chunk->index;
  }
  apoyo_params_add_int (params, process);
  apoyo_params_add_int_array (params, levels, chunks->len);
  apoyo_params_add_int64_array (params, indices, chunks->len);
  return ctl_session_call (session, "audit-tiles", params, error);
}

/* What the tree has just grown by against the tiles that whoever asks for a proof is given. */
static gboolean
check_tiles (CtlSession *session,
             int process,
             ApoyoTreeBuilder *builder,
             guint64 *n_differences,
             GError **error)
{
  g_autoptr (GPtrArray) chunks = apoyo_tree_builder_take_chunks (builder);
  g_autoptr (ApoyoResult) rows = read_tiles (session, process, chunks, error);
  g_autoptr (GPtrArray) tiles = NULL;

  if (rows == NULL || !apoyo_result_get_bytes_array (rows, 0, "hashes", &tiles, error))
    return FALSE;
  for (guint i = 0; i < MIN (chunks->len, tiles->len); i++) {
    const ApoyoTileChunk *chunk = g_ptr_array_index (chunks, i);

    if (holds (g_ptr_array_index (tiles, i), chunk))
      continue;
    g_print (_ ("process %d: tile %u/%llu does not hold the hashes of its leaves\n"), process,
             chunk->level, (unsigned long long) chunk->index);
    *n_differences += 1;
  }
  return TRUE;
}

/* Appends the next leaves, up to `size`. FALSE without error when there are none. */
static gboolean
append_leaves (CtlSession *session,
               int process,
               ApoyoTreeBuilder *builder,
               guint64 size,
               GError **error)
{
  guint64 first = apoyo_tree_builder_get_size (builder);
  g_autoptr (ApoyoResult) rows = NULL;
  g_autoptr (GPtrArray) leaves = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, process);
  apoyo_params_add_int64 (params, (gint64) first);
  apoyo_params_add_int (params, (int) MIN (size - first, LEAVES));
  rows = ctl_session_call (session, "audit-leaves", params, error);
  if (rows == NULL || !apoyo_result_get_bytes_array (rows, 0, "leaves", &leaves, error))
    return FALSE;
  for (guint i = 0; i < leaves->len; i++) {
    GBytes *bytes = g_ptr_array_index (leaves, i);
    ApoyoHash leaf = { { 0 } };

    memcpy (leaf.bytes, g_bytes_get_data (bytes, NULL),
            MIN (g_bytes_get_size (bytes), sizeof leaf.bytes));
    apoyo_tree_builder_append (builder, &leaf);
  }
  return leaves->len > 0;
}

/* The tree grown from its leaves to that size, and its tiles. FALSE without error when leaves are
 * missing. */
static gboolean
grow (CtlSession *session,
      int process,
      ApoyoTreeBuilder *builder,
      guint64 size,
      guint64 *n_differences,
      GError **error)
{
  while (apoyo_tree_builder_get_size (builder) < size) {
    if (!append_leaves (session, process, builder, size, error) ||
        !check_tiles (session, process, builder, n_differences, error))
      return FALSE;
  }
  return TRUE;
}

static void
check_signature (const StoredTree *tree,
                 int process,
                 const guint8 *public_key,
                 guint64 *n_differences)
{
  g_autofree char *origin = apoyo_ledger_origin (process);
  g_autoptr (ApoyoCheckpoint) checkpoint =
      public_key != NULL
          ? apoyo_checkpoint_open (tree->note, -1, APOYO_LEDGER_KEY_NAME, public_key, NULL)
          : apoyo_checkpoint_parse (tree->note, -1, NULL);

  if (checkpoint == NULL)
    differ (n_differences, process, _ ("the checkpoint's note does not verify"));
  else if (checkpoint->size != tree->signed_size || !g_str_equal (checkpoint->origin, origin) ||
           memcmp (checkpoint->root.bytes, g_bytes_get_data (tree->signed_root, NULL),
                   sizeof checkpoint->root.bytes) != 0)
    differ (n_differences, process, _ ("the checkpoint's note speaks of another tree"));
}

static gboolean
check_roots (CtlSession *session,
             int process,
             const StoredTree *tree,
             guint64 *n_differences,
             GError **error)
{
  g_autoptr (ApoyoTreeBuilder) builder = apoyo_tree_builder_new ();
  g_autoptr (GError) local = NULL;
  gboolean whole = TRUE;

  if (tree->signed_root != NULL) {
    whole = grow (session, process, builder, tree->signed_size, n_differences, &local);
    if (whole && !is_root (builder, tree->signed_root))
      differ (n_differences, process, _ ("the leaves do not give the root of the checkpoint"));
  }
  whole = whole && grow (session, process, builder, tree->root_size, n_differences, &local);
  if (whole && !is_root (builder, tree->root))
    differ (n_differences, process, _ ("the leaves do not give the root of the tree"));
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!whole)
    differ (n_differences, process, _ ("leaves are missing"));
  return TRUE;
}

static gboolean
print_bad_positions (const ApoyoResult *rows, int process, guint64 *n_differences, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    const char *problem = NULL;
    gint64 position = 0;

    if (!apoyo_result_get_int64 (rows, i, "position", &position, error) ||
        !apoyo_result_get_text (rows, i, "problem", &problem, error))
      return FALSE;
    g_print (_ ("process %d: position %lld: %s\n"), process, (long long) position, problem);
    *n_differences += 1;
  }
  return TRUE;
}

gboolean
ctl_recount_tree (CtlSession *session,
                  int process,
                  const guint8 *public_key,
                  guint64 *n_differences,
                  GError **error)
{
  static const char *const statements[] = { "audit-tree", "audit-log", NULL };
  g_autoptr (GPtrArray) results = ctl_session_read_for (session, statements, process, error);
  g_auto (StoredTree) tree = { 0 };

  if (results == NULL || !read_stored_tree (&tree, g_ptr_array_index (results, 0), error) ||
      !print_bad_positions (g_ptr_array_index (results, 1), process, n_differences, error))
    return FALSE;
  if (tree.root_size != tree.size)
    differ (n_differences, process, _ ("the tree does not stand for all entries yet"));
  if (tree.note != NULL)
    check_signature (&tree, process, public_key, n_differences);
  else
    g_print (_ ("process %d: no checkpoint has been signed yet\n"), process);
  return check_roots (session, process, &tree, n_differences, error);
}
