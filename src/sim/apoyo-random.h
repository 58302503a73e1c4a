/* apoyo-random.h: streams of random numbers that depend on a seed and an index only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a stream is for: two purposes of the same index never share numbers. */
typedef enum {
  APOYO_STREAM_RESIDENCE = 1,
  APOYO_STREAM_PERSON,
  APOYO_STREAM_FACE,
  APOYO_STREAM_SIGNATURE,
  APOYO_STREAM_PICTURE,
  APOYO_STREAM_CAPTURE,
  APOYO_STREAM_ARRIVAL,
  APOYO_STREAM_ORDER,
  APOYO_STREAM_TWIN,
} ApoyoStream;

/* xoshiro256**: small, fast and the same on every machine. */
typedef struct {
  guint64 s[4];
} ApoyoRandom;

void apoyo_random_init (ApoyoRandom *random, guint64 seed, ApoyoStream stream, guint64 index);
guint64 apoyo_random_next (ApoyoRandom *random);
double apoyo_random_double (ApoyoRandom *random);
double apoyo_random_between (ApoyoRandom *random, double low, double high);
guint apoyo_random_below (ApoyoRandom *random, guint n);
gboolean apoyo_random_chance (ApoyoRandom *random, double probability);
double apoyo_random_normal (ApoyoRandom *random);
double apoyo_random_exponential (ApoyoRandom *random);

G_END_DECLS
