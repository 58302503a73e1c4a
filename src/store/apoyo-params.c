/* apoyo-params.c: the values of a statement's $1, $2, …, in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <string.h>

#include "apoyo-params-private.h"

#define FORMAT_TEXT 0
#define FORMAT_BINARY 1

/* Everything goes as text, which every type reads, but bytes: as text they would double. */
struct _ApoyoParams {
  GPtrArray *values; /* (owned) (element-type char*) (nullable elements), as libpq wants them */
  GArray *lengths;   /* (owned) (element-type int) */
  GArray *formats;   /* (owned) (element-type int) */
  GPtrArray *owned;  /* (owned) (element-type GBytes): what the values point into */
};

ApoyoParams *
apoyo_params_new (void)
{
  ApoyoParams *params = g_new0 (ApoyoParams, 1);

  params->values = g_ptr_array_new ();
  params->lengths = g_array_new (FALSE, FALSE, sizeof (int));
  params->formats = g_array_new (FALSE, FALSE, sizeof (int));
  params->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return params;
}

void
apoyo_params_free (ApoyoParams *params)
{
  g_ptr_array_unref (params->values);
  g_array_unref (params->lengths);
  g_array_unref (params->formats);
  g_ptr_array_unref (params->owned);
  g_free (params);
}

static void
add (ApoyoParams *params, GBytes *value, int format)
{
  gsize size = 0;
  gconstpointer data = value ? g_bytes_get_data (value, &size) : NULL;
  int length = (int) size;

  /* An empty GBytes has no address, which to libpq would mean NULL. */
  if (value != NULL && data == NULL)
    data = "";
  g_ptr_array_add (params->values, (gpointer) data);
  g_array_append_val (params->lengths, length);
  g_array_append_val (params->formats, format);
  if (value != NULL)
    g_ptr_array_add (params->owned, value);
}

static void
add_text (ApoyoParams *params, char *text)
{
  gsize size = strlen (text) + 1;

  add (params, g_bytes_new_take (text, size), FORMAT_TEXT);
}

guint
apoyo_params_get_length (const ApoyoParams *params)
{
  return params ? params->values->len : 0;
}

void
apoyo_params_add_null (ApoyoParams *params)
{
  g_return_if_fail (params != NULL);

  add (params, NULL, FORMAT_TEXT);
}

void
apoyo_params_add_text (ApoyoParams *params, const char *value)
{
  g_return_if_fail (params != NULL);

  if (value == NULL)
    apoyo_params_add_null (params);
  else
    add_text (params, g_strdup (value));
}

void
apoyo_params_add_int (ApoyoParams *params, int value)
{
  apoyo_params_add_int64 (params, value);
}

void
apoyo_params_add_int64 (ApoyoParams *params, gint64 value)
{
  g_return_if_fail (params != NULL);

  add_text (params, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

void
apoyo_params_add_bool (ApoyoParams *params, gboolean value)
{
  g_return_if_fail (params != NULL);

  add_text (params, g_strdup (value ? "true" : "false"));
}

void
apoyo_params_add_double (ApoyoParams *params, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (params != NULL);

  add_text (params, g_strdup (g_ascii_dtostr (buffer, sizeof buffer, value)));
}

void
apoyo_params_add_bytes (ApoyoParams *params, GBytes *value)
{
  g_return_if_fail (params != NULL);

  add (params, value ? g_bytes_ref (value) : NULL, FORMAT_BINARY);
}

void
apoyo_params_add_data (ApoyoParams *params, const void *data, gsize size)
{
  g_return_if_fail (params != NULL);

  add (params, data ? g_bytes_new (data, size) : NULL, FORMAT_BINARY);
}

void
apoyo_params_add_time (ApoyoParams *params, GDateTime *value)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_if_fail (params != NULL);

  if (value == NULL) {
    apoyo_params_add_null (params);
    return;
  }
  utc = g_date_time_to_utc (value);
  add_text (params, g_date_time_format_iso8601 (utc));
}

/* The text of an array: {element,element}. */
typedef void (*AppendFunc) (GString *text, gconstpointer values, gsize i);

static void
add_array (ApoyoParams *params, gconstpointer values, gsize n_values, AppendFunc append)
{
  GString *text = g_string_new ("{");

  for (gsize i = 0; i < n_values; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    append (text, values, i);
  }
  g_string_append_c (text, '}');
  add_text (params, g_string_free (text, FALSE));
}

static void
append_int (GString *text, gconstpointer values, gsize i)
{
  g_string_append_printf (text, "%d", ((const int *) values)[i]);
}

static void
append_int64 (GString *text, gconstpointer values, gsize i)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, ((const gint64 *) values)[i]);
}

static void
append_text (GString *text, gconstpointer values, gsize i)
{
  const char *value = ((const char *const *) values)[i];

  if (value == NULL) {
    g_string_append (text, "NULL");
    return;
  }
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_c (text, '\\');
    g_string_append_c (text, *c);
  }
  g_string_append_c (text, '"');
}

static void
append_bytes (GString *text, gconstpointer values, gsize i)
{
  static const char digits[] = "0123456789abcdef";
  GBytes *value = ((GBytes *const *) values)[i];
  const guint8 *data;
  gsize size;

  if (value == NULL) {
    g_string_append (text, "NULL");
    return;
  }
  data = g_bytes_get_data (value, &size);
  g_string_append (text, "\"\\\\x");
  for (gsize k = 0; k < size; k++) {
    g_string_append_c (text, digits[data[k] >> 4]);
    g_string_append_c (text, digits[data[k] & 15]);
  }
  g_string_append_c (text, '"');
}

void
apoyo_params_add_int_array (ApoyoParams *params, const int *values, gsize n_values)
{
  g_return_if_fail (params != NULL);

  add_array (params, values, n_values, append_int);
}

void
apoyo_params_add_int64_array (ApoyoParams *params, const gint64 *values, gsize n_values)
{
  g_return_if_fail (params != NULL);

  add_array (params, values, n_values, append_int64);
}

/* A negative n_values: values end with NULL. */
void
apoyo_params_add_text_array (ApoyoParams *params, const char *const *values, gssize n_values)
{
  g_return_if_fail (params != NULL);

  if (n_values < 0 && values == NULL)
    apoyo_params_add_null (params);
  else
    add_array (params, values, n_values < 0 ? g_strv_length ((char **) values) : (gsize) n_values,
               append_text);
}

void
apoyo_params_add_bytes_array (ApoyoParams *params, GBytes *const *values, gsize n_values)
{
  g_return_if_fail (params != NULL);

  add_array (params, values, n_values, append_bytes);
}

const char *const *
apoyo_params_get_values (const ApoyoParams *params)
{
  return params ? (const char *const *) params->values->pdata : NULL;
}

const int *
apoyo_params_get_lengths (const ApoyoParams *params)
{
  return params ? (const int *) (gpointer) params->lengths->data : NULL;
}

const int *
apoyo_params_get_formats (const ApoyoParams *params)
{
  return params ? (const int *) (gpointer) params->formats->data : NULL;
}
