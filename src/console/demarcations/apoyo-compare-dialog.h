/* apoyo-compare-dialog.h: two versions of the geography side by side; adopts a draft.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-atlas.h"

G_BEGIN_DECLS

#define APOYO_TYPE_COMPARE_DIALOG (apoyo_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoCompareDialog, apoyo_compare_dialog, APOYO, COMPARE_DIALOG, AdwWindow)

/* version against the one in force, or the one before it. may_adopt: whether the person's role is
 * setup */
GtkWidget *
apoyo_compare_dialog_new (GtkWindow *parent, ApoyoAtlas *atlas, int version, gboolean may_adopt);

G_END_DECLS
