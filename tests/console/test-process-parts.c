/* test-process-parts.c: the life of a process on its line, and the effect of a change before it is
 * applied, as eyes and screen readers get them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "processes/apoyo-difference-words.h"
#include "processes/apoyo-effect-view.h"
#include "processes/apoyo-parts.h"
#include "processes/apoyo-timeline.h"
#include "processes/apoyo-windows-chart.h"

#define ZONE "America/Mexico_City"

/* A widget below that says the whole to a screen reader. */
static gboolean
says (GtkWidget *widget, const char *words)
{
  g_autofree char *error = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words);

  if (error == NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (says (child, words))
      return TRUE;
  }
  return FALSE;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (shows (child, text))
      return TRUE;
  }
  return FALSE;
}

static void
expand (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    expand (child);
}

/* --- the line --------------------------------------------------------------------------------- */

static GDateTime *
new_day (int month, int day)
{
  return g_date_time_new_utc (2026, month, day, 12, 0, 0);
}

static void
step_free (gpointer data)
{
  ApoyoSetupStep *step = data;

  g_clear_pointer (&step->reached_at, g_date_time_unref);
  g_clear_pointer (&step->expected_at, g_date_time_unref);
  g_free (step->by);
  g_free (step);
}

/* Open since 1 March, to close on 29 April. */
static GPtrArray *
make_steps (void)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);

  for (guint i = 0; i < APOYO_N_LIVES; i++) {
    ApoyoSetupStep *step = g_new0 (ApoyoSetupStep, 1);

    step->state = (ApoyoLife) i;
    step->current = step->state == APOYO_LIFE_OPEN;
    g_ptr_array_add (steps, step);
    if (step->state <= APOYO_LIFE_OPEN)
      step->reached_at = new_day (1 + (int) i, 1);
    if (step->state == APOYO_LIFE_OPEN)
      step->by = g_strdup ("Sofía y Rubén");
    if (step->state == APOYO_LIFE_CLOSING)
      step->expected_at = new_day (4, 30);
  }
  return steps;
}

static void
set_day (GtkWidget *timeline, GPtrArray *steps, int month, int day)
{
  g_autoptr (GDateTime) now = new_day (month, day);

  apoyo_timeline_set_steps (APOYO_TIMELINE (timeline), steps, now, ZONE);
}

static void
test_the_line_tells_when_and_by_whom (void)
{
  GtkWidget *timeline = g_object_ref_sink (apoyo_timeline_new ());
  g_autoptr (GPtrArray) steps = make_steps ();

  g_assert_true (says (timeline, "Life of the process"));
  set_day (timeline, steps, 3, 31);
  g_assert_true (says (timeline, "Draft, since 01/01/2026 06:00"));
  g_assert_true (says (timeline, "Open, since 01/03/2026 06:00 by Sofía y Rubén"));
  g_assert_true (says (timeline, "Closing, expected 30/04/2026 06:00"));
  g_assert_true (says (timeline, "Closed, not reached yet"));
  g_assert_true (says (timeline, "Archived, not reached yet"));
  g_assert_true (shows (timeline, "01/03/2026"));
  g_assert_finalize_object (timeline);
}

/* In steps: open is the third. */
static void
test_today_stands_where_the_time_has_come_to (void)
{
  GtkWidget *timeline = g_object_ref_sink (apoyo_timeline_new ());
  g_autoptr (GPtrArray) steps = make_steps ();

  set_day (timeline, steps, 3, 31);
  g_assert_cmpfloat_with_epsilon (apoyo_timeline_get_progress (APOYO_TIMELINE (timeline)), 2.5,
                                  1e-9);
  set_day (timeline, steps, 3, 1);
  g_assert_cmpfloat_with_epsilon (apoyo_timeline_get_progress (APOYO_TIMELINE (timeline)), 2.1,
                                  1e-9);
  /* Overdue is not there. */
  set_day (timeline, steps, 12, 24);
  g_assert_cmpfloat_with_epsilon (apoyo_timeline_get_progress (APOYO_TIMELINE (timeline)), 2.97,
                                  1e-9);
  g_assert_finalize_object (timeline);
}

/* --- the effect ------------------------------------------------------------------------------- */

#define EFFECT                                                                                     \
  "{\"size\": 5000, \"changed\": [\"rule.percentage\"], \"future_only\": [], \"not_allowed\": []," \
  " \"received\": [5000, 5000], \"reached\": [1, 2], \"goals\": [[\"MX\", 900, 600, null, 2]],"    \
  " \"situations\": [[\"duplicate_same\", 1000, 400], [\"valid\", 4000, 4600]],"                   \
  " \"entities\": [[\"06\", \"duplicate_same\", 700, 200], [\"06\", \"valid\", 1500, 2000],"       \
  "                [\"09\", \"valid\", 2500, 2600]],"                                              \
  " \"demarcations_total\": 3, \"demarcations\": ["                                                \
  "   [\"06\", \"Colima\", 1500, 2000, 1600, 1600], [\"09\", \"Ciudad de México\", 2500, 2600,"   \
  "    null, 2700], [\"01\", \"Aguascalientes\", 90, 80, 85, 85]],"                                \
  " \"promoventes\": {\"gain\": 2, \"lose\": 1, \"same\": 4,"                                      \
  "   \"crossing_up\": [[1, \"Ada de Prueba\", 500, 640]],"                                        \
  "   \"crossing_down\": [[2, \"Elsa de Prueba\", 610, 590]],"                                     \
  "   \"most\": [[3, \"Iris de Prueba\", 10, 60]]}}"

static GtkWidget *
view_of (const char *json)
{
  GtkWidget *view = g_object_ref_sink (apoyo_effect_view_new ());
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoRuleEffect) effect = apoyo_rule_effect_new_from_json (json, &error);
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (APOYO_KIND_PRESIDENCY);

  g_assert_no_error (error);
  apoyo_effect_view_show (APOYO_EFFECT_VIEW (view), effect, rule);
  return view;
}

static void
test_who_crosses_a_threshold_either_way_is_named (void)
{
  GtkWidget *view = view_of (EFFECT);

  g_assert_true (shows (view, "2 gain · 1 lose · 4 without change"));
  g_assert_true (shows (view, "Reach their threshold by it"));
  g_assert_true (says (view, "Ada de Prueba: 500 → 640, +140"));
  g_assert_true (shows (view, "Do not reach it any more"));
  g_assert_true (says (view, "Elsa de Prueba: 610 → 590, −20"));
  g_assert_true (says (view, "Iris de Prueba: 10 → 60, +50"));
  g_assert_finalize_object (view);
}

static void
test_the_difference_is_told_by_entity_and_situation (void)
{
  GtkWidget *view = view_of (EFFECT);

  g_assert_true (says (view, "On the nominal list (preliminary): 4,000 → 4,600, +600"));
  g_assert_true (says (view, "Received: 5,000 → 5,000, ±0"));
  g_assert_false (shows (view, "The situations do not add up to the received ones"));
  g_assert_true (shows (view, "By entity and situation"));
  expand (view);
  g_assert_true (says (view, "Colima · Duplicate, same promovente: 700 → 200, −500"));
  g_assert_true (says (view, "Colima · On the nominal list (preliminary): 1,500 → 2,000, +500"));
  g_assert_true (
      says (view, "Ciudad de México · On the nominal list (preliminary): 2,500 → 2,600, +100"));
  g_assert_finalize_object (view);
}

/* Where no threshold was asked none can be fallen below. */
static void
test_demarcations_cross_only_what_was_asked (void)
{
  GtkWidget *view = view_of (EFFECT);

  g_assert_true (says (view, "Colima: 93.75\302\240% → 125.00\302\240%, +500"));
  g_assert_true (says (view, "Ciudad de México: 2,500 → 96.30\302\240%, +100"));
  g_assert_true (says (view, "Aguascalientes: 105.88\302\240% → 94.12\302\240%, −10"));
  g_assert_true (shows (view, "1 falls below its threshold"));
  g_assert_finalize_object (view);
}

static void
test_figures_that_do_not_add_up_are_called_that (void)
{
  GtkWidget *view = view_of ("{\"size\": 5, \"received\": [5, 5], \"situations\":"
                             " [[\"valid\", 3, 5]]}");

  g_assert_true (shows (view, "The situations do not add up to the received ones"));
  g_assert_finalize_object (view);
}

/* --- windows ---------------------------------------------------------------------------------- */

static void
assert_midnight (const char *from, int days, const char *zone, const char *expected)
{
  g_autoptr (GDateTime) begin = g_date_time_new_from_iso8601 (from, NULL);
  g_autoptr (GDateTime) at =
      apoyo_windows_chart_find_midnight (g_date_time_to_unix (begin), days, zone);
  g_autofree char *text = g_date_time_format (at, "%Y-%m-%d %H:%M");

  g_assert_cmpstr (text, ==, expected);
}

/* The lines of the chart stand where the day begins that is written below them. */
static void
test_days_begin_at_the_zones_midnight (void)
{
  assert_midnight ("2026-09-05T14:00:00Z", 0, ZONE, "2026-09-06 00:00");
  assert_midnight ("2026-09-05T06:00:00Z", 0, ZONE, "2026-09-05 00:00");
  assert_midnight ("2026-09-05T14:00:00Z", 12, ZONE, "2026-09-18 00:00");
  /* A day of 25 hours lies between. */
  assert_midnight ("2026-10-30T14:00:00Z", 5, "America/Tijuana", "2026-11-05 00:00");
  assert_midnight ("2026-09-05T14:00:00Z", 0, NULL, "2026-09-06 00:00");
}

/* Only what differs is made anew, and what was made once is not forgotten. */
static void
test_what_is_the_same_is_not_made_anew (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  g_assert_true (apoyo_part_differs (box, g_strdup ("")));
  g_assert_false (apoyo_part_differs (box, g_strdup ("")));
  g_assert_true (apoyo_part_differs (box, g_strdup ("one")));
  g_assert_false (apoyo_part_differs (box, g_strdup ("one")));
  g_assert_true (apoyo_part_differs (box, g_strdup ("")));
  g_object_unref (box);
}

static void
check_state (const char *json, const char *words)
{
  g_autofree char *value = apoyo_difference_words_value ("state", json, ZONE);

  g_assert_cmpstr (value, ==, words);
}

static void
test_states_of_processes_and_promoventes_have_words (void)
{
  check_state ("\"open\"", "Open");
  check_state ("\"active\"", "Active");
  check_state ("\"suspended\"", "Suspended");
  check_state ("\"something\"", "something");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/timeline/when-and-by-whom", test_the_line_tells_when_and_by_whom);
  g_test_add_func ("/timeline/today", test_today_stands_where_the_time_has_come_to);
  g_test_add_func ("/windows/midnight", test_days_begin_at_the_zones_midnight);
  g_test_add_func ("/effect/crossing", test_who_crosses_a_threshold_either_way_is_named);
  g_test_add_func ("/effect/by-entity", test_the_difference_is_told_by_entity_and_situation);
  g_test_add_func ("/effect/demarcations", test_demarcations_cross_only_what_was_asked);
  g_test_add_func ("/effect/sums", test_figures_that_do_not_add_up_are_called_that);
  g_test_add_func ("/difference/states", test_states_of_processes_and_promoventes_have_words);
  g_test_add_func ("/parts/the-same", test_what_is_the_same_is_not_made_anew);
  return g_test_run ();
}
