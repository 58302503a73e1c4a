/* apoyo-result.c: the rows a statement gave, read by column name and type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "apoyo-result-private.h"
#include "apoyo-store-error.h"

struct _ApoyoResult {
  gatomicrefcount ref_count;
  PGresult *rows; /* (owned) */
};

ApoyoResult *
apoyo_result_new_take (PGresult *rows)
{
  ApoyoResult *result = g_new (ApoyoResult, 1);

  g_atomic_ref_count_init (&result->ref_count);
  result->rows = rows;
  return result;
}

ApoyoResult *
apoyo_result_ref (ApoyoResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);

  g_atomic_ref_count_inc (&result->ref_count);
  return result;
}

void
apoyo_result_unref (ApoyoResult *result)
{
  g_return_if_fail (result != NULL);

  if (!g_atomic_ref_count_dec (&result->ref_count))
    return;
  PQclear (result->rows);
  g_free (result);
}

guint
apoyo_result_get_n_rows (const ApoyoResult *result)
{
  g_return_val_if_fail (result != NULL, 0);

  return (guint) PQntuples (result->rows);
}

guint
apoyo_result_get_n_columns (const ApoyoResult *result)
{
  g_return_val_if_fail (result != NULL, 0);

  return (guint) PQnfields (result->rows);
}

const char *
apoyo_result_get_column_name (const ApoyoResult *result, guint column)
{
  g_return_val_if_fail (result != NULL, NULL);

  return PQfname (result->rows, (int) column);
}

/* Of an INSERT, UPDATE, DELETE or COPY; 0 for what has no such number. */
gint64
apoyo_result_get_n_affected (const ApoyoResult *result)
{
  g_return_val_if_fail (result != NULL, 0);

  return g_ascii_strtoll (PQcmdTuples (result->rows), NULL, 10);
}

/* The format takes the column and the row, in this order. */
/* Says which value, never what it is. */
static gboolean
fail (GError **error, const char *column, guint row, const char *what)
{
  g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA, "The value “%s” in row %u %s",
               column, row, what);
  return FALSE;
}

/* -1 and the error when it is not there. */
int
apoyo_result_find_column (const ApoyoResult *result, const char *column, GError **error)
{
  int number;

  g_return_val_if_fail (result != NULL, -1);
  g_return_val_if_fail (column != NULL, -1);

  number = PQfnumber (result->rows, column);
  if (number < 0)
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA, "There is no column “%s”",
                 column);
  return number;
}

/* The name of a column, for messages: values never stand in one. */
static const char *
name_of (const ApoyoResult *result, int column)
{
  const char *name = PQfname (result->rows, column);

  return name ? name : "?";
}

gboolean
apoyo_result_get_text_at (const ApoyoResult *result,
                          guint row,
                          int column,
                          const char **value,
                          GError **error)
{
  g_return_val_if_fail (result != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (row >= (guint) PQntuples (result->rows) || column < 0 || column >= PQnfields (result->rows))
    return fail (error, name_of (result, column), row, "does not exist");
  if (PQgetisnull (result->rows, (int) row, column))
    return fail (error, name_of (result, column), row, "is missing");
  *value = PQgetvalue (result->rows, (int) row, column);
  return TRUE;
}

gboolean
apoyo_result_get_int64_at (const ApoyoResult *result,
                           guint row,
                           int column,
                           gint64 *value,
                           GError **error)
{
  const char *text = NULL;
  char *end = NULL;
  gint64 number;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_text_at (result, row, column, &text, error))
    return FALSE;
  errno = 0;
  number = g_ascii_strtoll (text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || g_ascii_isspace (*text))
    return fail (error, name_of (result, column), row, "is not an integer");
  *value = number;
  return TRUE;
}

gboolean
apoyo_result_get_int_at (const ApoyoResult *result,
                         guint row,
                         int column,
                         int *value,
                         GError **error)
{
  gint64 number;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_int64_at (result, row, column, &number, error))
    return FALSE;
  if (number < G_MININT || number > G_MAXINT)
    return fail (error, name_of (result, column), row, "is too large");
  *value = (int) number;
  return TRUE;
}

gboolean
apoyo_result_is_null_at (const ApoyoResult *result, guint row, int column)
{
  g_return_val_if_fail (result != NULL, TRUE);

  return PQgetisnull (result->rows, (int) row, column) != 0;
}

/* Also of a column that is not there: the getter that follows says which. */
gboolean
apoyo_result_is_null (const ApoyoResult *result, guint row, const char *column)
{
  int number;

  g_return_val_if_fail (result != NULL, TRUE);
  g_return_val_if_fail (column != NULL, TRUE);

  number = PQfnumber (result->rows, column);
  return number < 0 || row >= (guint) PQntuples (result->rows) ||
         PQgetisnull (result->rows, (int) row, number);
}

gboolean
apoyo_result_get_text (const ApoyoResult *result,
                       guint row,
                       const char *column,
                       const char **value,
                       GError **error)
{
  int number = apoyo_result_find_column (result, column, error);

  return number >= 0 && apoyo_result_get_text_at (result, row, number, value, error);
}

gboolean
apoyo_result_get_int (const ApoyoResult *result,
                      guint row,
                      const char *column,
                      int *value,
                      GError **error)
{
  int number = apoyo_result_find_column (result, column, error);

  return number >= 0 && apoyo_result_get_int_at (result, row, number, value, error);
}

gboolean
apoyo_result_get_int64 (const ApoyoResult *result,
                        guint row,
                        const char *column,
                        gint64 *value,
                        GError **error)
{
  int number = apoyo_result_find_column (result, column, error);

  return number >= 0 && apoyo_result_get_int64_at (result, row, number, value, error);
}

gboolean
apoyo_result_get_bool (const ApoyoResult *result,
                       guint row,
                       const char *column,
                       gboolean *value,
                       GError **error)
{
  const char *text = NULL;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  if (strcmp (text, "t") != 0 && strcmp (text, "f") != 0)
    return fail (error, column, row, "is not a truth value");
  *value = *text == 't';
  return TRUE;
}

gboolean
apoyo_result_get_double (const ApoyoResult *result,
                         guint row,
                         const char *column,
                         double *value,
                         GError **error)
{
  const char *text = NULL;
  char *end = NULL;
  double number;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0')
    return fail (error, column, row, "is not a number");
  *value = number;
  return TRUE;
}

/* The server writes \x and two digits a byte. */
static GBytes *
bytes_from_hex (const char *text)
{
  gsize size = strlen (text);
  guint8 *data;

  if (size < 2 || size % 2 != 0 || text[0] != '\\' || text[1] != 'x')
    return NULL;
  size = size / 2 - 1;
  data = g_malloc (size);
  for (gsize i = 0; i < size; i++) {
    int high = g_ascii_xdigit_value (text[2 + 2 * i]);
    int low = g_ascii_xdigit_value (text[3 + 2 * i]);

    if (high < 0 || low < 0) {
      g_free (data);
      return NULL;
    }
    data[i] = (guint8) (high << 4 | low);
  }
  return g_bytes_new_take (data, size);
}

gboolean
apoyo_result_get_bytes (const ApoyoResult *result,
                        guint row,
                        const char *column,
                        GBytes **value,
                        GError **error)
{
  const char *text = NULL;
  GBytes *bytes;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  bytes = bytes_from_hex (text);
  if (bytes == NULL)
    return fail (error, column, row, "is not bytes");
  *value = bytes;
  return TRUE;
}

/* Sessions run in UTC, so a timestamptz reads "2026-11-21 22:00:00.123456+00". */
gboolean
apoyo_result_get_time (const ApoyoResult *result,
                       guint row,
                       const char *column,
                       GDateTime **value,
                       GError **error)
{
  const char *text = NULL;
  GDateTime *time;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return fail (error, column, row, "is not a time");
  *value = time;
  return TRUE;
}

/* One element from behind its opening; leaves text behind it. NULL when the array is malformed or
 * the element is NULL, which is written bare. */
static char *
parse_element (const char **text)
{
  g_autoptr (GString) element = g_string_new (NULL);
  gboolean quoted = **text == '"';
  const char *c = *text + (quoted ? 1 : 0);

  for (; *c != '\0' && (quoted ? *c != '"' : *c != ',' && *c != '}'); c++) {
    if (*c == '\\' && c[1] != '\0')
      c++;
    g_string_append_c (element, *c);
  }
  if (*c == '\0' || (!quoted && (element->len == 0 || strcmp (element->str, "NULL") == 0)))
    return NULL;
  *text = c + (quoted ? 1 : 0);
  return g_string_free (g_steal_pointer (&element), FALSE);
}

/* One dimension, as the server writes it. */
static char **
parse_array (const char *text)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);

  if (*text++ != '{')
    return NULL;
  while (*text != '}') {
    char *element = parse_element (&text);

    if (element == NULL)
      return NULL;
    g_ptr_array_add (elements, element);
    if (*text == ',' && text[1] != '}')
      text++;
    else if (*text != '}')
      return NULL;
  }
  if (text[1] != '\0')
    return NULL;
  g_ptr_array_add (elements, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&elements), FALSE);
}

gboolean
apoyo_result_get_text_array (const ApoyoResult *result,
                             guint row,
                             const char *column,
                             char ***value,
                             GError **error)
{
  const char *text = NULL;
  char **elements;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  elements = parse_array (text);
  if (elements == NULL)
    return fail (error, column, row, "is not a list");
  *value = elements;
  return TRUE;
}

gboolean
apoyo_result_get_bytes_array (const ApoyoResult *result,
                              guint row,
                              const char *column,
                              GPtrArray **value,
                              GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (GStrv) elements = NULL;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!apoyo_result_get_text_array (result, row, column, &elements, error))
    return FALSE;
  for (guint i = 0; elements[i] != NULL; i++) {
    GBytes *bytes = bytes_from_hex (elements[i]);

    if (bytes == NULL)
      return fail (error, column, row, "is not a list of bytes");
    g_ptr_array_add (list, bytes);
  }
  *value = g_steal_pointer (&list);
  return TRUE;
}

/* --- columns as the fields of a struct that owns them ---------------------------------------- */

gboolean
apoyo_result_dup_text (const ApoyoResult *result,
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
apoyo_result_dup_nullable_text (const ApoyoResult *result,
                                guint row,
                                const char *column,
                                char **value,
                                GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_dup_text (result, row, column, value, error);
}

gboolean
apoyo_result_get_nullable_time (const ApoyoResult *result,
                                guint row,
                                const char *column,
                                GDateTime **value,
                                GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_time (result, row, column, value, error);
}

gboolean
apoyo_result_get_nullable_int (const ApoyoResult *result,
                               guint row,
                               const char *column,
                               int *value,
                               GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_int (result, row, column, value, error);
}

gboolean
apoyo_result_get_nullable_int64 (const ApoyoResult *result,
                                 guint row,
                                 const char *column,
                                 gint64 *value,
                                 GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_int64 (result, row, column, value, error);
}
