/* apoyo-evidence-problem.c: what the evidence service says no with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "apoyo-evidence-problem.h"

static const struct {
  const char *code;
  guint status;
  const char *title;
} problems[] = {
  [APOYO_EVIDENCE_PROBLEM_MALFORMED] = { "malformed-request", 400,
                                         "The request cannot be understood" },
  [APOYO_EVIDENCE_PROBLEM_TICKET] = { "invalid-ticket", 401, "The ticket is not valid" },
  [APOYO_EVIDENCE_PROBLEM_NOT_FOUND] = { "not-found", 404, "There is nothing here" },
  [APOYO_EVIDENCE_PROBLEM_METHOD] = { "method-not-allowed", 405,
                                      "This address does not take that method" },
  [APOYO_EVIDENCE_PROBLEM_NO_PICTURE] = { "no-picture", 404,
                                          "There is no picture to show of this" },
  [APOYO_EVIDENCE_PROBLEM_REFUSED] = { "refused", 409, "The database refuses it" },
  [APOYO_EVIDENCE_PROBLEM_TOO_LARGE] = { "body-too-large", 413, "The body is too large" },
  [APOYO_EVIDENCE_PROBLEM_CLAVE] = { "invalid-clave", 422, "This is no clave de elector" },
  [APOYO_EVIDENCE_PROBLEM_TOO_MANY] = { "too-many-requests", 429,
                                        "Too many tickets that are not valid" },
  [APOYO_EVIDENCE_PROBLEM_INTERNAL] = { "internal-error", 500, "Something is wrong here" },
  [APOYO_EVIDENCE_PROBLEM_UNAVAILABLE] = { "unavailable", 503, "Not now; try again" },
};

guint
apoyo_evidence_problem_get_status (ApoyoEvidenceProblem problem)
{
  g_return_val_if_fail (problem < G_N_ELEMENTS (problems), 500);

  return problems[problem].status;
}

static void
add_refusal (JsonBuilder *builder, const char *refusal, const char *const *names)
{
  json_builder_set_member_name (builder, "refusal");
  json_builder_add_string_value (builder, refusal);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (; names != NULL && *names != NULL; names++)
    json_builder_add_string_value (builder, *names);
  json_builder_end_array (builder);
}

char *
apoyo_evidence_problem_to_json (ApoyoEvidenceProblem problem,
                                const char *refusal,
                                const char *const *names)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (problem < G_N_ELEMENTS (problems), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, problems[problem].code);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, problems[problem].title);
  if (refusal != NULL)
    add_refusal (builder, refusal, names);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
