/* ctl-copy.c: values of the lines that COPY takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-sha256.h"
#include "ctl-copy.h"

void
ctl_copy_append_hex (GString *out, GBytes *bytes)
{
  gsize length = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autofree char *hex = data != NULL ? apoyo_hex_encode (data, length) : NULL;

  g_string_append (out, hex != NULL ? hex : "\\N");
}
