/* test-readings.c: answers of a reader, honest and not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-reading.h"

static GBytes *
load (const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "readings", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

static GPtrArray *
parse (GBytes *payload)
{
  static const char *const pictures[] = { "front", "selfie" };
  static const gsize sizes[] = { 1000, 2000 };

  return apoyo_readings_parse (payload, 7, pictures, sizes, 2);
}

static void
test_honest (void)
{
  g_autoptr (GBytes) payload = load ("previews");
  g_autoptr (GPtrArray) readings = parse (payload);
  const ApoyoReading *front;
  const ApoyoReadingPreview *large;

  g_assert_nonnull (readings);
  front = g_ptr_array_index (readings, 0);
  g_assert_cmpstr (front->result, ==, "ok");
  g_assert_false (json_object_has_member (front->json, "previews"));
  g_assert_cmpuint (front->previews->len, ==, 2);
  large = g_ptr_array_index (front->previews, 1);
  g_assert_cmpstr (large->size, ==, "large");
  g_assert_cmpuint (large->width, ==, 1600);
}

static void
test_files (void)
{
  static const struct {
    const char *name;
    gboolean good;
  } files[] = {
    { "plain", TRUE },     { "undecodable", TRUE }, { "numbers", TRUE },
    { "other-id", FALSE }, { "more-bytes", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) payload = load (files[i].name);
    g_autoptr (GPtrArray) readings = parse (payload);

    g_test_message ("%s", files[i].name);
    g_assert_true ((readings != NULL) == files[i].good);
  }
}

/* The first @from of the payload as @to. */
static GBytes *
replace (GBytes *payload, const char *from, const char *to)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (payload, &size);
  const char *at = memmem (data, size, from, strlen (from));
  GByteArray *all = g_byte_array_new ();

  g_assert_nonnull (at);
  g_byte_array_append (all, (const guint8 *) data, (guint) (at - data));
  g_byte_array_append (all, (const guint8 *) to, (guint) strlen (to));
  at += strlen (from);
  g_byte_array_append (all, (const guint8 *) at, (guint) (data + size - at));
  return g_byte_array_free_to_bytes (all);
}

/* One thing wrong, and nothing of it is believed. */
static void
test_lies (void)
{
  static const char *const lies[][2] = {
    { "\"v\":1,", "\"v\":2," },
    { "\"v\":1,", "\"v\":1,\"more\":1," },
    { "\"picture\":\"front\"", "\"picture\":\"back\"" },
    { "\"result\":\"ok\"", "\"result\":\"died\"" },
    { "\"result\":\"ok\",", "" },
    { "\"format\":\"jpeg\"", "\"format\":\"exe\"" },
    { "\"width\":2000", "\"width\":-1" },
    { "\"width\":2000", "\"width\":2000.5" },
    { "\"orientation\":1", "\"orientation\":9" },
    { "\"bytes\":1000", "\"bytes\":1001" },
    { "\"trailing\":0", "\"trailing\":1001" },
    { "\"metadata\":0", "\"metadata\":-1" },
    { "\"foreign\":0,", "" },
    { "0123456789abcdef", "0123456789ABCDEF" },
    { "0123456789abcdef", "0123456789abcde" },
    { "\"name\":\"sharpness\"", "\"name\":\"../sharpness\"" },
    { "\"name\":\"sharpness\"", "\"name\":\"\"" },
    { "\"value\":12.5", "\"value\":\"12.5\"" },
    { "\"confidence\":0.9", "\"confidence\":1.1" },
    { "\"confidence\":0.9", "\"confidence\":null" },
    { "[0,0.1,0.5,1]", "[0,0.1,0.5]" },
    { "[0,0.1,0.5,1]", "[0,0.1,0.5,1.5]" },
    { "\"size\":\"small\"", "\"size\":\"huge\"" },
    { "\"width\":480", "\"width\":481" },
    { "\"width\":1600", "\"width\":1601" },
    { "JFIF", "Exif" },
    { "\xFF\xDB", "\xFF\xE1" },
  };
  g_autoptr (GBytes) honest = load ("previews");

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_autoptr (GBytes) lie = replace (honest, lies[i][0], lies[i][1]);

    g_test_message ("lie %u", i);
    g_assert_null (parse (lie));
  }
}

/* The first preview with @extra put in at @at, 127 bytes as it is, or over what stands there. */
static GBytes *
stuff (GBytes *payload, gsize at, gboolean over, const char *extra, gsize n_extra)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (payload, &size);
  const guint8 *picture = memmem (data, size, "\xFF\xD8", 2);
  g_autofree char *bytes = g_strdup_printf ("\"bytes\":%u", (guint) (127 + n_extra));
  g_autoptr (GBytes) all = NULL;
  GByteArray *array = g_byte_array_new ();
  const gsize before = (gsize) (picture - data) + at;
  const gsize skip = over ? n_extra : 0;

  g_byte_array_append (array, data, (guint) before);
  g_byte_array_append (array, (const guint8 *) extra, (guint) n_extra);
  g_byte_array_append (array, data + before + skip, (guint) (size - before - skip));
  all = g_byte_array_free_to_bytes (array);
  return over ? g_bytes_ref (all) : replace (all, "\"bytes\":127", bytes);
}

#define SEGMENT(marker)                                                                            \
  "\xFF" marker "\x00\x08"                                                                         \
  "secret"

/* Where the parts of a preview stand. */
enum { DENSITY = 18, TABLE = 20, FRAME = 89, SCAN = 108, DATA = 122, END = 125 };

/* A preview that says anything besides the picture, wherever that stands. */
static void
test_metadata (void)
{
  static const struct {
    gsize at;
    gboolean over;
    const char *extra;
    gsize size;
  } places[] = {
    { FRAME, FALSE, SEGMENT ("\xE1"), 10 },
    { FRAME, FALSE, SEGMENT ("\xE0"), 10 },
    { FRAME, FALSE, SEGMENT ("\xFE"), 10 },
    { SCAN, FALSE, SEGMENT ("\xED"), 10 },
    { SCAN, FALSE, SEGMENT ("\xEF"), 10 },
    { SCAN, FALSE, SEGMENT ("\xFE"), 10 },
    { SCAN, FALSE, "\xFF", 1 },
    { DATA, FALSE, SEGMENT ("\xE1"), 10 },
    { DATA, FALSE, "\xFF\xD9", 2 },
    { DATA, FALSE, "\xFF\xD0", 2 },
    { END, FALSE, SEGMENT ("\xFE"), 10 },
    { END + 2, FALSE, "secret", 6 },
    { END, TRUE, "\x00\x00", 2 },
    { DENSITY, TRUE, "\x01\x01", 2 },
    /* A frame of more than it needs, tables beyond all there can be. */
    { FRAME + 3, TRUE, "\x13", 1 },
    { TABLE + 2, TRUE, "\x7F\xFF", 2 },
  };
  g_autoptr (GBytes) honest = load ("previews");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (GBytes) lie =
        stuff (honest, places[i].at, places[i].over, places[i].extra, places[i].size);

    g_test_message ("place %u", i);
    g_assert_null (parse (lie));
  }
  {
    /* It is what they say, not that they are longer. */
    g_autoptr (GBytes) longer = stuff (honest, DATA, FALSE, "\xFF\x00\x01", 3);
    g_autoptr (GPtrArray) readings = parse (longer);

    g_assert_nonnull (readings);
  }
}

static void
test_failed (void)
{
  g_autoptr (ApoyoReading) reading = apoyo_reading_new_failed ("back", "timeout", 5);

  g_assert_cmpstr (json_object_get_string_member (reading->json, "result"), ==, "timeout");
  g_assert_cmpint (json_object_get_int_member (reading->json, "bytes"), ==, 5);
  g_assert_cmpuint (reading->previews->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readings/honest", test_honest);
  g_test_add_func ("/readings/files", test_files);
  g_test_add_func ("/readings/lies", test_lies);
  g_test_add_func ("/readings/metadata", test_metadata);
  g_test_add_func ("/readings/failed", test_failed);
  return g_test_run ();
}
