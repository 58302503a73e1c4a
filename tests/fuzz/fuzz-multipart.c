/* fuzz-multipart.c: any bytes as the body of a form. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-multipart.h"
#include "fuzz.h"

/* As the header of a request, which has one line. */
static void
try_boundary (const guint8 *data, gsize size)
{
  g_autofree char *line = g_strndup ((const char *) data, MIN (size, 200));
  g_autofree char *type = NULL;
  g_autofree char *boundary = NULL;

  line[strcspn (line, "\r\n")] = '\0';
  type = g_strconcat ("multipart/form-data; boundary=", line, NULL);
  boundary = apoyo_multipart_get_boundary (type);
  if (boundary != NULL)
    g_assert_true (*boundary != '\0');
}

/* Every part is a slice of the body, in its order. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = apoyo_multipart_split (body, "b", &error);
  const guint8 *at = data;

  try_boundary (data, size);
  if (parts == NULL) {
    g_assert_nonnull (error);
    return 0;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, <=, APOYO_MULTIPART_MAX_PARTS);
  for (guint i = 0; i < parts->len; i++) {
    const ApoyoPart *part = g_ptr_array_index (parts, i);
    gsize length = 0;
    const guint8 *content = g_bytes_get_data (part->content, &length);

    g_assert_nonnull (part->name);
    g_assert_nonnull (part->type);
    g_assert_true (length == 0 || (content >= at && content + length <= data + size));
    at = length > 0 ? content + length : at;
  }
  return 0;
}
