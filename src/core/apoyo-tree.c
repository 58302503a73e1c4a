/* apoyo-tree.c: the Merkle tree of a process's log (RFC 9162).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-tree.h"

gboolean
apoyo_hash_equal (const ApoyoHash *a, const ApoyoHash *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

void
apoyo_tree_leaf_hash (gconstpointer body, gsize length, ApoyoHash *leaf)
{
  g_autoptr (ApoyoSha256) hash = apoyo_sha256_new ();

  apoyo_sha256_update (hash, "\x00", 1);
  apoyo_sha256_update (hash, body, length);
  apoyo_sha256_finish (hash, leaf->bytes);
}

/* node may be one of the children. */
void
apoyo_tree_node_hash (const ApoyoHash *left, const ApoyoHash *right, ApoyoHash *node)
{
  guint8 pair[1 + 2 * APOYO_SHA256_LENGTH];

  pair[0] = 0x01;
  memcpy (pair + 1, left->bytes, sizeof left->bytes);
  memcpy (pair + 1 + sizeof left->bytes, right->bytes, sizeof right->bytes);
  apoyo_sha256 (pair, sizeof pair, node->bytes);
}

/* The largest power of two smaller than size, as its exponent; size is at least 2. */
static guint
split_level (guint64 size)
{
  return 63 - (guint) __builtin_clzll (size - 1);
}

/* Depth of recursion is at most 64: each side is at most half of a power of two. */
void
apoyo_tree_root (const ApoyoHash *leaves, guint64 size, ApoyoHash *root)
{
  ApoyoHash right;
  guint64 split;

  g_return_if_fail (size == 0 || leaves != NULL);

  if (size == 0) {
    apoyo_sha256 (NULL, 0, root->bytes);
    return;
  }
  if (size == 1) {
    *root = leaves[0];
    return;
  }
  split = G_GUINT64_CONSTANT (1) << split_level (size);
  apoyo_tree_root (leaves, split, root);
  apoyo_tree_root (leaves + split, size - split, &right);
  apoyo_tree_node_hash (root, &right, root);
}

gboolean
apoyo_tree_node_of_leaves (guint level,
                           guint64 index,
                           ApoyoHash *node,
                           gpointer data,
                           GError **error)
{
  const ApoyoTreeLeaves *source = data;

  if (level > 63 || index >= source->n_leaves >> level) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         _ ("The tree has no such node"));
    return FALSE;
  }
  apoyo_tree_root (source->leaves + (index << level), G_GUINT64_CONSTANT (1) << level, node);
  return TRUE;
}

typedef struct {
  ApoyoTreeNodeFunc func;
  gpointer data;
  GArray *proof; /* (owned) */
} ProofMaker;

/* The root of leaves [first, first + size), whose first is a multiple of the power of two that
 * holds it: as in all ranges RFC 9162 splits a tree into. */
static gboolean
range_root (ProofMaker *maker, guint64 first, guint64 size, ApoyoHash *root, GError **error)
{
  ApoyoHash right;
  guint64 split;
  guint level;

  if ((size & (size - 1)) == 0) {
    level = (guint) __builtin_ctzll (size);
    return maker->func (level, first >> level, root, maker->data, error);
  }
  split = G_GUINT64_CONSTANT (1) << split_level (size);
  if (!range_root (maker, first, split, root, error) ||
      !range_root (maker, first + split, size - split, &right, error))
    return FALSE;
  apoyo_tree_node_hash (root, &right, root);
  return TRUE;
}

static gboolean
proof_add_range (ProofMaker *maker, guint64 first, guint64 size, GError **error)
{
  ApoyoHash root;

  if (!range_root (maker, first, size, &root, error))
    return FALSE;
  g_array_append_val (maker->proof, root);
  return TRUE;
}

/* PATH(m, D[n]) of RFC 9162, 2.1.3.1; the leaves stand from first on. */
static gboolean
inclusion_path (ProofMaker *maker, guint64 index, guint64 first, guint64 size, GError **error)
{
  guint64 split;

  if (size == 1)
    return TRUE;
  split = G_GUINT64_CONSTANT (1) << split_level (size);
  if (index < split)
    return inclusion_path (maker, index, first, split, error) &&
           proof_add_range (maker, first + split, size - split, error);
  return inclusion_path (maker, index - split, first + split, size - split, error) &&
         proof_add_range (maker, first, split, error);
}

/* SUBPROOF(m, D[n], b) of RFC 9162, 2.1.4.1. */
static gboolean
consistency_path (ProofMaker *maker,
                  guint64 old_size,
                  guint64 first,
                  guint64 size,
                  gboolean known,
                  GError **error)
{
  guint64 split;

  if (old_size == size)
    return known || proof_add_range (maker, first, size, error);
  split = G_GUINT64_CONSTANT (1) << split_level (size);
  if (old_size <= split)
    return consistency_path (maker, old_size, first, split, known, error) &&
           proof_add_range (maker, first + split, size - split, error);
  return consistency_path (maker, old_size - split, first + split, size - split, FALSE, error) &&
         proof_add_range (maker, first, split, error);
}

static GArray *
refuse_sizes (GError **error)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                       _ ("The tree is smaller than what is to be proved"));
  return NULL;
}

GArray *
apoyo_tree_inclusion_proof (guint64 index,
                            guint64 size,
                            ApoyoTreeNodeFunc node_func,
                            gpointer data,
                            GError **error)
{
  g_autoptr (GArray) proof = g_array_new (FALSE, FALSE, sizeof (ApoyoHash));
  ProofMaker maker = { node_func, data, proof };

  if (index >= size)
    return refuse_sizes (error);
  return inclusion_path (&maker, index, 0, size, error) ? g_steal_pointer (&proof) : NULL;
}

/* From an empty tree everything follows, with an empty proof. */
GArray *
apoyo_tree_consistency_proof (guint64 old_size,
                              guint64 size,
                              ApoyoTreeNodeFunc node_func,
                              gpointer data,
                              GError **error)
{
  g_autoptr (GArray) proof = g_array_new (FALSE, FALSE, sizeof (ApoyoHash));
  ProofMaker maker = { node_func, data, proof };

  if (old_size > size)
    return refuse_sizes (error);
  if (old_size > 0 && !consistency_path (&maker, old_size, 0, size, TRUE, error))
    return NULL;
  return g_steal_pointer (&proof);
}

/* RFC 9162, 2.1.3.2. */
gboolean
apoyo_tree_verify_inclusion (const ApoyoHash *leaf,
                             guint64 index,
                             guint64 size,
                             const ApoyoHash *proof,
                             guint n_proof,
                             const ApoyoHash *root)
{
  guint64 fn = index;
  guint64 sn = size - 1;
  ApoyoHash hash;

  g_return_val_if_fail (leaf != NULL && root != NULL, FALSE);
  g_return_val_if_fail (n_proof == 0 || proof != NULL, FALSE);

  if (index >= size)
    return FALSE;
  hash = *leaf;
  for (guint i = 0; i < n_proof; i++) {
    if (sn == 0)
      return FALSE;
    if ((fn & 1) != 0 || fn == sn) {
      apoyo_tree_node_hash (&proof[i], &hash, &hash);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      apoyo_tree_node_hash (&hash, &proof[i], &hash);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && apoyo_hash_equal (&hash, root);
}

/* The loop of RFC 9162, 2.1.4.2: both roots are rebuilt from the proof, beginning with seed. */
static gboolean
rebuild_both_roots (guint64 old_size,
                    guint64 size,
                    const ApoyoHash *seed,
                    const ApoyoHash *proof,
                    guint n_proof,
                    ApoyoHash *old_root,
                    ApoyoHash *root)
{
  guint64 fn = old_size - 1;
  guint64 sn = size - 1;

  while ((fn & 1) != 0) {
    fn >>= 1;
    sn >>= 1;
  }
  *old_root = *seed;
  *root = *seed;
  for (guint i = 0; i < n_proof; i++) {
    if (sn == 0)
      return FALSE;
    if ((fn & 1) != 0 || fn == sn) {
      apoyo_tree_node_hash (&proof[i], old_root, old_root);
      apoyo_tree_node_hash (&proof[i], root, root);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      apoyo_tree_node_hash (root, &proof[i], root);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0;
}

gboolean
apoyo_tree_verify_consistency (guint64 old_size,
                               guint64 size,
                               const ApoyoHash *old_root,
                               const ApoyoHash *root,
                               const ApoyoHash *proof,
                               guint n_proof)
{
  ApoyoHash empty, old_rebuilt, rebuilt;
  gboolean complete;

  g_return_val_if_fail (old_root != NULL && root != NULL, FALSE);
  g_return_val_if_fail (n_proof == 0 || proof != NULL, FALSE);

  if (old_size > size)
    return FALSE;
  if (old_size == size)
    return n_proof == 0 && apoyo_hash_equal (old_root, root);
  if (old_size == 0) {
    apoyo_tree_root (NULL, 0, &empty);
    return n_proof == 0 && apoyo_hash_equal (old_root, &empty);
  }
  if (n_proof == 0)
    return FALSE;
  /* A whole power of two is its own first node, and is left out of the proof. */
  if ((old_size & (old_size - 1)) == 0)
    complete =
        rebuild_both_roots (old_size, size, old_root, proof, n_proof, &old_rebuilt, &rebuilt);
  else
    complete = rebuild_both_roots (old_size, size, &proof[0], proof + 1, n_proof - 1, &old_rebuilt,
                                   &rebuilt);
  return complete && apoyo_hash_equal (&old_rebuilt, old_root) && apoyo_hash_equal (&rebuilt, root);
}
