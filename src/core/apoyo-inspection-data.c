/* apoyo-inspection-data.c: the typed data, among itself and against the roll.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include "apoyo-inspection-private.h"

/* Which check of the settings a finding of the credential's own check belongs to. */
static const char *
check_of (ApoyoFindingCode code)
{
  switch (code) {
  case APOYO_FINDING_MISSING:
    return "data.presence";
  case APOYO_FINDING_FORMAT:
    return "data.form";
  case APOYO_FINDING_CHECK_DIGIT:
    return "data.check_digit";
  case APOYO_FINDING_EXPIRED:
    return "data.vigencia";
  case APOYO_FINDING_MODEL_NOT_ACCEPTED:
    return "data.model";
  case APOYO_FINDING_UNDER_AGE:
    return "data.age";
  default:
    return "data.agreement";
  }
}

static const char *const groups[] = { "data.presence",  "data.form",  "data.check_digit",
                                      "data.agreement", "data.model", "data.age" };

static ApoyoCredentialContext
make_context (const ApoyoInspectionInput *input)
{
  return (ApoyoCredentialContext){
    .year = input->year,
    .month = input->month,
    .day = input->day,
    .minimum_age = input->settings->minimum_age,
    .extensions = (const ApoyoExtension *) (gpointer) input->settings->extensions->data,
    .n_extensions = input->settings->extensions->len,
    .models = (const char *const *) input->rule->models,
  };
}

/* What was judged, where the name of the check alone does not say it. */
static void
write_inputs (Inspection *self, Node *node)
{
  const ApoyoCredentialContext context = make_context (self->input);
  const ApoyoCredential *typed = self->input->typed;
  const char *model = typed->model;
  const char *field = NULL;
  int age = 0;

  if (g_str_equal (node->id, "data.age")) {
    if (apoyo_credential_get_age (typed, &context, &age, &field)) {
      g_autofree char *years = g_strdup_printf ("%d", age);

      /* How old somebody is stands in what is sealed, and ends with its key. */
      apoyo_inspection_keep (self, node, "age", "", APOYO_AGAINST_TYPED, years);
    } else {
      node->result = UNKNOWN;
    }
    apoyo_node_limit (node, "least", context.minimum_age);
  } else if (g_str_equal (node->id, "data.model") && model != NULL && *model >= 'A' &&
             *model <= 'H' && model[1] == '\0') {
    apoyo_node_input_word (node, "model", model);
  }
}

static void
judge_group (Inspection *self, Node *parent, const char *id, GPtrArray *found)
{
  const ApoyoCheck *check = NULL;
  Node *group = apoyo_inspection_begin (self, parent, id, &check);

  if (group == NULL)
    return;
  group->result = PASSED;
  write_inputs (self, group);
  for (guint i = 0; i < found->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (found, i);
    g_autofree char *child = NULL;
    Node *node = NULL;

    if (!g_str_equal (check_of (finding->code), id))
      continue;
    child = g_strdup_printf ("%s.%s", id, finding->field);
    node = apoyo_node_add (group, child);
    apoyo_inspection_flag (self, node, check, finding->code, finding->field, 1);
  }
  apoyo_node_settle (group);
}

static gboolean
is_model_told (const Inspection *self)
{
  for (guint i = 0; i < self->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->code == APOYO_FINDING_MODEL_NOT_ACCEPTED)
      return TRUE;
  }
  return FALSE;
}

/* Who captures for themselves needs a card of that model or a later one, whatever auxiliaries may
 * take: the settings number the models from 1. */
static void
judge_self_model (Inspection *self, Node *parent)
{
  const char *model = self->input->typed->model;
  const ApoyoCheck *check = NULL;
  char least[2] = "A";
  Node *node = NULL;
  double number = 1;

  if (self->input->modality != APOYO_MODALITY_SELF || model == NULL || *model < 'A' ||
      *model > 'H' || model[1] != '\0')
    return;
  node = apoyo_inspection_begin (self, parent, "data.self_model", &check);
  if (node == NULL)
    return;
  apoyo_check_get_limit (check, "below", &number);
  least[0] = (char) ('A' - 1 + (int) CLAMP (number, 1, 8));
  apoyo_node_input_word (node, "model", model);
  apoyo_node_limit_word (node, "least", least);
  node->result = PASSED;
  if (*model < least[0] && is_model_told (self))
    apoyo_inspection_mark (self, node, check, APOYO_FINDING_MODEL_NOT_ACCEPTED, 1);
  else if (*model < least[0])
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_MODEL_NOT_ACCEPTED, "model", 1);
}

/* What the Council gave the cards of that year, over or not. */
static void
write_extension (const Inspection *self, Node *node)
{
  const ApoyoCredentialContext context = make_context (self->input);
  const ApoyoExtension *extension = apoyo_credential_find_extension (self->input->typed, &context);

  if (extension == NULL)
    return;
  apoyo_node_input (node, "until",
                    extension->until_year * 10000 + extension->until_month * 100 +
                        extension->until_day);
  if (extension->acuerdo != NULL)
    apoyo_node_input_word (node, "acuerdo", extension->acuerdo);
}

static void
judge_vigencia (Inspection *self, Node *parent, GPtrArray *found)
{
  const ApoyoCredential *typed = self->input->typed;
  const ApoyoCheck *check = NULL;
  Node *node = NULL;

  if (typed->valid_until == 0)
    return;
  node = apoyo_inspection_begin (self, parent, "data.vigencia", &check);
  if (node == NULL)
    return;
  apoyo_node_input (node, "valid_until", typed->valid_until);
  apoyo_node_input (node, "day",
                    self->input->year * 10000 + self->input->month * 100 + self->input->day);
  write_extension (self, node);
  node->result = PASSED;
  for (guint i = 0; i < found->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (found, i);

    if (finding->code == APOYO_FINDING_EXPIRED)
      apoyo_inspection_flag (self, node, check, finding->code, finding->field, 1);
  }
}

static void
judge_credential (Inspection *self, Node *parent)
{
  const ApoyoCredentialContext context = make_context (self->input);
  g_autoptr (GPtrArray) found = apoyo_credential_check (self->input->typed, &context);

  /* What a process does not want to be told of is a slip all the same. */
  self->slips |= found->len > 0;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    judge_group (self, parent, groups[i], found);
  judge_self_model (self, parent);
  judge_vigencia (self, parent, found);
}

/* Sorted: the database may give them in any order. */
static int
compare_fields (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
judge_contradictions (Inspection *self, Node *node, const ApoyoCheck *check)
{
  const ApoyoRollMatch *roll = &self->input->roll;
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (guint i = 0; roll->contradicted != NULL && roll->contradicted[i] != NULL; i++)
    g_ptr_array_add (fields, roll->contradicted[i]);
  g_ptr_array_sort (fields, compare_fields);
  for (guint i = 0; i < fields->len; i++) {
    const char *field = g_ptr_array_index (fields, i);
    g_autofree char *id = g_strdup_printf ("%s.%s", node->id, field);

    apoyo_inspection_flag (self, apoyo_node_add (node, id), check, APOYO_FINDING_ROLL_DISAGREES,
                           field, 1);
  }
}

static void
judge_roll (Inspection *self, Node *parent)
{
  const ApoyoCheck *check = NULL;
  Node *node = NULL;

  if (!self->input->has_roll)
    return;
  node = apoyo_inspection_begin (self, parent, "data.roll", &check);
  if (node == NULL)
    return;
  apoyo_node_input_word (node, "status", apoyo_roll_status_to_nick (self->input->roll.status));
  apoyo_node_input_word (node, "certain",
                         apoyo_roll_match_is_sure (&self->input->roll) ? "yes" : "no");
  node->result = self->input->roll.status == APOYO_ROLL_UNKNOWN ? UNKNOWN : PASSED;
  judge_contradictions (self, node, check);
  apoyo_node_settle (node);
}

/* What the reception told of the telephone's clock is the reason of this too: the tree has both,
 * and people are told once. */
static void
tell_clock_once (Inspection *self)
{
  if (!apoyo_inspection_reception_told (self, APOYO_FINDING_CLOCK_SKEW) &&
      !apoyo_inspection_reception_told (self, APOYO_FINDING_CAPTURED_AFTER_SENDING))
    return;
  for (guint i = 0; i < self->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->code == APOYO_FINDING_CAPTURED_AFTER_RECEPTION) {
      g_ptr_array_remove_index (self->findings, i);
      return;
    }
  }
}

static void
judge_clock (Inspection *self, Node *parent)
{
  static const Measure clock = { "clock", NULL, ABOVE, APOYO_FINDING_CAPTURED_AFTER_RECEPTION };
  const Observation ahead = { .value = (double) self->input->clock_ahead, .confidence = 1 };

  apoyo_inspection_measure_value (self, parent, &clock, &ahead);
  tell_clock_once (self);
}

static void
judge_unreadable (Inspection *self, Node *parent)
{
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, parent, "data.presence", &check);

  if (node != NULL)
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_UNREADABLE, "metadata", 1);
}

Node *
apoyo_inspection_judge_data (Inspection *self)
{
  Node *group = apoyo_node_new ("data", N_PICTURES);

  if (self->input->typed != NULL)
    judge_credential (self, group);
  else
    judge_unreadable (self, group);
  judge_roll (self, group);
  judge_clock (self, group);
  apoyo_node_settle (group);
  return group;
}
