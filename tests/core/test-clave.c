/* test-clave.c: clave de elector: reading and construction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-clave.h"
#include "apoyo-core-error.h"

static void
test_fixture_is_built_and_read (void)
{
  const ApoyoPerson person = { "Ciudadana", "Prueba", "Ejemplo", 1990, 1, 15, 'M', "09" };
  g_autofree char *text = apoyo_clave_build (&person, NULL);
  g_autoptr (GError) error = NULL;
  ApoyoClave clave;

  g_assert_cmpstr (text, ==, "PREJCD90011509M000");
  g_assert_true (apoyo_clave_parse (text, &clave, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (clave.birth, ==, "900115");
  g_assert_cmpstr (clave.birth_entity, ==, "09");
  g_assert_cmpint (clave.sex, ==, 'M');
}

static void
test_names_are_abbreviated (void)
{
  static const struct {
    ApoyoPerson person;
    const char *clave;
  } cases[] = {
    { { "José Luis", "de la Peña", NULL, 1985, 12, 31, 'H', "87" }, "PXXXLS85123187H000" },
    { { "María", "Ñandú", "Oé", 2001, 6, 1, 'X', "32" }, "XNOXMR01060132X000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = apoyo_clave_build (&cases[i].person, NULL);
    ApoyoClave clave;

    g_assert_cmpstr (text, ==, cases[i].clave);
    g_assert_true (apoyo_clave_parse (text, &clave, NULL));
  }
}

static void
test_suffix_is_three_digits (void)
{
  const ApoyoPerson person = { "Ana", "Prueba", "Ejemplo", 1990, 1, 15, 'M', "09" };
  g_autofree char *text = apoyo_clave_build (&person, "701");

  g_assert_cmpstr (text, ==, "PREJAN90011509M701");
  g_assert_null (apoyo_clave_build (&person, "7"));
  g_assert_null (apoyo_clave_build (&person, "7A1"));
}

static void
test_other_shapes_are_refused (void)
{
  static const char *const texts[] = {
    "",
    "PREJCD90011509M00",
    "PREJCD90011509M0000",
    "PAEJCD90011509M000",
    "PREJCD90013209M000",
    "PREJCD90011533M000",
    "PREJCD90011509F000",
    "PREJCD90011509M00A",
    "PREJCD900115O9M000",
    "ÑREJCD90011509M000",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    ApoyoClave clave = { 0 };

    g_assert_false (apoyo_clave_parse (texts[i], &clave, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
    g_assert_cmpstr (clave.text, ==, "");
  }
}

/* 29 February exists in 2000 and not in 1900: the key does not tell the century. */
static void
test_leap_day_of_either_century (void)
{
  ApoyoClave clave;

  g_assert_true (apoyo_clave_parse ("prejcd00022909m000", &clave, NULL));
  g_assert_cmpstr (clave.text, ==, "PREJCD00022909M000");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clave/fixture-is-built-and-read", test_fixture_is_built_and_read);
  g_test_add_func ("/clave/names-are-abbreviated", test_names_are_abbreviated);
  g_test_add_func ("/clave/suffix-is-three-digits", test_suffix_is_three_digits);
  g_test_add_func ("/clave/other-shapes-are-refused", test_other_shapes_are_refused);
  g_test_add_func ("/clave/leap-day-of-either-century", test_leap_day_of_either_century);
  return g_test_run ();
}
