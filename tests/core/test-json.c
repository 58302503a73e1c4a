/* test-json.c: JSON from strangers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-json.h"

static void
test_good_documents_are_read (void)
{
  static const char *const texts[] = {
    "{}",
    " {\"a\" : [ 1 , -2.5e+3, true, false, null, \"\\u00f1\\ud83d\\ude00\\n\" ] }\r\n",
    "{\"a\":{\"a\":{\"b\":0}}}",
    "{\"ñ\":\"á\",\"n\":999999999999999999}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonObject) object = apoyo_json_parse_object (texts[i], -1, &error);

    g_assert_no_error (error);
    g_assert_nonnull (object);
  }
}

static void
test_what_json_glib_would_forgive_is_refused (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "null",
    "{\"a\":1} x",
    "{\"a\":1,}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":01}",
    "{\"a\":.5}",
    "{\"a\":+1}",
    "{\"a\":1.}",
    "{\"a\":1e}",
    "{\"a\":nul}",
    "{\"a\" 1}",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\t\"}",
    "{\"a\":\"}",
    "// comment\n{}",
    "/* c */{}",
    "{\"a\":[1,]}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":NaN}",
    "{\"a\":Infinity}",
    "{\"a\":1,\"a\":2}",
    "{\"b\":{\"a\":1,\"a\":2}}",
    "{\"\\u0061\":1}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\udc00\"}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\xff\"}",
    "{\"a\":1234567890123456789}",
    "{\"a\":--1}",
    "{\"a\":0x10}",
    "{",
    "{\"a\":",
    "\"a\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_json_parse_object (texts[i], -1, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  }
}

static void
test_nul_inside_is_refused (void)
{
  g_assert_null (apoyo_json_parse_object ("{\"a\":1\0}", 8, NULL));
  g_assert_null (apoyo_json_parse_object ("{\"a\":1}\0", 8, NULL));
}

static void
test_limits_hold (void)
{
  g_autofree char *deep = g_strnfill (2000000, '[');
  g_autoptr (GString) wide = g_string_new ("{\"a\":[0");
  g_autoptr (GString) nested = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) deepest = NULL;

  g_assert_null (apoyo_json_parse_object (deep, -1, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  g_assert_null (apoyo_json_parse_object (deep, 1000, NULL));
  for (guint i = 0; i < APOYO_JSON_MAX_VALUES; i++)
    g_string_append (wide, ",0");
  g_string_append (wide, "]}");
  g_assert_null (apoyo_json_parse_object (wide->str, -1, NULL));

  for (guint i = 0; i < APOYO_JSON_MAX_DEPTH - 1; i++)
    g_string_append (nested, "{\"a\":");
  g_string_append (nested, "1");
  for (guint i = 0; i < APOYO_JSON_MAX_DEPTH - 1; i++)
    g_string_append (nested, "}");
  deepest = apoyo_json_parse_object (nested->str, -1, NULL);
  g_assert_nonnull (deepest);
  g_string_prepend (nested, "{\"a\":");
  g_string_append (nested, "}");
  g_assert_null (apoyo_json_parse_object (nested->str, -1, NULL));
}

static void
test_members_are_read_by_type (void)
{
  g_autoptr (JsonObject) object =
      apoyo_json_parse_object ("{\"t\":\"x\",\"i\":7,\"b\":true,\"o\":{},\"l\":[\"a\",\"b\"],"
                               "\"d\":1.5,\"z\":null,\"m\":[1]}",
                               -1, NULL);
  g_auto (GStrv) texts = NULL;
  const char *text = "default";
  gint64 integer = -1;
  gboolean boolean = FALSE;
  JsonObject *inner = NULL;

  g_assert_true (apoyo_json_get_text (object, "t", APOYO_JSON_REQUIRED, &text, NULL));
  g_assert_cmpstr (text, ==, "x");
  g_assert_true (apoyo_json_get_integer (object, "i", APOYO_JSON_REQUIRED, 0, 7, &integer, NULL));
  g_assert_cmpint (integer, ==, 7);
  g_assert_true (apoyo_json_get_boolean (object, "b", APOYO_JSON_REQUIRED, &boolean, NULL));
  g_assert_true (boolean);
  g_assert_true (apoyo_json_get_object (object, "o", APOYO_JSON_REQUIRED, &inner, NULL));
  g_assert_nonnull (inner);
  g_assert_true (apoyo_json_get_texts (object, "l", APOYO_JSON_REQUIRED, 2, &texts, NULL));
  g_assert_cmpuint (g_strv_length (texts), ==, 2);

  g_assert_true (apoyo_json_get_text (object, "z", APOYO_JSON_OPTIONAL, &text, NULL));
  g_assert_true (apoyo_json_get_text (object, "none", APOYO_JSON_OPTIONAL, &text, NULL));
  g_assert_cmpstr (text, ==, "x");
}

static void
test_members_of_another_type_are_named (void)
{
  g_autoptr (JsonObject) object =
      apoyo_json_parse_object ("{\"t\":\"x\",\"i\":8,\"d\":1.5,\"z\":null,\"m\":[1]}", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = NULL;
  const char *text = NULL;
  gint64 integer = -1;
  gboolean boolean = FALSE;

  g_assert_false (apoyo_json_get_text (object, "i", APOYO_JSON_REQUIRED, &text, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "“i”"));
  g_assert_false (apoyo_json_get_text (object, "z", APOYO_JSON_REQUIRED, &text, NULL));
  g_assert_false (apoyo_json_get_text (object, "none", APOYO_JSON_REQUIRED, &text, NULL));
  g_assert_false (apoyo_json_get_integer (object, "i", APOYO_JSON_REQUIRED, 0, 7, &integer, NULL));
  g_assert_false (apoyo_json_get_integer (object, "d", APOYO_JSON_REQUIRED, 0, 7, &integer, NULL));
  g_assert_false (apoyo_json_get_boolean (object, "i", APOYO_JSON_OPTIONAL, &boolean, NULL));
  g_assert_false (apoyo_json_get_texts (object, "m", APOYO_JSON_REQUIRED, 5, &texts, NULL));
  g_assert_false (apoyo_json_get_texts (object, "m", APOYO_JSON_REQUIRED, 0, &texts, NULL));
  g_assert_null (text);
  g_assert_null (texts);
  g_assert_cmpint (integer, ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/good-documents-are-read", test_good_documents_are_read);
  g_test_add_func ("/json/what-json-glib-would-forgive-is-refused",
                   test_what_json_glib_would_forgive_is_refused);
  g_test_add_func ("/json/nul-inside-is-refused", test_nul_inside_is_refused);
  g_test_add_func ("/json/limits-hold", test_limits_hold);
  g_test_add_func ("/json/members-are-read-by-type", test_members_are_read_by_type);
  g_test_add_func ("/json/members-of-another-type-are-named",
                   test_members_of_another_type_are_named);
  return g_test_run ();
}
