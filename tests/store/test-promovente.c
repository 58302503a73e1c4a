/* test-promovente.c: one promovente's counts, course and name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-area.h"
#include "apoyo-promovente.h"

static void
count_cb (GObject *object, guint *times)
{
  (*times)++;
}

static gboolean
matches (ApoyoPromovente *promovente, const char *query)
{
  g_auto (GStrv) words = apoyo_promovente_fold_query (query);

  return apoyo_promovente_matches (promovente, (const char *const *) words);
}

static void
test_search_needs_neither_accents_nor_case (void)
{
  g_autoptr (ApoyoPromovente) promovente =
      apoyo_promovente_new (17, "RM-00017", "Óscar Iván Muñoz Peña", "MX");

  g_assert_true (matches (promovente, "oscar munoz"));
  g_assert_true (matches (promovente, "MUÑOZ  óscar"));
  g_assert_true (matches (promovente, "rm-00017"));
  g_assert_true (matches (promovente, "  "));
  g_assert_false (matches (promovente, "oscar ruiz"));
}

static void
test_names_sort_without_accents (void)
{
  g_autoptr (ApoyoPromovente) alvarez = apoyo_promovente_new (1, "A", "Álvarez", "MX");
  g_autoptr (ApoyoPromovente) ana = apoyo_promovente_new (2, "B", "Ana", "MX");
  g_autoptr (ApoyoPromovente) zoe = apoyo_promovente_new (3, "C", "Zoé", "MX");

  g_assert_cmpint (apoyo_promovente_compare_names (alvarez, ana), <, 0);
  g_assert_cmpint (apoyo_promovente_compare_names (zoe, ana), >, 0);
}

static void
test_course_follows_the_period (void)
{
  static const struct {
    gint64 required, valid;
    double elapsed;
    ApoyoCourse course;
  } cases[] = {
    { 0, 500, 0.5, APOYO_COURSE_NONE },           { 1000, 1000, 0.1, APOYO_COURSE_REACHED },
    { 1000, 999, 0.999, APOYO_COURSE_ON_COURSE }, { 1000, 500, 0.5, APOYO_COURSE_ON_COURSE },
    { 1000, 499, 0.5, APOYO_COURSE_FAR },         { 1000, 999, 1.0, APOYO_COURSE_FAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ApoyoPromovente) promovente = apoyo_promovente_new (1, "F", "N", "MX");
    ApoyoPromoventeCounts counts = { .required = cases[i].required, .valid = cases[i].valid };

    apoyo_promovente_set_counts (promovente, &counts);
    g_assert_cmpint (apoyo_promovente_get_course (promovente, cases[i].elapsed), ==,
                     cases[i].course);
  }
}

static void
test_same_counts_tell_nobody (void)
{
  g_autoptr (ApoyoPromovente) promovente = apoyo_promovente_new (1, "F", "N", "MX");
  ApoyoPromoventeCounts counts = { .received = 3, .valid = 2, .open = 1 };
  guint times = 0;

  g_signal_connect (promovente, "changed", G_CALLBACK (count_cb), &times);
  g_assert_true (apoyo_promovente_set_counts (promovente, &counts));
  g_assert_false (apoyo_promovente_set_counts (promovente, &counts));
  g_assert_cmpuint (times, ==, 1);
  counts.valid = 3;
  g_assert_true (apoyo_promovente_set_counts (promovente, &counts));
  g_assert_cmpuint (times, ==, 2);
}

static void
test_an_area_is_reached_at_exactly_what_it_requires (void)
{
  g_autoptr (ApoyoArea) area = apoyo_area_new ("05", "Coahuila");
  guint times = 0;

  g_signal_connect (area, "changed", G_CALLBACK (count_cb), &times);
  g_assert_cmpint (apoyo_area_get_progress (area), ==, -1);
  apoyo_area_set_counts (area, 2218099, 66543, 66542);
  g_assert_cmpint (apoyo_area_get_progress (area), ==, 9999);
  apoyo_area_set_counts (area, 2218099, 66543, 66543);
  g_assert_cmpint (apoyo_area_get_progress (area), ==, 10000);
  apoyo_area_set_counts (area, 2218099, 66543, 66543);
  g_assert_cmpuint (times, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/promovente/search-needs-neither-accents-nor-case",
                   test_search_needs_neither_accents_nor_case);
  g_test_add_func ("/promovente/names-sort-without-accents", test_names_sort_without_accents);
  g_test_add_func ("/promovente/course-follows-the-period", test_course_follows_the_period);
  g_test_add_func ("/promovente/same-counts-tell-nobody", test_same_counts_tell_nobody);
  g_test_add_func ("/area/reached-at-exactly-what-it-requires",
                   test_an_area_is_reached_at_exactly_what_it_requires);
  return g_test_run ();
}
