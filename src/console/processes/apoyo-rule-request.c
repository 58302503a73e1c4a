/* apoyo-rule-request.c: what is sent to change a rule, by one person or by two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <json-glib/json-glib.h>

#include "apoyo-rule-merge.h"
#include "apoyo-rule-request.h"

/* One reason and one acuerdo stand for every member of the change. */
static JsonNode *
make_changes (const ApoyoRuleRequest *self)
{
  g_auto (GStrv) members = apoyo_rule_changed_members (self->base, self->rule);
  g_autoptr (JsonObject) changes = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; members[i] != NULL; i++) {
    JsonObject *change = json_object_new ();
    const char *acuerdo = self->acuerdo;

    json_object_set_string_member (change, "reason", self->reason);
    if (*acuerdo != '\0')
      json_object_set_string_member (change, "acuerdo", acuerdo);
    json_object_set_object_member (changes, members[i], change);
  }
  json_node_set_object (node, changes);
  return node;
}

ApoyoParams *
apoyo_rule_request_make_proposal (const ApoyoRuleRequest *self)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (JsonObject) request = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;

  json_object_set_member (request, "rule", json_from_string (self->rule, NULL));
  json_object_set_member (request, "changes", make_changes (self));
  json_object_set_string_member (request, "acuerdo", self->acuerdo);
  json_object_set_string_member (request, "reason", self->reason);
  json_node_set_object (node, request);
  json = json_to_string (node, FALSE);
  apoyo_params_add_text (params, "change-rule");
  apoyo_params_add_int (params, self->process);
  apoyo_params_add_text (params, json);
  return params;
}

ApoyoParams *
apoyo_rule_request_make_change (const ApoyoRuleRequest *self)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (JsonNode) changes = make_changes (self);
  g_autofree char *json = json_to_string (changes, FALSE);
  const char *acuerdo = self->acuerdo;

  apoyo_params_add_int (params, self->process);
  apoyo_params_add_int (params, self->revision);
  apoyo_params_add_text (params, self->rule);
  apoyo_params_add_text (params, json);
  apoyo_params_add_text (params, *acuerdo != '\0' ? acuerdo : NULL);
  apoyo_params_add_text (params, self->reason);
  return params;
}
