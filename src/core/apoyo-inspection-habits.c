/* apoyo-inspection-habits.c: what the captures around this one make of it.
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

/* Of the auxiliary, whatever telephones they have; of the device where there is none, and in what
 * was counted before auxiliaries were. */
static void
judge_rate (Inspection *self, Node *group)
{
  static const Measure rates[] = {
    { "rate", "auxiliary_people_hour", ABOVE, APOYO_FINDING_IMPOSSIBLE_RATE },
    { "rate", "device_people_hour", ABOVE, APOYO_FINDING_IMPOSSIBLE_RATE },
  };
  double people = 0;

  judge_number (self, group,
                &rates[get_number (self->input->habits, rates[0].observation, &people) ? 0 : 1]);
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

static gboolean
was_told (JsonObject *habits, const char *nick)
{
  JsonNode *node = json_object_get_member (habits, "reception");
  JsonArray *codes =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; codes != NULL && i < json_array_get_length (codes); i++) {
    JsonNode *code = json_array_get_element (codes, i);

    if (json_node_get_value_type (code) == G_TYPE_STRING &&
        g_str_equal (json_node_get_string (code), nick))
      return TRUE;
  }
  return FALSE;
}

/* What the reception made of the clocks, which only it could see. */
static void
judge_reception (Inspection *self, Node *group)
{
  static const ApoyoFindingCode codes[] = { APOYO_FINDING_CLOCK_SKEW,
                                            APOYO_FINDING_CAPTURED_AFTER_SENDING,
                                            APOYO_FINDING_CAPTURED_BEFORE_OPENING };
  const ApoyoCheck *check = apoyo_check_settings_get (self->input->settings, "data.clock");

  for (guint i = 0; check != NULL && i < G_N_ELEMENTS (codes); i++) {
    const char *nick = apoyo_finding_code_to_nick (codes[i]);
    g_autofree char *id = g_strdup_printf ("%s.%s", group->id, nick);

    if (was_told (self->input->habits, nick))
      apoyo_inspection_flag (self, apoyo_node_add (group, id), check, codes[i], "capture", 1);
  }
}

Node *
apoyo_inspection_judge_habits (Inspection *self)
{
  static const Measure device = { "device", "device_people_day", ABOVE,
                                  APOYO_FINDING_DEVICE_MANY_PEOPLE };
  static const Measure devices = { "devices", "auxiliary_devices", ABOVE,
                                   APOYO_FINDING_IMPOSSIBLE_RATE };
  Node *group = apoyo_node_new ("behaviour", N_PICTURES);

  judge_number (self, group, &device);
  judge_rate (self, group);
  judge_number (self, group, &devices);
  judge_travel (self, group);
  judge_reception (self, group);
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
