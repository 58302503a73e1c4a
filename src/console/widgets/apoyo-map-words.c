/* apoyo-map-words.c: what a screen reader says of the map.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map-words.h"

#include <glib/gi18n.h>

#include "apoyo-figures.h"
#include "apoyo-format.h"

/* The highest and the lowest of amounts; entities below zero are not concerned. */
static gboolean
find_extremes (const gint64 amounts[APOYO_MAP_N_ENTITIES], int *most, int *least)
{
  *most = *least = APOYO_MAP_NOWHERE;
  for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    if (amounts[i] < 0)
      continue;
    if (*most < 0 || amounts[i] > amounts[*most])
      *most = i;
    if (*least < 0 || amounts[i] < amounts[*least])
      *least = i;
  }
  return *most >= 0 && *most != *least;
}

char *
apoyo_map_words_progress (const ApoyoAreaValue values[APOYO_MAP_N_ENTITIES],
                          const int progress[APOYO_MAP_N_ENTITIES],
                          int entity)
{
  GString *text = g_string_new (NULL);
  gint64 amounts[APOYO_MAP_N_ENTITIES];
  guint n_known = 0, n_reached = 0;
  int most, least;

  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    amounts[i] = progress[i];
    n_known += progress[i] >= 0;
    n_reached += progress[i] >= APOYO_PROGRESS_REACHED;
  }
  if (entity != APOYO_MAP_NOWHERE && progress[entity] >= 0) {
    g_autofree char *percent = apoyo_format_percent (progress[entity]);

    g_string_append_printf (text, "%s, %s. ", values[entity].name, percent);
  }
  g_string_append_printf (text,
                          ngettext ("%u of %u entity reached what it requires.",
                                    "%u of %u entities reached what they require.", n_known),
                          n_reached, n_known);
  if (find_extremes (amounts, &most, &least)) {
    g_autofree char *high = apoyo_format_percent (progress[most]);
    g_autofree char *low = apoyo_format_percent (progress[least]);

    g_string_append_c (text, ' ');
    /* Translators: two entities, each with its percentage. */
    g_string_append_printf (text, _ ("Most: %s, %s. Least: %s, %s."), values[most].name, high,
                            values[least].name, low);
  }
  return g_string_free (text, FALSE);
}

char *
apoyo_map_words_electors (const ApoyoAreaValue values[APOYO_MAP_N_ENTITIES], int entity)
{
  GString *text = g_string_new (NULL);
  gint64 amounts[APOYO_MAP_N_ENTITIES];
  int most, least;

  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    amounts[i] = values[i].nominal_list > 0 ? values[i].nominal_list : -1;
  if (entity != APOYO_MAP_NOWHERE) {
    g_autofree char *count = apoyo_format_count (values[entity].nominal_list);

    g_string_append_printf (text, _ ("%s, %s electors. "), values[entity].name, count);
  }
  if (find_extremes (amounts, &most, &least)) {
    g_autofree char *high = apoyo_format_count (amounts[most]);
    g_autofree char *low = apoyo_format_count (amounts[least]);

    g_string_append_printf (text, _ ("Most: %s, %s. Least: %s, %s."), values[most].name, high,
                            values[least].name, low);
  }
  return g_string_free (text, FALSE);
}
