/* test-demarcations.c: the columns and the cards of the geography on a display of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "apoyo-columns.h"
#include "apoyo-exception-codes.h"
#include "apoyo-geography-private.h"
#include "apoyo-palette.h"
#include "apoyo-place-card.h"
#include "apoyo-place-column.h"
#include "apoyo-place-path.h"
#include "apoyo-place-words.h"

/* --- a small country -------------------------------------------------------------------------- */

static void
add (ApoyoGeography *geography,
     const char *code,
     ApoyoLevel level,
     const char *name,
     const char *parent,
     gint64 nominal_list)
{
  ApoyoDemarcation place = {
    .code = g_strdup (code),
    .name = g_strdup (name),
    .inegi_code = level == APOYO_LEVEL_MUNICIPALITY ? g_strdup ("21119") : NULL,
    .folded = g_strdup (code),
    .level = level,
    .parent = parent != NULL ? apoyo_geography_find (geography, parent) : APOYO_PLACE_NONE,
    .nominal_list = nominal_list,
    .roll = -1,
    .published = -1,
    .n_sections = level == APOYO_LEVEL_FEDERAL_DISTRICT && nominal_list == 0 ? 0 : 2,
    .n_outside = level == APOYO_LEVEL_FEDERAL_DISTRICT && nominal_list == 0 ? 0 : 1,
  };

  g_array_append_val (geography->demarcations, place);
  g_hash_table_insert (geography->by_code,
                       APOYO_DEMARCATION_AT (geography, geography->demarcations->len - 1)->code,
                       GUINT_TO_POINTER (geography->demarcations->len));
}

static void
add_section (ApoyoGeography *geography, guint16 number, guint32 nominal_list)
{
  ApoyoSection section = {
    .number = number,
    .nominal_list = nominal_list,
    .roll = -1,
    .entity = apoyo_geography_find (geography, "21"),
    .municipality = apoyo_geography_find (geography, "21-M140"),
    .federal_district = apoyo_geography_find (geography, "21-F10"),
    .local_district = apoyo_geography_find (geography, "21-L20"),
  };

  g_array_append_val (geography->sections, section);
}

/* entity: what the entity's own figure says; its sections have 4,412 */
static ApoyoGeography *
make_country (gint64 entity)
{
  ApoyoGeography *geography = g_object_new (APOYO_TYPE_GEOGRAPHY, NULL);

  add (geography, "MX", APOYO_LEVEL_COUNTRY, "México", NULL, 4412);
  add (geography, "C4", APOYO_LEVEL_CIRCUMSCRIPTION, "Cuarta", "MX", 4412);
  add (geography, "21", APOYO_LEVEL_ENTITY, "Puebla", "C4", entity);
  add (geography, "21-F10", APOYO_LEVEL_FEDERAL_DISTRICT, "San Pedro Cholula", "21", 4412);
  add (geography, "21-F16", APOYO_LEVEL_FEDERAL_DISTRICT, "Ajalpan", "21", 0);
  add (geography, "21-L20", APOYO_LEVEL_LOCAL_DISTRICT, "Veinte", "21", 4412);
  add (geography, "21-M140", APOYO_LEVEL_MUNICIPALITY, "San Andrés Cholula", "21", 4412);
  add_section (geography, 1204, 1000);
  add_section (geography, 1210, 3412);
  return geography;
}

/* --- looking ---------------------------------------------------------------------------------- */

static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 500);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return window;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (shows (child, text))
      return TRUE;
  }
  return FALSE;
}

static void
on_selected_cb (ApoyoColumns *columns, guint place, guint *heard)
{
  *heard = place;
}

/* --- columns ---------------------------------------------------------------------------------- */

static void
test_a_section_opens_its_whole_path (void)
{
  g_autoptr (ApoyoGeography) geography = make_country (4412);
  GtkWidget *columns = apoyo_columns_new ();
  GtkWidget *window = show (columns);
  guint section = apoyo_geography_find (geography, "21-S1210"), heard = APOYO_PLACE_NONE;

  g_signal_connect (columns, "selected", G_CALLBACK (on_selected_cb), &heard);
  apoyo_columns_set_geography (APOYO_COLUMNS (columns), geography);
  g_assert_cmpuint (heard, ==, apoyo_geography_find (geography, "MX"));
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (shows (columns, "Choose an entity"));
  apoyo_columns_select (APOYO_COLUMNS (columns), section);
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpuint (heard, ==, section);
  g_assert_false (shows (columns, "Choose an entity"));
  g_assert_true (shows (columns, "1 out of range"));
  g_assert_true (shows (columns, "Sum 4,412"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A sum that does not meet what stands above it is an error, and both are told. */
static void
test_a_sum_that_does_not_meet_is_told (void)
{
  g_autoptr (ApoyoGeography) geography = make_country (5000);
  GtkWidget *columns = apoyo_columns_new ();
  GtkWidget *window = show (columns);

  apoyo_columns_set_geography (APOYO_COLUMNS (columns), geography);
  apoyo_columns_select (APOYO_COLUMNS (columns), apoyo_geography_find (geography, "21"));
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (shows (columns, "Sum 4,412 ≠ 5,000"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_municipality_turns_the_third_column (void)
{
  g_autoptr (ApoyoGeography) geography = make_country (4412);
  GtkWidget *columns = apoyo_columns_new ();
  GtkWidget *window = show (columns);

  apoyo_columns_set_geography (APOYO_COLUMNS (columns), geography);
  g_assert_cmpint (apoyo_columns_get_middle (APOYO_COLUMNS (columns)), ==,
                   APOYO_LEVEL_FEDERAL_DISTRICT);
  apoyo_columns_select (APOYO_COLUMNS (columns), apoyo_geography_find (geography, "21-M140"));
  g_assert_cmpint (apoyo_columns_get_middle (APOYO_COLUMNS (columns)), ==,
                   APOYO_LEVEL_MUNICIPALITY);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Another version that lacks the chosen section shows the country. */
static void
test_another_version_keeps_what_it_has (void)
{
  g_autoptr (ApoyoGeography) one = make_country (4412);
  g_autoptr (ApoyoGeography) other = make_country (4412);
  g_autoptr (ApoyoGeography) without = make_country (4412);
  GtkWidget *columns = apoyo_columns_new ();
  GtkWidget *window = show (columns);

  apoyo_columns_set_geography (APOYO_COLUMNS (columns), one);
  apoyo_columns_select (APOYO_COLUMNS (columns), apoyo_geography_find (one, "21-S1210"));
  apoyo_columns_set_geography (APOYO_COLUMNS (columns), other);
  g_assert_cmpuint (apoyo_columns_get_selected (APOYO_COLUMNS (columns)), ==,
                    apoyo_geography_find (other, "21-S1210"));
  g_array_remove_index (without->sections, 1);
  apoyo_columns_set_geography (APOYO_COLUMNS (columns), without);
  g_assert_cmpuint (apoyo_columns_get_selected (APOYO_COLUMNS (columns)), ==,
                    apoyo_geography_find (without, "MX"));
  apoyo_columns_set_geography (APOYO_COLUMNS (columns), NULL);
  g_assert_cmpuint (apoyo_columns_get_selected (APOYO_COLUMNS (columns)), ==, APOYO_PLACE_NONE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- cards and words -------------------------------------------------------------------------- */

static void
test_the_card_tells_both_codes_and_the_warning (void)
{
  g_autoptr (ApoyoGeography) geography = make_country (4412);
  GtkWidget *card = apoyo_place_card_new ();
  GtkWidget *window = show (card);

  apoyo_place_card_set (APOYO_PLACE_CARD (card), geography,
                        apoyo_geography_find (geography, "21-S1210"), NULL);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (shows (card, "Section 1210"));
  g_assert_true (shows (card, "3,412"));
  g_assert_true (shows (card, "140 San Andrés Cholula"));
  g_assert_true (shows (card, "21119"));
  g_assert_true (shows (card, "More than 3,000 electors"));
  apoyo_place_card_set (APOYO_PLACE_CARD (card), geography,
                        apoyo_geography_find (geography, "21-M140"), "Paper");
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (shows (card, "Paper"));
  g_assert_false (shows (card, "More than 3,000 electors"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_the_path_goes_through_the_level_shown (void)
{
  g_autoptr (ApoyoGeography) geography = make_country (4412);
  GtkWidget *path = g_object_new (APOYO_TYPE_PLACE_PATH, NULL);
  GtkWidget *window = show (path);
  guint section = apoyo_geography_find (geography, "21-S1210");

  apoyo_place_path_set (APOYO_PLACE_PATH (path), geography, section, APOYO_LEVEL_FEDERAL_DISTRICT);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (shows (path, "21 Puebla"));
  g_assert_true (shows (path, "District 10"));
  g_assert_true (shows (path, "Section 1210"));
  apoyo_place_path_set (APOYO_PLACE_PATH (path), geography, section, APOYO_LEVEL_MUNICIPALITY);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (shows (path, "Municipality 140"));
  g_assert_false (shows (path, "District 10"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_warnings_name_what_is_wrong (void)
{
  g_autoptr (ApoyoGeography) geography = make_country (4412);
  static const struct {
    const char *code, *warning;
  } cases[] = {
    { "21-S1204", NULL },
    { "21-S1210", "More than 3,000 electors" },
    { "21-F10", "1 section out of range" },
    { "21-F16", "Without electors" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *warning =
        apoyo_place_words_warning (geography, apoyo_geography_find (geography, cases[i].code));

    g_assert_cmpstr (warning, ==, cases[i].warning);
  }
}

static void
test_unknown_codes_are_those_of_no_municipality (void)
{
  g_autoptr (ApoyoGeography) geography = make_country (4412);
  const char *const codes[] = { "21140", "21119", "211", "99999", NULL };
  g_auto (GStrv) ine = apoyo_exception_codes_find_unknown (geography, APOYO_CODING_INE, codes);
  g_auto (GStrv) inegi = apoyo_exception_codes_find_unknown (geography, APOYO_CODING_INEGI, codes);
  g_autofree char *ine_text = g_strjoinv (" ", ine);
  g_autofree char *inegi_text = g_strjoinv (" ", inegi);

  g_assert_cmpstr (ine_text, ==, "21119 211 99999");
  g_assert_cmpstr (inegi_text, ==, "21140 211 99999");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  apoyo_widgets_init ();

#define ADD(name, test) g_test_add_func ("/demarcations/" name, test)
  ADD ("a-section-opens-its-whole-path", test_a_section_opens_its_whole_path);
  ADD ("a-sum-that-does-not-meet-is-told", test_a_sum_that_does_not_meet_is_told);
  ADD ("a-municipality-turns-the-third-column", test_a_municipality_turns_the_third_column);
  ADD ("another-version-keeps-what-it-has", test_another_version_keeps_what_it_has);
  ADD ("the-card-tells-both-codes", test_the_card_tells_both_codes_and_the_warning);
  ADD ("the-path-goes-through-the-level-shown", test_the_path_goes_through_the_level_shown);
  ADD ("warnings-name-what-is-wrong", test_warnings_name_what_is_wrong);
  ADD ("unknown-codes-are-of-no-municipality", test_unknown_codes_are_those_of_no_municipality);
#undef ADD
  return g_test_run ();
}
