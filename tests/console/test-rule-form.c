/* test-rule-form.c: a rule as a form: defaults, changes with their grounds, errors at the field.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "apoyo-number-entry.h"
#include "apoyo-palette.h"
#include "apoyo-rule-control.h"
#include "apoyo-rule-form.h"

typedef struct {
  ApoyoConfiguration *configuration;
  GtkWidget *window;
  ApoyoRuleForm *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->configuration = apoyo_configuration_new ();
  apoyo_configuration_set_kind (fixture->configuration, (ApoyoKind) GPOINTER_TO_INT (data));
  fixture->window = gtk_window_new ();
  fixture->form =
      APOYO_RULE_FORM (apoyo_rule_form_new (fixture->configuration, APOYO_RULE_FORM_ALL));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->configuration);
}

static void
wait_ms (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  /* And what is due by then has been done, however late. */
  while (g_main_context_iteration (NULL, FALSE) || g_get_monotonic_time () < end)
    ;
}

/* The first widget of a type whose accessible name is the given one. */
static GtkWidget *
find_named (GtkWidget *widget, GType type, const char *name)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)) {
    g_autofree char *error = gtk_test_accessible_check_property (
        GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

    if (error == NULL)
      return widget;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_named (child, type, name);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
type_into (Fixture *fixture, GType type, const char *name, const char *text)
{
  GtkWidget *widget = find_named (GTK_WIDGET (fixture->form), type, name);

  g_assert_nonnull (widget);
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (shows (child, text))
      return TRUE;
  }
  return FALSE;
}

static void
test_defaults_are_no_errors (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 0);
  g_assert_true (shows (GTK_WIDGET (fixture->form), "Default"));
  g_assert_false (shows (GTK_WIDGET (fixture->form), "Modified"));
}

static void
test_what_is_typed_is_in_the_configuration_at_once (Fixture *fixture, gconstpointer data)
{
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Percentage of the nominal list", "2,50");
  g_assert_cmpstr (apoyo_configuration_get_text (fixture->configuration, "rule.percentage"), ==,
                   "2.5");
  g_assert_true (shows (GTK_WIDGET (fixture->form), "The law says: 2"));
}

static void
test_a_change_asks_for_reason_and_acuerdo (Fixture *fixture, gconstpointer data)
{
  const char *reason = "Reason: Least percentage in each";
  const char *acuerdo = "Acuerdo: Least percentage in each";

  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Least percentage in each", "1.25");
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 1);
  type_into (fixture, GTK_TYPE_ENTRY, reason, "Ajuste por reseccionamiento");
  type_into (fixture, GTK_TYPE_ENTRY, acuerdo, "INE/CG443/");
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 1);
  g_assert_false (shows (GTK_WIDGET (fixture->form), "The year is missing"));
  wait_ms (400);
  g_assert_true (
      shows (GTK_WIDGET (fixture->form), "The year is missing: write it as INE/CG443/2"));
  type_into (fixture, GTK_TYPE_ENTRY, acuerdo, "INE/CG443/2023");
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 0);
  wait_ms (400);
  g_assert_false (shows (GTK_WIDGET (fixture->form), "The year is missing"));
  g_assert_cmpstr (
      apoyo_configuration_get_acuerdo (fixture->configuration, "dispersion.percentage"), ==,
      "INE/CG443/2023");
}

static void
test_what_is_no_number_is_said_and_not_taken (Fixture *fixture, gconstpointer data)
{
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Percentage of the nominal list", "two");
  wait_ms (400);
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 1);
  g_assert_true (shows (GTK_WIDGET (fixture->form), "Write a percentage"));
  g_assert_cmpstr (apoyo_configuration_get_text (fixture->configuration, "rule.percentage"), ==,
                   "2");
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Percentage of the nominal list", "2");
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 0);
  g_assert_false (shows (GTK_WIDGET (fixture->form), "Write a percentage"));
}

static void
test_undo_goes_back_to_the_law (Fixture *fixture, gconstpointer data)
{
  GtkWidget *undo;

  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Percentage of the nominal list", "5");
  undo = find_named (GTK_WIDGET (fixture->form), GTK_TYPE_BUTTON,
                     "Back to the default: Percentage of the nominal list");
  g_assert_true (gtk_widget_get_visible (undo));
  g_signal_emit_by_name (undo, "clicked");
  g_assert_cmpstr (apoyo_configuration_get_text (fixture->configuration, "rule.percentage"), ==,
                   "2");
  g_assert_false (gtk_widget_get_visible (undo));
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 0);
}

static void
choose (Fixture *fixture, const char *name, const char *words)
{
  GtkWidget *drop_down = find_named (GTK_WIDGET (fixture->form), GTK_TYPE_DROP_DOWN, name);
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

    if (strcmp (gtk_string_object_get_string (item), words) == 0) {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
      return;
    }
  }
  g_error ("%s has no “%s”", name, words);
}

static void
test_rows_appear_with_what_they_belong_to (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "Level", "No dispersion");
  g_assert_false (shows (GTK_WIDGET (fixture->form), "Least percentage in each"));
  choose (fixture, "Level", "Municipality");
  g_assert_true (shows (GTK_WIDGET (fixture->form), "Municipalities required"));
  g_assert_cmpstr (apoyo_configuration_get_text (fixture->configuration, "rule.cell_level"), ==,
                   "municipality");
  choose (fixture, "Municipalities required", "A fixed number");
  g_assert_cmpint (apoyo_configuration_get_int (fixture->configuration, "rule.dispersion.at_least"),
                   ==, 1);
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Municipalities required: how many", "12");
  g_assert_cmpint (apoyo_configuration_get_int (fixture->configuration, "rule.dispersion.at_least"),
                   ==, 12);
  choose (fixture, "Captures that people review", "A sample");
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Size of the sample", "12.5");
  g_assert_cmpstr (apoyo_configuration_get_text (fixture->configuration, "rule.review.sample"), ==,
                   "1/8");
}

static const char *
get_share (Fixture *fixture)
{
  return apoyo_configuration_get_text (fixture->configuration, "rule.dispersion.fraction");
}

static void
test_any_share_can_be_written (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "Level", "Circumscription");
  g_assert_true (shows (GTK_WIDGET (fixture->form), "Circumscriptions required"));
  g_assert_cmpstr (apoyo_configuration_get_text (fixture->configuration, "rule.cell_level"), !=,
                   "circumscription");
  choose (fixture, "Circumscriptions required", "Another share");
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Circumscriptions required: denominator", "5");
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Circumscriptions required: numerator", "3");
  g_assert_cmpstr (get_share (fixture), ==, "3/5");
  /* What is more than the whole is told where it is typed, and not taken. */
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Circumscriptions required: numerator", "6");
  g_assert_cmpstr (get_share (fixture), ==, "3/5");
  g_assert_true (shows (GTK_WIDGET (fixture->form), "A fraction is at most 1"));
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), >, 0);
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Circumscriptions required: numerator", "5");
  g_assert_cmpstr (get_share (fixture), ==, "5/5");
  g_assert_false (shows (GTK_WIDGET (fixture->form), "A fraction is at most 1"));
  choose (fixture, "Circumscriptions required", "Half or more");
  g_assert_cmpstr (get_share (fixture), ==, "1/2");
}

/* Of the list again: the same share as before, and nothing is wrong with it. */
static void
test_a_share_that_is_not_written_after_all_is_no_error (Fixture *fixture, gconstpointer data)
{
  GtkWidget *denominator;

  g_assert_cmpstr (get_share (fixture), ==, "1/2");
  choose (fixture, "Sections required", "Another share");
  type_into (fixture, GTK_TYPE_SPIN_BUTTON, "Sections required: denominator", "");
  wait_ms (400);
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 1);
  g_assert_true (shows (GTK_WIDGET (fixture->form), "Write a whole number"));
  choose (fixture, "Sections required", "Half or more");
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 0);
  g_assert_false (shows (GTK_WIDGET (fixture->form), "Write a whole number"));
  choose (fixture, "Sections required", "Another share");
  denominator = find_named (GTK_WIDGET (fixture->form), GTK_TYPE_SPIN_BUTTON,
                            "Sections required: denominator");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (denominator)), ==, "2");
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 0);
}

static void
test_each_default_shows_its_article (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) basis = json_object_new ();

  json_object_set_string_member (basis, "percentage", "LGIPE art. 371.3");
  json_object_set_string_member (basis, "dispersion", "LGIPE art. 371.4");
  apoyo_rule_form_set_basis (fixture->form, basis);
  g_assert_true (shows (GTK_WIDGET (fixture->form), "LGIPE art. 371.3"));
  g_assert_true (shows (GTK_WIDGET (fixture->form), "LGIPE art. 371.4"));
  apoyo_rule_form_set_basis (fixture->form, NULL);
  g_assert_false (shows (GTK_WIDGET (fixture->form), "LGIPE art. 371.3"));
}

/* Every rule that the form can make is one that the rest of the system reads. */
static void
test_rules_stay_readable (Fixture *fixture, gconstpointer data)
{
  static const char *const levels[] = { "No dispersion", "Electoral section", "Municipality" };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ApoyoRule) rule = NULL;

    choose (fixture, "Level", levels[i]);
    choose (fixture, "Captures that people review", i == 1 ? "A sample" : "All of them");
    rule = apoyo_configuration_dup_rule (fixture->configuration, &error);
    g_assert_no_error (error);
  }
}

static void
test_another_persons_change_is_shown (Fixture *fixture, gconstpointer data)
{
  GtkWidget *spin;

  apoyo_configuration_set_text (fixture->configuration, "rule.percentage", "4.125");
  spin = find_named (GTK_WIDGET (fixture->form), GTK_TYPE_SPIN_BUTTON,
                     "Percentage of the nominal list");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "4.125");
  g_assert_true (shows (GTK_WIDGET (fixture->form), "Modified"));
}

static void
test_the_databases_word_stands_at_the_field (Fixture *fixture, gconstpointer data)
{
  apoyo_rule_form_set_error (fixture->form, "dispersion.level", "The geography has no such level");
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 1);
  g_assert_true (shows (GTK_WIDGET (fixture->form), "The geography has no such level"));
  apoyo_rule_form_clear_errors (fixture->form);
  g_assert_cmpuint (apoyo_rule_form_get_n_errors (fixture->form), ==, 0);
  g_assert_false (shows (GTK_WIDGET (fixture->form), "The geography has no such level"));
}

static void
test_a_locked_member_says_why (Fixture *fixture, gconstpointer data)
{
  GtkWidget *spin = find_named (GTK_WIDGET (fixture->form), GTK_TYPE_SPIN_BUTTON,
                                "Percentage of the nominal list");

  apoyo_rule_form_lock (fixture->form, "percentage", "Fixed since the opening");
  g_assert_false (gtk_widget_is_sensitive (spin));
  g_assert_true (shows (GTK_WIDGET (fixture->form), "Fixed since the opening"));
}

static void
test_figures_follow_the_list (Fixture *fixture, gconstpointer data)
{
  apoyo_rule_form_set_reach (fixture->form, 352918, 201, 7);
  g_assert_true (shows (GTK_WIDGET (fixture->form), "352,918 × 2\302\240% = 7,058.36"));
  g_assert_true (shows (GTK_WIDGET (fixture->form), "At least 1/2 of 201 → 101"));
}

static void
test_numbers_are_read_exactly (void)
{
  static const struct {
    const char *text;
    gboolean decimals;
    const char *number;
  } cases[] = {
    { "3", TRUE, "3" },          { " 2.50 ", TRUE, "2.5" },    { "0,26", TRUE, "0.26" },
    { "007", FALSE, "7" },       { "1.", TRUE, "1" },          { "0.000001", TRUE, "0.000001" },
    { "0.0000001", TRUE, NULL }, { "1.5", FALSE, NULL },       { "", TRUE, NULL },
    { "-1", TRUE, NULL },        { "1e3", TRUE, NULL },        { "1,000.5", TRUE, NULL },
    { "0", FALSE, "0" },         { "1234567890", TRUE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *number = apoyo_number_entry_normalise (cases[i].text, cases[i].decimals);

    g_assert_cmpstr (number, ==, cases[i].number);
  }
}

/* What an application brings along by itself. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/mx/ine/ApoyoCiudadano/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  apoyo_widgets_init ();
  load_style ();
#define ADD(path, function)                                                                        \
  g_test_add ("/rule-form/" path, Fixture, GINT_TO_POINTER (APOYO_KIND_FEDERAL_DEPUTY), set_up,    \
              function, tear_down)
  ADD ("defaults-are-no-errors", test_defaults_are_no_errors);
  ADD ("what-is-typed-is-in-the-configuration-at-once",
       test_what_is_typed_is_in_the_configuration_at_once);
  ADD ("a-change-asks-for-reason-and-acuerdo", test_a_change_asks_for_reason_and_acuerdo);
  ADD ("what-is-no-number-is-said-and-not-taken", test_what_is_no_number_is_said_and_not_taken);
  ADD ("undo-goes-back-to-the-law", test_undo_goes_back_to_the_law);
  ADD ("rows-appear-with-what-they-belong-to", test_rows_appear_with_what_they_belong_to);
  ADD ("rules-stay-readable", test_rules_stay_readable);
  ADD ("another-persons-change-is-shown", test_another_persons_change_is_shown);
  ADD ("the-databases-word-stands-at-the-field", test_the_databases_word_stands_at_the_field);
  ADD ("a-locked-member-says-why", test_a_locked_member_says_why);
  ADD ("figures-follow-the-list", test_figures_follow_the_list);
  ADD ("each-default-shows-its-article", test_each_default_shows_its_article);
  ADD ("a-share-that-is-not-written-after-all-is-no-error",
       test_a_share_that_is_not_written_after_all_is_no_error);
#undef ADD
  g_test_add ("/rule-form/any-share-can-be-written", Fixture,
              GINT_TO_POINTER (APOYO_KIND_PRESIDENCY), set_up, test_any_share_can_be_written,
              tear_down);
  g_test_add_func ("/number-entry/numbers-are-read-exactly", test_numbers_are_read_exactly);
  return g_test_run ();
}
