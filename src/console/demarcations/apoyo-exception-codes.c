/* apoyo-exception-codes.c: codes of municipalities, as INE and as INEGI number them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <string.h>

#include "apoyo-exception-codes.h"

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
