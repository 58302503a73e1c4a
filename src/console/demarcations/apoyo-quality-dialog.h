/* apoyo-quality-dialog.h: every finding of one kind of problem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-quality.h"

G_BEGIN_DECLS

#define APOYO_TYPE_QUALITY_DIALOG (apoyo_quality_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoQualityDialog, apoyo_quality_dialog, APOYO, QUALITY_DIALOG, AdwWindow)

/* Signal: "chosen" (guint place): to be shown in the columns; the dialog has closed itself. */

GtkWidget *apoyo_quality_dialog_new (GtkWindow *parent,
                                     ApoyoGeography *geography,
                                     ApoyoQuality *quality,
                                     ApoyoProblem problem);

G_END_DECLS
