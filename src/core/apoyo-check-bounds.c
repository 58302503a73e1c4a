/* apoyo-check-bounds.c: how large the members of check settings may be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <gio/gio.h>

#include "apoyo-check-bounds.h"
#include "apoyo-core-resources.h"
#include "apoyo-json.h"
#include "apoyo-resource.h"

#define TABLE "/mx/ine/ApoyoCiudadano/core/check-bounds.json"

/* Read once, kept for as long as the program runs. */
static JsonObject *
get_table (void)
{
  static gsize read = 0;
  static JsonObject *table = NULL;

  if (g_once_init_enter (&read)) {
    g_autoptr (GBytes) bytes = g_resource_lookup_data (
        apoyo_resource_await (apoyo_core_get_resource), TABLE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    g_assert (bytes != NULL);
    table = apoyo_json_parse_object (g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), NULL);
    g_assert (table != NULL);
    g_once_init_leave (&read, 1);
  }
  return table;
}

ApoyoCheckBounds
apoyo_check_bounds_get (const char *name)
{
  JsonArray *pair = json_object_get_array_member (get_table (), name);

  g_assert (pair != NULL && json_array_get_length (pair) == 2);
  return (ApoyoCheckBounds){ json_array_get_double_element (pair, 0),
                             json_array_get_double_element (pair, 1) };
}

gboolean
apoyo_check_bounds_hold (const char *name, double value)
{
  ApoyoCheckBounds bounds = apoyo_check_bounds_get (name);

  return value >= bounds.least && value <= bounds.most;
}

gboolean
apoyo_check_bounds_hold_text (const char *name, const char *text)
{
  return apoyo_check_bounds_hold (name, (double) g_utf8_strlen (text, -1));
}
