/* fuzz-mrz.c: any text as a machine readable zone. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-mrz.h"
#include "fuzz.h"

/* A zone that reads whole is built again as one that says the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *built = NULL;
  ApoyoMrz mrz, again;

  if (!apoyo_mrz_parse (text, &mrz, NULL))
    return 0;
  built = apoyo_mrz_build (&mrz, NULL);
  g_assert_nonnull (built);
  g_assert_true (apoyo_mrz_parse (built, &again, NULL));
  g_assert_cmpstr (mrz.cic, ==, again.cic);
  g_assert_cmpstr (mrz.citizen_id, ==, again.citizen_id);
  g_assert_cmpstr (mrz.expiry, ==, again.expiry);
  g_assert_cmpint (mrz.sex, ==, again.sex);
  return 0;
}
