/* test-rule.c: rules of processes: arithmetic, defaults, document.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-entity.h"
#include "apoyo-rule.h"

/* Published: INE's own figures of 2021 to 2025. */
static const struct {
  const char *percentage;
  gint64 list;
  gint64 required;
} published[] = {
  { "0.26", 98472789, 256030 },
  { "3", 2218099, 66543 },
  { "3", 1321088, 39633 },
  { "3", 98367539, 2951027 },
  { "1", 1083147, 10832 },
  { "2", 12874843, 257497 },
  { "3", 100, 3 },
  { "3", 101, 4 },
  { "0.13", 98367539, 127878 },
  { "100", 7, 7 },
  { "3", 0, 0 },
  { "3.000001", 100000000, 3000001 },
};

static void
test_published_thresholds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++) {
    g_autoptr (GError) error = NULL;
    ApoyoFraction fraction;

    g_assert_true (apoyo_percentage_parse (published[i].percentage, &fraction, &error));
    g_assert_cmpint (apoyo_fraction_of (&fraction, published[i].list, APOYO_ROUNDING_CEILING), ==,
                     published[i].required);
  }
}

/* The table of the 32 entities: ceilings of 1, 2 and 3 %. */
static void
test_thresholds_of_the_entities (void)
{
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  gint64 list = 0;

  for (guint i = 0; i < APOYO_N_ENTITIES; i++) {
    const ApoyoEntity *entity = apoyo_entity_get (i);
    gint64 required = apoyo_rule_dispersion_required (rule, entity->nominal_list);

    g_assert_cmpint (required * 100, >=, entity->nominal_list * 3);
    g_assert_cmpint ((required - 1) * 100, <, entity->nominal_list * 3);
    list += entity->nominal_list;
  }
  g_assert_cmpint (apoyo_rule_required (rule, list), ==, 2951027);
  g_assert_cmpint (apoyo_rule_required (rule, -1), ==, -1);
}

static void
test_half_of_an_odd_number_is_the_greater_half (void)
{
  g_autoptr (ApoyoRule) senate = apoyo_rule_new_for_kind (APOYO_KIND_SENATE);
  g_autoptr (ApoyoRule) deputy = apoyo_rule_new_for_kind (APOYO_KIND_FEDERAL_DEPUTY);
  g_autoptr (ApoyoRule) revocation = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  g_autoptr (ApoyoRule) initiative = apoyo_rule_new_for_kind (APOYO_KIND_INITIATIVE);

  g_assert_cmpuint (apoyo_rule_dispersion_needed (senate, 7), ==, 4);
  g_assert_cmpuint (apoyo_rule_dispersion_needed (senate, 40), ==, 20);
  g_assert_cmpuint (apoyo_rule_dispersion_needed (deputy, 201), ==, 101);
  g_assert_cmpuint (apoyo_rule_dispersion_needed (revocation, 32), ==, 17);
  g_assert_cmpuint (apoyo_rule_dispersion_needed (initiative, 32), ==, 0);
  g_assert_cmpint (apoyo_rule_dispersion_required (initiative, 1000), ==, 0);
}

static void
test_roundings (void)
{
  ApoyoFraction half;

  g_assert_true (apoyo_fraction_parse ("1/2", &half, NULL));
  g_assert_cmpint (apoyo_fraction_of (&half, 7, APOYO_ROUNDING_CEILING), ==, 4);
  g_assert_cmpint (apoyo_fraction_of (&half, 7, APOYO_ROUNDING_FLOOR), ==, 3);
  g_assert_cmpint (apoyo_fraction_of (&half, 7, APOYO_ROUNDING_HALF_UP), ==, 4);
  g_assert_cmpint (apoyo_fraction_of (&half, G_MAXINT64, APOYO_ROUNDING_FLOOR), ==, G_MAXINT64 / 2);
  g_assert_true (apoyo_fraction_parse ("1/3", &half, NULL));
  g_assert_cmpint (apoyo_fraction_of (&half, 7, APOYO_ROUNDING_HALF_UP), ==, 2);
}

static void
test_other_percentages_are_refused (void)
{
  static const char *const texts[] = {
    "",   ".",   "3.",  ".5",   "-3",        "+3",  " 3",    "3 ",
    "3%", "1e2", "101", "1000", "0.1234567", "3,5", "3.5.1",
  };
  static const char *const fractions[] = {
    "", "1", "1/", "/2", "0/2", "1/0", "3/2", "-1/2", "1/2 ", "01/2", "1/1000001", "1.0/2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    ApoyoFraction fraction;

    g_assert_false (apoyo_percentage_parse (texts[i], &fraction, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
  }
  for (guint i = 0; i < G_N_ELEMENTS (fractions); i++) {
    ApoyoFraction fraction;

    g_assert_false (apoyo_fraction_parse (fractions[i], &fraction, NULL));
  }
}

static void
test_documents_of_all_kinds_come_back (void)
{
  for (guint i = 0; i < APOYO_N_KINDS; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (i);
    g_autofree char *json = apoyo_rule_to_json (rule);
    g_autoptr (ApoyoRule) again = apoyo_rule_from_json (json, -1, &error);
    ApoyoKind kind = APOYO_N_KINDS;

    g_assert_no_error (error);
    g_assert_true (apoyo_rule_equal (rule, again));
    g_assert_true (apoyo_kind_from_nick (apoyo_kind_to_nick (i), &kind));
    g_assert_cmpint (kind, ==, i);
    g_assert_nonnull (apoyo_kind_get_label (i));
    g_assert_nonnull (apoyo_kind_get_legal_basis (i));
  }
  g_assert_cmpuint (apoyo_kind_get_window_days (APOYO_KIND_PRESIDENCY), ==, 120);
}

static const char document[] =
    "{\"kind\":\"revocation\",\"joint\":true,\"base\":\"nominal_list\",\"cutoff\":\"2021-10-15\","
    "\"scope\":\"country\",\"percentage\":\"3\",\"rounding\":\"ceiling\",\"dispersion\":{\"level\":"
    "\"entity\",\"at_least\":17,\"percentage\":\"3\"},\"duplicates\":\"first\",\"exclusive\":true,"
    "\"models\":[\"E\",\"F\",\"G\",\"H\"],\"modalities\":[\"auxiliary\",\"self\"],\"grace_hours\":"
    "24,"
    "\"review\":{\"model\":\"all\"},\"withdrawal\":true,\"hearing_days\":5,\"time_zone\":"
    "\"America/Mexico_City\",\"cell_level\":\"entity\"}";

static void
test_document_reads_as_written (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoRule) rule = apoyo_rule_from_json (document, strlen (document), &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (rule->kind, ==, APOYO_KIND_REVOCATION);
  g_assert_true (rule->joint);
  g_assert_cmpstr (rule->cutoff, ==, "2021-10-15");
  g_assert_cmpuint (rule->dispersion.at_least, ==, 17);
  g_assert_true (apoyo_rule_accepts_model (rule, "G"));
  g_assert_false (apoyo_rule_accepts_model (rule, "D"));
  g_assert_false (apoyo_rule_accepts_model (rule, NULL));
  g_assert_true (apoyo_rule_accepts_modality (rule, APOYO_MODALITY_SELF));
  g_assert_false (apoyo_rule_accepts_modality (rule, APOYO_MODALITY_EXCEPTION));
  json = apoyo_rule_to_json (rule);
  g_assert_cmpstr (json, ==, document);
}

/* Each replaces one piece of the document; each must be noticed and change nothing. */
static void
test_slips_in_a_document_are_refused (void)
{
  static const struct {
    const char *old;
    const char *new;
  } slips[] = {
    { "\"revocation\"", "\"revocacion\"" },
    { "\"joint\":true", "\"joint\":1" },
    { "\"joint\":true,", "" },
    { "\"joint\":true", "\"joint\":true,\"joint\":false" },
    { "\"joint\":true", "\"jiont\":true" },
    { "\"percentage\":\"3\",\"rounding\"", "\"percentage\":3,\"rounding\"" },
    { "\"percentage\":\"3\",\"rounding\"", "\"percentage\":\"0\",\"rounding\"" },
    { "\"percentage\":\"3\",\"rounding\"", "\"percentage\":\"300\",\"rounding\"" },
    { "\"ceiling\"", "\"up\"" },
    { "\"cutoff\":\"2021-10-15\"", "\"cutoff\":\"2021-02-30\"" },
    { "\"cutoff\":\"2021-10-15\"", "\"cutoff\":\"15/10/2021\"" },
    { "\"scope\":\"country\"", "\"scope\":\"pais\"" },
    { "\"at_least\":17", "\"at_least\":0" },
    { "\"at_least\":17", "\"at_least\":17.5" },
    { "\"at_least\":17", "\"at_least\":17,\"fraction\":\"1/2\"" },
    { "\"at_least\":17,", "" },
    { "\"level\":\"entity\"", "\"level\":\"country\"" },
    { "\"level\":\"entity\"", "\"level\":\"municipality\"" },
    { "\"first\"", "\"middle\"" },
    { "\"E\",", "\"E\",\"E\"," },
    { "\"E\",", "\"I\"," },
    { "[\"E\",\"F\",\"G\",\"H\"]", "[]" },
    { "[\"auxiliary\",\"self\"]", "[]" },
    { "\"self\"", "\"auxiliary\"" },
    { "\"grace_hours\":24", "\"grace_hours\":-1" },
    { "\"grace_hours\":24", "\"grace_hours\":99999999999999999" },
    { "\"model\":\"all\"", "\"model\":\"sample\"" },
    { "\"model\":\"all\"", "\"model\":\"all\",\"sample\":\"1/10\"" },
    { "America/Mexico_City", "America/../../etc/passwd" },
    { "America/Mexico_City", "America/Atlantis" },
    { "America/Mexico_City", "/etc/localtime" },
    { "\"cell_level\":\"entity\"", "\"cell_level\":\"country\"" },
    { "}}", "}" },
    { "\"hearing_days\":5", "\"hearing_days\":null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (slips); i++) {
    g_autoptr (GString) text = g_string_new (document);
    g_autoptr (GError) error = NULL;

    if (strcmp (slips[i].old, "}}") == 0)
      g_string_truncate (text, text->len - 1);
    else
      g_assert_cmpuint (g_string_replace (text, slips[i].old, slips[i].new, 1), ==, 1);
    g_assert_null (apoyo_rule_from_json (text->str, -1, &error));
    g_assert_true (error != NULL && error->domain == APOYO_CORE_ERROR);
  }
}

static void
test_sampled_review_comes_back (void)
{
  g_autoptr (GString) text = g_string_new (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoRule) rule = NULL;
  g_autofree char *json = NULL;

  g_string_replace (text, "\"model\":\"all\"",
                    "\"model\":\"sample\",\"sample\":\"1/20\",\"trigger\":\"1/10\"", 1);
  rule = apoyo_rule_from_json (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rule->review.sample.denominator, ==, 20);
  json = apoyo_rule_to_json (rule);
  g_assert_cmpstr (json, ==, text->str);
}

static void
test_copies_are_apart (void)
{
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (APOYO_KIND_PARTY);
  g_autoptr (ApoyoRule) copy = apoyo_rule_copy (rule);

  g_assert_true (apoyo_rule_equal (rule, copy));
  copy->grace_hours = 48;
  g_assert_false (apoyo_rule_equal (rule, copy));
  g_assert_cmpuint (rule->grace_hours, ==, 24);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/published-thresholds", test_published_thresholds);
  g_test_add_func ("/rule/thresholds-of-the-entities", test_thresholds_of_the_entities);
  g_test_add_func ("/rule/half-of-an-odd-number-is-the-greater-half",
                   test_half_of_an_odd_number_is_the_greater_half);
  g_test_add_func ("/rule/roundings", test_roundings);
  g_test_add_func ("/rule/other-percentages-are-refused", test_other_percentages_are_refused);
  g_test_add_func ("/rule/documents-of-all-kinds-come-back", test_documents_of_all_kinds_come_back);
  g_test_add_func ("/rule/document-reads-as-written", test_document_reads_as_written);
  g_test_add_func ("/rule/slips-in-a-document-are-refused", test_slips_in_a_document_are_refused);
  g_test_add_func ("/rule/sampled-review-comes-back", test_sampled_review_comes_back);
  g_test_add_func ("/rule/copies-are-apart", test_copies_are_apart);
  return g_test_run ();
}
