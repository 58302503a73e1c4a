/* apoyo-effect-digest.h: what a change comes to, in the few lines that are always in view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-rule-effect.h"
#include "apoyo-rule.h"

G_BEGIN_DECLS

#define APOYO_TYPE_EFFECT_DIGEST (apoyo_effect_digest_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEffectDigest, apoyo_effect_digest, APOYO, EFFECT_DIGEST, GtkBox)

GtkWidget *apoyo_effect_digest_new (void);
/* effect: (nullable): not known */
void apoyo_effect_digest_show (ApoyoEffectDigest *self, const ApoyoRuleEffect *effect);
/* Warns of a percentage far below the one that the law gives the kind. rule: (nullable): none is
 * written; article: (nullable) */
void
apoyo_effect_digest_judge (ApoyoEffectDigest *self, const ApoyoRule *rule, const char *article);

G_END_DECLS
