/* test-tree.c: the Merkle tree against the reference vectors of Certificate Transparency.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-tree.h"

#define N_VECTORS 8
#define MOST 300

static const char *const bodies[N_VECTORS] = {
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
};

/* Of the first n leaves, n from 0 on. */
static const char *const roots[N_VECTORS + 1] = {
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

#define NODE_1 "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
#define NODE_23 "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
#define NODE_4567 "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
#define NODE_4 "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
#define NODE_67 "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
#define NODE_45 "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
#define NODE_0 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
#define NODE_01 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
#define NODE_0123 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"

static const struct {
  guint64 index;
  guint64 size;
  const char *const proof[4];
} inclusions[] = {
  { 0, 1, { NULL } },
  { 0, 8, { NODE_1, NODE_23, NODE_4567, NULL } },
  { 5, 8, { NODE_4, NODE_67, NODE_0123, NULL } },
  { 2, 3, { NODE_01, NULL } },
  { 1, 5, { NODE_0, NODE_23, NODE_4, NULL } },
};

static const struct {
  guint64 old_size;
  guint64 size;
  const char *const proof[4];
} consistencies[] = {
  { 1, 1, { NULL } },
  { 1, 8, { NODE_1, NODE_23, NODE_4567, NULL } },
  { 6, 8, { NODE_45, NODE_67, NODE_0123, NULL } },
  { 2, 5, { NODE_23, NODE_4, NULL } },
};

/* Every small size, then those around powers of two: what lies between has no new shape. */
static guint
next_size (guint size)
{
  static const guint larger[] = { 63, 64, 65, 127, 128, 129, 255, 256, 257, MOST };

  if (size < 34)
    return size + 1;
  for (guint i = 0; i < G_N_ELEMENTS (larger); i++) {
    if (larger[i] > size)
      return larger[i];
  }
  return MOST + 1;
}

static void
assert_hash (const ApoyoHash *hash, const char *expected)
{
  g_autofree char *hex = apoyo_hex_encode (hash->bytes, sizeof hash->bytes);

  g_assert_cmpstr (hex, ==, expected);
}

static void
vector_leaves (ApoyoHash leaves[N_VECTORS])
{
  for (guint i = 0; i < N_VECTORS; i++) {
    guint8 body[16];
    gsize length = strlen (bodies[i]) / 2;

    g_assert_true (apoyo_hex_decode (bodies[i], body, length));
    apoyo_tree_leaf_hash (body, length, &leaves[i]);
  }
}

static void
counted_leaves (ApoyoHash leaves[MOST])
{
  for (guint32 i = 0; i < MOST; i++)
    apoyo_tree_leaf_hash (&i, sizeof i, &leaves[i]);
}

static void
assert_proof (GArray *proof, const char *const *expected)
{
  for (guint i = 0; i < proof->len; i++)
    assert_hash (&g_array_index (proof, ApoyoHash, i), expected[i]);
  g_assert_null (expected[proof->len]);
}

static void
test_published_roots (void)
{
  ApoyoHash leaves[N_VECTORS];
  ApoyoHash root;

  vector_leaves (leaves);
  for (guint size = 0; size <= N_VECTORS; size++) {
    apoyo_tree_root (leaves, size, &root);
    assert_hash (&root, roots[size]);
  }
}

static void
test_published_inclusion_proofs (void)
{
  ApoyoHash leaves[N_VECTORS];
  ApoyoTreeLeaves source = { leaves, N_VECTORS };

  vector_leaves (leaves);
  for (guint i = 0; i < G_N_ELEMENTS (inclusions); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) proof = apoyo_tree_inclusion_proof (
        inclusions[i].index, inclusions[i].size, apoyo_tree_node_of_leaves, &source, &error);

    g_assert_no_error (error);
    assert_proof (proof, inclusions[i].proof);
  }
}

static void
test_published_consistency_proofs (void)
{
  ApoyoHash leaves[N_VECTORS];
  ApoyoTreeLeaves source = { leaves, N_VECTORS };

  vector_leaves (leaves);
  for (guint i = 0; i < G_N_ELEMENTS (consistencies); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) proof =
        apoyo_tree_consistency_proof (consistencies[i].old_size, consistencies[i].size,
                                      apoyo_tree_node_of_leaves, &source, &error);

    g_assert_no_error (error);
    assert_proof (proof, consistencies[i].proof);
  }
}

/* A proof that is altered in any way proves nothing. */
static void
assert_only_this_inclusion (const ApoyoHash *leaf,
                            guint64 index,
                            guint64 size,
                            GArray *proof,
                            const ApoyoHash *root)
{
  ApoyoHash *nodes = (ApoyoHash *) (void *) proof->data;
  ApoyoHash other = *root;

  g_assert_true (apoyo_tree_verify_inclusion (leaf, index, size, nodes, proof->len, root));
  other.bytes[31] ^= 1;
  g_assert_false (apoyo_tree_verify_inclusion (leaf, index, size, nodes, proof->len, &other));
  g_assert_false (apoyo_tree_verify_inclusion (&other, index, size, nodes, proof->len, root));
  g_assert_false (apoyo_tree_verify_inclusion (leaf, size, size, nodes, proof->len, root));
  if (size > 1) {
    g_assert_false (
        apoyo_tree_verify_inclusion (leaf, (index + 1) % size, size, nodes, proof->len, root));
    g_assert_false (apoyo_tree_verify_inclusion (leaf, index, size, nodes, proof->len - 1, root));
    nodes[proof->len - 1].bytes[0] ^= 1;
    g_assert_false (apoyo_tree_verify_inclusion (leaf, index, size, nodes, proof->len, root));
    nodes[proof->len - 1].bytes[0] ^= 1;
  }
  g_array_append_val (proof, other);
  g_assert_false (apoyo_tree_verify_inclusion (
      leaf, index, size, (ApoyoHash *) (void *) proof->data, proof->len, root));
}

static void
test_inclusion_of_every_leaf_up_to_300 (void)
{
  ApoyoHash leaves[MOST];
  ApoyoHash root;

  counted_leaves (leaves);
  for (guint size = 1; size <= MOST; size = next_size (size)) {
    ApoyoTreeLeaves source = { leaves, size };

    apoyo_tree_root (leaves, size, &root);
    for (guint index = 0; index < size; index++) {
      g_autoptr (GArray) proof =
          apoyo_tree_inclusion_proof (index, size, apoyo_tree_node_of_leaves, &source, NULL);

      assert_only_this_inclusion (&leaves[index], index, size, proof, &root);
    }
  }
}

static void
assert_only_this_consistency (guint64 old_size,
                              guint64 size,
                              GArray *proof,
                              const ApoyoHash *old_root,
                              const ApoyoHash *root)
{
  ApoyoHash *nodes = (ApoyoHash *) (void *) proof->data;
  ApoyoHash other = *root;

  g_assert_true (apoyo_tree_verify_consistency (old_size, size, old_root, root, nodes, proof->len));
  other.bytes[5] ^= 1;
  g_assert_false (
      apoyo_tree_verify_consistency (old_size, size, old_root, &other, nodes, proof->len));
  g_assert_false (apoyo_tree_verify_consistency (old_size, size, &other, root, nodes, proof->len));
  g_assert_false (
      apoyo_tree_verify_consistency (size + 1, size, old_root, root, nodes, proof->len));
  if (proof->len > 0) {
    g_assert_false (
        apoyo_tree_verify_consistency (old_size, size, old_root, root, nodes, proof->len - 1));
    nodes[0].bytes[0] ^= 1;
    g_assert_false (
        apoyo_tree_verify_consistency (old_size, size, old_root, root, nodes, proof->len));
    nodes[0].bytes[0] ^= 1;
  }
  g_array_append_val (proof, other);
  g_assert_false (apoyo_tree_verify_consistency (old_size, size, old_root, root,
                                                 (ApoyoHash *) (void *) proof->data, proof->len));
}

static void
test_consistency_of_every_size_up_to_300 (void)
{
  ApoyoHash leaves[MOST];
  ApoyoHash old_root, root;

  counted_leaves (leaves);
  for (guint size = 1; size <= MOST; size = next_size (size)) {
    ApoyoTreeLeaves source = { leaves, size };

    apoyo_tree_root (leaves, size, &root);
    for (guint old_size = 0; old_size <= size; old_size++) {
      g_autoptr (GArray) proof =
          apoyo_tree_consistency_proof (old_size, size, apoyo_tree_node_of_leaves, &source, NULL);

      apoyo_tree_root (leaves, old_size, &old_root);
      if (old_size == 0)
        g_assert_true (apoyo_tree_verify_consistency (0, size, &old_root, &root, NULL, 0));
      else
        assert_only_this_consistency (old_size, size, proof, &old_root, &root);
    }
  }
}

static void
test_what_is_outside_cannot_be_proved (void)
{
  ApoyoHash leaves[N_VECTORS];
  ApoyoTreeLeaves source = { leaves, N_VECTORS };
  g_autoptr (GError) error = NULL;
  ApoyoHash node;

  vector_leaves (leaves);
  g_assert_null (apoyo_tree_inclusion_proof (8, 8, apoyo_tree_node_of_leaves, &source, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
  g_assert_null (apoyo_tree_consistency_proof (9, 8, apoyo_tree_node_of_leaves, &source, NULL));
  /* The source has less than the tree is said to have. */
  g_assert_null (apoyo_tree_inclusion_proof (0, 16, apoyo_tree_node_of_leaves, &source, NULL));
  g_assert_false (apoyo_tree_node_of_leaves (64, 0, &node, &source, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tree/published-roots", test_published_roots);
  g_test_add_func ("/tree/published-inclusion-proofs", test_published_inclusion_proofs);
  g_test_add_func ("/tree/published-consistency-proofs", test_published_consistency_proofs);
  g_test_add_func ("/tree/inclusion-of-every-leaf-up-to-300",
                   test_inclusion_of_every_leaf_up_to_300);
  g_test_add_func ("/tree/consistency-of-every-size-up-to-300",
                   test_consistency_of_every_size_up_to_300);
  g_test_add_func ("/tree/what-is-outside-cannot-be-proved", test_what_is_outside_cannot_be_proved);
  return g_test_run ();
}
