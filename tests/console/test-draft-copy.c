/* test-draft-copy.c: drafts on this computer belong to one account of one database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "assistant/apoyo-draft-copy.h"

#define HERE "7710854038968797475/16384/ruben"
#define ELSEWHERE "7710854038968797476/16384/ruben"

/* base: (nullable) */
static ApoyoDraftCopy *
write_copy (const char *account, gint64 draft, const char *base, const char *configuration)
{
  ApoyoDraftCopy *copy = g_new0 (ApoyoDraftCopy, 1);
  g_autoptr (GError) error = NULL;

  copy->draft = draft;
  copy->revision = 3;
  copy->step = 2;
  copy->base = g_strdup (base);
  copy->configuration = g_strdup (configuration);
  apoyo_draft_copy_write (copy, account, &error);
  g_assert_no_error (error);
  return copy;
}

static void
test_a_copy_is_found_as_it_was_written (void)
{
  g_autoptr (ApoyoDraftCopy) written = write_copy (HERE, 7, "{}", "{\"code\":\"A\"}");
  g_autoptr (ApoyoDraftCopy) found = apoyo_draft_copy_find (HERE, 7);

  g_assert_nonnull (found);
  g_assert_cmpstr (found->configuration, ==, written->configuration);
  g_assert_cmpint (found->revision, ==, 3);
  g_assert_cmpint (found->step, ==, 2);
  g_assert_null (found->key);
  g_assert_null (found->first);
  apoyo_draft_copy_remove (written);
  g_assert_null (apoyo_draft_copy_find (HERE, 7));
}

/* What was asked for before the program ended is asked for again, as it was. */
static void
test_what_was_asked_for_first_is_kept (void)
{
  g_autoptr (ApoyoDraftCopy) written = write_copy (HERE, 0, NULL, "{\"code\":\"B\"}");
  g_autoptr (ApoyoDraftCopy) found = NULL;
  g_autoptr (GError) error = NULL;

  written->key = g_uuid_string_random ();
  written->first = g_strdup ("{\"code\":\"A\"}");
  apoyo_draft_copy_write (written, HERE, &error);
  g_assert_no_error (error);
  found = apoyo_draft_copy_find (HERE, 0);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->key, ==, written->key);
  g_assert_cmpstr (found->first, ==, written->first);
  apoyo_draft_copy_remove (written);
}

/* Nothing of it waits for the disk, and what was removed last is not written by what came before.
 */
static void
test_the_newest_is_written_last (void)
{
  g_autoptr (ApoyoDraftCopy) written = write_copy (HERE, 8, "{}", "{}");
  g_autoptr (ApoyoDraftCopy) found = NULL;
  g_autofree char *path = g_strdup (written->path);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 50; i++) {
    g_free (written->configuration);
    written->configuration = g_strdup_printf ("{\"code\":\"%d\"}", i);
    apoyo_draft_copy_write (written, HERE, &error);
    g_assert_no_error (error);
  }
  found = apoyo_draft_copy_find (HERE, 8);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->configuration, ==, "{\"code\":\"49\"}");
  apoyo_draft_copy_write (written, HERE, &error);
  apoyo_draft_copy_remove (written);
  apoyo_draft_copy_settle ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Without the text that it was written on, nothing of it can be brought into the draft. */
static void
test_a_later_one_without_base_hides_none (void)
{
  g_autoptr (ApoyoDraftCopy) words = write_copy (HERE, 9, "{}", "{\"code\":\"A\"}");
  g_autoptr (ApoyoDraftCopy) later = write_copy (HERE, 9, NULL, "{}");
  g_autoptr (ApoyoDraftCopy) found = NULL;
  struct utimbuf before = { .actime = 1, .modtime = 1 };

  apoyo_draft_copy_settle ();
  g_assert_no_errno (g_utime (words->path, &before));
  found = apoyo_draft_copy_find (HERE, 9);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->configuration, ==, words->configuration);
  apoyo_draft_copy_remove (words);
  g_assert_null (apoyo_draft_copy_find (HERE, 9));
  apoyo_draft_copy_remove (later);
}

/* Two demonstrations, or a trial and the real one: the same people, and drafts numbered from 1. */
static void
test_another_database_has_other_drafts (void)
{
  g_autoptr (ApoyoDraftCopy) numbered = write_copy (HERE, 1, "{}", "{}");
  g_autoptr (ApoyoDraftCopy) new = write_copy (HERE, 0, NULL, "{}");

  g_assert_null (apoyo_draft_copy_find (ELSEWHERE, 1));
  g_assert_null (apoyo_draft_copy_find (ELSEWHERE, 0));
  g_assert_null (apoyo_draft_copy_find (NULL, 0));
  apoyo_draft_copy_remove (numbered);
  apoyo_draft_copy_remove (new);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/draft-copy/found", test_a_copy_is_found_as_it_was_written);
  g_test_add_func ("/draft-copy/first", test_what_was_asked_for_first_is_kept);
  g_test_add_func ("/draft-copy/newest", test_the_newest_is_written_last);
  g_test_add_func ("/draft-copy/without-base", test_a_later_one_without_base_hides_none);
  g_test_add_func ("/draft-copy/another-database", test_another_database_has_other_drafts);
  return g_test_run ();
}
