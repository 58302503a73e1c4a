/* validator-fixture.c: people, their captures, and a validator to give them to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-clave.h"
#include "apoyo-curp.h"
#include "apoyo-roll-keys.h"
#include "apoyo-sha256.h"
#include "validator-fixture.h"

World *world;
ApoyoVault *vault;
ApoyoReader *reader;
GBytes *picture;

static guint n_people;

void
identity_clear (Identity *self)
{
  g_free (self->clave);
  g_free (self->curp);
  g_free (self->cic);
}

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

Identity
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

void
store_capture (int process, const char *capture, const Person *p, const Identity *identity)
{
  g_autofree char *curp = curp_of_capture (p, identity);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int valid_until = p->valid_until != 0 ? p->valid_until : g_date_time_get_year (now) + 8;
  g_autofree char *metadata = g_strdup_printf (
      "{\"capture\":\"%s\",\"credential\":{\"model\":\"%s\",\"curp\":%s%s%s,"
      "\"clave_elector\":\"%s\",\"cic\":\"%s\",\"citizen_id\":\"000000001\",\"ocr\":null,"
      "\"issue\":\"01\",\"section\":\"%s\",\"valid_until\":%d},"
      "\"names\":{\"given\":\"EJEMPLO\",\"paternal\":\"PRUEBA\",\"maternal\":\"MUESTRA\"}}",
      capture, p->model != NULL ? p->model : "G", p->no_curp ? "" : "\"",
      p->no_curp ? "null" : curp, p->no_curp ? "" : "\"", identity->clave, identity->cic,
      p->section != NULL ? p->section : "0001", valid_until);
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

ApoyoValidator *
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

void
stop_validator (ApoyoValidator *validator)
{
  gboolean stopped = FALSE;

  apoyo_validator_stop_async (validator, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  world_finalize (validator);
}

void
assert_trouble_pauses (ApoyoValidator *validator)
{
  ApoyoValidatorCounters counters;

  /* Long enough for a busy machine to meet the trouble within it, shorter than the pause. */
  apoyo_validator_set_lease (validator, 700);
  apoyo_validator_start (validator);
  do {
    world_iterate (20);
    apoyo_validator_get_counters (validator, &counters);
  } while (counters.failed == 0);
  world_iterate (1000);
  apoyo_validator_get_counters (validator, &counters);
  stop_validator (validator);
  g_assert_cmpuint (counters.claimed, ==, 1);
  g_assert_cmpuint (counters.failed, ==, 1);
}

void
wait_until_validated (gint64 support)
{
  g_autofree char *done =
      g_strdup_printf ("SELECT NOT EXISTS (SELECT FROM apoyo.work "
                       "WHERE kind = 'validation' AND support = %" G_GINT64_FORMAT ")",
                       support);

  world_wait_for (world, done);
}

/* Validates what waits and gives the support's situation. */
char *
validate (gint64 support)
{
  ApoyoValidator *validator = start_validator (world->keyring);

  wait_until_validated (support);
  stop_validator (validator);
  return world_text (world, "SELECT situation FROM apoyo.support WHERE id = %" G_GINT64_FORMAT,
                     support);
}

void
assert_findings (gint64 support, const char *expected)
{
  g_autofree char *codes = world_text (world,
                                       "SELECT coalesce(string_agg(DISTINCT code, ' ' ORDER BY "
                                       "code), '') FROM apoyo.finding WHERE code <> "
                                       "'picture_sent_before' AND support = %" G_GINT64_FORMAT,
                                       support);

  g_assert_cmpstr (codes, ==, expected);
}

gint64
receive_person (int process, int promovente, const Person *person, const Identity *identity)
{
  g_autofree char *capture = g_uuid_string_random ();

  store_capture (process, capture, person, identity);
  return world_receive (world, process, promovente, capture);
}

void
read_pictures (const char *how)
{
  world_execute (world,
                 "UPDATE apoyo.check_settings SET document = document || "
                 "jsonb_build_object('reading', '%s') WHERE process = %d",
                 how, WORLD_ONE);
}
