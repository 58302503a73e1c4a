/* apoyo-dispersion-rank.h: demarcations sorted by progress, and who comes next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "apoyo-area-value.h"

G_BEGIN_DECLS

#define APOYO_RANK_N_NEXT 3

typedef struct {
  guint n_areas;
  guint n_reached;
  int *progress;                 /* largest first */
  char *next[APOYO_RANK_N_NEXT]; /* names of the first ones that have not reached theirs */
  int next_progress[APOYO_RANK_N_NEXT];
  guint n_next;
} ApoyoDispersionRank;

/* Areas of which nothing is required are left out. */
ApoyoDispersionRank *apoyo_dispersion_rank_new (const ApoyoAreaValue *areas, guint n_areas);
void apoyo_dispersion_rank_free (ApoyoDispersionRank *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoDispersionRank, apoyo_dispersion_rank_free)

/* "Next is Colima, 97.41 %", or the most next ones; empty when all have reached theirs. */
char *apoyo_dispersion_rank_describe_next (const ApoyoDispersionRank *self, guint most);
/* The first of them with so many letters of its name: a name may be cut, its figure may not. */
char *apoyo_dispersion_rank_describe_shortened (const ApoyoDispersionRank *self, guint n_letters);

G_END_DECLS
