/* apoyo-setup-detail.c: what the page of one process shows: its life, the versions of its rule, its
 * history and what waits for a signature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-params.h"
#include "apoyo-result.h"
#include "apoyo-setup-detail.h"
#include "apoyo-store-error.h"

const char *const apoyo_setup_detail_statements[] = {
  "setup-timeline", "setup-rules", "setup-history", "setup-proposals", NULL,
};

static void
step_free (gpointer data)
{
  ApoyoSetupStep *step = data;

  g_clear_pointer (&step->reached_at, g_date_time_unref);
  g_clear_pointer (&step->expected_at, g_date_time_unref);
  g_free (step->by);
  g_free (step);
}

static void
version_free (gpointer data)
{
  ApoyoRuleVersion *version = data;

  g_clear_pointer (&version->rule, apoyo_rule_unref);
  g_clear_pointer (&version->adopted_at, g_date_time_unref);
  g_free (version->document);
  g_free (version->changes);
  g_free (version->acuerdo);
  g_free (version->reason);
  g_free (version->adopted_by);
  g_free (version->countersigned_by);
  g_free (version);
}

static void
act_free (gpointer data)
{
  ApoyoSetupAct *act = data;

  g_clear_pointer (&act->at, g_date_time_unref);
  g_free (act->act);
  g_free (act->was);
  g_free (act->becomes);
  g_free (act->acuerdo);
  g_free (act->reason);
  g_free (act->by);
  g_free (act->countersigned_by);
  g_free (act);
}

static void
proposal_free (gpointer data)
{
  ApoyoSetupProposal *proposal = data;

  g_clear_pointer (&proposal->proposed_at, g_date_time_unref);
  g_clear_pointer (&proposal->expires_at, g_date_time_unref);
  g_clear_pointer (&proposal->ended_at, g_date_time_unref);
  g_free (proposal->kind);
  g_free (proposal->state);
  g_free (proposal->proposed_by);
  g_free (proposal->signed_by);
  g_free (proposal->reason);
  g_free (proposal);
}

/* --- rows ------------------------------------------------------------------------------------- */

typedef gboolean (*ReadRow) (ApoyoResult *result, guint row, GPtrArray *to, GError **error);

static gboolean
read_step (ApoyoResult *result, guint row, GPtrArray *to, GError **error)
{
  ApoyoSetupStep *step = g_new0 (ApoyoSetupStep, 1);
  const char *nick = NULL;

  g_ptr_array_add (to, step);
  if (!apoyo_result_get_text (result, row, "state", &nick, error) ||
      !apoyo_result_get_bool (result, row, "current", &step->current, error) ||
      !apoyo_result_get_nullable_time (result, row, "reached_at", &step->reached_at, error) ||
      !apoyo_result_dup_nullable_text (result, row, "by_name", &step->by, error) ||
      !apoyo_result_get_nullable_time (result, row, "expected_at", &step->expected_at, error))
    return FALSE;
  if (apoyo_life_from_nick (nick, &step->state))
    return TRUE;
  g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
               "“%s” is no state of a process", nick);
  return FALSE;
}

static gboolean
read_version (ApoyoResult *result, guint row, GPtrArray *to, GError **error)
{
  ApoyoRuleVersion *version = g_new0 (ApoyoRuleVersion, 1);

  g_ptr_array_add (to, version);
  if (!apoyo_result_get_int (result, row, "version", &version->version, error) ||
      !apoyo_result_dup_text (result, row, "document", &version->document, error) ||
      !apoyo_result_dup_text (result, row, "changes", &version->changes, error) ||
      !apoyo_result_dup_nullable_text (result, row, "acuerdo", &version->acuerdo, error) ||
      !apoyo_result_dup_nullable_text (result, row, "reason", &version->reason, error) ||
      !apoyo_result_dup_nullable_text (result, row, "adopted_by_name", &version->adopted_by,
                                       error) ||
      !apoyo_result_dup_nullable_text (result, row, "countersigned_by_name",
                                       &version->countersigned_by, error) ||
      !apoyo_result_get_time (result, row, "adopted_at", &version->adopted_at, error))
    return FALSE;
  version->rule = apoyo_rule_from_json (version->document, -1, error);
  return version->rule != NULL;
}

static gboolean
read_act (ApoyoResult *result, guint row, GPtrArray *to, GError **error)
{
  ApoyoSetupAct *act = g_new0 (ApoyoSetupAct, 1);

  g_ptr_array_add (to, act);
  return apoyo_result_get_int64 (result, row, "change", &act->id, error) &&
         apoyo_result_dup_text (result, row, "act", &act->act, error) &&
         apoyo_result_dup_nullable_text (result, row, "was", &act->was, error) &&
         apoyo_result_dup_nullable_text (result, row, "becomes", &act->becomes, error) &&
         apoyo_result_dup_nullable_text (result, row, "acuerdo", &act->acuerdo, error) &&
         apoyo_result_dup_nullable_text (result, row, "reason", &act->reason, error) &&
         apoyo_result_dup_nullable_text (result, row, "changed_by_name", &act->by, error) &&
         apoyo_result_dup_nullable_text (result, row, "countersigned_by_name",
                                         &act->countersigned_by, error) &&
         apoyo_result_get_time (result, row, "changed_at", &act->at, error);
}

static gboolean
read_proposal (ApoyoResult *result, guint row, GPtrArray *to, GError **error)
{
  ApoyoSetupProposal *proposal = g_new0 (ApoyoSetupProposal, 1);

  g_ptr_array_add (to, proposal);
  return apoyo_result_get_int64 (result, row, "proposal", &proposal->id, error) &&
         apoyo_result_dup_text (result, row, "kind", &proposal->kind, error) &&
         apoyo_result_dup_text (result, row, "state", &proposal->state, error) &&
         apoyo_result_dup_text (result, row, "proposed_by_name", &proposal->proposed_by, error) &&
         apoyo_result_dup_nullable_text (result, row, "signed_by_name", &proposal->signed_by,
                                         error) &&
         apoyo_result_dup_nullable_text (result, row, "reason", &proposal->reason, error) &&
         apoyo_result_get_time (result, row, "proposed_at", &proposal->proposed_at, error) &&
         apoyo_result_get_time (result, row, "expires_at", &proposal->expires_at, error) &&
         apoyo_result_get_nullable_time (result, row, "ended_at", &proposal->ended_at, error) &&
         apoyo_result_get_bool (result, row, "mine", &proposal->mine, error);
}

static gboolean
read_rows (ApoyoResult *result, ReadRow read, GPtrArray *to, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    if (!read (result, row, to, error))
      return FALSE;
  }
  return TRUE;
}

/* --- the whole -------------------------------------------------------------------------------- */

GPtrArray *
apoyo_setup_detail_params (int process)
{
  GPtrArray *params = g_ptr_array_new ();

  for (guint i = 0; apoyo_setup_detail_statements[i] != NULL; i++) {
    ApoyoParams *one = apoyo_params_new ();

    apoyo_params_add_int (one, process);
    g_ptr_array_add (params, one);
  }
  return params;
}

ApoyoSetupDetail *
apoyo_setup_detail_new_from_results (int process, GPtrArray *results, GError **error)
{
  g_autoptr (ApoyoSetupDetail) self = g_new0 (ApoyoSetupDetail, 1);

  g_return_val_if_fail (results->len == 4, NULL);

  g_atomic_ref_count_init (&self->refs);
  self->process = process;
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->versions = g_ptr_array_new_with_free_func (version_free);
  self->acts = g_ptr_array_new_with_free_func (act_free);
  self->proposals = g_ptr_array_new_with_free_func (proposal_free);
  if (!read_rows (results->pdata[0], read_step, self->steps, error) ||
      !read_rows (results->pdata[1], read_version, self->versions, error) ||
      !read_rows (results->pdata[2], read_act, self->acts, error) ||
      !read_rows (results->pdata[3], read_proposal, self->proposals, error))
    return NULL;
  if (self->versions->len == 0 || self->steps->len != APOYO_N_LIVES) {
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                 "Process %d has no rule, or no life", process);
    return NULL;
  }
  return g_steal_pointer (&self);
}

ApoyoSetupDetail *
apoyo_setup_detail_ref (ApoyoSetupDetail *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
apoyo_setup_detail_unref (ApoyoSetupDetail *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_free (self);
}

const ApoyoRuleVersion *
apoyo_setup_detail_find_version (ApoyoSetupDetail *self, int version)
{
  for (guint i = 0; i < self->versions->len; i++) {
    const ApoyoRuleVersion *one = self->versions->pdata[i];

    if (one->version == version)
      return one;
  }
  return NULL;
}

const ApoyoRuleVersion *
apoyo_setup_detail_get_version (ApoyoSetupDetail *self)
{
  return self->versions->pdata[0];
}

/* The entry of a member, or of a part of it: "dispersion.level" is of "dispersion". */
static JsonObject *
find_change (JsonObject *changes, const char *member)
{
  g_autofree char *part = g_strconcat (member, ".", NULL);
  g_autoptr (GList) names = json_object_get_members (changes);

  for (GList *l = names; l != NULL; l = l->next) {
    JsonNode *node = json_object_get_member (changes, l->data);

    if ((g_str_equal (l->data, member) || g_str_has_prefix (l->data, part)) &&
        JSON_NODE_HOLDS_OBJECT (node))
      return json_node_get_object (node);
  }
  return NULL;
}

char *
apoyo_setup_detail_dup_authority (ApoyoSetupDetail *self, const char *member, char **reason)
{
  for (guint i = 0; i < self->versions->len; i++) {
    const ApoyoRuleVersion *version = self->versions->pdata[i];
    g_autoptr (JsonParser) parser = json_parser_new ();
    JsonNode *root;
    JsonObject *change;

    if (!json_parser_load_from_data (parser, version->changes, -1, NULL))
      continue;
    root = json_parser_get_root (parser);
    if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
      continue;
    change = find_change (json_node_get_object (root), member);
    if (change == NULL)
      continue;
    if (reason != NULL)
      *reason = g_strdup (json_object_get_string_member_with_default (change, "reason", NULL));
    return g_strdup (
        json_object_get_string_member_with_default (change, "acuerdo", version->acuerdo));
  }
  return NULL;
}
