/* apoyo-status-chip.h: a state as icon and word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APOYO_TYPE_STATUS_CHIP (apoyo_status_chip_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoStatusChip, apoyo_status_chip, APOYO, STATUS_CHIP, GtkWidget)

typedef enum {
  APOYO_STATUS_SUCCESS,
  APOYO_STATUS_WARNING,
  APOYO_STATUS_ERROR,
  APOYO_STATUS_INFORMATION,
  APOYO_STATUS_LIVE,
  APOYO_STATUS_OFFLINE,
  APOYO_STATUS_STALE, /* a clock and the time of the figures, no colour */
} ApoyoStatus;

GtkWidget *apoyo_status_chip_new (ApoyoStatus status, const char *text);
/* text NULL: the status's own word ("Live", "Offline"; the others have none and show the icon). */
void apoyo_status_chip_set (ApoyoStatusChip *self, ApoyoStatus status, const char *text);
ApoyoStatus apoyo_status_chip_get_status (ApoyoStatusChip *self);
const char *apoyo_status_chip_get_text (ApoyoStatusChip *self);

G_END_DECLS
