/* apoyo-arrivals-words.h: the labels under the bars of minutes and days.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_ARRIVALS_N_LABELS 8

typedef struct {
  char *texts[APOYO_ARRIVALS_N_LABELS]; /* owned */
  guint at[APOYO_ARRIVALS_N_LABELS];
  guint n_labels;
} ApoyoArrivalsLabels;

/* First and last time. */
void apoyo_arrivals_label_minutes (ApoyoArrivalsLabels *labels, guint n_minutes, GDateTime *last);
/* The first and fifteenth days of each month, and the last one; few: the first and last only. */
void apoyo_arrivals_label_days (ApoyoArrivalsLabels *labels,
                                guint n_days,
                                GDateTime *first,
                                gboolean few);
void apoyo_arrivals_labels_clear (ApoyoArrivalsLabels *labels);

/* Of the last whole minute; the running one is not a rate yet. -1 when nothing is known. */
gint64 apoyo_arrivals_rate (const gint64 *minutes, guint n_minutes);
/* Known days: their greatest, mean and sum. FALSE when there is none. */
gboolean apoyo_arrivals_summary (const gint64 *days, guint n_days, gint64 *greatest, gint64 *mean);

G_END_DECLS
