/* validate-captures.c: draws captures with planted defects, has them read and judged, and prints
 * one JSON line for each: what was planted, what was found, and what it cost.
 *
 * The reader is the confined process of the server, the judgement that of the validator; no
 * database, no vault. Each capture is judged twice: as the cascade does it, and with everything
 * read. Drawing is kept out of the times, which are of processors, not of clocks: other programs on
 * the machine do not count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "apoyo-album.h"
#include "apoyo-inspection.h"
#include "apoyo-pictures.h"
#include "apoyo-reader.h"

#define N_CITIZENS 100000
/* Of each class that many; of clean ones more, since few of them may be flagged. */
/* As the intake takes them. */
#define LARGEST_SUPPORT (4 * 1024 * 1024)
#define LARGEST_METADATA (64 * 1024)
#define CLEAN_SHARE 3
#define HARMLESS_SHARE 0.25
#define PEOPLE_SHARE 0.25

typedef struct {
  gint64 seed;
  int per_class;
  int shard;
  int shards;
  char *plant; /* (nullable): only this one, or this class */
  gboolean observations;
  gboolean no_full;
  gboolean once;
} Options;

typedef struct {
  Options options;
  ApoyoPopulation population;
  ApoyoReader *reader;
  ApoyoRule *rule;
  ApoyoCheckSettings *settings;
} Bench;

/* --- what processors spent ------------------------------------------------------------------- */

static double
seconds_of_process (const char *pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%s/schedstat", pid);
  g_autofree char *text = NULL;

  return g_file_get_contents (file, &text, NULL, NULL) ? g_ascii_strtod (text, NULL) / 1e9 : 0;
}

/* Of this thread and of all children: while one capture is judged nothing else happens here. */
static double
seconds_spent (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;
  struct timespec own;
  double sum;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &own);
  sum = (double) own.tv_sec + (double) own.tv_nsec / 1e9;
  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL) {
    g_autofree char *file = g_strdup_printf ("/proc/self/task/%s/children", task);
    g_autofree char *text = NULL;
    g_auto (GStrv) children = NULL;

    if (!g_file_get_contents (file, &text, NULL, NULL))
      continue;
    children = g_strsplit (g_strchomp (text), " ", -1);
    for (guint i = 0; children[i] != NULL; i++)
      sum += *children[i] ? seconds_of_process (children[i]) : 0;
  }
  return sum;
}

/* --- one capture ----------------------------------------------------------------------------- */

static ApoyoCredential *
make_typed (const ApoyoScenario *scenario)
{
  const ApoyoCitizen *holder = &scenario->holder;
  ApoyoCredential *typed = apoyo_credential_new ();

  typed->model = g_strdup_printf ("%c", holder->model);
  typed->curp = apoyo_plant_curp (scenario->plant, holder);
  typed->clave_elector = g_strdup (holder->clave);
  typed->cic = g_strdup (holder->cic);
  typed->citizen_id = g_strdup (holder->citizen_id);
  typed->ocr = holder->model <= 'F' ? g_strdup (holder->ocr) : NULL;
  typed->issue = g_strdup (holder->issue);
  typed->section = g_strdup_printf ("%04u", holder->section);
  typed->valid_until = holder->valid_until;
  typed->given = g_strdup (holder->given);
  typed->paternal = g_strdup (holder->paternal);
  typed->maternal = *holder->maternal ? g_strdup (holder->maternal) : NULL;
  return typed;
}

/* As the roll's search would answer: the person is there, and these keys are as it has them. */
static void
match_roll (ApoyoRollMatch *match, const ApoyoCredential *typed, const ApoyoCitizen *citizen)
{
  g_autoptr (GStrvBuilder) agreed = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) contradicted = g_strv_builder_new ();
  const char *const fields[][3] = { { "clave_elector", typed->clave_elector, citizen->clave },
                                    { "curp", typed->curp, citizen->curp },
                                    { "cic", typed->cic, citizen->cic } };

  match->status = APOYO_ROLL_ACTIVE;
  match->roll = citizen->index + 1;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_strv_builder_add (g_str_equal (fields[i][1], fields[i][2]) ? agreed : contradicted,
                        fields[i][0]);
  match->agreed = g_strv_builder_end (agreed);
  match->contradicted = g_strv_builder_end (contradicted);
}

static ApoyoInspectionInput *
make_input (const Bench *bench, const ApoyoScenario *scenario, guint number)
{
  ApoyoInspectionInput *input = apoyo_inspection_input_new ();
  gboolean extended = scenario->plant->twist == APOYO_TWIST_EXTENDED;

  input->capture = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
  input->rule = apoyo_rule_ref (bench->rule);
  input->rule_version = 1;
  input->settings = apoyo_check_settings_ref (bench->settings);
  input->settings_version = 1;
  if (sscanf (extended ? APOYO_PLANT_EXTENDED_DAY : "2026-11-21", "%d-%d-%d", &input->year,
              &input->month, &input->day) != 3)
    g_assert_not_reached ();
  input->typed = make_typed (scenario);
  input->has_roll = TRUE;
  match_roll (&input->roll, input->typed, &scenario->citizen);
  return input;
}

/* What is read anew takes the place of what was read before. */
static void
take_readings (ApoyoInspectionInput *input, GPtrArray *readings)
{
  if (input->readings == NULL)
    input->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < readings->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (readings, i);

    for (guint j = 0; j < input->readings->len; j++) {
      JsonObject *old = g_ptr_array_index (input->readings, j);

      if (g_str_equal (json_object_get_string_member (old, "picture"), reading->picture)) {
        g_ptr_array_remove_index (input->readings, j);
        break;
      }
    }
    g_ptr_array_add (input->readings, json_object_ref (reading->json));
  }
}

static void
read_pictures (const Bench *bench,
               const ApoyoPictures *pictures,
               ApoyoReadLevel level,
               guint n,
               ApoyoInspectionInput *input)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GError) error = NULL;
  ApoyoReadPicture wanted[APOYO_N_PICTURES];

  for (guint i = 0; i < n; i++)
    wanted[i] = (ApoyoReadPicture){ apoyo_picture_to_nick (i), pictures->file[i] };
  readings = apoyo_reader_read (bench->reader, level, wanted, n, &error);
  if (readings == NULL) {
    g_printerr ("validate-captures: %s\n", error->message);
    exit (1);
  }
  take_readings (input, readings);
}

static void
add_findings (JsonBuilder *builder, const ApoyoInspection *inspection)
{
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < inspection->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (inspection->findings, i);

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "code");
    json_builder_add_string_value (builder, apoyo_finding_code_to_nick (finding->code));
    json_builder_set_member_name (builder, "cause");
    json_builder_add_string_value (builder, apoyo_finding_code_get_cause (finding->code));
    json_builder_set_member_name (builder, "field");
    json_builder_add_string_value (builder, finding->field ? finding->field : "");
    json_builder_set_member_name (builder, "check");
    json_builder_add_string_value (builder, finding->check ? finding->check : "");
    json_builder_set_member_name (builder, "confidence");
    json_builder_add_double_value (builder, finding->confidence);
    if (finding->has_measure) {
      json_builder_set_member_name (builder, "measured");
      json_builder_add_double_value (builder, finding->measured);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_readings (JsonBuilder *builder, const ApoyoInspectionInput *input)
{
  json_builder_set_member_name (builder, "readings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < input->readings->len; i++) {
    g_autoptr (JsonNode) node = json_node_alloc ();

    json_node_init_object (node, g_ptr_array_index (input->readings, i));
    json_builder_add_value (builder, g_steal_pointer (&node));
  }
  json_builder_end_array (builder);
}

/* The way of the validator: everything is read in full only where the cheap reading leaves doubt.
 */
static void
judge_in_cascade (const Bench *bench,
                  const ApoyoPictures *pictures,
                  ApoyoInspectionInput *input,
                  JsonBuilder *builder)
{
  double before = seconds_spent ();
  g_autoptr (ApoyoInspection) inspection = NULL;
  gboolean doubt;

  read_pictures (bench, pictures, APOYO_READ_CHEAP, APOYO_N_PICTURES, input);
  inspection = apoyo_inspect (input);
  doubt = inspection->doubt;
  if (doubt) {
    read_pictures (bench, pictures, APOYO_READ_FULL, 2, input);
    input->full = TRUE;
    g_clear_pointer (&inspection, apoyo_inspection_free);
    inspection = apoyo_inspect (input);
  }
  json_builder_set_member_name (builder, "cascade");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, seconds_spent () - before);
  json_builder_set_member_name (builder, "doubt");
  json_builder_add_boolean_value (builder, doubt);
  add_findings (builder, inspection);
  json_builder_end_object (builder);
}

static void
judge_in_full (const Bench *bench,
               const ApoyoPictures *pictures,
               ApoyoInspectionInput *input,
               JsonBuilder *builder)
{
  double before = seconds_spent ();
  g_autoptr (ApoyoInspection) inspection = NULL;

  g_clear_pointer (&input->readings, g_ptr_array_unref);
  read_pictures (bench, pictures, APOYO_READ_FULL, APOYO_N_PICTURES, input);
  input->full = TRUE;
  inspection = apoyo_inspect (input);
  json_builder_set_member_name (builder, "full");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, seconds_spent () - before);
  add_findings (builder, inspection);
  json_builder_end_object (builder);
}

/* A signature is known by its ink: the paper around it is everybody's. */
static const char *
get_hash (JsonObject *reading)
{
  JsonArray *observations = json_object_has_member (reading, "observations")
                                ? json_object_get_array_member (reading, "observations")
                                : NULL;

  for (guint i = 0; observations != NULL && i < json_array_get_length (observations); i++) {
    JsonObject *observation = json_array_get_object_element (observations, i);

    if (g_str_equal (json_object_get_string_member (observation, "name"), "signature_hash"))
      return json_object_get_string_member_with_default (observation, "text", NULL);
  }
  if (g_str_equal (json_object_get_string_member (reading, "picture"), "signature"))
    return NULL;
  return json_object_get_string_member_with_default (reading, "hash", NULL);
}

static void
add_hashes (JsonBuilder *builder, const char *name, const ApoyoInspectionInput *input)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint i = 0; i < input->readings->len; i++) {
    JsonObject *reading = g_ptr_array_index (input->readings, i);
    const char *hash = get_hash (reading);

    if (hash == NULL)
      continue;
    json_builder_set_member_name (builder, json_object_get_string_member (reading, "picture"));
    json_builder_add_string_value (builder, hash);
  }
  json_builder_end_object (builder);
}

/* The capture that this one may be confused with, or was copied from: the twin's, the stranger's.
 */
static void
add_kin (const Bench *bench, const ApoyoScenario *scenario, JsonBuilder *builder)
{
  g_auto (ApoyoScenario) kin = { 0 };
  g_auto (ApoyoPictures) pictures = { 0 };
  g_autoptr (ApoyoInspectionInput) input = apoyo_inspection_input_new ();
  guint who = scenario->plant->twin ? scenario->citizen.index - 1 : scenario->stranger.index;

  apoyo_scenario_init (&kin, &bench->population, apoyo_plant_find ("clean"), who, 0);
  apoyo_pictures_render (&pictures, &kin.holder, &kin.stranger, kin.plant, 0);
  read_pictures (bench, &pictures, APOYO_READ_CHEAP, APOYO_N_PICTURES, input);
  add_hashes (builder, "kin", input);
}

static void
add_truth (JsonBuilder *builder, const ApoyoPlant *plant)
{
  const char *const facts[][2] = {
    { "plant", plant->nick },
    { "group", plant->group },
    { "causes", plant->causes },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++) {
    json_builder_set_member_name (builder, facts[i][0]);
    json_builder_add_string_value (builder, facts[i][1]);
  }
  json_builder_set_member_name (builder, "people");
  json_builder_add_boolean_value (builder, plant->people);
}

/* What the intake would not take is no capture to be judged. */
static void
require_sendable (const ApoyoPlant *plant, const ApoyoPictures *pictures)
{
  gsize size = LARGEST_METADATA;

  for (guint i = 0; i < APOYO_N_PICTURES; i++)
    size += g_bytes_get_size (pictures->file[i]);
  if (size <= LARGEST_SUPPORT)
    return;
  g_printerr ("validate-captures: a capture “%s” has %" G_GSIZE_FORMAT
              " bytes, more than a request may hold\n",
              plant->nick, size);
  exit (1);
}

static void
judge (const Bench *bench, const ApoyoPlant *plant, guint number, guint i)
{
  g_auto (ApoyoScenario) scenario = { 0 };
  g_auto (ApoyoPictures) pictures = { 0 };
  g_autoptr (ApoyoInspectionInput) input = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  apoyo_scenario_init (&scenario, &bench->population, plant,
                       apoyo_scenario_citizen (&bench->population, plant, i), i + 1);
  apoyo_pictures_render (&pictures, &scenario.holder, &scenario.stranger, plant, i + 1);
  require_sendable (plant, &pictures);
  input = make_input (bench, &scenario, number);
  json_builder_begin_object (builder);
  add_truth (builder, plant);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, i + 1);
  json_builder_set_member_name (builder, "citizen");
  json_builder_add_int_value (builder, scenario.citizen.index);
  judge_in_cascade (bench, &pictures, input, builder);
  add_hashes (builder, "hashes", input);
  if (bench->options.observations && bench->options.no_full)
    add_readings (builder, input);
  if (!bench->options.no_full) {
    judge_in_full (bench, &pictures, input, builder);
    if (bench->options.observations)
      add_readings (builder, input);
  }
  if (plant->twin || plant->hand == APOYO_SIGNED_COPIED)
    add_kin (bench, &scenario, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  g_print ("%s\n", line);
}

/* --- all of them ----------------------------------------------------------------------------- */

/* What a test can afford: of the harmless ones those that a lens or a hand makes, not a file's
 * format nor a model; two that are plain. */
static guint
count_once (const ApoyoPlant *plant)
{
  const guint formats =
      APOYO_CAMERA_PNG | APOYO_CAMERA_WEBP | APOYO_CAMERA_LARGE | APOYO_CAMERA_EXIF;

  if (g_str_equal (plant->group, "clean"))
    return 2;
  if (plant->people || plant->camera & formats)
    return 0;
  return plant->kind != APOYO_FATE_VALID || plant->twin || !g_str_equal (plant->picture, "data");
}

/* The variants of a class share its number. */
static guint
count_of (const ApoyoPlant *plant, const Options *options)
{
  int per_class = options->per_class;
  guint variants = 0;

  /* Who sent that picture before, the database finds: there is none here. */
  if (plant->again && plant->hand == APOYO_SIGNED_HAND)
    return 0;
  if (options->once)
    return count_once (plant);
  if (g_str_equal (plant->group, "clean"))
    return (guint) (per_class * CLEAN_SHARE);
  if (g_str_equal (plant->group, "harmless"))
    return (guint) MAX (1, per_class * HARMLESS_SHARE);
  if (plant->people)
    return (guint) MAX (1, per_class * PEOPLE_SHARE);
  for (guint i = 0; i < apoyo_plant_count (); i++)
    variants += g_str_equal (apoyo_plant_get (i)->group, plant->group);
  return ((guint) per_class + variants - 1) / variants;
}

/* Loads what is loaded once, so that no capture is charged with it. */
static void
warm_up (const Bench *bench)
{
  g_auto (ApoyoScenario) scenario = { 0 };
  g_auto (ApoyoPictures) pictures = { 0 };
  g_autoptr (ApoyoInspectionInput) input = NULL;

  apoyo_scenario_init (&scenario, &bench->population, apoyo_plant_find ("clean"), 0, 0);
  apoyo_pictures_render (&pictures, &scenario.holder, &scenario.stranger, scenario.plant, 0);
  input = make_input (bench, &scenario, 0);
  read_pictures (bench, &pictures, APOYO_READ_FULL, APOYO_N_PICTURES, input);
}

static void
judge_all (const Bench *bench)
{
  const Options *options = &bench->options;
  guint number = 0;

  for (guint i = 0; i < apoyo_plant_count (); i++) {
    const ApoyoPlant *plant = apoyo_plant_get (i);
    guint n = count_of (plant, options);

    if (options->plant != NULL && !g_str_equal (options->plant, plant->nick) &&
        !g_str_equal (options->plant, plant->group))
      continue;
    for (guint j = 0; j < n; j++, number++) {
      if ((int) (number % (guint) options->shards) == options->shard)
        judge (bench, plant, number, j);
    }
  }
}

static gboolean
make_bench (Bench *bench, GError **error)
{
  ApoyoMix mix;

  apoyo_citizen_set_newest_year (APOYO_CITIZEN_YEAR); /* as the day of the captures */
  if (!apoyo_mix_load (&mix, SOURCE_DATADIR "/catalogues/inconsistency-mix-2022.csv", error) ||
      !apoyo_population_init (&bench->population, (guint64) bench->options.seed, N_CITIZENS, &mix,
                              NULL, error))
    return FALSE;
  bench->rule = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  bench->settings = apoyo_check_settings_new_default ();
  bench->reader = apoyo_reader_new (1);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  Bench bench = { .options = { .seed = 1, .per_class = 4, .shards = 1 } };
  Options *options = &bench.options;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, NULL, NULL },
    { "per-class", 0, 0, G_OPTION_ARG_INT, &options->per_class, NULL, NULL },
    { "shard", 0, 0, G_OPTION_ARG_INT, &options->shard, NULL, NULL },
    { "shards", 0, 0, G_OPTION_ARG_INT, &options->shards, NULL, NULL },
    { "plant", 0, 0, G_OPTION_ARG_STRING, &options->plant, "only this one", "NICK|CLASS" },
    { "observations", 0, 0, G_OPTION_ARG_NONE, &options->observations, "to tune upon", NULL },
    { "once", 0, 0, G_OPTION_ARG_NONE, &options->once, "one of each, not as many of a class",
      NULL },
    { "no-full", 0, 0, G_OPTION_ARG_NONE, &options->no_full, "the cascade only", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "C.UTF-8");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !make_bench (&bench, &error)) {
    g_printerr ("validate-captures: %s\n", error->message);
    return 1;
  }
  options->shards = MAX (1, options->shards);
  warm_up (&bench);
  judge_all (&bench);
  g_object_unref (bench.reader);
  apoyo_rule_unref (bench.rule);
  apoyo_check_settings_unref (bench.settings);
  g_free (options->plant);
  return 0;
}
