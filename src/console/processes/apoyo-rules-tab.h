/* apoyo-rules-tab.h: the nine topics of a process's rule, and its summary below them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_RULES_TAB (apoyo_rules_tab_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoRulesTab, apoyo_rules_tab, APOYO, RULES_TAB, AdwBin)

/* Signals: "edit" (int topic); "show-tab" (const char *name): whoever wants more than the summary
 * tells. */
void apoyo_rules_tab_set_setup (ApoyoRulesTab *self, ApoyoSetup *setup);
void apoyo_rules_tab_set_wide (ApoyoRulesTab *self, gboolean wide);
/* The topic that is being edited, or -1: its card bears the version that it would make. */
void apoyo_rules_tab_set_editing (ApoyoRulesTab *self, int topic);
/* Back to the card that is being edited, for who has the keyboard alone. */
void apoyo_rules_tab_focus_edited (ApoyoRulesTab *self);

G_END_DECLS
