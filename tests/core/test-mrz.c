/* test-mrz.c: machine readable zone: reading and building.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-mrz.h"

/* No person: numbers and names are made up, the check digits are right. */
static const char fixture[] = "IDMEX0000000011<<9999000000001\n"
                              "9001158M3312315MEX<01<<00000<6\n"
                              "PRUEBA<EJEMPLO<<CIUDADANA<<<<<";

/* ICAO 9303 part 3, appendix A, and part 5's TD1 specimen. */
static void
test_icao_check_digits (void)
{
  g_assert_cmpint (apoyo_mrz_check_digit ("520727", 6), ==, '3');
  g_assert_cmpint (apoyo_mrz_check_digit ("AB2134<<<", 9), ==, '5');
  g_assert_cmpint (apoyo_mrz_check_digit ("740812", 6), ==, '2');
  g_assert_cmpint (apoyo_mrz_check_digit ("D23145890", 9), ==, '7');
  g_assert_cmpint (apoyo_mrz_check_digit ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", 50),
                   ==, '2');
  g_assert_cmpint (apoyo_mrz_check_digit ("ab", 2), ==, '\0');
}

static void
test_fixture_reads (void)
{
  g_autoptr (GError) error = NULL;
  ApoyoMrz mrz;

  g_assert_true (apoyo_mrz_parse (fixture, &mrz, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mrz.cic, ==, "000000001");
  g_assert_cmpstr (mrz.section, ==, "9999");
  g_assert_cmpstr (mrz.citizen_id, ==, "000000001");
  g_assert_cmpstr (mrz.birth, ==, "900115");
  g_assert_cmpint (mrz.sex, ==, 'M');
  g_assert_cmpstr (mrz.expiry, ==, "331231");
  g_assert_cmpstr (mrz.issue, ==, "01");
  g_assert_cmpstr (mrz.other, ==, "00000");
  g_assert_cmpstr (mrz.paternal, ==, "PRUEBA");
  g_assert_cmpstr (mrz.maternal, ==, "EJEMPLO");
  g_assert_cmpstr (mrz.given, ==, "CIUDADANA");
}

static void
test_fixture_is_built (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  ApoyoMrz mrz;

  g_assert_true (apoyo_mrz_parse (fixture, &mrz, &error));
  text = apoyo_mrz_build (&mrz, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, fixture);
}

static void
test_line_ends_do_not_matter (void)
{
  g_auto (GStrv) lines = g_strsplit (fixture, "\n", -1);
  g_autofree char *joined = g_strjoinv ("", lines);
  g_autofree char *windows = g_strjoinv ("\r\n", lines);
  ApoyoMrz mrz;

  g_assert_true (apoyo_mrz_parse (joined, &mrz, NULL));
  g_assert_true (apoyo_mrz_parse (windows, &mrz, NULL));
}

/* Every digit that some check digit guards: changing it must be noticed. */
static void
test_every_wrong_digit_is_found (void)
{
  for (guint i = 0; i < 2 * (APOYO_MRZ_LINE + 1); i++) {
    g_autofree char *text = g_strdup (fixture);
    ApoyoMrz mrz;

    if (!g_ascii_isdigit (text[i]))
      continue;
    text[i] = text[i] == '9' ? '8' : text[i] + 1;
    g_assert_false (apoyo_mrz_parse (text, &mrz, NULL));
  }
}

static void
test_check_error_still_reads (void)
{
  g_autofree char *text = g_strdup (fixture);
  g_autoptr (GError) error = NULL;
  ApoyoMrz mrz = { 0 };

  text[14] = '2';
  g_assert_false (apoyo_mrz_parse (text, &mrz, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
  g_assert_cmpstr (mrz.cic, ==, "000000001");
}

/* A generic reader would take ICAO's F here, and M for a man. */
static void
test_sex_letters_are_spanish (void)
{
  g_autofree char *text = g_strdup (fixture);
  g_autoptr (GError) error = NULL;
  ApoyoMrz mrz;

  text[APOYO_MRZ_LINE + 1 + 7] = 'F';
  g_assert_false (apoyo_mrz_parse (text, &mrz, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  text[APOYO_MRZ_LINE + 1 + 7] = 'H';
  g_assert_true (apoyo_mrz_parse (text, &mrz, NULL));
  g_assert_cmpint (mrz.sex, ==, 'H');
}

static void
test_names_are_written_in_the_zone_s_letters (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  ApoyoMrz mrz, again;

  g_assert_true (apoyo_mrz_parse (fixture, &mrz, NULL));
  apoyo_mrz_set_names (&mrz, "de la Peña", "Muñiz", "María José");
  text = apoyo_mrz_build (&mrz, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[2], ==, "DE<LA<PENA<MUNIZ<<MARIA<JOSE<<");
  g_assert_true (apoyo_mrz_parse (text, &again, NULL));
  g_assert_cmpstr (again.paternal, ==, "DE LA PENA");
  g_assert_cmpstr (again.maternal, ==, "MUNIZ");
  g_assert_cmpstr (again.given, ==, "MARIA JOSE");
}

static void
test_long_names_are_cut_at_thirty (void)
{
  g_autofree char *text = NULL;
  ApoyoMrz mrz;

  g_assert_true (apoyo_mrz_parse (fixture, &mrz, NULL));
  apoyo_mrz_set_names (&mrz, "Zorrilladelbosqueydelasmontanas Largas", "Otro", "Ana");
  text = apoyo_mrz_build (&mrz, NULL);
  g_assert_cmpuint (strlen (text), ==, 3 * APOYO_MRZ_LINE + 2);
  g_assert_true (apoyo_mrz_parse (text, &mrz, NULL));
}

static void
test_other_shapes_are_refused (void)
{
  static const char *const texts[] = {
    "",
    "IDMEX0000000011<<9999000000001",
    "IDUSA0000000011<<9999000000001\n9001158M3312315MEX<01<<00000<6\nPRUEBA<<<<<<<<<<<<<<<<<<<<<<<"
    "<",
    "IDMEX0000000011<<9999000000001\n9001158M3312315USA<01<<00000<6\nPRUEBA<<<<<<<<<<<<<<<<<<<<<<<"
    "<",
    "IDMEX0000000011<<9999000000001\n9002308M3312315MEX<01<<00000<6\nPRUEBA<<<<<<<<<<<<<<<<<<<<<<<"
    "<",
    "IDMEX0000000011<<9999000000001\n9001158M3312315MEX<01<<00000<6\n<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
    "<",
    "IDMEX0000000011<<9999000000001\n9001158M3312315MEX<01<<00000<6\nPRUEBA<<<<<<<<<<<<<<<<<<<<<<<<"
    "<",
    "idmex0000000011<<9999000000001\n9001158M3312315MEX<01<<00000<6\nPRUEBA<<<<<<<<<<<<<<<<<<<<<<<"
    "<",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    ApoyoMrz mrz;

    g_assert_false (apoyo_mrz_parse (texts[i], &mrz, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  }
}

static void
test_data_that_does_not_fit_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  ApoyoMrz mrz = { 0 };

  g_assert_null (apoyo_mrz_build (&mrz, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mrz/icao-check-digits", test_icao_check_digits);
  g_test_add_func ("/mrz/fixture-reads", test_fixture_reads);
  g_test_add_func ("/mrz/fixture-is-built", test_fixture_is_built);
  g_test_add_func ("/mrz/line-ends-do-not-matter", test_line_ends_do_not_matter);
  g_test_add_func ("/mrz/every-wrong-digit-is-found", test_every_wrong_digit_is_found);
  g_test_add_func ("/mrz/check-error-still-reads", test_check_error_still_reads);
  g_test_add_func ("/mrz/sex-letters-are-spanish", test_sex_letters_are_spanish);
  g_test_add_func ("/mrz/names-are-written-in-the-zone-s-letters",
                   test_names_are_written_in_the_zone_s_letters);
  g_test_add_func ("/mrz/long-names-are-cut-at-thirty", test_long_names_are_cut_at_thirty);
  g_test_add_func ("/mrz/other-shapes-are-refused", test_other_shapes_are_refused);
  g_test_add_func ("/mrz/data-that-does-not-fit-is-refused",
                   test_data_that_does_not_fit_is_refused);
  return g_test_run ();
}
