/* apoyo-json-guard.c: reads a JSON text from outside, strictly and within limits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <string.h>

#include "apoyo-json-guard.h"
#include "apoyo-problem.h"

typedef struct {
  const char *at;
  const char *end;
  GString *path; /* of the value being read */
  const ApoyoJsonLimits *limits;
  guint depth;
  guint n_values;
  GError *error;
} Guard;

static gboolean check_value (Guard *guard);

static gboolean
fail (Guard *guard, ApoyoProblemCode code)
{
  if (guard->error == NULL)
    apoyo_problem_set (&guard->error, code, "%s", guard->path->str);
  return FALSE;
}

static char
peek (Guard *guard)
{
  return guard->at < guard->end ? *guard->at : '\0';
}

static void
skip_space (Guard *guard)
{
  while (guard->at < guard->end &&
         (*guard->at == ' ' || *guard->at == '\t' || *guard->at == '\n' || *guard->at == '\r'))
    guard->at++;
}

static gboolean
accept (Guard *guard, char c)
{
  skip_space (guard);
  if (peek (guard) != c || guard->at >= guard->end)
    return FALSE;
  guard->at++;
  return TRUE;
}

static int
read_hex4 (Guard *guard)
{
  int value = 0;

  if (guard->end - guard->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (*guard->at++);

    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* No lone surrogates, and no NUL: texts end up in C strings and in PostgreSQL, which knows none. */
static gboolean
check_unicode_escape (Guard *guard)
{
  int unit = read_hex4 (guard);

  if (unit <= 0)
    return FALSE;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || guard->end - guard->at < 6 || guard->at[0] != '\\' || guard->at[1] != 'u')
    return FALSE;
  guard->at += 2;
  unit = read_hex4 (guard);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

static gboolean
check_escape (Guard *guard)
{
  char c = peek (guard);

  guard->at++;
  return c == 'u' ? check_unicode_escape (guard) : c != '\0' && strchr ("\"\\/bfnrt", c) != NULL;
}

/* After the opening quote. */
static gboolean
check_string (Guard *guard)
{
  while (guard->at < guard->end) {
    guint8 c = (guint8) *guard->at++;

    if (c == '"')
      return TRUE;
    if (c < 0x20 || (c == '\\' && !check_escape (guard)))
      break;
  }
  return fail (guard, APOYO_PROBLEM_MALFORMED_JSON);
}

static gboolean
skip_digits (Guard *guard)
{
  const char *start = guard->at;

  while (g_ascii_isdigit (peek (guard)))
    guard->at++;
  return guard->at > start;
}

static gboolean
check_number (Guard *guard)
{
  gboolean well_formed;

  if (peek (guard) == '-')
    guard->at++;
  if (peek (guard) == '0')
    well_formed = (guard->at++, TRUE);
  else
    well_formed = skip_digits (guard);
  if (well_formed && peek (guard) == '.')
    well_formed = (guard->at++, skip_digits (guard));
  if (well_formed && (peek (guard) == 'e' || peek (guard) == 'E')) {
    guard->at++;
    if (peek (guard) == '+' || peek (guard) == '-')
      guard->at++;
    well_formed = skip_digits (guard);
  }
  return well_formed || fail (guard, APOYO_PROBLEM_MALFORMED_JSON);
}

static gboolean
check_word (Guard *guard, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (guard->end - guard->at) < length || strncmp (guard->at, word, length) != 0)
    return fail (guard, APOYO_PROBLEM_MALFORMED_JSON);
  guard->at += length;
  return TRUE;
}

static gboolean
check_array (Guard *guard)
{
  if (accept (guard, ']'))
    return TRUE;
  do {
    if (!check_value (guard))
      return FALSE;
  } while (accept (guard, ','));
  return accept (guard, ']') || fail (guard, APOYO_PROBLEM_MALFORMED_JSON);
}

/* A name without escapes: no field that we know needs one, and it keeps "the same name" simple. */
static char *
read_name (Guard *guard)
{
  const char *start;

  if (!accept (guard, '"')) {
    fail (guard, APOYO_PROBLEM_MALFORMED_JSON);
    return NULL;
  }
  start = guard->at;
  if (!check_string (guard))
    return NULL;
  if (memchr (start, '\\', guard->at - start) != NULL) {
    fail (guard, APOYO_PROBLEM_UNKNOWN_FIELD);
    return NULL;
  }
  return g_strndup (start, guard->at - 1 - start);
}

static gboolean
check_member (Guard *guard, GHashTable *names)
{
  gsize length = guard->path->len;
  char *name = read_name (guard);
  gboolean is_new;

  if (name == NULL)
    return FALSE;
  /* A name may be anything; what is repeated in an answer is short and plain. */
  if (strlen (name) <= 40 && g_str_is_ascii (name))
    g_string_append_printf (guard->path, ".%s", name);
  is_new = g_hash_table_add (names, name);
  if (!is_new)
    return fail (guard, APOYO_PROBLEM_DUPLICATE_KEY);
  if (!accept (guard, ':'))
    return fail (guard, APOYO_PROBLEM_MALFORMED_JSON);
  if (!check_value (guard))
    return FALSE;
  g_string_truncate (guard->path, length);
  return TRUE;
}

static gboolean
check_object (Guard *guard)
{
  g_autoptr (GHashTable) names = NULL;

  if (accept (guard, '}'))
    return TRUE;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  do {
    if (!check_member (guard, names))
      return FALSE;
  } while (accept (guard, ','));
  return accept (guard, '}') || fail (guard, APOYO_PROBLEM_MALFORMED_JSON);
}

static gboolean
check_container (Guard *guard, gboolean (*check) (Guard *))
{
  gboolean valid;

  guard->at++;
  if (++guard->depth > guard->limits->max_depth)
    return fail (guard, APOYO_PROBLEM_JSON_TOO_COMPLEX);
  valid = check (guard);
  guard->depth--;
  return valid;
}

static gboolean
check_value (Guard *guard)
{
  if (++guard->n_values > guard->limits->max_values)
    return fail (guard, APOYO_PROBLEM_JSON_TOO_COMPLEX);
  skip_space (guard);
  switch (peek (guard)) {
  case '{':
    return check_container (guard, check_object);
  case '[':
    return check_container (guard, check_array);
  case '"':
    guard->at++;
    return check_string (guard);
  case 't':
    return check_word (guard, "true");
  case 'f':
    return check_word (guard, "false");
  case 'n':
    return check_word (guard, "null");
  default:
    return check_number (guard);
  }
}

static gboolean
check_text (const char *text,
            gsize size,
            const char *place,
            const ApoyoJsonLimits *limits,
            GError **error)
{
  Guard guard = { text, text + size, g_string_new (place), limits, 0, 0, NULL };

  skip_space (&guard);
  if (peek (&guard) == '{' && check_value (&guard)) {
    skip_space (&guard);
    if (guard.at != guard.end)
      fail (&guard, APOYO_PROBLEM_MALFORMED_JSON);
  } else {
    fail (&guard, APOYO_PROBLEM_MALFORMED_JSON);
  }
  g_string_free (guard.path, TRUE);
  if (guard.error == NULL)
    return TRUE;
  g_propagate_error (error, guard.error);
  return FALSE;
}

JsonNode *
apoyo_json_read (const char *text,
                 gsize size,
                 const char *place,
                 const ApoyoJsonLimits *limits,
                 GError **error)
{
  g_autoptr (JsonParser) parser = NULL;

  if (!g_utf8_validate_len (text, size, NULL)) {
    apoyo_problem_set (error, APOYO_PROBLEM_INVALID_UTF8, "%s", place);
    return NULL;
  }
  if (!check_text (text, size, place, limits, error))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, size, NULL)) {
    apoyo_problem_set (error, APOYO_PROBLEM_MALFORMED_JSON, "%s", place);
    return NULL;
  }
  return json_parser_steal_root (parser);
}

static void append_canonical (GString *out, JsonNode *node);

static void
append_string (GString *out, const char *text)
{
  static const char *const escapes = "btn\vfr";

  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_printf (out, "\\%c", *c);
    else if (*c >= '\b' && *c <= '\r' && *c != '\v')
      g_string_append_printf (out, "\\%c", escapes[*c - '\b']);
    else if ((guint8) *c < 0x20)
      g_string_append_printf (out, "\\u%04x", *c);
    else
      g_string_append_c (out, *c);
  }
  g_string_append_c (out, '"');
}

/* The shortest text that reads as the same number. */
static void
append_double (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (int precision = 15; precision <= 17; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (text, sizeof text, format, value);
    if (g_ascii_strtod (text, NULL) == value)
      break;
  }
  g_string_append (out, text);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
append_object (GString *out, JsonObject *object)
{
  GList *names = g_list_sort (json_object_get_members (object), compare_names);

  g_string_append_c (out, '{');
  for (GList *l = names; l != NULL; l = l->next) {
    if (l != names)
      g_string_append_c (out, ',');
    append_string (out, l->data);
    g_string_append_c (out, ':');
    append_canonical (out, json_object_get_member (object, l->data));
  }
  g_string_append_c (out, '}');
  g_list_free (names);
}

static void
append_array (GString *out, JsonArray *array)
{
  guint length = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < length; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_canonical (out, json_array_get_element (array, i));
  }
  g_string_append_c (out, ']');
}

static void
append_value (GString *out, JsonNode *node)
{
  switch (json_node_get_value_type (node)) {
  case G_TYPE_STRING:
    append_string (out, json_node_get_string (node));
    break;
  case G_TYPE_BOOLEAN:
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
    break;
  case G_TYPE_INT64:
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
    break;
  default:
    append_double (out, json_node_get_double (node));
  }
}

static void
append_canonical (GString *out, JsonNode *node)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    append_object (out, json_node_get_object (node));
    break;
  case JSON_NODE_ARRAY:
    append_array (out, json_node_get_array (node));
    break;
  case JSON_NODE_VALUE:
    append_value (out, node);
    break;
  case JSON_NODE_NULL:
  default:
    g_string_append (out, "null");
  }
}

char *
apoyo_json_to_canonical (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  append_canonical (out, node);
  return g_string_free (out, FALSE);
}
