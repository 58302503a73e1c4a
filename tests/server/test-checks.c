/* test-checks.c: each check of the settings is answered by what the confined reader really
 * measures.
 *
 * A check whose observation nobody makes, or never surely enough, would be "not known" for ever,
 * and no test with made-up observations would see it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-album.h"
#include "apoyo-inspection.h"
#include "apoyo-pictures.h"
#include "apoyo-reader.h"

#define SEED 20260607
#define N_CITIZENS 5000

/* What the database counts, and whom it knows. */
#define HABITS                                                                                     \
  "{\"device_people_day\":3,\"device_people_hour\":3,\"auxiliary_people_hour\":3,"                 \
  "\"auxiliary_devices\":1,\"minutes_since_last\":20,\"km_since_last\":1,"                         \
  "\"near\":{\"selfie\":20,\"signature\":20}}"

static ApoyoReader *reader;
static ApoyoPopulation population;

static ApoyoCredential *
make_typed (const ApoyoCitizen *holder)
{
  ApoyoCredential *typed = apoyo_credential_new ();

  typed->model = g_strdup_printf ("%c", holder->model);
  typed->curp = g_strdup (holder->curp);
  typed->clave_elector = g_strdup (holder->clave);
  typed->cic = g_strdup (holder->cic);
  typed->citizen_id = g_strdup (holder->citizen_id);
  typed->issue = g_strdup (holder->issue);
  typed->section = g_strdup_printf ("%04u", holder->section);
  typed->valid_until = holder->valid_until;
  typed->given = g_strdup (holder->given);
  typed->paternal = g_strdup (holder->paternal);
  typed->maternal = *holder->maternal ? g_strdup (holder->maternal) : NULL;
  return typed;
}

static void
read_pictures (ApoyoInspectionInput *input, const ApoyoPictures *pictures, ApoyoReadLevel level)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GError) error = NULL;
  ApoyoReadPicture wanted[APOYO_N_PICTURES];

  for (guint i = 0; i < APOYO_N_PICTURES; i++)
    wanted[i] = (ApoyoReadPicture){ apoyo_picture_to_nick (i), pictures->file[i] };
  readings = apoyo_reader_read (reader, level, wanted, G_N_ELEMENTS (wanted), &error);
  g_assert_no_error (error);
  g_clear_pointer (&input->readings, g_ptr_array_unref);
  input->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < readings->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (readings, i);

    g_ptr_array_add (input->readings, json_object_ref (reading->json));
  }
  input->full = level == APOYO_READ_FULL;
}

static ApoyoInspectionInput *
make_input (const char *plant, ApoyoPictures *pictures)
{
  g_auto (ApoyoScenario) scenario = { 0 };
  g_autoptr (JsonNode) habits = json_from_string (HABITS, NULL);
  ApoyoInspectionInput *input = apoyo_inspection_input_new ();
  const ApoyoPlant *found = apoyo_plant_find (plant);

  g_assert_nonnull (found);
  apoyo_scenario_init (&scenario, &population, found,
                       apoyo_scenario_citizen (&population, found, 0), 1);
  apoyo_pictures_render (pictures, &scenario.holder, &scenario.stranger, scenario.plant,
                         scenario.shot);
  input->capture = g_strdup ("00000000-0000-4000-8000-000000000001");
  input->rule = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  input->rule_version = 1;
  input->settings = apoyo_check_settings_new_default ();
  input->settings_version = 1;
  input->modality = APOYO_MODALITY_AUXILIARY;
  input->year = 2026;
  input->month = 11;
  input->day = 21;
  input->typed = make_typed (&scenario.holder);
  input->has_roll = TRUE;
  input->roll.status = APOYO_ROLL_ACTIVE;
  input->roll.roll = 7;
  input->habits = json_object_ref (json_node_get_object (habits));
  return input;
}

static void
add_answers (GHashTable *answered, JsonArray *nodes)
{
  for (guint i = 0; i < json_array_get_length (nodes); i++) {
    JsonObject *node = json_array_get_object_element (nodes, i);
    const char *result = json_object_get_string_member (node, "result");

    if (g_str_equal (result, "passed") || g_str_equal (result, "flagged"))
      g_hash_table_add (answered, g_strdup (json_object_get_string_member (node, "id")));
    if (json_object_has_member (node, "children"))
      add_answers (answered, json_object_get_array_member (node, "children"));
  }
}

/* Nothing may be found in it. */
static void
inspect (GHashTable *answered, const ApoyoInspectionInput *input, const char *expected)
{
  g_autoptr (ApoyoInspection) inspection = apoyo_inspect (input);
  g_autoptr (JsonNode) tree = json_from_string (inspection->tree, NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < inspection->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (inspection->findings, i);

    g_string_append_printf (found, "%s%s %s", i > 0 ? ", " : "",
                            apoyo_finding_code_to_nick (finding->code), finding->field);
  }
  g_assert_cmpstr (found->str, ==, expected);
  add_answers (answered, json_object_get_array_member (json_node_get_object (tree), "nodes"));
}

static void
test_each_check_is_answered (void)
{
  static const char *const plants[] = { "model-g", "model-e" };
  g_autoptr (GHashTable) answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (ApoyoCheckSettings) settings = apoyo_check_settings_new_default ();
  g_autoptr (GString) missing = g_string_new (NULL);
  GHashTableIter iter;
  gpointer id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plants); i++) {
    g_auto (ApoyoPictures) pictures = { 0 };
    g_autoptr (ApoyoInspectionInput) input = make_input (plants[i], &pictures);

    read_pictures (input, &pictures, APOYO_READ_CHEAP);
    inspect (answered, input, "");
    if (*input->typed->model >= 'G') { /* who captures for themselves needs a card with QR */
      input->modality = APOYO_MODALITY_SELF;
      inspect (answered, input, "");
    }
    read_pictures (input, &pictures, APOYO_READ_FULL);
    inspect (answered, input, "");
    /* Where the phone sent nothing the two sides are compared with each other. */
    g_clear_pointer (&input->typed, apoyo_credential_free);
    inspect (answered, input, "unreadable metadata");
  }
  g_hash_table_iter_init (&iter, settings->checks);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    if (!g_hash_table_contains (answered, id))
      g_string_append_printf (missing, " %s", (const char *) id);
  }
  if (missing->len > 0)
    g_error ("Nothing answers:%s", missing->str);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  ApoyoMix mix;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  reader = apoyo_reader_new (1);
  apoyo_mix_load (&mix, SOURCE_DATADIR "/catalogues/inconsistency-mix-2022.csv", &error);
  g_assert_no_error (error);
  apoyo_citizen_set_newest_year (APOYO_CITIZEN_YEAR);
  apoyo_population_init (&population, SEED, N_CITIZENS, &mix, "09-F12", &error);
  g_assert_no_error (error);
  g_test_add_func ("/checks/each-is-answered", test_each_check_is_answered);
  status = g_test_run ();
  g_object_unref (reader);
  return status;
}
