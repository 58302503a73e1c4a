/* apoyo-windows-tab.h: when a process takes supports: its window, the grace, and whose differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_WINDOWS_TAB (apoyo_windows_tab_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoWindowsTab, apoyo_windows_tab, APOYO, WINDOWS_TAB, AdwBin)

/* compact: the chart alone, for the summary. */
GtkWidget *apoyo_windows_tab_new (gboolean compact);
void apoyo_windows_tab_set_setup (ApoyoWindowsTab *self, ApoyoSetup *setup);

G_END_DECLS
