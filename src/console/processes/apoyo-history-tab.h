/* apoyo-history-tab.h: who changed what of a process, when, and on what authority.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_HISTORY_TAB (apoyo_history_tab_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoHistoryTab, apoyo_history_tab, APOYO, HISTORY_TAB, AdwBin)

void apoyo_history_tab_set_setup (ApoyoHistoryTab *self, ApoyoSetup *setup);
/* Goes to its filter; FALSE when it is there already. */
gboolean apoyo_history_tab_search (ApoyoHistoryTab *self);

/* A row for a version of the rule: "v3 · Credentials, dispersion · INE/CG… · names · date". */
GtkWidget *
apoyo_rule_version_row_new (ApoyoSetupDetail *detail, guint place, const char *time_zone);

G_END_DECLS
