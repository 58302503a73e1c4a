/* test-password.c: which passwords are good enough, and those that are made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-password.h"

static void
test_faults (void)
{
  static const struct {
    const char *password;
    ApoyoPasswordFault fault;
  } cases[] = {
    { "", APOYO_PASSWORD_TOO_SHORT },
    { "nueve-123", APOYO_PASSWORD_TOO_SHORT },
    { "ñandúñandú", APOYO_PASSWORD_GOOD },
    { "ñandúñand", APOYO_PASSWORD_TOO_SHORT }, /* characters, not bytes */
    { "aaaaaaaaaaaaaaaa", APOYO_PASSWORD_TOO_PLAIN },
    { "abababababab", APOYO_PASSWORD_TOO_PLAIN },
    { "1234567890", APOYO_PASSWORD_TOO_PLAIN },
    { "0987654321", APOYO_PASSWORD_TOO_PLAIN },
    { "qwertyuiop", APOYO_PASSWORD_TOO_PLAIN },
    { "Qwerty12345", APOYO_PASSWORD_TOO_PLAIN },
    { "lucia.ortega", APOYO_PASSWORD_LIKE_ACCOUNT },
    { "Lucia-2026", APOYO_PASSWORD_LIKE_ACCOUNT },
    { "Lucia y tres gatos", APOYO_PASSWORD_GOOD },
    { "correct horse battery", APOYO_PASSWORD_GOOD },
    { "\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe", APOYO_PASSWORD_NOT_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    ApoyoPasswordFault fault = apoyo_password_check (cases[i].password, "lucia", "Lucía Ortega");

    if (fault != cases[i].fault)
      g_error ("%s: %d, not %d", cases[i].password, (int) fault, (int) cases[i].fault);
    g_assert_true ((apoyo_password_fault_explain (fault) == NULL) ==
                   (fault == APOYO_PASSWORD_GOOD));
  }
}

static void
test_strength_grows (void)
{
  static const char *const stronger[] = { "", "corto", "caballo verde",
                                          "caballo verde con grapas de latón 77" };

  for (guint i = 1; i < G_N_ELEMENTS (stronger); i++)
    g_assert_cmpuint (apoyo_password_strength (stronger[i]), >,
                      apoyo_password_strength (stronger[i - 1]));
  g_assert_cmpuint (apoyo_password_strength (stronger[3]), ==, 4);
}

static void
test_made_ones_are_good_and_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 200; i++) {
    char *password = apoyo_password_generate ();

    g_assert_cmpuint (strlen (password), ==, 23);
    g_assert_true (
        g_regex_match_simple ("^([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$", password, 0, 0));
    g_assert_cmpint (apoyo_password_check (password, "lucia", "Lucía"), ==, APOYO_PASSWORD_GOOD);
    g_assert_cmpuint (apoyo_password_strength (password), ==, 4);
    g_assert_true (g_hash_table_add (seen, password));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/faults", test_faults);
  g_test_add_func ("/password/strength-grows", test_strength_grows);
  g_test_add_func ("/password/made-ones-are-good-and-differ", test_made_ones_are_good_and_differ);
  return g_test_run ();
}
