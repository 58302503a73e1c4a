/* apoyo-inspection.c: what the checks of a process say of one capture, and why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <math.h>
#include <string.h>

#include "apoyo-inspection-private.h"
#include "apoyo-json.h"
#include "apoyo-sha256.h"

const char *const apoyo_inspection_pictures[N_PICTURES] = { "front", "back", "selfie",
                                                            "signature" };

/* What a reviewer looks at first: what makes a picture useless, then what it shows instead of the
 * credential or the person, then what it says. */
static const ApoyoFindingCode order[] = {
  APOYO_FINDING_UNREADABLE,
  APOYO_FINDING_PICTURE_UNDECODABLE,
  APOYO_FINDING_PICTURE_TOO_LARGE,
  APOYO_FINDING_PICTURE_DARK,
  APOYO_FINDING_SIDE_BLANK,
  APOYO_FINDING_PICTURE_SMALL,
  APOYO_FINDING_PICTURE_OVEREXPOSED,
  APOYO_FINDING_PICTURE_BLURRED,
  APOYO_FINDING_SAME_SIDE_TWICE,
  APOYO_FINDING_WRONG_SIDE,
  APOYO_FINDING_NOT_A_CARD,
  APOYO_FINDING_SCREEN,
  APOYO_FINDING_PHOTOCOPY,
  APOYO_FINDING_CARD_CUT,
  APOYO_FINDING_OTHER_DOCUMENT,
  APOYO_FINDING_COVERED,
  APOYO_FINDING_TEMPLATE,
  APOYO_FINDING_CODE_FORGED,
  APOYO_FINDING_SELFIE_CARD,
  APOYO_FINDING_SELFIE_SCREEN,
  APOYO_FINDING_SELFIE_DRAWING,
  APOYO_FINDING_SELFIE_PORTRAIT,
  APOYO_FINDING_NO_FACE,
  APOYO_FINDING_SEVERAL_FACES,
  APOYO_FINDING_FACE_SMALL,
  APOYO_FINDING_SIGNATURE_BLANK,
  APOYO_FINDING_SIGNATURE_DOT,
  APOYO_FINDING_SIGNATURE_LINE,
  APOYO_FINDING_SIGNATURE_TYPED,
  APOYO_FINDING_SIGNATURE_SCRIBBLE,
  APOYO_FINDING_SIGNATURE_REPEATED,
  APOYO_FINDING_PICTURE_SENT_BEFORE,
  APOYO_FINDING_PICTURE_RESEMBLES,
  APOYO_FINDING_EXPIRED,
  APOYO_FINDING_MODEL_NOT_ACCEPTED,
  APOYO_FINDING_BIRTH_DISAGREES,
  APOYO_FINDING_SEX_DISAGREES,
  APOYO_FINDING_ENTITY_DISAGREES,
  APOYO_FINDING_NAME_DISAGREES,
  APOYO_FINDING_OCR_DISAGREES,
  APOYO_FINDING_CHECK_DIGIT,
  APOYO_FINDING_CODE_DISAGREES,
  APOYO_FINDING_MRZ_CHECK_DIGIT,
  APOYO_FINDING_TEXT_DISAGREES,
  APOYO_FINDING_SIDES_DISAGREE,
  /* Of another's back, this is the least that can be said. */
  APOYO_FINDING_MODEL_DISAGREES,
  APOYO_FINDING_ROLL_DISAGREES,
};

static guint
rank_of (ApoyoFindingCode code)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (order) && order[i] != code)
    i++;
  return i < G_N_ELEMENTS (order) ? i : i + (guint) code;
}

/* Total: no two findings of one inspection have check and field in common. */
static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const ApoyoFinding *x = *(const ApoyoFinding *const *) a;
  const ApoyoFinding *y = *(const ApoyoFinding *const *) b;
  guint i = rank_of (x->code);
  guint j = rank_of (y->code);

  if (i != j)
    return i < j ? -1 : 1;
  if (g_strcmp0 (x->check, y->check) != 0)
    return g_strcmp0 (x->check, y->check);
  return g_strcmp0 (x->field, y->field);
}

Node *
apoyo_inspection_begin (const Inspection *self,
                        Node *parent,
                        const char *id,
                        const ApoyoCheck **check)
{
  Node *node = NULL;

  *check = apoyo_check_settings_get (self->input->settings, id);
  if (*check == NULL)
    return NULL;
  node = apoyo_node_add (parent, id);
  node->article = (*check)->article;
  return node;
}

static double
round_share (double share)
{
  return round (CLAMP (share, 0, 1) * 1e4) / 1e4;
}

void
apoyo_inspection_mark (Inspection *self,
                       Node *node,
                       const ApoyoCheck *check,
                       ApoyoFindingCode code,
                       double confidence)
{
  self->slips = TRUE;
  node->result = FLAGGED;
  node->noted = check->use == APOYO_CHECK_NOTE;
  node->nick = apoyo_finding_code_to_nick (code);
  node->cause = apoyo_finding_code_get_cause (code);
  node->confidence = round_share (confidence);
  node->article = check->article;
}

ApoyoFinding *
apoyo_inspection_flag (Inspection *self,
                       Node *node,
                       const ApoyoCheck *check,
                       ApoyoFindingCode code,
                       const char *field,
                       double confidence)
{
  const char *picture =
      node->picture < N_PICTURES ? apoyo_inspection_pictures[node->picture] : NULL;
  ApoyoFinding *finding = NULL;

  apoyo_inspection_mark (self, node, check, code, confidence);
  if (node->noted)
    return NULL;
  finding = apoyo_finding_new (code, field != NULL ? field : picture != NULL ? picture : "capture");
  finding->check = g_strdup (node->id);
  finding->picture = g_strdup (picture);
  finding->confidence = node->confidence;
  finding->has_region = node->has_region;
  memcpy (finding->region, node->region, sizeof finding->region);
  finding->settings = self->input->settings_version;
  finding->rule = self->input->rule_version;
  g_ptr_array_add (self->findings, finding);
  return finding;
}

/* What was read and what it was held against: for people who may look, sealed. */
void
apoyo_inspection_keep (Inspection *self,
                       const Node *node,
                       const char *name,
                       const char *read,
                       const char *against,
                       const char *known)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", name);
  json_object_set_string_member (object, "read", read);
  json_object_set_string_member (object, against, known);
  json_object_set_object_member (self->private, node->id, object);
}

/* What became of each comparison, which is not that its two texts are the same: the last word of a
 * node is said after what it compared was kept. */
static void
keep_results (Inspection *self, const Node *node)
{
  if (json_object_has_member (self->private, node->id))
    json_object_set_string_member (json_object_get_object_member (self->private, node->id),
                                   "result", apoyo_node_get_result (node));
  for (guint i = 0; i < node->children->len; i++)
    keep_results (self, g_ptr_array_index (node->children, i));
}

/* A share of all captures, always the same ones. */
static gboolean
is_sampled (const ApoyoInspectionInput *input)
{
  guint8 digest[APOYO_SHA256_LENGTH];
  guint64 number = input->has_draw ? input->draw : 0;

  if (!input->has_draw) { /* as it was drawn once: of what the telephone chooses */
    apoyo_sha256 (input->capture, strlen (input->capture), digest);
    number = apoyo_inspection_draw (digest);
  }
  return (double) number / (double) APOYO_INSPECTION_DRAWS < input->settings->sample;
}

guint64
apoyo_inspection_draw (const guint8 *digest)
{
  guint64 number = 0;

  for (guint i = 0; i < 6; i++)
    number = number << 8 | digest[i];
  return number;
}

static gboolean
roll_is_clear (const ApoyoInspectionInput *input)
{
  const ApoyoRollMatch *roll = &input->roll;

  return input->has_roll && roll->status != APOYO_ROLL_UNKNOWN && apoyo_roll_match_is_sure (roll) &&
         (roll->contradicted == NULL || roll->contradicted[0] == NULL);
}

/* Reading everything costs many times as much: only where a code of the back does not already say
 * what phone and roll say. */
static gboolean
leaves_doubt (const Inspection *self, const Node *front, const Node *back, const Node *data)
{
  const ApoyoInspectionInput *input = self->input;

  if (input->full || input->settings->reading != APOYO_PICTURES_CASCADE ||
      !(self->sheets[FRONT].open || self->sheets[BACK].open))
    return FALSE;
  return !self->code_agrees || front->doubt || back->doubt || data->result == FLAGGED ||
         !roll_is_clear (input) || is_sampled (input);
}

static void
read_sheets (Inspection *self)
{
  GPtrArray *readings = self->input->readings;

  for (guint i = 0; i < N_PICTURES; i++) {
    JsonObject *found = NULL;

    for (guint j = 0; readings != NULL && j < readings->len; j++) {
      JsonObject *reading = g_ptr_array_index (readings, j);

      if (g_strcmp0 (json_object_get_string_member_with_default (reading, "picture", NULL),
                     apoyo_inspection_pictures[i]) == 0)
        found = reading;
    }
    apoyo_sheet_read (&self->sheets[i], found);
    self->sheets[i].open =
        found != NULL &&
        g_strcmp0 (json_object_get_string_member_with_default (found, "result", NULL), "ok") == 0;
  }
}

/* By what the pictures were read: all of them by readers of one program. */
static void
write_sight (const Inspection *self, GString *out)
{
  const char *sight = NULL;

  for (guint i = 0; i < N_PICTURES && sight == NULL; i++) {
    if (self->sheets[i].reading != NULL)
      sight = json_object_get_string_member_with_default (self->sheets[i].reading, "sight", NULL);
  }
  if (sight == NULL)
    return;
  g_string_append (out, ",\"sight\":");
  apoyo_json_append_text (out, sight);
}

static char *
write_tree (const Inspection *self, Node *const *nodes, guint n_nodes, gboolean doubt)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"v\":1,\"engine\":%d,\"settings\":%d,\"rule\":%d,\"read\":\"%s\"",
                          APOYO_INSPECTION_ENGINE, self->input->settings_version,
                          self->input->rule_version,
                          self->input->readings == NULL ? "no"
                          : self->input->full           ? "full"
                                                        : "cheap");
  write_sight (self, out);
  g_string_append_printf (out, ",\"result\":\"%s\"",
                          self->findings->len > 0 ? "flagged" : "passed");
  if (doubt)
    g_string_append (out, ",\"doubt\":true");
  g_string_append (out, ",\"nodes\":[");
  for (guint i = 0; i < n_nodes; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    apoyo_node_write (nodes[i], out);
  }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

/* The pictures, the data and, where it was looked for, the behaviour. */
#define DATA N_PICTURES
#define BEHAVIOUR (N_PICTURES + 1)
#define N_NODES (N_PICTURES + 2)

static void
judge (Inspection *self, Node *nodes[N_NODES])
{
  /* The back first: what its codes say decides whether the front's text matters. */
  static const Picture turns[N_PICTURES] = { BACK, FRONT, SELFIE, SIGNATURE };

  read_sheets (self);
  for (guint i = 0; i < N_PICTURES; i++)
    nodes[turns[i]] = apoyo_inspection_judge_picture (self, turns[i]);
  nodes[DATA] = apoyo_inspection_judge_data (self);
  if (self->input->habits != NULL)
    nodes[BEHAVIOUR] = apoyo_inspection_judge_habits (self);
  g_ptr_array_sort (self->findings, compare_findings);
  for (guint i = 0; i < N_NODES && nodes[i] != NULL; i++)
    keep_results (self, nodes[i]);
}

ApoyoInspection *
apoyo_inspect (const ApoyoInspectionInput *input)
{
  ApoyoInspection *result = NULL;
  Inspection self = { .input = input };
  Node *nodes[N_NODES] = { NULL };

  g_return_val_if_fail (input != NULL && input->capture != NULL, NULL);
  g_return_val_if_fail (input->rule != NULL && input->settings != NULL, NULL);

  self.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_finding_free);
  self.private = json_object_new ();
  judge (&self, nodes);
  result = g_new0 (ApoyoInspection, 1);
  result->doubt = leaves_doubt (&self, nodes[FRONT], nodes[BACK], nodes[DATA]);
  result->tree =
      write_tree (&self, nodes, nodes[BEHAVIOUR] != NULL ? N_NODES : BEHAVIOUR, result->doubt);
  result->sound = !self.slips;
  result->confirmed = result->sound && input->full && self.keys_agree && self.code_agrees;
  result->private_tree = apoyo_json_to_text (self.private);
  result->findings = self.findings;
  json_object_unref (self.private);
  for (guint i = 0; i < N_PICTURES; i++)
    apoyo_sheet_clear (&self.sheets[i]);
  for (guint i = 0; i < N_NODES; i++)
    apoyo_node_free (nodes[i]);
  return result;
}

void
apoyo_inspection_free (ApoyoInspection *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->findings);
  g_free (self->tree);
  g_free (self->private_tree);
  g_free (self);
}
