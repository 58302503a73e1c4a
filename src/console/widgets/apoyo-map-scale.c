/* apoyo-map-scale.c: round boundaries between the map's six shades, for amounts of people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map-scale.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"

static const int multiples[APOYO_N_RAMP] = { 0, 1, 2, 3, 5, 7 };

void
apoyo_map_scale_init (ApoyoMapScale *scale, gint64 largest)
{
  gint64 power = 1;

  g_return_if_fail (scale != NULL);

  while (largest / 10 >= power * multiples[APOYO_N_RAMP - 1])
    power *= 10;
  for (guint i = 0; i < APOYO_N_RAMP; i++)
    scale->breaks[i] = multiples[i] * power;
}

guint
apoyo_map_scale_step (const ApoyoMapScale *scale, gint64 amount)
{
  guint step = 0;

  g_return_val_if_fail (scale != NULL, 0);

  while (step + 1 < APOYO_N_RAMP && amount >= scale->breaks[step + 1])
    step++;
  return step;
}

char *
apoyo_map_scale_label (const ApoyoMapScale *scale, guint step)
{
  gint64 amount;

  g_return_val_if_fail (scale != NULL && step < APOYO_N_RAMP, NULL);

  amount = scale->breaks[step];
  if (amount >= 1000000)
    /* Translators: millions. */
    return g_strdup_printf (_ ("%d M"), (int) (amount / 1000000));
  if (amount >= 1000)
    /* Translators: thousands. */
    return g_strdup_printf (_ ("%d k"), (int) (amount / 1000));
  return apoyo_format_count (amount);
}
