/* test-ledger.c: positions, tree, checkpoints, notification and the lead, on a real database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-checkpoint.h"
#include "apoyo-ledger-name.h"
#include "apoyo-ledger-pass.h"
#include "apoyo-ledger.h"
#include "apoyo-sha256.h"
#include "apoyo-tree.h"
#include "world.h"

static World *world;

/* Everything has a position, and every tree stands for all of its entries. */
#define SETTLED                                                                                    \
  "SELECT NOT EXISTS (SELECT FROM apoyo.pending)"                                                  \
  "   AND NOT EXISTS (SELECT FROM apoyo.tree WHERE size <> root_size)"

static ApoyoLedger *
new_ledger_with (ApoyoKeyring *keyring)
{
  g_autofree char *conninfo = world_conninfo (world, "apoyo_ledger");
  ApoyoLedger *ledger = apoyo_ledger_new (conninfo, keyring);

  apoyo_ledger_set_checkpoint_interval (ledger, 200);
  return ledger;
}

static ApoyoLedger *
new_ledger (void)
{
  return new_ledger_with (world->keyring);
}

static ApoyoLedger *
start_ledger (void)
{
  ApoyoLedger *ledger = new_ledger ();

  apoyo_ledger_start (ledger);
  return ledger;
}

static gboolean
is_leading (ApoyoLedger *ledger)
{
  ApoyoLedgerCounters counters;

  apoyo_ledger_get_counters (ledger, &counters);
  return counters.leading;
}

static void
wait_for_lead (ApoyoLedger *ledger)
{
  for (guint i = 0; i < 4500 && !is_leading (ledger); i++)
    world_iterate (20);
  g_assert_true (is_leading (ledger));
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *stopped = user_data;

  g_assert_true (apoyo_ledger_stop_finish (APOYO_LEDGER (object), result, NULL));
  *stopped = TRUE;
}

static void
stop_ledger (ApoyoLedger *ledger)
{
  gboolean stopped = FALSE;

  apoyo_ledger_stop_async (ledger, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  world_finalize (ledger);
}

static void
receive (guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *capture = g_uuid_string_random ();

    world_receive (world, WORLD_ONE, 1 + (int) (i % 3), capture);
  }
}

static void
hash_from_hex (const char *hex, ApoyoHash *hash)
{
  g_assert_true (apoyo_hex_decode (hex, hash->bytes, sizeof hash->bytes));
}

/* The root as the RFC defines it, over all leaves from the bodies of the events. */
static void
assert_tree_is_whole (int process)
{
  g_autofree char *hex = world_text (
      world,
      "SELECT coalesce(string_agg(encode(sha256('\\x00' || e.body), 'hex'), '' ORDER BY "
      "n.position), "
      "'') FROM apoyo.entry AS n JOIN apoyo.event AS e ON e.process = n.process AND e.id = n.event "
      "WHERE n.process = %d",
      process);
  g_autofree char *root_hex =
      world_text (world, "SELECT encode(root, 'hex') FROM apoyo.tree WHERE process = %d", process);
  guint64 size = strlen (hex) / 64;
  g_autofree ApoyoHash *leaves = g_new0 (ApoyoHash, size + 1);
  ApoyoHash expected;
  ApoyoHash root;

  for (guint64 i = 0; i < size; i++) {
    g_autofree char *one = g_strndup (hex + 64 * i, 64);

    hash_from_hex (one, &leaves[i]);
  }
  apoyo_tree_root (leaves, size, &expected);
  hash_from_hex (root_hex, &root);
  g_assert_true (apoyo_hash_equal (&root, &expected));
  g_assert_cmpint (
      world_number (world, "SELECT root_size FROM apoyo.tree WHERE process = %d", process), ==,
      (gint64) size);
  g_assert_cmpint (world_number (world,
                                 "SELECT count(*) FROM apoyo.entry WHERE process = %d AND position "
                                 "NOT BETWEEN 0 AND %" G_GINT64_FORMAT,
                                 process, (gint64) size - 1),
                   ==, 0);
}

static void
assert_tallies_are_the_log (int process)
{
  world_execute (world, "SET SESSION AUTHORIZATION apoyo_ledger");
  g_assert_cmpint (
      world_number (world,
                    "SELECT count(*) FROM (SELECT * FROM apoyo.recount_log(%d) EXCEPT ALL "
                    "SELECT * FROM apoyo.recount_tally(%d)) AS d",
                    process, process),
      ==, 0);
  g_assert_cmpint (
      world_number (world,
                    "SELECT count(*) FROM (SELECT * FROM apoyo.recount_tally(%d) EXCEPT ALL "
                    "SELECT * FROM apoyo.recount_supports(%d)) AS d",
                    process, process),
      ==, 0);
  world_execute (world, "RESET SESSION AUTHORIZATION");
}

static void
test_everything_gets_its_place (void)
{
  ApoyoLedger *ledger = NULL;

  receive (40);
  ledger = start_ledger ();
  world_wait_for (world, SETTLED);
  receive (7);
  world_wait_for (world, SETTLED);

  for (int process = 0; process <= WORLD_THREE; process++)
    assert_tree_is_whole (process);
  assert_tallies_are_the_log (WORLD_ONE);
  stop_ledger (ledger);
}

static void
test_small_passes_leave_nothing_behind (void)
{
  ApoyoLedger *ledger = new_ledger ();

  receive (60);
  apoyo_ledger_set_limit (ledger, 7);
  apoyo_ledger_start (ledger);
  world_wait_for (world, SETTLED);

  assert_tree_is_whole (WORLD_ONE);
  assert_tallies_are_the_log (WORLD_ONE);
  stop_ledger (ledger);
}

static void
test_checkpoint_verifies (void)
{
  g_autoptr (GBytes) key = apoyo_keyring_get_public_key (world->keyring);
  g_autofree char *origin = apoyo_ledger_origin (WORLD_ONE);
  g_autofree char *note = NULL;
  g_autofree char *root = NULL;
  g_autoptr (ApoyoCheckpoint) checkpoint = NULL;
  g_autoptr (GError) error = NULL;
  ApoyoLedger *ledger = NULL;
  ApoyoHash hash;

  receive (3);
  ledger = start_ledger ();
  /* Also the last of them, after which nothing more comes. */
  world_wait_for (world, "SELECT t.size = (SELECT max(c.size) FROM apoyo.checkpoint AS c "
                         "WHERE c.process = t.process) AND NOT EXISTS (SELECT FROM apoyo.pending) "
                         "FROM apoyo.tree AS t WHERE t.process = 1");
  note = world_text (world, "SELECT note FROM apoyo.checkpoint WHERE process = 1 "
                            "ORDER BY size DESC LIMIT 1");
  checkpoint =
      apoyo_checkpoint_open (note, -1, APOYO_LEDGER_KEY_NAME, g_bytes_get_data (key, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (checkpoint->origin, ==, origin);
  g_assert_cmpint (checkpoint->size, ==,
                   world_number (world, "SELECT size FROM apoyo.tree WHERE process = 1"));
  root = world_text (world, "SELECT encode(root, 'hex') FROM apoyo.tree WHERE process = 1");
  hash_from_hex (root, &hash);
  g_assert_true (apoyo_hash_equal (&checkpoint->root, &hash));
  stop_ledger (ledger);
}

static void
test_closing_signs_at_once (void)
{
  ApoyoLedger *ledger = new_ledger ();

  apoyo_ledger_set_checkpoint_interval (ledger, 3600 * 1000);
  apoyo_ledger_start (ledger);
  wait_for_lead (ledger);
  world_wait_for (world, SETTLED);
  world_execute (world, "UPDATE apoyo.process SET opens_at = now() - interval '9 days',"
                        " closes_at = now() - interval '8 days' WHERE id = 2");
  world_execute (world, "SET SESSION AUTHORIZATION carlos");
  world_execute (world, "SELECT apoyo.sign_in('test', 'test')");
  world_execute (world, "SELECT apoyo.begin_closing(2)");
  world_execute (world, "SELECT apoyo.propose('close-process', 2)");
  world_execute (world, "SET SESSION AUTHORIZATION diego");
  world_execute (world, "SELECT apoyo.sign_in('test', 'test')");
  world_execute (world, "SELECT apoyo.sign_proposal(i.proposal, i.plan_hash)"
                        "  FROM apoyo.proposal_inbox AS i");
  world_execute (world, "RESET SESSION AUTHORIZATION");
  world_wait_for (world, "SELECT t.size = (SELECT max(c.size) FROM apoyo.checkpoint AS c "
                         "WHERE c.process = 2) AND NOT EXISTS (SELECT FROM apoyo.pending) "
                         "FROM apoyo.tree AS t WHERE t.process = 2");
  stop_ledger (ledger);
}

static void
test_one_leads_and_the_other_takes_over (void)
{
  ApoyoLedger *first = start_ledger ();
  ApoyoLedger *second = NULL;

  wait_for_lead (first);
  second = start_ledger ();
  world_iterate (1500);
  g_assert_false (is_leading (second));
  receive (5);
  world_wait_for (world, SETTLED);
  stop_ledger (first);
  receive (5);
  wait_for_lead (second);
  world_wait_for (world, SETTLED);

  assert_tree_is_whole (WORLD_ONE);
  assert_tallies_are_the_log (WORLD_ONE);
  stop_ledger (second);
}

static void
test_lost_session_is_taken_up_again (void)
{
  ApoyoLedger *ledger = start_ledger ();

  wait_for_lead (ledger);
  for (guint i = 0; i < 4; i++) {
    receive (5);
    world_execute (world, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                          "WHERE usename = 'apoyo_ledger'");
    receive (5);
    world_wait_for (world, SETTLED);
  }
  assert_tree_is_whole (WORLD_ONE);
  assert_tallies_are_the_log (WORLD_ONE);
  stop_ledger (ledger);
}

/* As when the machine starts, and the database is not there yet. */
static void
test_database_may_come_later (void)
{
  ApoyoLedger *ledger = NULL;

  world_execute (world, "ALTER ROLE apoyo_ledger NOLOGIN");
  ledger = start_ledger ();
  receive (3);
  world_iterate (300);
  g_assert_false (is_leading (ledger));
  world_execute (world, "ALTER ROLE apoyo_ledger LOGIN");
  wait_for_lead (ledger);
  world_wait_for (world, SETTLED);
  stop_ledger (ledger);
}

static void
test_entries_without_a_tree_are_caught_up (void)
{
  ApoyoLedger *ledger = NULL;
  g_autofree char *before =
      world_text (world, "SELECT encode(root, 'hex') FROM apoyo.tree WHERE process = 1");
  g_autofree char *tiles =
      world_text (world, "SELECT encode(sha256(string_agg(t::text, '' ORDER BY t)::bytea), 'hex') "
                         "FROM apoyo.tile AS t WHERE process = 1");
  g_autofree char *after = NULL;
  g_autofree char *new_tiles = NULL;

  world_execute (world, "DELETE FROM apoyo.tile WHERE process = 1");
  world_execute (world, "UPDATE apoyo.tree SET root_size = 0, root = sha256(''), frontier = '{}' "
                        "WHERE process = 1");
  ledger = start_ledger ();
  world_wait_for (world, SETTLED);

  after = world_text (world, "SELECT encode(root, 'hex') FROM apoyo.tree WHERE process = 1");
  new_tiles =
      world_text (world, "SELECT encode(sha256(string_agg(t::text, '' ORDER BY t)::bytea), 'hex') "
                         "FROM apoyo.tile AS t WHERE process = 1");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (tiles, ==, new_tiles);
  stop_ledger (ledger);
}

static gboolean
is_notified (PGconn *listener)
{
  PGnotify *notify = NULL;

  PQconsumeInput (listener);
  notify = PQnotifies (listener);
  if (notify == NULL)
    return FALSE;
  g_assert_cmpstr (notify->relname, ==, "apoyo_board");
  PQfreemem (notify);
  return TRUE;
}

/* How often the ledger had looked when it told somebody; 0 until it does. */
static void
on_passed (ApoyoLedger *ledger, const ApoyoLedgerPassResult *pass, guint64 *looks)
{
  ApoyoLedgerCounters counters;

  apoyo_ledger_get_counters (ledger, &counters);
  if (pass->notified && *looks == 0)
    *looks = counters.looks;
}

/* By the pass that gives a commit its place or, where somebody was told a moment ago, by the one
 * after it; and one may have been under way. Counted, for a pass takes as long as the machine lets
 * it. */
static void
test_listeners_hear_of_it_soon (void)
{
  g_autofree char *conninfo = world_conninfo (world, NULL);
  PGconn *listener = PQconnectdb (conninfo);
  ApoyoLedger *ledger = new_ledger ();
  ApoyoLedgerCounters before;
  guint64 told = 0;

  /* Nothing happens but the commits. */
  apoyo_ledger_set_checkpoint_interval (ledger, G_MAXINT32);
  apoyo_ledger_start (ledger);
  wait_for_lead (ledger);
  world_wait_for (world, SETTLED);
  PQclear (PQexec (listener, "LISTEN apoyo_board"));
  g_signal_connect (ledger, "passed", G_CALLBACK (on_passed), &told);
  for (guint i = 0; i < 8; i++) {
    receive (1);
    apoyo_ledger_get_counters (ledger, &before);
    told = 0;
    while (told == 0)
      world_iterate (1);
    g_assert_cmpuint (told - before.looks, <=, 3);
    while (!is_notified (listener))
      world_iterate (1);
  }
  PQfinish (listener);
  stop_ledger (ledger);
}

static void
test_listeners_hear_of_it_and_seldom (void)
{
  g_autofree char *conninfo = world_conninfo (world, NULL);
  PGconn *listener = PQconnectdb (conninfo);
  ApoyoLedger *ledger = start_ledger ();
  gint64 begun = 0;
  gint64 passed = 0;
  guint heard = 0;

  wait_for_lead (ledger);
  world_wait_for (world, SETTLED);
  world_iterate (600);
  PQclear (PQexec (listener, "LISTEN apoyo_board"));
  while (is_notified (listener))
    ;
  begun = g_get_monotonic_time ();
  receive (1);
  while (!is_notified (listener)) {
    g_assert_cmpint (g_get_monotonic_time () - begun, <, 90 * G_TIME_SPAN_SECOND);
    world_iterate (1);
  }

  /* A notification every quarter of a second, whatever comes in meanwhile. */
  begun = g_get_monotonic_time ();
  while (passed < 2 * G_TIME_SPAN_SECOND || heard < 4) {
    g_assert_cmpint (passed, <, 90 * G_TIME_SPAN_SECOND);
    receive (1);
    world_iterate (5);
    while (is_notified (listener))
      heard++;
    passed = g_get_monotonic_time () - begun;
  }
  /* One at each end, and one that was on the way when this began. */
  g_assert_cmpint (heard, <=, passed / (250 * G_TIME_SPAN_MILLISECOND) + 2);
  PQfinish (listener);
  stop_ledger (ledger);
}

/* Last: the tree of process 3 stays damaged. The others are served. */
static void
test_damaged_edge_is_not_built_upon (void)
{
  ApoyoLedger *ledger = NULL;
  ApoyoLedgerCounters counters;
  gint64 size = world_number (world, "SELECT size FROM apoyo.tree WHERE process = 3");

  world_execute (world, "UPDATE apoyo.tree SET frontier[1] = sha256('planted') WHERE process = 3");
  world_receive (world, WORLD_THREE, 1, "7d5c7e1e-0000-4000-8000-000000000001");
  receive (3);
  ledger = start_ledger ();
  wait_for_lead (ledger);
  world_wait_for (world,
                  "SELECT (SELECT array_agg(DISTINCT process) FROM apoyo.pending) = '{3}' AND NOT "
                  "EXISTS (SELECT FROM apoyo.tree WHERE process = 1 AND size <> root_size)");

  apoyo_ledger_get_counters (ledger, &counters);
  g_assert_cmpint (counters.failures, ==, 1);
  g_assert_cmpint (world_number (world, "SELECT size FROM apoyo.tree WHERE process = 3"), ==, size);
  stop_ledger (ledger);
}

/* What it signed nobody could verify; and it does not stand in the way of whoever has the key. */
static void
test_another_key_signs_nothing (void)
{
  g_autofree char *keys = g_build_filename (world->dir, "other-keys", NULL);
  g_autoptr (ApoyoKeyring) other = apoyo_keyring_open (keys, TRUE, NULL);
  ApoyoLedger *ledger = start_ledger ();
  ApoyoLedger *stranger = new_ledger_with (other);
  ApoyoLedgerCounters counters;

  wait_for_lead (ledger);
  stop_ledger (ledger);
  apoyo_ledger_start (stranger);
  do {
    world_iterate (20);
    apoyo_ledger_get_counters (stranger, &counters);
  } while (counters.failures == 0 && !counters.leading);
  g_assert_false (counters.leading);
  ledger = start_ledger ();
  wait_for_lead (ledger);
  stop_ledger (stranger);
  stop_ledger (ledger);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  /* Warnings are what these tests provoke; what follows from them is asserted. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  world = world_new ();
  g_test_add_func ("/ledger/everything-gets-its-place", test_everything_gets_its_place);
  g_test_add_func ("/ledger/small-passes-leave-nothing-behind",
                   test_small_passes_leave_nothing_behind);
  g_test_add_func ("/ledger/checkpoint-verifies", test_checkpoint_verifies);
  g_test_add_func ("/ledger/closing-signs-at-once", test_closing_signs_at_once);
  g_test_add_func ("/ledger/one-leads-and-the-other-takes-over",
                   test_one_leads_and_the_other_takes_over);
  g_test_add_func ("/ledger/lost-session-is-taken-up-again", test_lost_session_is_taken_up_again);
  g_test_add_func ("/ledger/database-may-come-later", test_database_may_come_later);
  g_test_add_func ("/ledger/entries-without-a-tree-are-caught-up",
                   test_entries_without_a_tree_are_caught_up);
  g_test_add_func ("/ledger/listeners-hear-of-it-soon", test_listeners_hear_of_it_soon);
  g_test_add_func ("/ledger/listeners-hear-of-it-and-seldom", test_listeners_hear_of_it_and_seldom);
  g_test_add_func ("/ledger/another-key-signs-nothing", test_another_key_signs_nothing);
  g_test_add_func ("/ledger/damaged-edge-is-not-built-upon", test_damaged_edge_is_not_built_upon);
  status = g_test_run ();
  world_free (world);
  return status;
}
