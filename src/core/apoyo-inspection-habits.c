/* apoyo-inspection-habits.c: what the captures around this one make of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

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

/* Of one sent without a place, or with no other of the auxiliary's about that time, nothing can be
 * told; of one without an auxiliary there is nothing to tell. */
static void
leave_travel_open (Inspection *self, Node *group)
{
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, "behaviour.travel", &check);
  double devices = 0;

  if (node != NULL && get_number (self->input->habits, "auxiliary_devices", &devices))
    node->result = UNKNOWN;
}

/* Kilometres an hour since the capture before. Two at once and a step apart are no journey. FALSE
 * when it cannot be told. */
static gboolean
judge_travel (Inspection *self, Node *group)
{
  static const Measure travel = { "travel", NULL, ABOVE, APOYO_FINDING_IMPOSSIBLE_TRAVEL };
  Observation speed = { .confidence = 1 };
  double minutes = 0;
  double kilometres = 0;

  if (!get_number (self->input->habits, "minutes_since_last", &minutes) ||
      !get_number (self->input->habits, "km_since_last", &kilometres))
    return FALSE;
  /* A place is good to a kilometre or two. */
  speed.value = MAX (0, kilometres - 3) / MAX (minutes / 60, 1 / 60.0);
  apoyo_inspection_measure_value (self, group, &travel, &speed);
  return TRUE;
}

gboolean
apoyo_inspection_reception_told (const Inspection *self, ApoyoFindingCode told)
{
  JsonObject *habits = self->input->habits;
  const char *nick = apoyo_finding_code_to_nick (told);
  JsonNode *node = habits != NULL ? json_object_get_member (habits, "reception") : NULL;
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
    g_autofree char *id =
        g_strdup_printf ("%s.%s", group->id, apoyo_finding_code_to_nick (codes[i]));
    Node *node = apoyo_node_add (group, id);

    node->article = check->article;
    node->result = PASSED;
    if (apoyo_inspection_reception_told (self, codes[i]))
      apoyo_inspection_flag (self, node, check, codes[i], "capture", 1);
  }
}

Node *
apoyo_inspection_judge_habits (Inspection *self)
{
  /* A telephone of one's own is used by other people than an auxiliary's. */
  static const Measure device[] = {
    { "device", "device_people_day", ABOVE, APOYO_FINDING_DEVICE_MANY_PEOPLE },
    { "self_device", "device_people_day", ABOVE, APOYO_FINDING_DEVICE_MANY_PEOPLE },
  };
  static const Measure devices = { "devices", "auxiliary_devices", ABOVE,
                                   APOYO_FINDING_IMPOSSIBLE_RATE };
  Node *group = apoyo_node_new ("behaviour", N_PICTURES);
  gboolean travelled = FALSE;

  judge_number (self, group, &device[self->input->modality == APOYO_MODALITY_SELF]);
  judge_rate (self, group);
  judge_number (self, group, &devices);
  travelled = judge_travel (self, group);
  judge_reception (self, group);
  apoyo_node_settle (group);
  /* Behind the group's result: every auxiliary's first capture of a day is like that. */
  if (!travelled)
    leave_travel_open (self, group);
  return group;
}

/* What the others' captures are searched by: sides of credentials are not. (nullable) */
static const char *
get_hash (const Sheet *sheet, Picture picture)
{
  const Observation *strokes =
      picture == SIGNATURE ? apoyo_sheet_find (sheet, "signature_hash") : NULL;

  if (picture != SELFIE)
    return strokes != NULL ? strokes->text : NULL;
  return sheet->reading != NULL
             ? json_object_get_string_member_with_default (sheet->reading, "hash", NULL)
             : NULL;
}

/* Whether it was looked for: that none was near stands in no figure. */
static void
tell_none_near (Inspection *self, Node *group)
{
  g_autofree char *id = g_strdup_printf ("%s.near", group->id);
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, id, &check);
  double limit = 0;

  if (node == NULL)
    return;
  if (apoyo_check_get_limit (check, "above", &limit))
    apoyo_node_limit (node, "above", limit);
  if (apoyo_picture_hash_is_telling (get_hash (&self->sheets[group->picture], group->picture)))
    node->result = PASSED;
}

/* The very same file of another, and another check sends people to look because of it. */
static gboolean
is_anothers_file (const Inspection *self, const char *picture)
{
  g_autofree char *id = g_strdup_printf ("%s.repeated", picture);
  const ApoyoCheck *check = apoyo_check_settings_get (self->input->settings, id);

  return check != NULL && check->use == APOYO_CHECK_FLAG && self->input->repeated != NULL &&
         g_strv_contains ((const char *const *) self->input->repeated, picture) &&
         !apoyo_inspection_is_own (self, picture);
}

void
apoyo_inspection_judge_near (Inspection *self, Node *group)
{
  const char *name = apoyo_inspection_pictures[group->picture];
  const Measure near_same = { "near", NULL, ABOVE,
                              group->picture == SIGNATURE ? APOYO_FINDING_SIGNATURE_REPEATED
                                                          : APOYO_FINDING_PICTURE_RESEMBLES };
  JsonObject *habits = self->input->habits;
  JsonNode *node = habits != NULL ? json_object_get_member (habits, "near") : NULL;
  Observation likeness = { .confidence = 1 };
  double bits = 0;

  if (habits == NULL || is_anothers_file (self, name))
    return;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !get_number (json_node_get_object (node), name, &bits)) {
    tell_none_near (self, group);
    return;
  }
  likeness.value = 1 - bits / HASH_BITS;
  apoyo_inspection_measure_value (self, group, &near_same, &likeness);
}

gboolean
apoyo_picture_hash_is_telling (const char *hash)
{
  guint64 bits = 0;
  guint n = 0;

  if (hash == NULL || strlen (hash) != 16 ||
      !g_ascii_string_to_unsigned (hash, 16, 0, G_MAXUINT64, &bits, NULL))
    return FALSE;
  for (; bits != 0; bits &= bits - 1)
    n++;
  return n >= 12 && n <= 52;
}
