/* apoyo-album.c: captures as folders, to look at and to tune upon.
 *
 * A folder holds the four pictures and truth.json: what was planted, and what the telephone says.
 * Where a picture is of somebody else's capture, that capture stands in the folder "original".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-album.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-pictures.h"

/* Who held a card of ten years ago was of age then. */
#define LAST_BIRTH_OF_OLD_CARDS 1994

/* Of the citizens in the nominal list, one that the plant can happen to: the i-th of this plant. */
guint
apoyo_scenario_citizen (const ApoyoPopulation *population, const ApoyoPlant *plant, guint i)
{
  /* Names that differ in one letter must not share their citizens (Knuth's multiplier). */
  guint start = (g_str_hash (plant->nick) * 2654435761u) >> 4;
  guint index = (start % population->n_citizens + i * 61) % population->n_citizens;

  for (guint tries = 0; tries < population->n_citizens; tries++) {
    g_auto (ApoyoCitizen) citizen = { 0 };

    apoyo_population_citizen (population, index, &citizen);
    if (citizen.state == APOYO_FATE_VALID &&
        (!plant->twin || apoyo_population_is_twin (population, index)) &&
        (plant->twist < APOYO_TWIST_EXPIRED || citizen.year <= LAST_BIRTH_OF_OLD_CARDS))
      return index;
    index = (index + 1) % population->n_citizens;
  }
  return index;
}

void
apoyo_scenario_init (ApoyoScenario *self,
                     const ApoyoPopulation *population,
                     const ApoyoPlant *plant,
                     guint citizen,
                     guint64 shot)
{
  self->plant = plant;
  self->shot = shot;
  apoyo_population_citizen (population, citizen, &self->citizen);
  apoyo_population_citizen (population, citizen, &self->holder);
  apoyo_population_citizen (population, (citizen + 7) % population->n_citizens, &self->stranger);
  apoyo_plant_dress (plant, &self->holder);
  /* Who comes of age soon is in the roll already. */
  if (plant->twist == APOYO_TWIST_MINOR)
    apoyo_plant_dress (plant, &self->citizen);
}

void
apoyo_scenario_clear (ApoyoScenario *self)
{
  apoyo_citizen_clear (&self->citizen);
  apoyo_citizen_clear (&self->holder);
  apoyo_citizen_clear (&self->stranger);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
make_truth (const ApoyoScenario *scenario)
{
  const ApoyoCitizen *holder = &scenario->holder;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *curp = apoyo_plant_curp (scenario->plant, holder);
  g_autofree char *mrz = apoyo_plant_mrz (scenario->plant, holder);
  g_autofree char *section = g_strdup_printf ("%04u", holder->section);
  g_autofree char *birth =
      g_strdup_printf ("%04d-%02d-%02d", holder->year, holder->month, holder->day);
  const char model[] = { holder->model, '\0' };

  json_builder_begin_object (builder);
  add_text (builder, "plant", scenario->plant->nick);
  add_text (builder, "group", scenario->plant->group);
  add_text (builder, "causes", scenario->plant->causes);
  add_text (builder, "picture", scenario->plant->picture);
  add_text (builder, "model", model);
  add_text (builder, "given", holder->given);
  add_text (builder, "paternal", holder->paternal);
  add_text (builder, "maternal", holder->maternal);
  add_text (builder, "birth", birth);
  add_text (builder, "sex", holder->woman ? "M" : "H");
  add_text (builder, "curp", curp);
  add_text (builder, "clave", holder->clave);
  add_text (builder, "cic", holder->cic);
  add_text (builder, "citizen_id", holder->citizen_id);
  add_text (builder, "ocr", holder->ocr);
  add_text (builder, "issue", holder->issue);
  add_text (builder, "section", section);
  add_text (builder, "mrz", mrz);
  json_builder_set_member_name (builder, "valid_until");
  json_builder_add_int_value (builder, holder->valid_until);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

static gboolean
write_scenario (const ApoyoScenario *scenario, const char *dir, GError **error)
{
  g_auto (ApoyoPictures) pictures = { 0 };
  g_autofree char *truth = make_truth (scenario);
  g_autofree char *truth_file = g_build_filename (dir, "truth.json", NULL);

  if (g_mkdir_with_parents (dir, 0700) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be made", dir);
    return FALSE;
  }
  apoyo_pictures_render (&pictures, &scenario->holder, &scenario->stranger, scenario->plant,
                         scenario->shot);
  for (guint i = 0; i < APOYO_N_PICTURES; i++) {
    const char *kind = strchr (pictures.type[i], '/') + 1;
    g_autofree char *name = g_strdup_printf ("%s.%s", apoyo_picture_to_nick (i),
                                             g_str_equal (kind, "jpeg") ? "jpg" : kind);
    g_autofree char *file = g_build_filename (dir, name, NULL);
    gsize size;
    const char *data = g_bytes_get_data (pictures.file[i], &size);

    if (!g_file_set_contents (file, data, (gssize) size, error))
      return FALSE;
  }
  return g_file_set_contents (truth_file, truth, -1, error);
}

gboolean
apoyo_album_write (const ApoyoPopulation *population,
                   const ApoyoPlant *plant,
                   guint citizen,
                   guint64 shot,
                   const char *dir,
                   GError **error)
{
  g_auto (ApoyoScenario) scenario = { 0 };
  g_autofree char *original = g_build_filename (dir, "original", NULL);

  apoyo_scenario_init (&scenario, population, plant, citizen, shot);
  return write_scenario (&scenario, dir, error) &&
         (!plant->again || apoyo_album_write (population, apoyo_plant_find ("clean"),
                                              scenario.stranger.index, 0, original, error));
}

/* dir/NICK-1 …: as many captures of one plant. */
gboolean
apoyo_album_fill (const ApoyoPopulation *population,
                  const ApoyoPlant *plant,
                  guint n,
                  const char *dir,
                  GError **error)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("%s-%u", plant->nick, i + 1);
    g_autofree char *folder = g_build_filename (dir, name, NULL);

    if (!apoyo_album_write (population, plant, apoyo_scenario_citizen (population, plant, i), i + 1,
                            folder, error))
      return FALSE;
  }
  return TRUE;
}
