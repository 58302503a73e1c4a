/* apoyo-rule-topic-form.c: the form for one topic of the rule of the chosen process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-rule-topic-form.h"

static ApoyoRuleFormParts
parts_of (ApoyoRuleTopic topic)
{
  static const ApoyoRuleFormParts parts[APOYO_N_RULE_TOPICS] = {
    [APOYO_RULE_TOPIC_THRESHOLD] = APOYO_RULE_FORM_THRESHOLD,
    [APOYO_RULE_TOPIC_DISPERSION] = APOYO_RULE_FORM_DISPERSION,
    [APOYO_RULE_TOPIC_BASE] = APOYO_RULE_FORM_THRESHOLD,
    [APOYO_RULE_TOPIC_DUPLICATES] = APOYO_RULE_FORM_DUPLICATES,
    [APOYO_RULE_TOPIC_CREDENTIALS] = APOYO_RULE_FORM_CREDENTIALS,
    [APOYO_RULE_TOPIC_MODALITIES] = APOYO_RULE_FORM_CREDENTIALS,
    [APOYO_RULE_TOPIC_REVIEW] = APOYO_RULE_FORM_REVIEW,
    [APOYO_RULE_TOPIC_GRACE] = APOYO_RULE_FORM_PERIOD,
    [APOYO_RULE_TOPIC_HEARING] = APOYO_RULE_FORM_RIGHTS,
  };

  return parts[topic];
}

/* The law says what may still change in this state. */
static void
lock_members (ApoyoRuleForm *form, ApoyoSetup *setup)
{
  const char *const *members = apoyo_configuration_rule_members ();
  ApoyoSetupLaw *law = apoyo_setup_get_law (setup);
  ApoyoLife state = apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup))->state;

  for (guint i = 0; law != NULL && members[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (members[i], ".", 2);
    g_autofree char *path = g_strconcat ("rule.", parts[0], NULL);

    apoyo_rule_form_lock (form, members[i],
                          apoyo_setup_law_may_change (law, path, state)
                              ? NULL
                              : _ ("In this state the law lets nobody change it"));
  }
}

GtkWidget *
apoyo_rule_topic_form_new (ApoyoSetup *setup,
                           ApoyoConfiguration *configuration,
                           ApoyoRuleTopic topic)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  ApoyoSetupLaw *law = apoyo_setup_get_law (setup);
  ApoyoRuleForm *form = APOYO_RULE_FORM (apoyo_rule_form_new (configuration, parts_of (topic)));
  ApoyoRuleReach reach;
  ApoyoKind kind;

  apoyo_rule_form_set_asks_grounds (form, FALSE);
  apoyo_rule_form_set_narrow (form);
  if (law != NULL && apoyo_kind_from_nick (figures->kind, &kind))
    apoyo_rule_form_set_basis (form, apoyo_setup_law_get_basis (law, kind));
  apoyo_setup_get_reach (setup, &reach);
  apoyo_rule_form_set_reach (form, reach.nominal_list > 0 ? reach.nominal_list : -1,
                             reach.demarcations > 0 ? (int) reach.demarcations : -1,
                             figures->geography);
  lock_members (form, setup);
  return GTK_WIDGET (form);
}
