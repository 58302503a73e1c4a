/* test-keyring.c: keys on disk, what they hash, seal and sign, and their destruction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apoyo-keyring.h"
#include "apoyo-vault-error.h"

typedef struct {
  char *directory;
  ApoyoKeyring *keyring;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("apoyo-keys-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->keyring = apoyo_keyring_open (fixture->directory, TRUE, &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  g_assert_finalize_object (fixture->keyring);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

    g_assert_false (g_str_has_suffix (name, ".new")); /* nothing half-made is left */
    g_unlink (path);
  }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static char *
key_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

static void
test_directory_without_keys_is_an_error_unless_created (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = key_path (fixture, "master.key");

  g_unlink (path);
  g_assert_null (apoyo_keyring_open (fixture->directory, FALSE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY);
}

static void
test_key_files_are_private (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "master.key", "roll.key", "ledger.key" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = key_path (fixture, names[i]);
    struct stat status;

    g_assert_cmpint (stat (path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  }
}

static void
test_key_that_others_can_read_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = key_path (fixture, "master.key");

  g_chmod (path, 0640);
  g_assert_null (apoyo_keyring_open (fixture->directory, TRUE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_INSECURE);
}

static void
test_second_opening_has_the_same_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeyring) again = NULL;
  g_autoptr (GBytes) public_key = apoyo_keyring_get_public_key (fixture->keyring);
  g_autoptr (GBytes) hash = apoyo_keyring_roll_hash (fixture->keyring, "curp", "ABC");
  g_autoptr (GBytes) citizen = NULL;
  g_autoptr (GBytes) public_again = NULL;
  g_autoptr (GBytes) hash_again = NULL;
  g_autoptr (GBytes) citizen_again = NULL;

  g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, 1, &error));
  citizen = apoyo_keyring_citizen_key (fixture->keyring, 1, 77, &error);
  g_assert_no_error (error);
  again = apoyo_keyring_open (fixture->directory, TRUE, &error);
  g_assert_no_error (error);
  public_again = apoyo_keyring_get_public_key (again);
  hash_again = apoyo_keyring_roll_hash (again, "curp", "ABC");
  citizen_again = apoyo_keyring_citizen_key (again, 1, 77, &error);
  g_assert_true (g_bytes_equal (public_key, public_again));
  g_assert_true (g_bytes_equal (hash, hash_again));
  g_assert_true (g_bytes_equal (citizen, citizen_again));
}

static void
test_roll_hash_ignores_case_and_spaces_but_not_kind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) hash = apoyo_keyring_roll_hash (fixture->keyring, "curp", "PEÑA01");
  g_autoptr (GBytes) loose = apoyo_keyring_roll_hash (fixture->keyring, "curp", "  peña 01\t");
  g_autoptr (GBytes) kind = apoyo_keyring_roll_hash (fixture->keyring, "cic", "PEÑA01");

  g_assert_cmpuint (g_bytes_get_size (hash), ==, APOYO_HASH_SIZE);
  g_assert_true (g_bytes_equal (hash, loose));
  g_assert_false (g_bytes_equal (hash, kind));
}

static void
test_roll_hash_of_nothing_is_null (Fixture *fixture, gconstpointer data)
{
  g_assert_null (apoyo_keyring_roll_hash (fixture->keyring, "ocr", NULL));
  g_assert_null (apoyo_keyring_roll_hash (fixture->keyring, "ocr", ""));
  g_assert_null (apoyo_keyring_roll_hash (fixture->keyring, "ocr", " \t "));
}

static void
test_citizen_and_image_keys_differ_between_processes (Fixture *fixture, gconstpointer data)
{
  static const guint8 image[APOYO_HASH_SIZE] = { 1, 2, 3 };
  GBytes *citizens[2];
  GBytes *images[2];

  for (gint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, i + 1, &error));
    citizens[i] = apoyo_keyring_citizen_key (fixture->keyring, i + 1, 5, &error);
    images[i] = apoyo_keyring_image_key (fixture->keyring, i + 1, image, &error);
    g_assert_no_error (error);
  }
  g_assert_false (g_bytes_equal (citizens[0], citizens[1]));
  g_assert_false (g_bytes_equal (images[0], images[1]));
  for (gint i = 0; i < 2; i++) {
    g_bytes_unref (citizens[i]);
    g_bytes_unref (images[i]);
  }
}

static void
test_process_without_a_key_is_an_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_keyring_citizen_key (fixture->keyring, 9, 5, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY);
}

static void
test_sealed_data_opens_and_a_changed_byte_does_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = g_bytes_new_static ("nombre", 6);
  g_autoptr (GBytes) sealed = apoyo_keyring_seal_roll (fixture->keyring, plain);
  g_autoptr (GBytes) opened = apoyo_keyring_open_roll (fixture->keyring, sealed, &error);
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GBytes) short_one = g_bytes_new_from_bytes (sealed, 0, 20);
  gsize size = 0;
  guint8 *bytes;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, opened));
  size = g_bytes_get_size (sealed);
  bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
  bytes[size - 1] ^= 1;
  changed = g_bytes_new_take (bytes, size);
  g_assert_null (apoyo_keyring_open_roll (fixture->keyring, changed, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED);
  g_clear_error (&error);
  g_assert_null (apoyo_keyring_open_roll (fixture->keyring, short_one, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED);
}

static void
test_process_data_opens_only_with_its_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = g_bytes_new_static ("dato", 4);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) opened = NULL;

  g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, 1, &error));
  g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, 2, &error));
  sealed = apoyo_keyring_seal_process (fixture->keyring, 1, plain, &error);
  opened = apoyo_keyring_open_process (fixture->keyring, 1, sealed, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, opened));
  g_assert_null (apoyo_keyring_open_process (fixture->keyring, 2, sealed, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED);
}

static void
test_key_file_in_anothers_place_does_not_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeyring) again = NULL;
  g_autofree char *one = key_path (fixture, "process-1.key");
  g_autofree char *two = key_path (fixture, "process-2.key");

  g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, 1, &error));
  g_assert_cmpint (g_rename (one, two), ==, 0);
  again = apoyo_keyring_open (fixture->directory, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (apoyo_keyring_ensure_process (again, 2, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_OTHER_KEY);
}

static void
test_cut_key_file_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = key_path (fixture, "roll.key");

  g_assert_cmpint (truncate (path, 40), ==, 0);
  g_assert_null (apoyo_keyring_open (fixture->directory, TRUE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED);
}

static void
test_destroyed_process_stays_destroyed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = key_path (fixture, "process-3.key");

  g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, 3, &error));
  g_assert_true (apoyo_keyring_destroy_process (fixture->keyring, 3, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (apoyo_keyring_citizen_key (fixture->keyring, 3, 1, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED);
  g_clear_error (&error);
  g_assert_false (apoyo_keyring_ensure_process (fixture->keyring, 3, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED);
  g_clear_error (&error);
  /* Asked again, it is still done. */
  g_assert_true (apoyo_keyring_destroy_process (fixture->keyring, 3, &error));
  g_assert_no_error (error);
}

/* As a service that has run since before the key was destroyed by another program. */
static void
test_key_destroyed_elsewhere_is_used_no_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeyring) other = NULL;
  g_autoptr (GBytes) plain = g_bytes_new_static ("dato", 4);
  g_autoptr (GBytes) sealed = NULL;

  g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, 3, &error));
  sealed = apoyo_keyring_seal_process (fixture->keyring, 3, plain, &error);
  other = apoyo_keyring_open (fixture->directory, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (apoyo_keyring_destroy_process (other, 3, &error));
  g_assert_null (apoyo_keyring_open_process (fixture->keyring, 3, sealed, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED);
  g_clear_error (&error);
  g_assert_null (apoyo_keyring_citizen_key (fixture->keyring, 3, 1, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED);
}

static void
test_signature_verifies_and_a_changed_message_does_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("checkpoint\n", 11);
  g_autoptr (GBytes) other = g_bytes_new_static ("checkpoinT\n", 11);
  g_autoptr (GBytes) signature = apoyo_keyring_sign (fixture->keyring, message);
  g_autoptr (GBytes) public_key = apoyo_keyring_get_public_key (fixture->keyring);

  g_assert_cmpuint (g_bytes_get_size (signature), ==, APOYO_SIGNATURE_SIZE);
  g_assert_true (apoyo_keyring_verify (public_key, message, signature));
  g_assert_false (apoyo_keyring_verify (public_key, other, signature));
}

/* As whoever lost a key file might think to help himself: another one in its place. */
static void
replace_key (Fixture *fixture, const char *name, const char *aside)
{
  g_autofree char *from = key_path (fixture, name);
  g_autofree char *to = key_path (fixture, aside);

  g_assert_cmpint (g_rename (from, to), ==, 0);
}

static void
test_replaced_process_key_opens_nothing_of_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = g_bytes_new_static ("plain", 5);
  g_autoptr (GBytes) sealed = apoyo_keyring_seal_process (fixture->keyring, 1, plain, &error);
  g_autoptr (GBytes) id = NULL;
  g_autoptr (GBytes) citizen = NULL;
  g_autoptr (ApoyoKeyring) other = NULL;
  g_autoptr (ApoyoKeyring) restored = NULL;

  g_assert_null (sealed); /* nothing is sealed without a key */
  g_clear_error (&error);
  g_assert_true (apoyo_keyring_ensure_process (fixture->keyring, 1, &error));
  sealed = apoyo_keyring_seal_process (fixture->keyring, 1, plain, &error);
  id = apoyo_keyring_get_key_id (fixture->keyring, 1, &error);
  citizen = apoyo_keyring_citizen_key (fixture->keyring, 1, 7, &error);
  g_assert_no_error (error);

  replace_key (fixture, "process-1.key", "aside.key");
  other = apoyo_keyring_open (fixture->directory, FALSE, &error);
  g_assert_true (apoyo_keyring_ensure_process (other, 1, &error));
  {
    g_autoptr (GBytes) other_id = apoyo_keyring_get_key_id (other, 1, &error);
    g_autoptr (GBytes) other_citizen = apoyo_keyring_citizen_key (other, 1, 7, &error);

    /* What the database pins tells it from the first, and no person is the same. */
    g_assert_false (g_bytes_equal (id, other_id));
    g_assert_false (g_bytes_equal (citizen, other_citizen));
  }
  g_assert_null (apoyo_keyring_open_process (other, 1, sealed, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED);
  g_clear_error (&error);

  replace_key (fixture, "aside.key", "process-1.key");
  restored = apoyo_keyring_open (fixture->directory, FALSE, &error);
  {
    g_autoptr (GBytes) opened = apoyo_keyring_open_process (restored, 1, sealed, &error);
    g_autoptr (GBytes) same_id = apoyo_keyring_get_key_id (restored, 1, &error);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (opened, plain));
    g_assert_true (g_bytes_equal (id, same_id));
  }
}

static void
test_keys_of_another_master_do_not_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  replace_key (fixture, "master.key", "aside.key");
  g_assert_null (apoyo_keyring_open (fixture->directory, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  /* Nor with a new one, which opens none of the others: that is said. */
  g_assert_null (apoyo_keyring_open (fixture->directory, TRUE, &error));
  g_assert_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_OTHER_KEY);
}

static void
test_replaced_ledger_key_verifies_nothing_of_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) message = g_bytes_new_static ("checkpoint\n", 11);
  g_autoptr (GBytes) was = apoyo_keyring_sign (fixture->keyring, message);
  g_autoptr (GBytes) public_was = apoyo_keyring_get_public_key (fixture->keyring);
  g_autoptr (ApoyoKeyring) other = NULL;
  g_autoptr (GBytes) is = NULL;
  g_autoptr (GBytes) public_is = NULL;

  replace_key (fixture, "ledger.key", "aside.key");
  g_assert_null (apoyo_keyring_open (fixture->directory, FALSE, &error)); /* missed, not remade */
  g_clear_error (&error);
  other = apoyo_keyring_open (fixture->directory, TRUE, &error);
  g_assert_no_error (error);
  is = apoyo_keyring_sign (other, message);
  public_is = apoyo_keyring_get_public_key (other);
  g_assert_true (apoyo_keyring_verify (public_is, message, is));
  g_assert_false (apoyo_keyring_verify (public_is, message, was));
  g_assert_false (apoyo_keyring_verify (public_was, message, is));
  g_assert_true (apoyo_keyring_verify (public_was, message, was));
}

static void
test_roll_keys_are_told_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) was = apoyo_keyring_get_roll_id (fixture->keyring);
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GBytes) is = NULL;
  g_autoptr (ApoyoKeyring) again = apoyo_keyring_open (fixture->directory, FALSE, NULL);
  g_autoptr (ApoyoKeyring) other = NULL;

  same = apoyo_keyring_get_roll_id (again);
  replace_key (fixture, "roll.key", "aside.key");
  other = apoyo_keyring_open (fixture->directory, TRUE, NULL);
  is = apoyo_keyring_get_roll_id (other);
  g_assert_cmpuint (g_bytes_get_size (was), ==, APOYO_PIN_SIZE);
  g_assert_true (g_bytes_equal (was, same));
  g_assert_false (g_bytes_equal (was, is));
}

static gpointer
open_in_thread (gpointer directory)
{
  g_autoptr (GError) error = NULL;
  ApoyoKeyring *keyring = apoyo_keyring_open (directory, TRUE, &error);

  g_assert_no_error (error);
  return keyring;
}

static void
test_openings_at_once_agree_on_the_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "master.key", "roll.key", "ledger.key" };
  g_autoptr (GBytes) first = NULL;
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = key_path (fixture, names[i]);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("open", open_in_thread, fixture->directory);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autoptr (ApoyoKeyring) keyring = g_thread_join (threads[i]);
    g_autoptr (GBytes) public_key = apoyo_keyring_get_public_key (keyring);

    if (first == NULL)
      first = g_bytes_ref (public_key);
    g_assert_true (g_bytes_equal (first, public_key));
  }
}

#define ADD(name)                                                                                  \
  g_test_add ("/keyring/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD (directory_without_keys_is_an_error_unless_created);
  ADD (key_files_are_private);
  ADD (key_that_others_can_read_is_refused);
  ADD (second_opening_has_the_same_keys);
  ADD (roll_hash_ignores_case_and_spaces_but_not_kind);
  ADD (roll_hash_of_nothing_is_null);
  ADD (citizen_and_image_keys_differ_between_processes);
  ADD (process_without_a_key_is_an_error);
  ADD (sealed_data_opens_and_a_changed_byte_does_not);
  ADD (process_data_opens_only_with_its_process);
  ADD (key_file_in_anothers_place_does_not_open);
  ADD (cut_key_file_is_refused);
  ADD (destroyed_process_stays_destroyed);
  ADD (key_destroyed_elsewhere_is_used_no_more);
  ADD (signature_verifies_and_a_changed_message_does_not);
  ADD (replaced_process_key_opens_nothing_of_before);
  ADD (keys_of_another_master_do_not_open);
  ADD (replaced_ledger_key_verifies_nothing_of_before);
  ADD (roll_keys_are_told_apart);
  ADD (openings_at_once_agree_on_the_keys);
  return g_test_run ();
}
