/* fuzz-json.c: any bytes as JSON. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-json-scan.h"
#include "apoyo-json.h"
#include "fuzz.h"

/* Whatever the strict scanner lets pass, json-glib reads without complaint, and writes as something
 * that passes again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonObject) object = apoyo_json_parse_object (text, (gssize) size, NULL);
  g_autoptr (GError) error = NULL;

  if (!apoyo_json_scan (text, size, NULL)) {
    g_assert_null (object);
    return 0;
  }
  json_parser_load_from_data (parser, text, (gssize) size, &error);
  g_assert_no_error (error);
  if (object != NULL) {
    g_autofree char *again = apoyo_json_to_text (object);

    apoyo_json_scan (again, strlen (again), NULL);
  }
  return 0;
}
