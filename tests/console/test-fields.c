/* test-fields.c: what a day, an hour and a place mean where they are written or chosen, and which
 * rows of a list stay when it is read again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "apoyo-result-private.h"
#include "apoyo-rows.h"
#include "assistant/apoyo-time-entry.h"
#include "demarcations/apoyo-result-rows.h"
#include "processes/apoyo-field.h"
#include "staff/apoyo-place-choice.h"

#define ZONE "America/Mexico_City"

/* (transfer none) (nullable): the first one of that type, the widget itself included. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
assert_moment (GDateTime *time, const char *expected)
{
  g_autofree char *text = time != NULL ? apoyo_time_entry_format (time, ZONE) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

/* --- a field ---------------------------------------------------------------------------------- */

static void
assert_field (ApoyoField *field, GDateTime *before, gboolean ends, const char *expected)
{
  g_autoptr (GDateTime) time = NULL;

  g_assert_true (apoyo_field_take_time (field, before, ZONE, ends, &time) == (expected != NULL));
  assert_moment (time, expected);
}

static void
test_a_day_ends_with_its_last_second (void)
{
  g_autoptr (GtkWidget) widget =
      g_object_ref_sink (apoyo_field_new ("End", NULL, apoyo_field_check_time));
  ApoyoField *field = APOYO_FIELD (widget);

  apoyo_field_set_text (field, "15/12/2026");
  g_assert_true (apoyo_field_is_right (field));
  assert_field (field, NULL, TRUE, "15/12/2026 23:59:59");
  assert_field (field, NULL, FALSE, "15/12/2026 00:00");
  apoyo_field_set_text (field, "15/12/2026 18:00");
  assert_field (field, NULL, TRUE, "15/12/2026 18:00");
  apoyo_field_set_text (field, "15/12/26");
  g_assert_false (apoyo_field_is_right (field));
  assert_field (field, NULL, TRUE, NULL);
}

/* The fields show minutes; who changes the beginning does not shorten the end. */
static void
test_what_nobody_touched_keeps_its_seconds (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (apoyo_field_new ("End", NULL, NULL));
  g_autoptr (GDateTime) before = apoyo_time_entry_parse ("30/11/2026 23:59:59", ZONE, NULL);
  ApoyoField *field = APOYO_FIELD (widget);

  apoyo_field_set_text (field, "30/11/2026 23:59");
  assert_field (field, before, TRUE, "30/11/2026 23:59:59");
  apoyo_field_set_text (field, "01/12/2026 23:59");
  assert_field (field, before, TRUE, "01/12/2026 23:59");
}

/* What is written is never taken for nothing written, which is the window of the process. */
static void
test_an_hour_that_the_clock_leaves_out_is_said (void)
{
  g_autoptr (GtkWidget) widget =
      g_object_ref_sink (apoyo_field_new ("End", NULL, apoyo_field_check_time_or_nothing));
  g_autoptr (GDateTime) time = NULL;
  ApoyoField *field = APOYO_FIELD (widget);

  apoyo_field_set_text (field, "");
  g_assert_true (apoyo_field_take_time (field, NULL, "America/Tijuana", TRUE, &time));
  g_assert_null (time);
  apoyo_field_set_text (field, "08/03/2026 02:30");
  g_assert_true (apoyo_field_is_right (field));
  g_assert_false (apoyo_field_take_time (field, NULL, "America/Tijuana", TRUE, &time));
  g_assert_null (time);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_last_child (widget)));
  g_assert_true (apoyo_field_take_time (field, NULL, ZONE, TRUE, &time));
  g_assert_nonnull (time);
}

/* --- a calendar ------------------------------------------------------------------------------- */

static void
choose (ApoyoTimeEntry *entry, const char *day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_from_iso8601 (day, NULL);
  GtkWidget *popover = find (GTK_WIDGET (entry), GTK_TYPE_POPOVER);
  GtkWidget *calendar = find (popover, GTK_TYPE_CALENDAR);

  gtk_calendar_select_day (GTK_CALENDAR (calendar), noon);
}

static void
test_a_chosen_day_means_what_a_written_one_does (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (apoyo_time_entry_new ("Closes"));
  ApoyoTimeEntry *entry = APOYO_TIME_ENTRY (widget);
  g_autoptr (GDateTime) close = apoyo_time_entry_parse ("05/11/2026 18:30", ZONE, NULL);

  apoyo_time_entry_set_zone (entry, ZONE);
  choose (entry, "2026-11-30T12:00:00Z");
  assert_moment (apoyo_time_entry_get_time (entry), "30/11/2026 00:00");
  apoyo_time_entry_set_time (entry, NULL);
  apoyo_time_entry_set_ends (entry, TRUE);
  choose (entry, "2026-11-29T12:00:00Z");
  assert_moment (apoyo_time_entry_get_time (entry), "29/11/2026 23:59:59");
  choose (entry, "2026-11-30T12:00:00Z");
  assert_moment (apoyo_time_entry_get_time (entry), "30/11/2026 23:59:59");
  apoyo_time_entry_set_time (entry, close);
  choose (entry, "2026-11-28T12:00:00Z");
  assert_moment (apoyo_time_entry_get_time (entry), "28/11/2026 18:30");
}

/* --- a place ---------------------------------------------------------------------------------- */

/* With no process to choose, "one process" must not become nothing, which is everywhere. */
static void
test_one_process_of_none_is_no_place (void)
{
  g_autoptr (ApoyoLogin) login = apoyo_login_new ("host=/nonexistent", NULL);
  g_autoptr (GtkWidget) widget =
      g_object_ref_sink (apoyo_place_choice_new ("Somebody", login, FALSE));
  ApoyoPlaceChoice *place = APOYO_PLACE_CHOICE (widget);
  AdwComboRow *where = ADW_COMBO_ROW (find (widget, ADW_TYPE_COMBO_ROW));
  ApoyoPlaceChosen chosen;

  g_assert_true (apoyo_place_choice_get (place, &chosen));
  g_assert_false (chosen.everywhere);
  g_assert_nonnull (chosen.entity);
  adw_combo_row_set_selected (where, 0);
  g_assert_false (apoyo_place_choice_get (place, &chosen));
  adw_combo_row_set_selected (where, 2);
  g_assert_true (apoyo_place_choice_get (place, &chosen));
  g_assert_true (chosen.everywhere);
}

/* --- rows ------------------------------------------------------------------------------------- */

static gboolean
same_string (gconstpointer a, gconstpointer b)
{
  return g_str_equal (gtk_string_object_get_string ((GtkStringObject *) a),
                      gtk_string_object_get_string ((GtkStringObject *) b));
}

static void
on_items_changed_cb (GListModel *list, guint place, guint removed, guint added, GString *told)
{
  g_string_append_printf (told, "%u-%u+%u ", place, removed, added);
}

/* words: letters, a row each */
static void
put (GListStore *store, const char *words, GString *told)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *at = words; *at != '\0'; at++) {
    const char word[] = { *at, '\0' };

    g_ptr_array_add (rows, gtk_string_object_new (word));
  }
  g_string_truncate (told, 0);
  apoyo_rows_put (store, rows, same_string);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, rows->len);
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);

    g_assert_true (same_string (item, rows->pdata[i]));
  }
}

static void
test_only_rows_that_differ_are_replaced (void)
{
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (store, "items-changed", G_CALLBACK (on_items_changed_cb), told);
  put (store, "abcdef", told);
  g_assert_cmpstr (told->str, ==, "0-0+6 ");
  put (store, "abcdef", told);
  g_assert_cmpstr (told->str, ==, "");
  put (store, "abcxdef", told);
  g_assert_cmpstr (told->str, ==, "3-0+1 ");
  put (store, "abdef", told);
  g_assert_cmpstr (told->str, ==, "2-2+0 ");
  put (store, "Abdex", told);
  g_assert_cmpstr (told->str, ==, "0-1+1 4-1+1 ");
  put (store, "xx", told);
  put (store, "x", told);
  g_assert_cmpstr (told->str, ==, "1-1+0 ");
  put (store, "", told);
  g_assert_cmpstr (told->str, ==, "0-1+0 ");
}

/* An auxiliary each: number and state. */
static ApoyoResult *
make_result (const char *const *states)
{
  PGresult *rows = PQmakeEmptyPGresult (NULL, PGRES_TUPLES_OK);
  char name[] = "state";
  PGresAttDesc column = { .name = name };

  PQsetResultAttrs (rows, 1, &column);
  for (int i = 0; states[i] != NULL; i++) {
    gboolean null = *states[i] == '\0';

    PQsetvalue (rows, i, 0, null ? NULL : (char *) states[i], null ? -1 : (int) strlen (states[i]));
  }
  return apoyo_result_new_take (rows);
}

static void
put_result (GListStore *store, const char *const *states, GString *told)
{
  g_autoptr (ApoyoResult) result = make_result (states);

  g_string_truncate (told, 0);
  apoyo_result_rows_put (store, result);
  for (guint i = 0; states[i] != NULL; i++) {
    g_autoptr (ApoyoResultRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);

    /* Also of those that stayed: nothing holds the earlier reading. */
    g_assert_true (apoyo_result_row_get_result (row) == result);
    g_assert_cmpuint (apoyo_result_row_get_number (row), ==, i);
  }
}

static void
test_rows_that_are_read_again_stay (void)
{
  g_autoptr (GListStore) store = g_list_store_new (APOYO_TYPE_RESULT_ROW);
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (store, "items-changed", G_CALLBACK (on_items_changed_cb), told);
  put_result (store, (const char *[]){ "a", "", "c", NULL }, told);
  g_assert_cmpstr (told->str, ==, "0-0+3 ");
  put_result (store, (const char *[]){ "a", "revoked", "c", NULL }, told);
  g_assert_cmpstr (told->str, ==, "1-1+1 ");
  put_result (store, (const char *[]){ "revoked", "c", NULL }, told);
  g_assert_cmpstr (told->str, ==, "0-1+0 ");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/field/day-that-ends", test_a_day_ends_with_its_last_second);
  g_test_add_func ("/field/seconds-kept", test_what_nobody_touched_keeps_its_seconds);
  g_test_add_func ("/field/hour-left-out", test_an_hour_that_the_clock_leaves_out_is_said);
  g_test_add_func ("/time-entry/chosen-day", test_a_chosen_day_means_what_a_written_one_does);
  g_test_add_func ("/place/no-process", test_one_process_of_none_is_no_place);
  g_test_add_func ("/rows/put", test_only_rows_that_differ_are_replaced);
  g_test_add_func ("/rows/read-again", test_rows_that_are_read_again_stay);
  return g_test_run ();
}
