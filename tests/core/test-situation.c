/* test-situation.c: the catalogue of situations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-cause.h"

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

static void
test_report_holds_each_once (void)
{
  guint seen[APOYO_N_SITUATIONS] = { 0 };

  g_assert_cmpint (apoyo_situation_at_report (0), ==, APOYO_SITUATION_VALID);
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    ApoyoSituation situation = apoyo_situation_at_report (i);

    seen[situation]++;
    g_assert_cmpstr (apoyo_situation_get_label (situation), !=, "");
    /* What is open stands between what counts and what does not. */
    g_assert_true (apoyo_situation_is_open (situation) == (i == 1 || i == 2));
  }
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++)
    g_assert_cmpuint (seen[i], ==, 1);
}

/* As the catalogue of causes numbers them, M1 … M9 and R2.1 … apart. */
static void
test_numbers_are_the_catalogues (void)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    if (apoyo_situation_get_number (i) != NULL)
      g_string_append_printf (all, "%s=%s ", apoyo_situation_to_nick (i),
                              apoyo_situation_get_number (i));
  }
  g_assert_cmpstr (all->str, ==,
                   "not_found=R3 dropped=R2 not_on_roll=R1 out_of_scope=R4 out_of_exception=R5 "
                   "duplicate_same=D1 duplicate_other=D2 ");
}

static void
test_causes_belong_to_their_situation (void)
{
  guint inconsistent = 0;

  for (guint i = 0; i < apoyo_cause_get_n (); i++) {
    const ApoyoCause *cause = apoyo_cause_get (i);

    g_assert_true (cause == apoyo_cause_lookup (cause->situation, cause->code));
    g_assert_cmpstr (apoyo_cause_get_label (cause), !=, "");
    inconsistent += cause->situation == APOYO_SITUATION_INCONSISTENT;
  }
  g_assert_cmpuint (inconsistent, ==, 9);
  g_assert_true (apoyo_cause_lookup (APOYO_SITUATION_INCONSISTENT, "M6")->two_people);
  g_assert_null (apoyo_cause_lookup (APOYO_SITUATION_DROPPED, "M6"));
  g_assert_null (apoyo_cause_lookup (APOYO_SITUATION_DROPPED, NULL));
  g_assert_null (apoyo_cause_get (apoyo_cause_get_n ()));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/situation/every-nick-comes-back", test_every_nick_comes_back);
  g_test_add_func ("/situation/unknown-nick-is-refused", test_unknown_nick_is_refused);
  g_test_add_func ("/situation/numbers-are-the-catalogues", test_numbers_are_the_catalogues);
  g_test_add_func ("/situation/report-holds-each-once", test_report_holds_each_once);
  g_test_add_func ("/cause/belongs-to-its-situation", test_causes_belong_to_their_situation);
  return g_test_run ();
}
