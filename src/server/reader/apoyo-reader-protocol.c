/* apoyo-reader-protocol.c: what the server and its confined reader say to each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-reader-protocol.h"

gboolean
apoyo_payload_split (GBytes *payload, const char **line, gsize *length, GBytes **rest)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (payload, &size);
  const char *end = size > 0 ? memchr (data, '\n', size) : NULL;

  if (end == NULL)
    return FALSE;
  *line = data;
  *length = (gsize) (end - data);
  *rest = g_bytes_new_from_bytes (payload, *length + 1, size - *length - 1);
  return TRUE;
}
