/* apoyo-read-picture.c: everything that is to be said about one picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-decode.h"
#include "apoyo-preview.h"
#include "apoyo-read-picture.h"
#include "apoyo-reader-protocol.h"

/* Twice the small preview's long side. */
#define LEAST_TO_HALVE 960

static void
write_header (JsonObject *reading, const ApoyoDecoding *decoding)
{
  json_object_set_string_member (reading, "format",
                                 apoyo_picture_format_to_nick (decoding->header.format));
  json_object_set_int_member (reading, "width", decoding->width);
  json_object_set_int_member (reading, "height", decoding->height);
  json_object_set_int_member (reading, "orientation", decoding->header.orientation);
  json_object_set_int_member (reading, "bytes", (gint64) decoding->size);
  json_object_set_int_member (reading, "trailing", (gint64) decoding->cargo.trailing);
  json_object_set_int_member (reading, "metadata", (gint64) decoding->cargo.metadata);
  json_object_set_int_member (reading, "foreign", decoding->cargo.foreign);
}

static JsonArray *
write_observations (GPtrArray *observations)
{
  const guint n = MIN (observations->len, APOYO_READER_MOST_OBSERVATIONS);
  JsonArray *array = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    json_array_add_object_element (array,
                                   apoyo_observation_to_json (g_ptr_array_index (observations, i)));
  return array;
}

static JsonArray *
look (ApoyoSight *sight,
      const ApoyoReadOrder *order,
      const ApoyoDecoding *decoding,
      const ApoyoPixels *pixels,
      JsonObject *reading)
{
  g_autoptr (GPtrArray) observations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_observation_free);
  g_autofree char *hash = NULL;

  if (decoding->damage > 0)
    g_ptr_array_add (observations, apoyo_observation_new ("damage", decoding->damage, 1));
  hash =
      g_strdup_printf ("%016" G_GINT64_MODIFIER "x",
                       apoyo_sight_look (sight, order->role, order->level, pixels, observations));
  json_object_set_string_member (reading, "hash", hash);
  return write_observations (observations);
}

static JsonArray *
write_previews (const ApoyoPixels *pixels, GByteArray *bytes)
{
  g_autoptr (GPtrArray) previews = apoyo_previews_make (pixels);
  JsonArray *array = json_array_sized_new (previews->len);

  for (guint i = 0; i < previews->len; i++) {
    const ApoyoMadePreview *preview = g_ptr_array_index (previews, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "size", preview->size);
    json_object_set_int_member (object, "width", preview->width);
    json_object_set_int_member (object, "height", preview->height);
    json_object_set_int_member (object, "bytes", preview->jpeg->len);
    json_array_add_object_element (array, object);
    g_byte_array_append (bytes, preview->jpeg->data, preview->jpeg->len);
  }
  return array;
}

/* Looking begins with half the size, and so does the small preview. */
static ApoyoPixels
share_half (const ApoyoRaster *raster, ApoyoRaster *half)
{
  ApoyoPixels pixels = apoyo_raster_get_pixels (raster);

  if (pixels.rgb != NULL && MIN (pixels.width, pixels.height) >= 2 &&
      MAX (pixels.width, pixels.height) >= LEAST_TO_HALVE && apoyo_halve (&pixels, half))
    pixels.half = half->rgb;
  return pixels;
}

JsonObject *
apoyo_read_picture (ApoyoSight *sight,
                    const ApoyoReadOrder *order,
                    const guint8 *data,
                    gsize size,
                    GByteArray *previews)
{
  g_auto (ApoyoDecoding) decoding = { 0 };
  const ApoyoDecodeResult result = apoyo_decode (&decoding, data, size);
  g_auto (ApoyoRaster) half = { 0 };
  const ApoyoPixels pixels = share_half (&decoding.raster, &half);
  JsonObject *reading = json_object_new ();

  json_object_set_string_member (reading, "picture", apoyo_picture_role_to_nick (order->role));
  json_object_set_string_member (reading, "result", apoyo_decode_result_to_nick (result));
  write_header (reading, &decoding);
  json_object_set_array_member (reading, "observations",
                                result == APOYO_DECODE_OK
                                    ? look (sight, order, &decoding, &pixels, reading)
                                    : json_array_new ());
  /* People may want to see what was left of a damaged picture. */
  json_object_set_array_member (reading, "previews",
                                order->previews && pixels.rgb != NULL
                                    ? write_previews (&pixels, previews)
                                    : json_array_new ());
  return reading;
}
