/* apoyo-tree-builder.h: a tree that grows at its right edge, remembering only that edge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-tree.h"

G_BEGIN_DECLS

typedef struct _ApoyoTreeBuilder ApoyoTreeBuilder;

/* Hashes to append to the tile (level, index) after its first `offset` ones: tlog-tiles layout,
 * level 0 holds leaves, a hash of level n is the root of a whole tile of level n - 1. */
typedef struct {
  guint level;
  guint64 index;
  guint offset;
  GByteArray *hashes; /* (owned): 32 bytes each */
} ApoyoTileChunk;

ApoyoTreeBuilder *apoyo_tree_builder_new (void);

/* From what get_frontier gave for that size: the roots of its perfect subtrees, largest (leftmost)
 * first, one for each bit of size. VALUE when their number is another. */
ApoyoTreeBuilder *apoyo_tree_builder_restore (guint64 size,
                                              const ApoyoHash *frontier,
                                              guint n_frontier,
                                              GError **error);

/* To try a pass and keep the old tree if it fails. Chunks not taken yet stay with the original. */
ApoyoTreeBuilder *apoyo_tree_builder_copy (ApoyoTreeBuilder *self);
void apoyo_tree_builder_free (ApoyoTreeBuilder *self);

void apoyo_tree_builder_append (ApoyoTreeBuilder *self, const ApoyoHash *leaf);
guint64 apoyo_tree_builder_get_size (ApoyoTreeBuilder *self);
void apoyo_tree_builder_get_root (ApoyoTreeBuilder *self, ApoyoHash *root);
guint apoyo_tree_builder_get_frontier (ApoyoTreeBuilder *self, ApoyoHash frontier[64]);

/* What the tiles gained since the last call. (transfer full) (element-type ApoyoTileChunk) */
GPtrArray *apoyo_tree_builder_take_chunks (ApoyoTreeBuilder *self);

/* A node source over stored tiles. The function gives the hashes of a tile, at least `width` of
 * them (32 bytes each), NULL with error set when it cannot. */
typedef GBytes *(
    *ApoyoTileFunc) (guint level, guint64 index, guint width, gpointer data, GError **error);
typedef struct {
  ApoyoTileFunc func;
  gpointer data;
} ApoyoTreeTiles;
gboolean apoyo_tree_node_of_tiles (guint level,
                                   guint64 index,
                                   ApoyoHash *node,
                                   gpointer data /* ApoyoTreeTiles */,
                                   GError **error);

/* tlog-tiles path: "tile/0/x001/067" with ".p/12" for a partial one. */
char *apoyo_tile_path (guint level, guint64 index, guint width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoTreeBuilder, apoyo_tree_builder_free)

G_END_DECLS
