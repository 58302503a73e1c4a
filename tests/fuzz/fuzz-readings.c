/* fuzz-readings.c: any bytes as what a conquered reader answers. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "apoyo-reader-protocol.h"
#include "apoyo-reading.h"
#include "fuzz.h"

static void
assert_observations (JsonObject *json)
{
  JsonArray *observations = json_object_get_array_member (json, "observations");

  g_assert_cmpuint (json_array_get_length (observations), <=, APOYO_READER_MOST_OBSERVATIONS);
  for (guint i = 0; i < json_array_get_length (observations); i++) {
    JsonObject *observation = json_array_get_object_element (observations, i);
    const double confidence = json_object_get_double_member (observation, "confidence");

    g_assert_nonnull (json_object_get_string_member (observation, "name"));
    g_assert_true (isfinite (json_object_get_double_member (observation, "value")));
    g_assert_true (confidence >= 0 && confidence <= 1);
  }
}

static gsize
assert_previews (const ApoyoReading *reading)
{
  gsize size = 0;

  g_assert_cmpuint (reading->previews->len, <=, APOYO_READER_MOST_PREVIEWS);
  for (guint i = 0; i < reading->previews->len; i++) {
    const ApoyoReadingPreview *preview = g_ptr_array_index (reading->previews, i);
    const guint8 *jpeg = g_bytes_get_data (preview->jpeg, NULL);

    g_assert_true (jpeg[0] == 0xFF && jpeg[1] == 0xD8);
    g_assert_true (preview->width > 0 && preview->width <= 1600);
    size += g_bytes_get_size (preview->jpeg);
  }
  return size;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const pictures[] = { "front", "selfie" };
  static const gsize sizes[] = { 1000, 2000 };
  g_autoptr (GBytes) payload = g_bytes_new_static (data, size);
  g_autoptr (GPtrArray) readings = apoyo_readings_parse (payload, 7, pictures, sizes, 2);
  gsize previews = 0;

  if (readings == NULL)
    return 0;
  g_assert_cmpuint (readings->len, ==, 2);
  for (guint i = 0; i < readings->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (readings, i);

    g_assert_cmpstr (reading->picture, ==, pictures[i]);
    g_assert_cmpint (json_object_get_int_member (reading->json, "bytes"), ==, sizes[i]);
    assert_observations (reading->json);
    previews += assert_previews (reading);
  }
  g_assert_cmpuint (previews, <, size);
  return 0;
}
