/* vault-fixture.c: a vault of its own for each test, and a capture to put into it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>

#include "apoyo-durable-file.h"
#include "apoyo-sha256.h"
#include "apoyo-vault-error.h"
#include "vault-fixture.h"

const char on_plain_file_system[] = "plain";

/* NFS, to name one, does not know the flag. */
static int
rename_without_flags (int old_directory,
                      const char *old_name,
                      int new_directory,
                      const char *new_name,
                      unsigned int flags)
{
  if (flags == 0)
    return renameat (old_directory, old_name, new_directory, new_name);
  errno = EINVAL;
  return -1;
}

static GBytes *
make_image (gsize size, guint8 first)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (first + i * 7 + (i >> 8));
  return g_bytes_new_take (data, size);
}

static void
set_image (ApoyoVaultImage *image, const char *name, GBytes *content)
{
  image->name = name;
  image->type = "image/jpeg";
  image->content = content;
  apoyo_sha256 (g_bytes_get_data (content, NULL), g_bytes_get_size (content), image->sha256);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *keys = NULL;
  g_autofree char *vault = NULL;

  apoyo_renameat2 = data == on_plain_file_system ? rename_without_flags : renameat2;
  fixture->root = g_dir_make_tmp ("apoyo-vault-XXXXXX", &error);
  g_assert_no_error (error);
  keys = g_build_filename (fixture->root, "keys", NULL);
  vault = g_build_filename (fixture->root, "vault", NULL);
  fixture->object = g_build_filename (vault, "1", "0a", CAPTURE, NULL);
  fixture->keyring = apoyo_keyring_open (keys, TRUE, &error);
  g_assert_no_error (error);
  fixture->vault = apoyo_vault_new (vault, fixture->keyring, TRUE, &error);
  g_assert_no_error (error);
  /* Sizes around the chunk's: less, exactly, one more, many. */
  set_image (&fixture->images[0], "front", make_image (100, 1));
  set_image (&fixture->images[1], "back", make_image (64 * 1024, 2));
  set_image (&fixture->images[2], "selfie", make_image (64 * 1024 + 1, 3));
  set_image (&fixture->images[3], "signature", make_image (300 * 1024, 4));
}

void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixture->images); i++)
    g_bytes_unref (fixture->images[i].content);
  g_assert_finalize_object (fixture->vault);
  g_assert_finalize_object (fixture->keyring);
  remove_tree (fixture->root);
  g_free (fixture->object);
  g_free (fixture->root);
}

gboolean
store (Fixture *fixture, const char *digest, GError **error)
{
  return apoyo_vault_store (fixture->vault, 1, CAPTURE, digest, METADATA, fixture->images,
                            G_N_ELEMENTS (fixture->images), error);
}

void
store_or_fail (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (fixture, "abcd", &error));
  g_assert_no_error (error);
}

void
assert_read_fails (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_vault_read_all (fixture->vault, 1, CAPTURE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, code);
}

guint
count_files (Fixture *fixture)
{
  g_autofree char *directory = g_path_get_dirname (fixture->object);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

void
set_age (const char *path, gint64 microseconds)
{
  gint64 then = g_get_real_time () - microseconds;
  struct timespec times[2] = { { then / G_USEC_PER_SEC, then % G_USEC_PER_SEC * 1000 } };

  times[1] = times[0];
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static gboolean
collect (gint process, const char *const *captures, gpointer user_data)
{
  GPtrArray *found = user_data;

  g_assert_cmpint (process, ==, 1);
  for (guint i = 0; captures[i] != NULL; i++)
    g_ptr_array_add (found, g_strdup (captures[i]));
  return TRUE;
}

guint
count_old (Fixture *fixture, gint64 since, gint64 age)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (apoyo_vault_foreach_old (fixture->vault, since, g_get_real_time () - age, collect,
                                          found, &error));
  g_assert_no_error (error);
  return found->len;
}
