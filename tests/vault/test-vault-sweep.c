/* test-vault-sweep.c: what nobody claims is removed, and nothing that somebody sends again
 * meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vault-fixture.h"

static void
test_only_old_objects_are_swept (Fixture *fixture, gconstpointer data)
{
  const gint64 hour = G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  g_autofree char *half = g_strconcat (fixture->object, ".0123.new", NULL);
  gboolean removed = TRUE;

  store_or_fail (fixture);
  g_assert_cmpuint (count_old (fixture, 0, hour), ==, 0);
  g_assert_true (apoyo_vault_remove_old (fixture->vault, 1, CAPTURE, g_get_real_time () - hour,
                                         &removed, &error));
  g_assert_false (removed);

  set_age (fixture->object, 2 * hour);
  g_assert_true (g_file_set_contents (half, "x", 1, NULL));
  set_age (half, 2 * hour);
  g_assert_cmpuint (count_old (fixture, 0, hour), ==, 1);
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_old (fixture, g_get_real_time () - hour - 1, hour), ==, 0);
  g_assert_true (apoyo_vault_remove_old (fixture->vault, 1, CAPTURE, g_get_real_time () - hour,
                                         &removed, &error));
  g_assert_true (removed);
  g_assert_false (apoyo_vault_contains (fixture->vault, 1, CAPTURE));
}

static gboolean
remove_old (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean removed = FALSE;

  g_assert_true (apoyo_vault_remove_old (fixture->vault, 1, CAPTURE, g_get_real_time () - HOUR,
                                         &removed, &error));
  g_assert_no_error (error);
  return removed;
}

static char *
take_aside (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *aside = apoyo_vault_take_aside (fixture->object, &error);

  g_assert_no_error (error);
  g_assert_nonnull (aside);
  g_assert_false (apoyo_vault_contains (fixture->vault, 1, CAPTURE));
  return aside;
}

static gboolean
settle (Fixture *fixture, const char *aside)
{
  g_autoptr (GError) error = NULL;
  gboolean removed = FALSE;

  g_assert_true (apoyo_vault_settle_aside (fixture->object, aside, g_get_real_time () - HOUR,
                                           &removed, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  return removed;
}

/* Whatever the moment at which the phone sends it again: what it was told is stored is there. */
static void
test_a_removal_under_way_sees_the_same_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *never = NULL;

  store_or_fail (fixture);
  store_or_fail (fixture); /* after the sweep listed it as old, before it is taken */
  before = take_aside (fixture);
  g_assert_false (settle (fixture, before));
  g_assert_true (apoyo_vault_contains (fixture->vault, 1, CAPTURE));

  set_age (fixture->object, 2 * HOUR);
  between = take_aside (fixture);
  store_or_fail (fixture);
  g_assert_true (settle (fixture, between));
  g_assert_true (apoyo_vault_contains (fixture->vault, 1, CAPTURE));

  set_age (fixture->object, 2 * HOUR);
  never = take_aside (fixture);
  g_assert_true (settle (fixture, never));
  g_assert_false (apoyo_vault_contains (fixture->vault, 1, CAPTURE));
}

/* It was killed between taking and removing. */
static void
test_what_a_killed_sweep_held_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = NULL;
  g_autofree char *young = NULL;

  store_or_fail (fixture);
  set_age (fixture->object, 2 * HOUR);
  old = take_aside (fixture);
  /* Also by a sweep that begins after its age. */
  g_assert_cmpuint (count_old (fixture, g_get_real_time () - HOUR - 1, HOUR), ==, 1);
  g_assert_true (apoyo_vault_contains (fixture->vault, 1, CAPTURE));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));

  set_age (fixture->object, 0);
  young = take_aside (fixture);
  count_old (fixture, 0, HOUR);
  g_assert_true (apoyo_vault_contains (fixture->vault, 1, CAPTURE));
  g_assert_false (remove_old (fixture));
}

static void
test_the_same_again_makes_it_young (Fixture *fixture, gconstpointer data)
{
  const gint64 hour = G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;

  store_or_fail (fixture);
  set_age (fixture->object, 2 * hour);
  store_or_fail (fixture);
  g_assert_cmpuint (count_old (fixture, 0, hour), ==, 0);
}

static void
test_sweep_remembers_how_far_it_came (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (apoyo_vault_get_swept (fixture->vault), ==, 0);
  g_assert_true (apoyo_vault_set_swept (fixture->vault, 1700000000123456, &error));
  g_assert_no_error (error);
  g_assert_cmpint (apoyo_vault_get_swept (fixture->vault), ==, 1700000000123456);
}

void
add_sweep_tests (void)
{
  ADD_BOTH (only_old_objects_are_swept);
  ADD_BOTH (a_removal_under_way_sees_the_same_again);
  ADD_BOTH (what_a_killed_sweep_held_comes_back);
  ADD (the_same_again_makes_it_young);
  ADD (sweep_remembers_how_far_it_came);
}
