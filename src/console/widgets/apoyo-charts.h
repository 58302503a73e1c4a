/* apoyo-charts.h: the drawn part of every chart, for widgets, the wall and paper alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-area-value.h"
#include "apoyo-art.h"
#include "apoyo-dispersion-rank.h"
#include "apoyo-situation.h"
#include "apoyo-swatch.h"

G_BEGIN_DECLS

typedef struct {
  double x, y, width, height;
} ApoyoBox;

/* The threshold's bar ends at 125 %, the tick stands at 100 %. */
void apoyo_chart_threshold (const ApoyoArt *art, const ApoyoBox *box, int progress);
void apoyo_chart_progress_mark (const ApoyoArt *art, const ApoyoBox *box, int progress);

/* Where the marks of a dispersion stand. With too many for one mark each (sections) they join into
 * columns of a silhouette, one a pixel. */
typedef struct {
  guint n_columns; /* the number of marks, unless they are joined */
  gboolean joined;
  double width; /* of one column */
  double gap;
  double break_gap; /* the room of the line after the n-th */
  double line_x;    /* negative: no line */
} ApoyoDispersionLayout;

void
apoyo_dispersion_layout (ApoyoDispersionLayout *layout, guint n_marks, guint needed, double width);
/* progress: sorted, largest first. */
void apoyo_chart_dispersion (const ApoyoArt *art,
                             const ApoyoBox *box,
                             const int *progress,
                             guint n_marks,
                             guint needed);

#define APOYO_PARTITION_GAP 2.0
#define APOYO_PARTITION_LEAST 3.0

/* Widths of the segments: their sum and the gaps between those above zero is the width. Returns the
 * number of segments above zero. */
guint apoyo_partition_layout (const gint64 *counts, guint n_counts, double width, double *widths);
/* Report order within. */
void apoyo_chart_partition (const ApoyoArt *art,
                            const ApoyoBox *box,
                            const gint64 counts[APOYO_N_SITUATIONS]);
void
apoyo_chart_swatch (const ApoyoArt *art, const ApoyoBox *box, ApoyoSwatchKind kind, guint index);
/* The swatch of a situation; index counts the not counted ones in report order. */
ApoyoSwatchKind apoyo_partition_kind (ApoyoSituation situation, guint *index);

typedef struct {
  const gint64 *values; /* -1: a gap */
  guint n_values;
  int accent; /* index of the current one, -1: none */
  gboolean grid;
  const char *const *labels; /* n_labels texts under the bars at label_at */
  const guint *label_at;
  guint n_labels;
  double letter_size; /* units; 0: nine points */
} ApoyoBars;

void apoyo_chart_bars (const ApoyoArt *art, const ApoyoBox *box, const ApoyoBars *bars);
/* A round step, so that at most so many lines stand above zero. */
gint64 apoyo_chart_grid_step (gint64 largest, guint most_lines);

void apoyo_chart_sparkline (const ApoyoArt *art,
                            const ApoyoBox *box,
                            const gint64 *values,
                            guint n_values);
/* Who comes next by name: as many as fit, for a figure is never cut. */
void apoyo_chart_next (const ApoyoArt *art,
                       const ApoyoBox *box,
                       const ApoyoDispersionRank *rank,
                       double letter_size);

G_END_DECLS
