/* apoyo-totals-dialog.h: the totals that were published, to hold the sums against.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-atlas.h"

G_BEGIN_DECLS

#define APOYO_TYPE_TOTALS_DIALOG (apoyo_totals_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoTotalsDialog, apoyo_totals_dialog, APOYO, TOTALS_DIALOG, AdwWindow)

/* place: whose total is to be entered first; may be none */
GtkWidget *
apoyo_totals_dialog_new (GtkWindow *parent, ApoyoAtlas *atlas, guint place, gboolean may_state);

G_END_DECLS
