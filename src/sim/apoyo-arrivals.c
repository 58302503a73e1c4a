/* apoyo-arrivals.c: when the next citizen comes.
 *
 * A Poisson process whose intensity follows the day of Mexico's centre: few at night, a first crest
 * before lunch and a higher one after work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-arrivals.h"

/* Relative intensity at each full hour, mean 1. Nights are livelier than in the field, so that a
 * demonstration at three in the morning shows something too. */
static const double profile[24] = {
  0.38, 0.34, 0.32, 0.31, 0.32, 0.36, 0.48, 0.72, 0.98, 1.22, 1.43, 1.58,
  1.60, 1.47, 1.22, 1.18, 1.33, 1.55, 1.72, 1.66, 1.36, 1.00, 0.82, 0.65,
};

/* hour: 0 … 24, with its fraction. */
double
apoyo_arrivals_profile (double hour)
{
  guint before = (guint) hour % 24;
  double part = hour - (guint) hour;

  return profile[before] * (1 - part) + profile[(before + 1) % 24] * part;
}

/* now and the result in µs since 1970. Mexico's centre stands at UTC−6 all year since 2022. */
gint64
apoyo_arrivals_next (ApoyoRandom *random, double rate, gboolean varying, gint64 now)
{
  double hour = (double) (((now / G_USEC_PER_SEC) + 18 * 3600) % 86400) / 3600.0;
  double intensity = varying ? rate * apoyo_arrivals_profile (hour) : rate;
  double wait = apoyo_random_exponential (random) / intensity;

  return now + (gint64) (MIN (wait, 3600) * G_USEC_PER_SEC);
}
