/* test-tree-builder.c: the growing edge of a tree, and its tiles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-tree-builder.h"

#define MOST 70000 /* beyond one full tile of level 1 */

static ApoyoHash *leaves;

static void
make_leaves (void)
{
  leaves = g_new (ApoyoHash, MOST);
  for (guint32 i = 0; i < MOST; i++)
    apoyo_tree_leaf_hash (&i, sizeof i, &leaves[i]);
}

static void
test_root_at_every_size_up_to_300 (void)
{
  g_autoptr (ApoyoTreeBuilder) builder = apoyo_tree_builder_new ();

  for (guint size = 0; size <= 300; size++) {
    ApoyoHash expected, root;

    apoyo_tree_root (leaves, size, &expected);
    apoyo_tree_builder_get_root (builder, &root);
    g_assert_true (apoyo_hash_equal (&root, &expected));
    g_assert_cmpuint (apoyo_tree_builder_get_size (builder), ==, size);
    apoyo_tree_builder_append (builder, &leaves[size]);
  }
}

static void
test_goes_on_from_its_frontier (void)
{
  g_autoptr (ApoyoTreeBuilder) builder = apoyo_tree_builder_new ();

  for (guint size = 0; size < 300; size++) {
    ApoyoHash frontier[64], again[64];
    guint n = apoyo_tree_builder_get_frontier (builder, frontier);
    g_autoptr (GError) error = NULL;
    g_autoptr (ApoyoTreeBuilder) restored = apoyo_tree_builder_restore (size, frontier, n, &error);
    ApoyoHash expected, root;

    g_assert_no_error (error);
    g_assert_cmpuint (apoyo_tree_builder_get_frontier (restored, again), ==, n);
    g_assert_cmpmem (frontier, n * sizeof *frontier, again, n * sizeof *again);
    for (guint i = size; i < size + 40; i++)
      apoyo_tree_builder_append (restored, &leaves[i]);
    apoyo_tree_root (leaves, size + 40, &expected);
    apoyo_tree_builder_get_root (restored, &root);
    g_assert_true (apoyo_hash_equal (&root, &expected));
    apoyo_tree_builder_append (builder, &leaves[size]);
  }
}

static void
test_another_frontier_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_tree_builder_restore (5, leaves, 3, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
}

static void
test_copies_grow_apart (void)
{
  g_autoptr (ApoyoTreeBuilder) builder = apoyo_tree_builder_new ();
  g_autoptr (ApoyoTreeBuilder) copy = NULL;
  g_autoptr (GPtrArray) chunks = NULL;

  apoyo_tree_builder_append (builder, &leaves[0]);
  copy = apoyo_tree_builder_copy (builder);
  apoyo_tree_builder_append (copy, &leaves[1]);
  g_assert_cmpuint (apoyo_tree_builder_get_size (builder), ==, 1);
  g_assert_cmpuint (apoyo_tree_builder_get_size (copy), ==, 2);
  chunks = apoyo_tree_builder_take_chunks (copy);
  g_assert_cmpuint (chunks->len, ==, 1);
  g_assert_cmpuint (((ApoyoTileChunk *) g_ptr_array_index (chunks, 0))->offset, ==, 1);
}

/* A store of tiles as the database keeps them. */
static void
store_chunks (GHashTable *tiles, ApoyoTreeBuilder *builder)
{
  g_autoptr (GPtrArray) chunks = apoyo_tree_builder_take_chunks (builder);

  for (guint i = 0; i < chunks->len; i++) {
    ApoyoTileChunk *chunk = g_ptr_array_index (chunks, i);
    char *path = apoyo_tile_path (chunk->level, chunk->index, APOYO_TILE_WIDTH);
    GByteArray *tile = g_hash_table_lookup (tiles, path);

    if (tile == NULL) {
      tile = g_byte_array_new ();
      g_hash_table_insert (tiles, g_strdup (path), tile);
    }
    g_assert_cmpuint (tile->len, ==, chunk->offset * sizeof (ApoyoHash));
    g_byte_array_append (tile, chunk->hashes->data, chunk->hashes->len);
    g_assert_cmpuint (tile->len, <=, APOYO_TILE_WIDTH * sizeof (ApoyoHash));
    g_free (path);
  }
}

static GBytes *
stored_tile (guint level, guint64 index, guint width, gpointer data, GError **error)
{
  g_autofree char *path = apoyo_tile_path (level, index, APOYO_TILE_WIDTH);
  GByteArray *tile = g_hash_table_lookup (data, path);

  if (tile == NULL || tile->len < width * sizeof (ApoyoHash)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE, "no such tile");
    return NULL;
  }
  return g_bytes_new (tile->data, tile->len);
}

static void
test_tiles_prove_what_the_leaves_prove (void)
{
  g_autoptr (GHashTable) tiles =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  g_autoptr (ApoyoTreeBuilder) builder = apoyo_tree_builder_new ();
  ApoyoTreeTiles source = { stored_tile, tiles };
  ApoyoHash root, old_root;

  for (guint i = 0; i < MOST; i++) {
    apoyo_tree_builder_append (builder, &leaves[i]);
    if (i % 1009 == 0)
      store_chunks (tiles, builder);
  }
  store_chunks (tiles, builder);
  /* 274 leaf tiles, 2 of level 1, 1 of level 2. */
  g_assert_cmpuint (g_hash_table_size (tiles), ==, 274 + 2 + 1);

  apoyo_tree_builder_get_root (builder, &root);
  for (guint i = 0; i < 12; i++) {
    guint index = (guint) g_test_rand_int_range (0, MOST);
    guint old_size = (guint) g_test_rand_int_range (1, MOST);
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) inclusion =
        apoyo_tree_inclusion_proof (index, MOST, apoyo_tree_node_of_tiles, &source, &error);
    g_autoptr (GArray) consistency =
        apoyo_tree_consistency_proof (old_size, MOST, apoyo_tree_node_of_tiles, &source, &error);

    g_assert_no_error (error);
    g_assert_true (apoyo_tree_verify_inclusion (&leaves[index], index, MOST,
                                                (ApoyoHash *) (void *) inclusion->data,
                                                inclusion->len, &root));
    apoyo_tree_root (leaves, old_size, &old_root);
    g_assert_true (apoyo_tree_verify_consistency (old_size, MOST, &old_root, &root,
                                                  (ApoyoHash *) (void *) consistency->data,
                                                  consistency->len));
  }
}

static void
test_missing_and_short_tiles_are_errors (void)
{
  g_autoptr (GHashTable) tiles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  ApoyoTreeTiles source = { stored_tile, tiles };
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_tree_inclusion_proof (0, 2, apoyo_tree_node_of_tiles, &source, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
}

/* The examples of the tlog-tiles specification. */
static void
test_tile_paths (void)
{
  static const struct {
    guint level;
    guint64 index;
    guint width;
    const char *path;
  } cases[] = {
    { 0, 1234067, 256, "tile/0/x001/x234/067" },
    { 0, 0, 256, "tile/0/000" },
    { 1, 0, 17, "tile/1/000.p/17" },
    { 2, 999, 1, "tile/2/999.p/1" },
    { 0, 1000, 256, "tile/0/x001/000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = apoyo_tile_path (cases[i].level, cases[i].index, cases[i].width);

    g_assert_cmpstr (path, ==, cases[i].path);
  }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_leaves ();
  g_test_add_func ("/tree-builder/root-at-every-size-up-to-300", test_root_at_every_size_up_to_300);
  g_test_add_func ("/tree-builder/goes-on-from-its-frontier", test_goes_on_from_its_frontier);
  g_test_add_func ("/tree-builder/another-frontier-is-refused", test_another_frontier_is_refused);
  g_test_add_func ("/tree-builder/copies-grow-apart", test_copies_grow_apart);
  g_test_add_func ("/tree-builder/tiles-prove-what-the-leaves-prove",
                   test_tiles_prove_what_the_leaves_prove);
  g_test_add_func ("/tree-builder/missing-and-short-tiles-are-errors",
                   test_missing_and_short_tiles_are_errors);
  g_test_add_func ("/tree-builder/tile-paths", test_tile_paths);
  status = g_test_run ();
  g_free (leaves);
  return status;
}
