/* test-people.c: synthetic citizens, their papers, and who of them supports whom.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-arrivals.h"
#include "apoyo-clave.h"
#include "apoyo-credential.h"
#include "apoyo-curp.h"
#include "apoyo-entity.h"
#include "apoyo-mrz.h"
#include "apoyo-plan.h"

#define N_PEOPLE 10000
#define MIX SOURCE_DATADIR "/catalogues/inconsistency-mix-2022.csv"

static void
make_population (ApoyoPopulation *population, guint64 seed, guint n)
{
  g_autoptr (GError) error = NULL;
  ApoyoMix mix;

  apoyo_mix_load (&mix, MIX, &error);
  g_assert_no_error (error);
  apoyo_citizen_set_newest_year (APOYO_CITIZEN_YEAR);
  apoyo_population_init (population, seed, n, &mix, "09-F12", &error);
  g_assert_no_error (error);
}

static void
test_streams_do_not_depend_on_each_other (void)
{
  ApoyoRandom a, b, other;

  apoyo_random_init (&a, 7, APOYO_STREAM_PERSON, 3);
  apoyo_random_init (&other, 7, APOYO_STREAM_PERSON, 4);
  for (guint i = 0; i < 100; i++)
    apoyo_random_next (&other);
  apoyo_random_init (&b, 7, APOYO_STREAM_PERSON, 3);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (apoyo_random_next (&a), ==, apoyo_random_next (&b));
  apoyo_random_init (&b, 7, APOYO_STREAM_FACE, 3);
  g_assert_cmpuint (apoyo_random_next (&a), !=, apoyo_random_next (&b));
}

static char *
roll_line (const ApoyoPopulation *population, guint index)
{
  g_auto (ApoyoCitizen) citizen = { 0 };

  apoyo_population_citizen (population, index, &citizen);
  return apoyo_citizen_to_roll_line (&citizen);
}

static void
test_a_person_is_the_same_in_any_order (void)
{
  ApoyoPopulation small, large;

  make_population (&small, 42, 100);
  make_population (&large, 42, 100000);
  for (guint i = 0; i < 50; i++) {
    g_autofree char *a = roll_line (&small, 49 - i);
    g_autofree char *b = roll_line (&large, 49 - i);

    g_assert_cmpstr (a, ==, b);
  }
}

static char *
roll_text (guint64 seed, guint n, guint *n_written)
{
  g_autofree char *dir = g_dir_make_tmp ("apoyo-sim-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (dir, "roll.csv", NULL);
  g_autoptr (GError) error = NULL;
  ApoyoPopulation population;
  char *text = NULL;

  make_population (&population, seed, n);
  apoyo_population_write_roll (&population, file, n_written, &error);
  g_assert_no_error (error);
  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  g_unlink (file);
  g_rmdir (dir);
  return text;
}

static void
test_same_seed_same_roll (void)
{
  guint n, m;
  g_autofree char *a = roll_text (5, 2000, &n);
  g_autofree char *b = roll_text (5, 2000, &m);
  g_autofree char *c = roll_text (6, 2000, &m);
  g_auto (GStrv) lines = g_strsplit (a, "\n", -1);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpstr (lines[0], ==, APOYO_ROLL_HEADER);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2);
  g_assert_cmpuint (n, <, 2000); /* some are not found in the registry */
}

/* The validator's own eyes find nothing to complain of. */
static void
assert_credential_is_clean (const ApoyoCitizen *citizen)
{
  const ApoyoCredentialContext context = {
    .year = 2026, .month = 11, .day = 21, .minimum_age = 18
  };
  g_autoptr (ApoyoCredential) credential = apoyo_credential_new ();
  g_autoptr (GPtrArray) findings = NULL;

  credential->model = g_strdup_printf ("%c", citizen->model);
  credential->curp = g_strdup (citizen->curp);
  credential->clave_elector = g_strdup (citizen->clave);
  credential->cic = g_strdup (citizen->cic);
  credential->citizen_id = g_strdup (citizen->citizen_id);
  credential->ocr = citizen->model <= 'F' ? g_strdup (citizen->ocr) : NULL;
  credential->issue = g_strdup (citizen->issue);
  credential->section = g_strdup_printf ("%04u", citizen->section);
  credential->valid_until = citizen->valid_until;
  credential->given = g_strdup (citizen->given);
  credential->paternal = g_strdup (citizen->paternal);
  credential->maternal = g_strdup (citizen->maternal);
  findings = apoyo_credential_check (credential, &context);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
assert_papers_agree (const ApoyoCitizen *citizen)
{
  g_autofree char *text = apoyo_citizen_to_mrz (citizen);
  g_autofree char *birth =
      g_strdup_printf ("%02d%02d%02d", citizen->year % 100, citizen->month, citizen->day);
  g_autoptr (GError) error = NULL;
  ApoyoCurp curp;
  ApoyoClave clave;
  ApoyoMrz mrz;

  apoyo_curp_parse (citizen->curp, &curp, &error);
  g_assert_no_error (error);
  apoyo_clave_parse (citizen->clave, &clave, &error);
  g_assert_no_error (error);
  apoyo_mrz_parse (text, &mrz, &error);
  g_assert_no_error (error);
  g_assert_cmpint (curp.year, ==, citizen->year);
  g_assert_cmpint (curp.month, ==, citizen->month);
  g_assert_cmpint (curp.day, ==, citizen->day);
  g_assert_cmpstr (clave.birth, ==, birth);
  g_assert_cmpstr (mrz.birth, ==, birth);
  g_assert_cmpint (curp.sex, ==, citizen->woman ? 'M' : 'H');
  g_assert_cmpint (clave.sex, ==, curp.sex);
  g_assert_cmpint (mrz.sex, ==, curp.sex);
  g_assert_cmpstr (clave.birth_entity, ==, citizen->birth_entity);
  g_assert_cmpstr (mrz.cic, ==, citizen->cic);
  g_assert_cmpstr (mrz.citizen_id, ==, citizen->citizen_id);
}

static void
test_papers_of_ten_thousand_agree (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ApoyoPopulation population;

  make_population (&population, 1, N_PEOPLE);
  for (guint i = 0; i < N_PEOPLE; i++) {
    g_auto (ApoyoCitizen) citizen = { 0 };

    apoyo_population_citizen (&population, i, &citizen);
    assert_papers_agree (&citizen);
    assert_credential_is_clean (&citizen);
    g_assert_true (g_hash_table_add (keys, g_strdup (citizen.curp)));
    g_assert_true (g_hash_table_add (keys, g_strdup (citizen.clave)));
    g_assert_true (g_hash_table_add (keys, g_strdup_printf ("cic %s", citizen.cic)));
    g_assert_true (g_hash_table_add (keys, g_strdup_printf ("id %s", citizen.citizen_id)));
  }
}

/* The people of a seed stay who they are, while their cards are renewed. */
static void
test_cards_are_in_force_in_years_to_come (void)
{
  static const int years[] = { 2026, 2027, 2028, 2035, 2060 };
  ApoyoPopulation population;

  make_population (&population, 1, 300);
  for (guint i = 0; i < 300; i++) {
    g_auto (ApoyoCitizen) now = { 0 };

    apoyo_population_citizen (&population, i, &now);
    for (guint y = 0; y < G_N_ELEMENTS (years); y++) {
      g_auto (ApoyoCitizen) then = { 0 };

      apoyo_citizen_set_newest_year (apoyo_citizen_newest_year (years[y]));
      apoyo_population_citizen (&population, i, &then);
      g_assert_cmpstr (then.curp, ==, now.curp);
      g_assert_cmpstr (then.clave, ==, now.clave);
      g_assert_cmpstr (then.cic, ==, now.cic);
      g_assert_cmpint (then.valid_until, >=, years[y]);
      g_assert_cmpint (then.issued, <=, years[y]);
      g_assert_cmpint (years[y] - APOYO_PLANT_MINOR_YEAR, <, 18);
      if (years[y] <= 2027)
        g_assert_cmpint (then.valid_until, ==, now.valid_until);
    }
    apoyo_citizen_set_newest_year (APOYO_CITIZEN_YEAR);
  }
}

/* Of the same day and parents, nearly the same face; every key their own. */
static void
test_twins_are_two_people (void)
{
  ApoyoPopulation population;
  guint n = 0;

  make_population (&population, 3, N_PEOPLE);
  for (guint i = 1; i < N_PEOPLE; i += 2) {
    g_auto (ApoyoCitizen) elder = { 0 };
    g_auto (ApoyoCitizen) twin = { 0 };

    if (!apoyo_population_is_twin (&population, i))
      continue;
    apoyo_population_citizen (&population, i - 1, &elder);
    apoyo_population_citizen (&population, i, &twin);
    n++;
    g_assert_cmpuint (twin.face, ==, elder.index);
    g_assert_cmpint (twin.year * 10000 + twin.month * 100 + twin.day, ==,
                     elder.year * 10000 + elder.month * 100 + elder.day);
    g_assert_cmpstr (twin.paternal, ==, elder.paternal);
    g_assert_cmpstr (twin.maternal, ==, elder.maternal);
    g_assert_cmpstr (twin.given, !=, elder.given);
    g_assert_cmpstr (twin.curp, !=, elder.curp);
    g_assert_cmpstr (twin.clave, !=, elder.clave);
    g_assert_cmpstr (twin.cic, !=, elder.cic);
    g_assert_cmpstr (twin.citizen_id, !=, elder.citizen_id);
  }
  g_assert_cmpuint (n, >, N_PEOPLE / 400);
  g_assert_cmpuint (n, <, N_PEOPLE / 60);
}

/* M8 shows a CURP that is right in itself and belongs to somebody else. */
static void
test_other_curp_is_valid_and_does_not_agree (void)
{
  ApoyoPopulation population;

  make_population (&population, 1, 500);
  for (guint i = 0; i < 500; i++) {
    g_auto (ApoyoCitizen) citizen = { 0 };
    g_autofree char *other = NULL;
    g_autoptr (GError) error = NULL;
    ApoyoCurp curp;

    apoyo_population_citizen (&population, i, &citizen);
    other = apoyo_citizen_other_curp (&citizen);
    if (!apoyo_curp_parse (other, &curp, &error))
      g_assert_cmpint (citizen.month * 100 + citizen.day, ==, 229);
    else
      g_assert_cmpint (curp.year, !=, citizen.year);
  }
}

static void
test_people_live_where_the_electors_do (void)
{
  ApoyoPopulation population;
  guint n_of[APOYO_N_ENTITIES + 1] = { 0 };
  double total = 0;

  make_population (&population, 9, 60000);
  population.district = 0;
  for (guint i = 0; i < population.n_citizens; i++) {
    ApoyoResidence place;

    apoyo_population_residence (&population, i, &place);
    g_assert_cmpuint (place.section, >=, 1);
    g_assert_cmpuint (place.section, <=, apoyo_section_count (place.entity));
    n_of[place.entity]++;
  }
  for (guint i = 0; i < APOYO_N_ENTITIES; i++)
    total += (double) apoyo_entity_get (i)->nominal_list;
  for (guint i = 0; i < APOYO_N_ENTITIES; i++) {
    double expected = population.n_citizens * (double) apoyo_entity_get (i)->nominal_list / total;

    /* Five standard deviations of a Poisson count. */
    g_assert_cmpfloat_with_epsilon (n_of[i + 1], expected, 5 * __builtin_sqrt (expected));
  }
}

static void
test_sections_fill_their_districts (void)
{
  for (guint entity = 1; entity <= APOYO_N_ENTITIES; entity++) {
    guint sections = apoyo_section_count (entity);

    g_assert_cmpuint (sections, <, 10000);
    g_assert_cmpuint (apoyo_section_federal_district (entity, 1), ==, 1);
    g_assert_cmpuint (apoyo_section_federal_district (entity, sections), ==,
                      apoyo_entity_get (entity - 1)->federal_districts);
    g_assert_cmpuint (apoyo_section_municipality (entity, sections), ==,
                      apoyo_entity_get (entity - 1)->municipalities);
  }
}

typedef struct {
  char *dir;
  char *file;
  ApoyoKeys *keys;
  ApoyoPopulation population;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("process,promovente,key,scope\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 40; i++)
    g_string_append_printf (text, "1,%u,KEY%02u,MX\n2,%u,DIS%02u,09-F12\n", i, i, i, i);
  fixture->dir = g_dir_make_tmp ("apoyo-sim-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->dir, "keys.csv", NULL);
  g_assert_true (g_file_set_contents (fixture->file, text->str, -1, NULL));
  fixture->keys = apoyo_keys_load (fixture->file, NULL, &error);
  g_assert_no_error (error);
  make_population (&fixture->population, 3, 60000);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  apoyo_keys_free (fixture->keys);
  g_unlink (fixture->file);
  g_rmdir (fixture->dir);
  g_free (fixture->file);
  g_free (fixture->dir);
}

static void
test_plan_repeats_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoPlan) a = apoyo_plan_new (&fixture->population, fixture->keys);
  g_autoptr (ApoyoPlan) b = apoyo_plan_new (&fixture->population, fixture->keys);

  for (guint i = 0; i < 3000; i++) {
    ApoyoCapture x, y;

    g_assert_true (apoyo_plan_next (a, &x));
    g_assert_true (apoyo_plan_next (b, &y));
    g_assert_cmpstr (x.uuid, ==, y.uuid);
    g_assert_cmpuint (x.citizen, ==, y.citizen);
    g_assert_cmpint (x.kind, ==, y.kind);
    g_assert_true (x.auxiliary == y.auxiliary);
    g_assert_true (g_uuid_string_is_valid (x.uuid));
  }
}

static void
test_plan_keeps_the_proportions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoPlan) plan = apoyo_plan_new (&fixture->population, fixture->keys);
  guint n_of[APOYO_N_FATES] = { 0 };
  const guint n = 30000;

  for (guint i = 0; i < n; i++) {
    ApoyoCapture capture;

    g_assert_true (apoyo_plan_next (plan, &capture));
    n_of[capture.kind]++;
  }
  for (guint kind = 0; kind < APOYO_N_FATES; kind++) {
    double expected = n * fixture->population.mix.share[kind];

    g_assert_cmpfloat_with_epsilon (n_of[kind], expected, 5 * __builtin_sqrt (expected) + 1);
  }
}

/* What a duplicate repeats must be there, of the same citizen and process, and able to count. */
static void
test_duplicates_repeat_somebody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoPlan) plan = apoyo_plan_new (&fixture->population, fixture->keys);
  const guint n = 20000;
  g_autofree ApoyoCapture *captures = g_new (ApoyoCapture, n);
  guint n_duplicates = 0;

  for (guint i = 0; i < n; i++) {
    const ApoyoCapture *original;

    g_assert_true (apoyo_plan_next (plan, &captures[i]));
    g_assert_cmpuint (captures[i].number, ==, i);
    if (captures[i].original < 0)
      continue;
    g_assert_cmpint (captures[i].original, <, i);
    original = &captures[captures[i].original];
    n_duplicates++;
    g_assert_cmpuint (original->citizen, ==, captures[i].citizen);
    g_assert_cmpuint (original->process, ==, captures[i].process);
    g_assert_cmpstr (apoyo_capture_expected (original), ==, "valid");
    if (captures[i].kind == APOYO_FATE_DUPLICATE_SAME)
      g_assert_cmpuint (original->promovente, ==, captures[i].promovente);
    else
      g_assert_cmpuint (original->promovente, !=, captures[i].promovente);
  }
  g_assert_cmpuint (n_duplicates, >, 0);
}

static void
test_a_district_gets_its_own_citizens_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoPlan) plan = apoyo_plan_new (&fixture->population, fixture->keys);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_district = 0;
  ApoyoCapture capture;

  /* To the end: every citizen of the district comes exactly once, whoever repeats aside. */
  while (apoyo_plan_next (plan, &capture)) {
    ApoyoResidence place;

    apoyo_population_residence (&fixture->population, capture.citizen, &place);
    if (capture.process != 2)
      continue;
    g_assert_cmpuint (place.entity, ==, 9);
    g_assert_cmpuint (apoyo_section_federal_district (9, place.section), ==, 12);
    if (capture.original >= 0)
      continue;
    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (capture.citizen + 1)));
    n_district++;
  }
  g_assert_cmpuint (n_district, >, 4000);
}

static void
test_popular_promoventes_get_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoPlan) plan = apoyo_plan_new (&fixture->population, fixture->keys);
  guint n_of[41] = { 0 };
  guint most = 0;

  for (guint i = 0; i < 20000; i++) {
    ApoyoCapture capture;

    g_assert_true (apoyo_plan_next (plan, &capture));
    if (capture.process == 1)
      n_of[capture.promovente]++;
    most = MAX (most, n_of[MIN (capture.promovente, 40)]);
  }
  /* 1 / (1 + 1/2 + … + 1/40) = 0.234 of about 16,700. */
  g_assert_cmpuint (most, >, 3500);
  g_assert_cmpuint (most, <, 4300);
}

static void
test_arrivals_keep_their_mean (void)
{
  double day = 0;
  gint64 now = G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC;
  gint64 start = now;
  ApoyoRandom random;

  apoyo_random_init (&random, 1, APOYO_STREAM_ARRIVAL, 0);
  for (guint i = 0; i < 40000; i++)
    now = apoyo_arrivals_next (&random, 50, FALSE, now);
  g_assert_cmpfloat_with_epsilon ((double) (now - start) / G_USEC_PER_SEC, 800, 800 * 0.03);
  for (guint minute = 0; minute < 24 * 60; minute++)
    day += apoyo_arrivals_profile (minute / 60.0) / (24 * 60);
  g_assert_cmpfloat_with_epsilon (day, 1, 0.005);
}

static void
test_unknown_kind_in_a_mix_is_refused (void)
{
  g_autofree char *dir = g_dir_make_tmp ("apoyo-sim-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (dir, "mix.csv", NULL);
  g_autoptr (GError) error = NULL;
  ApoyoMix mix;

  g_file_set_contents (file, "code,label,n\nvalid,x,10\nnonsense,x,1\n", -1, NULL);
  g_assert_false (apoyo_mix_load (&mix, file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_unlink (file);
  g_rmdir (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/streams-do-not-depend-on-each-other",
                   test_streams_do_not_depend_on_each_other);
  g_test_add_func ("/people/the-same-in-any-order", test_a_person_is_the_same_in_any_order);
  g_test_add_func ("/people/same-seed-same-roll", test_same_seed_same_roll);
  g_test_add_func ("/people/papers-of-ten-thousand-agree", test_papers_of_ten_thousand_agree);
  g_test_add_func ("/people/cards-are-in-force-in-years-to-come",
                   test_cards_are_in_force_in_years_to_come);
  g_test_add_func ("/people/twins-are-two-people", test_twins_are_two_people);
  g_test_add_func ("/people/other-curp-does-not-agree",
                   test_other_curp_is_valid_and_does_not_agree);
  g_test_add_func ("/people/live-where-the-electors-do", test_people_live_where_the_electors_do);
  g_test_add_func ("/people/sections-fill-their-districts", test_sections_fill_their_districts);
  g_test_add_func ("/mix/unknown-kind-is-refused", test_unknown_kind_in_a_mix_is_refused);
  g_test_add_func ("/arrivals/keep-their-mean", test_arrivals_keep_their_mean);
#define ADD(name, test)                                                                            \
  g_test_add ("/plan/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("repeats-itself", test_plan_repeats_itself);
  ADD ("keeps-the-proportions", test_plan_keeps_the_proportions);
  ADD ("duplicates-repeat-somebody", test_duplicates_repeat_somebody);
  ADD ("a-district-gets-its-own-citizens-once", test_a_district_gets_its_own_citizens_once);
  ADD ("popular-promoventes-get-more", test_popular_promoventes_get_more);
  return g_test_run ();
}
