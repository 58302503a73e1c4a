/* apoyo-random.c: streams of random numbers that depend on a seed and an index only.
 *
 * Person 17 of a seed is the same person whoever asks, in whatever order and in which process:
 * every person, picture and capture has its own stream instead of a share of a common one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-random.h"

#include <math.h>

static guint64
splitmix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static inline guint64
rotate (guint64 x, int k)
{
  return (x << k) | (x >> (64 - k));
}

void
apoyo_random_init (ApoyoRandom *random, guint64 seed, ApoyoStream stream, guint64 index)
{
  guint64 state = seed;

  state = splitmix (&state) ^ (guint64) stream;
  state = splitmix (&state) ^ index;
  for (guint i = 0; i < G_N_ELEMENTS (random->s); i++)
    random->s[i] = splitmix (&state);
}

guint64
apoyo_random_next (ApoyoRandom *random)
{
  guint64 *s = random->s;
  guint64 result = rotate (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate (s[3], 45);
  return result;
}

/* In [0, 1). */
double
apoyo_random_double (ApoyoRandom *random)
{
  return (double) (apoyo_random_next (random) >> 11) * 0x1.0p-53;
}

double
apoyo_random_between (ApoyoRandom *random, double low, double high)
{
  return low + (high - low) * apoyo_random_double (random);
}

/* In 0 … n − 1; the bias of the multiplication is below 2⁻³² and nobody notices it here. */
guint
apoyo_random_below (ApoyoRandom *random, guint n)
{
  g_return_val_if_fail (n > 0, 0);
  return (guint) (((apoyo_random_next (random) >> 32) * (guint64) n) >> 32);
}

gboolean
apoyo_random_chance (ApoyoRandom *random, double probability)
{
  return apoyo_random_double (random) < probability;
}

/* Mean 0, deviation 1. */
double
apoyo_random_normal (ApoyoRandom *random)
{
  double u = 1.0 - apoyo_random_double (random);
  double v = apoyo_random_double (random);

  return sqrt (-2.0 * log (u)) * cos (2.0 * G_PI * v);
}

/* Mean 1. */
double
apoyo_random_exponential (ApoyoRandom *random)
{
  return -log (1.0 - apoyo_random_double (random));
}
