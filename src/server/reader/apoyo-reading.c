/* apoyo-reading.c: what the confined reader said of a picture, once it has been checked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-reader"

#include "config.h"

#include <math.h>
#include <string.h>

#include "apoyo-json-scan.h"
#include "apoyo-json.h"
#include "apoyo-observation.h"
#include "apoyo-picture-header.h"
#include "apoyo-reader-protocol.h"
#include "apoyo-reading.h"

#define LONGEST_SIDE 65535
#define LONGEST_PREVIEW_SIDE 1600
#define LONGEST_PREVIEW (4 * 1024 * 1024)
#define LONGEST_NAME 40
#define HASH_DIGITS 16
#define MOST_FOREIGN 8 /* kinds of other files */
/* JSON values of an answer: each observation has four members and a region of four numbers. */
#define MOST_VALUES (APOYO_READER_MOST_PICTURES * (APOYO_READER_MOST_OBSERVATIONS * 10 + 40) + 10)

static void
preview_free (ApoyoReadingPreview *self)
{
  g_free (self->size);
  g_bytes_unref (self->jpeg);
  g_free (self);
}

static ApoyoReading *
reading_new (const char *picture, const char *result)
{
  ApoyoReading *self = g_new0 (ApoyoReading, 1);

  self->picture = g_strdup (picture);
  self->result = g_strdup (result);
  self->previews = g_ptr_array_new_with_free_func ((GDestroyNotify) preview_free);
  return self;
}

void
apoyo_reading_free (ApoyoReading *self)
{
  if (self == NULL)
    return;
  g_free (self->picture);
  g_free (self->result);
  g_clear_pointer (&self->json, json_object_unref);
  g_ptr_array_unref (self->previews);
  g_free (self);
}

ApoyoReading *
apoyo_reading_new_failed (const char *picture, const char *result, gsize bytes)
{
  ApoyoReading *self = reading_new (picture, result);

  self->json = json_object_new ();
  json_object_set_string_member (self->json, "picture", picture);
  json_object_set_string_member (self->json, "result", result);
  json_object_set_int_member (self->json, "bytes", (gint64) bytes);
  json_object_set_array_member (self->json, "observations", json_array_new ());
  return self;
}

/* --- members, by type ------------------------------------------------------------------------- */

static gboolean
get_integer (JsonObject *object, const char *name, gint64 least, gint64 most, gint64 *value)
{
  return apoyo_json_get_integer (object, name, APOYO_JSON_REQUIRED, least, most, value, NULL);
}

static gboolean
get_word (JsonObject *object, const char *name, const char *const *words, const char **word)
{
  return apoyo_json_get_text (object, name, APOYO_JSON_REQUIRED, word, NULL) &&
         g_strv_contains (words, *word);
}

static JsonArray *
get_array (JsonObject *object, const char *name, guint most)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) <= most ? array : NULL;
}

static JsonObject *
get_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_number (JsonNode *node, double least, double most)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                            : G_TYPE_INVALID;
  double value;

  if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_double (node);
  return isfinite (value) && value >= least && value <= most;
}

/* --- observations ----------------------------------------------------------------------------- */

static gboolean
is_name (const char *name)
{
  const gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return length > 0 && length <= LONGEST_NAME && name[length] == '\0';
}

static gboolean
check_text (JsonObject *object)
{
  const char *text = NULL;

  return apoyo_json_get_text (object, "text", APOYO_JSON_OPTIONAL, &text, NULL) &&
         (text == NULL || strlen (text) <= APOYO_OBSERVATION_LONGEST_TEXT);
}

static gboolean
check_region (JsonObject *object)
{
  JsonArray *region;

  if (!json_object_has_member (object, "region"))
    return TRUE;
  region = get_array (object, "region", 4);
  if (region == NULL || json_array_get_length (region) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!is_number (json_array_get_element (region, i), 0, 1))
      return FALSE;
  return TRUE;
}

static gboolean
check_observation (JsonObject *object)
{
  static const char *const members[] = { "name", "value", "text", "confidence", "region", NULL };
  const char *name = NULL;

  return object != NULL && apoyo_json_only_has (object, members, NULL) &&
         apoyo_json_get_text (object, "name", APOYO_JSON_REQUIRED, &name, NULL) && is_name (name) &&
         is_number (json_object_get_member (object, "value"), -G_MAXDOUBLE, G_MAXDOUBLE) &&
         is_number (json_object_get_member (object, "confidence"), 0, 1) && check_text (object) &&
         check_region (object);
}

static gboolean
check_observations (JsonObject *reading)
{
  JsonArray *observations = get_array (reading, "observations", APOYO_READER_MOST_OBSERVATIONS);

  if (observations == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (observations); i++)
    if (!check_observation (get_element (observations, i)))
      return FALSE;
  return TRUE;
}

/* --- previews --------------------------------------------------------------------------------- */

/* The bytes that are still to be given out. */
typedef struct {
  GBytes *bytes;
  gsize at;
} Rest;

/* A segment that the encoder of previews writes, as long as one can be: quantization, frame,
 * Huffman tables, start of the one scan. No application's segment, no comment, no restarts. */
static gboolean
is_segment_of_preview (guint8 marker, gsize length)
{
  switch (marker) {
  case 0xDB:
    return length <= 2 + 4 * (1 + 64);
  case 0xC4:
    return length <= 2 + 4 * (1 + 16 + 256);
  case 0xC0:
    return length == 8 + 3 * 3;
  case 0xDA:
    return length == 6 + 2 * 3;
  default:
    return FALSE;
  }
}

/* Where the scan's own bytes begin; 0 when anything else is met before. */
static gsize
skip_segments (const guint8 *data, gsize size, gsize at)
{
  while (size - at >= 4 && data[at] == 0xFF) {
    const guint8 marker = data[at + 1];
    const gsize length = (gsize) data[at + 2] << 8 | data[at + 3];

    if (length < 2 || length > size - at - 2 || !is_segment_of_preview (marker, length))
      return 0;
    at += 2 + length;
    if (marker == 0xDA)
      return at;
  }
  return 0;
}

/* No marker but the end's, and nothing behind it: 0xFF stands for itself only before a 0. */
static gboolean
is_one_scan (const guint8 *data, gsize size)
{
  const guint8 *end = data + size;
  const guint8 *at = data;

  while ((at = memchr (at, 0xFF, (gsize) (end - at))) != NULL && end - at > 2 && at[1] == 0)
    at += 2;
  return at != NULL && end - at == 2 && at[1] == 0xD9;
}

/* Made as this program makes a JPEG, marker by marker, with nothing but JFIF's own header, without
 * a thumbnail, beside the picture itself: a preview carries no metadata. And it has the size that
 * was told. */
static gboolean
looks_like_preview (const guint8 *data, gsize size, gint64 width, gint64 height)
{
  static const guint8 start[] = { 0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0 };
  ApoyoPictureHeader header;
  gsize scan;

  if (size <= 24 || memcmp (data, start, sizeof start) != 0 || data[18] != 0 || data[19] != 0)
    return FALSE;
  scan = skip_segments (data, size, 20);
  if (scan == 0 || !is_one_scan (data + scan, size - scan))
    return FALSE;
  apoyo_picture_header_read (&header, data, size);
  return header.whole && header.width == width && header.height == height;
}

static ApoyoReadingPreview *
parse_preview (JsonObject *object, Rest *rest)
{
  static const char *const members[] = { "size", "width", "height", "bytes", NULL };
  static const char *const sizes[] = { "small", "large", NULL };
  const gsize left = g_bytes_get_size (rest->bytes) - rest->at;
  const char *size = NULL;
  gint64 width = 0;
  gint64 height = 0;
  gint64 bytes = 0;
  ApoyoReadingPreview *self;

  if (object == NULL || !apoyo_json_only_has (object, members, NULL) ||
      !get_word (object, "size", sizes, &size) ||
      !get_integer (object, "width", 1, LONGEST_PREVIEW_SIDE, &width) ||
      !get_integer (object, "height", 1, LONGEST_PREVIEW_SIDE, &height) ||
      !get_integer (object, "bytes", 1, (gint64) MIN (left, LONGEST_PREVIEW), &bytes) ||
      !looks_like_preview ((const guint8 *) g_bytes_get_data (rest->bytes, NULL) + rest->at,
                           (gsize) bytes, width, height))
    return NULL;
  self = g_new (ApoyoReadingPreview, 1);
  self->size = g_strdup (size);
  self->width = (guint) width;
  self->height = (guint) height;
  self->jpeg = g_bytes_new_from_bytes (rest->bytes, rest->at, (gsize) bytes);
  rest->at += (gsize) bytes;
  return self;
}

static gboolean
parse_previews (ApoyoReading *self, JsonObject *object, Rest *rest)
{
  JsonArray *previews = get_array (object, "previews", APOYO_READER_MOST_PREVIEWS);

  if (previews == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (previews); i++) {
    ApoyoReadingPreview *preview = parse_preview (get_element (previews, i), rest);

    if (preview == NULL)
      return FALSE;
    g_ptr_array_add (self->previews, preview);
  }
  return TRUE;
}

/* --- a reading -------------------------------------------------------------------------------- */

static gboolean
check_hash (JsonObject *object, const char *result)
{
  const char *hash = NULL;

  if (!apoyo_json_get_text (object, "hash", APOYO_JSON_OPTIONAL, &hash, NULL))
    return FALSE;
  if (hash == NULL)
    return strcmp (result, "ok") != 0;
  return strlen (hash) == HASH_DIGITS && strspn (hash, "0123456789abcdef") == HASH_DIGITS;
}

static gboolean
check_members (JsonObject *object, gsize size)
{
  static const char *const members[] = {
    "picture",  "result", "format",       "width",    "height",   "orientation", "bytes",
    "trailing", "hash",   "observations", "previews", "metadata", "foreign",     NULL
  };
  static const char *const formats[] = { "unknown", "jpeg", "png", "webp", "heic", "avif", "gif",
                                         "bmp",     "tiff", "pdf", "svg",  "zip",  NULL };
  const char *format = NULL;
  gint64 number = 0;

  return apoyo_json_only_has (object, members, NULL) &&
         get_word (object, "format", formats, &format) &&
         get_integer (object, "width", 0, G_MAXUINT32, &number) &&
         get_integer (object, "height", 0, G_MAXUINT32, &number) &&
         get_integer (object, "orientation", 1, 8, &number) &&
         get_integer (object, "bytes", (gint64) size, (gint64) size, &number) &&
         get_integer (object, "trailing", 0, (gint64) size, &number) &&
         get_integer (object, "metadata", 0, G_MAXUINT32, &number) &&
         get_integer (object, "foreign", 0, MOST_FOREIGN, &number);
}

static ApoyoReading *
parse_reading (JsonObject *object, const char *picture, gsize size, Rest *rest)
{
  static const char *const results[] = { "ok", "undecodable", "too_large", "unsupported", NULL };
  const char *names[] = { picture, NULL };
  const char *name = NULL;
  const char *result = NULL;
  g_autoptr (ApoyoReading) self = NULL;

  if (object == NULL || !get_word (object, "picture", names, &name) ||
      !get_word (object, "result", results, &result) || !check_members (object, size) ||
      !check_hash (object, result) || !check_observations (object))
    return NULL;
  self = reading_new (name, result);
  if (!parse_previews (self, object, rest))
    return NULL;
  json_object_remove_member (object, "previews");
  self->json = json_object_ref (object);
  return g_steal_pointer (&self);
}

static JsonObject *
parse_line (const char *line, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!apoyo_json_scan_within (line, length, APOYO_JSON_MAX_LENGTH, MOST_VALUES, NULL) ||
      !json_parser_load_from_data (parser, line, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

static JsonArray *
get_readings (JsonObject *object, gint64 id, guint n_pictures)
{
  static const char *const members[] = { "v", "id", "readings", NULL };
  JsonArray *readings = NULL;
  gint64 number = 0;

  if (apoyo_json_only_has (object, members, NULL) && get_integer (object, "v", 1, 1, &number) &&
      get_integer (object, "id", id, id, &number))
    readings = get_array (object, "readings", n_pictures);
  return readings != NULL && json_array_get_length (readings) == n_pictures ? readings : NULL;
}

GPtrArray *
apoyo_readings_parse (GBytes *payload,
                      gint64 id,
                      const char *const *pictures,
                      const gsize *sizes,
                      guint n_pictures)
{
  g_autoptr (GPtrArray) readings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_reading_free);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *line = NULL;
  gsize length = 0;
  JsonArray *array;
  Rest rest = { 0 };

  if (!apoyo_payload_split (payload, &line, &length, &bytes))
    return NULL;
  object = parse_line (line, length);
  array = object != NULL ? get_readings (object, id, n_pictures) : NULL;
  rest.bytes = bytes;
  for (guint i = 0; array != NULL && i < n_pictures; i++) {
    ApoyoReading *reading = parse_reading (get_element (array, i), pictures[i], sizes[i], &rest);

    if (reading == NULL)
      return NULL;
    g_ptr_array_add (readings, reading);
  }
  /* Nothing may be left over. */
  return array != NULL && rest.at == g_bytes_get_size (bytes) ? g_steal_pointer (&readings) : NULL;
}
