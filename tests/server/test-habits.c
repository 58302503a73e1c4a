/* test-habits.c: what no single capture shows: from pictures and places of telephones, through the
 * confined reader, the validator and the database, to the findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-album.h"
#include "apoyo-pictures.h"
#include "apoyo-sha256.h"
#include "apoyo-validator.h"
#include "picture-files.h"
#include "world.h"

#define SEED 20260607
#define N_CITIZENS 5000
#define LATITUDE 19.43
#define LONGITUDE -99.13

static World *world;
static ApoyoVault *vault;
static ApoyoReader *reader;
static ApoyoPopulation population;

typedef struct {
  GBytes *selfie;
  GBytes *signature;
} Pictures;

static void
pictures_clear (Pictures *self)
{
  g_clear_pointer (&self->selfie, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pictures, pictures_clear)

static Pictures
draw (guint person)
{
  const ApoyoPlant *plant = apoyo_plant_find ("clean");
  g_auto (ApoyoScenario) scenario = { 0 };
  g_auto (ApoyoPictures) drawn = { 0 };

  apoyo_scenario_init (&scenario, &population, plant,
                       apoyo_scenario_citizen (&population, plant, person), 1);
  for (ApoyoPicture i = APOYO_PICTURE_SELFIE; i <= APOYO_PICTURE_SIGNATURE; i++)
    apoyo_pictures_render_one (&drawn, i, &scenario.holder, &scenario.stranger, plant,
                               scenario.shot);
  return (Pictures){ g_bytes_ref (drawn.file[APOYO_PICTURE_SELFIE]),
                     g_bytes_ref (drawn.file[APOYO_PICTURE_SIGNATURE]) };
}

/* Another file of the same picture. */
static GBytes *
save_again (GBytes *jpeg)
{
  TestPicture picture = { 0 };
  GBytes *again = NULL;

  test_picture_from_jpeg (&picture, jpeg);
  again = test_picture_to_jpeg (&picture);
  test_picture_clear (&picture);
  g_assert_false (g_bytes_equal (again, jpeg));
  return again;
}

static void
store_capture (const char *capture, const Pictures *pictures, double latitude)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("none", 4);
  const struct {
    const char *name;
    GBytes *file;
  } files[] = { { "front", none },
                { "back", none },
                { "selfie", pictures->selfie },
                { "signature", pictures->signature } };
  g_autofree char *metadata = g_strdup_printf (
      "{\"capture\":\"%s\",\"location\":{\"latitude\":%d.%02d,\"longitude\":%d.%02d}}", capture,
      (int) latitude, (int) (latitude * 100) % 100, (int) LONGITUDE,
      (int) (-LONGITUDE * 100) % 100);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, capture, -1);
  g_autoptr (GError) error = NULL;
  ApoyoVaultImage images[G_N_ELEMENTS (files)];

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    images[i] =
        (ApoyoVaultImage){ .name = files[i].name, .type = "image/jpeg", .content = files[i].file };
    apoyo_sha256 (g_bytes_get_data (files[i].file, NULL), g_bytes_get_size (files[i].file),
                  images[i].sha256);
  }
  apoyo_vault_store (vault, WORLD_ONE, capture, digest, metadata, images, G_N_ELEMENTS (images),
                     &error);
  g_assert_no_error (error);
}

/* The findings about behaviour and resemblance. (transfer full) */
static char *
validate (const Pictures *pictures, double latitude, guint minutes_ago)
{
  g_autofree char *capture = g_uuid_string_random ();
  g_autofree char *done = NULL;
  gint64 support = 0;

  store_capture (capture, pictures, latitude);
  support = world_receive_late (world, WORLD_ONE, 1, capture, minutes_ago);
  done = g_strdup_printf ("SELECT EXISTS (SELECT FROM apoyo.examination WHERE support = "
                          "%" G_GINT64_FORMAT ")",
                          support);
  world_wait_for (world, done);
  return world_text (
      world,
      "SELECT coalesce(string_agg(code || ' ' || (detail ->> 'check'), ', ' ORDER BY "
      "code), '') FROM apoyo.finding WHERE support = %" G_GINT64_FORMAT
      " AND code IN ('picture_resembles', 'signature_repeated', 'impossible_travel',"
      " 'impossible_rate', 'device_many_people', 'picture_sent_before')",
      support);
}

/* One auxiliary, one after the other: each is compared with those before it. */
static void
test_one_after_the_other (void)
{
  g_auto (Pictures) first = draw (0);
  g_auto (Pictures) second = draw (1);
  g_auto (Pictures) third = draw (2);
  g_auto (Pictures) fourth = draw (3);
  g_auto (Pictures) same_person = { save_again (first.selfie), g_bytes_ref (second.signature) };
  g_auto (Pictures) same_hand = { g_bytes_ref (third.selfie), save_again (first.signature) };
  const struct {
    const Pictures *pictures;
    double latitude;
    guint minutes_ago;
    const char *expected;
  } rows[] = {
    { &first, LATITUDE, 300, "" },
    { &same_person, LATITUDE, 290, "picture_resembles selfie.near" },
    { &same_hand, LATITUDE, 280, "signature_repeated signature.near" },
    /* Three degrees to the north are 333 km. As many to the east would be fewer, and with latitude
     * for longitude hardly any. */
    { &fourth, LATITUDE + 3, 220, "impossible_travel behaviour.travel" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = validate (rows[i].pictures, rows[i].latitude, rows[i].minutes_ago);

    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *stopped = user_data;

  g_assert_true (apoyo_validator_stop_finish (APOYO_VALIDATOR (object), result, NULL));
  *stopped = TRUE;
}

static void
set_up_population (void)
{
  g_autoptr (GError) error = NULL;
  ApoyoMix mix;

  apoyo_mix_load (&mix, SOURCE_DATADIR "/catalogues/inconsistency-mix-2022.csv", &error);
  g_assert_no_error (error);
  apoyo_citizen_set_newest_year (APOYO_CITIZEN_YEAR);
  apoyo_population_init (&population, SEED, N_CITIZENS, &mix, "09-F12", &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *conninfo = NULL;
  ApoyoValidator *validator = NULL;
  gboolean stopped = FALSE;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  set_up_population ();
  world = world_new ();
  world_execute (world, "UPDATE apoyo.check_settings SET document = document || "
                        "'{\"reading\": \"cheap\"}'");
  path = g_build_filename (world->dir, "vault", NULL);
  vault = apoyo_vault_new (path, world->keyring, TRUE, NULL);
  reader = apoyo_reader_new (1);
  conninfo = world_conninfo (world, "apoyo_validator");
  validator = apoyo_validator_new (conninfo, vault, world->keyring, reader);
  apoyo_validator_start (validator);
  g_test_add_func ("/habits/one-after-the-other", test_one_after_the_other);
  status = g_test_run ();
  apoyo_validator_stop_async (validator, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  world_finalize (validator);
  g_object_unref (reader);
  g_object_unref (vault);
  world_free (world);
  return status;
}
