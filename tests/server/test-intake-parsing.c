/* test-intake-parsing.c: what strangers send, before anything else looks at it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-json-guard.h"
#include "apoyo-metadata.h"
#include "apoyo-multipart.h"
#include "apoyo-peer.h"
#include "apoyo-problem.h"
#include "apoyo-rate-limit.h"
#include "apoyo-submission.h"

static const ApoyoJsonLimits limits = { .max_depth = 4, .max_values = 20 };

static void
assert_json (const char *text, int code, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = apoyo_json_read (text, strlen (text), "m", &limits, &error);

  if (code < 0) {
    g_assert_no_error (error);
    g_assert_nonnull (root);
    return;
  }
  g_assert_error (error, APOYO_PROBLEM, code);
  g_assert_null (root);
  if (place != NULL)
    g_assert_cmpstr (error->message, ==, place);
}

static void
test_json_is_read_strictly (void)
{
  static const struct {
    const char *text;
    int code;
    const char *place;
  } cases[] = {
    { "{}", -1, NULL },
    { " {\"a\" : [1, -0.5e+3, true, false, null, \"\\u00e1\\ud83d\\ude00\\n\"]} ", -1, NULL },
    { "", APOYO_PROBLEM_MALFORMED_JSON, "m" },
    { "null", APOYO_PROBLEM_MALFORMED_JSON, "m" },
    { "[]", APOYO_PROBLEM_MALFORMED_JSON, "m" },
    { "{\"a\":1,}", APOYO_PROBLEM_MALFORMED_JSON, NULL },
    { "{\"a\":01}", APOYO_PROBLEM_MALFORMED_JSON, NULL },
    { "{\"a\":.5}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":1.}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":NaN}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{'a':1}", APOYO_PROBLEM_MALFORMED_JSON, NULL },
    { "{\"a\":1} // comment", APOYO_PROBLEM_MALFORMED_JSON, NULL },
    { "{\"a\":\"\t\"}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":\"\\x\"}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":\"\\ud800\"}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":\"\\udc00\\ud800\"}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":\"\\u0000\"}", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":\"\\", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":\"\\u00", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":tru", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\"", APOYO_PROBLEM_MALFORMED_JSON, "m.a" },
    { "{\"a\":\"\xff\"}", APOYO_PROBLEM_INVALID_UTF8, "m" },
    { "{\"a\":{\"b\":1,\"c\":2,\"b\":3}}", APOYO_PROBLEM_DUPLICATE_KEY, "m.a.b" },
    { "{\"a\\u0062\":1}", APOYO_PROBLEM_UNKNOWN_FIELD, "m" },
    { "{\"a\":[[[1]]]}", -1, NULL },
    { "{\"a\":[[[[1]]]]}", APOYO_PROBLEM_JSON_TOO_COMPLEX, "m.a" },
    { "{\"a\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}", APOYO_PROBLEM_JSON_TOO_COMPLEX, "m.a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_json (cases[i].text, cases[i].code, cases[i].place);
}

static void
test_json_without_its_end_is_read_no_further (void)
{
  static const char text[] = "{\"a\":[1,\"b\\u00e1\",{\"c\":null}],\"d\":-1.5e7}";

  /* Each beginning in memory of its own, so that a sanitizer sees a read past its end. */
  for (gsize size = 0; size < sizeof text - 1; size++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *cut = g_memdup2 (text, size);

    g_assert_null (apoyo_json_read (cut, size, "m", &limits, &error));
    g_assert_error (error, APOYO_PROBLEM, APOYO_PROBLEM_MALFORMED_JSON);
  }
}

static void
test_deep_json_does_not_recurse (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_null (apoyo_json_read (text->str, text->len, "m", &limits, &error));
  g_assert_error (error, APOYO_PROBLEM, APOYO_PROBLEM_JSON_TOO_COMPLEX);
}

static void
test_canonical_form_is_one (void)
{
  static const char *const same[] = {
    "{\"b\":[1,2.5,\"\\u00e1\\n\\u0001\\\"\"],\"a\":{\"z\":null,\"y\":true}}",
    " { \"a\" : { \"y\" : true , \"z\" : null } , \"b\" : [ 1 , 25e-1 , \"á\\n\\u0001\\\"\" ] } ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autoptr (JsonNode) root = apoyo_json_read (same[i], strlen (same[i]), "m", &limits, NULL);
    g_autofree char *canonical = apoyo_json_to_canonical (root);

    g_assert_cmpstr (canonical, ==,
                     "{\"a\":{\"y\":true,\"z\":null},\"b\":[1,2.5,\"á\\n\\u0001\\\"\"]}");
  }
}

#define PART(name, type, content)                                                                  \
  "--x\r\nContent-Disposition: form-data; name=\"" name "\"\r\nContent-Type: " type                \
  "\r\n\r\n" content "\r\n"
#define TWO_PARTS PART ("a", "text/plain", "one") PART ("b", "Image/JPEG; q=1", "-x\n\r\n--")

static GPtrArray *
split (const char *text, gsize size, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, size);

  return apoyo_multipart_split (body, "x", error);
}

static void
test_parts_come_apart (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = split (TWO_PARTS "--x--\r\n", strlen (TWO_PARTS) + 7, &error);
  ApoyoPart *second;

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 2);
  second = g_ptr_array_index (parts, 1);
  g_assert_cmpstr (second->name, ==, "b");
  g_assert_cmpstr (second->type, ==, "image/jpeg");
  g_assert_cmpmem (g_bytes_get_data (second->content, NULL), g_bytes_get_size (second->content),
                   "-x\n\r\n--", 7);
}

static void
test_cut_bodies_are_malformed (void)
{
  static const char whole[] = TWO_PARTS "--x--";

  for (gsize size = 0; size < sizeof whole - 1; size++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (split (whole, size, &error));
    g_assert_error (error, APOYO_PROBLEM, APOYO_PROBLEM_MALFORMED_MULTIPART);
  }
}

static void
test_odd_bodies_are_malformed (void)
{
  static const char *const bodies[] = {
    "preamble\r\n--x--",
    "--x\r\nContent-Type: text/plain\r\n\r\n1\r\n--x--",
    "--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--x--",
    "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--",
    "--x\r\nnonsense\r\n\r\n1\r\n--x--",
    "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xx--",
  };
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (split (bodies[i], strlen (bodies[i]), &error));
    g_assert_error (error, APOYO_PROBLEM, APOYO_PROBLEM_MALFORMED_MULTIPART);
  }
  for (guint i = 0; i <= APOYO_MULTIPART_MAX_PARTS; i++)
    g_string_append (many, PART ("a", "text/plain", ""));
  g_string_append (many, "--x--");
  g_assert_null (split (many->str, many->len, NULL));
}

static void
test_random_bytes_are_survived (void)
{
  g_autofree guint8 *bytes = g_malloc (600);
  static const char alphabet[] = "--x\r\n\r\n:;=\"Content-Disposition: form-data; name=\"a\"\0";

  for (guint round = 0; round < 20000; round++) {
    gsize size = (gsize) g_test_rand_int_range (0, 600);
    g_autofree guint8 *copy = NULL;
    g_autoptr (GBytes) body = NULL;
    g_autoptr (GPtrArray) parts = NULL;
    g_autoptr (JsonNode) root = NULL;

    for (gsize i = 0; i < size; i++)
      bytes[i] = (guint8) alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
    copy = g_memdup2 (bytes, size);
    body = g_bytes_new (bytes, size);
    parts = apoyo_multipart_split (body, "x", NULL);
    root = apoyo_json_read ((const char *) copy, size, "m", &limits, NULL);
  }
}

static void
test_boundary_is_found_or_refused (void)
{
  static const struct {
    const char *type;
    const char *boundary;
  } cases[] = {
    { "multipart/form-data; boundary=abc", "abc" },
    { "Multipart/Form-Data; charset=utf-8; boundary=\"a b\"", "a b" },
    { "multipart/form-data", NULL },
    { "multipart/form-data; boundary=", NULL },
    { "multipart/mixed; boundary=abc", NULL },
    { "application/json", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *boundary = apoyo_multipart_get_boundary (cases[i].type);

    g_assert_cmpstr (boundary, ==, cases[i].boundary);
  }
}

static void
test_images_are_told_by_their_first_bytes (void)
{
  static const struct {
    const char *start;
    gsize size;
    const char *type;
  } cases[] = {
    { "\xff\xd8\xff\xe0", 4, "image/jpeg" },
    { "\x89PNG\r\n\x1a\n", 8, "image/png" },
    { "RIFF1234WEBP", 12, "image/webp" },
    { "RIFF1234WAVE", 12, NULL },
    { "1234ftypheic", 12, "image/heic" },
    { "1234ftypmif1", 12, "image/heic" },
    { "1234ftypavif", 12, NULL },
    { "GIF89a", 6, NULL },
    { "<svg>", 5, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char content[64] = { 0 };
    g_autoptr (GBytes) whole = NULL;
    g_autoptr (GBytes) few = NULL;

    memcpy (content, cases[i].start, cases[i].size);
    whole = g_bytes_new (content, sizeof content);
    few = g_bytes_new (content, cases[i].size);
    g_assert_cmpstr (apoyo_image_get_type (whole), ==, cases[i].type);
    g_assert_null (apoyo_image_get_type (few));
  }
}

static void
test_every_problem_has_both_sentences (void)
{
  for (guint i = 0; i < APOYO_N_PROBLEM_CODES; i++) {
    g_autoptr (GError) error = g_error_new_literal (APOYO_PROBLEM, (int) i, "a.b");
    g_autofree char *json = apoyo_problem_to_json (error);
    g_autoptr (JsonNode) root = json_from_string (json, NULL);
    JsonObject *object = json_node_get_object (root);

    g_assert_cmpuint (strlen (json_object_get_string_member (object, "detail")), >, 10);
    g_assert_cmpuint (strlen (json_object_get_string_member (object, "detail_es")), >, 10);
    g_assert_cmpstr (json_object_get_string_member (object, "field"), ==, "a.b");
    /* What the HTTP library refuses has a status of its choice. */
    if (i == APOYO_PROBLEM_MALFORMED_REQUEST)
      g_assert_false (json_object_has_member (object, "status"));
    else
      g_assert_cmpint (json_object_get_int_member (object, "status"), ==,
                       apoyo_problem_get_status (i));
    if (apoyo_problem_get_status (i) == 503 || apoyo_problem_get_status (i) == 429)
      g_assert_cmpuint (apoyo_problem_get_retry_after (i), >, 0);
  }
}

/* Only a proxy on this machine is believed, and only about whom it saw itself. */
static void
test_peers_are_told_apart (void)
{
  const struct {
    const char *address, *forwarded_for, *name;
  } cases[] = {
    { "203.0.113.9", NULL, "203.0.113.9" },
    { "203.0.113.9", "198.51.100.7", "203.0.113.9" },
    { "127.0.0.1", NULL, "127.0.0.1" },
    { "127.0.0.1", "198.51.100.7", "198.51.100.7" },
    { "::1", "10.0.0.1, 2001:db8::1 ", "2001:db8::1" },
    { "127.0.0.1", "10.0.0.1,unknown", "127.0.0.1" },
    { "127.0.0.1", "", "127.0.0.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GSocketAddress) address =
        g_inet_socket_address_new_from_string (cases[i].address, 1234);
    g_autofree char *name = apoyo_peer_make_name (address, cases[i].forwarded_for);

    g_assert_cmpstr (name, ==, cases[i].name);
  }
}

static void
test_failures_are_counted_by_peer (void)
{
  ApoyoRateLimit *limit = apoyo_rate_limit_new (3);

  for (guint i = 0; i < 3; i++) {
    g_assert_true (apoyo_rate_limit_allows (limit, "a"));
    apoyo_rate_limit_count_failure (limit, "a");
  }
  g_assert_true (apoyo_rate_limit_allows (limit, "b"));
  /* Unless the minute has just ended, which happens once in many runs. */
  if (apoyo_rate_limit_allows (limit, "a"))
    for (guint i = 0; i < 3; i++)
      apoyo_rate_limit_count_failure (limit, "a");
  g_assert_false (apoyo_rate_limit_allows (limit, "a"));
  apoyo_rate_limit_free (limit);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/json-is-read-strictly", test_json_is_read_strictly);
  g_test_add_func ("/intake/json-without-its-end-is-read-no-further",
                   test_json_without_its_end_is_read_no_further);
  g_test_add_func ("/intake/deep-json-does-not-recurse", test_deep_json_does_not_recurse);
  g_test_add_func ("/intake/canonical-form-is-one", test_canonical_form_is_one);
  g_test_add_func ("/intake/parts-come-apart", test_parts_come_apart);
  g_test_add_func ("/intake/cut-bodies-are-malformed", test_cut_bodies_are_malformed);
  g_test_add_func ("/intake/odd-bodies-are-malformed", test_odd_bodies_are_malformed);
  g_test_add_func ("/intake/random-bytes-are-survived", test_random_bytes_are_survived);
  g_test_add_func ("/intake/boundary-is-found-or-refused", test_boundary_is_found_or_refused);
  g_test_add_func ("/intake/images-are-told-by-their-first-bytes",
                   test_images_are_told_by_their_first_bytes);
  g_test_add_func ("/intake/every-problem-has-both-sentences",
                   test_every_problem_has_both_sentences);
  g_test_add_func ("/intake/peers-are-told-apart", test_peers_are_told_apart);
  g_test_add_func ("/intake/failures-are-counted-by-peer", test_failures_are_counted_by_peer);
  return g_test_run ();
}
