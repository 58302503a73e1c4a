/* test-sha256.c: hashes against FIPS 180-4's examples.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-sha256.h"

static const struct {
  const char *message;
  guint times;
  const char *digest;
} vectors[] = {
  { "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  { "aaaaaaaaaa", 100000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

static void
test_published_digests (void)
{
  g_autoptr (ApoyoSha256) hash = apoyo_sha256_new ();

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++) {
    guint8 digest[APOYO_SHA256_LENGTH];
    g_autofree char *hex = NULL;

    for (guint j = 0; j < vectors[i].times; j++)
      apoyo_sha256_update (hash, vectors[i].message, strlen (vectors[i].message));
    apoyo_sha256_finish (hash, digest);
    hex = apoyo_hex_encode (digest, sizeof digest);
    g_assert_cmpstr (hex, ==, vectors[i].digest);
  }
}

static void
test_whole_equals_parts (void)
{
  guint8 digest[APOYO_SHA256_LENGTH];
  g_autofree char *hex = NULL;
  g_autoptr (GBytes) message = g_bytes_new_static ("abc", 3);
  g_autoptr (GBytes) bytes = apoyo_sha256_bytes (message);

  apoyo_sha256 ("abc", 3, digest);
  hex = apoyo_hex_encode (digest, sizeof digest);
  g_assert_cmpstr (hex, ==, vectors[1].digest);
  g_assert_cmpmem (digest, sizeof digest, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_hex_reads_exactly_its_length (void)
{
  guint8 out[2];

  g_assert_true (apoyo_hex_decode ("0aFf", out, 2));
  g_assert_cmpuint (out[0], ==, 0x0a);
  g_assert_cmpuint (out[1], ==, 0xff);
  g_assert_false (apoyo_hex_decode ("0aF", out, 2));
  g_assert_false (apoyo_hex_decode ("0aFf0", out, 2));
  g_assert_false (apoyo_hex_decode ("0aFg", out, 2));
  g_assert_false (apoyo_hex_decode (NULL, out, 2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sha256/published-digests", test_published_digests);
  g_test_add_func ("/sha256/whole-equals-parts", test_whole_equals_parts);
  g_test_add_func ("/sha256/hex-reads-exactly-its-length", test_hex_reads_exactly_its_length);
  return g_test_run ();
}
