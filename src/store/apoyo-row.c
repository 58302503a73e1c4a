/* apoyo-row.c: columns of a row as the fields of a struct that owns them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-row.h"

gboolean
apoyo_row_dup_text (const ApoyoResult *result,
                    guint row,
                    const char *column,
                    char **value,
                    GError **error)
{
  const char *text = NULL;

  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  *value = g_strdup (text);
  return TRUE;
}

gboolean
apoyo_row_dup_nullable_text (const ApoyoResult *result,
                             guint row,
                             const char *column,
                             char **value,
                             GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_row_dup_text (result, row, column, value, error);
}

gboolean
apoyo_row_get_nullable_time (const ApoyoResult *result,
                             guint row,
                             const char *column,
                             GDateTime **value,
                             GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_time (result, row, column, value, error);
}

gboolean
apoyo_row_get_nullable_int (const ApoyoResult *result,
                            guint row,
                            const char *column,
                            int *value,
                            GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_int (result, row, column, value, error);
}

gboolean
apoyo_row_get_nullable_int64 (const ApoyoResult *result,
                              guint row,
                              const char *column,
                              gint64 *value,
                              GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_int64 (result, row, column, value, error);
}
