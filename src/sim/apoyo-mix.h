/* apoyo-mix.h: which kinds of captures arrive, in which proportion.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-random.h"

G_BEGIN_DECLS

/* What is planted in a capture. */
typedef enum {
  APOYO_KIND_VALID,
  APOYO_KIND_DUPLICATE_SAME,
  APOYO_KIND_DUPLICATE_OTHER,
  APOYO_KIND_NOT_ON_ROLL,
  APOYO_KIND_DROPPED,
  APOYO_KIND_NOT_FOUND,
  APOYO_KIND_OUT_OF_SCOPE,
  APOYO_KIND_M1,
  APOYO_KIND_M2,
  APOYO_KIND_M3,
  APOYO_KIND_M4,
  APOYO_KIND_M5,
  APOYO_KIND_M6,
  APOYO_KIND_M7,
  APOYO_KIND_M8,
  APOYO_KIND_M9,
} ApoyoKind;

#define APOYO_N_KINDS (APOYO_KIND_M9 + 1)

typedef struct {
  double share[APOYO_N_KINDS]; /* sums to 1 */
} ApoyoMix;

const char *apoyo_kind_to_nick (ApoyoKind kind);
gboolean apoyo_kind_from_nick (const char *nick, ApoyoKind *kind);
gboolean apoyo_kind_is_registral (ApoyoKind kind);
gboolean apoyo_kind_is_duplicate (ApoyoKind kind);

gboolean apoyo_mix_load (ApoyoMix *mix, const char *file, GError **error);
double
apoyo_mix_share_of (const ApoyoMix *mix, ApoyoKind kind, const gboolean among[APOYO_N_KINDS]);
ApoyoKind
apoyo_mix_draw (const ApoyoMix *mix, ApoyoRandom *random, const gboolean among[APOYO_N_KINDS]);

G_END_DECLS
