/* test-text-match.c: text that a machine read against text that is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-text-match.h"

static void
test_class_of_a_place_tells_o_from_0 (void)
{
  g_assert_true (apoyo_text_equal ("PUEC9OO1I5MDFRJD07", "PUEC900115MDFRJD07", APOYO_TEXT_CURP));
  g_assert_true (apoyo_text_equal ("PREJ0D90011509M0O0", "PREJOD90011509M000", APOYO_TEXT_CLAVE));
  g_assert_true (apoyo_text_equal ("puec 900115 mdfrjd 07", "PUEC900115MDFRJD07", APOYO_TEXT_CURP));
  g_assert_false (apoyo_text_equal ("PUEC900116MDFRJD07", "PUEC900115MDFRJD07", APOYO_TEXT_CURP));
}

/* The 17th of a CURP may be either: nobody can tell. */
static void
test_undecided_places_stay (void)
{
  g_autofree char *a = apoyo_text_fold ("PUEC900115MDFRJDO7", APOYO_TEXT_CURP);
  g_autofree char *b = apoyo_text_fold ("PUEC900115MDFRJD07", APOYO_TEXT_CURP);

  g_assert_cmpstr (a, !=, b);
}

static void
test_without_all_places_no_class (void)
{
  g_autofree char *folded = apoyo_text_fold ("9O01", APOYO_TEXT_CURP);

  g_assert_cmpstr (folded, ==, "9O01");
}

static void
test_likeness (void)
{
  g_assert_cmpfloat (apoyo_text_likeness ("Núñez Peña", "NUÑEZ PEÑA"), ==, 1);
  g_assert_cmpfloat (apoyo_text_likeness ("", ""), ==, 1);
  g_assert_cmpfloat (apoyo_text_likeness ("ABCD", "WXYZ"), ==, 0);
  g_assert_cmpfloat_with_epsilon (apoyo_text_likeness ("GARCIA", "GARC1A"), 1 - 1 / 6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (apoyo_text_likeness ("GARCIA", "GARCA"), 1 - 1 / 6.0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-match/classes", test_class_of_a_place_tells_o_from_0);
  g_test_add_func ("/text-match/undecided", test_undecided_places_stay);
  g_test_add_func ("/text-match/incomplete", test_without_all_places_no_class);
  g_test_add_func ("/text-match/likeness", test_likeness);
  return g_test_run ();
}
