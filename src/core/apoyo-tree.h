/* apoyo-tree.h: the Merkle tree of a process's log (RFC 9162).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-sha256.h"

G_BEGIN_DECLS

typedef struct {
  guint8 bytes[APOYO_SHA256_LENGTH];
} ApoyoHash;

#define APOYO_TILE_WIDTH 256
#define APOYO_TREE_MAX_PROOF 64

void apoyo_tree_leaf_hash (gconstpointer body, gsize length, ApoyoHash *leaf);
void apoyo_tree_node_hash (const ApoyoHash *left, const ApoyoHash *right, ApoyoHash *node);
void apoyo_tree_root (const ApoyoHash *leaves, guint64 size, ApoyoHash *root);
gboolean apoyo_hash_equal (const ApoyoHash *a, const ApoyoHash *b);

/* Gives the root of the perfect subtree of 2^level leaves that begins at leaf index << level. */
typedef gboolean (*ApoyoTreeNodeFunc) (guint level,
                                       guint64 index,
                                       ApoyoHash *node,
                                       gpointer data,
                                       GError **error);

/* (transfer full) (element-type ApoyoHash), in the RFC's order. */
GArray *apoyo_tree_inclusion_proof (guint64 index,
                                    guint64 size,
                                    ApoyoTreeNodeFunc node_func,
                                    gpointer data,
                                    GError **error);
GArray *apoyo_tree_consistency_proof (guint64 old_size,
                                      guint64 size,
                                      ApoyoTreeNodeFunc node_func,
                                      gpointer data,
                                      GError **error);

/* A node source over all leaves in memory; data is an ApoyoTreeLeaves. */
typedef struct {
  const ApoyoHash *leaves;
  guint64 n_leaves;
} ApoyoTreeLeaves;
gboolean apoyo_tree_node_of_leaves (guint level,
                                    guint64 index,
                                    ApoyoHash *node,
                                    gpointer data,
                                    GError **error);

gboolean apoyo_tree_verify_inclusion (const ApoyoHash *leaf,
                                      guint64 index,
                                      guint64 size,
                                      const ApoyoHash *proof,
                                      guint n_proof,
                                      const ApoyoHash *root);
gboolean apoyo_tree_verify_consistency (guint64 old_size,
                                        guint64 size,
                                        const ApoyoHash *old_root,
                                        const ApoyoHash *root,
                                        const ApoyoHash *proof,
                                        guint n_proof);

G_END_DECLS
