/* apoyo-frontier.h: k-of-n dispersion: which demarcations reached their share, and who is next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint index; /* in the arrays given */
  gint64 valid;
  gint64 required;
} ApoyoStanding;

/* All standings by progress (valid / required, exact), the best first; equal progress keeps the
 * order given. The first `reached` of them reached their share. */
typedef struct {
  guint needed;
  guint reached;
  guint total;
  gint64 missing; /* least supports that would make `needed` reached; 0 when met */
  ApoyoStanding *standings;
} ApoyoFrontier;

ApoyoFrontier *
apoyo_frontier_new (const gint64 *valid, const gint64 *required, guint total, guint needed);
void apoyo_frontier_free (ApoyoFrontier *self);
gboolean apoyo_frontier_is_met (const ApoyoFrontier *self);

/* Those in line up to the needed-th: standings[reached … needed - 1]. */
guint apoyo_frontier_get_n_next (const ApoyoFrontier *self);
const ApoyoStanding *apoyo_frontier_get_next (const ApoyoFrontier *self, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoFrontier, apoyo_frontier_free)

G_END_DECLS
