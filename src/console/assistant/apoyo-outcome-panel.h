/* apoyo-outcome-panel.h: how a process stands as it is configured so far.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-outcome.h"

G_BEGIN_DECLS

/* Signal: "field-chosen" (const char *path): somebody wants to get to what a check speaks of. */

#define APOYO_TYPE_OUTCOME_PANEL (apoyo_outcome_panel_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoOutcomePanel, apoyo_outcome_panel, APOYO, OUTCOME_PANEL, AdwBin)

GtkWidget *apoyo_outcome_panel_new (void);
/* outcome: (nullable): nothing is known yet
 * joint: one threshold for all
 * word: one of those who collect: "aspirante"
 * percentage: of the dispersion (nullable) */
void apoyo_outcome_panel_set (ApoyoOutcomePanel *self,
                              ApoyoOutcome *outcome,
                              gboolean joint,
                              const char *word,
                              const char *percentage);
/* The figures are being worked out again; or cannot be, and why (nullable). */
void apoyo_outcome_panel_set_busy (ApoyoOutcomePanel *self, gboolean busy);
void apoyo_outcome_panel_set_trouble (ApoyoOutcomePanel *self, const char *text);

G_END_DECLS
