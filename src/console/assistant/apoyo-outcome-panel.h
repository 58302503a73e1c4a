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
/* The title of the step that the field of a check belongs to, while nobody has been there; NULL
 * once somebody has. What is wrong there is told as yet to come. */
typedef const char *(*ApoyoOutcomeLater) (const char *field, gpointer user_data);
/* later: (nullable); as long as the panel lives */
void
apoyo_outcome_panel_set_later (ApoyoOutcomePanel *self, ApoyoOutcomeLater later, gpointer data);
/* The figures are being worked out again; or cannot be, and why (nullable). */
void apoyo_outcome_panel_set_busy (ApoyoOutcomePanel *self, gboolean busy);
void apoyo_outcome_panel_set_trouble (ApoyoOutcomePanel *self, const char *text);

G_END_DECLS
