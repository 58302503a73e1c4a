/* apoyo-effect-view.h: the effect of a change before it is applied: situations, demarcations and
 * promoventes, before and after.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-rule-effect.h"
#include "apoyo-rule.h"

G_BEGIN_DECLS

#define APOYO_TYPE_EFFECT_VIEW (apoyo_effect_view_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEffectView, apoyo_effect_view, APOYO, EFFECT_VIEW, GtkBox)

GtkWidget *apoyo_effect_view_new (void);
/* rule: that it would be under. */
void apoyo_effect_view_show (ApoyoEffectView *self,
                             const ApoyoRuleEffect *effect,
                             const ApoyoRule *rule);
/* A sentence in its place: nothing has been changed yet, or why it cannot be told. */
void apoyo_effect_view_say (ApoyoEffectView *self, const char *sentence);
void apoyo_effect_view_set_wide (ApoyoEffectView *self, gboolean wide);

G_END_DECLS
