/* test-frontier.c: dispersion: how many reached their share, and which come next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-frontier.h"

/* The board of 22 December 2021, in short: three of five reached, two are asked more. */
static void
test_next_in_line_by_progress (void)
{
  const gint64 valid[] = { 61928, 123575, 15974, 44509, 489656, 0 };
  const gint64 required[] = { 65979, 50148, 16399, 48804, 221875, 10 };
  g_autoptr (ApoyoFrontier) frontier = apoyo_frontier_new (valid, required, 6, 4);

  g_assert_cmpuint (frontier->reached, ==, 2);
  g_assert_cmpuint (frontier->needed, ==, 4);
  g_assert_false (apoyo_frontier_is_met (frontier));
  g_assert_cmpuint (frontier->standings[0].index, ==, 1);
  g_assert_cmpuint (frontier->standings[1].index, ==, 4);
  g_assert_cmpuint (apoyo_frontier_get_n_next (frontier), ==, 2);
  g_assert_cmpuint (apoyo_frontier_get_next (frontier, 0)->index, ==, 2); /* Colima 97.41 % */
  g_assert_cmpuint (apoyo_frontier_get_next (frontier, 1)->index, ==, 0); /* Sinaloa 93.86 % */
  /* The two that lack least are the last (10) and Colima (425), not the two next in line. */
  g_assert_cmpint (frontier->missing, ==, 435);
}

static void
test_exactly_required_is_reached (void)
{
  const gint64 valid[] = { 10, 9, 11 };
  const gint64 required[] = { 10, 10, 10 };
  g_autoptr (ApoyoFrontier) frontier = apoyo_frontier_new (valid, required, 3, 2);

  g_assert_cmpuint (frontier->reached, ==, 2);
  g_assert_true (apoyo_frontier_is_met (frontier));
  g_assert_cmpuint (apoyo_frontier_get_n_next (frontier), ==, 0);
  g_assert_cmpint (frontier->missing, ==, 0);
}

static void
test_more_needed_than_there_are (void)
{
  const gint64 valid[] = { 1, 2 };
  const gint64 required[] = { 3, 3 };
  g_autoptr (ApoyoFrontier) frontier = apoyo_frontier_new (valid, required, 2, 5);
  g_autoptr (ApoyoFrontier) none = apoyo_frontier_new (NULL, NULL, 0, 1);

  g_assert_cmpuint (apoyo_frontier_get_n_next (frontier), ==, 2);
  g_assert_cmpint (frontier->missing, ==, 3);
  g_assert_false (apoyo_frontier_is_met (none));
  g_assert_cmpuint (apoyo_frontier_get_n_next (none), ==, 0);
}

/* Products of two large figures must not wrap, and demarcations without electors need nothing. */
static void
test_large_and_empty_demarcations (void)
{
  const gint64 valid[] = { G_MAXINT64 / 2, G_MAXINT64 / 2 - 1, 0, 5 };
  const gint64 required[] = { G_MAXINT64, G_MAXINT64, 0, 0 };
  g_autoptr (ApoyoFrontier) frontier = apoyo_frontier_new (valid, required, 4, 3);

  g_assert_cmpuint (frontier->reached, ==, 2);
  g_assert_cmpuint (frontier->standings[0].index, ==, 2);
  g_assert_cmpuint (frontier->standings[1].index, ==, 3);
  g_assert_cmpuint (frontier->standings[2].index, ==, 0);
  g_assert_cmpuint (frontier->standings[3].index, ==, 1);
}

/* Against a slow and obvious count, on random small cases. */
static void
test_agrees_with_a_plain_count (void)
{
  for (guint round = 0; round < 500; round++) {
    gint64 valid[32], required[32];
    guint total = (guint) g_test_rand_int_range (1, 33);
    guint needed = (guint) g_test_rand_int_range (0, 33);
    guint reached = 0;
    g_autoptr (ApoyoFrontier) frontier = NULL;

    for (guint i = 0; i < total; i++) {
      valid[i] = g_test_rand_int_range (0, 40);
      required[i] = g_test_rand_int_range (0, 30);
      reached += valid[i] >= required[i];
    }
    frontier = apoyo_frontier_new (valid, required, total, needed);
    g_assert_cmpuint (frontier->reached, ==, reached);
    for (guint i = 0; i < total; i++)
      g_assert_true ((frontier->standings[i].valid >= frontier->standings[i].required) ==
                     (i < reached));
    for (guint i = reached + 1; i < total; i++) {
      const ApoyoStanding *a = &frontier->standings[i - 1];
      const ApoyoStanding *b = &frontier->standings[i];

      g_assert_cmpint (a->valid * b->required, >=, b->valid * a->required);
    }
    g_assert_true ((frontier->missing == 0) == (reached >= MIN (needed, total)));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frontier/next-in-line-by-progress", test_next_in_line_by_progress);
  g_test_add_func ("/frontier/exactly-required-is-reached", test_exactly_required_is_reached);
  g_test_add_func ("/frontier/more-needed-than-there-are", test_more_needed_than_there_are);
  g_test_add_func ("/frontier/large-and-empty-demarcations", test_large_and_empty_demarcations);
  g_test_add_func ("/frontier/agrees-with-a-plain-count", test_agrees_with_a_plain_count);
  return g_test_run ();
}
