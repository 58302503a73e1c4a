/* test-language.c: names and claves are the same whatever language the session speaks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <locale.h>

#include "apoyo-person.h"

static const char *language = "C";

/* Instead of the C library's, which would need the languages installed: GLib asks this. */
char *
setlocale (int category, const char *locale)
{
  return (char *) language;
}

static void
test_upper (gconstpointer data)
{
  static const struct {
    const char *text;
    const char *upper;
    const char *name;
  } cases[] = {
    { "Martínez Íñiguez, i", "MARTÍNEZ ÍÑIGUEZ, I", "MARTINEZ IÑIGUEZ, I" },
    { "xxiixx", "XXIIXX", "XXIIXX" },
    { "mi\u0307\u0300", "MI\u0307\u0300", "MI" },
    { "straße ıİ", "STRASSE Iİ", "STRASSE II" },
    { "", "", "" },
  };

  language = data;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *upper = apoyo_text_upper (cases[i].text);
    g_autofree char *name = apoyo_name_normalise (cases[i].text);

    g_assert_cmpstr (upper, ==, cases[i].upper);
    g_assert_cmpstr (name, ==, cases[i].name);
  }
}

/* Without this the others would prove nothing. */
static void
test_language_is_asked (void)
{
  g_autofree char *turkish = NULL;

  language = "tr_TR.UTF-8";
  turkish = g_utf8_strup ("i", -1);
  g_assert_cmpstr (turkish, ==, "İ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/is-asked", test_language_is_asked);
  g_test_add_data_func ("/language/spanish", "es_MX.UTF-8", test_upper);
  g_test_add_data_func ("/language/turkish", "tr_TR.UTF-8", test_upper);
  g_test_add_data_func ("/language/lithuanian", "lt_LT.UTF-8", test_upper);
  g_test_add_data_func ("/language/none", "C", test_upper);
  return g_test_run ();
}
