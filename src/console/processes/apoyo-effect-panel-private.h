/* apoyo-effect-panel-private.h: the panel's parts, for what is done with a change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-configuration.h"
#include "apoyo-effect-digest.h"
#include "apoyo-effect-panel.h"
#include "apoyo-effect-view.h"
#include "apoyo-field.h"
#include "apoyo-rule-form.h"

G_BEGIN_DECLS

struct _ApoyoEffectPanel {
  AdwBin parent_instance;

  GtkLabel *subject;
  GtkLabel *summary;
  GtkBox *form_place;
  GtkBox *conflict;
  ApoyoEffectView *view;
  GtkSpinner *spinner;
  ApoyoEffectDigest *digest;
  GtkBox *problem;
  ApoyoField *reason;
  ApoyoField *acuerdo;
  GtkButton *apply;

  ApoyoSetup *setup;                 /* (owned) */
  ApoyoConfiguration *configuration; /* (owned) (nullable): while something is edited */
  ApoyoRuleForm *form;               /* (nullable) */
  int topic;                         /* -1: nothing is edited */
  int process;
  char *process_name; /* (owned) (nullable) */
  int revision;       /* of the process, as it was seen */
  int version;        /* of the rule that is being changed */
  char *base;         /* (owned) (nullable): its document */
  gboolean overtaken; /* somebody else has changed the rule since */
  gboolean busy;
  gboolean proposing; /* what is being stored takes a second person */
  guint pause;
  GCancellable *cancellable; /* (owned) (nullable): of the calculation under way */
};

void apoyo_effect_panel_update (ApoyoEffectPanel *self);
/* The rule as it would be; NULL while the form holds something that is none. (transfer full) */
char *apoyo_effect_panel_dup_rule (ApoyoEffectPanel *self);
/* In a process that collects, two people change a rule. */
gboolean apoyo_effect_panel_takes_two (ApoyoEffectPanel *self);
void apoyo_effect_panel_show_problem (ApoyoEffectPanel *self, const GError *error);
void apoyo_effect_panel_set_calculating (ApoyoEffectPanel *self, gboolean calculating);
void apoyo_effect_panel_note_change (ApoyoEffectPanel *self);

/* Of apoyo-effect-conflict.c. The process may have changed while this is being written. */
void apoyo_effect_panel_follow_process (ApoyoEffectPanel *self);
void apoyo_effect_panel_take_base (ApoyoEffectPanel *self, const ApoyoRuleVersion *version);
void apoyo_effect_panel_load_rule (ApoyoEffectPanel *self, const char *rule);

/* Of apoyo-effect-apply.c. Nothing is being changed any more. */
void apoyo_effect_panel_end (ApoyoEffectPanel *self);
void apoyo_effect_panel_apply (ApoyoEffectPanel *self);
void apoyo_effect_panel_ask_discard (ApoyoEffectPanel *self);

G_END_DECLS
