/* apoyo-inspection-card.c: whether a side of the credential is one, which one, and what is printed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-curp.h"
#include "apoyo-inspection-private.h"
#include "apoyo-text-match.h"

static const Measure card = { "card", "card", BELOW, APOYO_FINDING_NOT_A_CARD };
static const Measure layout = { "layout", "layout", BELOW, APOYO_FINDING_OTHER_DOCUMENT, "card" };

static const Measure marks[] = {
  { "screen", "screen", ABOVE, APOYO_FINDING_SCREEN, "card" },
  { "photocopy", "photocopy", ABOVE, APOYO_FINDING_PHOTOCOPY, "card" },
};

/* What only a credential has. */
static const Measure parts[] = {
  { "whole", "card_whole", BELOW, APOYO_FINDING_CARD_CUT, "card" },
  { "covered", "covered", ABOVE, APOYO_FINDING_COVERED, "card" },
};

/* The portrait's ghost, which the back does not have. */
static const Measure template = { "template", "template_likeness", ABOVE, APOYO_FINDING_TEMPLATE,
                                  "card" };

/* What card_side says. */
enum { NEITHER, SIDE_FRONT, SIDE_BACK };

/* -1 when it is not known. The reader's numbers are anything: only these three are compared, and
 * none is made an integer. */
static int
side_of (const Sheet *sheet, double sure)
{
  const Observation *side = apoyo_sheet_find (sheet, "card_side");

  for (int i = NEITHER; side != NULL && side->confidence >= sure && i <= SIDE_BACK; i++) {
    if (side->value == i)
      return i;
  }
  return -1;
}

static ApoyoFindingCode
side_code (const Inspection *self, int seen, double sure)
{
  if (seen == NEITHER)
    return APOYO_FINDING_OTHER_DOCUMENT;
  return side_of (&self->sheets[FRONT], sure) == side_of (&self->sheets[BACK], sure)
             ? APOYO_FINDING_SAME_SIDE_TWICE
             : APOYO_FINDING_WRONG_SIDE;
}

/* FALSE when it is surely not this side. */
static gboolean
judge_side (Inspection *self, Node *group)
{
  g_autofree char *id = g_strdup_printf ("%s.side", group->id);
  static const char *const words[] = { "neither", "front", "back" };
  int expected = group->picture == FRONT ? SIDE_FRONT : SIDE_BACK;
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, id, &check);
  double sure = 0;
  int seen = 0;

  if (node == NULL)
    return TRUE;
  apoyo_check_get_limit (check, "sure", &sure);
  apoyo_node_limit (node, "sure", sure);
  seen = side_of (&self->sheets[group->picture], sure);
  if (seen < NEITHER) {
    node->result = UNKNOWN;
    return TRUE;
  }
  apoyo_node_input_word (node, "side", words[seen]);
  apoyo_node_place (node, apoyo_sheet_find (&self->sheets[group->picture], "card"));
  if (seen == expected)
    node->result = PASSED;
  else
    apoyo_inspection_flag (
        self, node, check, side_code (self, seen, sure), NULL,
        apoyo_sheet_find (&self->sheets[group->picture], "card_side")->confidence);
  return node->result != FLAGGED;
}

/* The check does not apply, and the tree says so. (nullable) (transfer none) */
static Node *
pass_over (const Inspection *self, Node *group, const Measure *measure)
{
  g_autofree char *id = g_strdup_printf ("%s.%s", group->id, measure->name);
  const ApoyoCheck *check = NULL;

  return apoyo_inspection_begin (self, group, id, &check);
}

static void
measure_if (Inspection *self, Node *group, const Measure *measure, gboolean applies)
{
  if (applies)
    apoyo_inspection_measure (self, group, measure);
  else
    pass_over (self, group, measure);
}

/* (nullable) */
static const Node *
find_child (const Node *group, const char *name)
{
  for (guint i = 0; i < group->children->len; i++) {
    const Node *child = g_ptr_array_index (group->children, i);

    if (g_str_equal (strrchr (child->id, '.') + 1, name))
      return child;
  }
  return NULL;
}

/* By the settings: where people asked to have it only noted, it hinders nothing. */
static gboolean
stands_against (const Node *group, const char *name)
{
  const Node *child = find_child (group, name);

  return child != NULL && child->result == FLAGGED && !child->noted;
}

static gboolean
is_flagged (const Node *group, const char *name)
{
  const Node *child = find_child (group, name);

  return child != NULL && child->result == FLAGGED;
}

/* A crime is said only of a card that is plain to see: half of one has no ghost of the portrait
 * either, and the picture of a picture hardly. Where it is not known whether it is whole, it is not
 * known either. */
static void
judge_template (Inspection *self, Node *group)
{
  const Node *whole = find_child (group, "whole");
  Node *node = NULL;

  if (whole != NULL && whole->result == UNKNOWN) {
    node = pass_over (self, group, &template);
    if (node != NULL) {
      node->result = UNKNOWN;
      node->doubt = TRUE;
    }
    return;
  }
  measure_if (self, group, &template,
              !is_flagged (group, "whole") && !is_flagged (group, "screen") &&
                  !is_flagged (group, "photocopy"));
}

/* FALSE when what the picture shows is no such side of a credential: nothing more can be said.
 * Nothing is said of how a card was made where none is seen. */
static gboolean
judge_shape (Inspection *self, Node *group)
{
  gboolean good = apoyo_inspection_measure (self, group, &card) && judge_side (self, group);

  good = good && apoyo_inspection_measure (self, group, &layout);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    measure_if (self, group, &marks[i], !stands_against (group, "card"));
  for (guint i = 0; good && i < G_N_ELEMENTS (parts); i++)
    apoyo_inspection_measure (self, group, &parts[i]);
  if (good && group->picture == FRONT)
    judge_template (self, group);
  self->sheets[group->picture].is_card = good;
  return good;
}

/* E and F, G and H differ only in where they are issued, and D to F have the same code: what shows
 * the one shows the others. */
static char
model_family (char model)
{
  return (char) (model == 'D' || model == 'F' ? 'E' : model == 'H' ? 'G' : model);
}

static gboolean
rule_accepts (const ApoyoRule *rule, char family)
{
  for (guint i = 0; rule->models != NULL && rule->models[i] != NULL; i++) {
    if (model_family (rule->models[i][0]) == family)
      return TRUE;
  }
  return rule->models == NULL;
}

static void
compare_model (Inspection *self, Node *node, const ApoyoCheck *check, const Observation *seen)
{
  const ApoyoCredential *typed = self->input->typed;
  char family = model_family (seen->text[0]);

  if (!rule_accepts (self->input->rule, family))
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_MODEL_NOT_ACCEPTED, "model",
                           seen->confidence);
  else if (typed != NULL && typed->model != NULL && model_family (typed->model[0]) != family)
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_MODEL_DISAGREES, "model",
                           seen->confidence);
  else
    node->result = PASSED;
}

static gboolean
is_model (const Observation *seen)
{
  return seen != NULL && seen->text != NULL && strlen (seen->text) == 1 && seen->text[0] >= 'A' &&
         seen->text[0] <= 'H';
}

/* The codes of the back tell the model for sure, the layout of either side only roughly. */
static const Observation *
find_model (const Inspection *self, Picture *picture)
{
  const Observation *front = apoyo_sheet_find (&self->sheets[FRONT], "model");
  const Observation *back =
      self->sheets[BACK].is_card ? apoyo_sheet_find (&self->sheets[BACK], "model") : NULL;

  *picture =
      is_model (back) && (!is_model (front) || back->confidence > front->confidence) ? BACK : FRONT;
  return *picture == BACK ? back : is_model (front) ? front : NULL;
}

static void
judge_model (Inspection *self, Node *group)
{
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, "front.model", &check);
  const Observation *seen = NULL;
  Picture picture = FRONT;
  double sure = 0;

  if (node == NULL)
    return;
  apoyo_check_get_limit (check, "sure", &sure);
  apoyo_node_limit (node, "sure", sure);
  seen = find_model (self, &picture);
  if (seen == NULL || seen->confidence < sure) {
    node->result = UNKNOWN;
    return;
  }
  node->picture = picture;
  apoyo_node_input_word (node, "model", seen->text);
  apoyo_node_input (node, "confidence", seen->confidence);
  apoyo_node_place (node, apoyo_sheet_find (&self->sheets[picture], "card"));
  apoyo_node_place (node, seen);
  compare_model (self, node, check, seen);
}

typedef enum { AGREES, UNCERTAIN, DISAGREES } Agreement;

typedef struct {
  const char *name;        /* of the node, behind front.text. */
  const char *observation; /* what text recognition gives */
  const char *glance;      /* (nullable): and what a glance does */
  const char *field;       /* of the metadata */
  const char *format;      /* (nullable) */
} PrintedField;

static const PrintedField printed[] = {
  { "clave", "ocr_clave", "clave_glance", "clave_elector", APOYO_TEXT_CLAVE },
  { "curp", "ocr_curp", "curp_glance", "curp", APOYO_TEXT_CURP },
  { "section", "ocr_section", NULL, "section", "9999" },
  { "vigencia", "ocr_vigencia", NULL, "valid_until", NULL },
  { "name", "ocr_name", NULL, "names", NULL },
};

/* What the phone sent for it, NULL when nothing. (transfer full) */
static char *
typed_text (const ApoyoCredential *typed, const char *field)
{
  if (g_str_equal (field, "clave_elector"))
    return g_strdup (typed->clave_elector);
  if (g_str_equal (field, "curp"))
    return g_strdup (typed->curp);
  if (g_str_equal (field, "section"))
    return g_strdup (typed->section);
  if (g_str_equal (field, "valid_until"))
    return typed->valid_until > 0 ? g_strdup_printf ("%d", typed->valid_until) : NULL;
  return typed->given != NULL
             ? g_strdup_printf ("%s %s %s", typed->paternal != NULL ? typed->paternal : "",
                                typed->maternal != NULL ? typed->maternal : "", typed->given)
             : NULL;
}

static guint
count_digits (const char *text, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += g_ascii_isdigit (text[i]);
  return n;
}

/* G and H say "2021 – 2031": the second year is what it is good until, the first when it was
 * issued. Where only one was read it is not known which it is. The other models print one. */
static gboolean
vigencia_agrees (const char *read, const char *known, gboolean two_years)
{
  const char *last = g_strrstr (read, known);

  return last != NULL && count_digits (last, strlen (last)) < 8 &&
         (!two_years || count_digits (read, (gsize) (last - read)) >= 2);
}

static gboolean
prints_two_years (const Inspection *self)
{
  const ApoyoCredential *typed = self->input->typed;
  const char *model = typed != NULL ? typed->model : NULL;

  return model != NULL && model_family (model[0]) == 'G';
}

#define YEARS_IN_FORCE 10 /* of every card that prints both years */

/* The two years vouch for each other: ten years apart, and issued by the day of the capture.
 * Whoever misreads a digit of one does not get that by it; but a digit that is the same in both may
 * be misread twice, so it has to be surely read too. The other models print one year, which nothing
 * vouches for. */
static gboolean
is_surely_another_year (const Inspection *self, const Observation *seen, double sure)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  guint64 first = 0;
  guint64 last = 0;

  for (const char *p = seen->text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len != 8 || seen->confidence < sure || !prints_two_years (self))
    return FALSE;
  last = g_ascii_strtoull (digits->str + 4, NULL, 10);
  g_string_truncate (digits, 4);
  first = g_ascii_strtoull (digits->str, NULL, 10);
  return last == first + YEARS_IN_FORCE && first <= (guint64) self->input->year;
}

/* How much what a glance made of the field is like what is known. FALSE when it made nothing. */
static gboolean
glance_likeness (const Inspection *self,
                 const PrintedField *field,
                 const char *known,
                 double *likeness)
{
  const Observation *glance =
      field->glance != NULL ? apoyo_sheet_find (&self->sheets[FRONT], field->glance) : NULL;
  g_autofree char *seen = NULL;
  g_autofree char *wanted = NULL;

  if (glance == NULL || glance->text == NULL)
    return FALSE;
  seen = apoyo_text_fold (glance->text, field->format);
  wanted = apoyo_text_fold (known, field->format);
  *likeness = apoyo_text_likeness (seen, wanted);
  return TRUE;
}

/* A CURP whose check digit is right was hardly misread, and surely not when two readers that have
 * nothing in common read the same: another one is another one. */
static gboolean
is_surely_read (const Inspection *self, const PrintedField *field, const char *read)
{
  g_autofree char *folded = apoyo_text_fold (read, field->format);
  double likeness = 0;
  ApoyoCurp curp;

  return g_str_equal (field->name, "curp") && apoyo_curp_parse (folded, &curp, NULL) &&
         glance_likeness (self, field, folded, &likeness) && likeness == 1;
}

/* Where a format allows both, what it is compared with says which of the two was printed: the check
 * digit of a CURP does not tell O from 0 in its last place but one. */
static void
mend_open_places (char *read, const char *known, const char *format)
{
  for (gsize i = 0; read[i] != '\0' && known[i] != '\0' && format[i] != '\0'; i++) {
    char low = MIN (read[i], known[i]);
    char high = MAX (read[i], known[i]);

    if (format[i] == 'X' && ((low == '0' && high == 'O') || (low == '1' && high == 'I')))
      read[i] = known[i];
  }
}

static Agreement
compare_printed (const Inspection *self,
                 const PrintedField *field,
                 const Observation *seen,
                 const char *known,
                 double limit,
                 double sure,
                 double *likeness)
{
  g_autofree char *read_folded = apoyo_text_fold (seen->text, field->format);
  g_autofree char *known_folded = apoyo_text_fold (known, field->format);
  double glance = 0;

  if (field->format != NULL)
    mend_open_places (read_folded, known_folded, field->format);
  *likeness = apoyo_text_likeness (read_folded, known_folded);
  if (g_str_equal (field->name, "vigencia")) {
    if (vigencia_agrees (seen->text, known, prints_two_years (self)))
      return AGREES;
    return is_surely_another_year (self, seen, sure) ? DISAGREES : UNCERTAIN;
  }
  if (field->format == NULL ? *likeness >= limit : g_str_equal (read_folded, known_folded))
    return AGREES;
  if (field->format != NULL && is_surely_read (self, field, seen->text))
    return DISAGREES;
  if (glance_likeness (self, field, known, &glance) && glance >= limit)
    return glance == 1 ? AGREES : UNCERTAIN;
  return seen->confidence >= sure && *likeness < limit ? DISAGREES : UNCERTAIN;
}

/* known: (nullable): what was typed, or what the codes of the back say. */
static Agreement
judge_printed (Inspection *self,
               Node *group,
               const ApoyoCheck *check,
               const PrintedField *field,
               const char *known,
               ApoyoFindingCode code)
{
  g_autofree char *id = g_strdup_printf ("%s.%s", group->id, field->name);
  const Observation *seen = apoyo_sheet_find (&self->sheets[FRONT], field->observation);
  Node *node = NULL;
  Agreement agreement = UNCERTAIN;
  double likeness = 0;
  double limit = 0;
  double sure = 0;

  if (known == NULL)
    return UNCERTAIN;
  apoyo_check_get_limit (check, "below", &limit);
  apoyo_check_get_limit (check, "sure", &sure);
  node = apoyo_node_add (group, id);
  node->result = UNKNOWN;
  if (seen == NULL || seen->text == NULL || *seen->text == '\0')
    return UNCERTAIN;
  agreement = compare_printed (self, field, seen, known, limit, sure, &likeness);
  apoyo_node_input (node, "likeness", likeness);
  apoyo_node_input (node, "confidence", seen->confidence);
  apoyo_node_place (node, seen);
  apoyo_inspection_keep (
      self, node, field->name, seen->text,
      code == APOYO_FINDING_SIDES_DISAGREE ? APOYO_AGAINST_CODE : APOYO_AGAINST_TYPED, known);
  if (agreement == AGREES)
    node->result = PASSED;
  else if (agreement == DISAGREES)
    apoyo_inspection_flag (self, node, check, code, field->field, seen->confidence);
  return agreement;
}

/* So many fields have to be legible; a code that agrees tells as much. */
static void
judge_legible (Inspection *self, Node *group, const ApoyoCheck *check, guint n_agree)
{
  Node *node = apoyo_node_add (group, "front.text.legible");
  double least = 0;

  apoyo_check_get_limit (check, "least", &least);
  apoyo_node_input (node, "agree", n_agree);
  apoyo_node_limit (node, "least", least);
  apoyo_node_place (node, apoyo_sheet_find (&self->sheets[FRONT], "card"));
  if (n_agree >= least || self->code_agrees)
    node->result = PASSED;
  else
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_TEXT_UNREADABLE, NULL, 0.8);
}

/* Where nothing else is read of the front, a glance at its keys: of the same person they are like
 * what was typed, whoever misreads a letter. It only asks for the full reading. */
static void
judge_glance (Inspection *self, Node *parent)
{
  const ApoyoCredential *typed = self->input->typed;
  const ApoyoCheck *check = NULL;
  Node *node = NULL;
  double limit = 0;
  double least = 1;
  guint n = 0;

  if (typed == NULL || self->input->full)
    return;
  node = apoyo_inspection_begin (self, parent, "front.glance", &check);
  if (node == NULL)
    return;
  apoyo_check_get_limit (check, "below", &limit);
  apoyo_node_limit (node, "below", limit);
  for (guint i = 0; i < G_N_ELEMENTS (printed); i++) {
    g_autofree char *known = typed_text (typed, printed[i].field);
    double likeness = 0;

    if (known == NULL || !glance_likeness (self, &printed[i], known, &likeness))
      continue;
    least = MIN (least, likeness);
    n++;
  }
  if (n > 0)
    apoyo_node_input (node, "likeness", least);
  node->result = n > 0 && least >= limit ? PASSED : UNKNOWN;
  node->doubt = node->result == UNKNOWN;
}

static gboolean
is_key (const PrintedField *field)
{
  return g_str_equal (field->name, "clave") || g_str_equal (field->name, "curp");
}

/* After the back, whose codes say whether the text matters. */
static void
judge_text (Inspection *self, Node *parent)
{
  const ApoyoCheck *check = NULL;
  Node *group = NULL;
  guint n_agree = 0;

  if (self->input->typed == NULL)
    return;
  group = apoyo_inspection_begin (self, parent, "front.text", &check);
  if (group == NULL)
    return;
  if (!self->input->full) {
    group->result = NOT_APPLICABLE;
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (printed); i++) {
    const PrintedField *field = &printed[i];
    g_autofree char *known = typed_text (self->input->typed, field->field);

    if (judge_printed (self, group, check, field, known, APOYO_FINDING_TEXT_DISAGREES) != AGREES)
      continue;
    n_agree++;
    self->keys_agree |= is_key (field);
  }
  judge_legible (self, group, check, n_agree);
  apoyo_node_settle (group);
}

/* Where the phone sent nothing that both sides could be held against, one against the other. */
static void
judge_sides (Inspection *self, Node *parent)
{
  const ApoyoCredential *typed = self->input->typed;
  const ApoyoCheck *check = NULL;
  Node *group = NULL;

  if (!self->input->full || !self->sheets[BACK].is_card)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (printed); i++) {
    const PrintedField *field = &printed[i];
    g_autofree char *sent = typed != NULL ? typed_text (typed, field->field) : NULL;
    g_autofree char *known = sent == NULL ? apoyo_inspection_read_code (self, field->field) : NULL;

    if (known == NULL)
      continue;
    if (group == NULL)
      group = apoyo_inspection_begin (self, parent, "front.codes", &check);
    if (group == NULL)
      return;
    judge_printed (self, group, check, field, known, APOYO_FINDING_SIDES_DISAGREE);
  }
  if (group != NULL)
    apoyo_node_settle (group);
}

void
apoyo_inspection_judge_front (Inspection *self, Node *group)
{
  if (!judge_shape (self, group))
    return;
  judge_model (self, group);
  judge_glance (self, group);
  judge_text (self, group);
  judge_sides (self, group);
}

void
apoyo_inspection_judge_back (Inspection *self, Node *group)
{
  if (judge_shape (self, group))
    apoyo_inspection_judge_codes (self, group);
}
