/* apoyo-inspection-codes.c: what machines can read on the back, against what the phone sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-code-verifier.h"
#include "apoyo-curp.h"
#include "apoyo-inspection-private.h"
#include "apoyo-text-match.h"

typedef struct {
  guint n_codes; /* of any kind, also those whose text is not for us */
  guint n_agree; /* fields */
  guint n_differ;
} Tally;

static void
judge_digits (Inspection *self, Node *group, const Zone *zone)
{
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, group, "back.digits", &check);
  double sure = 0;

  if (node == NULL)
    return;
  apoyo_check_get_limit (check, "sure", &sure);
  apoyo_node_limit (node, "sure", sure);
  if (zone->seen == NULL || !zone->has_shape) {
    node->result = UNKNOWN;
    node->doubt = TRUE;
    return;
  }
  apoyo_node_input (node, "confidence", zone->seen->confidence);
  apoyo_node_place (node, zone->seen);
  if (zone->digits_agree)
    node->result = PASSED;
  else if (self->input->full && !zone->unsure && (zone->twice || zone->seen->confidence >= sure))
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_MRZ_CHECK_DIGIT, "mrz",
                           zone->seen->confidence);
  else {
    node->result = UNKNOWN;
    node->doubt = TRUE;
  }
}

/* One code or zone against what was typed. */
typedef struct {
  Inspection *inspection;
  Node *code; /* its own node, under which its fields stand */
  const ApoyoCheck *check;
  const Observation *seen; /* what carries it */
  double confidence;
  Tally *tally;
} Comparison;

/* source: of the node, behind the group's id. (transfer none) */
static Node *
add_code (Node *group, const char *source, const Observation *seen)
{
  g_autofree char *id = g_strdup_printf ("%s.%s", group->id, source);
  Node *node = apoyo_node_add (group, id);

  apoyo_node_place (node, seen);
  return node;
}

/* (transfer none) */
static Node *
add_comparison (const Comparison *self, const char *field, const char *read, const char *known)
{
  Node *node = add_code (self->code, field, self->seen);

  apoyo_inspection_keep (self->inspection, node, field, read, APOYO_AGAINST_TYPED, known);
  return node;
}

static gboolean
is_told (const Inspection *self, const char *field)
{
  for (guint i = 0; i < self->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->code == APOYO_FINDING_CODE_DISAGREES && g_str_equal (finding->field, field))
      return TRUE;
  }
  return FALSE;
}

/* Each code that says otherwise stands in the tree; that a field disagrees is one finding, however
 * many codes say so. */
static void
differ (const Comparison *self, Node *node, const char *field, double confidence)
{
  self->tally->n_differ++;
  if (is_told (self->inspection, field))
    apoyo_inspection_mark (self->inspection, node, self->check, APOYO_FINDING_CODE_DISAGREES,
                           confidence);
  else
    apoyo_inspection_flag (self->inspection, node, self->check, APOYO_FINDING_CODE_DISAGREES, field,
                           confidence);
}

/* A node only where both have the field. */
static void
compare_field (const Comparison *self, const char *field, const char *read, const char *known)
{
  Node *node = NULL;

  if (read == NULL || *read == '\0' || known == NULL || *known == '\0')
    return;
  node = add_comparison (self, field, read, known);
  if (g_str_equal (read, known)) {
    node->result = PASSED;
    self->tally->n_agree++;
    return;
  }
  differ (self, node, field, self->confidence);
}

static void
compare_year (const Comparison *self, int read, int known, int modulus)
{
  g_autofree char *a = g_strdup_printf ("%d", read % modulus);
  g_autofree char *b = g_strdup_printf ("%d", known % modulus);

  if (read > 0 && known > 0)
    compare_field (self, "valid_until", a, b);
}

/* The OCR number of thirteen digits, which D has instead of the citizen's: section and citizen. */
static void
compare_ocr (const Comparison *self, const char *section, const char *citizen_id, const char *known)
{
  g_autofree char *read = g_strconcat (section, citizen_id, NULL);

  if (*section != '\0' && *citizen_id != '\0' && known != NULL && strlen (known) == strlen (read))
    compare_field (self, "ocr", read, known);
}

static void
compare_symbol (const Comparison *self, const ApoyoCodeText *code, const ApoyoCredential *typed)
{
  compare_field (self, "clave_elector", code->clave_elector, typed->clave_elector);
  compare_field (self, "curp", code->curp, typed->curp);
  compare_field (self, "cic", code->cic, typed->cic);
  compare_field (self, "citizen_id", code->citizen_id, typed->citizen_id);
  compare_ocr (self, code->section, code->citizen_id, typed->ocr);
  compare_field (self, "section", code->section, typed->section);
  compare_field (self, "issue", code->issue, typed->issue);
  compare_year (self, code->valid_until, typed->valid_until, 10000);
}

/* What was sealed before there was a choice of verifiers was judged by the first. */
static ApoyoCodeProof
read_symbol (const Inspection *self, const Observation *seen, ApoyoCodeText *code)
{
  static const char *const first[] = { "muestra-1", NULL };
  const char *const *nicks = (const char *const *) self->input->verifiers;

  if (seen->text == NULL)
    return APOYO_CODE_FOREIGN;
  return apoyo_code_verifiers_read (nicks != NULL ? nicks : first, seen->text, code);
}

/* A code whose signature is not valid says nothing of what it says, and a lot of the card. */
static void
judge_symbol (const Comparison *self)
{
  const ApoyoCredential *typed = self->inspection->input->typed;
  ApoyoCodeText code;

  switch (read_symbol (self->inspection, self->seen, &code)) {
  case APOYO_CODE_SIGNED:
    apoyo_node_input_word (self->code, "proof", "signed");
    self->code->result = PASSED;
    compare_symbol (self, &code, typed);
    break;
  case APOYO_CODE_OPEN:
    compare_symbol (self, &code, typed);
    break;
  case APOYO_CODE_FORGED:
    apoyo_node_input_word (self->code, "proof", "forged");
    self->tally->n_differ++;
    apoyo_inspection_flag (self->inspection, self->code, self->check, APOYO_FINDING_CODE_FORGED,
                           self->seen->name, 1);
    break;
  case APOYO_CODE_FOREIGN:
  default:
    break;
  }
  apoyo_node_settle (self->code);
}

static gboolean
is_foreign (const Inspection *self, const Observation *seen)
{
  ApoyoCodeText code;

  return read_symbol (self, seen, &code) == APOYO_CODE_FOREIGN;
}

/* The several codes of a card carry the same facts; of those of one kind the fullest speaks. */
static void
compare_symbols (Inspection *self,
                 Node *group,
                 const ApoyoCheck *check,
                 const char *kind,
                 Tally *tally)
{
  const Sheet *sheet = &self->sheets[BACK];
  guint number = 0;

  for (guint i = 0; i < sheet->observations->len; i++) {
    const Observation *seen = g_ptr_array_index (sheet->observations, i);
    g_autofree char *source = NULL;

    if (!g_str_equal (seen->name, kind))
      continue;
    tally->n_codes++;
    if (is_foreign (self, seen))
      continue;
    source = ++number == 1 ? g_strdup (kind) : g_strdup_printf ("%s%u", kind, number);
    /* A symbol that was decoded is certain: its own error correction vouches for it. */
    judge_symbol (&(Comparison){ self, add_code (group, source, seen), check, seen, 1, tally });
  }
}

/* Codes that were read and that nobody here can make out, as those of every issued credential are
 * without the Instituto's own verifier. That speaks neither for the card nor against it. */
static void
tell_foreign (Inspection *self, Node *group, const char *kind)
{
  const Sheet *sheet = &self->sheets[BACK];
  const Observation *first = NULL;
  g_autofree char *source = NULL;
  guint n_foreign = 0;
  guint n_read = 0;
  Node *node = NULL;

  for (guint i = 0; i < sheet->observations->len; i++) {
    const Observation *seen = g_ptr_array_index (sheet->observations, i);

    if (!g_str_equal (seen->name, kind) || seen->text == NULL)
      continue;
    if (!is_foreign (self, seen)) {
      n_read++;
      continue;
    }
    first = first != NULL ? first : seen;
    n_foreign++;
  }
  if (first == NULL)
    return;
  /* Behind those that were read, which have the first numbers. */
  source = n_read == 0 ? g_strdup (kind) : g_strdup_printf ("%s%u", kind, n_read + 1);
  node = add_code (group, source, first);
  apoyo_node_input_word (node, "proof", "unverified");
  apoyo_node_input (node, "codes", n_foreign);
  node->result = UNKNOWN;
}

static char *
join_names (const char *paternal, const char *maternal, const char *given)
{
  g_autofree char *names = g_strjoin (" ", paternal, maternal, given, NULL);

  return apoyo_text_fold (names, NULL);
}

/* Whether the third line was too short for them. */
static gboolean
fills_line (const ApoyoMrz *mrz)
{
  return strlen (mrz->paternal) + strlen (mrz->maternal) + strlen (mrz->given) + 3 >=
         APOYO_MRZ_LINE;
}

/* The names' line has no check digit: what is read alike is taken for the same, and only what is
 * surely read as other names speaks against them. */
static void
compare_names (const Comparison *self, const Zone *zone, const ApoyoCredential *typed)
{
  g_autofree char *read = join_names (zone->mrz.paternal, zone->mrz.maternal, zone->mrz.given);
  g_autofree char *known = NULL;
  ApoyoMrz names = { 0 };
  Node *node = NULL;
  double likeness = 0;
  double limit = 0;
  double sure = 0;

  if (typed->given == NULL || *typed->given == '\0' || *read == '\0' ||
      !apoyo_check_get_limit (self->check, "below", &limit))
    return;
  apoyo_check_get_limit (self->check, "sure", &sure);
  apoyo_mrz_set_names (&names, typed->paternal != NULL ? typed->paternal : "",
                       typed->maternal != NULL ? typed->maternal : "", typed->given);
  known = join_names (names.paternal, names.maternal, names.given);
  if (fills_line (&zone->mrz) && strlen (known) > strlen (read))
    known[strlen (read)] = '\0';
  likeness = apoyo_text_likeness (read, known);
  node = add_comparison (self, "names", read, known);
  apoyo_node_input (node, "likeness", likeness);
  apoyo_node_input (node, "confidence", zone->seen->confidence);
  if (likeness >= limit) {
    node->result = PASSED;
  } else if (zone->seen->confidence < sure) {
    node->result = UNKNOWN;
  } else {
    differ (self, node, "names", zone->seen->confidence);
  }
}

/* H and M are the letters of the zone as of CURP and clave: what a reader for passports makes of
 * them does not come here. */
static void
compare_zone (const Comparison *self, const Zone *zone, const ApoyoCredential *typed)
{
  const ApoyoMrz *mrz = &zone->mrz;
  const char sex[2] = { mrz->sex, '\0' };
  char typed_sex[2] = { '\0', '\0' };
  g_autofree char *birth = NULL;
  ApoyoClave clave;

  compare_field (self, "cic", mrz->cic, typed->cic);
  compare_field (self, "citizen_id", mrz->citizen_id, typed->citizen_id);
  compare_ocr (self, mrz->section, mrz->citizen_id, typed->ocr);
  compare_field (self, "section", mrz->section, typed->section);
  compare_field (self, "issue", mrz->issue, typed->issue);
  compare_year (self, 2000 + (mrz->expiry[0] - '0') * 10 + mrz->expiry[1] - '0', typed->valid_until,
                100);
  if (typed->clave_elector != NULL && apoyo_clave_parse (typed->clave_elector, &clave, NULL)) {
    birth = g_strdup (clave.birth);
    typed_sex[0] = clave.sex;
  }
  compare_field (self, "birth", mrz->birth, birth);
  compare_field (self, "sex", sex, typed_sex);
  compare_names (self, zone, typed);
  apoyo_node_settle (self->code);
}

static void
judge_agreement (Inspection *self, Node *parent, const Zone *zone, Tally *tally)
{
  const ApoyoCheck *check = NULL;
  Node *group = NULL;
  double below = 0;
  double sure = 0;

  if (self->input->typed == NULL)
    return;
  group = apoyo_inspection_begin (self, parent, "back.agreement", &check);
  if (group == NULL)
    return;
  apoyo_check_get_limit (check, "sure", &sure);
  if (apoyo_check_get_limit (check, "below", &below))
    apoyo_node_limit (group, "below", below);
  apoyo_node_limit (group, "sure", sure);
  compare_symbols (self, group, check, "qr", tally);
  compare_symbols (self, group, check, "pdf417", tally);
  /* With a wrong check digit there is no telling which field was misread. */
  if (zone->digits_agree)
    compare_zone (&(Comparison){ self, add_code (group, "mrz", zone->seen), check, zone->seen,
                                 MAX (zone->seen->confidence, sure), tally },
                  zone, self->input->typed);
  if (tally->n_agree == 0 && tally->n_differ == 0)
    group->result = UNKNOWN;
  self->code_agrees = tally->n_agree > 0 && tally->n_differ == 0;
  apoyo_node_settle (group);
  /* Behind the group's result, which is what the others say. */
  if (self->input->verifiers != NULL) {
    tell_foreign (self, group, "qr");
    tell_foreign (self, group, "pdf417");
  }
}

/* Until everything was read, what is missing may only not have been looked for. */
static void
judge_presence (Inspection *self, Node *parent, const Zone *zone, const Tally *tally)
{
  const ApoyoCheck *check = NULL;
  Node *node = apoyo_inspection_begin (self, parent, "back.presence", &check);

  if (node == NULL)
    return;
  apoyo_node_input (node, "codes", tally->n_codes);
  apoyo_node_place (node, apoyo_sheet_find (&self->sheets[BACK], "card"));
  apoyo_node_input_word (node, "mrz", zone->has_shape ? "yes" : zone->seen != NULL ? "part" : "no");
  if (tally->n_codes > 0 || zone->has_shape)
    node->result = PASSED;
  else if (self->input->full)
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_CODE_MISSING, NULL, 0.8);
  else {
    node->result = UNKNOWN;
    node->doubt = TRUE;
  }
}

/* PDF417 until F, the large QR codes from G on; all have the zone. */
static void
judge_kind (Inspection *self, Node *parent)
{
  const ApoyoCredential *typed = self->input->typed;
  const Sheet *sheet = &self->sheets[BACK];
  const ApoyoCheck *check = NULL;
  gboolean qr = apoyo_sheet_find (sheet, "qr") != NULL;
  gboolean pdf417 = apoyo_sheet_find (sheet, "pdf417") != NULL;
  char model = typed != NULL && typed->model != NULL ? typed->model[0] : '\0';
  Node *node = NULL;

  if (model < 'D' || (!qr && !pdf417))
    return;
  node = apoyo_inspection_begin (self, parent, "back.kind", &check);
  if (node == NULL)
    return;
  apoyo_node_place (node, apoyo_sheet_find (sheet, pdf417 ? "pdf417" : "qr"));
  apoyo_node_input_word (node, "kind", qr && pdf417 ? "both" : qr ? "qr" : "pdf417");
  if (model >= 'G' && pdf417)
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_CODE_NOT_OF_MODEL, "model", 0.8);
  else
    node->result = PASSED;
}

static const char *
get_code_field (const ApoyoCodeText *code, const char *field)
{
  if (g_str_equal (field, "clave_elector"))
    return code->clave_elector;
  if (g_str_equal (field, "curp"))
    return code->curp;
  return g_str_equal (field, "section") ? code->section : "";
}

char *
apoyo_inspection_read_code (const Inspection *self, const char *field)
{
  const Sheet *sheet = &self->sheets[BACK];
  Zone zone = { 0 };

  for (guint i = 0; i < sheet->observations->len; i++) {
    const Observation *seen = g_ptr_array_index (sheet->observations, i);
    ApoyoCodeProof proof = APOYO_CODE_FOREIGN;
    ApoyoCodeText code;

    if (g_str_equal (seen->name, "qr") || g_str_equal (seen->name, "pdf417"))
      proof = read_symbol (self, seen, &code);
    if ((proof == APOYO_CODE_OPEN || proof == APOYO_CODE_SIGNED) &&
        *get_code_field (&code, field) != '\0')
      return g_strdup (get_code_field (&code, field));
  }
  apoyo_zone_read (&zone, sheet, self->input->typed);
  return zone.digits_agree && g_str_equal (field, "section") ? g_strdup (zone.mrz.section) : NULL;
}

void
apoyo_inspection_judge_codes (Inspection *self, Node *group)
{
  Zone zone = { 0 };
  Tally tally = { 0 };

  apoyo_zone_read (&zone, &self->sheets[BACK], self->input->typed);
  judge_agreement (self, group, &zone, &tally);
  judge_digits (self, group, &zone);
  judge_presence (self, group, &zone, &tally);
  judge_kind (self, group);
}
