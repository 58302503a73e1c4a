/* apoyo-proposals-dialog.h: what waits for the person's signature, and how what they proposed
 * ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-inbox.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PROPOSALS_DIALOG (apoyo_proposals_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoProposalsDialog,
                      apoyo_proposals_dialog,
                      APOYO,
                      PROPOSALS_DIALOG,
                      AdwWindow)

/* parent: any widget of the window it belongs to */
GtkWindow *apoyo_proposals_dialog_new (GtkWidget *parent, ApoyoInbox *inbox);

G_END_DECLS
