/* apoyo-rule-words.h: a rule in words: nine topics, each with what it says and what it means.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-rule.h"

G_BEGIN_DECLS

/* One card of the page each, in its order. */
typedef enum {
  APOYO_RULE_TOPIC_THRESHOLD,
  APOYO_RULE_TOPIC_DISPERSION,
  APOYO_RULE_TOPIC_BASE,
  APOYO_RULE_TOPIC_DUPLICATES,
  APOYO_RULE_TOPIC_CREDENTIALS,
  APOYO_RULE_TOPIC_MODALITIES,
  APOYO_RULE_TOPIC_REVIEW,
  APOYO_RULE_TOPIC_GRACE,
  APOYO_RULE_TOPIC_HEARING,
} ApoyoRuleTopic;

#define APOYO_N_RULE_TOPICS (APOYO_RULE_TOPIC_HEARING + 1)

/* What the rule comes to in this process; 0 and NULL where that is not known. */
typedef struct {
  gint64 required;     /* of the joint goal */
  gint64 nominal_list; /* that it is taken of */
  guint dispersion_needed;
  guint demarcations;
  const char *cutoff;    /* YYYY-MM-DD, where the rule's document has none */
  const char *geography; /* name of the version */
} ApoyoRuleReach;

const char *apoyo_rule_topic_get_title (ApoyoRuleTopic topic, const ApoyoRule *rule);
const char *apoyo_rule_topic_get_icon (ApoyoRuleTopic topic);
/* The members of the rule's document that the topic is about, NULL-terminated. */
const char *const *apoyo_rule_topic_get_members (ApoyoRuleTopic topic);
/* FALSE for a member that is none. */
gboolean apoyo_rule_topic_of_member (const char *member, ApoyoRuleTopic *topic);

/* "2,758,227", "17 of 32 entities". reach: (nullable) */
char *
apoyo_rule_words_value (const ApoyoRule *rule, ApoyoRuleTopic topic, const ApoyoRuleReach *reach);
/* "3 % of the nominal list, rounded up". reach: (nullable) */
char *
apoyo_rule_words_sense (const ApoyoRule *rule, ApoyoRuleTopic topic, const ApoyoRuleReach *reach);

/* One member alone, as a form or a difference has it. */
const char *apoyo_rule_member_get_title (const char *member);
char *apoyo_rule_words_member (const ApoyoRule *rule, const char *member);

/* "3 % → 2 %" lines are the difference view's; this names the topics that differ: "Credentials,
 * dispersion". "" for equal rules. */
char *apoyo_rule_words_differences (const ApoyoRule *was, const ApoyoRule *becomes);

G_END_DECLS
