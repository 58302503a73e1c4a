/* test-configuration.c: configurations of processes: document, defaults and changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-acuerdo.h"
#include "apoyo-configuration.h"
#include "apoyo-core-error.h"

static void
on_changed_cb (ApoyoConfiguration *configuration, const char *path, guint *n)
{
  (*n)++;
}

static ApoyoConfiguration *
new_for_kind (ApoyoKind kind)
{
  ApoyoConfiguration *configuration = apoyo_configuration_new ();

  apoyo_configuration_set_kind (configuration, kind);
  return configuration;
}

static void
assert_same (ApoyoConfiguration *a, ApoyoConfiguration *b)
{
  g_autofree char *x = apoyo_configuration_to_json (a);
  g_autofree char *y = apoyo_configuration_to_json (b);

  g_assert_cmpstr (x, ==, y);
}

static void
test_every_kind_begins_as_the_law_says (void)
{
  for (guint kind = 0; kind < APOYO_N_KINDS; kind++) {
    g_autoptr (ApoyoConfiguration) configuration = new_for_kind (kind);
    g_autoptr (ApoyoRule) law = apoyo_rule_new_for_kind (kind);
    g_autoptr (GError) error = NULL;
    g_autoptr (ApoyoRule) rule = apoyo_configuration_dup_rule (configuration, &error);
    const char *const *members = apoyo_configuration_rule_members ();

    g_assert_no_error (error);
    g_assert_true (apoyo_rule_equal (rule, law));
    for (guint i = 0; members[i] != NULL; i++)
      g_assert_false (apoyo_configuration_is_changed (configuration, members[i]));
  }
}

static void
test_what_is_written_is_read_again (void)
{
  g_autoptr (ApoyoConfiguration) one = new_for_kind (APOYO_KIND_FEDERAL_DEPUTY);
  g_autoptr (ApoyoConfiguration) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  const ApoyoDraftPromovente promovente = { 0, "DF-1", "Persona de Prueba", "09-F15" };

  apoyo_configuration_set_text (one, "name", "Diputación \"15\"");
  apoyo_configuration_set_int (one, "geography.version", 7);
  apoyo_configuration_set_bool (one, "simulacro", TRUE);
  apoyo_configuration_set_text (one, "rule.percentage", "2.5");
  apoyo_configuration_set_change (one, "percentage", "Motivo", "INE/CG443/2023");
  apoyo_configuration_add_promovente (one, &promovente);
  json = apoyo_configuration_to_json (one);
  other = apoyo_configuration_new_from_json (json, -1, &error);
  g_assert_no_error (error);
  assert_same (one, other);
  g_assert_cmpstr (apoyo_configuration_get_acuerdo (other, "percentage"), ==, "INE/CG443/2023");
  g_assert_cmpint (apoyo_configuration_get_int (other, "geography.version"), ==, 7);
}

/* What was read can be written to: documents that came from a text as well as new ones. */
static void
test_a_read_configuration_can_be_changed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoConfiguration) configuration = apoyo_configuration_new_from_json (
      "{\"geography\":{\"version\":3},\"promoventes\":[{\"number\":4}],"
      "\"changes\":{\"joint\":{\"reason\":\"x\"}}}",
      -1, &error);
  const ApoyoDraftPromovente promovente = { 0, NULL, "Otra Persona", NULL };
  ApoyoDraftPromovente read;

  g_assert_no_error (error);
  apoyo_configuration_set_text (configuration, "geography.cutoff", "2023-08-31");
  g_assert_cmpuint (apoyo_configuration_add_promovente (configuration, &promovente), ==, 1);
  apoyo_configuration_get_promovente (configuration, 1, &read);
  g_assert_cmpuint (read.number, ==, 5);
  apoyo_configuration_remove_promovente (configuration, 0);
  g_assert_cmpuint (apoyo_configuration_get_n_promoventes (configuration), ==, 1);
  apoyo_configuration_unset (configuration, "geography.cutoff");
  apoyo_configuration_unset (configuration, "geography.version");
  g_assert_false (apoyo_configuration_has (configuration, "geography"));
}

/* With all that the document has of it, also what ApoyoDraftPromovente has not. */
static void
test_a_removed_promovente_comes_back_where_it_was (void)
{
  static const char text[] = "{\"promoventes\":[{\"number\":4,\"name\":\"Una\"},"
                             "{\"number\":5,\"name\":\"Otra\",\"opens_at\":\"2026-01-02\"},"
                             "{\"number\":6,\"name\":\"Tercera\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoConfiguration) configuration =
      apoyo_configuration_new_from_json (text, -1, &error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (JsonObject) removed = NULL;
  g_autoptr (JsonObject) again = NULL;
  ApoyoDraftPromovente promovente = { 0 };

  g_assert_no_error (error);
  before = apoyo_configuration_to_json (configuration);
  removed = apoyo_configuration_steal_promovente (configuration, 1);
  g_assert_cmpuint (apoyo_configuration_get_n_promoventes (configuration), ==, 2);
  g_assert_cmpuint (apoyo_configuration_put_back_promovente (configuration, 1, removed), ==, 1);
  after = apoyo_configuration_to_json (configuration);
  g_assert_cmpstr (after, ==, before);
  /* Its number was given to another meanwhile, and there are fewer than before. */
  again = apoyo_configuration_steal_promovente (configuration, 2);
  apoyo_configuration_remove_promovente (configuration, 0);
  g_assert_cmpuint (apoyo_configuration_add_promovente (configuration, &promovente), ==, 1);
  apoyo_configuration_remove_promovente (configuration, 0);
  g_assert_cmpuint (apoyo_configuration_put_back_promovente (configuration, 2, again), ==, 1);
  apoyo_configuration_get_promovente (configuration, 1, &promovente);
  g_assert_cmpstr (promovente.name, ==, "Tercera");
  g_assert_cmpuint (promovente.number, ==, 7);
}

static void
test_a_change_can_be_undone (void)
{
  g_autoptr (ApoyoConfiguration) configuration = new_for_kind (APOYO_KIND_FEDERAL_DEPUTY);
  g_autoptr (ApoyoConfiguration) law = new_for_kind (APOYO_KIND_FEDERAL_DEPUTY);

  apoyo_configuration_set_int (configuration, "rule.dispersion.at_least", 150);
  apoyo_configuration_unset (configuration, "rule.dispersion.fraction");
  g_assert_true (apoyo_configuration_is_changed (configuration, "dispersion.needed"));
  g_assert_false (apoyo_configuration_is_changed (configuration, "dispersion.level"));
  apoyo_configuration_set_change (configuration, "dispersion.needed", "Motivo", "INE/CG1/2026");
  apoyo_configuration_undo (configuration, "dispersion.needed");
  g_assert_false (apoyo_configuration_is_changed (configuration, "dispersion.needed"));
  g_assert_null (apoyo_configuration_get_reason (configuration, "dispersion.needed"));
  assert_same (configuration, law);
}

/* Adding a dispersion, or taking it away, is one change with one reason. */
static void
test_a_whole_dispersion_is_one_change (void)
{
  g_autoptr (ApoyoConfiguration) added = new_for_kind (APOYO_KIND_GOVERNORSHIP);
  g_autoptr (ApoyoConfiguration) taken = new_for_kind (APOYO_KIND_SENATE);
  g_autoptr (ApoyoConfiguration) law = new_for_kind (APOYO_KIND_SENATE);

  apoyo_configuration_set_text (added, "rule.dispersion.level", "municipality");
  apoyo_configuration_set_text (added, "rule.dispersion.fraction", "1/2");
  apoyo_configuration_set_text (added, "rule.dispersion.percentage", "1");
  g_assert_true (apoyo_configuration_is_changed (added, "dispersion.level"));
  g_assert_false (apoyo_configuration_is_changed (added, "dispersion.needed"));
  g_assert_false (apoyo_configuration_is_changed (added, "dispersion.percentage"));
  apoyo_configuration_undo (added, "dispersion.level");
  g_assert_false (apoyo_configuration_has (added, "rule.dispersion"));

  apoyo_configuration_unset (taken, "rule.dispersion");
  g_assert_true (apoyo_configuration_is_changed (taken, "dispersion.level"));
  g_assert_false (apoyo_configuration_is_changed (taken, "dispersion.needed"));
  apoyo_configuration_undo (taken, "dispersion.level");
  assert_same (taken, law);
}

static void
test_a_percentage_is_the_same_however_written (void)
{
  g_autoptr (ApoyoConfiguration) configuration = new_for_kind (APOYO_KIND_FEDERAL_DEPUTY);

  apoyo_configuration_set_text (configuration, "rule.percentage", "2.00");
  g_assert_false (apoyo_configuration_is_changed (configuration, "percentage"));
  apoyo_configuration_set_text (configuration, "rule.percentage", "2.01");
  g_assert_true (apoyo_configuration_is_changed (configuration, "percentage"));
}

static void
test_reasons_of_what_is_undone_are_not_written (void)
{
  g_autoptr (ApoyoConfiguration) configuration = new_for_kind (APOYO_KIND_SENATE);
  g_autofree char *json = NULL;

  apoyo_configuration_set_text (configuration, "rule.percentage", "3");
  apoyo_configuration_set_change (configuration, "percentage", "Motivo", NULL);
  apoyo_configuration_set_text (configuration, "rule.percentage", "2");
  json = apoyo_configuration_to_json (configuration);
  g_assert_null (strstr (json, "Motivo"));
  g_assert_null (strstr (json, "changes"));
  g_assert_cmpstr (apoyo_configuration_get_reason (configuration, "percentage"), ==, "Motivo");
}

static void
test_changes_are_told_once_and_only_changes (void)
{
  g_autoptr (ApoyoConfiguration) configuration = apoyo_configuration_new ();
  guint n = 0;

  g_signal_connect (configuration, "changed", G_CALLBACK (on_changed_cb), &n);
  apoyo_configuration_set_text (configuration, "name", "Uno");
  apoyo_configuration_set_text (configuration, "name", "Uno");
  apoyo_configuration_set_text (configuration, "code", "");
  g_assert_cmpuint (n, ==, 1);
  apoyo_configuration_set_kind (configuration, APOYO_KIND_PARTY);
  apoyo_configuration_set_kind (configuration, APOYO_KIND_PARTY);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_another_kind_has_another_rule (void)
{
  g_autoptr (ApoyoConfiguration) configuration = new_for_kind (APOYO_KIND_SENATE);

  apoyo_configuration_set_text (configuration, "rule.percentage", "3");
  apoyo_configuration_set_change (configuration, "percentage", "Motivo", "INE/CG1/2026");
  apoyo_configuration_set_kind (configuration, APOYO_KIND_PARTY);
  g_assert_cmpstr (apoyo_configuration_get_text (configuration, "rule.percentage"), ==, "0.26");
  g_assert_false (apoyo_configuration_has (configuration, "changes"));
}

static void
test_a_rule_in_force_can_be_the_reference (void)
{
  g_autoptr (ApoyoConfiguration) configuration = new_for_kind (APOYO_KIND_SENATE);
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (APOYO_KIND_SENATE);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  g_assert_true (apoyo_percentage_parse ("4", &rule->percentage, NULL));
  json = apoyo_rule_to_json (rule);
  g_assert_true (apoyo_configuration_set_reference (configuration, json, &error));
  g_assert_true (apoyo_configuration_is_changed (configuration, "percentage"));
  apoyo_configuration_undo (configuration, "percentage");
  g_assert_cmpstr (apoyo_configuration_get_text (configuration, "rule.percentage"), ==, "4");
  g_assert_false (apoyo_configuration_set_reference (configuration, "{}", NULL));
}

static void
test_shares_are_percentages_for_people (void)
{
  static const char *const pairs[][2] = {
    { "10", "1/10" }, { "12.5", "1/8" }, { "100", "1/1" }, { "0.25", "1/400" }, { "7", "7/100" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *share = apoyo_configuration_share_from_percentage (pairs[i][0]);
    g_autofree char *percentage = apoyo_configuration_percentage_from_share (pairs[i][1]);

    g_assert_cmpstr (share, ==, pairs[i][1]);
    g_assert_cmpstr (percentage, ==, pairs[i][0]);
  }
  g_assert_null (apoyo_configuration_share_from_percentage ("0"));
  g_assert_null (apoyo_configuration_share_from_percentage ("ten"));
  g_assert_null (apoyo_configuration_percentage_from_share ("10"));
}

static void
test_paths_lead_to_members (void)
{
  g_assert_cmpstr (apoyo_configuration_member_of ("rule.percentage"), ==, "percentage");
  g_assert_cmpstr (apoyo_configuration_member_of ("rule.dispersion.fraction"), ==,
                   "dispersion.needed");
  g_assert_cmpstr (apoyo_configuration_member_of ("rule.dispersion"), ==, "dispersion.level");
  g_assert_cmpstr (apoyo_configuration_member_of ("rule.review"), ==, "review.model");
  g_assert_null (apoyo_configuration_member_of ("rule.kind"));
  g_assert_null (apoyo_configuration_member_of ("scope"));
}

static const char *const refused[] = {
  "[]",
  "{\"nombre\":\"x\"}",
  "{\"name\":5}",
  "{\"simulacro\":\"no\"}",
  "{\"geography\":7}",
  "{\"geography\":{\"version\":\"7\"}}",
  "{\"geography\":{\"version\":7,\"more\":1}}",
  "{\"geography.version\":7}",
  "{\"rule\":{\"percentage\":3}}",
  "{\"rule\":{\"models\":[\"E\",5]}}",
  "{\"rule\":{\"review\":{\"who\":\"all\"}}}",
  "{\"changes\":{\"colour\":{\"reason\":\"x\"}}}",
  "{\"changes\":{\"joint\":\"x\"}}",
  "{\"changes\":{\"joint\":{\"why\":\"x\"}}}",
  "{\"promoventes\":{}}",
  "{\"promoventes\":[5]}",
  "{\"promoventes\":[{\"number\":0}]}",
  "{\"promoventes\":[{\"phone\":\"55\"}]}",
  "{\"format\":\"something/else\"}",
  "{\"version\":2}",
};

static void
test_what_is_no_configuration_is_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ApoyoConfiguration) configuration = apoyo_configuration_new ();

    g_assert_null (apoyo_configuration_new_from_json (refused[i], -1, &error));
    g_assert_true (error != NULL && error->domain == APOYO_CORE_ERROR);
    apoyo_configuration_set_text (configuration, "name", "Se queda");
    g_assert_false (apoyo_configuration_load (configuration, refused[i], NULL));
    g_assert_cmpstr (apoyo_configuration_get_text (configuration, "name"), ==, "Se queda");
  }
}

static void
test_times_need_a_zone (void)
{
  g_autoptr (ApoyoConfiguration) configuration = apoyo_configuration_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 ("2026-11-01T00:00:00-06:00", NULL);
  g_autoptr (GDateTime) read = NULL;

  apoyo_configuration_set_time (configuration, "opens_at", time);
  g_assert_cmpstr (apoyo_configuration_get_text (configuration, "opens_at"), ==,
                   "2026-11-01T06:00:00Z");
  read = apoyo_configuration_dup_time (configuration, "opens_at");
  g_assert_cmpint (g_date_time_compare (time, read), ==, 0);
  apoyo_configuration_set_text (configuration, "opens_at", "2026-11-01T00:00:00");
  g_assert_null (apoyo_configuration_dup_time (configuration, "opens_at"));
}

static const struct {
  const char *text;
  const char *message; /* part of it; NULL: good */
} acuerdos[] = {
  { "INE/CG443/2023", NULL },
  { " INE/CG123/2026 ", NULL },
  { "IEEM/CG/57/2023", NULL },
  { "IECM/ACU-CG-034/2023", NULL },
  { "OPLEV/CG012/2024", NULL },
  { "", "Write the number" },
  { "INE/CG443/", "write it as INE/CG443/2" },
  { "INE/CG443", "The year is missing" },
  { "INE/CG443/23", "four figures" },
  { "INE/CG443/2203", "four figures" },
  { "INE", "The number is missing" },
  { "INE/CG/2023", "The number is missing" },
  { "INE/2023", "The number is missing" },
  { "ine/cg443/2023", "capitals" },
  { "INE/CG 443/2023", "Capitals, figures" },
  { "INE//2023", "Capitals, figures" },
};

static void
test_acuerdos (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (acuerdos); i++) {
    g_autoptr (GError) error = NULL;
    gboolean good = apoyo_acuerdo_check (acuerdos[i].text, &error);

    if (acuerdos[i].message == NULL) {
      g_assert_no_error (error);
      g_assert_true (good);
    } else {
      g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
      if (strstr (error->message, acuerdos[i].message) == NULL)
        g_error ("“%s”: %s", acuerdos[i].text, error->message);
    }
  }
}

/* Whoever is told how one is written types most likely one of this year. */
static void
test_the_example_is_of_this_year (void)
{
  g_autofree char *example = apoyo_acuerdo_dup_example ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *year = g_date_time_format (now, "/%Y");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_suffix (example, year));
  g_assert_true (apoyo_acuerdo_check (example, &error));
  g_assert_no_error (error);
  g_assert_false (apoyo_acuerdo_check ("IEEM/CG57/", &error));
  g_assert_nonnull (strstr (error->message, "IEEM/CG57"));
  g_assert_nonnull (strstr (error->message, year));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/configuration/" path, function)
  ADD ("every-kind-begins-as-the-law-says", test_every_kind_begins_as_the_law_says);
  ADD ("what-is-written-is-read-again", test_what_is_written_is_read_again);
  ADD ("a-read-configuration-can-be-changed", test_a_read_configuration_can_be_changed);
  ADD ("a-removed-promovente-comes-back-where-it-was",
       test_a_removed_promovente_comes_back_where_it_was);
  ADD ("a-change-can-be-undone", test_a_change_can_be_undone);
  ADD ("a-whole-dispersion-is-one-change", test_a_whole_dispersion_is_one_change);
  ADD ("a-percentage-is-the-same-however-written", test_a_percentage_is_the_same_however_written);
  ADD ("reasons-of-what-is-undone-are-not-written", test_reasons_of_what_is_undone_are_not_written);
  ADD ("changes-are-told-once-and-only-changes", test_changes_are_told_once_and_only_changes);
  ADD ("another-kind-has-another-rule", test_another_kind_has_another_rule);
  ADD ("a-rule-in-force-can-be-the-reference", test_a_rule_in_force_can_be_the_reference);
  ADD ("shares-are-percentages-for-people", test_shares_are_percentages_for_people);
  ADD ("paths-lead-to-members", test_paths_lead_to_members);
  ADD ("what-is-no-configuration-is-refused", test_what_is_no_configuration_is_refused);
  ADD ("times-need-a-zone", test_times_need_a_zone);
  ADD ("acuerdos", test_acuerdos);
  ADD ("the-example-is-of-this-year", test_the_example_is_of_this_year);
#undef ADD
  return g_test_run ();
}
