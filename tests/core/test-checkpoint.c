/* test-checkpoint.c: signed notes and checkpoints.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <openssl/evp.h>
#include <string.h>

#include "apoyo-checkpoint.h"
#include "apoyo-core-error.h"

/* The example of Go's golang.org/x/mod/sumdb/note, an implementation that is not ours. */
static const char peter_key[] =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
static const char peter_text[] = "If you think cryptography is the answer to your problem,\n"
                                 "then you don't know what your problem is.\n";
static const char peter_note[] =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\342\200\224 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

typedef struct {
  EVP_PKEY *key;
  guint8 public_key[APOYO_ED25519_PUBLIC];
} Fixture;

/* RFC 8032, 7.1, test 1: a published seed, so that nobody takes it for a secret. */
static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  guint8 seed[32];
  gsize length = sizeof fixture->public_key;

  g_assert_true (apoyo_hex_decode (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", seed, sizeof seed));
  fixture->key = EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, seed, sizeof seed);
  g_assert_cmpint (EVP_PKEY_get_raw_public_key (fixture->key, fixture->public_key, &length), ==, 1);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  EVP_PKEY_free (fixture->key);
}

static char *
sign (Fixture *fixture, const char *text, const char *key_name)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 signature[APOYO_ED25519_SIGNATURE];
  gsize length = sizeof signature;

  g_assert_cmpint (EVP_DigestSignInit (context, NULL, NULL, NULL, fixture->key), ==, 1);
  g_assert_cmpint (
      EVP_DigestSign (context, signature, &length, (const guint8 *) text, strlen (text)), ==, 1);
  EVP_MD_CTX_free (context);
  return apoyo_note_sign_off (text, key_name, fixture->public_key, signature);
}

static ApoyoCheckpoint *
sample (const char *const *extensions)
{
  ApoyoHash root;

  apoyo_tree_root (NULL, 0, &root);
  return apoyo_checkpoint_new ("ine.mx/apoyo/RM26", 11438902, &root, extensions);
}

static void
test_foreign_note_opens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *formatted = NULL;
  guint8 key[APOYO_ED25519_PUBLIC];

  g_assert_true (apoyo_verifier_key_parse (peter_key, &name, key, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "PeterNeumann");
  text = apoyo_note_open (peter_note, -1, name, key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, peter_text);
  formatted = apoyo_verifier_key_format (name, key);
  g_assert_cmpstr (formatted, ==, peter_key);
}

/* RFC 8032, 7.1, test 2. */
static void
test_ed25519_vector (Fixture *fixture, gconstpointer data)
{
  guint8 key[APOYO_ED25519_PUBLIC], signature[APOYO_ED25519_SIGNATURE];

  g_assert_true (apoyo_hex_decode (
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", key, sizeof key));
  g_assert_true (
      apoyo_hex_decode ("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                        signature, sizeof signature));
  g_assert_true (apoyo_ed25519_verify (key, signature, "\x72", 1));
  g_assert_false (apoyo_ed25519_verify (key, signature, "\x73", 1));
  signature[0] ^= 1;
  g_assert_false (apoyo_ed25519_verify (key, signature, "\x72", 1));
}

static void
test_checkpoint_text (Fixture *fixture, gconstpointer data)
{
  static const char *const extensions[] = { "closed 2021-12-25", NULL };
  g_autoptr (ApoyoCheckpoint) plain = sample (NULL);
  g_autoptr (ApoyoCheckpoint) closed = sample (extensions);
  g_autofree char *plain_text = apoyo_checkpoint_to_text (plain);
  g_autofree char *closed_text = apoyo_checkpoint_to_text (closed);

  g_assert_cmpstr (plain_text, ==,
                   "ine.mx/apoyo/RM26\n11438902\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  g_assert_cmpstr (closed_text, ==,
                   "ine.mx/apoyo/RM26\n11438902\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
                   "closed 2021-12-25\n");
}

static void
test_signed_checkpoint_opens (Fixture *fixture, gconstpointer data)
{
  static const char *const extensions[] = { "one", "two", NULL };
  g_autoptr (ApoyoCheckpoint) checkpoint = sample (extensions);
  g_autoptr (ApoyoCheckpoint) opened = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = apoyo_checkpoint_to_text (checkpoint);
  g_autofree char *note = sign (fixture, text, "ine.mx/apoyo/RM26");

  opened = apoyo_checkpoint_open (note, -1, "ine.mx/apoyo/RM26", fixture->public_key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (opened->origin, ==, checkpoint->origin);
  g_assert_cmpuint (opened->size, ==, 11438902);
  g_assert_true (apoyo_hash_equal (&opened->root, &checkpoint->root));
  g_assert_true (g_strv_equal ((const char *const *) opened->extensions, extensions));
}

static void
test_any_changed_byte_is_noticed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoCheckpoint) checkpoint = sample (NULL);
  g_autofree char *text = apoyo_checkpoint_to_text (checkpoint);
  g_autofree char *note = sign (fixture, text, "key");

  for (gsize i = 0; i < strlen (note); i++) {
    g_autofree char *changed = g_strdup (note);
    g_autoptr (GError) error = NULL;

    changed[i] ^= 1;
    g_assert_null (apoyo_checkpoint_open (changed, -1, "key", fixture->public_key, &error));
    g_assert_true (error != NULL && error->domain == APOYO_CORE_ERROR);
  }
}

static void
test_other_keys_do_not_verify (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoCheckpoint) checkpoint = sample (NULL);
  g_autofree char *text = apoyo_checkpoint_to_text (checkpoint);
  g_autofree char *note = sign (fixture, text, "key");
  g_autoptr (ApoyoCheckpoint) untrusted = NULL;
  g_autoptr (GError) error = NULL;
  guint8 other[APOYO_ED25519_PUBLIC];

  memcpy (other, fixture->public_key, sizeof other);
  other[0] ^= 1;
  g_assert_null (apoyo_checkpoint_open (note, -1, "key", other, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
  g_assert_null (apoyo_checkpoint_open (note, -1, "yek", fixture->public_key, NULL));
  untrusted = apoyo_checkpoint_parse (note, -1, NULL);
  g_assert_nonnull (untrusted);
}

/* A witness adds its line under ours: both verify, each by its own key. */
static void
test_further_signatures_do_no_harm (Fixture *fixture, gconstpointer data)
{
  g_autofree char *note = g_strconcat (peter_note, "\342\200\224 witness AAAAAAA=\n", NULL);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  guint8 key[APOYO_ED25519_PUBLIC];

  g_assert_true (apoyo_verifier_key_parse (peter_key, &name, key, NULL));
  text = apoyo_note_open (note, -1, name, key, NULL);
  g_assert_cmpstr (text, ==, peter_text);
}

static void
test_other_shapes_are_refused (Fixture *fixture, gconstpointer data)
{
  static const char root[] = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  static const char *const texts[] = {
    "o\n1\n%s\n",                              /* no signature */
    "o\n1\n%s\n\n",                            /* an empty signature block */
    "o\n1\n%s\n\n\342\200\224 k AAAAAAA=",     /* no line end */
    "o\n1\n%s\n\n\342\200\224 k AAAA=\n",      /* not base64 */
    "o\n1\n%s\n\n\342\200\224 k AAAAAA==\n",   /* shorter than a key id and a byte */
    "o\n1\n%s\n\n- k AAAAAAA=\n",              /* a hyphen for the dash */
    "o\n1\n%s\n\n\342\200\224 k+1 AAAAAAA=\n", /* a plus in the name */
    "o\n01\n%s\n\n\342\200\224 k AAAAAAA=\n",  /* leading zero */
    "o\n-1\n%s\n\n\342\200\224 k AAAAAAA=\n",
    "o\n99999999999999999999\n%s\n\n\342\200\224 k AAAAAAA=\n",
    "\n1\n%s\n\n\342\200\224 k AAAAAAA=\n",
    "o\n1\n%s=\n\n\342\200\224 k AAAAAAA=\n",
    "o\n1\n\n%s\n\n\342\200\224 k AAAAAAA=\n",
    "o\n1\n\n\342\200\224 k AAAAAAA=\n",
    "o\n1\t\n%s\n\n\342\200\224 k AAAAAAA=\n",
    "",
    "\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_auto (GStrv) parts = g_strsplit (texts[i], "%s", -1);
    g_autofree char *note = g_strjoinv (root, parts);
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_checkpoint_parse (note, -1, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  }
}

static void
test_miscopied_verifier_keys_are_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  guint8 key[APOYO_ED25519_PUBLIC];

  g_assert_true (apoyo_verifier_key_parse (
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", &name, key, NULL));
  g_assert_false (apoyo_verifier_key_parse (
      "sum.golang.orf+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", &name, key, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
  g_assert_false (apoyo_verifier_key_parse ("name+033de0ae", &name, key, NULL));
  g_assert_false (apoyo_verifier_key_parse ("", &name, key, NULL));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/checkpoint/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("foreign-note-opens", test_foreign_note_opens);
  ADD ("ed25519-vector", test_ed25519_vector);
  ADD ("text", test_checkpoint_text);
  ADD ("signed-one-opens", test_signed_checkpoint_opens);
  ADD ("any-changed-byte-is-noticed", test_any_changed_byte_is_noticed);
  ADD ("other-keys-do-not-verify", test_other_keys_do_not_verify);
  ADD ("further-signatures-do-no-harm", test_further_signatures_do_no_harm);
  ADD ("other-shapes-are-refused", test_other_shapes_are_refused);
  ADD ("miscopied-verifier-keys-are-told", test_miscopied_verifier_keys_are_told);
  return g_test_run ();
}
