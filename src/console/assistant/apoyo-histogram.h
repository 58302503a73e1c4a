/* apoyo-histogram.h: how many demarcations have how many electors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-outcome.h"

G_BEGIN_DECLS

#define APOYO_TYPE_HISTOGRAM (apoyo_histogram_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoHistogram, apoyo_histogram, APOYO, HISTOGRAM, GtkWidget)

GtkWidget *apoyo_histogram_new (void);
/* outcome: (nullable) */
void apoyo_histogram_set (ApoyoHistogram *self, ApoyoOutcome *outcome);

G_END_DECLS
