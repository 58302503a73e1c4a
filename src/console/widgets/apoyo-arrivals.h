/* apoyo-arrivals.h: captures received per minute or per day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APOYO_TYPE_ARRIVALS (apoyo_arrivals_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoArrivals, apoyo_arrivals, APOYO, ARRIVALS, GtkWidget)

typedef enum {
  APOYO_ARRIVALS_MINUTES,
  APOYO_ARRIVALS_DAYS,
} ApoyoArrivalsView;

/* The card's content, like ApoyoTotal, with its switch between minutes and days. */
GtkWidget *apoyo_arrivals_new (void);
/* The card with the days alone, no switch ("Received per day"). */
GtkWidget *apoyo_arrivals_new_days (void);
void apoyo_arrivals_set_wide (ApoyoArrivals *self, gboolean wide);
void apoyo_arrivals_set_view (ApoyoArrivals *self, ApoyoArrivalsView view);
ApoyoArrivalsView apoyo_arrivals_get_view (ApoyoArrivals *self);
/* Oldest first, the last one is the running minute; -1 where nothing is known (a gap, not zero). */
void apoyo_arrivals_set_minutes (ApoyoArrivals *self,
                                 const gint64 *received,
                                 guint n_minutes,
                                 GDateTime *last_minute);
/* Oldest first, the last one is today when the period still runs; n_period: days of the whole
 * period, 0 when not known. */
void apoyo_arrivals_set_days (ApoyoArrivals *self,
                              const gint64 *received,
                              guint n_days,
                              GDateTime *first_day,
                              guint n_period);
/* The days are of one promovente, and the minutes still of the whole process: they say so. */
void apoyo_arrivals_set_of_one (ApoyoArrivals *self, gboolean of_one);
void apoyo_arrivals_set_stale (ApoyoArrivals *self, const char *time);

G_END_DECLS
