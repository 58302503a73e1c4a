/* test-validator.c: from a capture in the vault to its situation, on a real database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "validator-fixture.h"

typedef struct {
  const char *path;
  int process;
  Person person;
  const char *situation;
  const char *detail; /* NULL: none */
  const char *demarcation;
  const char *findings;
} Case;

static const Case cases[] = {
  { "clean", WORLD_ONE, { "active", NULL, "01", 1980 }, "valid", NULL, "01", "" },
  { "clean-counted-by-section",
    WORLD_TWO,
    { "active", NULL, "01", 1980 },
    "valid",
    NULL,
    "01-S0001",
    "" },
  { "out-of-scope",
    WORLD_TWO,
    { "active", NULL, "02", 1980 },
    "out_of_scope",
    NULL,
    "02-S0001",
    "" },
  { "all-are-reviewed", WORLD_THREE, { "active", NULL, "01", 1980 }, "in_review", NULL, "01", "" },
  { "dropped", WORLD_ONE, { "dropped", "death", "02", 1980 }, "dropped", "death", "02", "" },
  { "not-on-list", WORLD_ONE, { "not_on_list", NULL, "02", 1980 }, "not_on_roll", NULL, "02", "" },
  { "nobody-by-what-was-typed", WORLD_ONE, { NULL, NULL, "01", 1980 }, "in_review", NULL, "-", "" },
  { "nobody-with-a-slip",
    WORLD_ONE,
    { NULL, NULL, "01", 1980, .curp_slip = TRUE },
    "in_review",
    NULL,
    "-",
    "check_digit" },
  { "curp-of-another",
    WORLD_ONE,
    { "active", NULL, "01", 1980, .curp_born = 1985 },
    "in_review",
    NULL,
    "-",
    "birth_disagrees roll_disagrees" },
  { "no-curp",
    WORLD_ONE,
    { "active", NULL, "01", 1980, .no_curp = TRUE },
    "in_review",
    NULL,
    "01",
    "missing" },
  { "another-card",
    WORLD_ONE,
    { "active", NULL, "01", 1980, .roll_cic = "999999999" },
    "in_review",
    NULL,
    "01",
    "roll_disagrees" },
  { "card-of-another-section",
    WORLD_ONE,
    { "active", NULL, "01", 1980, .section = "0002" },
    "in_review",
    NULL,
    "01",
    "roll_disagrees" },
  { "expired",
    WORLD_ONE,
    { "active", NULL, "01", 1980, .valid_until = 2023 },
    "in_review",
    NULL,
    "01",
    "expired" },
  { "extension-is-over",
    WORLD_ONE,
    { "active", NULL, "01", 1980, .valid_until = 2024 },
    "in_review",
    NULL,
    "01",
    "expired" },
  { "model-not-accepted",
    WORLD_ONE,
    { "active", NULL, "01", 1980, .model = "C" },
    "in_review",
    NULL,
    "01",
    NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_auto (Identity) identity = make_identity (&c->person);
  gint64 support = receive_person (c->process, 1, &c->person, &identity);
  g_autofree char *situation = validate (support);
  g_autofree char *detail = world_text (
      world, "SELECT coalesce(detail, '') FROM apoyo.support WHERE id = %" G_GINT64_FORMAT,
      support);
  g_autofree char *demarcation = world_text (
      world, "SELECT demarcation FROM apoyo.support WHERE id = %" G_GINT64_FORMAT, support);

  g_assert_cmpstr (situation, ==, c->situation);
  g_assert_cmpstr (detail, ==, c->detail != NULL ? c->detail : "");
  g_assert_cmpstr (demarcation, ==, c->demarcation);
  if (c->findings != NULL)
    assert_findings (support, c->findings);
}

static void
test_repeated_support_counts_once (void)
{
  static const Person person = { "active", NULL, "01", 1970 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 first = receive_person (WORLD_ONE, 1, &person, &identity);
  gint64 same = receive_person (WORLD_ONE, 1, &person, &identity);
  gint64 other = receive_person (WORLD_ONE, 2, &person, &identity);
  g_autofree char *third = validate (other);
  g_autofree char *second = validate (same);
  g_autofree char *situation = validate (first);

  g_assert_cmpstr (situation, ==, "valid");
  g_assert_cmpstr (second, ==, "duplicate_same");
  g_assert_cmpstr (third, ==, "duplicate_other");
}

static void
test_missing_capture_goes_to_people (void)
{
  g_autofree char *capture = g_uuid_string_random ();
  gint64 support = world_receive (world, WORLD_ONE, 1, capture);
  g_autofree char *situation = validate (support);

  g_assert_cmpstr (situation, ==, "in_review");
  assert_findings (support, "unreadable");
}

static void
test_damaged_capture_goes_to_people (void)
{
  static const Person person = { "active", NULL, "01", 1971 };
  g_auto (Identity) identity = make_identity (&person);
  g_autofree char *capture = g_uuid_string_random ();
  g_autofree char *prefix = g_strndup (capture, 2);
  g_autofree char *path = g_build_filename (world->dir, "vault", "1", prefix, capture, NULL);
  g_autofree char *content = NULL;
  g_autofree char *situation = NULL;
  gsize length = 0;
  gint64 support = 0;

  store_capture (WORLD_ONE, capture, &person, &identity);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[length / 2] ^= 1;
  content[100] ^= 1;
  g_chmod (path, 0600);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  support = world_receive (world, WORLD_ONE, 1, capture);
  situation = validate (support);

  g_assert_cmpstr (situation, ==, "in_review");
  assert_findings (support, "unreadable");
}

static guint64
count_finished (ApoyoValidator *validator)
{
  ApoyoValidatorCounters counters;

  apoyo_validator_get_counters (validator, &counters);
  g_assert_cmpuint (counters.failed, ==, 0);
  return counters.finished;
}

static void
test_two_share_the_work (void)
{
  static const Person person = { "active", NULL, "02", 1972 };
  ApoyoValidator *validators[2];
  guint64 finished = 0;

  for (guint i = 0; i < 60; i++) {
    g_auto (Identity) identity = make_identity (&person);

    receive_person (WORLD_ONE, 1 + (int) (i % 3), &person, &identity);
  }
  for (guint i = 0; i < 2; i++)
    validators[i] = start_validator (world->keyring);
  world_wait_for (world, "SELECT NOT EXISTS (SELECT FROM apoyo.work WHERE kind = 'validation')");
  /* They count what they did when they hear that it is committed. */
  for (guint tries = 0; finished < 60 && tries < 4500; tries++) {
    world_iterate (20);
    finished = count_finished (validators[0]) + count_finished (validators[1]);
  }
  g_assert_cmpuint (finished, ==, 60);
  for (guint i = 0; i < 2; i++)
    stop_validator (validators[i]);
  g_assert_cmpint (world_number (world, "SELECT count(*) FROM apoyo.event "
                                        "WHERE convert_from(body, 'UTF8')::jsonb ->> 'kind' = "
                                        "'support-validated' GROUP BY process, "
                                        "convert_from(body, 'UTF8')::jsonb ->> 'subject' "
                                        "ORDER BY 1 DESC LIMIT 1"),
                   ==, 1);
}

/* With the wrong keys nothing can be read, and nothing may be held against the captures. */
static void
test_wrong_keys_stop_the_work (void)
{
  static const Person person = { "active", NULL, "01", 1974 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *keys = g_build_filename (world->dir, "other-keys", NULL);
  g_autofree char *path = g_build_filename (world->dir, "vault", NULL);
  g_autoptr (ApoyoKeyring) other = apoyo_keyring_open (keys, TRUE, NULL);
  g_autoptr (ApoyoVault) other_vault = apoyo_vault_new (path, other, TRUE, NULL);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  ApoyoValidator *validator = NULL;
  g_autofree char *situation = NULL;

  g_assert_true (apoyo_keyring_ensure_process (other, WORLD_ONE, NULL));
  validator = apoyo_validator_new (conninfo, other_vault, other, NULL);
  assert_trouble_pauses (validator);
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
}

/* With the process's key and another one of the roll's nobody would be found there, and whoever is
 * read whole would be rejected. */
static void
test_another_roll_key_stops_the_work (void)
{
  static const Person first = { "active", NULL, "01", 1982 };
  static const Person person = { "active", NULL, "01", 1973 };
  g_auto (Identity) first_identity = make_identity (&first);
  g_auto (Identity) identity = make_identity (&person);
  gint64 before = receive_person (WORLD_ONE, 1, &first, &first_identity);
  g_autofree char *known = validate (before); /* the key is in use */
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *keys = g_build_filename (world->dir, "other-roll", NULL);
  g_autofree char *roll = g_build_filename (keys, "roll.key", NULL);
  g_autofree char *copy =
      g_strdup_printf ("cp -r %s %s", apoyo_keyring_get_directory (world->keyring), keys);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autoptr (ApoyoKeyring) other = NULL;
  g_autofree char *situation = NULL;

  g_assert_cmpstr (known, ==, "valid");
  g_assert_true (g_spawn_command_line_sync (copy, NULL, NULL, NULL, NULL));
  g_assert_cmpint (g_remove (roll), ==, 0);
  other = apoyo_keyring_open (keys, TRUE, NULL);
  g_assert_nonnull (other);
  assert_trouble_pauses (apoyo_validator_new (conninfo, vault, other, NULL));
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
}

/* The day a card was shown is the server's: a telephone whose clock is years behind makes no
 * expired card good, and what its clock betrayed is for people. */
static void
test_telephone_of_another_year (void)
{
  static const Person person = { "active", NULL, "01", 1972, .valid_until = 2023 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  g_autofree char *situation = NULL;

  world_execute (world,
                 "UPDATE apoyo.support SET captured_at = received_at - interval '5 years 1 hour', "
                 "sent_at = received_at - interval '5 years' WHERE id = %" G_GINT64_FORMAT,
                 support);
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "in_review");
  assert_findings (support, "clock_skew expired");
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  /* Warnings are what these tests provoke; what follows from them is asserted. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  world = world_new ();
  path = g_build_filename (world->dir, "vault", NULL);
  vault = apoyo_vault_new (path, world->keyring, TRUE, NULL);
  g_assert_nonnull (vault);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = g_strdup_printf ("/validator/%s", cases[i].path);

    g_test_add_data_func (name, &cases[i], test_case);
  }
  g_test_add_func ("/validator/repeated-support-counts-once", test_repeated_support_counts_once);
  g_test_add_func ("/validator/missing-capture-goes-to-people",
                   test_missing_capture_goes_to_people);
  g_test_add_func ("/validator/damaged-capture-goes-to-people",
                   test_damaged_capture_goes_to_people);
  g_test_add_func ("/validator/two-share-the-work", test_two_share_the_work);
  g_test_add_func ("/validator/wrong-keys-stop-the-work", test_wrong_keys_stop_the_work);
  add_attempt_tests ();
  g_test_add_func ("/validator/another-roll-key-stops-the-work",
                   test_another_roll_key_stops_the_work);
  g_test_add_func ("/validator/telephone-of-another-year", test_telephone_of_another_year);
  status = g_test_run ();
  g_object_unref (vault);
  world_free (world);
  return status;
}
