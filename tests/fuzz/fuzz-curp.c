/* fuzz-curp.c: any bytes as a person's data and keys. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-curp.h"
#include "fuzz.h"

/* Lines: given, paternal, maternal, AAAAMMDD, sex, entity. A key that is built reads back, and says
 * what it was built of. */
static void
build_and_read (char **lines)
{
  const guint64 date = g_ascii_strtoull (lines[3], NULL, 10);
  const ApoyoPerson person = {
    .given = lines[0],
    .paternal = lines[1],
    .maternal = lines[2],
    .year = (int) (date / 10000 % 100000),
    .month = (int) (date / 100 % 100),
    .day = (int) (date % 100),
    .sex = lines[4][0],
    .entity = lines[5],
  };
  g_autofree char *curp_text = apoyo_curp_build (&person, '\0');
  g_autofree char *clave_text = apoyo_clave_build (&person, NULL);
  ApoyoCurp curp;
  ApoyoClave clave;

  g_assert_true ((curp_text != NULL) == (clave_text != NULL));
  if (curp_text == NULL)
    return;
  g_assert_true (apoyo_curp_parse (curp_text, &curp, NULL));
  g_assert_true (apoyo_clave_parse (clave_text, &clave, NULL));
  g_assert_cmpint (curp.year, ==, person.year);
  g_assert_cmpint (curp.month, ==, person.month);
  g_assert_cmpint (curp.day, ==, person.day);
  g_assert_cmpint (curp.sex, ==, person.sex);
  g_assert_cmpint (clave.sex, ==, person.sex);
  g_assert_cmpstr (clave.birth_entity, ==, person.entity);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 7);
  ApoyoCurp curp;
  ApoyoClave clave;

  for (guint i = 0; lines[i] != NULL; i++) {
    if (apoyo_curp_parse (lines[i], &curp, NULL))
      g_assert_cmpint (apoyo_curp_check_digit (curp.text), ==, curp.text[17]);
    if (apoyo_clave_parse (lines[i], &clave, NULL))
      g_assert_cmpuint (strlen (clave.text), ==, APOYO_CLAVE_LENGTH);
  }
  if (g_strv_length (lines) >= 6)
    build_and_read (lines);
  return 0;
}
