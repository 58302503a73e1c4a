/* apoyo-charts.c: the drawn part of every chart, for widgets, the wall and paper alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-charts.h"

#include <math.h>

#include "apoyo-figures.h"
#include "apoyo-format.h"

#define BAR_TOP 12500
#define CELL_TOP 25000
#define CAPTION_POINTS 9.0

static const GdkRGBA *
color (const ApoyoArt *art, ApoyoColor which)
{
  return apoyo_palette_get (art->palette, which);
}

/* Where a part of the width that grows from the start of the line lies. */
static double
start_x (const ApoyoArt *art, const ApoyoBox *box, double offset, double width)
{
  return art->rtl ? box->x + box->width - offset - width : box->x + offset;
}

static void
fill_box (const ApoyoArt *art, double x, double y, double width, double height)
{
  cairo_rectangle (art->cr, x, y, width, height);
  cairo_fill (art->cr);
}

void
apoyo_chart_threshold (const ApoyoArt *art, const ApoyoBox *box, int progress)
{
  cairo_t *cr = art->cr;
  double over = MAX (2, box->height * 0.2); /* the tick stands out of the bar */
  double radius = box->height / 2;
  double filled = box->width * CLAMP (progress, 0, BAR_TOP) / BAR_TOP;
  double tick = MAX (2, box->height * 0.125);
  double tick_x = box->width * APOYO_PROGRESS_REACHED / BAR_TOP;

  cairo_save (cr);
  apoyo_art_rounded (cr, box->x, box->y, box->width, box->height, radius);
  cairo_clip (cr);
  apoyo_art_set (art, color (art, APOYO_COLOR_TROUGH), 1);
  cairo_paint (cr);
  apoyo_art_set (art, color (art, APOYO_COLOR_ACCENT_CHART), 1);
  fill_box (art, start_x (art, box, 0, filled), box->y, filled, box->height);
  cairo_restore (cr);

  apoyo_art_set (art, color (art, APOYO_COLOR_TEXT), 1);
  fill_box (art, start_x (art, box, tick_x - tick / 2, tick), box->y - over, tick,
            box->height + 2 * over);
}

void
apoyo_chart_progress_mark (const ApoyoArt *art, const ApoyoBox *box, int progress)
{
  double middle = box->y + box->height / 2;
  double bar = 7;
  double filled = box->width * CLAMP (progress, 0, CELL_TOP) / CELL_TOP;
  double tick_x = round (box->width * APOYO_PROGRESS_REACHED / CELL_TOP);
  gboolean reached = progress >= APOYO_PROGRESS_REACHED;

  if (progress < 0)
    return;
  filled = MAX (filled, 2);
  apoyo_art_set (art, color (art, APOYO_COLOR_GRID), 1);
  apoyo_art_rounded (art->cr, box->x, middle - bar / 2, box->width, bar, 2);
  cairo_fill (art->cr);
  apoyo_art_set (art, color (art, reached ? APOYO_COLOR_COUNTED : APOYO_COLOR_MARK),
                 reached ? 1 : 0.75);
  apoyo_art_rounded (art->cr, start_x (art, box, 0, filled), middle - bar / 2, filled, bar, 2);
  cairo_fill (art->cr);
  apoyo_art_set (art, color (art, APOYO_COLOR_TEXT), 1);
  fill_box (art, start_x (art, box, tick_x, 1.5), middle - 6.5, 1.5, 13);
}

void
apoyo_dispersion_layout (ApoyoDispersionLayout *layout, guint n_marks, guint needed, double width)
{
  gboolean line = needed > 0 && needed < n_marks;

  *layout = (ApoyoDispersionLayout){ .n_columns = n_marks, .gap = 2, .line_x = -1 };
  if (n_marks == 0 || width <= 0)
    return;
  layout->break_gap = line ? 6 : 0;
  layout->width = (width - layout->break_gap - layout->gap * (n_marks - 1)) / n_marks;
  if (layout->width < 3) {
    layout->gap = 1;
    layout->width = (width - layout->break_gap - layout->gap * (n_marks - 1)) / n_marks;
  }
  if (layout->width < 2) {
    layout->joined = TRUE;
    layout->gap = layout->break_gap = 0;
    layout->n_columns = (guint) MIN (MAX (1, floor (width)), n_marks);
    layout->width = width / layout->n_columns;
  }
  if (line && layout->joined)
    layout->line_x = width * needed / n_marks;
  else if (line)
    layout->line_x =
        needed * (layout->width + layout->gap) - layout->gap / 2 + layout->break_gap / 2;
}

static const GdkRGBA *
mark_color (const ApoyoArt *art, int progress, gboolean among_needed)
{
  if (progress >= APOYO_PROGRESS_REACHED)
    return color (art, APOYO_COLOR_COUNTED);
  return among_needed ? color (art, APOYO_COLOR_OPEN) : apoyo_palette_get_grey (art->palette, 3);
}

static void
draw_mark (const ApoyoArt *art, const ApoyoBox *mark, int progress, gboolean among_needed, double r)
{
  double tall = mark->height * CLAMP (progress, 0, APOYO_PROGRESS_REACHED) / APOYO_PROGRESS_REACHED;

  apoyo_art_set (art, color (art, APOYO_COLOR_TROUGH), among_needed ? 0.9 : 0.45);
  apoyo_art_rounded (art->cr, mark->x, mark->y, mark->width, mark->height, r);
  cairo_fill (art->cr);
  apoyo_art_set (art, mark_color (art, progress, among_needed), 1);
  apoyo_art_rounded (art->cr, mark->x, mark->y + mark->height - tall, mark->width, tall, r);
  cairo_fill (art->cr);
}

/* The silhouette must show every change of colour where it is: a column takes the progress of the
 * mark in its middle. */
static guint
mark_of_column (const ApoyoDispersionLayout *layout, guint column, guint n_marks)
{
  if (!layout->joined)
    return column;
  return MIN ((guint) ((column + 0.5) * n_marks / layout->n_columns), n_marks - 1);
}

void
apoyo_chart_dispersion (const ApoyoArt *art,
                        const ApoyoBox *box,
                        const int *progress,
                        guint n_marks,
                        guint needed)
{
  ApoyoDispersionLayout layout;
  double over = MAX (3, box->height * 0.14);
  double offset = 0;
  double line = MAX (1.5, box->height / 22);

  apoyo_dispersion_layout (&layout, n_marks, needed, box->width);
  for (guint i = 0; i < layout.n_columns; i++) {
    guint mark = mark_of_column (&layout, i, n_marks);
    gboolean among_needed = needed == 0 || mark < needed;
    ApoyoBox column = { 0, box->y + over, layout.width, box->height - 2 * over };

    if (!layout.joined && needed > 0 && i == needed)
      offset += layout.break_gap;
    column.x = start_x (art, box, offset, layout.width);
    if (layout.joined)
      column.width += 0.5; /* no hair lines between columns */
    draw_mark (art, &column, progress[mark], among_needed, layout.joined ? 0 : 1.5);
    offset += layout.width + layout.gap;
  }
  if (layout.line_x >= 0) {
    apoyo_art_set (art, color (art, APOYO_COLOR_TEXT), 1);
    fill_box (art, start_x (art, box, layout.line_x - line / 2, line), box->y, line, box->height);
  }
}

/* The small ones get what they need to be seen; the rest share what is left in proportion. Giving
 * can make another one small, so it goes on until none is. */
guint
apoyo_partition_layout (const gint64 *counts, guint n_counts, double width, double *widths)
{
  guint n_shown = 0;
  double room, pool;
  gint64 sum = 0;
  gboolean again = TRUE;

  for (guint i = 0; i < n_counts; i++) {
    widths[i] = counts[i] > 0 ? -1 : 0; /* -1: no width yet */
    if (counts[i] > 0) {
      n_shown++;
      sum += counts[i];
    }
  }
  if (n_shown == 0)
    return 0;
  room = MAX (0, width - APOYO_PARTITION_GAP * (n_shown - 1));
  pool = room;
  while (again) {
    gint64 fixed = 0;

    again = FALSE;
    for (guint i = 0; i < n_counts; i++) {
      if (widths[i] < 0 && pool * counts[i] / sum < APOYO_PARTITION_LEAST) {
        widths[i] = MIN (APOYO_PARTITION_LEAST, room / n_shown);
        fixed += counts[i];
        again = TRUE;
      }
    }
    pool = room;
    for (guint i = 0; i < n_counts; i++)
      pool -= MAX (widths[i], 0);
    sum -= fixed;
    if (sum <= 0)
      break;
  }
  for (guint i = 0; i < n_counts; i++) {
    if (widths[i] < 0)
      widths[i] = pool * counts[i] / sum;
  }
  return n_shown;
}

ApoyoSwatchKind
apoyo_partition_kind (ApoyoSituation situation, guint *index)
{
  guint before = 0;

  *index = 0;
  if (apoyo_situation_counts (situation))
    return APOYO_SWATCH_COUNTED;
  if (apoyo_situation_is_open (situation))
    return APOYO_SWATCH_OPEN;
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    ApoyoSituation other = apoyo_situation_at_report (i);

    if (other == situation)
      break;
    before += !apoyo_situation_counts (other) && !apoyo_situation_is_open (other);
  }
  *index = before;
  return APOYO_SWATCH_NOT_COUNTED;
}

static void
fill_kind (const ApoyoArt *art,
           const ApoyoBox *box,
           ApoyoSwatchKind kind,
           guint index,
           double radius)
{
  double step = MAX (4, MIN (box->height, 34) / 4.5);

  if (kind == APOYO_SWATCH_OPEN) {
    apoyo_art_hatch (art, box->x, box->y, box->width, box->height, step, step * 0.42);
    return;
  }
  apoyo_art_set (art,
                 kind == APOYO_SWATCH_COUNTED ? color (art, APOYO_COLOR_COUNTED)
                                              : apoyo_palette_get_grey (art->palette, index),
                 1);
  apoyo_art_rounded (art->cr, box->x, box->y, box->width, box->height, radius);
  cairo_fill (art->cr);
}

void
apoyo_chart_swatch (const ApoyoArt *art, const ApoyoBox *box, ApoyoSwatchKind kind, guint index)
{
  fill_kind (art, box, kind, index, MAX (2, box->height / 6));
}

void
apoyo_chart_partition (const ApoyoArt *art,
                       const ApoyoBox *box,
                       const gint64 counts[APOYO_N_SITUATIONS])
{
  gint64 ordered[APOYO_N_SITUATIONS];
  double widths[APOYO_N_SITUATIONS];
  double offset = 0;

  for (guint i = 0; i < APOYO_N_SITUATIONS; i++)
    ordered[i] = counts[apoyo_situation_at_report (i)];
  if (apoyo_partition_layout (ordered, APOYO_N_SITUATIONS, box->width, widths) == 0) {
    apoyo_art_set (art, color (art, APOYO_COLOR_TROUGH), 0.6);
    fill_box (art, box->x, box->y, box->width, box->height);
    return;
  }
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    guint index;
    ApoyoSwatchKind kind = apoyo_partition_kind (apoyo_situation_at_report (i), &index);
    ApoyoBox segment = { start_x (art, box, offset, widths[i]), box->y, widths[i], box->height };

    if (widths[i] <= 0)
      continue;
    fill_kind (art, &segment, kind, index, 0);
    offset += widths[i] + APOYO_PARTITION_GAP;
  }
}

gint64
apoyo_chart_grid_step (gint64 largest, guint most_lines)
{
  gint64 step = 1;

  while (largest / step > most_lines) {
    gint64 lead = step;

    while (lead >= 10)
      lead /= 10;
    step = lead == 2 ? step / 2 * 5 : step * 2;
  }
  return step;
}

static gint64
largest_of (const gint64 *values, guint n_values)
{
  gint64 largest = 0;

  for (guint i = 0; i < n_values; i++)
    largest = MAX (largest, values[i]);
  return largest;
}

/* Returns the room the figures of the axis take. */
static double
draw_grid (const ApoyoArt *art,
           const ApoyoBox *box,
           double top,
           gint64 largest,
           const ApoyoLettering *lettering)
{
  guint most_lines = (guint) CLAMP (box->height / (lettering->size * 2), 1, 3);
  gint64 step = apoyo_chart_grid_step (largest, most_lines);
  g_autofree char *widest = apoyo_format_count (step * (gint64) (top / step));
  double height;
  double room = apoyo_art_measure (art, lettering, widest, &height) + 6 * art->point;

  for (gint64 value = 0; value <= top; value += step) {
    g_autofree char *text = apoyo_format_count (value);
    double y = box->y + box->height - box->height * value / top;
    double line = round (y) - 0.5;

    apoyo_art_set (art, color (art, APOYO_COLOR_GRID), 1);
    cairo_set_line_width (art->cr, 1);
    cairo_move_to (art->cr, box->x + room, line);
    cairo_line_to (art->cr, box->x + box->width, line);
    cairo_stroke (art->cr);
    apoyo_art_text (art, box->x + room - 6 * art->point, value > 0 ? y - height / 2 : y - height,
                    lettering, text);
  }
  return room;
}

/* Where a label begins: at the edges of the plot it stays within. */
static double
label_x (const ApoyoBox *plot, const ApoyoBars *bars, guint at, double width)
{
  double step = plot->width / bars->n_values;

  if (at <= 1)
    return plot->x + at * step;
  if (at + 2 >= bars->n_values)
    return plot->x + (at + 1) * step - width;
  return plot->x + at * step + step / 2 - width / 2;
}

/* The last label tells the present and stays; one that would touch another is left out. */
static void
draw_bar_labels (const ApoyoArt *art, const ApoyoBox *plot, const ApoyoBars *bars, double size)
{
  ApoyoLettering lettering = { size, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT };
  double y = plot->y + plot->height + 2 * art->point;
  double free_from = plot->x - 1, last_x = G_MAXDOUBLE;

  for (guint n = bars->n_labels; n > 0; n--) {
    guint i = n == bars->n_labels ? n - 1 : bars->n_labels - 1 - n;
    double width = apoyo_art_measure (art, &lettering, bars->labels[i], NULL);
    double x = label_x (plot, bars, bars->label_at[i], width);

    if (x < free_from || (i + 1 < bars->n_labels && x + width + size > last_x))
      continue;
    apoyo_art_text (art, x, y, &lettering, bars->labels[i]);
    if (i + 1 == bars->n_labels)
      last_x = x;
    else
      free_from = x + width + size;
  }
}

/* Time runs from left to right in every script, as on the institute's charts. */
void
apoyo_chart_bars (const ApoyoArt *art, const ApoyoBox *box, const ApoyoBars *bars)
{
  double size = bars->letter_size > 0 ? bars->letter_size : CAPTION_POINTS * art->point;
  gint64 largest = largest_of (bars->values, bars->n_values);
  double top = MAX (largest, 1) * 1.12;
  double line_height = 0;
  ApoyoLettering axis = { size, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, APOYO_ALIGN_RIGHT };
  ApoyoBox plot = *box;
  double step;

  if (bars->n_values == 0)
    return;
  if (bars->n_labels > 0) {
    apoyo_art_measure (art, &axis, "0", &line_height);
    line_height += 2 * art->point;
  }
  plot.height = MAX (1, plot.height - line_height);
  if (bars->grid) {
    double room = draw_grid (art, &plot, top, MAX (largest, 1), &axis);

    plot.x += room;
    plot.width -= room;
  }
  step = plot.width / bars->n_values;
  for (guint i = 0; i < bars->n_values; i++) {
    double tall = plot.height * bars->values[i] / top;

    if (bars->values[i] <= 0)
      continue;
    tall = MAX (tall, 1); /* one capture is not nothing */
    apoyo_art_set (
        art, color (art, bars->accent == (int) i ? APOYO_COLOR_ACCENT_CHART : APOYO_COLOR_MARK), 1);
    fill_box (art, plot.x + i * step + step * 0.14, plot.y + plot.height - tall, step * 0.72, tall);
  }
  draw_bar_labels (art, &plot, bars, size);
}

void
apoyo_chart_sparkline (const ApoyoArt *art,
                       const ApoyoBox *box,
                       const gint64 *values,
                       guint n_values)
{
  cairo_t *cr = art->cr;
  gint64 largest = MAX (largest_of (values, n_values), 1);
  double base = box->y + box->height;
  double x = 0, y = 0;
  cairo_path_t *line;

  if (n_values == 0)
    return;
  cairo_new_path (cr);
  for (guint i = 0; i < n_values; i++) {
    x = box->x + 1 + (n_values > 1 ? i * (box->width - 3) / (n_values - 1) : box->width - 3);
    y = base - 2 - (box->height - 5) * MAX (values[i], 0) / largest;
    cairo_line_to (cr, x, y);
  }
  line = cairo_copy_path (cr);
  cairo_line_to (cr, x, base);
  cairo_line_to (cr, box->x + (n_values > 1 ? 1 : box->width - 2), base);
  cairo_close_path (cr);
  apoyo_art_set (art, color (art, APOYO_COLOR_MARK), 0.16);
  cairo_fill (cr);
  cairo_append_path (cr, line);
  cairo_path_destroy (line);
  apoyo_art_set (art, color (art, APOYO_COLOR_MARK), 1);
  cairo_set_line_width (cr, 1.4);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 1.9, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* The one that comes next, with as much of its name as there is room for. */
static void
put_first (const ApoyoArt *art,
           const ApoyoBox *box,
           const ApoyoDispersionRank *rank,
           const ApoyoLettering *lettering)
{
  guint n_letters = (guint) g_utf8_strlen (rank->next[0], -1);
  g_autofree char *text = apoyo_dispersion_rank_describe_shortened (rank, n_letters);

  while (n_letters > 3 && apoyo_art_measure (art, lettering, text, NULL) > box->width) {
    g_free (text);
    text = apoyo_dispersion_rank_describe_shortened (rank, --n_letters);
  }
  apoyo_art_text_within (art, art->rtl ? box->x + box->width : box->x, box->y, box->width,
                         lettering, text);
}

void
apoyo_chart_next (const ApoyoArt *art,
                  const ApoyoBox *box,
                  const ApoyoDispersionRank *rank,
                  double letter_size)
{
  ApoyoLettering lettering = { letter_size, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
                               art->rtl ? APOYO_ALIGN_RIGHT : APOYO_ALIGN_LEFT };

  for (guint n = rank->n_next; n > 1; n--) {
    g_autofree char *text = apoyo_dispersion_rank_describe_next (rank, n);

    if (apoyo_art_measure (art, &lettering, text, NULL) > box->width)
      continue;
    apoyo_art_text (art, art->rtl ? box->x + box->width : box->x, box->y, &lettering, text);
    return;
  }
  if (rank->n_next > 0)
    put_first (art, box, rank, &lettering);
}
