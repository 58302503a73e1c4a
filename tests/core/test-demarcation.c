/* test-demarcation.c: codes of demarcations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-demarcation.h"

static void
test_levels_of_codes (void)
{
  static const struct {
    const char *code;
    ApoyoLevel level;
  } cases[] = {
    { "MX", APOYO_LEVEL_COUNTRY },
    { "C1", APOYO_LEVEL_CIRCUMSCRIPTION },
    { "C5", APOYO_LEVEL_CIRCUMSCRIPTION },
    { "05", APOYO_LEVEL_ENTITY },
    { "32", APOYO_LEVEL_ENTITY },
    { "05-F03", APOYO_LEVEL_FEDERAL_DISTRICT },
    { "05-L12", APOYO_LEVEL_LOCAL_DISTRICT },
    { "05-M030", APOYO_LEVEL_MUNICIPALITY },
    { "05-S0123", APOYO_LEVEL_SECTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    ApoyoLevel level = APOYO_N_LEVELS;

    g_assert_true (apoyo_demarcation_get_level (cases[i].code, &level));
    g_assert_cmpint (level, ==, cases[i].level);
  }
}

static void
test_other_texts_are_no_codes (void)
{
  static const char *const codes[] = {
    "",      "-",       "mx",      "C0",     "C6",     "00",        "33",     "5",      "05-",
    "05-F3", "05-F003", "05-S123", "05-X01", "33-F01", "05-S01234", "05_F03", "05-f03", "05-M03A",
  };
  ApoyoLevel level = APOYO_N_LEVELS;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_false (apoyo_demarcation_get_level (codes[i], &level));
}

static void
test_every_nick_comes_back (void)
{
  for (guint i = 0; i < APOYO_N_LEVELS; i++) {
    ApoyoLevel level = APOYO_N_LEVELS;

    g_assert_true (apoyo_level_from_nick (apoyo_level_to_nick (i), &level));
    g_assert_cmpint (level, ==, i);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demarcation/levels-of-codes", test_levels_of_codes);
  g_test_add_func ("/demarcation/other-texts-are-no-codes", test_other_texts_are_no_codes);
  g_test_add_func ("/demarcation/every-nick-comes-back", test_every_nick_comes_back);
  return g_test_run ();
}
