/* apoyo-picture-hashes.c: what a capture's pictures are told apart by, from those of others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include <json-glib/json-glib.h>

#include "apoyo-inspection.h"
#include "apoyo-json.h"
#include "apoyo-picture-hashes.h"

/* Of a signature the hash of its strokes: paper is alike. Sides of credentials are alike too, and
 * told apart by what stands on them. */
static const char *
get_hash (const JsonObject *reading, const char *picture)
{
  JsonObject *object = (JsonObject *) reading;
  JsonArray *observations = NULL;

  if (g_str_equal (picture, "selfie"))
    return json_object_get_string_member_with_default (object, "hash", NULL);
  if (!g_str_equal (picture, "signature") || !json_object_has_member (object, "observations"))
    return NULL;
  observations = json_object_get_array_member (object, "observations");
  for (guint i = 0; i < json_array_get_length (observations); i++) {
    JsonObject *observation = json_array_get_object_element (observations, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (observation, "name", NULL),
                   "signature_hash") == 0)
      return json_object_get_string_member_with_default (observation, "text", NULL);
  }
  return NULL;
}

char *
apoyo_picture_hashes_list (GPtrArray *readings)
{
  g_autoptr (JsonObject) hashes = json_object_new ();

  for (guint i = 0; readings != NULL && i < readings->len; i++) {
    JsonObject *reading = g_ptr_array_index (readings, i);
    const char *picture = json_object_get_string_member_with_default (reading, "picture", "");
    const char *hash = get_hash (reading, picture);

    if (apoyo_picture_hash_is_telling (hash))
      json_object_set_string_member (hashes, picture, hash);
  }
  return apoyo_json_to_text (hashes);
}
