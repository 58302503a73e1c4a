/* ctl-table.c: a result of text columns as a CSV table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ctl-table.h"
#include "ctl-words.h"

void
ctl_table_append_field (GString *out, const char *text)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  if (strpbrk (text, ",\"\n\r|") == NULL) {
    g_string_append (out, text);
    return;
  }
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *text);
  }
  g_string_append_c (out, '"');
}

static gboolean
append_rows (GString *out, const ApoyoResult *rows, GError **error)
{
  guint n_columns = apoyo_result_get_n_columns (rows);

  for (guint row = 0; row < apoyo_result_get_n_rows (rows); row++) {
    for (guint column = 0; column < n_columns; column++) {
      const char *text = "";

      if (!apoyo_result_is_null_at (rows, row, (int) column) &&
          !apoyo_result_get_text_at (rows, row, (int) column, &text, error))
        return FALSE;
      ctl_table_append_field (out, text);
    }
    g_string_append_c (out, '\n');
  }
  return TRUE;
}

gboolean
ctl_table_append (GString *out, const ApoyoResult *rows, GError **error)
{
  for (guint column = 0; column < apoyo_result_get_n_columns (rows); column++)
    ctl_table_append_field (out, apoyo_result_get_column_name (rows, column));
  g_string_append_c (out, '\n');
  return append_rows (out, rows, error);
}

gboolean
ctl_table_print (const ApoyoResult *rows, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint column = 0; column < apoyo_result_get_n_columns (rows); column++)
    ctl_table_append_field (out, ctl_word_column (apoyo_result_get_column_name (rows, column)));
  g_string_append_c (out, '\n');
  if (!append_rows (out, rows, error))
    return FALSE;
  g_print ("%s", out->str);
  return TRUE;
}
