/* test-curp.c: CURP: reading, check digit and construction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-core-error.h"
#include "apoyo-curp.h"

/* Published samples: the registry's own specimen person, python-stdnum's and the fixture's. */
static const struct {
  ApoyoPerson person;
  const char *curp;
  char homonym;
} built[] = {
  { { "Ciudadana", "Prueba", "Ejemplo", 1990, 1, 15, 'M', "09" }, "PUEC900115MDFRJD07", '\0' },
  { { "Concepción", "Salgado", "Briseño", 1956, 6, 26, 'M', "09" }, "SABC560626MDFLRN01", '\0' },
};

static const struct {
  ApoyoPerson person;
  const char *beginning;
  const char *consonants;
} rules[] = {
  /* José and María are skipped before another name, alone they stay. */
  { { "José Antonio", "Prueba", "Ejemplo", 1990, 1, 1, 'H', "01" }, "PUEA", "RJN" },
  { { "María de los Ángeles", "Prueba", "Ejemplo", 1990, 1, 1, 'M', "01" }, "PUEA", "RJN" },
  { { "María José", "Prueba", "Ejemplo", 1990, 1, 1, 'M', "01" }, "PUEM", "RJR" },
  { { "Ma. Luisa", "Prueba", "Ejemplo", 1990, 1, 1, 'M', "01" }, "PUEL", "RJS" },
  { { "José", "Prueba", "Ejemplo", 1990, 1, 1, 'H', "01" }, "PUEJ", "RJS" },
  /* Particles before a surname. */
  { { "Ana", "de la Prueba", "del Ejemplo", 1990, 1, 1, 'M', "01" }, "PUEA", "RJN" },
  { { "Ana", "Mc Prueba", "y Ejemplo", 1990, 1, 1, 'M', "01" }, "PUEA", "RJN" },
  /* Ñ is written X, wherever it stands. */
  { { "Íñigo", "Ñandú", "Muñoz", 1990, 1, 1, 'H', "01" }, "XAMI", "NXX" },
  { { "Ana", "Ibáñez", "Peña", 1990, 1, 1, 'M', "01" }, "IAPA", "BXN" },
  /* No second surname, no inner vowel, no inner consonant. */
  { { "Luis", "Prueba", "", 1990, 1, 1, 'H', "01" }, "PUXL", "RXS" },
  { { "Luis", "Prueba", NULL, 1990, 1, 1, 'H', "01" }, "PUXL", "RXS" },
  { { "Eo", "Sch", "Ejemplo", 1990, 1, 1, 'H', "01" }, "SXEE", "CJX" },
  /* Special characters count as X; diaeresis and accents go. */
  { { "Juan José", "D/Amico", "Álvarez", 1990, 1, 1, 'H', "01" }, "DXAJ", "XLN" },
  { { "Óscar", "Güell", "Pérez", 1990, 1, 1, 'H', "01" }, "GUPO", "LRS" },
  /* Roots that may not stand: the second letter becomes X. */
  { { "Ofelia", "Pérez", "Domínguez", 1990, 1, 1, 'M', "01" }, "PXDO", "RMF" },
  { { "Yolanda", "Buendía", "Esquivel", 1990, 1, 1, 'M', "01" }, "BXEY", "NSL" },
};

static void
test_published_keys_are_built (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (built); i++) {
    g_autofree char *curp = apoyo_curp_build (&built[i].person, built[i].homonym);

    g_assert_cmpstr (curp, ==, built[i].curp);
  }
}

static void
test_name_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autofree char *curp = apoyo_curp_build (&rules[i].person, '\0');
    g_autofree char *beginning = g_strndup (curp, 4);
    g_autofree char *consonants = g_strndup (curp + 13, 3);
    g_autoptr (GError) error = NULL;
    ApoyoCurp parsed;

    g_assert_cmpstr (beginning, ==, rules[i].beginning);
    g_assert_cmpstr (consonants, ==, rules[i].consonants);
    g_assert_true (apoyo_curp_parse (curp, &parsed, &error));
    g_assert_no_error (error);
  }
}

static void
test_published_keys_read (void)
{
  g_autoptr (GError) error = NULL;
  ApoyoCurp curp;

  g_assert_true (apoyo_curp_parse (" boxw310820hnerxn09 ", &curp, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (curp.text, ==, "BOXW310820HNERXN09");
  g_assert_cmpint (curp.year, ==, 1931);
  g_assert_cmpint (curp.month, ==, 8);
  g_assert_cmpint (curp.day, ==, 20);
  g_assert_cmpint (curp.sex, ==, 'H');
  g_assert_cmpstr (curp.birth_state, ==, "NE");
}

static void
test_century_is_in_the_homonymy_character (void)
{
  const ApoyoPerson young = { "Ana", "Prueba", "Ejemplo", 2004, 2, 29, 'X', "32" };
  g_autofree char *text = apoyo_curp_build (&young, '\0');
  ApoyoCurp curp;

  g_assert_cmpint (text[16], ==, 'A');
  g_assert_true (apoyo_curp_parse (text, &curp, NULL));
  g_assert_cmpint (curp.year, ==, 2004);
  g_assert_cmpint (curp.sex, ==, 'X');
  g_assert_cmpstr (curp.birth_state, ==, "ZS");
}

static void
test_wrong_check_digit_is_told_apart (void)
{
  for (char digit = '0'; digit <= '9'; digit++) {
    char text[] = "PUEC900115MDFRJD07";
    g_autoptr (GError) error = NULL;
    ApoyoCurp curp = { 0 };

    text[17] = digit;
    g_assert_true (apoyo_curp_parse (text, &curp, &error) == (digit == '7'));
    if (digit != '7')
      g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
    g_assert_cmpint (curp.year, ==, 1990);
  }
}

static void
test_other_shapes_are_refused (void)
{
  static const char *const texts[] = {
    "",
    "PUEC900115MDFRJD0",
    "PUEC900115MDFRJD077",
    "PBEC900115MDFRJD07",
    "PUEC900115ADFRJD07",
    "PUEC900115MZZRJD07",
    "PUEC900115MDFAJD07",
    "PUEC901315MDFRJD07",
    "PUEC900230MDFRJD07",
    "PUEC900115MDFRJDX7",
    "PÑEC900115MDFRJD07",
    "PUEC900115MDFRJD0A",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    ApoyoCurp curp = { 0 };
    gboolean read = apoyo_curp_parse (texts[i], &curp, &error);

    g_assert_false (read);
    /* A letter in place 17 is a fine shape, of another century and so of another digit. */
    if (i == 9) {
      g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
    } else {
      g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
      g_assert_cmpstr (curp.text, ==, "");
    }
  }
}

static void
test_impossible_people_have_none (void)
{
  const ApoyoPerson people[] = {
    { "Ana", "Prueba", "Ejemplo", 1990, 2, 30, 'M', "09" },
    { "Ana", "Prueba", "Ejemplo", 1990, 2, 3, 'F', "09" },
    { "Ana", "Prueba", "Ejemplo", 1990, 2, 3, 'M', "33" },
    { "Ana", "Prueba", "Ejemplo", 1990, 2, 3, 'M', NULL },
    { "Ana", "Prueba", "Ejemplo", 1790, 2, 3, 'M', "09" },
    { "Ana", "Prueba", "Ejemplo", 1990, 2, 257, 'M', "09" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_null (apoyo_curp_build (&people[i], '\0'));
}

static void
test_abroad_is_ne (void)
{
  const ApoyoPerson person = { "Ana", "Prueba", "Ejemplo", 1990, 2, 3, 'M', "88" };
  g_autofree char *curp = apoyo_curp_build (&person, '\0');

  g_assert_true (g_str_has_prefix (curp, "PUEA900203MNERJN0"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curp/published-keys-are-built", test_published_keys_are_built);
  g_test_add_func ("/curp/name-rules", test_name_rules);
  g_test_add_func ("/curp/published-keys-read", test_published_keys_read);
  g_test_add_func ("/curp/century-is-in-the-homonymy-character",
                   test_century_is_in_the_homonymy_character);
  g_test_add_func ("/curp/wrong-check-digit-is-told-apart", test_wrong_check_digit_is_told_apart);
  g_test_add_func ("/curp/other-shapes-are-refused", test_other_shapes_are_refused);
  g_test_add_func ("/curp/impossible-people-have-none", test_impossible_people_have_none);
  g_test_add_func ("/curp/abroad-is-ne", test_abroad_is_ne);
  return g_test_run ();
}
