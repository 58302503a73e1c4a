/* apoyo-tree-builder.c: a tree that grows at its right edge, remembering only that edge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-tree-builder.h"

#define TILE_HEIGHT 8
#define N_TILE_LEVELS 8

struct _ApoyoTreeBuilder {
  guint64 size;
  ApoyoHash
      edge[64]; /* edge[level]: root of the perfect subtree of that size, where size has the bit */
  ApoyoTileChunk *open[N_TILE_LEVELS]; /* (nullable): last chunk of each tile level, in chunks */
  GPtrArray *chunks;                   /* (owned) (element-type ApoyoTileChunk) */
};

static void
tile_chunk_free (gpointer data)
{
  ApoyoTileChunk *chunk = data;

  g_byte_array_unref (chunk->hashes);
  g_free (chunk);
}

ApoyoTreeBuilder *
apoyo_tree_builder_new (void)
{
  ApoyoTreeBuilder *self = g_new0 (ApoyoTreeBuilder, 1);

  self->chunks = g_ptr_array_new_with_free_func (tile_chunk_free);
  return self;
}

ApoyoTreeBuilder *
apoyo_tree_builder_restore (guint64 size,
                            const ApoyoHash *frontier,
                            guint n_frontier,
                            GError **error)
{
  ApoyoTreeBuilder *self;
  guint next = 0;

  g_return_val_if_fail (n_frontier == 0 || frontier != NULL, NULL);

  if ((guint) __builtin_popcountll (size) != n_frontier) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         _ ("The stored edge of the tree does not belong to its size"));
    return NULL;
  }
  self = apoyo_tree_builder_new ();
  self->size = size;
  for (int level = 63; level >= 0; level--) {
    if ((size >> level & 1) != 0)
      self->edge[level] = frontier[next++];
  }
  return self;
}

/* Without the chunks that wait to be taken: those belong to one of the two only. */
ApoyoTreeBuilder *
apoyo_tree_builder_copy (ApoyoTreeBuilder *self)
{
  ApoyoTreeBuilder *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = apoyo_tree_builder_new ();
  copy->size = self->size;
  memcpy (copy->edge, self->edge, sizeof copy->edge);
  return copy;
}

void
apoyo_tree_builder_free (ApoyoTreeBuilder *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->chunks);
  g_free (self);
}

/* A node of height 8 × tile_level, the index-th of its kind, goes into its tile. */
static void
tile_add (ApoyoTreeBuilder *self, guint tile_level, guint64 index, const ApoyoHash *node)
{
  ApoyoTileChunk *chunk = self->open[tile_level];
  guint64 tile = index / APOYO_TILE_WIDTH;

  if (chunk == NULL || chunk->index != tile) {
    chunk = g_new0 (ApoyoTileChunk, 1);
    chunk->level = tile_level;
    chunk->index = tile;
    chunk->offset = (guint) (index % APOYO_TILE_WIDTH);
    chunk->hashes = g_byte_array_new ();
    g_ptr_array_add (self->chunks, chunk);
    self->open[tile_level] = chunk;
  }
  g_byte_array_append (chunk->hashes, node->bytes, sizeof node->bytes);
}

void
apoyo_tree_builder_append (ApoyoTreeBuilder *self, const ApoyoHash *leaf)
{
  ApoyoHash node = *leaf;
  guint64 index;
  guint level = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->size < G_MAXUINT64);

  index = self->size;
  tile_add (self, 0, index, &node);
  /* Like carrying a one: each full pair becomes a node of the next level. */
  for (; (self->size >> level & 1) != 0; level++) {
    apoyo_tree_node_hash (&self->edge[level], &node, &node);
    index >>= 1;
    if ((level + 1) % TILE_HEIGHT == 0)
      tile_add (self, (level + 1) / TILE_HEIGHT, index, &node);
  }
  self->edge[level] = node;
  self->size++;
}

guint64
apoyo_tree_builder_get_size (ApoyoTreeBuilder *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->size;
}

void
apoyo_tree_builder_get_root (ApoyoTreeBuilder *self, ApoyoHash *root)
{
  gboolean begun = FALSE;

  g_return_if_fail (self != NULL && root != NULL);

  if (self->size == 0) {
    apoyo_tree_root (NULL, 0, root);
    return;
  }
  for (guint level = 0; level < 64; level++) {
    if ((self->size >> level & 1) == 0)
      continue;
    if (begun)
      apoyo_tree_node_hash (&self->edge[level], root, root);
    else
      *root = self->edge[level];
    begun = TRUE;
  }
}

guint
apoyo_tree_builder_get_frontier (ApoyoTreeBuilder *self, ApoyoHash frontier[64])
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (int level = 63; level >= 0; level--) {
    if ((self->size >> level & 1) != 0)
      frontier[n++] = self->edge[level];
  }
  return n;
}

GPtrArray *
apoyo_tree_builder_take_chunks (ApoyoTreeBuilder *self)
{
  GPtrArray *chunks;

  g_return_val_if_fail (self != NULL, NULL);

  chunks = g_steal_pointer (&self->chunks);
  self->chunks = g_ptr_array_new_with_free_func (tile_chunk_free);
  memset (self->open, 0, sizeof self->open);
  return chunks;
}

gboolean
apoyo_tree_node_of_tiles (guint level,
                          guint64 index,
                          ApoyoHash *node,
                          gpointer data,
                          GError **error)
{
  const ApoyoTreeTiles *source = data;
  guint tile_level = level / TILE_HEIGHT;
  guint above = level % TILE_HEIGHT; /* levels that the tile does not hold, but implies */
  guint64 first = index << above;
  guint offset = (guint) (first % APOYO_TILE_WIDTH);
  guint width = 1u << above;
  g_autoptr (GBytes) tile = NULL;
  ApoyoHash hashes[APOYO_TILE_WIDTH];
  gsize size = 0;
  gconstpointer bytes;

  tile = source->func (tile_level, first / APOYO_TILE_WIDTH, offset + width, source->data, error);
  if (tile == NULL)
    return FALSE;
  bytes = g_bytes_get_data (tile, &size);
  if (size < (gsize) (offset + width) * APOYO_SHA256_LENGTH) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         _ ("A stored tile of the tree is too short"));
    return FALSE;
  }
  memcpy (hashes, (const guint8 *) bytes + offset * APOYO_SHA256_LENGTH,
          width * sizeof (ApoyoHash));
  apoyo_tree_root (hashes, width, node);
  return TRUE;
}

/* Three digits a part, all but the last with an x: 1234067 is x001/x234/067. */
char *
apoyo_tile_path (guint level, guint64 index, guint width)
{
  g_autofree char *tail = g_strdup_printf ("%03u", (guint) (index % 1000));

  g_return_val_if_fail (width > 0 && width <= APOYO_TILE_WIDTH, NULL);

  for (index /= 1000; index > 0; index /= 1000) {
    char *longer = g_strdup_printf ("x%03u/%s", (guint) (index % 1000), tail);

    g_free (tail);
    tail = longer;
  }
  if (width < APOYO_TILE_WIDTH)
    return g_strdup_printf ("tile/%u/%s.p/%u", level, tail, width);
  return g_strdup_printf ("tile/%u/%s", level, tail);
}
