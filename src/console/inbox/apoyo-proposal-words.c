/* apoyo-proposal-words.c: what an act of two people would do, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "apoyo-difference-words.h"
#include "apoyo-format.h"
#include "apoyo-kind.h"
#include "apoyo-proposal-words.h"
#include "apoyo-refusal.h"
#include "apoyo-rule-words.h"

/* How much of a hash people compare. */
#define HASH_LENGTH 16
#define MOST_FOLIOS 5

static const struct {
  const char *kind;
  const char *title;
  const char *effect;
} acts[] = {
  { "open-process", N_ ("Open the process"),
    N_ ("The process opens: supports are taken within its period, and its configuration changes by "
        "acts of two people only.") },
  { "close-process", N_ ("Close the process"),
    N_ ("The collection ends for good: no support enters, changes or leaves any more, except by "
        "acts that append.") },
  { "certify-process", N_ ("Certify the result"),
    N_ ("The result becomes final: size and root of the tree and the standing of everybody are "
        "fixed.") },
  { "archive-process", N_ ("Archive the process"),
    N_ ("The process is put away: it can be read, and nothing of it changes any more.") },
  { "purge-process", N_ ("Destroy the personal data"),
    N_ ("Who supported, and where and when each support was taken, is deleted for good; what was "
        "counted stays and can be proved. Then the process's key can be destroyed, and with it "
        "pictures and data end in every backup.") },
  { "requeue-stuck", N_ ("Try stuck work again"),
    N_ ("The automatic checks of these supports begin anew; those that move by themselves until "
        "then are left alone.") },
  { "change-rule", N_ ("Change the rule"),
    N_ ("The new rule holds from the signature on, and what was received is judged again by it.") },
};

char *
apoyo_proposal_words_title (const ApoyoProposal *proposal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    if (g_str_equal (acts[i].kind, proposal->kind))
      return g_strdup_printf ("%s · %s", _ (acts[i].title), proposal->code);
  }
  return g_strdup_printf ("%s · %s", proposal->kind, proposal->code);
}

const char *
apoyo_proposal_words_effect (const ApoyoProposal *proposal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    if (g_str_equal (acts[i].kind, proposal->kind))
      return _ (acts[i].effect);
  }
  return "";
}

/* The process's own clock, like every other time of it. */
static char *
dup_minute (const ApoyoProposal *proposal, GDateTime *time)
{
  return apoyo_format_minute (time, proposal->time_zone);
}

char *
apoyo_proposal_words_proposed (const ApoyoProposal *proposal)
{
  return dup_minute (proposal, proposal->proposed_at);
}

/* --- plans ------------------------------------------------------------------------------------ */

typedef struct {
  JsonObject *object;
  GPtrArray *facts;
  const char *time_zone;
} Plan;

static void
fact_free (gpointer data)
{
  ApoyoProposalFact *fact = data;

  g_free (fact->title);
  g_free (fact->value);
  g_free (fact);
}

/* value: (transfer full) (nullable): nothing is said */
static void
add (Plan *plan, const char *title, char *value)
{
  ApoyoProposalFact *fact;

  if (value == NULL)
    return;
  fact = g_new0 (ApoyoProposalFact, 1);
  fact->title = g_strdup (title);
  fact->value = value;
  g_ptr_array_add (plan->facts, fact);
}

static JsonNode *
get (Plan *plan, const char *member)
{
  JsonNode *node = json_object_get_member (plan->object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static const char *
get_text (Plan *plan, const char *member)
{
  JsonNode *node = get (plan, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static char *
dup_count (Plan *plan, const char *member)
{
  JsonNode *node = get (plan, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
             ? apoyo_format_count (json_node_get_int (node))
             : NULL;
}

static char *
dup_time (Plan *plan, const char *member)
{
  const char *text = get_text (plan, member);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL ? apoyo_format_time (time, plan->time_zone) : NULL;
}

static char *
dup_hash (Plan *plan, const char *member)
{
  const char *hash = get_text (plan, member);

  return hash != NULL ? g_strdup_printf ("%.*s…", HASH_LENGTH, hash) : NULL;
}

/* The first of them: the hash stands for all. */
static char *
dup_folios (Plan *plan)
{
  JsonNode *node = get (plan, "folios");
  JsonArray *folios =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = folios != NULL ? json_array_get_length (folios) : 0;
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MOST_FOLIOS); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                            json_array_get_string_element (folios, i));
  if (n > MOST_FOLIOS)
    g_string_append (list, " …");
  return n > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

static ApoyoRule *
read_rule (Plan *plan)
{
  JsonNode *node = get (plan, "rule");
  g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;

  return json != NULL ? apoyo_rule_from_json (json, -1, NULL) : NULL;
}

/* [[scope, required, needed], …]: of a joint goal there is one. */
static void
add_goals (Plan *plan)
{
  JsonNode *node = get (plan, "goals");
  JsonArray *goals =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = goals != NULL ? json_array_get_length (goals) : 0;
  gint64 least = G_MAXINT64, most = 0;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  for (guint i = 0; i < n; i++) {
    JsonArray *goal = json_array_get_array_element (goals, i);
    gint64 required = json_array_get_int_element (goal, 1);

    least = MIN (least, required);
    most = MAX (most, required);
  }
  if (n == 0)
    return;
  one = apoyo_format_count (least);
  other = apoyo_format_count (most);
  add (plan, _ ("Required"),
       least == most ? g_strdup (one)
                     : g_strdup_printf (_ ("from %s to %s, by scope"), one, other));
}

static void
add_rule (Plan *plan, ApoyoRule *rule)
{
  for (int topic = 0; rule != NULL && topic < APOYO_N_RULE_TOPICS; topic++) {
    g_autofree char *value = apoyo_rule_words_value (rule, (ApoyoRuleTopic) topic, NULL);
    g_autofree char *sense = apoyo_rule_words_sense (rule, (ApoyoRuleTopic) topic, NULL);

    add (plan, apoyo_rule_topic_get_title ((ApoyoRuleTopic) topic, rule),
         sense != NULL && *sense != '\0' ? g_strdup_printf ("%s · %s", value, sense)
                                         : g_strdup (value));
  }
}

/* What a change is called stands with the process itself or within its rule. */
static char *
make_path (const char *member)
{
  static const char *const outside[] = { "opens_at", "closes_at", "geography", "name", NULL };

  return g_strv_contains (outside, member) ? g_strdup (member)
                                           : g_strconcat ("rule.", member, NULL);
}

/* [[member, was, becomes], …] */
static void
add_difference (Plan *plan)
{
  JsonNode *node = get (plan, "difference");
  JsonArray *changes =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++) {
    JsonArray *change = json_array_get_array_element (changes, i);
    g_autofree char *path = make_path (json_array_get_string_element (change, 0));
    g_autofree char *title = apoyo_difference_words_path (path);
    g_autofree char *was_json = json_to_string (json_array_get_element (change, 1), FALSE);
    g_autofree char *becomes_json = json_to_string (json_array_get_element (change, 2), FALSE);
    g_autofree char *was = apoyo_difference_words_value (path, was_json, plan->time_zone);
    g_autofree char *becomes = apoyo_difference_words_value (path, becomes_json, plan->time_zone);

    add (plan, title, g_strdup_printf ("%s → %s", was, becomes));
  }
}

static void
add_kind (Plan *plan)
{
  const char *nick = get_text (plan, "kind");
  JsonNode *drill = get (plan, "simulacro");
  ApoyoKind kind;

  if (nick != NULL && apoyo_kind_from_nick (nick, &kind))
    add (plan, _ ("Kind of process"), g_strdup (apoyo_kind_get_label (kind)));
  if (drill != NULL && json_node_get_boolean (drill))
    add (plan, _ ("Drill"), g_strdup (_ ("Yes: nothing of it is real")));
}

static void
add_standing (Plan *plan)
{
  g_autofree char *met = dup_count (plan, "met");
  g_autofree char *all = dup_count (plan, "with_goal");

  add (plan, _ ("Received"), dup_count (plan, "received"));
  add (plan, _ ("On the nominal list"), dup_count (plan, "valid"));
  if (met != NULL && all != NULL)
    add (plan, _ ("Reached what they require"), g_strdup_printf (_ ("%s of %s"), met, all));
}

GPtrArray *
apoyo_proposal_words_facts (const ApoyoProposal *proposal)
{
  Plan plan = { NULL, g_ptr_array_new_with_free_func (fact_free), proposal->time_zone };
  g_autoptr (JsonNode) root = json_from_string (proposal->plan, NULL);
  g_autoptr (ApoyoRule) rule = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return plan.facts;
  plan.object = json_node_get_object (root);
  rule = read_rule (&plan);
  add (&plan, _ ("Process"), g_strdup (get_text (&plan, "name")));
  add_kind (&plan);
  add_difference (&plan);
  if (g_str_equal (proposal->kind, "change-rule") || g_str_equal (proposal->kind, "requeue-stuck"))
    add (&plan, _ ("Reason"), g_strdup (get_text (&plan, "reason")));
  add (&plan, _ ("Acuerdo"), g_strdup (get_text (&plan, "acuerdo")));
  add (&plan, _ ("Opens"), dup_time (&plan, "opens_at"));
  add (&plan, _ ("Closes"), dup_time (&plan, "closes_at"));
  add (&plan, _ ("Own windows that go on as much longer"), dup_count (&plan, "own_windows"));
  add (&plan, _ ("The last of them closes"), dup_time (&plan, "own_windows_until"));
  add (&plan, _ ("Taken until"), dup_time (&plan, "taken_until"));
  add (&plan, _ ("Promoventes"), dup_count (&plan, "promoventes"));
  add (&plan, _ ("Supports"), dup_count (&plan, "supports"));
  add (&plan, _ ("Folios"), dup_folios (&plan));
  add_goals (&plan);
  add_standing (&plan);
  add (&plan, _ ("Certified"), dup_time (&plan, "certified_at"));
  add (&plan, _ ("Size of the tree"), dup_count (&plan, "size"));
  add (&plan, _ ("Root of the tree"), dup_hash (&plan, "root"));
  if (g_str_equal (proposal->kind, "open-process"))
    add_rule (&plan, rule);
  return plan.facts;
}

/* --- how it stands ---------------------------------------------------------------------------- */

char *
apoyo_proposal_words_state (const ApoyoProposal *proposal)
{
  g_autofree char *until = dup_minute (proposal, proposal->expires_at);
  g_autofree char *ended =
      proposal->ended_at != NULL ? dup_minute (proposal, proposal->ended_at) : NULL;
  g_autofree char *reason =
      proposal->reason != NULL ? apoyo_refusal_translate (proposal->reason) : g_strdup ("");

  if (g_str_equal (proposal->state, "waiting"))
    return g_strdup_printf (_ ("Waits for a second signature until %s"), until);
  if (g_str_equal (proposal->state, "applied"))
    return g_strdup_printf (_ ("Signed by %s, %s: done"),
                            proposal->signed_by_name != NULL ? proposal->signed_by_name : "—",
                            ended != NULL ? ended : "—");
  if (g_str_equal (proposal->state, "refused"))
    return g_strdup_printf (_ ("Refused %s: %s"), ended != NULL ? ended : "—", reason);
  if (g_str_equal (proposal->state, "overtaken"))
    return g_strdup_printf (_ ("Overtaken %s: %s"), ended != NULL ? ended : "—", reason);
  return g_strdup_printf (_ ("Expired %s without a second signature"), until);
}
