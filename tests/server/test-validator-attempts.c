/* test-validator-attempts.c: validators that are slow, die, lack a reader, or come too late.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-inspection.h"
#include "apoyo-sealed-inputs.h"
#include "apoyo-validation.h"
#include "apoyo-vault-error.h"
#include "picture-files.h"
#include "validator-fixture.h"

/* Somebody claimed it and died: when the lease is over another does it, and the dead one's word, if
 * it comes after all, is refused. */
static void
test_stale_attempt_is_refused (void)
{
  static const Person person = { "active", NULL, "01", 1973 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *situation = NULL;

  world_execute (world, "SET SESSION AUTHORIZATION apoyo_validator");
  g_assert_cmpint (world_number (world, "SELECT count(*) FROM apoyo.claim_validation('dead', 1, "
                                        "interval '300 milliseconds')"),
                   ==, 1);
  world_execute (world, "RESET SESSION AUTHORIZATION");
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");

  world_execute (world, "SET SESSION AUTHORIZATION apoyo_validator");
  world_execute (world,
                 "DO $$ BEGIN PERFORM apoyo.record_findings(%" G_GINT64_FORMAT
                 ", 1, 'in_review', NULL, NULL, NULL, NULL, '[]', sha256('s'), 'p'); "
                 "RAISE 'it was taken'; EXCEPTION WHEN SQLSTATE 'AP401' THEN NULL; END $$",
                 support);
  world_execute (world, "RESET SESSION AUTHORIZATION");
}

/* A reader that waits for the file "go" before it starts. (transfer full) */
static ApoyoReader *
new_waiting_reader (void)
{
  g_autofree char *go = g_build_filename (world->dir, "go", NULL);
  g_autofree char *program = g_build_filename (world->dir, "waiting-reader", NULL);
  g_autofree char *real = g_strdup (BUILD_ROOT "/src/server/reader/apoyo-reader");
  g_autofree char *script = g_strdup_printf (
      "#!/bin/sh\nuntil [ -e %s ]; do sleep 0.05; done\nexec %s \"$@\"\n", go, real);
  ApoyoReader *waiting = apoyo_reader_new (1);

  g_unlink (go); /* of a case before */
  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_chmod (program, 0700);
  apoyo_reader_set_program (waiting, program);
  return waiting;
}

/* Has it tried again by a supervisor, and claims it for somebody else: gives the claim's number. */
static gint64
begin_anew (gint64 support)
{
  world_execute (world, "SET SESSION AUTHORIZATION lucia");
  world_execute (world,
                 "DO $$ BEGIN PERFORM apoyo.sign_in ('test', 'test'); PERFORM "
                 "apoyo.requeue_work (%" G_GINT64_FORMAT ", 'slow'); END $$",
                 support);
  world_execute (world, "SET SESSION AUTHORIZATION apoyo_validator");
  g_assert_cmpint (world_number (world, "SELECT count(*) FROM apoyo.claim_validation('other', 1, "
                                        "interval '1 hour')"),
                   ==, 1);
  world_execute (world, "RESET SESSION AUTHORIZATION");
  return world_number (world, "SELECT attempt FROM apoyo.work WHERE support = %" G_GINT64_FORMAT,
                       support);
}

static guint
count_previews (gint64 support)
{
  g_autofree char *capture =
      world_text (world, "SELECT capture FROM apoyo.support WHERE id = %" G_GINT64_FORMAT, support);
  g_autofree char *folder = g_strdup_printf ("%s/vault/%d/%.2s", world->dir, WORLD_ONE, capture);
  g_autofree char *previews = g_strconcat (capture, ".previews", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, previews);
  return n;
}

/* One who reads slowly finishes when the work has begun anew and is somebody else's: its word is
 * refused, nothing is changed, and the pictures it made are gone. */
static void
test_slow_worker_changes_nothing (void)
{
  static const Person person = { "active", NULL, "01", 1971 };
  g_auto (Identity) identity = make_identity (&person);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autofree char *go = g_build_filename (world->dir, "go", NULL);
  g_autofree char *claimed = NULL;
  g_autofree char *traces =
      g_strdup ("SELECT concat_ws(' ', (SELECT count(*) FROM apoyo.event WHERE process > 0), "
                "(SELECT count(*) "
                "FROM apoyo.finding), (SELECT count(*) FROM apoyo.examination))");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (ApoyoReader) waiting = new_waiting_reader ();
  ApoyoValidator *validator = NULL;
  ApoyoValidatorCounters counters = { 0 };
  TestPicture drawn;
  gint64 support = 0;
  gint64 claim = 0;

  test_picture_init (&drawn, 900, 600);
  picture = test_picture_to_jpeg (&drawn);
  test_picture_clear (&drawn);
  read_pictures ("cheap");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  validator = apoyo_validator_new (conninfo, vault, world->keyring, waiting);
  apoyo_validator_start (validator);
  claimed = g_strdup_printf ("SELECT attempt = 1 FROM apoyo.work WHERE support = %" G_GINT64_FORMAT,
                             support);
  world_wait_for (world, claimed);
  claim = begin_anew (support);
  before = world_text (world, "%s", traces);
  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  while (counters.stale == 0) {
    world_iterate (20);
    apoyo_validator_get_counters (validator, &counters);
  }
  stop_validator (validator);
  after = world_text (world, "%s", traces);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_previews (support), ==, 0);

  /* Given back, it is done by whoever comes next, and then its pictures are there. */
  world_execute (world, "SET SESSION AUTHORIZATION apoyo_validator");
  world_execute (world, "SELECT apoyo.give_up_validation(%" G_GINT64_FORMAT ", %d, 'x')", support,
                 (int) claim);
  world_execute (world, "RESET SESSION AUTHORIZATION");
  world_execute (world, "UPDATE apoyo.work SET due_at = now() WHERE support = %" G_GINT64_FORMAT,
                 support);
  reader = apoyo_reader_new (1);
  g_free (validate (support));
  g_clear_object (&reader);
  read_pictures ("no");
  g_clear_pointer (&picture, g_bytes_unref);
  g_assert_cmpuint (count_previews (support), ==, 1);
  g_assert_cmpint (world_number (world,
                                 "SELECT attempt - %d FROM apoyo.examination WHERE support = "
                                 "%" G_GINT64_FORMAT,
                                 (int) claim, support),
                   ==, 1);
}

static char *
path_of_capture (gint64 support)
{
  g_autofree char *capture =
      world_text (world, "SELECT capture FROM apoyo.support WHERE id = %" G_GINT64_FORMAT, support);

  return g_strdup_printf ("%s/vault/%d/%.2s/%s", world->dir, WORLD_ONE, capture, capture);
}

static void
assert_no_attempt_failed (gint64 support)
{
  g_assert_cmpint (world_number (world,
                                 "SELECT count(*) FROM apoyo.finding WHERE code = 'attempt_failed' "
                                 "AND support = %" G_GINT64_FORMAT,
                                 support),
                   ==, 0);
}

/* A disk that cannot be read, or is full, says nothing of the captures. */
static void
test_ailing_vault_stops_the_work (void)
{
  static const Person person = { "active", NULL, "01", 1977 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *path = path_of_capture (support);
  g_autofree char *whole = g_strconcat (path, ".whole", NULL);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autoptr (GError) full = g_error_new_literal (APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_SPACE, "");
  g_autofree char *situation = NULL;

  g_assert_true (apoyo_validation_is_trouble (full));
  g_assert_cmpint (g_rename (path, whole), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0); /* can be opened, and not be read */
  assert_trouble_pauses (apoyo_validator_new (conninfo, vault, world->keyring, NULL));
  assert_no_attempt_failed (support);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_rename (whole, path), ==, 0);
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
}

/* Captures are not lost because the vault is not mounted. */
static void
test_vault_not_mounted_stops_the_work (void)
{
  static const Person person = { "active", NULL, "01", 1981 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *directory = g_build_filename (world->dir, "vault", NULL);
  g_autofree char *mounted = g_build_filename (world->dir, "mounted", NULL);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autofree char *situation = NULL;

  g_assert_cmpint (g_rename (directory, mounted), ==, 0);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  assert_trouble_pauses (apoyo_validator_new (conninfo, vault, world->keyring, NULL));
  assert_no_attempt_failed (support);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
  g_assert_cmpint (g_rename (mounted, directory), ==, 0);
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
}

/* Settings that a newer program has written are not held against the captures either. */
static void
test_settings_of_tomorrow_stop_the_work (void)
{
  static const Person person = { "active", NULL, "01", 1978 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autofree char *situation = NULL;

  world_execute (world,
                 "UPDATE apoyo.check_settings SET document = document || '{\"tomorrow\": 1}' "
                 "WHERE process = %d",
                 WORLD_ONE);
  assert_trouble_pauses (apoyo_validator_new (conninfo, vault, world->keyring, NULL));
  world_execute (
      world, "UPDATE apoyo.check_settings SET document = document - 'tomorrow' WHERE process = %d",
      WORLD_ONE);
  assert_no_attempt_failed (support);
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
}

/* The document comes with the first row of a process: what is wrong with that row, here a rule, is
 * not held against the second. */
static void
test_settings_of_a_bad_row_serve_the_others (void)
{
  static const Person person = { "active", NULL, "01", 1979 };
  static const Person other = { "active", NULL, "01", 1980 };
  g_auto (Identity) identity = make_identity (&person);
  g_auto (Identity) other_identity = make_identity (&other);
  gint64 bad = receive_person (WORLD_ONE, 1, &person, &identity);
  gint64 good = receive_person (WORLD_ONE, 1, &other, &other_identity);
  g_autofree char *situation = NULL;

  world_execute (world,
                 "INSERT INTO apoyo.rule SELECT (jsonb_populate_record(r, jsonb_build_object("
                 "'version', 1000, 'document', r.document || '{\"tomorrow\": 1}'))).* "
                 "FROM apoyo.rule AS r WHERE r.process = %d AND r.version = 1",
                 WORLD_ONE);
  world_execute (world, "UPDATE apoyo.support SET rule_version = 1000 WHERE id = %" G_GINT64_FORMAT,
                 bad);
  situation = validate (good);
  g_assert_cmpstr (situation, ==, "valid");
  world_execute (world, "UPDATE apoyo.support SET rule_version = 1 WHERE id = %" G_GINT64_FORMAT,
                 bad);
  world_execute (world, "DELETE FROM apoyo.rule WHERE version = 1000");
  world_execute (world, "UPDATE apoyo.work SET due_at = now() WHERE support = %" G_GINT64_FORMAT,
                 bad);
  g_free (validate (bad));
}

/* Twice the victim of a deadlock, as a trigger plays it: recorded at the third try, by one attempt,
 * without a pause. A sequence counts, since it is not rolled back. */
static void
test_deadlock_is_tried_again (void)
{
  static const Person person = { "active", NULL, "01", 1976 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  ApoyoValidator *validator = NULL;
  ApoyoValidatorCounters counters;

  world_execute (world, "CREATE SEQUENCE staging.tries");
  world_execute (world, "GRANT USAGE ON SEQUENCE staging.tries TO apoyo_owner");
  world_execute (world,
                 "CREATE FUNCTION staging.collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                 "IF nextval('staging.tries') <= 2 THEN RAISE deadlock_detected; END IF; "
                 "RETURN NEW; END $$");
  world_execute (world, "CREATE TRIGGER collide BEFORE UPDATE ON apoyo.support FOR EACH ROW "
                        "EXECUTE FUNCTION staging.collide()");
  validator = start_validator (world->keyring);
  wait_until_validated (support);
  apoyo_validator_get_counters (validator, &counters);
  stop_validator (validator);
  world_execute (world, "DROP TRIGGER collide ON apoyo.support");
  world_execute (world, "DROP FUNCTION staging.collide()");
  world_execute (world, "DROP SEQUENCE staging.tries");
  /* A pause begins with a failure. */
  g_assert_cmpuint (counters.claimed, ==, 1);
  g_assert_cmpuint (counters.failed, ==, 0);
  g_assert_cmpint (world_number (world,
                                 "SELECT attempt FROM apoyo.examination AS e "
                                 "JOIN apoyo.support AS s ON s.id = e.support "
                                 "WHERE s.situation = 'valid' AND s.id = %" G_GINT64_FORMAT,
                                 support),
                   ==, 1);
}

/* An act begins while a capture is read, and holds its process: the capture is given back, those of
 * the other processes are finished meanwhile, and it costs no attempt. */
static void
test_held_process_holds_nobody_up (void)
{
  static const Person person = { "active", NULL, "01", 1981 };
  static const Person other = { "active", NULL, "01", 1982 };
  g_auto (Identity) identity = make_identity (&person);
  g_auto (Identity) other_identity = make_identity (&other);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autofree char *go = g_build_filename (world->dir, "go", NULL);
  g_autoptr (ApoyoReader) waiting = new_waiting_reader ();
  g_autofree char *claimed = NULL;
  g_autofree char *returned = NULL;
  ApoyoValidator *validator = NULL;
  ApoyoValidatorCounters counters;
  gint64 support = 0;

  read_pictures ("cascade");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  validator = apoyo_validator_new (conninfo, vault, world->keyring, waiting);
  apoyo_validator_set_in_flight (validator, 1);
  apoyo_validator_start (validator);
  claimed = g_strdup_printf ("SELECT worker IS NOT NULL FROM apoyo.work WHERE support = "
                             "%" G_GINT64_FORMAT,
                             support);
  world_wait_for (world, claimed);
  world_execute (world, "BEGIN");
  world_execute (world, "SELECT apoyo.lock_process_row (%d)", WORLD_ONE);
  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  returned = g_strdup_printf ("SELECT worker IS NULL AND attempt = first_attempt FROM apoyo.work "
                              "WHERE support = %" G_GINT64_FORMAT,
                              support);
  world_wait_for (world, returned);
  wait_until_validated (receive_person (WORLD_TWO, 1, &other, &other_identity));
  world_execute (world, "COMMIT");
  wait_until_validated (support);
  apoyo_validator_get_counters (validator, &counters);
  stop_validator (validator);
  read_pictures ("no");
  g_assert_cmpuint (counters.failed, ==, 0);
  g_assert_cmpuint (counters.returned, ==, 1);
}

/* What the validator stored, inspected again from the sealed inputs. */
static void
assert_replays (gint64 support)
{
  g_autofree char *sealed_hex = world_text (
      world,
      "SELECT encode(sealed, 'hex') FROM apoyo.examination WHERE support = %" G_GINT64_FORMAT,
      support);
  g_autofree char *digest = world_text (
      world,
      "SELECT encode(digest, 'hex') FROM apoyo.examination WHERE support = %" G_GINT64_FORMAT,
      support);
  g_autofree char *rule_json = world_text (
      world,
      "SELECT r.document FROM apoyo.rule AS r JOIN apoyo.examination AS e ON r.process = e.process "
      "AND r.version = e.rule_version WHERE e.support = %" G_GINT64_FORMAT,
      support);
  g_autofree char *checks = world_text (
      world,
      "SELECT c.document FROM apoyo.check_settings AS c JOIN apoyo.examination AS e "
      "ON c.process = e.process AND c.version = e.settings WHERE e.support = %" G_GINT64_FORMAT,
      support);
  gsize size = strlen (sealed_hex) / 2;
  g_autofree guint8 *bytes = g_malloc (size);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (ApoyoRule) rule = apoyo_rule_from_json (rule_json, -1, NULL);
  g_autoptr (ApoyoCheckSettings) settings = apoyo_check_settings_from_json (checks, -1, NULL);
  g_autoptr (ApoyoInspectionInput) input = NULL;
  g_autoptr (ApoyoInspection) inspection = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (g_ascii_xdigit_value (sealed_hex[2 * i]) * 16 +
                         g_ascii_xdigit_value (sealed_hex[2 * i + 1]));
  sealed = g_bytes_new (bytes, size);
  text = apoyo_sealed_inputs_open (world->keyring, WORLD_ONE, sealed, &error);
  g_assert_no_error (error);
  input = apoyo_inspection_input_from_json (
      g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), rule, settings, &error);
  g_assert_no_error (error);
  inspection = apoyo_inspect (input);
  again = g_compute_checksum_for_string (G_CHECKSUM_SHA256, inspection->tree, -1);
  g_assert_cmpstr (again, ==, digest);
}

/* Bytes that are no picture end in findings, never in a dead validator, and can be judged again. */
static void
test_pictures_are_read (void)
{
  static const Person person = { "active", NULL, "01", 1977 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = 0;
  g_autofree char *situation = NULL;

  read_pictures ("cascade");
  reader = apoyo_reader_new (1);
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  situation = validate (support);
  g_clear_object (&reader);
  read_pictures ("no");

  g_assert_cmpstr (situation, ==, "in_review");
  assert_findings (support, "picture_undecodable");
  g_assert_cmpint (world_number (world,
                                 "SELECT count(*) FROM apoyo.finding WHERE support = "
                                 "%" G_GINT64_FORMAT,
                                 support),
                   ==, 4);
  assert_replays (support);
}

/* Whoever dies with a support in hand leaves nothing behind that counts: it is validated once more,
 * and every finding stands once. */
static void
test_killed_validator_repeats_nothing (void)
{
  static const Person person = { "active", NULL, "01", 1978, .valid_until = 2023 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *situation = NULL;

  world_execute (world, "SET SESSION AUTHORIZATION apoyo_validator");
  for (guint i = 0; i < 3; i++) {
    g_assert_cmpint (world_number (world, "SELECT count(*) FROM apoyo.claim_validation('dead', 1, "
                                          "interval '1 millisecond')"),
                     ==, 1);
    world_execute (world, "SELECT pg_sleep(0.005)");
  }
  world_execute (world, "RESET SESSION AUTHORIZATION");
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "in_review");
  g_assert_cmpint (world_number (world,
                                 "SELECT count(*) - count(DISTINCT (code, detail)) + "
                                 "count(*) FILTER (WHERE code = 'expired') FROM apoyo.finding "
                                 "WHERE support = %" G_GINT64_FORMAT,
                                 support),
                   ==, 1);
  g_assert_cmpint (world_number (world,
                                 "SELECT count(*) FROM apoyo.examination WHERE support = "
                                 "%" G_GINT64_FORMAT,
                                 support),
                   ==, 1);
  assert_replays (support);
}

/* Every attempt is given up after the pictures were read: people get it, and there are pictures for
 * them to look at, by claims that may be shown. */
static void
test_given_up_leaves_pictures (void)
{
  static const Person person = { "active", NULL, "01", 1976 };
  g_auto (Identity) identity = make_identity (&person);
  g_autofree char *situation = NULL;
  TestPicture drawn;
  gint64 support = 0;

  test_picture_init (&drawn, 300, 200);
  picture = test_picture_to_jpeg (&drawn);
  test_picture_clear (&drawn);
  read_pictures ("cheap");
  reader = apoyo_reader_new (1);
  world_execute (world, "CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS "
                        "$$ BEGIN RAISE 'out of order'; END $$; CREATE TRIGGER fail BEFORE INSERT "
                        "ON apoyo.trace FOR EACH ROW EXECUTE FUNCTION public.fail()");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  world_execute (world,
                 "UPDATE apoyo.work SET attempt = 4 WHERE kind = 'validation' AND support = "
                 "%" G_GINT64_FORMAT,
                 support);
  situation = validate (support);
  world_execute (world, "DROP TRIGGER fail ON apoyo.trace; DROP FUNCTION public.fail()");
  g_clear_object (&reader);
  g_clear_pointer (&picture, g_bytes_unref);
  read_pictures ("no");

  g_assert_cmpstr (situation, ==, "in_review");
  g_assert_cmpint (
      world_number (world, "SELECT (apoyo.claims_to_show(%" G_GINT64_FORMAT "))[1]", support), ==,
      5);
  g_assert_cmpuint (count_previews (support), ==, 1);
}

/* Everybody has given up, and people have got it, when the last one comes to an end after all: what
 * it made is what they are shown. */
static void
test_slow_worker_leaves_pictures_to_people (void)
{
  static const Person person = { "active", NULL, "01", 1969 };
  g_auto (Identity) identity = make_identity (&person);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autofree char *go = g_build_filename (world->dir, "go", NULL);
  g_autofree char *claimed = NULL;
  g_autoptr (ApoyoReader) waiting = new_waiting_reader ();
  ApoyoValidator *validator = apoyo_validator_new (conninfo, vault, world->keyring, waiting);
  ApoyoValidatorCounters counters = { 0 };
  TestPicture drawn;
  gint64 support = 0;

  g_unlink (go);
  test_picture_init (&drawn, 300, 200);
  picture = test_picture_to_jpeg (&drawn);
  test_picture_clear (&drawn);
  read_pictures ("cheap");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  world_execute (world, "UPDATE apoyo.work SET attempt = 4 WHERE support = %" G_GINT64_FORMAT,
                 support);
  apoyo_validator_start (validator);
  claimed = g_strdup_printf ("SELECT attempt = 5 FROM apoyo.work WHERE support = %" G_GINT64_FORMAT,
                             support);
  world_wait_for (world, claimed);
  world_execute (
      world, "DO $$ BEGIN PERFORM apoyo.send_unreadable_to_review (%" G_GINT64_FORMAT "); END $$",
      support);
  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  while (counters.stale == 0) {
    world_iterate (20);
    apoyo_validator_get_counters (validator, &counters);
  }
  stop_validator (validator);
  read_pictures ("no");
  g_clear_pointer (&picture, g_bytes_unref);
  g_assert_cmpuint (count_previews (support), ==, 1);
}

/* Without a reader nothing is held against the captures: they wait. */
static void
test_missing_reader_stops_the_work (void)
{
  static const Person person = { "active", NULL, "01", 1975 };
  g_auto (Identity) identity = make_identity (&person);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autoptr (ApoyoReader) missing = apoyo_reader_new (1);
  g_autofree char *situation = NULL;
  ApoyoValidator *validator = NULL;
  gint64 support = 0;

  apoyo_reader_set_program (missing, "/nonexistent/reader");
  read_pictures ("cascade");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  validator = apoyo_validator_new (conninfo, vault, world->keyring, missing);
  assert_trouble_pauses (validator);
  read_pictures ("no");
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
}

/* A lease that would end before the pictures are read is prolonged: the reader starts only when it
 * would have ended. */
static void
test_lease_is_renewed (void)
{
  static const Person person = { "active", NULL, "01", 1979 };
  g_auto (Identity) identity = make_identity (&person);
  g_autofree char *go = g_build_filename (world->dir, "go", NULL);
  g_autofree char *claimed = NULL;
  g_autofree char *over = NULL;
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autoptr (ApoyoReader) waiting = new_waiting_reader ();
  ApoyoValidator *validator = NULL;
  gint64 support = 0;

  read_pictures ("cascade");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  validator = apoyo_validator_new (conninfo, vault, world->keyring, waiting);
  /* Renewed every half of it: what holds a busy machine up is shorter. */
  apoyo_validator_set_lease (validator, 3000);
  apoyo_validator_start (validator);
  claimed = g_strdup_printf ("SELECT attempt = 1 FROM apoyo.work WHERE support = %" G_GINT64_FORMAT,
                             support);
  world_wait_for (world, claimed);
  over = world_text (world, "SELECT format('SELECT clock_timestamp() > %%L::timestamptz', "
                            "now() + interval '3 seconds')");
  world_wait_for (world, over);
  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  wait_until_validated (support);
  stop_validator (validator);
  read_pictures ("no");
  g_assert_cmpint (world_number (world,
                                 "SELECT max(attempt) FROM apoyo.examination WHERE support "
                                 "= %" G_GINT64_FORMAT,
                                 support),
                   ==, 1);
}

void
add_attempt_tests (void)
{
  g_test_add_func ("/validator/stale-attempt-is-refused", test_stale_attempt_is_refused);
  g_test_add_func ("/validator/slow-worker-changes-nothing", test_slow_worker_changes_nothing);
  g_test_add_func ("/validator/ailing-vault-stops-the-work", test_ailing_vault_stops_the_work);
  g_test_add_func ("/validator/vault-not-mounted-stops-the-work",
                   test_vault_not_mounted_stops_the_work);
  g_test_add_func ("/validator/settings-of-tomorrow-stop-the-work",
                   test_settings_of_tomorrow_stop_the_work);
  g_test_add_func ("/validator/settings-of-a-bad-row-serve-the-others",
                   test_settings_of_a_bad_row_serve_the_others);
  g_test_add_func ("/validator/deadlock-is-tried-again", test_deadlock_is_tried_again);
  g_test_add_func ("/validator/held-process-holds-nobody-up", test_held_process_holds_nobody_up);
  g_test_add_func ("/validator/pictures-are-read", test_pictures_are_read);
  g_test_add_func ("/validator/killed-validator-repeats-nothing",
                   test_killed_validator_repeats_nothing);
  g_test_add_func ("/validator/given-up-leaves-pictures", test_given_up_leaves_pictures);
  g_test_add_func ("/validator/slow-worker-leaves-pictures-to-people",
                   test_slow_worker_leaves_pictures_to_people);
  g_test_add_func ("/validator/missing-reader-stops-the-work", test_missing_reader_stops_the_work);
  g_test_add_func ("/validator/lease-is-renewed", test_lease_is_renewed);
}
