/* apoyo-frontier.c: k-of-n dispersion: which demarcations reached their share, and who is next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <stdlib.h>

#include "apoyo-frontier.h"

/* a.valid / a.required > b.valid / b.required, exactly. What needs nothing is reached from the
 * start and stands first. */
static int
compare_progress (gconstpointer a, gconstpointer b)
{
  const ApoyoStanding *x = a;
  const ApoyoStanding *y = b;
  gboolean x_reached = x->valid >= x->required;
  gboolean y_reached = y->valid >= y->required;
  __int128 left, right;

  if (x_reached != y_reached)
    return x_reached ? -1 : 1;
  if ((x->required == 0) != (y->required == 0))
    return x->required == 0 ? -1 : 1;
  left = (__int128) x->valid * y->required;
  right = (__int128) y->valid * x->required;
  if (left != right)
    return left > right ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static int
compare_gint64 (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* The cheapest way is to complete those that lack the fewest supports, which need not be those of
 * the greatest progress. */
static gint64
least_missing (const ApoyoFrontier *self)
{
  guint open = self->total - self->reached;
  g_autofree gint64 *lacks = NULL;
  gint64 missing = 0;

  if (self->needed <= self->reached || open == 0)
    return 0;
  lacks = g_new (gint64, open);
  for (guint i = 0; i < open; i++) {
    const ApoyoStanding *standing = &self->standings[self->reached + i];

    lacks[i] = standing->required - standing->valid;
  }
  qsort (lacks, open, sizeof *lacks, compare_gint64);
  for (guint i = 0; i < MIN (self->needed - self->reached, open); i++)
    missing += lacks[i];
  return missing;
}

ApoyoFrontier *
apoyo_frontier_new (const gint64 *valid, const gint64 *required, guint total, guint needed)
{
  ApoyoFrontier *self;

  g_return_val_if_fail (total == 0 || (valid != NULL && required != NULL), NULL);

  self = g_new0 (ApoyoFrontier, 1);
  self->needed = needed;
  self->total = total;
  self->standings = g_new0 (ApoyoStanding, total);
  for (guint i = 0; i < total; i++) {
    self->standings[i].index = i;
    self->standings[i].valid = MAX (valid[i], 0);
    self->standings[i].required = MAX (required[i], 0);
    if (self->standings[i].valid >= self->standings[i].required)
      self->reached++;
  }
  if (total > 0)
    qsort (self->standings, total, sizeof *self->standings, compare_progress);
  self->missing = least_missing (self);
  return self;
}

void
apoyo_frontier_free (ApoyoFrontier *self)
{
  if (self == NULL)
    return;
  g_free (self->standings);
  g_free (self);
}

gboolean
apoyo_frontier_is_met (const ApoyoFrontier *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->reached >= self->needed;
}

guint
apoyo_frontier_get_n_next (const ApoyoFrontier *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->needed > self->reached ? MIN (self->needed, self->total) - self->reached : 0;
}

const ApoyoStanding *
apoyo_frontier_get_next (const ApoyoFrontier *self, guint i)
{
  g_return_val_if_fail (i < apoyo_frontier_get_n_next (self), NULL);
  return &self->standings[self->reached + i];
}
