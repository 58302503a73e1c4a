/* apoyo-conninfo.c: writes libpq's connection strings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libpq-fe.h>
#include <string.h>

#include "apoyo-conninfo.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PQconninfoOption, PQconninfoFree)

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

char *
apoyo_conninfo_with_user (const char *conninfo, const char *user, GError **error)
{
  char *problem = NULL;
  g_autoptr (PQconninfoOption) options = PQconninfoParse (conninfo, &problem);
  g_autoptr (GString) text = g_string_new (NULL);

  if (options == NULL) {
    /* libpq quotes the string, which may hold a password. */
    PQfreemem (problem);
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         "The database is not a libpq connection string (host=… dbname=…) or URI "
                         "(postgresql://…)");
    return NULL;
  }
  for (const PQconninfoOption *option = options; option->keyword != NULL; option++) {
    if (user == NULL || strcmp (option->keyword, "user") != 0)
      apoyo_conninfo_append (text, option->keyword, option->val);
  }
  apoyo_conninfo_append (text, "user", user);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
