/* apoyo-municipality-codes.c: codes of municipalities as somebody types or pastes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-municipality-codes.h"

#include <string.h>

#define DIGITS "0123456789"

static void
add_code (GStrvBuilder *builder, GHashTable *seen, const char *digits, gsize length)
{
  g_autofree char *code = g_strdup_printf ("%s%.*s", length == 4 ? "0" : "", (int) length, digits);

  if (g_hash_table_contains (seen, code))
    return;
  g_strv_builder_add (builder, code);
  g_hash_table_add (seen, g_steal_pointer (&code));
}

char **
apoyo_municipality_codes_read (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) joined = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  joined = g_string_new (text);
  g_string_replace (joined, "-M", "", 0);
  for (const char *at = joined->str; *at != '\0';) {
    gsize length = strspn (at, DIGITS);

    if (length > 0)
      add_code (builder, seen, at, length);
    at += length > 0 ? length : 1;
  }
  return g_strv_builder_end (builder);
}
