/* test-geography.c: a version of the geography in memory: its tree, its sums and the search in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-place.h"
#include "store-fixture.h"

#define SECTIONS "1210,10,20,3412,3447;0099,10,20,99,101;0412,10,20,2,"

typedef struct {
  ApoyoConnection *connection;
  ApoyoGeography *geography;
} Fixture;

static ApoyoGeography *
read_tree (Fixture *fixture, const char *sections, GError **error)
{
  g_autoptr (ApoyoResult) rows = store_fixture_call (fixture->connection, "test-geography",
                                                     store_fixture_text (sections), NULL, error);

  return rows != NULL ? apoyo_geography_new_from_result (rows, error) : NULL;
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->connection = store_fixture_open ("test-geography");
  fixture->geography = read_tree (fixture, SECTIONS, &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->geography);
  g_assert_finalize_object (fixture->connection);
}

static guint
find (Fixture *fixture, const char *code)
{
  return apoyo_geography_find (fixture->geography, code);
}

static char *
describe (Fixture *fixture, const GArray *places)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++) {
    g_autofree char *code =
        apoyo_geography_dup_code (fixture->geography, g_array_index (places, guint, i));

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", code);
  }
  return g_string_free (text, FALSE);
}

static void
test_places_are_found_by_code (Fixture *fixture, gconstpointer data)
{
  const char *const codes[] = { "MX", "C4", "21", "21-F10", "21-L20", "21-M140", "21-S1210" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *code = apoyo_geography_dup_code (fixture->geography, find (fixture, codes[i]));

    g_assert_cmpstr (code, ==, codes[i]);
    g_assert_cmpint (apoyo_geography_get_level (fixture->geography, find (fixture, codes[i])), ==,
                     (int) i);
  }
  g_assert_cmpuint (find (fixture, "21-S0002"), ==, APOYO_PLACE_NONE);
  g_assert_cmpuint (find (fixture, "33-S0001"), ==, APOYO_PLACE_NONE);
  g_assert_cmpuint (find (fixture, "21-F99"), ==, APOYO_PLACE_NONE);
  g_assert_cmpuint (apoyo_geography_find_inegi (fixture->geography, "21119"), ==,
                    find (fixture, "21-M140"));
  g_assert_cmpuint (apoyo_geography_find_inegi (fixture->geography, "21010"), ==, APOYO_PLACE_NONE);
}

static void
test_a_section_knows_what_holds_it (Fixture *fixture, gconstpointer data)
{
  guint section = find (fixture, "21-S1210");
  const char *const holders[] = { "MX", "C4", "21", "21-F10", "21-L20", "21-M140", "21-S1210" };

  for (guint level = 0; level < G_N_ELEMENTS (holders); level++)
    g_assert_cmpuint (apoyo_geography_get_within (fixture->geography, section, (ApoyoLevel) level),
                      ==, find (fixture, holders[level]));
  g_assert_cmpint (apoyo_geography_get_nominal_list (fixture->geography, section), ==, 3412);
  g_assert_cmpint (apoyo_geography_get_roll (fixture->geography, section), ==, 3447);
  g_assert_cmpint (apoyo_geography_get_roll (fixture->geography, find (fixture, "21-S0412")), ==,
                   -1);
  g_assert_cmpint (apoyo_geography_get_published (fixture->geography, find (fixture, "MX")), ==,
                   9000);
  /* A municipality may lie in several districts. */
  g_assert_cmpuint (apoyo_geography_get_within (fixture->geography, find (fixture, "21-M140"),
                                                APOYO_LEVEL_FEDERAL_DISTRICT),
                    ==, APOYO_PLACE_NONE);
}

static void
test_lists_add_up (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *inside, *places;
    ApoyoLevel level;
    gint64 sum;
  } cases[] = {
    { "MX", "C4", APOYO_LEVEL_CIRCUMSCRIPTION, 9013 },
    { "C4", "09 21", APOYO_LEVEL_ENTITY, 9013 },
    { "21", "21-F04 21-F10 21-F16", APOYO_LEVEL_FEDERAL_DISTRICT, 6013 },
    { "21", "21-M010 21-M140", APOYO_LEVEL_MUNICIPALITY, 6013 },
    { "21", "21-S0001 21-S0099 21-S0412 21-S1210", APOYO_LEVEL_SECTION, 6013 },
    { "21-F10", "21-S0099 21-S0412 21-S1210", APOYO_LEVEL_SECTION, 3513 },
    { "21-M010", "21-S0001", APOYO_LEVEL_SECTION, 2500 },
    { "21-F16", "", APOYO_LEVEL_SECTION, 0 },
    { "MX", "09-S1210 21-S0001 21-S0099 21-S0412 21-S1210", APOYO_LEVEL_SECTION, 9013 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    GArray *places =
        apoyo_geography_list (fixture->geography, find (fixture, cases[i].inside), cases[i].level);
    g_autofree char *text = describe (fixture, places);

    g_assert_cmpstr (text, ==, cases[i].places);
    g_assert_cmpint (apoyo_geography_sum (fixture->geography, places), ==, cases[i].sum);
    g_array_unref (places);
  }
}

static void
test_sections_outside_the_legal_size_are_counted (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *code;
    guint n_sections, n_outside;
  } cases[] = {
    { "MX", 5, 3 },     { "C4", 5, 3 },       { "21", 4, 3 },       { "09", 1, 0 },
    { "21-F10", 3, 3 }, { "21-F04", 1, 0 },   { "21-L20", 4, 3 },   { "21-M140", 3, 3 },
    { "21-F16", 0, 0 }, { "21-S0412", 1, 1 }, { "09-S1210", 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint place = find (fixture, cases[i].code);

    g_assert_cmpuint (apoyo_geography_get_n_sections (fixture->geography, place), ==,
                      cases[i].n_sections);
    g_assert_cmpuint (apoyo_geography_get_n_outside (fixture->geography, place), ==,
                      cases[i].n_outside);
  }
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *query, *found;
  } cases[] = {
    { "mexico", "MX 09" },
    { "SAN ANDRES", "21-M140" },
    { "cholula", "21-F10 21-M140" },
    { "san pedro", "21-F10" },
    { "21", "21 21-F04 21-F10 21-F16 21-L20 21-M010 21-M140" },
    { "puebla 10", "21-F10" },
    { "21-f10", "21-F10" },
    { "21-S1210", "21-S1210" },
    { "1210", "09-S1210 21-S1210" },
    { "1210 puebla", "21-S1210" },
    { "412", "21-S0412" },
    { "0099", "21-S0099" },
    { "tlalpan", "09-F01 09-M012" },
    { "21119", "21-M140" },
    { "tlalpan puebla", "" },
    { "   ", "" },
    { "xyz", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint n = 0;
    g_autoptr (GArray) places = apoyo_geography_search (fixture->geography, cases[i].query, 50, &n);
    g_autofree char *text = describe (fixture, places);

    g_test_message ("%s", cases[i].query);
    g_assert_cmpstr (text, ==, cases[i].found);
    g_assert_cmpuint (n, ==, places->len);
  }
}

static void
test_a_search_tells_how_many_it_leaves_out (Fixture *fixture, gconstpointer data)
{
  guint n = 0;
  g_autoptr (GArray) places = apoyo_geography_search (fixture->geography, "21", 2, &n);
  g_autofree char *text = describe (fixture, places);

  g_assert_cmpstr (text, ==, "21 21-F04");
  g_assert_cmpuint (n, ==, 7);
}

static void
test_a_list_makes_its_rows_at_need (Fixture *fixture, gconstpointer data)
{
  guint place = find (fixture, "21-F10");
  g_autoptr (ApoyoLazyList) list = apoyo_place_list_new (
      fixture->geography, apoyo_geography_list (fixture->geography, place, APOYO_LEVEL_SECTION));
  g_autoptr (ApoyoPlace) last = g_list_model_get_item (G_LIST_MODEL (list), 2);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 3));
  g_assert_cmpuint (apoyo_place_get_number (last), ==, find (fixture, "21-S1210"));
  g_assert_cmpuint (apoyo_lazy_list_find (list, find (fixture, "21-S0412")), ==, 1);
  g_assert_cmpuint (apoyo_lazy_list_find (list, place), ==, G_MAXUINT);
  g_assert_cmpint (apoyo_geography_sum (fixture->geography, apoyo_lazy_list_get_numbers (list)), ==,
                   3513);
}

static void
test_sections_that_cannot_be_read_are_refused (Fixture *fixture, gconstpointer data)
{
  const char *const bad[] = {
    "1210,10,20",    "1210,10,20,x,",           "0,10,20,1,", "1210,10,20,1,2,3",
    "1210;10,20,1,", "1210,10,20,99999999999,", "x"
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_tree (fixture, bad[i], &error));
    g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test)                                                                            \
  g_test_add ("/geography/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("places-are-found-by-code", test_places_are_found_by_code);
  ADD ("a-section-knows-what-holds-it", test_a_section_knows_what_holds_it);
  ADD ("lists-add-up", test_lists_add_up);
  ADD ("sections-outside-are-counted", test_sections_outside_the_legal_size_are_counted);
  ADD ("search", test_search);
  ADD ("a-search-tells-how-many", test_a_search_tells_how_many_it_leaves_out);
  ADD ("a-list-makes-its-rows-at-need", test_a_list_makes_its_rows_at_need);
  ADD ("bad-sections-are-refused", test_sections_that_cannot_be_read_are_refused);
#undef ADD
  return store_fixture_run (argc, argv);
}
