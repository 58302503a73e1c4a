/* apoyo-plan.c: who supports whom, one capture after the other, from the seed alone.
 *
 * A plan depends on the seed, the population and the key file, never on time or on what the server
 * answered. So a restart finds its place by taking the same steps again, and two runs of one seed
 * can be compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-plan.h"

#include <math.h>
#include <string.h>

/* Of the captures, those for a process with a scope; a district has fewer citizens than a country.
 */
#define SCOPED_WEIGHT 0.2

/* A citizen who counts, whom a later capture may repeat. */
typedef struct {
  guint64 number;
  guint citizen;
  guint promovente; /* index, not number */
} Original;

typedef struct {
  ApoyoProcess *process; /* (not owned) */
  double weight;
  GArray *citizens; /* guint: those still to come are behind next, in a shuffled order */
  guint next;
  GArray *outsiders; /* guint: citizens from elsewhere, when the mix wants some */
  guint next_outsider;
  GArray *originals;  /* Original */
  guint *order;       /* which promovente has which place in popularity */
  double *popularity; /* cumulative */
} Contest;

struct _ApoyoPlan {
  const ApoyoPopulation *population; /* (not owned) */
  Contest *contests;
  guint n_contests;
  guint64 next;
};

const ApoyoPlant *
apoyo_capture_get_plant (const ApoyoCapture *self)
{
  return apoyo_plant_draw (self->kind, self->number);
}

/* The situation after validation of the data alone, which is not enough to say that the roll knows
 * nobody. */
const char *
apoyo_capture_expected (const ApoyoCapture *self)
{
  if (self->kind == APOYO_FATE_NOT_FOUND)
    return "in_review";
  return self->kind >= APOYO_FATE_M1 ? apoyo_plant_expected (apoyo_capture_get_plant (self))
                                     : apoyo_fate_to_nick (self->kind);
}

static void
shuffle (guint *values, guint n, ApoyoRandom *random)
{
  for (guint i = n; i > 1; i--) {
    guint j = apoyo_random_below (random, i);
    guint value = values[i - 1];

    values[i - 1] = values[j];
    values[j] = value;
  }
}

/* Zipf: the second most active promovente has half as many supports as the first. */
static void
rank_promoventes (Contest *contest, ApoyoRandom *random)
{
  guint n = contest->process->promoventes->len;
  double total = 0;

  contest->order = g_new (guint, n);
  contest->popularity = g_new (double, n);
  for (guint i = 0; i < n; i++) {
    contest->order[i] = i;
    total += 1.0 / (i + 1);
    contest->popularity[i] = total;
  }
  for (guint i = 0; i < n; i++)
    contest->popularity[i] /= total;
  shuffle (contest->order, n, random);
}

static void
gather_citizens (ApoyoPlan *self, Contest *contest, ApoyoRandom *random)
{
  const ApoyoProcess *process = contest->process;

  contest->citizens = g_array_new (FALSE, FALSE, sizeof (guint));
  contest->outsiders = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->population->n_citizens; i++) {
    ApoyoResidence place;

    if (process->district > 0) {
      apoyo_population_residence (self->population, i, &place);
      if (place.entity != process->entity ||
          apoyo_section_federal_district (place.entity, place.section) != process->district) {
        if (place.state == APOYO_FATE_VALID &&
            self->population->mix.share[APOYO_FATE_OUT_OF_SCOPE] > 0)
          g_array_append_val (contest->outsiders, i);
        continue;
      }
    }
    g_array_append_val (contest->citizens, i);
  }
  shuffle ((guint *) (gpointer) contest->citizens->data, contest->citizens->len, random);
  shuffle ((guint *) (gpointer) contest->outsiders->data, contest->outsiders->len, random);
}

ApoyoPlan *
apoyo_plan_new (const ApoyoPopulation *population, ApoyoKeys *keys)
{
  ApoyoPlan *self = g_new0 (ApoyoPlan, 1);
  GPtrArray *processes = apoyo_keys_get_processes (keys);
  double total = 0;

  self->population = population;
  self->n_contests = processes->len;
  self->contests = g_new0 (Contest, processes->len);
  for (guint i = 0; i < processes->len; i++) {
    Contest *contest = &self->contests[i];
    ApoyoRandom random;

    contest->process = g_ptr_array_index (processes, i);
    contest->weight = contest->process->district > 0 ? SCOPED_WEIGHT : 1.0;
    total += contest->weight;
    contest->originals = g_array_new (FALSE, FALSE, sizeof (Original));
    apoyo_random_init (&random, population->seed, APOYO_STREAM_ORDER, contest->process->number);
    rank_promoventes (contest, &random);
    gather_citizens (self, contest, &random);
  }
  for (guint i = 0; i < self->n_contests; i++)
    self->contests[i].weight /= total;
  return self;
}

void
apoyo_plan_free (ApoyoPlan *self)
{
  for (guint i = 0; i < self->n_contests; i++) {
    g_array_unref (self->contests[i].citizens);
    g_array_unref (self->contests[i].outsiders);
    g_array_unref (self->contests[i].originals);
    g_free (self->contests[i].order);
    g_free (self->contests[i].popularity);
  }
  g_free (self->contests);
  g_free (self);
}

static Contest *
draw_contest (ApoyoPlan *self, ApoyoRandom *random)
{
  double left = apoyo_random_double (random);
  Contest *last = &self->contests[0];

  for (guint i = 0; i < self->n_contests; i++) {
    if (self->contests[i].weight <= 0)
      continue;
    last = &self->contests[i];
    left -= last->weight;
    if (left < 0)
      break;
  }
  return last;
}

static guint
draw_promovente (const Contest *contest, ApoyoRandom *random)
{
  double where = apoyo_random_double (random);
  guint low = 0;
  guint high = contest->process->promoventes->len - 1;

  while (low < high) {
    guint middle = (low + high) / 2;

    if (contest->popularity[middle] < where)
      low = middle + 1;
    else
      high = middle;
  }
  return contest->order[low];
}

/* Duplicates first, since they need no new citizen; the first captures have nothing to repeat. */
static ApoyoFate
draw_duplicate (const ApoyoPlan *self, const Contest *contest, ApoyoRandom *random)
{
  const double *share = self->population->mix.share;
  double left = apoyo_random_double (random);

  if (contest->originals->len == 0)
    return APOYO_FATE_VALID;
  if (left < share[APOYO_FATE_DUPLICATE_SAME])
    return APOYO_FATE_DUPLICATE_SAME;
  left -= share[APOYO_FATE_DUPLICATE_SAME];
  if (left < share[APOYO_FATE_DUPLICATE_OTHER] && contest->process->promoventes->len > 1)
    return APOYO_FATE_DUPLICATE_OTHER;
  return APOYO_FATE_VALID;
}

static void
plan_duplicate (Contest *contest, ApoyoCapture *capture, guint *promovente, ApoyoRandom *random)
{
  const Original *original = &g_array_index (contest->originals, Original,
                                             apoyo_random_below (random, contest->originals->len));

  capture->original = (gint64) original->number;
  capture->citizen = original->citizen;
  if (capture->kind == APOYO_FATE_DUPLICATE_SAME) {
    *promovente = original->promovente;
    return;
  }
  for (guint tries = 0; *promovente == original->promovente && tries < 50; tries++)
    *promovente = draw_promovente (contest, random);
  if (*promovente == original->promovente)
    *promovente = (*promovente + 1) % contest->process->promoventes->len;
}

/* A citizen who has not supported anyone in this process. FALSE when there is none left. */
static gboolean
plan_fresh (ApoyoPlan *self,
            Contest *contest,
            ApoyoCapture *capture,
            guint promovente,
            ApoyoRandom *random)
{
  gboolean among[APOYO_N_FATES] = { FALSE };
  ApoyoResidence place;

  among[APOYO_FATE_VALID] = TRUE;
  among[APOYO_FATE_OUT_OF_SCOPE] = contest->next_outsider < contest->outsiders->len;
  for (guint kind = APOYO_FATE_M1; kind < APOYO_N_FATES; kind++)
    among[kind] = TRUE;
  if (contest->next >= contest->citizens->len)
    return FALSE;
  capture->citizen = g_array_index (contest->citizens, guint, contest->next++);
  apoyo_population_residence (self->population, capture->citizen, &place);
  if (apoyo_fate_is_registral (place.state)) {
    capture->kind = place.state;
    return TRUE;
  }
  capture->kind = apoyo_mix_draw (&self->population->mix, random, among);
  if (capture->kind == APOYO_FATE_OUT_OF_SCOPE) {
    contest->next--;
    capture->citizen = g_array_index (contest->outsiders, guint, contest->next_outsider++);
  } else if (g_str_equal (apoyo_capture_expected (capture), "valid")) {
    Original original = { capture->number, capture->citizen, promovente };

    g_array_append_val (contest->originals, original);
  }
  return TRUE;
}

/* FALSE when it was the last one. */
static gboolean
close_contest (ApoyoPlan *self, Contest *contest)
{
  double total = 0;

  contest->weight = 0;
  for (guint i = 0; i < self->n_contests; i++)
    total += self->contests[i].weight;
  for (guint i = 0; i < self->n_contests && total > 0; i++)
    self->contests[i].weight /= total;
  return total > 0;
}

/* RFC 9562 version 4 in form; from the seed, so that the same run repeats its idempotency keys. */
static void
make_uuid (char uuid[37], ApoyoRandom *random)
{
  guint64 a = apoyo_random_next (random);
  guint64 b = apoyo_random_next (random);

  g_snprintf (uuid, 37, "%08x-%04x-4%03x-%04x-%04x%08x", (guint) (a >> 32),
              (guint) (a >> 16) & 0xffff, (guint) a & 0xfff, 0x8000 | ((guint) (b >> 48) & 0x3fff),
              (guint) (b >> 32) & 0xffff, (guint) b);
}

/* FALSE when everybody has supported already. */
gboolean
apoyo_plan_next (ApoyoPlan *self, ApoyoCapture *capture)
{
  ApoyoRandom random;
  Contest *contest;
  ApoyoPromovente *promovente;
  guint chosen;

  memset (capture, 0, sizeof *capture);
  apoyo_random_init (&random, self->population->seed, APOYO_STREAM_CAPTURE, self->next);
  capture->number = self->next++;
  capture->original = -1;
  make_uuid (capture->uuid, &random);
  contest = draw_contest (self, &random);
  chosen = draw_promovente (contest, &random);
  capture->kind = draw_duplicate (self, contest, &random);
  if (apoyo_fate_is_duplicate (capture->kind))
    plan_duplicate (contest, capture, &chosen, &random);
  else if (!plan_fresh (self, contest, capture, chosen, &random)) {
    /* Everybody of that process is through; the others go on without it. */
    if (!close_contest (self, contest))
      return FALSE;
    self->next--;
    return apoyo_plan_next (self, capture);
  }
  promovente = g_ptr_array_index (contest->process->promoventes, chosen);
  capture->process = contest->process->number;
  capture->promovente = promovente->number;
  capture->auxiliary = g_ptr_array_index (
      promovente->auxiliaries, apoyo_random_below (&random, promovente->auxiliaries->len));
  return TRUE;
}
