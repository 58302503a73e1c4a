/* apoyo-fraction.h: exact shares: decimal percentages and fractions, without floating point.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { APOYO_ROUNDING_CEILING, APOYO_ROUNDING_FLOOR, APOYO_ROUNDING_HALF_UP } ApoyoRounding;

/* An exact number: numerator / denominator, both positive unless zero. "0.26" percent is
 * 26 / 10000. The text is kept as it was written. */
typedef struct {
  gint64 numerator;
  gint64 denominator;
  char text[16];
} ApoyoFraction;

/* "3", "0.26", "1/2" (fractions) → exact. Percent texts are divided by 100. */
gboolean apoyo_percentage_parse (const char *text, ApoyoFraction *fraction, GError **error);
gboolean apoyo_fraction_parse (const char *text, ApoyoFraction *fraction, GError **error);
gint64 apoyo_fraction_of (const ApoyoFraction *fraction, gint64 count, ApoyoRounding rounding);

G_END_DECLS
