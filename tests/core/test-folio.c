/* test-folio.c: public numbers of supports and keys of auxiliaries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-folio.h"

/* Crockford's own example: 1234 is 16J with check digit D; 0 checks as 0. */
static void
test_known_numbers (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *zero = apoyo_folio_from_number ("RM26", 0, &error);
  g_autofree char *crockford = apoyo_folio_from_number ("RM26", 1234, &error);
  g_autofree char *last = apoyo_folio_from_number ("A", (G_GUINT64_CONSTANT (1) << 50) - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (zero, ==, "RM26-0000000000-0");
  g_assert_cmpstr (crockford, ==, "RM26-000000016J-D");
  g_assert_cmpstr (last, ==, "A-ZZZZZZZZZZ-X");
}

static void
test_impossible_ones_are_not_made (void)
{
  static const char *const codes[] = { "", "rm26", "RM-26", "ABCDEFGHIJKLMNOPQ", "Ñ" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_folio_from_number (codes[i], 1, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
  }
  g_assert_null (apoyo_folio_from_number ("RM26", G_GUINT64_CONSTANT (1) << 50, NULL));
}

static void
test_new_folios_differ_and_parse (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 2000; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *code = NULL;
    char *folio = apoyo_folio_new ("RM26", &error);
    g_autofree char *parsed = NULL;

    g_assert_no_error (error);
    g_assert_true (g_ascii_isalnum (folio[strlen (folio) - 1]));
    parsed = apoyo_folio_parse (folio, &code, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (parsed, ==, folio);
    g_assert_cmpstr (code, ==, "RM26");
    g_assert_true (g_hash_table_add (seen, folio));
  }
}

static void
test_what_people_type_is_understood (void)
{
  static const char *const typed[] = {
    "RM26-000000016J-D", "  rm26-000000016j-d \n", "rm26-OOOOooolbj-d", /* B where a 6 belongs */
    "RM26-oOoOoOoI6J-D", "RM26-0000000L6j-D",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *parsed = apoyo_folio_parse (typed[i], NULL, &error);

    if (i == 2) {
      g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
    } else {
      g_assert_no_error (error);
      g_assert_cmpstr (parsed, ==, "RM26-000000016J-D");
    }
  }
}

/* Modulo 37 over base 32 finds every single wrong digit and every swap of neighbours. */
static void
test_every_slip_is_found (void)
{
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  g_autofree char *folio = apoyo_folio_from_number ("RM26", 0x2ABCDEF012345, NULL);
  const guint first = strlen ("RM26-");

  for (guint i = first; i < first + APOYO_FOLIO_DIGITS; i++) {
    for (guint d = 0; d < 32; d++) {
      g_autofree char *wrong = g_strdup (folio);
      g_autofree char *parsed = NULL;

      wrong[i] = digits[d];
      parsed = apoyo_folio_parse (wrong, NULL, NULL);
      g_assert_true ((parsed != NULL) == (wrong[i] == folio[i]));
    }
    if (i + 1 < first + APOYO_FOLIO_DIGITS && folio[i] != folio[i + 1]) {
      g_autofree char *swapped = g_strdup (folio);

      swapped[i] = folio[i + 1];
      swapped[i + 1] = folio[i];
      g_assert_null (apoyo_folio_parse (swapped, NULL, NULL));
    }
  }
}

static void
test_other_shapes_are_refused (void)
{
  static const char *const texts[] = {
    "",
    "-",
    "RM26",
    "RM26-000000016J",
    "RM26-000000016J-",
    "RM26-000000016J-DD",
    "-000000016J-D",
    "RM26-00000016J-D",
    "RM26-00000U016J-D",
    "RM26-000000016J-Ñ",
    "RM26 000000016J D",
    "RM_6-000000016J-D",
  };
  g_autofree char *endless = g_strnfill (100000, '0');
  g_autofree char *parsed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_folio_parse (texts[i], NULL, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  }
  g_assert_null (apoyo_folio_parse (endless, NULL, NULL));
}

static void
test_keys_normalise (void)
{
  static const char *const typed[] = {
    "7K3M9-Q2X4T-0A1BC-ZYXWV",
    "7k3m9q2x4toalbczyxwv",
    " 7K3M9 Q2X4T OAIBC ZYXWV\r\n",
    "7-K-3-M-9-Q2X4T0A1BC-ZYXWV-",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *key = apoyo_auxiliary_key_normalise (typed[i], &error);

    g_assert_no_error (error);
    g_assert_cmpstr (key, ==, "7K3M9Q2X4T0A1BCZYXWV");
  }
}

static void
test_other_keys_are_refused (void)
{
  static const char *const typed[] = {
    "",
    "7K3M9-Q2X4T-0A1BC-ZYXW",
    "7K3M9-Q2X4T-0A1BC-ZYXWV0",
    "7K3M9-Q2X4T-0A1BC-ZYXUV",
    "7K3M9-Q2X4T-0A1BC-ZYXWV!",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_auxiliary_key_normalise (typed[i], &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  }
}

static void
test_new_keys_have_four_groups (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++) {
    char *key = apoyo_auxiliary_key_new (NULL);
    g_autofree char *normalised = apoyo_auxiliary_key_normalise (key, NULL);

    g_assert_true (
        g_regex_match_simple ("^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$", key, 0, 0));
    g_assert_cmpuint (strlen (normalised), ==, APOYO_AUXILIARY_KEY_DIGITS);
    g_assert_true (g_hash_table_add (seen, key));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folio/known-numbers", test_known_numbers);
  g_test_add_func ("/folio/impossible-ones-are-not-made", test_impossible_ones_are_not_made);
  g_test_add_func ("/folio/new-folios-differ-and-parse", test_new_folios_differ_and_parse);
  g_test_add_func ("/folio/what-people-type-is-understood", test_what_people_type_is_understood);
  g_test_add_func ("/folio/every-slip-is-found", test_every_slip_is_found);
  g_test_add_func ("/folio/other-shapes-are-refused", test_other_shapes_are_refused);
  g_test_add_func ("/auxiliary-key/normalises", test_keys_normalise);
  g_test_add_func ("/auxiliary-key/others-are-refused", test_other_keys_are_refused);
  g_test_add_func ("/auxiliary-key/new-ones-have-four-groups", test_new_keys_have_four_groups);
  return g_test_run ();
}
