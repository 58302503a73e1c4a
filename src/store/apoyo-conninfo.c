/* apoyo-conninfo.c: writes libpq's connection strings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-conninfo.h"

void
apoyo_conninfo_append (GString *conninfo, const char *key, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (conninfo, "%s%s='", conninfo->len > 0 ? " " : "", key);
  for (const char *c = value; *c != '\0'; c++) {
    if (*c == '\'' || *c == '\\')
      g_string_append_c (conninfo, '\\');
    g_string_append_c (conninfo, *c);
  }
  g_string_append_c (conninfo, '\'');
}
