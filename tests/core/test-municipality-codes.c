/* test-municipality-codes.c: codes of municipalities out of what somebody pastes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-municipality-codes.h"

static void
test_codes_are_read_from_anything (void)
{
  static const struct {
    const char *text, *codes;
  } cases[] = {
    { "", "" },
    { "no code at all", "" },
    { "21119", "21119" },
    { "21119, 03008;\n07 ", "21119 03008 07" },
    { "21-M140 09-M012", "21140 09012" },
    { "3008", "03008" },
    { "21119\t21119\r\n3008 03008", "21119 03008" },
    { "\"21119\",\"San Andrés Cholula\"", "21119" },
    { "211190", "211190" },
    { "á21119é", "21119" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) codes = apoyo_municipality_codes_read (cases[i].text);
    g_autofree char *text = g_strjoinv (" ", codes);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (text, ==, cases[i].codes);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/municipality-codes/are-read-from-anything", test_codes_are_read_from_anything);
  return g_test_run ();
}
