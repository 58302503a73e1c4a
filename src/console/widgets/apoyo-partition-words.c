/* apoyo-partition-words.c: sums, order and names of the partition of what was received.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-partition-words.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"

static guint
group_of (ApoyoSituation situation)
{
  if (apoyo_situation_counts (situation))
    return 0;
  return apoyo_situation_is_open (situation) ? 1 : 2;
}

void
apoyo_partition_sums (const gint64 counts[APOYO_N_SITUATIONS], gint64 sums[APOYO_PARTITION_N_SUMS])
{
  for (guint i = 0; i < APOYO_PARTITION_N_SUMS; i++)
    sums[i] = 0;
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++)
    sums[group_of ((ApoyoSituation) i)] += counts[i];
}

const char *
apoyo_partition_sum_label (guint i)
{
  switch (i) {
  case 0:
    return C_ ("sum of captures", "Count");
  case 1:
    return C_ ("sum of captures", "Open");
  default:
    return C_ ("sum of captures", "Do not count");
  }
}

gint64
apoyo_partition_difference (gint64 received, const gint64 counts[APOYO_N_SITUATIONS])
{
  gint64 sum = 0;

  for (guint i = 0; i < APOYO_N_SITUATIONS; i++)
    sum += counts[i];
  return sum - received;
}

/* Only with a rule or an agreement of its own does a process have these. */
static gboolean
is_rare (ApoyoSituation situation)
{
  switch (situation) {
  case APOYO_SITUATION_NOT_VERIFIED:
  case APOYO_SITUATION_LATE:
  case APOYO_SITUATION_OUT_OF_SCOPE:
  case APOYO_SITUATION_OUT_OF_EXCEPTION:
    return TRUE;
  default:
    return FALSE;
  }
}

guint
apoyo_partition_arrange (const gint64 counts[APOYO_N_SITUATIONS],
                         int n_columns,
                         ApoyoPartitionPlace places[APOYO_N_SITUATIONS])
{
  guint n_places = 0, n_first = 0, n_rest = 0;
  int n_rows;

  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    ApoyoSituation situation = apoyo_situation_at_report (i);

    if (is_rare (situation) && counts[situation] == 0)
      continue;
    if (group_of (situation) < 2)
      n_first++;
    places[n_places++].situation = situation;
  }
  n_rest = n_places - n_first;
  n_rows = (int) MAX (n_first, (n_rest + (guint) n_columns - 2) / ((guint) n_columns - 1));
  for (guint i = 0, first = 0, rest = 0; i < n_places; i++) {
    if (group_of (places[i].situation) < 2) {
      places[i].column = 0;
      places[i].row = (int) first++;
    } else {
      places[i].column = 1 + (int) rest / n_rows;
      places[i].row = (int) rest++ % n_rows;
    }
  }
  return n_places;
}

const char *
apoyo_partition_label (ApoyoSituation situation, gboolean wide)
{
  if (!wide && situation == APOYO_SITUATION_VALID)
    return C_ ("situation, short", "On the nominal list");
  if (!wide && situation == APOYO_SITUATION_NOT_ON_ROLL)
    return C_ ("situation, short", "On the roll (not on the N. L.)");
  return apoyo_situation_get_label (situation);
}

char *
apoyo_partition_describe (gint64 received, const gint64 counts[APOYO_N_SITUATIONS])
{
  gint64 sums[APOYO_PARTITION_N_SUMS];
  g_autofree char *total = apoyo_format_count (received);
  g_autofree char *valid = NULL, *open = NULL, *rest = NULL;

  apoyo_partition_sums (counts, sums);
  valid = apoyo_format_count (sums[0]);
  open = apoyo_format_count (sums[1]);
  rest = apoyo_format_count (sums[2]);
  if (apoyo_partition_difference (received, counts) == 0)
    return g_strdup_printf (
        _ ("Received %s: %s count, %s are open, %s do not count. The sum checks."), total, valid,
        open, rest);
  return g_strdup_printf (
      _ ("Received %s: %s count, %s are open, %s do not count. The sum does not check."), total,
      valid, open, rest);
}
