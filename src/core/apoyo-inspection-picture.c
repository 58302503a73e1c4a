/* apoyo-inspection-picture.c: what every picture is judged by, and the selfie and the signature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <math.h>
#include <string.h>

#include "apoyo-inspection-private.h"
#include "apoyo-portrait.h"

static const Measure light[] = {
  { "dark", "brightness", BELOW, APOYO_FINDING_PICTURE_DARK },
  { "bright", "clipped_bright", ABOVE, APOYO_FINDING_PICTURE_OVEREXPOSED },
};

static const Measure quality[] = {
  { "contrast", "contrast", BELOW, APOYO_FINDING_PICTURE_BLURRED },
  { "sharpness", "sharpness", BELOW, APOYO_FINDING_PICTURE_BLURRED },
};

/* What a blank picture is of each. */
static const Measure blank[N_PICTURES] = {
  [FRONT] = { "blank", "uniform", ABOVE, APOYO_FINDING_SIDE_BLANK },
  [BACK] = { "blank", "uniform", ABOVE, APOYO_FINDING_SIDE_BLANK },
  [SELFIE] = { "blank", "uniform", ABOVE, APOYO_FINDING_NO_FACE },
  [SIGNATURE] = { "blank", "uniform", ABOVE, APOYO_FINDING_SIGNATURE_BLANK },
};

static const Measure selfie_measures[] = {
  { "card", "card_like", ABOVE, APOYO_FINDING_SELFIE_CARD },
  { "screen", "screen", ABOVE, APOYO_FINDING_SELFIE_SCREEN },
};

static const Measure drawing = { "drawing", "flat", ABOVE, APOYO_FINDING_SELFIE_DRAWING };

static const Measure ink = { "ink", "ink", BELOW, APOYO_FINDING_SIGNATURE_BLANK };

static const Measure signature_measures[] = {
  { "scribble", "rubbed", ABOVE, APOYO_FINDING_SIGNATURE_SCRIBBLE, "ink" },
  { "dot", "dot", ABOVE, APOYO_FINDING_SIGNATURE_DOT, "ink" },
  { "line", "straightness", ABOVE, APOYO_FINDING_SIGNATURE_LINE, "ink" },
  { "typed", "typed", ABOVE, APOYO_FINDING_SIGNATURE_TYPED, "ink" },
};

/* More faces than any picture has. */
#define MOST_FACES 1000

static void
observation_free (Observation *observation)
{
  g_free (observation);
}

static double
number_of (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double number =
      type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : fallback;

  return isfinite (number) ? number : fallback;
}

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static Observation *
read_observation (JsonNode *node)
{
  Observation *self = NULL;
  JsonObject *object = NULL;
  JsonArray *region = NULL;
  const char *name = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  name = text_of (object, "name");
  if (name == NULL)
    return NULL;
  self = g_new0 (Observation, 1);
  self->name = name;
  self->value = number_of (object, "value", 0);
  self->text = text_of (object, "text");
  self->confidence = CLAMP (number_of (object, "confidence", 1), 0, 1);
  region = array_of (object, "region");
  self->has_region = region != NULL && json_array_get_length (region) == 4;
  for (guint i = 0; self->has_region && i < 4; i++)
    self->region[i] = json_array_get_double_element (region, i);
  return self;
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

/* A total order, so that it does not matter in which the reader gave them: the surest first. */
static int
compare_observations (gconstpointer a, gconstpointer b)
{
  const Observation *x = *(const Observation *const *) a;
  const Observation *y = *(const Observation *const *) b;
  int order = strcmp (x->name, y->name);

  if (order == 0)
    order = compare_numbers (y->confidence, x->confidence);
  if (order == 0)
    order = compare_numbers (y->value, x->value);
  if (order == 0)
    order = g_strcmp0 (x->text, y->text);
  for (guint i = 0; order == 0 && i < 4; i++)
    order = compare_numbers (x->region[i], y->region[i]);
  return order;
}

void
apoyo_sheet_read (Sheet *sheet, JsonObject *reading)
{
  JsonArray *array = reading != NULL ? array_of (reading, "observations") : NULL;

  sheet->reading = reading;
  sheet->observations = g_ptr_array_new_with_free_func ((GDestroyNotify) observation_free);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    Observation *observation = read_observation (json_array_get_element (array, i));

    if (observation != NULL)
      g_ptr_array_add (sheet->observations, observation);
  }
  g_ptr_array_sort (sheet->observations, compare_observations);
}

void
apoyo_sheet_clear (Sheet *sheet)
{
  g_clear_pointer (&sheet->observations, g_ptr_array_unref);
}

const Observation *
apoyo_sheet_find (const Sheet *sheet, const char *name)
{
  for (guint i = 0; i < sheet->observations->len; i++) {
    const Observation *observation = g_ptr_array_index (sheet->observations, i);

    if (g_str_equal (observation->name, name))
      return observation;
  }
  return NULL;
}

/* How far beyond the limit, seen from where doubt begins: at the limit half sure, twice as far as
 * doubt lies on this side of it wholly. */
static double
sureness (double value, double limit, double doubt)
{
  double span = fabs (doubt - limit);

  if (span <= 0)
    span = fabs (limit) * 0.5;
  return span > 0 ? 0.5 + 0.5 * MIN (1, fabs (value - limit) / span) : 1;
}

static gboolean
is_beyond (double value, double limit, Direction direction)
{
  return direction == BELOW ? value < limit : value > limit;
}

static void
judge_value (Inspection *self,
             Node *node,
             const ApoyoCheck *check,
             const Measure *measure,
             const Observation *observation)
{
  double limit = 0;
  double doubt = 0;
  double sure = 0;

  if (!apoyo_check_get_limit (check, measure->direction == BELOW ? "below" : "above", &limit)) {
    node->result = UNKNOWN;
    return;
  }
  if (!apoyo_check_get_limit (check, "doubt", &doubt))
    doubt = limit;
  if (apoyo_check_get_limit (check, "sure", &sure) && observation->confidence < sure) {
    node->result = UNKNOWN;
    node->doubt = TRUE;
  } else if (is_beyond (observation->value, limit, measure->direction)) {
    ApoyoFinding *finding = apoyo_inspection_flag (self, node, check, measure->code, NULL,
                                                   observation->confidence *
                                                       sureness (observation->value, limit, doubt));

    if (finding != NULL) {
      finding->has_measure = TRUE;
      finding->measured = observation->value;
      finding->limit = limit;
    }
  } else {
    node->result = PASSED;
    node->doubt = is_beyond (observation->value, doubt, measure->direction);
  }
}

static void
write_limits (Node *node, const ApoyoCheck *check)
{
  static const char *const names[] = { "below", "above", "doubt", "sure", "least" };
  double limit = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (apoyo_check_get_limit (check, names[i], &limit))
      apoyo_node_limit (node, names[i], limit);
  }
}

/* observation: (nullable) */
gboolean
apoyo_inspection_measure_value (Inspection *self,
                                Node *parent,
                                const Measure *measure,
                                const Observation *observation)
{
  g_autofree char *id = g_strdup_printf ("%s.%s", parent->id, measure->name);
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, parent, id, &check);

  if (node == NULL)
    return TRUE;
  write_limits (node, check);
  if (observation == NULL) {
    node->result = UNKNOWN;
    return TRUE;
  }
  apoyo_node_input (node, "value", observation->value);
  apoyo_node_input (node, "confidence", observation->confidence);
  if (measure->place != NULL)
    apoyo_node_place (node, apoyo_sheet_find (&self->sheets[node->picture], measure->place));
  apoyo_node_place (node, observation);
  judge_value (self, node, check, measure, observation);
  return node->result != FLAGGED;
}

gboolean
apoyo_inspection_measure (Inspection *self, Node *parent, const Measure *measure)
{
  return apoyo_inspection_measure_value (
      self, parent, measure,
      apoyo_sheet_find (&self->sheets[parent->picture], measure->observation));
}

static void
measure_all (Inspection *self, Node *group, const Measure *measures, guint n_measures)
{
  for (guint i = 0; i < n_measures; i++)
    apoyo_inspection_measure (self, group, &measures[i]);
}

static void
judge_file (Inspection *self, Node *group, Sheet *sheet)
{
  g_autofree char *id = g_strdup_printf ("%s.file", group->id);
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, id, &check);
  const char *result = sheet->reading != NULL ? text_of (sheet->reading, "result") : NULL;

  sheet->open = g_strcmp0 (result, "ok") == 0;
  if (node == NULL)
    return;
  /* A picture that machine vision gave up on has few observations or none: it is for people. */
  if (sheet->open && apoyo_sheet_find (sheet, "sight_failed") == NULL) {
    node->result = PASSED;
    return;
  }
  apoyo_inspection_flag (self, node, check,
                         g_strcmp0 (result, "too_large") == 0 ? APOYO_FINDING_PICTURE_TOO_LARGE
                                                              : APOYO_FINDING_PICTURE_UNDECODABLE,
                         NULL, 1);
}

/* A number of the reading itself, as if it had been observed. */
static void
judge_figure (Inspection *self, Node *group, const Measure *measure, double value)
{
  const Observation observation = { .name = measure->name, .value = value, .confidence = 1 };

  apoyo_inspection_measure_value (self, group, measure, &observation);
}

static void
judge_figures (Inspection *self, Node *group, const Sheet *sheet)
{
  static const Measure size = { "size", NULL, BELOW, APOYO_FINDING_PICTURE_SMALL };
  static const Measure tail = { "tail", NULL, ABOVE, APOYO_FINDING_PICTURE_HIDDEN_DATA };
  static const Measure metadata = { "metadata", NULL, ABOVE, APOYO_FINDING_PICTURE_HIDDEN_DATA };
  static const Measure foreign = { "foreign", NULL, ABOVE, APOYO_FINDING_PICTURE_HIDDEN_DATA };

  judge_figure (
      self, group, &size,
      MIN (number_of (sheet->reading, "width", 0), number_of (sheet->reading, "height", 0)));
  judge_figure (self, group, &tail, number_of (sheet->reading, "trailing", 0));
  judge_figure (self, group, &metadata, number_of (sheet->reading, "metadata", 0));
  judge_figure (self, group, &foreign, number_of (sheet->reading, "foreign", 0));
}

/* Whose file it was before, only the database can tell, and only once it knows who this is. */
gboolean
apoyo_inspection_is_own (const Inspection *self, const char *picture)
{
  JsonNode *node =
      self->input->habits != NULL ? json_object_get_member (self->input->habits, "own") : NULL;
  JsonArray *own = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++) {
    JsonNode *name = json_array_get_element (own, i);

    if (json_node_get_value_type (name) == G_TYPE_STRING &&
        g_str_equal (json_node_get_string (name), picture))
      return TRUE;
  }
  return FALSE;
}

/* A signature that came before is another's only where it is known whose it was. */
static void
judge_repeated (Inspection *self, Node *group)
{
  g_autofree char *id = g_strdup_printf ("%s.repeated", group->id);
  const char *name = apoyo_inspection_pictures[group->picture];
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, id, &check);
  char **repeated = self->input->repeated;

  if (node == NULL)
    return;
  node->result = PASSED;
  if (repeated != NULL && g_strv_contains ((const char *const *) repeated, name))
    apoyo_inspection_flag (self, node, check,
                           group->picture == SIGNATURE && !apoyo_inspection_is_own (self, name)
                               ? APOYO_FINDING_SIGNATURE_REPEATED
                               : APOYO_FINDING_PICTURE_SENT_BEFORE,
                           NULL, 1);
}

static guint
count_faces (const Sheet *sheet, double sure)
{
  guint n = 0;

  for (guint i = 0; i < sheet->observations->len; i++) {
    const Observation *observation = g_ptr_array_index (sheet->observations, i);

    if (g_str_equal (observation->name, "face") && observation->confidence >= sure)
      n++;
  }
  return n;
}

/* What holds all the faces; where none is sure enough, the place that looked like one. */
static void
place_faces (Node *node, const Sheet *sheet, double sure)
{
  apoyo_node_place (node, apoyo_sheet_find (sheet, "face"));
  for (guint i = 0; node->has_region && i < sheet->observations->len; i++) {
    const Observation *face = g_ptr_array_index (sheet->observations, i);
    double *own = node->region;
    double right = MAX (own[0] + own[2], face->region[0] + face->region[2]);
    double bottom = MAX (own[1] + own[3], face->region[1] + face->region[3]);

    if (!g_str_equal (face->name, "face") || !face->has_region || face->confidence < sure)
      continue;
    own[0] = MIN (own[0], face->region[0]);
    own[1] = MIN (own[1], face->region[1]);
    own[2] = right - own[0];
    own[3] = bottom - own[1];
  }
}

/* FALSE when there is no face to look at. */
static gboolean
judge_faces (Inspection *self, Node *group, const Sheet *sheet)
{
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, "selfie.face", &check);
  const Observation *faces = apoyo_sheet_find (sheet, "faces");
  const Observation *face = apoyo_sheet_find (sheet, "face");
  double most = 1;
  double sure = 0;
  guint n = 0;

  if (node == NULL)
    return face != NULL;
  write_limits (node, check);
  if (faces == NULL && face == NULL) {
    node->result = UNKNOWN;
    return FALSE;
  }
  apoyo_check_get_limit (check, "above", &most);
  apoyo_check_get_limit (check, "sure", &sure);
  n = face != NULL ? count_faces (sheet, sure) : (guint) CLAMP (faces->value, 0, MOST_FACES);
  apoyo_node_input (node, "faces", n);
  place_faces (node, sheet, sure);
  if (n == 0) {
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_NO_FACE, NULL,
                           face != NULL ? 1 - face->confidence : faces->confidence);
  } else if (n > most) {
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_SEVERAL_FACES, NULL, 0.9);
  } else {
    node->result = PASSED;
  }
  return n > 0;
}

static gboolean
parse_hash (const char *text, guint64 *hash)
{
  return text != NULL && strlen (text) == 16 &&
         g_ascii_string_to_unsigned (text, 16, 0, G_MAXUINT64, hash, NULL);
}

static int
count_bits (guint64 bits)
{
  int n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* NULL when one of the two is not there. */
static const Observation *
liken (Observation *likeness, const char *a, const char *b)
{
  guint64 x = 0;
  guint64 y = 0;

  if (!parse_hash (a, &x) || !parse_hash (b, &y))
    return NULL;
  *likeness = (Observation){ .value = 1 - count_bits (x ^ y) / 64.0, .confidence = 1 };
  return likeness;
}

static void
judge_portrait (Inspection *self, Node *group, const Sheet *sheet)
{
  static const Measure portrait = { "portrait", NULL, ABOVE, APOYO_FINDING_SELFIE_PORTRAIT,
                                    "face" };
  const Observation *own = apoyo_sheet_find (sheet, "portrait");
  const Observation *card = apoyo_sheet_find (&self->sheets[FRONT], "portrait");
  Observation likeness = { .confidence = 1 };
  gboolean compared = apoyo_portrait_compare (own != NULL ? own->text : NULL,
                                              card != NULL ? card->text : NULL, &likeness.value);

  apoyo_inspection_measure_value (self, group, &portrait, compared ? &likeness : NULL);
}

static void
judge_selfie (Inspection *self, Node *group, const Sheet *sheet)
{
  static const Measure size = { "face_size", "face", BELOW, APOYO_FINDING_FACE_SMALL };

  gboolean face = judge_faces (self, group, sheet);
  gboolean drawn = !apoyo_inspection_measure (self, group, &drawing);

  /* How sharp a wall is matters to nobody, nor how bright a drawing's paper. */
  if (face || !drawn)
    measure_all (self, group, light, G_N_ELEMENTS (light));
  if (face) {
    apoyo_inspection_measure (self, group, &size);
    measure_all (self, group, quality, G_N_ELEMENTS (quality));
  }
  measure_all (self, group, selfie_measures, G_N_ELEMENTS (selfie_measures));
  judge_portrait (self, group, sheet);
}

/* Where there is hardly any ink, its form says nothing. */
static void
judge_signature (Inspection *self, Node *group)
{
  if (apoyo_inspection_measure (self, group, &ink))
    measure_all (self, group, signature_measures, G_N_ELEMENTS (signature_measures));
}

static void
judge_same_side (Inspection *self, Node *group)
{
  static const Measure same = { "same_side", NULL, ABOVE, APOYO_FINDING_SAME_SIDE_TWICE, "card" };
  const Sheet *front = &self->sheets[FRONT];
  Observation likeness;

  if (!front->open)
    return;
  apoyo_inspection_measure_value (self, group, &same,
                                  liken (&likeness, text_of (front->reading, "hash"),
                                         text_of (self->sheets[BACK].reading, "hash")));
}

static void
judge_content (Inspection *self, Node *group, Sheet *sheet)
{
  if (!apoyo_inspection_measure (self, group, &blank[group->picture])) {
    sheet->blank = TRUE;
    /* In the dark everything is of one colour: that it is dark says more. */
    if (group->picture != SIGNATURE)
      measure_all (self, group, light, G_N_ELEMENTS (light));
    return;
  }
  if (group->picture == FRONT || group->picture == BACK) {
    const Observation *card = apoyo_sheet_find (sheet, "card");

    measure_all (self, group, light, G_N_ELEMENTS (light));
    /* Nor how sharp a table is. */
    if (card == NULL || card->value > 0)
      measure_all (self, group, quality, G_N_ELEMENTS (quality));
  }
  switch (group->picture) {
  case FRONT:
    apoyo_inspection_judge_front (self, group);
    break;
  case BACK:
    judge_same_side (self, group);
    apoyo_inspection_judge_back (self, group);
    break;
  case SELFIE:
    judge_selfie (self, group, sheet);
    break;
  case SIGNATURE:
    judge_signature (self, group);
    break;
  case N_PICTURES:
  default:
    g_assert_not_reached ();
  }
}

Node *
apoyo_inspection_judge_picture (Inspection *self, Picture picture)
{
  Node *group = apoyo_node_new (apoyo_inspection_pictures[picture], picture);
  Sheet *sheet = &self->sheets[picture];

  judge_repeated (self, group);
  apoyo_inspection_judge_near (self, group);
  if (self->input->readings != NULL)
    judge_file (self, group, sheet);
  if (sheet->open) {
    judge_figures (self, group, sheet);
    judge_content (self, group, sheet);
  }
  apoyo_node_settle (group);
  return group;
}
