/* apoyo-inspection-habits.c: what the captures before this one make of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include "apoyo-inspection-private.h"

#define HASH_BITS 64.0

/* FALSE when nobody counted it. */
static gboolean
get_number (JsonObject *object, const char *name, double *number)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *number = json_node_get_double (node);
  return TRUE;
}

static void
judge_number (Inspection *self, Node *group, const Measure *measure)
{
  Observation observation = { .confidence = 1 };

  if (get_number (self->input->habits, measure->observation, &observation.value))
    apoyo_inspection_measure_value (self, group, measure, &observation);
}

/* Kilometres an hour since the capture before. Two at once and a step apart are no journey. */
static void
judge_travel (Inspection *self, Node *group)
{
  static const Measure travel = { "travel", NULL, ABOVE, APOYO_FINDING_IMPOSSIBLE_TRAVEL };
  Observation speed = { .confidence = 1 };
  double minutes = 0;
  double kilometres = 0;

  if (!get_number (self->input->habits, "minutes_since_last", &minutes) ||
      !get_number (self->input->habits, "km_since_last", &kilometres))
    return;
  /* A place is good to a kilometre or two. */
  speed.value = MAX (0, kilometres - 3) / MAX (minutes / 60, 1 / 60.0);
  apoyo_inspection_measure_value (self, group, &travel, &speed);
}

Node *
apoyo_inspection_judge_habits (Inspection *self)
{
  static const Measure numbers[] = {
    { "device", "device_people_day", ABOVE, APOYO_FINDING_DEVICE_MANY_PEOPLE },
    { "rate", "device_people_hour", ABOVE, APOYO_FINDING_IMPOSSIBLE_RATE },
    { "devices", "auxiliary_devices", ABOVE, APOYO_FINDING_IMPOSSIBLE_RATE },
  };
  Node *group = apoyo_node_new ("behaviour", N_PICTURES);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    judge_number (self, group, &numbers[i]);
  judge_travel (self, group);
  apoyo_node_settle (group);
  return group;
}

void
apoyo_inspection_judge_near (Inspection *self, Node *group)
{
  const char *name = apoyo_inspection_pictures[group->picture];
  const Measure near_same = { "near", NULL, ABOVE,
                              group->picture == SIGNATURE ? APOYO_FINDING_SIGNATURE_REPEATED
                                                          : APOYO_FINDING_PICTURE_RESEMBLES };
  JsonNode *node =
      self->input->habits != NULL ? json_object_get_member (self->input->habits, "near") : NULL;
  Observation likeness = { .confidence = 1 };
  double bits = 0;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !get_number (json_node_get_object (node), name, &bits))
    return;
  likeness.value = 1 - bits / HASH_BITS;
  apoyo_inspection_measure_value (self, group, &near_same, &likeness);
}
