/* apoyo-dispersion-rank.c: demarcations sorted by progress, and who comes next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-dispersion-rank.h"

#include <glib/gi18n.h>

#include "apoyo-figures.h"
#include "apoyo-format.h"

typedef struct {
  int progress;
  const ApoyoAreaValue *area;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *first = a, *second = b;

  if (first->progress != second->progress)
    return first->progress < second->progress ? 1 : -1;
  return g_strcmp0 (first->area->code, second->area->code); /* equals keep their places */
}

ApoyoDispersionRank *
apoyo_dispersion_rank_new (const ApoyoAreaValue *areas, guint n_areas)
{
  ApoyoDispersionRank *self = g_new0 (ApoyoDispersionRank, 1);
  g_autofree Ranked *ranked = g_new (Ranked, n_areas);

  for (guint i = 0; i < n_areas; i++) {
    int progress = apoyo_progress (areas[i].valid, areas[i].required);

    if (progress >= 0)
      ranked[self->n_areas++] = (Ranked){ progress, &areas[i] };
  }
  if (self->n_areas > 1)
    qsort (ranked, self->n_areas, sizeof *ranked, compare_ranked);
  self->progress = g_new (int, self->n_areas);
  for (guint i = 0; i < self->n_areas; i++) {
    self->progress[i] = ranked[i].progress;
    if (ranked[i].progress >= APOYO_PROGRESS_REACHED) {
      self->n_reached++;
    } else if (self->n_next < APOYO_RANK_N_NEXT) {
      const ApoyoAreaValue *area = ranked[i].area;

      self->next[self->n_next] = g_strdup (area->name != NULL ? area->name : area->code);
      self->next_progress[self->n_next++] = ranked[i].progress;
    }
  }
  return self;
}

void
apoyo_dispersion_rank_free (ApoyoDispersionRank *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_next; i++)
    g_free (self->next[i]);
  g_free (self->progress);
  g_free (self);
}

static char *
describe_first (const ApoyoDispersionRank *self, const char *name)
{
  g_autofree char *percent = apoyo_format_percent (self->next_progress[0]);

  /* Translators: the demarcation nearest to what it requires, and its progress. */
  return g_strdup_printf (_ ("Next is %s, %s"), name, percent);
}

char *
apoyo_dispersion_rank_describe_shortened (const ApoyoDispersionRank *self, guint n_letters)
{
  g_autofree char *letters = NULL, *name = NULL;

  g_return_val_if_fail (self->n_next > 0, NULL);
  if ((guint) g_utf8_strlen (self->next[0], -1) <= n_letters)
    return describe_first (self, self->next[0]);
  letters = g_utf8_substring (self->next[0], 0, n_letters);
  name = g_strdup_printf ("%s…", g_strchomp (letters));
  return describe_first (self, name);
}

char *
apoyo_dispersion_rank_describe_next (const ApoyoDispersionRank *self, guint most)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (self->n_next == 0 || most == 0)
    return g_strdup ("");
  if (most == 1)
    return describe_first (self, self->next[0]);
  for (guint i = 0; i < MIN (most, self->n_next); i++) {
    g_autofree char *percent = apoyo_format_percent (self->next_progress[i]);

    g_string_append_printf (list, "%s%s %s", i > 0 ? " · " : "", self->next[i], percent);
  }
  /* Translators: followed by two or three demarcations with their progress. */
  return g_strdup_printf (_ ("Closest: %s"), list->str);
}
