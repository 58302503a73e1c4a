/* test-validator.c: from a capture in the vault to its situation, on a real database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-credential.h"
#include "apoyo-curp.h"
#include "apoyo-inspection.h"
#include "apoyo-roll-keys.h"
#include "apoyo-sealed-inputs.h"
#include "apoyo-sha256.h"
#include "apoyo-validator.h"
#include "picture-files.h"
#include "world.h"

static World *world;
static ApoyoVault *vault;
static ApoyoReader *reader; /* NULL but in the tests that read pictures */
static guint n_people;
static GBytes *picture; /* (nullable): instead of bytes that are no picture */

/* Whom the roll knows, and what the capture says. */
typedef struct {
  const char *status; /* NULL: the roll does not know the person */
  const char *cause;
  const char *entity;
  int born;             /* year; other people get another day each */
  const char *roll_cic; /* NULL: the same as on the card */
  int curp_born;        /* year in the CURP of the capture, 0: the same */
  gboolean curp_slip;   /* its check digit is wrong */
  const char *model;    /* NULL: G */
  int valid_until;      /* 0: far away */
  gboolean no_curp;     /* missing from the capture */
} Person;

typedef struct {
  char *clave;
  char *curp;
  char *cic;
} Identity;

static void
identity_clear (Identity *self)
{
  g_free (self->clave);
  g_free (self->curp);
  g_free (self->cic);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Identity, identity_clear)

static ApoyoPerson
make_person (guint number, int year)
{
  ApoyoPerson person = {
    .given = "EJEMPLO",
    .paternal = "PRUEBA",
    .maternal = "MUESTRA",
    .year = year,
    .month = 1 + (int) (number / 28) % 12,
    .day = 1 + (int) number % 28,
    .sex = 'H',
    .entity = "09",
  };

  return person;
}

static char *
hash_literal (const char *kind, const char *text)
{
  g_autoptr (GBytes) key = apoyo_roll_key (world->keyring, kind, text);
  g_autofree char *hex = apoyo_hex_encode (g_bytes_get_data (key, NULL), g_bytes_get_size (key));

  return g_strdup_printf ("'\\x%s'", hex);
}

static void
enrol (const Person *p, const Identity *identity)
{
  g_autofree char *clave = hash_literal (APOYO_ROLL_KEY_CLAVE, identity->clave);
  g_autofree char *curp = hash_literal (APOYO_ROLL_KEY_CURP, identity->curp);
  g_autofree char *cic =
      hash_literal (APOYO_ROLL_KEY_CIC, p->roll_cic != NULL ? p->roll_cic : identity->cic);
  g_autofree char *cause =
      p->cause != NULL ? g_strdup_printf ("'%s'", p->cause) : g_strdup ("NULL");

  world_execute (world,
                 "INSERT INTO apoyo.roll (clave_key, curp_key, cic_key, entity, section, "
                 "municipality, status, cause, import) "
                 "VALUES (%s, %s, %s, '%s', '0001', '001', '%s', %s, 1)",
                 clave, curp, cic, p->entity, p->status, cause);
}

static Identity
make_identity (const Person *p)
{
  ApoyoPerson person = make_person (++n_people, p->born);
  Identity identity = {
    .clave = apoyo_clave_build (&person, NULL),
    .curp = apoyo_curp_build (&person, '\0'),
    .cic = g_strdup_printf ("%09u", 100000000 + n_people),
  };

  if (p->status != NULL)
    enrol (p, &identity);
  return identity;
}

static char *
curp_of_capture (const Person *p, const Identity *identity)
{
  char *curp = NULL;

  if (p->curp_born != 0) {
    ApoyoPerson other = make_person (n_people, p->curp_born);

    return apoyo_curp_build (&other, '\0');
  }
  curp = g_strdup (identity->curp);
  if (p->curp_slip)
    curp[17] = curp[17] == '9' ? '0' : (char) (curp[17] + 1);
  return curp;
}

static void
store_capture (int process, const char *capture, const Person *p, const Identity *identity)
{
  g_autofree char *curp = curp_of_capture (p, identity);
  g_autofree char *metadata = g_strdup_printf (
      "{\"capture\":\"%s\",\"credential\":{\"model\":\"%s\",\"curp\":%s%s%s,"
      "\"clave_elector\":\"%s\",\"cic\":\"%s\",\"citizen_id\":\"000000001\",\"ocr\":null,"
      "\"issue\":\"01\",\"section\":\"0001\",\"valid_until\":%d},"
      "\"names\":{\"given\":\"EJEMPLO\",\"paternal\":\"PRUEBA\",\"maternal\":\"MUESTRA\"}}",
      capture, p->model != NULL ? p->model : "G", p->no_curp ? "" : "\"",
      p->no_curp ? "null" : curp, p->no_curp ? "" : "\"", identity->clave, identity->cic,
      p->valid_until != 0 ? p->valid_until : 2034);
  g_autoptr (GBytes) content =
      picture != NULL ? g_bytes_ref (picture) : g_bytes_new_static ("picture", 7);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, capture, -1);
  g_autoptr (GError) error = NULL;
  ApoyoVaultImage images[4];
  static const char *const names[] = { "front", "back", "selfie", "signature" };

  for (guint i = 0; i < G_N_ELEMENTS (images); i++) {
    images[i] = (ApoyoVaultImage){ .name = names[i], .type = "image/jpeg", .content = content };
    apoyo_sha256 (g_bytes_get_data (content, NULL), g_bytes_get_size (content), images[i].sha256);
  }
  apoyo_vault_store (vault, process, capture, digest, metadata, images, G_N_ELEMENTS (images),
                     &error);
  g_assert_no_error (error);
}

static ApoyoValidator *
start_validator (ApoyoKeyring *keyring)
{
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  ApoyoValidator *validator = apoyo_validator_new (conninfo, vault, keyring, reader);

  apoyo_validator_start (validator);
  return validator;
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *stopped = user_data;

  g_assert_true (apoyo_validator_stop_finish (APOYO_VALIDATOR (object), result, NULL));
  *stopped = TRUE;
}

static void
stop_validator (ApoyoValidator *validator)
{
  gboolean stopped = FALSE;

  apoyo_validator_stop_async (validator, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  world_iterate (50);
  g_assert_finalize_object (validator);
}

/* Validates what waits and gives the support's situation. */
static char *
validate (gint64 support)
{
  ApoyoValidator *validator = start_validator (world->keyring);
  g_autofree char *done =
      g_strdup_printf ("SELECT NOT EXISTS (SELECT FROM apoyo.work "
                       "WHERE kind = 'validation' AND support = %" G_GINT64_FORMAT ")",
                       support);

  world_wait_for (world, done);
  stop_validator (validator);
  return world_text (world, "SELECT situation FROM apoyo.support WHERE id = %" G_GINT64_FORMAT,
                     support);
}

static void
assert_findings (gint64 support, const char *expected)
{
  g_autofree char *codes = world_text (world,
                                       "SELECT coalesce(string_agg(DISTINCT code, ' ' ORDER BY "
                                       "code), '') FROM apoyo.finding WHERE code <> "
                                       "'picture_sent_before' AND support = %" G_GINT64_FORMAT,
                                       support);

  g_assert_cmpstr (codes, ==, expected);
}

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

static gint64
receive_person (int process, int promovente, const Person *person, const Identity *identity)
{
  g_autofree char *capture = g_uuid_string_random ();

  store_capture (process, capture, person, identity);
  return world_receive (world, process, promovente, capture);
}

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
  for (guint i = 0; i < 2; i++) {
    ApoyoValidatorCounters counters;

    world_iterate (100);
    apoyo_validator_get_counters (validators[i], &counters);
    finished += counters.finished;
    g_assert_cmpuint (counters.failed, ==, 0);
    stop_validator (validators[i]);
  }
  g_assert_cmpuint (finished, ==, 60);
  g_assert_cmpint (world_number (world, "SELECT count(*) FROM apoyo.event "
                                        "WHERE convert_from(body, 'UTF8')::jsonb ->> 'kind' = "
                                        "'support-validated' GROUP BY process, "
                                        "convert_from(body, 'UTF8')::jsonb ->> 'subject' "
                                        "ORDER BY 1 DESC LIMIT 1"),
                   ==, 1);
}

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

static void
read_pictures (const char *how)
{
  world_execute (world,
                 "UPDATE apoyo.check_settings SET document = document || "
                 "jsonb_build_object('reading', '%s') WHERE process = %d",
                 how, WORLD_ONE);
}

/* A reader that waits for the file "go" before it starts. (transfer full) */
static ApoyoReader *
new_waiting_reader (void)
{
  g_autofree char *program = g_build_filename (world->dir, "waiting-reader", NULL);
  g_autofree char *real =
      g_test_build_filename (G_TEST_BUILT, "..", "src", "server", "reader", "apoyo-reader", NULL);
  g_autofree char *script = g_strdup_printf (
      "#!/bin/sh\nuntil [ -e %s/go ]; do sleep 0.05; done\nexec %s \"$@\"\n", world->dir, real);
  ApoyoReader *waiting = apoyo_reader_new (1);

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

/* Twice the victim of a deadlock, as a trigger plays it: recorded at the third try, by one attempt,
 * without a pause. A sequence counts, since it is not rolled back. */
static void
test_deadlock_is_tried_again (void)
{
  static const Person person = { "active", NULL, "01", 1976 };
  g_auto (Identity) identity = make_identity (&person);
  gint64 support = receive_person (WORLD_ONE, 1, &person, &identity);
  gint64 start = g_get_monotonic_time ();
  g_autofree char *situation = NULL;

  world_execute (world, "CREATE SEQUENCE staging.tries");
  world_execute (world, "GRANT USAGE ON SEQUENCE staging.tries TO apoyo_owner");
  world_execute (world,
                 "CREATE FUNCTION staging.collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                 "IF nextval('staging.tries') <= 2 THEN RAISE deadlock_detected; END IF; "
                 "RETURN NEW; END $$");
  world_execute (world, "CREATE TRIGGER collide BEFORE UPDATE ON apoyo.support FOR EACH ROW "
                        "EXECUTE FUNCTION staging.collide()");
  situation = validate (support);
  world_execute (world, "DROP TRIGGER collide ON apoyo.support");
  world_execute (world, "DROP FUNCTION staging.collide()");
  world_execute (world, "DROP SEQUENCE staging.tries");
  g_assert_cmpstr (situation, ==, "valid");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_TIME_SPAN_SECOND);
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
  g_autoptr (ApoyoVault) other_vault = apoyo_vault_new (path, other, NULL);
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  ApoyoValidator *validator = NULL;
  ApoyoValidatorCounters counters;
  g_autofree char *situation = NULL;

  g_assert_true (apoyo_keyring_ensure_process (other, WORLD_ONE, NULL));
  validator = apoyo_validator_new (conninfo, other_vault, other, NULL);
  apoyo_validator_set_lease (validator, 100);
  apoyo_validator_start (validator);
  world_iterate (1500);
  apoyo_validator_get_counters (validator, &counters);
  stop_validator (validator);

  g_assert_cmpuint (counters.claimed, ==, 1); /* and not once more in a second and a half */
  g_assert_cmpuint (counters.failed, ==, 1);
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
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
  ApoyoValidatorCounters counters;
  gint64 support = 0;

  apoyo_reader_set_program (missing, "/nonexistent/reader");
  read_pictures ("cascade");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  validator = apoyo_validator_new (conninfo, vault, world->keyring, missing);
  apoyo_validator_set_lease (validator, 100);
  apoyo_validator_start (validator);
  world_iterate (700);
  apoyo_validator_get_counters (validator, &counters);
  stop_validator (validator);
  read_pictures ("no");
  g_assert_cmpuint (counters.claimed, ==, 1);
  g_assert_cmpuint (counters.failed, ==, 1);
  situation = validate (support);
  g_assert_cmpstr (situation, ==, "valid");
}

/* A lease that would end before the pictures are read is prolonged: the reader takes a second only
 * to start. */
static void
test_lease_is_renewed (void)
{
  static const Person person = { "active", NULL, "01", 1979 };
  g_auto (Identity) identity = make_identity (&person);
  g_autofree char *program = g_build_filename (world->dir, "slow-reader", NULL);
  g_autofree char *real =
      g_test_build_filename (G_TEST_BUILT, "..", "src", "server", "reader", "apoyo-reader", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nsleep 1\nexec %s \"$@\"\n", real);
  g_autofree char *done = NULL;
  g_autofree char *conninfo = world_conninfo (world, "apoyo_validator");
  g_autoptr (ApoyoReader) slow = apoyo_reader_new (1);
  ApoyoValidator *validator = NULL;
  gint64 support = 0;

  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_chmod (program, 0700);
  apoyo_reader_set_program (slow, program);
  read_pictures ("cascade");
  support = receive_person (WORLD_ONE, 1, &person, &identity);
  validator = apoyo_validator_new (conninfo, vault, world->keyring, slow);
  apoyo_validator_set_lease (validator, 200);
  apoyo_validator_start (validator);
  done = g_strdup_printf ("SELECT NOT EXISTS (SELECT FROM apoyo.work "
                          "WHERE kind = 'validation' AND support = %" G_GINT64_FORMAT ")",
                          support);
  world_wait_for (world, done);
  stop_validator (validator);
  read_pictures ("no");
  g_assert_cmpint (world_number (world,
                                 "SELECT max(attempt) FROM apoyo.examination WHERE support "
                                 "= %" G_GINT64_FORMAT,
                                 support),
                   ==, 1);
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
  vault = apoyo_vault_new (path, world->keyring, NULL);
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
  g_test_add_func ("/validator/stale-attempt-is-refused", test_stale_attempt_is_refused);
  g_test_add_func ("/validator/slow-worker-changes-nothing", test_slow_worker_changes_nothing);
  g_test_add_func ("/validator/deadlock-is-tried-again", test_deadlock_is_tried_again);
  g_test_add_func ("/validator/wrong-keys-stop-the-work", test_wrong_keys_stop_the_work);
  g_test_add_func ("/validator/pictures-are-read", test_pictures_are_read);
  g_test_add_func ("/validator/killed-validator-repeats-nothing",
                   test_killed_validator_repeats_nothing);
  g_test_add_func ("/validator/missing-reader-stops-the-work", test_missing_reader_stops_the_work);
  g_test_add_func ("/validator/lease-is-renewed", test_lease_is_renewed);
  status = g_test_run ();
  g_object_unref (vault);
  world_free (world);
  return status;
}
