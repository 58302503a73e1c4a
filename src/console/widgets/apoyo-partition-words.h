/* apoyo-partition-words.h: sums, order and names of the partition of what was received.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "apoyo-situation.h"

G_BEGIN_DECLS

/* What counts, what is open, what does not count. */
#define APOYO_PARTITION_N_SUMS 3

typedef struct {
  ApoyoSituation situation;
  int column, row;
} ApoyoPartitionPlace;

void apoyo_partition_sums (const gint64 counts[APOYO_N_SITUATIONS],
                           gint64 sums[APOYO_PARTITION_N_SUMS]);
const char *apoyo_partition_sum_label (guint i);
/* Sum of the situations minus received; 0 when it adds up. */
gint64 apoyo_partition_difference (gint64 received, const gint64 counts[APOYO_N_SITUATIONS]);
/* The legend in columns: what counts or is open in the first, the rest in the others. Situations
 * that few processes know stand in it only when they have a count. Returns the number of places. */
guint apoyo_partition_arrange (const gint64 counts[APOYO_N_SITUATIONS],
                               int n_columns,
                               ApoyoPartitionPlace places[APOYO_N_SITUATIONS]);
/* wide: the report's words; otherwise the shorter ones. */
const char *apoyo_partition_label (ApoyoSituation situation, gboolean wide);
/* "Received 3,813,836: 2,963,830 count, 17,570 are open, 832,436 do not count. The sum checks." */
char *apoyo_partition_describe (gint64 received, const gint64 counts[APOYO_N_SITUATIONS]);

G_END_DECLS
