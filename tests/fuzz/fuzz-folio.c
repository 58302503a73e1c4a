/* fuzz-folio.c: any text as a folio and as an auxiliary's key. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-folio.h"
#include "fuzz.h"

/* What parses is a fixed point: written canonically, it parses as itself. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *code = NULL;
  g_autofree char *folio = apoyo_folio_parse (text, &code, NULL);
  g_autofree char *key = apoyo_auxiliary_key_normalise (text, NULL);

  g_assert_true ((folio != NULL) == (code != NULL));
  if (folio != NULL) {
    g_autofree char *again = apoyo_folio_parse (folio, NULL, NULL);

    g_assert_cmpstr (again, ==, folio);
    g_assert_true (g_str_has_prefix (folio, code));
  }
  if (key != NULL) {
    g_autofree char *again = apoyo_auxiliary_key_normalise (key, NULL);

    g_assert_cmpstr (again, ==, key);
    g_assert_cmpuint (strlen (key), ==, APOYO_AUXILIARY_KEY_DIGITS);
  }
  return 0;
}
