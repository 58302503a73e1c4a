/* apoyo-json-scan.c: the grammar of RFC 8259, checked before anything is built from a text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-json-scan.h"
#include "apoyo-json.h"

/* Longer numbers than these are never ours, and json-glib would wrap them silently. */
#define MAX_INTEGER_DIGITS 18
#define MAX_NUMBER_LENGTH 40

typedef struct {
  const char *p;
  const char *end;
  guint values; /* that may still come */
} Scan;

static gboolean scan_value (Scan *scan, guint depth, GError **error);

static gboolean
scan_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, message);
  return FALSE;
}

static gboolean
scan_refuse_grammar (GError **error)
{
  return scan_refuse (error, _ ("This is not JSON"));
}

static char
peek (const Scan *scan)
{
  return scan->p < scan->end ? *scan->p : '\0';
}

static void
skip_space (Scan *scan)
{
  while (scan->p < scan->end && strchr (" \t\r\n", *scan->p) != NULL)
    scan->p++;
}

static gboolean
take (Scan *scan, char c)
{
  if (peek (scan) != c || scan->p == scan->end)
    return FALSE;
  scan->p++;
  return TRUE;
}

static gboolean
take_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->p) < length || memcmp (scan->p, word, length) != 0)
    return FALSE;
  scan->p += length;
  return TRUE;
}

static int
take_hex4 (Scan *scan)
{
  int value = 0;

  for (guint i = 0; i < 4; i++) {
    int digit = scan->p < scan->end ? g_ascii_xdigit_value (*scan->p) : -1;

    if (digit < 0)
      return -1;
    value = value << 4 | digit;
    scan->p++;
  }
  return value;
}

/* After the backslash. Half a surrogate pair is no character, and a zero would end a C string. */
static gboolean
scan_escape (Scan *scan)
{
  int unit;

  if (scan->p < scan->end && strchr ("\"\\/bfnrt", *scan->p) != NULL && *scan->p != '\0') {
    scan->p++;
    return TRUE;
  }
  if (!take (scan, 'u'))
    return FALSE;
  unit = take_hex4 (scan);
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    if (!take (scan, '\\') || !take (scan, 'u'))
      return FALSE;
    unit = take_hex4 (scan);
    return unit >= 0xDC00 && unit <= 0xDFFF;
  }
  return unit > 0 && !(unit >= 0xDC00 && unit <= 0xDFFF);
}

static gboolean
scan_string (Scan *scan, GError **error)
{
  if (!take (scan, '"'))
    return scan_refuse_grammar (error);
  while (scan->p < scan->end) {
    guchar c = (guchar) *scan->p++;

    if (c == '"')
      return TRUE;
    if (c < 0x20 || (c == '\\' && !scan_escape (scan)))
      return scan_refuse_grammar (error);
  }
  return scan_refuse_grammar (error);
}

static gsize
skip_digits (Scan *scan)
{
  const char *start = scan->p;

  while (scan->p < scan->end && g_ascii_isdigit (*scan->p))
    scan->p++;
  return (gsize) (scan->p - start);
}

static gboolean
scan_number (Scan *scan, GError **error)
{
  const char *start = scan->p;
  gsize digits;

  take (scan, '-');
  if (take (scan, '0'))
    digits = 1;
  else
    digits = skip_digits (scan);
  if (digits == 0)
    return scan_refuse_grammar (error);
  if (take (scan, '.') && skip_digits (scan) == 0)
    return scan_refuse_grammar (error);
  if (take (scan, 'e') || take (scan, 'E')) {
    if (!take (scan, '+'))
      take (scan, '-');
    if (skip_digits (scan) == 0)
      return scan_refuse_grammar (error);
  }
  if (digits > MAX_INTEGER_DIGITS || scan->p - start > MAX_NUMBER_LENGTH)
    return scan_refuse (error, _ ("The JSON has a number that is too long"));
  return TRUE;
}

static gboolean
scan_array (Scan *scan, guint depth, GError **error)
{
  skip_space (scan);
  if (take (scan, ']'))
    return TRUE;
  do {
    if (!scan_value (scan, depth + 1, error))
      return FALSE;
    skip_space (scan);
  } while (take (scan, ','));
  return take (scan, ']') || scan_refuse_grammar (error);
}

/* Names are compared as they are written; so that two spellings are never one name, escapes in
 * names are refused. */
static gboolean
scan_name (Scan *scan, GHashTable *names, GError **error)
{
  const char *start = scan->p + 1;
  g_autofree char *name = NULL;

  if (!scan_string (scan, error))
    return FALSE;
  name = g_strndup (start, (gsize) (scan->p - 1 - start));
  if (strchr (name, '\\') != NULL)
    return scan_refuse (error, _ ("The JSON has a member name with an escape"));
  if (!g_hash_table_add (names, g_steal_pointer (&name)))
    return scan_refuse (error, _ ("The JSON has the same member twice"));
  return TRUE;
}

static gboolean
scan_object (Scan *scan, guint depth, GError **error)
{
  g_autoptr (GHashTable) names = NULL;

  skip_space (scan);
  if (take (scan, '}'))
    return TRUE;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  do {
    skip_space (scan);
    if (!scan_name (scan, names, error))
      return FALSE;
    skip_space (scan);
    if (!take (scan, ':'))
      return scan_refuse_grammar (error);
    if (!scan_value (scan, depth + 1, error))
      return FALSE;
    skip_space (scan);
  } while (take (scan, ','));
  return take (scan, '}') || scan_refuse_grammar (error);
}

static gboolean
scan_value (Scan *scan, guint depth, GError **error)
{
  if (depth > APOYO_JSON_MAX_DEPTH)
    return scan_refuse (error, _ ("The JSON is nested too deeply"));
  if (scan->values-- == 0)
    return scan_refuse (error, _ ("The JSON has too many values"));
  skip_space (scan);
  if (take (scan, '{'))
    return scan_object (scan, depth, error);
  if (take (scan, '['))
    return scan_array (scan, depth, error);
  if (peek (scan) == '"')
    return scan_string (scan, error);
  if (take_word (scan, "true") || take_word (scan, "false") || take_word (scan, "null"))
    return TRUE;
  return scan_number (scan, error);
}

gboolean
apoyo_json_scan (const char *text, gsize length, GError **error)
{
  return apoyo_json_scan_within (text, length, APOYO_JSON_MAX_LENGTH, APOYO_JSON_MAX_VALUES, error);
}

gboolean
apoyo_json_scan_within (const char *text,
                        gsize length,
                        gsize most_length,
                        guint most_values,
                        GError **error)
{
  Scan scan = { text, text + length, most_values };

  if (length > most_length)
    return scan_refuse (error, _ ("The JSON is too long"));
  /* A NUL in the middle fails here too: g_utf8_validate takes it for the end. */
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return scan_refuse (error, _ ("The JSON is not UTF-8"));
  if (!scan_value (&scan, 1, error))
    return FALSE;
  skip_space (&scan);
  return scan.p == scan.end || scan_refuse_grammar (error);
}
