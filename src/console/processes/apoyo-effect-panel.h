/* apoyo-effect-panel.h: changing a rule: the form, the effect before it is applied, the authority.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-rule-words.h"
#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_EFFECT_PANEL (apoyo_effect_panel_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEffectPanel, apoyo_effect_panel, APOYO, EFFECT_PANEL, AdwBin)

/* Signals: "begun" (): there is something to show; "closed" (): applied, proposed, discarded or
 * left; "told" (const char *): a sentence about what was done. */
GtkWidget *apoyo_effect_panel_new (ApoyoSetup *setup);
/* Begins with the rule in force of the chosen process. Keeps what is being changed when that is of
 * the same process, and shows the other topic; asks before what was changed of another one is lost.
 */
void apoyo_effect_panel_edit (ApoyoEffectPanel *self, ApoyoRuleTopic topic);
/* -1 while nothing is being changed. */
int apoyo_effect_panel_get_topic (ApoyoEffectPanel *self);
/* That it is being changed of. */
int apoyo_effect_panel_get_process (ApoyoEffectPanel *self);
/* The rule is another one already. */
gboolean apoyo_effect_panel_is_changed (ApoyoEffectPanel *self);
/* Something was changed or written that would be lost. */
gboolean apoyo_effect_panel_is_unsent (ApoyoEffectPanel *self);
void apoyo_effect_panel_set_wide (ApoyoEffectPanel *self, gboolean wide);

G_END_DECLS
