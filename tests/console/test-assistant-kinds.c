/* test-assistant-kinds.c: every kind of process through the pages of the assistant: what stands in
 * the summary, nothing having been changed, is what the law says.
 *
 * Without a connection: what is typed then is kept here, and no page needs one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "apoyo-assistant.h"
#include "apoyo-kind.h"
#include "apoyo-palette.h"

/* The pages before the summary. */
#define N_PAGES 6
#define PAGE_THRESHOLD 1 /* after the first */

#define OWN "Each one's own"
#define ROLL "Electoral roll"
#define ONE "For one only"
#define EACH "For each of them"

static const struct {
  const char *label;
  const char *scope;
  const char *threshold; /* whose it is */
  const char *base;
  const char *percentage;
  const char *dispersion; /* the lines of it */
  const char *duplicates;
  const char *counts;
  const char *withdrawal;
} kinds[APOYO_N_KINDS] = {
  [APOYO_KIND_REVOCATION] = {
    "Revocation of mandate", "The whole country", "All of them together", "Nominal list", "3",
    "Level: Entity\nEntities required: 17 or more\nLeast percentage in each: 3\302\240%\n",
    "first", ONE, "Until the close",
  },
  [APOYO_KIND_PRESIDENCY] = {
    "Independent candidacy: presidency", "The whole country", OWN, "Nominal list", "1",
    "Level: Entity\nEntities required: 17 or more\nLeast percentage in each: 1\302\240%\n",
    "first", ONE, "Not possible",
  },
  [APOYO_KIND_SENATE] = {
    "Independent candidacy: senate", "—", OWN, "Nominal list", "2",
    "Level: Federal district\nFederal districts required: Half or more\n"
    "Least percentage in each: 1\302\240%\n",
    "first", ONE, "Not possible",
  },
  [APOYO_KIND_FEDERAL_DEPUTY] = {
    "Independent candidacy: federal deputy", "—", OWN, "Nominal list", "2",
    "Level: Electoral section\nSections required: Half or more\n"
    "Least percentage in each: 1\302\240%\n",
    "first", ONE, "Not possible",
  },
  [APOYO_KIND_GOVERNORSHIP] = {
    "Independent candidacy: governorship", "—", OWN, "Nominal list", "3",
    "Level: No dispersion\n", "first", ONE, "Not possible",
  },
  [APOYO_KIND_LOCAL_DEPUTY] = {
    "Independent candidacy: local deputy", "—", OWN, "Nominal list", "3",
    "Level: No dispersion\n", "first", ONE, "Not possible",
  },
  [APOYO_KIND_MUNICIPALITY] = {
    "Independent candidacy: municipality", "—", OWN, "Nominal list", "3",
    "Level: No dispersion\n", "first", ONE, "Not possible",
  },
  [APOYO_KIND_CONSULTATION] = {
    "Popular consultation", "The whole country", OWN, "Nominal list", "2",
    "Level: No dispersion\n", "first", EACH, "Not possible",
  },
  [APOYO_KIND_INITIATIVE] = {
    "Citizens' initiative", "The whole country", OWN, "Nominal list", "0.13",
    "Level: No dispersion\n", "first", EACH, "Not possible",
  },
  [APOYO_KIND_PARTY] = {
    "Registration of a national party", "The whole country", OWN, ROLL, "0.26",
    "Level: No dispersion\n", "last", ONE, "Not possible",
  },
};

/* The summary, line by line. */
static char *
expect (ApoyoKind kind, const char *drill)
{
  gboolean roll = strcmp (kinds[kind].base, ROLL) == 0;

  return g_strdup_printf (
      "Kind of process: %s\nName: —\nCode: —\nAcuerdo: —\n%s"
      "Demarcation: %s\nGeography: —\nCut-off: The figures of the geography\n"
      "Opens: —\nCloses: —\n"
      "Whose threshold it is: %s\nTaken of: %s\nPercentage of the %s: %s\302\240%%\n"
      "Rounding: Up to the next whole\n%s"
      "Several of one person for the same: The %s one counts\nA person's support counts: %s\n"
      "Credential models: E, F, G, H\n"
      "Ways of giving support: Auxiliaries with the app, Mi Apoyo, on one's own phone\n"
      "Sending after the close: 24 hours\nCaptures that people review: All of them\n"
      "Taking a support back: %s\nRight to be heard: 5 days\nTime zone: Central Time\n"
      "Imported later: —\n",
      kinds[kind].label, drill, kinds[kind].scope, kinds[kind].threshold, kinds[kind].base,
      roll ? "electoral roll" : "nominal list", kinds[kind].percentage, kinds[kind].dispersion,
      kinds[kind].duplicates, kinds[kind].counts, kinds[kind].withdrawal);
}

typedef gboolean (*Test) (GtkWidget *widget, const char *text);

/* The first one in view that passes. */
static GtkWidget *
find (GtkWidget *widget, Test test, const char *text)
{
  if (gtk_widget_get_mapped (widget) && test (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, test, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_called (GtkWidget *widget, const char *name)
{
  g_autofree char *error = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return error == NULL;
}

static gboolean
is_radio (GtkWidget *widget, const char *text)
{
  return GTK_IS_CHECK_BUTTON (widget) && is_called (widget, text);
}

static gboolean
is_drill_switch (GtkWidget *widget, const char *text)
{
  return GTK_IS_SWITCH (widget) && is_called (widget, text);
}

static gboolean
is_next (GtkWidget *widget, const char *text)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  return label != NULL && g_str_has_prefix (label, text);
}

static gboolean
is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
}

static gboolean
is_number (GtkWidget *widget, const char *text)
{
  return GTK_IS_SPIN_BUTTON (widget);
}

/* All labels of a line, "title: value". */
static void
append_labels (GtkWidget *widget, GString *line)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (line, "%s%s", line->len > 0 ? ": " : "",
                            gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (child, line);
}

static void
append_lines (GtkWidget *widget, GString *lines)
{
  if (gtk_widget_get_mapped (widget) && gtk_widget_has_css_class (widget, "summary-row")) {
    g_autoptr (GString) line = g_string_new (NULL);

    append_labels (widget, line);
    g_string_append_printf (lines, "%s\n", line->str);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_lines (child, lines);
}

static void
let_pass (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GtkWidget *
open_with (ApoyoLogin *login, ApoyoKind kind)
{
  GtkWidget *window = GTK_WIDGET (apoyo_assistant_present (NULL, login, 0, "{}"));
  GtkWidget *radio = find (window, is_radio, kinds[kind].label);

  g_assert_nonnull (radio);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), TRUE);
  return window;
}

static void
go_on (GtkWidget *window)
{
  GtkWidget *next = find (window, is_next, "Next: ");

  g_assert_nonnull (next);
  g_assert_true (gtk_widget_is_sensitive (next));
  g_signal_emit_by_name (next, "clicked");
  let_pass ();
}

static void
assert_number (GtkWidget *window, const char *number)
{
  GtkWidget *spin = find (window, is_number, NULL);

  g_assert_nonnull (spin);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)),
                                  g_ascii_strtod (number, NULL), 1e-9);
}

static void
assert_summary (GtkWidget *window, ApoyoKind kind, const char *drill)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *expected = expect (kind, drill);

  g_assert_nonnull (find (window, is_label, "Summary"));
  append_lines (window, lines);
  g_assert_cmpstr (lines->str, ==, expected);
}

static void
test_the_summary_says_what_the_law_says (gconstpointer data)
{
  ApoyoKind kind = (ApoyoKind) GPOINTER_TO_INT (data);
  g_autoptr (ApoyoLogin) login = apoyo_login_new ("host=/nowhere", NULL);
  GtkWidget *window = open_with (login, kind);

  for (guint page = 0; page < N_PAGES; page++) {
    go_on (window);
    g_assert_null (find (window, is_label, "Modified"));
    if (page == PAGE_THRESHOLD)
      assert_number (window, kinds[kind].percentage);
  }
  assert_summary (window, kind, "");
  g_assert_null (find (window, is_label, "Drill"));
  gtk_window_destroy (GTK_WINDOW (window));
  let_pass ();
}

/* On every page, whatever is in view. */
static void
test_a_drill_is_marked_from_the_switch_on (void)
{
  g_autoptr (ApoyoLogin) login = apoyo_login_new ("host=/nowhere", NULL);
  GtkWidget *window = open_with (login, APOYO_KIND_REVOCATION);

  gtk_switch_set_active (GTK_SWITCH (find (window, is_drill_switch, "Drill")), TRUE);
  for (guint page = 0; page < N_PAGES; page++) {
    go_on (window);
    g_assert_nonnull (find (window, is_label, "Drill"));
  }
  assert_summary (window, APOYO_KIND_REVOCATION, "Drill: Yes: it never counts\n");
  gtk_window_destroy (GTK_WINDOW (window));
  let_pass ();
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();
  adw_init ();
  apoyo_widgets_init ();
  for (ApoyoKind kind = 0; kind < APOYO_N_KINDS; kind++) {
    g_autofree char *path = g_strconcat ("/assistant/", apoyo_kind_to_nick (kind), NULL);

    g_test_add_data_func (path, GINT_TO_POINTER (kind), test_the_summary_says_what_the_law_says);
  }
  g_test_add_func ("/assistant/drill", test_a_drill_is_marked_from_the_switch_on);
  return g_test_run ();
}
