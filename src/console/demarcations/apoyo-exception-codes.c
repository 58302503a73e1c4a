/* apoyo-exception-codes.c: codes of municipalities as somebody types or pastes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <string.h>

#include "apoyo-exception-codes.h"

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

GStrv
apoyo_exception_codes_read (const char *text)
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

static guint
find_municipality (ApoyoGeography *geography, ApoyoCoding coding, const char *code)
{
  g_autofree char *own = NULL;

  if (strlen (code) != 5)
    return APOYO_PLACE_NONE;
  if (coding == APOYO_CODING_INEGI)
    return apoyo_geography_find_inegi (geography, code);
  own = g_strdup_printf ("%.2s-M%s", code, code + 2);
  return apoyo_geography_find (geography, own);
}

GStrv
apoyo_exception_codes_find_unknown (ApoyoGeography *geography,
                                    ApoyoCoding coding,
                                    const char *const *codes)
{
  g_autoptr (GStrvBuilder) unknown = g_strv_builder_new ();

  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (geography) && codes != NULL, NULL);

  for (guint i = 0; codes[i] != NULL; i++) {
    if (find_municipality (geography, coding, codes[i]) == APOYO_PLACE_NONE)
      g_strv_builder_add (unknown, codes[i]);
  }
  return g_strv_builder_end (unknown);
}

char *
apoyo_exception_codes_of (ApoyoGeography *geography, ApoyoCoding coding, guint municipality)
{
  g_autofree char *code = NULL;

  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (geography), NULL);

  if (coding == APOYO_CODING_INEGI)
    return g_strdup (apoyo_geography_get_inegi_code (geography, municipality));
  code = apoyo_geography_dup_code (geography, municipality);
  return g_strdup_printf ("%.2s%s", code, code + 4);
}
