/* test-reader.c: pictures, well made and hostile, through a confined reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-json.h"
#include "apoyo-reader.h"
#include "picture-files.h"

/* Milliseconds that a picture may take here: that it takes none for ever is what is tested. */
#define PATIENCE 120000

/* One reader for everything: nothing here may end it. */
static ApoyoReader *reader;

static ApoyoReading *
read_one (GBytes *bytes)
{
  const ApoyoReadPicture picture = { "front", bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings =
      apoyo_reader_read (reader, APOYO_READ_CHEAP, &picture, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (readings->len, ==, 1);
  return g_ptr_array_steal_index (readings, 0);
}

static void
assert_result (GBytes *bytes, const char *result, const char *format)
{
  g_autoptr (ApoyoReading) reading = read_one (bytes);

  g_assert_cmpstr (reading->result, ==, result);
  g_assert_cmpstr (json_object_get_string_member (reading->json, "format"), ==, format);
  g_assert_cmpint (json_object_get_int_member (reading->json, "bytes"), ==,
                   g_bytes_get_size (bytes));
  if (strcmp (result, "ok") == 0)
    g_assert_cmpuint (reading->previews->len, ==, 2);
}

/* Nothing but the picture: no segment of an application but JFIF's, no comment. */
static void
assert_bare (GBytes *jpeg)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  for (gsize at = 2; at + 4 < size && data[at + 1] != 0xDA;
       at += 2u + (data[at + 2] << 8 | data[at + 3])) {
    g_assert_cmpuint (data[at], ==, 0xFF);
    g_assert_false (data[at + 1] > 0xE0 && data[at + 1] <= 0xFE);
  }
  g_assert_null (memmem (data, size, "secret", 6));
}

static void
assert_preview (const ApoyoReading *reading,
                guint index,
                const char *size,
                guint width,
                guint height)
{
  const ApoyoReadingPreview *preview = g_ptr_array_index (reading->previews, index);
  TestPicture picture;

  g_assert_cmpstr (preview->size, ==, size);
  g_assert_cmpuint (preview->width, ==, width);
  g_assert_cmpuint (preview->height, ==, height);
  assert_bare (preview->jpeg);
  test_picture_from_jpeg (&picture, preview->jpeg);
  g_assert_cmpuint (picture.width, ==, width);
  g_assert_cmpuint (picture.height, ==, height);
  test_picture_clear (&picture);
}

static char
colour_of_preview (const ApoyoReading *reading, double x, double y)
{
  const ApoyoReadingPreview *preview = g_ptr_array_index (reading->previews, 1);
  TestPicture picture;
  char colour;

  test_picture_from_jpeg (&picture, preview->jpeg);
  colour = test_picture_colour_at (&picture, x, y);
  test_picture_clear (&picture);
  return colour;
}

static void
assert_upright (const ApoyoReading *reading)
{
  g_assert_cmpint (colour_of_preview (reading, 0.25, 0.25), ==, 'R');
  g_assert_cmpint (colour_of_preview (reading, 0.75, 0.25), ==, 'G');
  g_assert_cmpint (colour_of_preview (reading, 0.25, 0.75), ==, 'B');
  g_assert_cmpint (colour_of_preview (reading, 0.75, 0.75), ==, 'W');
}

static void
assert_no_casualties (void)
{
  ApoyoReaderCounters counters;

  apoyo_reader_get_counters (reader, &counters);
  g_assert_cmpuint (counters.died, ==, 0);
  g_assert_cmpuint (counters.timeouts, ==, 0);
  /* One after the other, each for five hundred requests. */
  g_assert_cmpuint (counters.started, <=, 1 + counters.requests / 500);
}

typedef enum { JPEG, PROGRESSIVE, PNG, INTERLACED, WEBP, HEIC, N_KINDS } Kind;
static const char *const formats[] = { "jpeg", "jpeg", "png", "png", "webp", "heic" };

/* NULL when it cannot be made here. */
static GBytes *
make_file (Kind kind, guint width, guint height)
{
  TestPicture picture;
  GBytes *bytes = NULL;

  test_picture_init (&picture, width, height);
  switch (kind) {
  case JPEG:
    bytes = test_picture_to_jpeg (&picture);
    break;
  case PROGRESSIVE:
    bytes = test_picture_to_progressive_jpeg (&picture);
    break;
  case PNG:
  case INTERLACED:
    bytes = test_picture_to_png (&picture, kind == INTERLACED);
    break;
  case WEBP:
    bytes = test_picture_to_webp (&picture);
    break;
  default:
    bytes = test_picture_to_heic (&picture);
  }
  test_picture_clear (&picture);
  return bytes;
}

static void
read_formats (void)
{
  for (guint kind = 0; kind < N_KINDS; kind++) {
    g_autoptr (GBytes) bytes = make_file ((Kind) kind, 1800, 900);
    g_autoptr (ApoyoReading) reading = NULL;

    if (bytes == NULL) {
      g_test_message ("no encoder for %s", formats[kind]);
      continue;
    }
    reading = read_one (bytes);
    g_assert_cmpstr (reading->result, ==, "ok");
    g_assert_cmpstr (json_object_get_string_member (reading->json, "format"), ==, formats[kind]);
    g_assert_cmpint (json_object_get_int_member (reading->json, "width"), ==, 1800);
    g_assert_cmpint (json_object_get_int_member (reading->json, "height"), ==, 900);
    g_assert_cmpint (json_object_get_int_member (reading->json, "trailing"), ==, 0);
    g_assert_cmpuint (strlen (json_object_get_string_member (reading->json, "hash")), ==, 16);
    g_assert_cmpuint (
        json_array_get_length (json_object_get_array_member (reading->json, "observations")), >, 0);
    assert_preview (reading, 0, "small", 480, 240);
    assert_preview (reading, 1, "large", 1600, 800);
    assert_upright (reading);
  }
  assert_no_casualties ();
}

static void
test_formats (void)
{
  read_formats ();
}

/* By what program, libraries and models a picture was read is told with it. */
static void
assert_names_itself (void)
{
  g_autoptr (GBytes) bytes = make_file (PNG, 8, 8);
  g_autoptr (ApoyoReading) reading = read_one (bytes);
  const char *sight = json_object_get_string_member (reading->json, "sight");

  g_assert_true (g_regex_match_simple ("^reader [0-9a-f]{12}, tesseract 5\\.[^,]+, opencv [^,]+, "
                                       "zxing [^,]+, models [0-9a-f]{12}$",
                                       sight, 0, 0));
}

/* The others do without machine vision; here it is once the program that is installed. */
static void
test_in_earnest (void)
{
  ApoyoReader *blind = reader;

  reader = apoyo_reader_new (1);
  apoyo_reader_set_timeout (reader, PATIENCE);
  read_formats ();
  assert_names_itself ();
  g_object_unref (reader);
  reader = blind;
}

static void
test_smallest (void)
{
  for (guint kind = JPEG; kind <= WEBP; kind++) {
    g_autoptr (GBytes) bytes = make_file ((Kind) kind, 1, 1);
    g_autoptr (ApoyoReading) reading = read_one (bytes);

    g_assert_cmpstr (reading->result, ==, "ok");
    assert_preview (reading, 0, "small", 1, 1);
    assert_preview (reading, 1, "large", 1, 1);
  }
  assert_no_casualties ();
}

/* Where the quarters of the file are seen, for each way of holding the camera. */
static void
test_orientation (void)
{
  static const char seen[8][3] = { "RG", "GR", "WB", "BW", "RB", "BR", "WG", "GW" };
  g_autoptr (GBytes) jpeg = make_file (JPEG, 300, 200);

  for (guint orientation = 1; orientation <= 8; orientation++) {
    g_autoptr (GBytes) bytes = test_jpeg_with_exif (jpeg, orientation);
    g_autoptr (ApoyoReading) reading = read_one (bytes);
    const gboolean aside = orientation >= 5;

    g_assert_cmpstr (reading->result, ==, "ok");
    g_assert_cmpint (json_object_get_int_member (reading->json, "orientation"), ==, orientation);
    g_assert_cmpint (json_object_get_int_member (reading->json, "width"), ==, aside ? 200 : 300);
    assert_preview (reading, 1, "large", aside ? 200 : 300, aside ? 300 : 200);
    g_assert_cmpint (colour_of_preview (reading, 0.25, 0.25), ==, seen[orientation - 1][0]);
    g_assert_cmpint (colour_of_preview (reading, 0.75, 0.25), ==, seen[orientation - 1][1]);
  }
  assert_no_casualties ();
}

/* Cut anywhere, a file is read or it is not, and one without its second half is not. */
static void
test_truncated (void)
{
  for (guint kind = 0; kind < N_KINDS; kind++) {
    g_autoptr (GBytes) whole = make_file ((Kind) kind, 320, 200);
    const gsize size = whole != NULL ? g_bytes_get_size (whole) : 0;

    for (guint i = 0; i < 40 && whole != NULL; i++) {
      g_autoptr (GBytes) part = test_bytes_cut (whole, i < 24 ? i : size * (i - 23) / 17);
      g_autoptr (ApoyoReading) reading = read_one (part);

      g_assert_false (g_str_equal (reading->result, "died"));
      if (i < 31)
        g_assert_false (g_str_equal (reading->result, "ok"));
    }
  }
  assert_no_casualties ();
}

static GBytes *
break_second_scan (GBytes *progressive)
{
  static const guint8 marker[] = { 0xFF, 0xDA };
  gsize size = 0;
  g_autofree guint8 *data =
      g_memdup2 (g_bytes_get_data (progressive, &size), g_bytes_get_size (progressive));
  guint8 *scan = memmem (data, size, marker, sizeof marker);

  g_assert_nonnull (scan);
  scan = memmem (scan + 2, size - (gsize) (scan + 2 - data), marker, sizeof marker);
  g_assert_nonnull (scan);
  scan[4] = 77; /* components */
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/* What the memory held before was another's picture. */
static void
test_unread_rows (void)
{
  g_autoptr (GBytes) whole = make_file (PROGRESSIVE, 320, 200);
  g_autoptr (GBytes) broken = break_second_scan (whole);

  for (guint i = 0; i < 4; i++) {
    g_autoptr (ApoyoReading) other = read_one (whole);
    g_autoptr (ApoyoReading) reading = read_one (broken);

    g_assert_cmpstr (other->result, ==, "ok");
    g_assert_cmpstr (reading->result, ==, "undecodable");
    for (guint j = 0; j < 4; j++)
      g_assert_cmpint (colour_of_preview (reading, j % 2 ? 0.75 : 0.25, j / 2 ? 0.75 : 0.25), ==,
                       'W');
  }
}

/* Bits turned over here and there, always the same ones. */
static void
test_damaged (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint kind = 0; kind < N_KINDS; kind++) {
    g_autoptr (GBytes) whole = make_file ((Kind) kind, 64, 48);
    const gsize size = whole != NULL ? g_bytes_get_size (whole) : 0;

    for (guint i = 0; i < 60 && whole != NULL; i++) {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (GBytes) bytes = NULL;

      for (guint n = 0; n < 1u + i % 8; n++)
        data[g_rand_int_range (random, 0, (gint32) MIN (size, i % 2 == 0 ? size : 400))] =
            (guint8) g_rand_int (random);
      bytes = g_bytes_new (data, size);
      apoyo_reading_free (read_one (bytes));
    }
  }
  assert_no_casualties ();
}

static void
test_too_large (void)
{
  g_autoptr (GBytes) small = make_file (JPEG, 32, 32);
  g_autoptr (GBytes) progressive = make_file (PROGRESSIVE, 32, 32);
  g_autoptr (GBytes) giant = test_jpeg_with_size (small, 65500, 65500);
  g_autoptr (GBytes) layered = test_jpeg_with_size (progressive, 20000, 20000);
  g_autoptr (GBytes) png = test_png_bomb (10000, 10000);
  g_autoptr (GBytes) endless = test_png_bomb (65535, 65535);
  /* A second header, of 64 x 64, behind the true one. */
  static const guint8 small_header[13] = { 0, 0, 0, 64, 0, 0, 0, 64, 8, 2 };
  g_autoptr (GBytes) header = g_bytes_new_static (small_header, sizeof small_header);
  g_autoptr (GBytes) twice = test_png_with_chunks (png, "IHDR", header, 1);

  assert_result (giant, "too_large", "jpeg");
  assert_result (layered, "too_large", "jpeg");
  assert_result (png, "too_large", "png");
  assert_result (endless, "too_large", "png");
  assert_result (twice, "too_large", "png");
  assert_no_casualties ();
}

/* What cameras of today make, and just within the budget. */
static void
test_large (void)
{
  g_autoptr (GBytes) png = test_png_bomb (6300, 6300);
  g_autoptr (GBytes) jpeg = make_file (JPEG, 6000, 4000);
  g_autoptr (GBytes) webp = make_file (WEBP, 2400, 1800);
  g_autoptr (ApoyoReading) reading = read_one (jpeg);

  g_assert_cmpstr (reading->result, ==, "ok");
  g_assert_cmpint (json_object_get_int_member (reading->json, "width"), ==, 6000);
  assert_preview (reading, 1, "large", 1600, 1067);
  assert_upright (reading);
  assert_result (png, "ok", "png");
  assert_result (webp, "ok", "webp");
  assert_no_casualties ();
}

/* The picture is read, and what comes with it told. */
static void
assert_cargo (GBytes *bytes, const char *figure, gint64 least, gint64 most)
{
  g_autoptr (ApoyoReading) reading = read_one (bytes);

  g_assert_cmpstr (reading->result, ==, "ok");
  g_assert_cmpint (json_object_get_int_member (reading->json, figure), >=, least);
  g_assert_cmpint (json_object_get_int_member (reading->json, figure), <=, most);
  g_assert_cmpuint (reading->previews->len, ==, 2);
}

static void
test_metadata_without_end (void)
{
  g_autoptr (GBytes) jpeg = make_file (JPEG, 64, 64);
  g_autoptr (GBytes) png = make_file (PNG, 64, 64);
  g_autoptr (GBytes) text = g_bytes_new_static ("Comment\0something", 17);
  g_autoptr (GBytes) profile = test_deflate_bomb ("icc\0", 5, 100);
  g_autoptr (GBytes) story = test_deflate_bomb ("Comment\0", 9, 100);
  g_autoptr (GBytes) segments = test_jpeg_with_segments (jpeg, 4000, 2000);
  g_autoptr (GBytes) many = test_png_with_chunks (png, "tEXt", text, 50000);
  g_autoptr (GBytes) coloured = test_png_with_chunks (png, "iCCP", profile, 1);
  g_autoptr (GBytes) told = test_png_with_chunks (png, "zTXt", story, 3);

  assert_cargo (segments, "metadata", 4000 * 2000, G_MAXINT64);
  assert_cargo (many, "metadata", 50000 * 17, G_MAXINT64);
  assert_cargo (coloured, "metadata", 8 << 20, G_MAXINT64);
  assert_cargo (told, "metadata", 8 << 20, G_MAXINT64);
  assert_no_casualties ();
}

#define XMP "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GCamera:MotionPhoto='1'/>"
#define FILM                                                                                       \
  "\0\0\0\x14"                                                                                     \
  "ftypmp42\0\0\0\0mp42"                                                                           \
  "\0\0\0\x18"                                                                                     \
  "mdatPK\x03 a moving pic"

/* The segment with @marker, and @behind after the picture. */
static GBytes *
make_jpeg_with (guint8 marker, const char *content, gsize size, const char *behind, gsize more)
{
  g_autoptr (GBytes) jpeg = make_file (JPEG, 64, 64);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  const guint8 head[] = { 0xFF, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, data, 2);
  g_byte_array_append (all, head, sizeof head);
  g_byte_array_append (all, (const guint8 *) content, (guint) size);
  g_byte_array_append (all, data + 2, (guint) (length - 2));
  g_byte_array_append (all, (const guint8 *) behind, (guint) more);
  return g_byte_array_free_to_bytes (all);
}

/* What telephones write is theirs: a block of 60 kB, and a film that the picture announces. */
static void
test_telephones (void)
{
  g_autofree char *block = g_malloc0 (60000);
  g_autoptr (GBytes) exif = make_jpeg_with (0xE1, block, 60000, "", 0);
  g_autoptr (GBytes) moving = make_jpeg_with (0xE1, XMP, sizeof XMP, FILM, sizeof FILM - 1);
  g_autoptr (GBytes) other = make_jpeg_with (0xE1, "", 0, FILM, sizeof FILM - 1);

  assert_cargo (exif, "metadata", 60000, 60100);
  assert_cargo (moving, "trailing", 0, 0);
  assert_cargo (moving, "foreign", 0, 0);
  assert_cargo (other, "trailing", sizeof FILM - 1, sizeof FILM - 1);
}

/* Nothing but the scan stands before the end, or it is told of as well. */
static void
test_data_behind_the_scan (void)
{
  g_autoptr (GBytes) jpeg = make_file (JPEG, 64, 64);
  g_autoptr (GBytes) open = test_bytes_cut (jpeg, g_bytes_get_size (jpeg) - 2);
  g_autofree char *stuff = g_malloc0 (9002);
  g_autoptr (GBytes) stuffed = NULL;

  memcpy (stuff + 9000, "\xFF\xD9", 2);
  stuffed = test_bytes_cat (open, stuff, 9002);
  assert_cargo (jpeg, "trailing", 0, 0);
  assert_cargo (stuffed, "trailing", 8900, 9000);
}

/* An archive whose list of entries stands behind the picture, a page and a document in comments:
 * however small. */
static void
test_other_files_within (void)
{
  static const char end[] = "PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\x01\0\0\0";
  static const char page[] = "<HTML><script>alert (1)</script>";
  g_autoptr (GBytes) archive = make_jpeg_with (0xFE, "", 0, end, sizeof end);
  g_autoptr (GBytes) site = make_jpeg_with (0xFE, page, sizeof page, "", 0);
  g_autoptr (GBytes) both = make_jpeg_with (0xFE, "%PDF-1.4\n", 9, end, sizeof end);

  assert_cargo (archive, "foreign", 1, 1);
  assert_cargo (site, "foreign", 1, 1);
  assert_cargo (both, "foreign", 2, 2);
}

/* A picture that is something else as well: what follows it is counted, and never shown. */
static void
test_polyglots (void)
{
  static const char zip[] = "PK\x03\x04 a secret archive";

  for (guint kind = 0; kind < N_KINDS; kind++) {
    g_autoptr (GBytes) bytes = make_file ((Kind) kind, 64, 64);
    g_autoptr (GBytes) both = NULL;
    g_autoptr (ApoyoReading) reading = NULL;

    if (bytes == NULL)
      continue;
    both = test_bytes_cat (bytes, zip, sizeof zip);
    reading = read_one (both);
    g_assert_cmpstr (reading->result, ==, "ok");
    g_assert_cmpint (json_object_get_int_member (reading->json, "trailing"), ==, sizeof zip);
    for (guint i = 0; i < reading->previews->len; i++)
      assert_bare (((ApoyoReadingPreview *) g_ptr_array_index (reading->previews, i))->jpeg);
  }
  assert_no_casualties ();
}

static void
test_other_formats (void)
{
  static const struct {
    const char *data;
    gsize size;
    const char *format;
  } files[] = {
    { "", 0, "unknown" },
    { "hello", 5, "unknown" },
    { "GIF89a\x01\0\x01\0\0\0\0;", 14, "gif" },
    { "BM\x1a\0\0\0\0\0\0\0\x1a\0\0\0", 14, "bmp" },
    { "%PDF-1.7\n", 9, "pdf" },
    { "<svg xmlns='http://www.w3.org/2000/svg'/>", 41, "svg" },
    { "<?xml version='1.0'?>\n<svg/>", 28, "svg" },
    { "II*\0\x08\0\0\0", 8, "tiff" },
    { "PK\x03\x04", 4, "zip" },
    { "\0\0\0\x1c"
      "ftypavif\0\0\0\0avifmif1miaf",
      28, "avif" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].data, files[i].size);

    assert_result (bytes, "unsupported", files[i].format);
  }
  assert_no_casualties ();
}

static void
test_wrong_requests (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  const ApoyoReadPicture unknown = { "passport", bytes };
  const ApoyoReadPicture twice[] = { { "front", bytes }, { "front", bytes } };
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_reader_read (reader, APOYO_READ_CHEAP, &unknown, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (apoyo_reader_read (reader, APOYO_READ_CHEAP, twice, 2, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  reader = apoyo_reader_new (1);
  apoyo_reader_set_timeout (reader, PATIENCE);
  apoyo_reader_set_program (reader, g_getenv ("READER_DRILL"));
  g_test_add_func ("/reader/formats", test_formats);
  g_test_add_func ("/reader/in-earnest", test_in_earnest);
  g_test_add_func ("/reader/smallest", test_smallest);
  g_test_add_func ("/reader/orientation", test_orientation);
  g_test_add_func ("/reader/truncated", test_truncated);
  g_test_add_func ("/reader/unread-rows", test_unread_rows);
  g_test_add_func ("/reader/damaged", test_damaged);
  g_test_add_func ("/reader/too-large", test_too_large);
  g_test_add_func ("/reader/large", test_large);
  g_test_add_func ("/reader/metadata-without-end", test_metadata_without_end);
  g_test_add_func ("/reader/telephones", test_telephones);
  g_test_add_func ("/reader/other-files-within", test_other_files_within);
  g_test_add_func ("/reader/data-behind-the-scan", test_data_behind_the_scan);
  g_test_add_func ("/reader/polyglots", test_polyglots);
  g_test_add_func ("/reader/other-formats", test_other_formats);
  g_test_add_func ("/reader/wrong-requests", test_wrong_requests);
  status = g_test_run ();
  g_object_unref (reader);
  return status;
}
