/* apoyo-mix.h: which kinds of captures arrive, in which proportion.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-random.h"

G_BEGIN_DECLS

/* What is planted in a capture. */
typedef enum {
  APOYO_FATE_VALID,
  APOYO_FATE_DUPLICATE_SAME,
  APOYO_FATE_DUPLICATE_OTHER,
  APOYO_FATE_NOT_ON_ROLL,
  APOYO_FATE_DROPPED,
  APOYO_FATE_NOT_FOUND,
  APOYO_FATE_OUT_OF_SCOPE,
  APOYO_FATE_M1,
  APOYO_FATE_M2,
  APOYO_FATE_M3,
  APOYO_FATE_M4,
  APOYO_FATE_M5,
  APOYO_FATE_M6,
  APOYO_FATE_M7,
  APOYO_FATE_M8,
  APOYO_FATE_M9,
} ApoyoFate;

#define APOYO_N_FATES (APOYO_FATE_M9 + 1)

typedef struct {
  double share[APOYO_N_FATES]; /* sums to 1 */
} ApoyoMix;

const char *apoyo_fate_to_nick (ApoyoFate kind);
gboolean apoyo_fate_from_nick (const char *nick, ApoyoFate *kind);
gboolean apoyo_fate_is_registral (ApoyoFate kind);
gboolean apoyo_fate_is_duplicate (ApoyoFate kind);

gboolean apoyo_mix_load (ApoyoMix *mix, const char *file, GError **error);
double
apoyo_mix_share_of (const ApoyoMix *mix, ApoyoFate kind, const gboolean among[APOYO_N_FATES]);
ApoyoFate
apoyo_mix_draw (const ApoyoMix *mix, ApoyoRandom *random, const gboolean among[APOYO_N_FATES]);

G_END_DECLS
