/* test-draft-conflict.c: what two people wrote differently in one draft, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assistant/apoyo-draft-conflict.h"

static char *
describe (const char *mine, const char *theirs)
{
  static const char *const paths[] = { "promoventes", NULL };
  g_autoptr (ApoyoSetupData) data = g_object_new (APOYO_TYPE_SETUP_DATA, NULL);
  g_autofree char *my_json = g_strdup_printf ("{\"promoventes\":[%s]}", mine);
  g_autofree char *their_json = g_strdup_printf ("{\"promoventes\":[%s]}", theirs);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoConfiguration) here = apoyo_configuration_new_from_json (my_json, -1, &error);
  g_autoptr (ApoyoConfiguration) there = NULL;

  g_assert_no_error (error);
  there = apoyo_configuration_new_from_json (their_json, -1, &error);
  g_assert_no_error (error);
  return apoyo_draft_conflict_describe (here, there, paths, data);
}

static void
assert_says (const char *mine, const char *theirs, const char *words)
{
  g_autofree char *said = describe (mine, theirs);

  g_assert_cmpstr (said, ==, words);
}

#define ADA "{\"number\":1,\"name\":\"Ada Muestra\",\"scope\":\"09-F12\"}"
#define BETO "{\"number\":2,\"name\":\"Beto Muestra\",\"scope\":\"09-F13\"}"

static void
test_who_differs_is_named_with_what (void)
{
  assert_says (ADA "," BETO, "{\"number\":1,\"name\":\"Ada Muestra\",\"scope\":\"09-F15\"}," BETO,
               "Promoventes: yours “Ada Muestra · 09-F12 (1 the same in both)”, "
               "theirs “Ada Muestra · 09-F15 (1 the same in both)”");
  assert_says ("{\"number\":1,\"name\":\"Ada Muestra\",\"folio\":\"A-1\"}",
               "{\"number\":1,\"name\":\"Ada Muestra\",\"opens_at\":\"2026-03-01T06:00:00Z\"}",
               "Promoventes: yours “Ada Muestra · A-1”, "
               "theirs “Ada Muestra · Opening of the window: 01/03/2026 00:00”");
}

static void
test_who_is_in_one_list_only_is_named_there (void)
{
  assert_says (ADA "," BETO, ADA,
               "Promoventes: yours “Beto Muestra · 09-F13 (1 the same in both)”, "
               "theirs “(1 the same in both)”");
  assert_says (BETO, "", "Promoventes: yours “Beto Muestra · 09-F13”, theirs “—”");
}

static void
test_more_than_fit_are_counted (void)
{
  g_autoptr (GString) mine = g_string_new (ADA);

  for (int i = 2; i < 10; i++)
    g_string_append_printf (mine, ",{\"number\":%d,\"name\":\"P%d\"}", i, i);
  assert_says (mine->str, ADA,
               "Promoventes: yours “P2, P3, P4, P5, P6, P7 and 2 more (1 the same in both)”, "
               "theirs “(1 the same in both)”");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft-conflict/differs", test_who_differs_is_named_with_what);
  g_test_add_func ("/draft-conflict/one-list-only", test_who_is_in_one_list_only_is_named_there);
  g_test_add_func ("/draft-conflict/counted", test_more_than_fit_are_counted);
  return g_test_run ();
}
