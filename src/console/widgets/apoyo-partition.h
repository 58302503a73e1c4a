/* apoyo-partition.h: received captures by situation, in report order, with the check of the sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-situation.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PARTITION (apoyo_partition_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPartition, apoyo_partition, APOYO, PARTITION, GtkWidget)

/* The card's content: line of sums, bar, legend. */
GtkWidget *apoyo_partition_new (void);
void apoyo_partition_set_wide (ApoyoPartition *self, gboolean wide);
/* received is counted apart from the situations, so that the check means something. */
void apoyo_partition_set_counts (ApoyoPartition *self,
                                 gint64 received,
                                 const gint64 counts[APOYO_N_SITUATIONS]);
void apoyo_partition_set_loading (ApoyoPartition *self);
void apoyo_partition_set_stale (ApoyoPartition *self, const char *time);

G_END_DECLS
