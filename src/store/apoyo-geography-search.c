/* apoyo-geography-search.c: places by code, number or name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <string.h>

#include "apoyo-geography-private.h"

typedef struct {
  GStrv words;    /* (owned): folded, none empty */
  guint *numbers; /* (owned): of each word, 0 where it is no number of a section */
  guint n_words;
} Query;

typedef struct {
  guint place;
  guint rank; /* less is better */
} Match;

static gboolean
is_number (const char *word)
{
  return *word != '\0' && strspn (word, "0123456789") == strlen (word) && strlen (word) <= 4;
}

static void
query_init (Query *query, const char *text)
{
  g_autofree char *folded = apoyo_geography_fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t,", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  }
  query->words = g_strv_builder_end (words);
  query->n_words = g_strv_length (query->words);
  query->numbers = g_new0 (guint, query->n_words + 1);
  for (guint i = 0; i < query->n_words; i++) {
    if (is_number (query->words[i]))
      query->numbers[i] = (guint) atoi (query->words[i]);
  }
}

static void
query_clear (Query *query)
{
  g_strfreev (query->words);
  g_free (query->numbers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* "05" is a code and no part of "2005"; other words may stand anywhere. */
static gboolean
demarcation_has (const ApoyoDemarcation *demarcation, const char *word)
{
  const char *found = strstr (demarcation->folded, word);

  if (!g_ascii_isdigit (*word))
    return found != NULL;
  for (; found != NULL; found = strstr (found + 1, word)) {
    if (found == demarcation->folded || !g_ascii_isdigit (found[-1]))
      return TRUE;
  }
  return FALSE;
}

/* In the place or in what holds it. */
static gboolean
holds_word (ApoyoGeography *self, guint place, const char *word)
{
  while (place != APOYO_PLACE_NONE &&
         APOYO_DEMARCATION_AT (self, place)->level >= APOYO_LEVEL_ENTITY) {
    if (demarcation_has (APOYO_DEMARCATION_AT (self, place), word))
      return TRUE;
    place = APOYO_DEMARCATION_AT (self, place)->parent;
  }
  return FALSE;
}

/* What begins with the words stands before what has them somewhere, higher levels before lower
 * ones; G_MAXUINT: it does not match. */
static guint
rank_demarcation (ApoyoGeography *self, guint place, const Query *query)
{
  const ApoyoDemarcation *demarcation = APOYO_DEMARCATION_AT (self, place);
  const char *name = strchr (demarcation->folded, ' ');
  gboolean own = FALSE;

  for (guint i = 0; i < query->n_words; i++) {
    gboolean here = demarcation_has (demarcation, query->words[i]);

    own |= here;
    if (!here && !holds_word (self, demarcation->parent, query->words[i]))
      return G_MAXUINT;
  }
  if (!own)
    return G_MAXUINT; /* the entity is found itself; not all that is in it, too */
  if (g_ascii_strcasecmp (demarcation->code, query->words[0]) == 0)
    return 0;
  return (name != NULL && g_str_has_prefix (name + 1, query->words[0]) ? 10 : 30) +
         (guint) demarcation->level;
}

static gboolean
number_matches (guint number, const char *word, guint value)
{
  char padded[8];

  if (value == 0 && *word != '0')
    return FALSE;
  if (number == value)
    return TRUE;
  g_snprintf (padded, sizeof padded, "%04u", number);
  return strlen (word) >= 2 && g_str_has_prefix (padded, word);
}

static guint
rank_section (ApoyoGeography *self, const ApoyoSection *section, const Query *query)
{
  guint rank = G_MAXUINT;

  for (guint i = 0; i < query->n_words; i++) {
    if (is_number (query->words[i]) &&
        number_matches (section->number, query->words[i], query->numbers[i])) {
      guint here = section->number == query->numbers[i] ? 20 : 50;

      rank = MIN (rank, here);
      continue;
    }
    if (!holds_word (self, section->municipality, query->words[i]) &&
        (section->federal_district == APOYO_PLACE_NONE ||
         !demarcation_has (APOYO_DEMARCATION_AT (self, section->federal_district),
                           query->words[i])))
      return G_MAXUINT;
  }
  return rank;
}

static void
add_match (GArray *matches, guint place, guint rank)
{
  Match match = { place, rank };

  if (rank != G_MAXUINT)
    g_array_append_val (matches, match);
}

static gboolean
has_number (const Query *query)
{
  for (guint i = 0; i < query->n_words; i++) {
    if (is_number (query->words[i]))
      return TRUE;
  }
  return FALSE;
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *one = a, *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  return one->place < other->place ? -1 : one->place > other->place;
}

GArray *
apoyo_geography_search (ApoyoGeography *self, const char *text, guint limit, guint *n_found)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_auto (Query) query = { NULL };
  g_autofree char *code = NULL;
  guint exact;

  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (self) && text != NULL, places);

  query_init (&query, text);
  code = g_ascii_strup (query.n_words > 0 ? query.words[0] : "", -1);
  exact = query.n_words == 1 ? apoyo_geography_find (self, code) : APOYO_PLACE_NONE;
  if (exact != APOYO_PLACE_NONE && APOYO_IS_SECTION (self, exact))
    add_match (matches, exact, 0);
  for (guint i = 0; query.n_words > 0 && i < self->demarcations->len; i++)
    add_match (matches, i, rank_demarcation (self, i, &query));
  for (guint i = 0; has_number (&query) && i < self->sections->len; i++)
    add_match (matches, self->demarcations->len + i,
               rank_section (self, &g_array_index (self->sections, ApoyoSection, i), &query));
  g_array_sort (matches, compare_matches);
  if (n_found != NULL)
    *n_found = matches->len;
  for (guint i = 0; i < MIN (matches->len, limit); i++)
    g_array_append_val (places, g_array_index (matches, Match, i).place);
  return places;
}
