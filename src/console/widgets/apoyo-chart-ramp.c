/* apoyo-chart-ramp.c: the legend of the map's shades.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-chart-ramp.h"

#include "apoyo-figures.h"
#include "apoyo-format.h"

/* Where a part of the width that grows from the start of the line lies. */
static double
start_x (const ApoyoArt *art, const ApoyoBox *box, double offset, double width)
{
  return art->rtl ? box->x + box->width - offset - width : box->x + offset;
}

/* Where the steps are narrow the sign stands at the ends and at 100 only. */
static gboolean
ramp_is_tight (const ApoyoArt *art, double step, double letter_size)
{
  ApoyoLettering lettering = { letter_size, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };

  return apoyo_art_measure (art, &lettering, "100" APOYO_NBSP "%", NULL) * 1.25 > step;
}

static void
draw_ramp_label (const ApoyoArt *art,
                 double x,
                 double y,
                 guint step,
                 gboolean tight,
                 double letter_size)
{
  gboolean strong = step == apoyo_palette_ramp_step (APOYO_PROGRESS_REACHED);
  gboolean sign = !tight || strong || step == 0;
  ApoyoLettering lettering = { letter_size, strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL,
                               strong ? APOYO_COLOR_TEXT : APOYO_COLOR_DIM, APOYO_ALIGN_CENTER };
  g_autofree char *text =
      g_strdup_printf (sign ? "%d" APOYO_NBSP "%%" : "%d", apoyo_palette_ramp_break (step));

  if (step == 0)
    lettering.align = art->rtl ? APOYO_ALIGN_RIGHT : APOYO_ALIGN_LEFT;
  apoyo_art_text (art, x, y, &lettering, text);
}

/* Where shade i begins. */
static double
draw_ramp_shade (const ApoyoArt *art, const ApoyoBox *box, guint i, double bar)
{
  double gap = 2;
  double step = (box->width - gap * (APOYO_N_RAMP - 1)) / APOYO_N_RAMP;
  double offset = i * (step + gap);

  apoyo_art_set (art, apoyo_palette_get_ramp (art->palette, i), 1);
  apoyo_art_rounded (art->cr, start_x (art, box, offset, step), box->y, step, bar, 2);
  cairo_fill (art->cr);
  return start_x (art, box, offset - (i > 0 ? gap / 2 : 0), 0);
}

void
apoyo_chart_ramp (const ApoyoArt *art, const ApoyoBox *box, double letter_size)
{
  double bar = letter_size * 0.75;
  gboolean tight = ramp_is_tight (art, box->width / APOYO_N_RAMP - 2, letter_size);

  for (guint i = 0; i < APOYO_N_RAMP; i++) {
    double x = draw_ramp_shade (art, box, i, bar);

    draw_ramp_label (art, x, box->y + bar + letter_size * 0.2, i, tight, letter_size);
    if (i == apoyo_palette_ramp_step (APOYO_PROGRESS_REACHED)) {
      apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_TEXT), 1);
      cairo_rectangle (art->cr, x - 1, box->y - 1, 2, bar + 3);
      cairo_fill (art->cr);
    }
  }
}

void
apoyo_chart_amounts (const ApoyoArt *art,
                     const ApoyoBox *box,
                     const ApoyoMapScale *scale,
                     double letter_size)
{
  double bar = letter_size * 0.75;

  for (guint i = 0; i < APOYO_N_RAMP; i++) {
    double x = draw_ramp_shade (art, box, i, bar);
    g_autofree char *text = apoyo_map_scale_label (scale, i);
    ApoyoLettering lettering = { letter_size, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
                                 APOYO_ALIGN_CENTER };

    if (i == 0)
      lettering.align = art->rtl ? APOYO_ALIGN_RIGHT : APOYO_ALIGN_LEFT;
    apoyo_art_text (art, x, box->y + bar + letter_size * 0.2, &lettering, text);
  }
}
