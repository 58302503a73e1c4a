/* test-vault.c: captures at rest: whole, unreadable without the key, never replaced.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "apoyo-vault-error.h"
#include "apoyo-vault-previews.h"
#include "vault-fixture.h"

static void
test_what_was_stored_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  store_or_fail (fixture);
  parts = apoyo_vault_read_all (fixture->vault, 1, CAPTURE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->images); i++)
    g_assert_true (g_bytes_equal (fixture->images[i].content, g_ptr_array_index (parts, i + 1)));
  g_assert_true (apoyo_vault_contains (fixture->vault, 1, CAPTURE));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_index_alone_can_be_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) index = NULL;
  g_autofree char *text = NULL;

  store_or_fail (fixture);
  index = apoyo_vault_read_index (fixture->vault, 1, CAPTURE, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (index, NULL), g_bytes_get_size (index));
  g_assert_true (g_str_has_prefix (
      text, "{\"v\":1,\"digest\":\"abcd\",\"metadata\":{\"process\":1},\"images\":[{\"name\":"
            "\"front\",\"type\":\"image/jpeg\",\"size\":100,\"sha256\":\""));
}

static void
test_nothing_readable_lies_on_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize size = 0;

  store_or_fail (fixture);
  g_assert_true (g_file_get_contents (fixture->object, &content, &size, NULL));
  g_assert_null (memmem (content, size, "process", 7));
  g_assert_null (memmem (content, size, g_bytes_get_data (fixture->images[0].content, NULL), 16));
}

static void
test_cut_at_any_place_is_truncated (Fixture *fixture, gconstpointer data)
{
  struct stat status;

  store_or_fail (fixture);
  g_assert_cmpint (stat (fixture->object, &status), ==, 0);
  for (off_t size = status.st_size - 1; size > 0; size -= MAX (status.st_size / 50, 1)) {
    g_assert_cmpint (truncate (fixture->object, size), ==, 0);
    assert_read_fails (fixture, APOYO_VAULT_ERROR_TRUNCATED);
  }
  g_assert_cmpint (truncate (fixture->object, 0), ==, 0);
  assert_read_fails (fixture, APOYO_VAULT_ERROR_TRUNCATED);
}

static void
flip_byte (const char *path, goffset offset)
{
  guint8 byte = 0;
  int fd = open (path, O_RDWR);

  g_assert_cmpint (pread (fd, &byte, 1, offset), ==, 1);
  byte ^= 0x40;
  g_assert_cmpint (pwrite (fd, &byte, 1, offset), ==, 1);
  close (fd);
}

static void
test_a_changed_byte_is_noticed (Fixture *fixture, gconstpointer data)
{
  static const goffset offsets[] = { 0, 20, 60, 200, 1000, 70000, 200000, 400000 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++) {
    store_or_fail (fixture);
    flip_byte (fixture->object, offsets[i]);
    assert_read_fails (fixture, APOYO_VAULT_ERROR_TAMPERED);
    g_unlink (fixture->object);
  }
}

static void
test_added_bytes_are_noticed (Fixture *fixture, gconstpointer data)
{
  FILE *file;

  store_or_fail (fixture);
  file = fopen (fixture->object, "ab");
  fputc ('x', file);
  fclose (file);
  assert_read_fails (fixture, APOYO_VAULT_ERROR_TAMPERED);
}

static void
test_object_under_another_name_does_not_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_path_get_dirname (fixture->object);
  g_autofree char *other = g_build_filename (directory, OTHER_CAPTURE, NULL);

  store_or_fail (fixture);
  g_assert_cmpint (g_rename (fixture->object, other), ==, 0);
  g_assert_null (apoyo_vault_read_all (fixture->vault, 1, OTHER_CAPTURE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED);
}

static void
test_another_key_is_told_from_tampering (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *keys = g_build_filename (fixture->root, "other", NULL);
  g_autofree char *vault = g_build_filename (fixture->root, "vault", NULL);
  g_autoptr (ApoyoKeyring) keyring = apoyo_keyring_open (keys, TRUE, &error);
  g_autoptr (ApoyoVault) other = apoyo_vault_new (vault, keyring, TRUE, &error);

  store_or_fail (fixture);
  g_assert_true (apoyo_keyring_ensure_process (keyring, 1, &error));
  g_assert_null (apoyo_vault_read_all (other, 1, CAPTURE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_OTHER_KEY);
}

static void
test_destroyed_key_makes_objects_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_or_fail (fixture);
  g_assert_true (apoyo_keyring_destroy_process (fixture->keyring, 1, &error));
  assert_read_fails (fixture, APOYO_VAULT_ERROR_DESTROYED);
  g_unlink (fixture->object);
  g_assert_false (store (fixture, "abcd", &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED);
}

static void
test_missing_object_is_not_found (Fixture *fixture, gconstpointer data)
{
  store_or_fail (fixture);
  g_unlink (fixture->object);
  assert_read_fails (fixture, APOYO_VAULT_ERROR_NOT_FOUND);
}

static void
test_name_that_is_no_uuid_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (apoyo_vault_store (fixture->vault, 1, "../../etc/passwd", "abcd", METADATA,
                                     fixture->images, 4, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_FAILED);
}

static void
test_the_same_again_is_kept (Fixture *fixture, gconstpointer data)
{
  struct stat before, after;

  store_or_fail (fixture);
  g_assert_cmpint (stat (fixture->object, &before), ==, 0);
  store_or_fail (fixture);
  g_assert_cmpint (stat (fixture->object, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_another_content_never_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  store_or_fail (fixture);
  g_assert_false (store (fixture, "ef01", &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DIFFERENT);
  g_clear_error (&error);
  parts = apoyo_vault_read_all (fixture->vault, 1, CAPTURE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static gpointer
store_in_thread (gpointer data)
{
  gpointer *arguments = data;
  g_autoptr (GError) error = NULL;
  gboolean stored = store (arguments[0], arguments[1], &error);

  if (!stored)
    g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DIFFERENT);
  return GINT_TO_POINTER (stored);
}

static void
test_of_two_contents_at_once_one_wins (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < 20; round++) {
    gpointer arguments[4][2];
    GThread *threads[4];
    guint n_stored[2] = { 0, 0 };

    for (guint i = 0; i < 4; i++) {
      arguments[i][0] = fixture;
      arguments[i][1] = i % 2 ? "aaaa" : "bbbb";
      threads[i] = g_thread_new ("store", store_in_thread, arguments[i]);
    }
    for (guint i = 0; i < 4; i++)
      n_stored[i % 2] += GPOINTER_TO_INT (g_thread_join (threads[i])) ? 1 : 0;
    g_assert_cmpuint (n_stored[0] + n_stored[1], ==, 2);
    g_assert_cmpuint (n_stored[0] * n_stored[1], ==, 0);
    g_assert_cmpuint (count_files (fixture), ==, 1);
    g_unlink (fixture->object);
  }
}

static void
test_full_disk_leaves_nothing_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  store_or_fail (fixture);
  g_unlink (fixture->object);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 150 * 1000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (store (fixture, "abcd", &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  store_or_fail (fixture);
}

static guint n_synced;

/* Instead of the C library's: so that a test can tell what is on disk when a function returns. */
int
fsync (int fd)
{
  n_synced++;
  return (int) syscall (SYS_fsync, fd);
}

static void
store_preview (Fixture *fixture, gint claim, const char *size, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));
  ApoyoVaultPreview preview = { "front", size, bytes };
  g_autoptr (GPtrArray) previews = g_ptr_array_new ();

  g_ptr_array_add (previews, &preview);
  g_assert_true (apoyo_vault_store_previews (fixture->vault, 1, CAPTURE, claim, previews, &error));
  g_assert_no_error (error);
}

static void
assert_preview (Fixture *fixture, gint claim, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) found =
      apoyo_vault_read_preview (fixture->vault, 1, CAPTURE, claim, "front", "small", &error);

  if (wanted == NULL) {
    g_assert_null (found);
    g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), wanted,
                   strlen (wanted));
}

/* What a slow worker makes stands beside what another has made, and is not taken for it. */
static void
test_previews_lie_by_claim (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ninth = g_strconcat (fixture->object, ".previews.9", NULL);
  g_autofree char *tenth = g_strconcat (fixture->object, ".previews.10", NULL);
  g_autofree char *other = g_strconcat (fixture->object, ".previews.9x", NULL);

  store_or_fail (fixture);
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  store_preview (fixture, 0, "small", "of before");
  store_preview (fixture, 10, "small", "of the second");
  store_preview (fixture, 9, "small", "of the first, late");
  assert_preview (fixture, 0, "of before");
  assert_preview (fixture, 9, "of the first, late");
  assert_preview (fixture, 10, "of the second");
  assert_preview (fixture, 11, NULL);
  g_assert_true (apoyo_vault_remove_previews (fixture->vault, 1, CAPTURE, 11, &error));
  g_assert_true (apoyo_vault_remove_previews_before (fixture->vault, 1, CAPTURE, 10, &error));
  assert_preview (fixture, 0, NULL);
  assert_preview (fixture, 9, NULL);
  assert_preview (fixture, 10, "of the second");
  /* Neither opens as the other. */
  g_assert_cmpint (g_rename (tenth, ninth), ==, 0);
  g_assert_null (
      apoyo_vault_read_preview (fixture->vault, 1, CAPTURE, 9, "front", "small", &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED);
  g_clear_error (&error);
  g_assert_true (apoyo_vault_remove_previews (fixture->vault, 1, CAPTURE, 9, &error));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_previews_lie_beside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autofree char *path = g_strconcat (fixture->object, ".previews", NULL);
  g_autofree char *stored = NULL;
  gsize length = 0;

  store_or_fail (fixture);
  n_synced = 0;
  store_preview (fixture, 0, "small", "first pixels");
  g_assert_cmpuint (n_synced, ==, 2); /* the file, and its name */
  store_preview (fixture, 0, "large", "second pixels");
  found = apoyo_vault_read_preview (fixture->vault, 1, CAPTURE, 0, "front", "large", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), "second pixels", 13);
  g_assert_true (g_file_get_contents (path, &stored, &length, NULL));
  g_assert_null (memmem (stored, length, "pixels", 6));
  g_assert_null (memmem (stored, length, "front", 5));
  /* Replaced whole, and of another capture there are none. */
  g_assert_null (
      apoyo_vault_read_preview (fixture->vault, 1, CAPTURE, 0, "front", "small", &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (
      apoyo_vault_read_preview (fixture->vault, 1, OTHER_CAPTURE, 0, "front", "large", &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (apoyo_vault_read_preview (fixture->vault, 1, "../x", 0, "front", "large", &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_FAILED);
  g_clear_error (&error);
  /* The sweep does not take them for captures. */
  set_age (path, 2 * HOUR);
  g_assert_cmpuint (count_old (fixture, 0, HOUR), ==, 0);
}

/* As when nothing is mounted where it usually is. */
static void
test_a_vault_that_is_not_there_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_build_filename (fixture->root, "vault", NULL);
  g_autofree char *mounted = g_build_filename (fixture->root, "mounted", NULL);
  g_autofree char *process = g_build_filename (directory, "1", NULL);
  g_autofree char *missing = g_build_filename (fixture->root, "missing", NULL);
  g_autoptr (GBytes) id = apoyo_vault_get_id (fixture->vault);
  g_autoptr (GBytes) same_id = NULL;
  g_autoptr (ApoyoVault) again = NULL;

  store_or_fail (fixture);
  g_assert_cmpint (g_rename (directory, mounted), ==, 0);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_assert_false (apoyo_vault_check (fixture->vault, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_VAULT);
  g_clear_error (&error);
  g_assert_false (store (fixture, "abcd", &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_VAULT);
  g_clear_error (&error);
  g_assert_false (apoyo_vault_set_swept (fixture->vault, 1, NULL));
  g_assert_null (apoyo_vault_new (directory, fixture->keyring, FALSE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_VAULT);
  g_clear_error (&error);
  g_assert_null (apoyo_vault_new (missing, fixture->keyring, FALSE, NULL));
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (process, G_FILE_TEST_EXISTS));
  /* Another one is told apart, and the own one known again. */
  again = apoyo_vault_new (directory, fixture->keyring, TRUE, NULL);
  g_assert_false (apoyo_vault_check (fixture->vault, NULL));
  g_clear_object (&again);
  remove_tree (directory);
  g_assert_cmpint (g_rename (mounted, directory), ==, 0);
  again = apoyo_vault_new (directory, fixture->keyring, FALSE, &error);
  g_assert_no_error (error);
  same_id = apoyo_vault_get_id (again);
  g_assert_true (g_bytes_equal (id, same_id));
  g_assert_true (apoyo_vault_check (fixture->vault, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_BOTH (what_was_stored_comes_back);
  ADD (index_alone_can_be_read);
  ADD (nothing_readable_lies_on_disk);
  ADD (cut_at_any_place_is_truncated);
  ADD (a_changed_byte_is_noticed);
  ADD (added_bytes_are_noticed);
  ADD (object_under_another_name_does_not_open);
  ADD (another_key_is_told_from_tampering);
  ADD (destroyed_key_makes_objects_unreadable);
  ADD (missing_object_is_not_found);
  ADD (name_that_is_no_uuid_is_refused);
  ADD_BOTH (the_same_again_is_kept);
  ADD_BOTH (another_content_never_replaces);
  ADD_BOTH (of_two_contents_at_once_one_wins);
  ADD (full_disk_leaves_nothing_behind);
  ADD (previews_lie_beside);
  ADD (previews_lie_by_claim);
  ADD_BOTH (a_vault_that_is_not_there_is_told);
  add_sweep_tests ();
  return g_test_run ();
}
