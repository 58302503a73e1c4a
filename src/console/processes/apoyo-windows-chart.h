/* apoyo-windows-chart.h: the windows of a process on one line of time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_WINDOW_GENERAL,
  APOYO_WINDOW_GRACE,
  APOYO_WINDOW_PAPER,
  APOYO_WINDOW_OWN,
} ApoyoWindowKind;

/* Nothing is owned by whoever gives it: the chart copies. */
typedef struct {
  ApoyoWindowKind kind;
  const char *title;
  const char *text; /* in the bar; (nullable) */
  GDateTime *from;
  GDateTime *to;
} ApoyoWindowBar;

#define APOYO_TYPE_WINDOWS_CHART (apoyo_windows_chart_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoWindowsChart, apoyo_windows_chart, APOYO, WINDOWS_CHART, GtkWidget)

GtkWidget *apoyo_windows_chart_new (void);
void apoyo_windows_chart_set_bars (ApoyoWindowsChart *self,
                                   const ApoyoWindowBar *bars,
                                   guint n_bars,
                                   GDateTime *now,
                                   const char *time_zone);
/* That of the zone at which the first day begins from then on, or so many days after it: none of
 * them has 24 hours for certain. from: seconds; time_zone: (nullable) UTC */
GDateTime *apoyo_windows_chart_find_midnight (gint64 from, int days, const char *time_zone);

G_END_DECLS
