/* apoyo-arrivals.h: when the next citizen comes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-random.h"

G_BEGIN_DECLS

double apoyo_arrivals_profile (double hour);
gint64 apoyo_arrivals_next (ApoyoRandom *random, double rate, gboolean varying, gint64 now);

G_END_DECLS
