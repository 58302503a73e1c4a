/* apoyo-population.c: the synthetic citizens of a seed, and where they live.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-population.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-curp.h"
#include "apoyo-entity.h"
#include "apoyo-names.h"

/* One district of the demonstration needs enough inhabitants to reach a threshold. */
#define DISTRICT_SHARE 0.08
#define ELECTORS_PER_SECTION 1400
#define YOUNGEST 18
#define OLDEST 88
/* Of every second citizen: that many are the twin of the one before. */
#define TWIN_SHARE 0.012
#define NAMES_TRIED 50

/* Sections are numbered through in each entity, and districts and municipalities follow one
 * another in their order: the same rule as the demonstration's geography. */
guint
apoyo_section_count (guint entity)
{
  const ApoyoEntity *data = apoyo_entity_get (entity - 1);
  guint by_size = (guint) ((data->nominal_list + ELECTORS_PER_SECTION - 1) / ELECTORS_PER_SECTION);

  return MAX (by_size, data->municipalities);
}

guint
apoyo_section_federal_district (guint entity, guint section)
{
  return 1 + (section - 1) * apoyo_entity_get (entity - 1)->federal_districts /
                 apoyo_section_count (entity);
}

guint
apoyo_section_municipality (guint entity, guint section)
{
  return 1 + (section - 1) * apoyo_entity_get (entity - 1)->municipalities /
                 apoyo_section_count (entity);
}

/* "09-F12". */
gboolean
apoyo_district_parse (const char *code, guint *entity, guint *district)
{
  if (strlen (code) != 6 || sscanf (code, "%2u-F%2u", entity, district) != 2)
    return FALSE;
  return *entity >= 1 && *entity <= APOYO_N_ENTITIES && *district >= 1 &&
         *district <= apoyo_entity_get (*entity - 1)->federal_districts;
}

gboolean
apoyo_population_init (ApoyoPopulation *self,
                       guint64 seed,
                       guint n_citizens,
                       const ApoyoMix *mix,
                       const char *district,
                       GError **error)
{
  memset (self, 0, sizeof *self);
  self->seed = seed;
  self->n_citizens = n_citizens;
  self->mix = *mix;
  if (district == NULL || *district == '\0' ||
      apoyo_district_parse (district, &self->district_entity, &self->district))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "“%s” is not a federal district, as 09-F12", district);
  return FALSE;
}

static guint
draw_entity (ApoyoRandom *random)
{
  gint64 total = 0;
  gint64 left;

  for (guint i = 0; i < APOYO_N_ENTITIES; i++)
    total += apoyo_entity_get (i)->nominal_list;
  left = (gint64) (apoyo_random_double (random) * (double) total);
  for (guint i = 0; i < APOYO_N_ENTITIES; i++) {
    left -= apoyo_entity_get (i)->nominal_list;
    if (left < 0)
      return i + 1;
  }
  return APOYO_N_ENTITIES;
}

/* The first section of a district; of the one after the last, the end. */
static guint
first_section (guint entity, guint district)
{
  guint sections = apoyo_section_count (entity);
  guint districts = apoyo_entity_get (entity - 1)->federal_districts;

  return 1 + ((district - 1) * sections + districts - 1) / districts;
}

/* Of those captures that bring a new citizen, as many have a registry problem as the mix wants;
 * so the citizens themselves carry it. */
static ApoyoFate
draw_state (const ApoyoPopulation *self, ApoyoRandom *random)
{
  double fresh =
      1 - self->mix.share[APOYO_FATE_DUPLICATE_SAME] - self->mix.share[APOYO_FATE_DUPLICATE_OTHER];
  double left = apoyo_random_double (random) * fresh;

  for (ApoyoFate kind = APOYO_FATE_NOT_ON_ROLL; kind <= APOYO_FATE_NOT_FOUND; kind++) {
    left -= self->mix.share[kind];
    if (left < 0)
      return kind;
  }
  return APOYO_FATE_VALID;
}

/* Cheap: whole populations are scanned for the inhabitants of a district. */
void
apoyo_population_residence (const ApoyoPopulation *self, guint index, ApoyoResidence *place)
{
  ApoyoRandom random;

  apoyo_random_init (&random, self->seed, APOYO_STREAM_RESIDENCE, index);
  place->state = draw_state (self, &random);
  if (apoyo_random_chance (&random, DISTRICT_SHARE) && self->district > 0) {
    guint first = first_section (self->district_entity, self->district);
    guint end = first_section (self->district_entity, self->district + 1);

    place->entity = self->district_entity;
    place->section = first + apoyo_random_below (&random, end - first);
    return;
  }
  place->entity = draw_entity (&random);
  place->section = 1 + apoyo_random_below (&random, apoyo_section_count (place->entity));
}

/* How many citizens may share a birthday: fewer of the old. */
static guint
homonyms_of_age (int age)
{
  return age < 45 ? 10 : (guint) MAX (2, 10 - (age - 43) / 5);
}

/* Birthday and homonym character together are a permutation of the index, so that within one round
 * (some 170,000 citizens) no two can have the same CURP or clave de elector, whatever their names.
 */
static guint
draw_birth (ApoyoCitizen *citizen)
{
  guint slots = 0;
  guint slot;

  for (int age = YOUNGEST; age < OLDEST; age++)
    slots += 12 * 28 * homonyms_of_age (age);
  /* 48271 is a prime that does not divide the number of slots. */
  slot = (guint) (((guint64) citizen->index * 48271 + citizen->seed % slots) % slots);
  for (int age = YOUNGEST; age < OLDEST; age++) {
    guint homonyms = homonyms_of_age (age);

    if (slot < 12 * 28 * homonyms) {
      citizen->year = APOYO_CITIZEN_YEAR - 1 - age;
      citizen->month = 1 + (int) (slot / homonyms / 28);
      citizen->day = 1 + (int) (slot / homonyms % 28);
      return slot % homonyms;
    }
    slot -= 12 * 28 * homonyms;
  }
  g_assert_not_reached ();
}

/* The 29th, 30th and 31st exist too; they replace a day by a rule that keeps days distinct. */
static void
spread_days (ApoyoCitizen *citizen, guint homonym)
{
  static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int last = length[citizen->month - 1];

  /* Homonym 1 of the first days moves to the days after the 28th as their homonym 1: nobody
   * else is there. */
  if (homonym == 1 && citizen->day <= last - 28)
    citizen->day += 28;
}

static const char *
draw_birth_entity (ApoyoRandom *random, guint residence)
{
  double where = apoyo_random_double (random);

  if (where < 0.006)
    return where < 0.004 ? "87" : "88";
  if (where < 0.17)
    return apoyo_entity_get (draw_entity (random) - 1)->code;
  return apoyo_entity_get (residence - 1)->code;
}

/* Numbers that are as unique as the index. The multiplier is coprime to 10⁹. */
static void
number_of (const ApoyoCitizen *citizen, guint64 multiplier, guint64 salt, char number[10])
{
  guint64 value = (citizen->index * multiplier + (citizen->seed + salt) % 1000000007) % 1000000000;

  g_snprintf (number, 10, "%09" G_GUINT64_FORMAT, value);
}

static void
issue_card (ApoyoCitizen *citizen, ApoyoRandom *random)
{
  guint age = (guint) (APOYO_CITIZEN_YEAR - citizen->year);
  guint years = MIN (9, age - 18);
  gboolean abroad = apoyo_random_chance (random, 0.012);
  guint issues;

  /* Mostly the current model: cards of 2017 to 2019 run out in these years. */
  citizen->issued =
      apoyo_citizen_get_newest_year () -
      (int) MIN (apoyo_random_below (random, years + 1), apoyo_random_below (random, years + 1));
  citizen->model = citizen->issued >= 2020 ? (abroad ? 'H' : 'G') : (abroad ? 'F' : 'E');
  citizen->valid_until = citizen->issued + 10;
  citizen->registered = MAX (1991, citizen->year + 18);
  citizen->registered += (int) apoyo_random_below (
      random, (guint) MAX (1, MIN (6, citizen->issued - citizen->registered + 1)));
  citizen->registered = MIN (citizen->registered, citizen->issued);
  issues = (guint) (citizen->issued - citizen->registered) / 10;
  g_snprintf (citizen->issue, sizeof citizen->issue, "%02u",
              MIN (99, issues + (apoyo_random_chance (random, 0.2) ? 1 : 0)));
  number_of (citizen, 387420489, 271828183, citizen->cic);
  number_of (citizen, 244140627, 314159265, citizen->citizen_id);
  g_snprintf (citizen->ocr, sizeof citizen->ocr, "%04u%s", citizen->section, citizen->citizen_id);
}

static void
build_keys (ApoyoCitizen *citizen, ApoyoRandom *random, guint homonym)
{
  ApoyoPerson person = {
    .given = citizen->given,
    .paternal = citizen->paternal,
    .maternal = citizen->maternal,
    .year = citizen->year,
    .month = citizen->month,
    .day = citizen->day,
    .sex = citizen->woman ? 'M' : 'H',
    .entity = citizen->birth_entity,
  };
  char suffix[4];

  g_snprintf (suffix, sizeof suffix, "%u%02u", apoyo_random_below (random, 10), homonym);
  citizen->curp = apoyo_curp_build (&person, (char) ((citizen->year < 2000 ? '0' : 'A') + homonym));
  citizen->clave = apoyo_clave_build (&person, suffix);
  g_assert (citizen->curp != NULL && citizen->clave != NULL);
}

static const char *
draw_cause (ApoyoRandom *random)
{
  /* 13,333 of 14,604 lost validity, 561 suspended, 57 died, the rest other (final report 2022). */
  double cause = apoyo_random_double (random) * 14604;

  if (cause < 13333)
    return "expired";
  if (cause < 13333 + 561)
    return "rights_suspended";
  if (cause < 13333 + 561 + 57)
    return "death";
  return "other";
}

/* Whether that citizen is the twin of the one before: same birthday and surnames, nearly the same
 * face, another given name, another card, another hand. */
gboolean
apoyo_population_is_twin (const ApoyoPopulation *self, guint index)
{
  ApoyoRandom random;

  if (index % 2 == 0)
    return FALSE;
  apoyo_random_init (&random, self->seed, APOYO_STREAM_TWIN, index);
  return apoyo_random_chance (&random, TWIN_SHARE);
}

static guint
draw_birthday (ApoyoCitizen *citizen)
{
  guint homonym = draw_birth (citizen);

  spread_days (citizen, homonym);
  return homonym;
}

/* Birthday and homonym character are those of nobody else but the twin, so that a given name which
 * makes another CURP keeps all keys apart. FALSE when no such name was found. */
static gboolean
draw_twin_name (ApoyoCitizen *citizen, const ApoyoCitizen *twin, guint homonym)
{
  ApoyoRandom random;

  apoyo_random_init (&random, citizen->seed, APOYO_STREAM_TWIN,
                     G_MAXUINT32 + (guint64) citizen->index);
  for (guint i = 0; i < NAMES_TRIED; i++) {
    gboolean differs;

    g_free (citizen->given);
    citizen->given = apoyo_names_given (&random, citizen->woman);
    build_keys (citizen, &random, homonym);
    differs =
        strcmp (citizen->curp, twin->curp) != 0 && strncmp (citizen->clave, twin->clave, 15) != 0;
    g_clear_pointer (&citizen->curp, g_free);
    g_clear_pointer (&citizen->clave, g_free);
    if (differs)
      return TRUE;
  }
  return FALSE;
}

/* Gives the homonym number, which becomes the twin's. */
static guint
become_twin (const ApoyoPopulation *self, ApoyoCitizen *citizen, guint homonym)
{
  g_auto (ApoyoCitizen) twin = { 0 };
  ApoyoCitizen before = *citizen;
  ApoyoCitizen slot = { .seed = citizen->seed, .index = citizen->index - 1 };
  guint theirs = draw_birthday (&slot);

  apoyo_population_citizen (self, citizen->index - 1, &twin);
  before.given = NULL;
  citizen->woman = twin.woman;
  citizen->paternal = twin.paternal;
  citizen->maternal = twin.maternal;
  citizen->year = twin.year;
  citizen->month = twin.month;
  citizen->day = twin.day;
  citizen->birth_entity = twin.birth_entity;
  citizen->face = twin.face;
  if (draw_twin_name (citizen, &twin, theirs))
    return theirs;
  before.given = citizen->given;
  *citizen = before;
  return homonym;
}

/* Clear what it gives with apoyo_citizen_clear(). */
void
apoyo_population_citizen (const ApoyoPopulation *self, guint index, ApoyoCitizen *citizen)
{
  ApoyoResidence place;
  ApoyoRandom random;
  const char *cause;
  guint homonym;

  apoyo_population_residence (self, index, &place);
  apoyo_random_init (&random, self->seed, APOYO_STREAM_PERSON, index);
  memset (citizen, 0, sizeof *citizen);
  citizen->seed = self->seed;
  citizen->index = index;
  citizen->face = index;
  citizen->state = place.state;
  citizen->entity = place.entity;
  citizen->section = place.section;
  citizen->municipality = apoyo_section_municipality (place.entity, place.section);
  citizen->federal_district = apoyo_section_federal_district (place.entity, place.section);
  /* Drawn for everybody: another mix must not make other people. */
  cause = draw_cause (&random);
  citizen->cause = place.state == APOYO_FATE_DROPPED ? cause : NULL;
  citizen->woman = apoyo_random_chance (&random, 0.52);
  citizen->given = apoyo_names_given (&random, citizen->woman);
  citizen->paternal = apoyo_names_surname (&random);
  citizen->maternal = apoyo_random_chance (&random, 0.008) ? "" : apoyo_names_surname (&random);
  homonym = draw_birthday (citizen);
  citizen->birth_entity = draw_birth_entity (&random, citizen->entity);
  if (apoyo_population_is_twin (self, index))
    homonym = become_twin (self, citizen, homonym);
  citizen->street = g_strdup_printf ("%s %u", apoyo_names_street (&random),
                                     1 + apoyo_random_below (&random, 480));
  citizen->neighbourhood = g_strdup_printf ("%s %02u%03u", apoyo_names_neighbourhood (&random),
                                            citizen->entity, apoyo_random_below (&random, 1000));
  issue_card (citizen, &random);
  build_keys (citizen, &random, homonym);
}

/* Everybody the registry knows; who is not found is not in it. */
gboolean
apoyo_population_write_roll (const ApoyoPopulation *self,
                             const char *file,
                             guint *n_written,
                             GError **error)
{
  g_autoptr (GFile) target = g_file_new_for_commandline_arg (file);
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (target, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);
  g_autoptr (GOutputStream) buffered = NULL;

  if (stream == NULL)
    return FALSE;
  *n_written = 0;
  buffered = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (stream), 1 << 18);
  if (!g_output_stream_printf (buffered, NULL, NULL, error, APOYO_ROLL_HEADER "\n"))
    return FALSE;
  for (guint i = 0; i < self->n_citizens; i++) {
    g_auto (ApoyoCitizen) citizen = { 0 };
    g_autofree char *line = NULL;

    apoyo_population_citizen (self, i, &citizen);
    if (citizen.state == APOYO_FATE_NOT_FOUND)
      continue;
    line = apoyo_citizen_to_roll_line (&citizen);
    if (!g_output_stream_write_all (buffered, line, strlen (line), NULL, NULL, error))
      return FALSE;
    (*n_written)++;
  }
  return g_output_stream_close (buffered, NULL, error);
}
