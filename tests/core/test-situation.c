/* test-situation.c: the catalogue of situations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-situation.h"

static void
test_every_nick_comes_back (void)
{
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    ApoyoSituation situation = APOYO_N_SITUATIONS;

    g_assert_true (apoyo_situation_from_nick (apoyo_situation_to_nick (i), &situation));
    g_assert_cmpint (situation, ==, i);
  }
}

static void
test_unknown_nick_is_refused (void)
{
  ApoyoSituation situation = APOYO_SITUATION_LATE;

  g_assert_false (apoyo_situation_from_nick ("Valid", &situation));
  g_assert_false (apoyo_situation_from_nick (NULL, &situation));
  g_assert_cmpint (situation, ==, APOYO_SITUATION_LATE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/situation/every-nick-comes-back", test_every_nick_comes_back);
  g_test_add_func ("/situation/unknown-nick-is-refused", test_unknown_nick_is_refused);
  return g_test_run ();
}
