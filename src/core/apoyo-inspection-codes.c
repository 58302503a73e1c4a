/* apoyo-inspection-codes.c: what machines can read on the back, against what the phone sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-code-text.h"
#include "apoyo-core-error.h"
#include "apoyo-curp.h"
#include "apoyo-inspection-private.h"
#include "apoyo-mrz.h"
#include "apoyo-text-match.h"

/* The machine readable zone as far as it could be read. */
typedef struct {
  const Observation *seen; /* (nullable) */
  gboolean has_shape;
  gboolean digits_agree;
  gboolean twice; /* the glance saw it too */
  ApoyoMrz mrz;
} Zone;

typedef struct {
  guint n_codes; /* of any kind, also those whose text is not for us */
  guint n_agree; /* fields */
  guint n_differ;
} Tally;

/* Only these places of a line are digits; everywhere else O may be a letter. */
static const char *const zone_format[] = {
  "AAAAA9999999999**9999999999999",
  "9999999A9999999AAA*99*********",
  NULL,
};

/* O and I read for 0 and 1, where the format says which it is. */
static char *
mend_zone (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < 2 && lines[0] != NULL && lines[i] != NULL; i++) {
    char *line = g_strstrip (lines[i]);

    for (guint j = 0; strlen (line) == APOYO_MRZ_LINE && j < APOYO_MRZ_LINE; j++) {
      char place = zone_format[i][j];

      if (place == '9' && line[j] != '<')
        line[j] = (char) (line[j] == 'O' ? '0' : line[j] == 'I' ? '1' : line[j]);
      else if (place == 'A')
        line[j] = (char) (line[j] == '0' ? 'O' : line[j] == '1' ? 'I' : line[j]);
    }
  }
  return g_strjoinv ("\n", lines);
}

static void
read_zone_as (Zone *zone, const Sheet *sheet, const char *name)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  *zone = (Zone){ .seen = apoyo_sheet_find (sheet, name) };
  if (zone->seen == NULL || zone->seen->text == NULL)
    return;
  text = mend_zone (zone->seen->text);
  zone->digits_agree = apoyo_mrz_parse (text, &zone->mrz, &error);
  zone->has_shape =
      zone->digits_agree || g_error_matches (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
}

/* It is read at a glance, and by text recognition when everything is read. Who misreads a letter
 * does not get four check digits right by it: of the two the one that has them right is right. */
static void
read_zone (Zone *zone, const Sheet *sheet)
{
  Zone glance;

  read_zone_as (zone, sheet, "mrz");
  read_zone_as (&glance, sheet, "mrz_glance");
  if (zone->digits_agree || !glance.has_shape)
    return;
  if (glance.digits_agree || !zone->has_shape)
    *zone = glance;
  zone->twice = glance.has_shape;
}

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
  node->has_region = zone->seen->has_region;
  memcpy (node->region, zone->seen->region, sizeof node->region);
  if (zone->digits_agree)
    node->result = PASSED;
  else if (self->input->full && (zone->twice || zone->seen->confidence >= sure))
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_MRZ_CHECK_DIGIT, "mrz",
                           zone->seen->confidence);
  else {
    node->result = UNKNOWN;
    node->doubt = TRUE;
  }
}

/* One field of a code against the typed one. A node only where both have it. */
static void
compare_field (Inspection *self,
               Node *group,
               const ApoyoCheck *check,
               const char *source,
               const char *field,
               const char *read,
               const char *known,
               double confidence,
               Tally *tally)
{
  g_autofree char *id = NULL;
  Node *node = NULL;

  if (read == NULL || *read == '\0' || known == NULL || *known == '\0')
    return;
  id = g_strdup_printf ("%s.%s.%s", group->id, source, field);
  node = apoyo_node_add (group, id);
  apoyo_inspection_keep (self, node, field, read, known);
  if (g_str_equal (read, known)) {
    node->result = PASSED;
    tally->n_agree++;
    return;
  }
  tally->n_differ++;
  apoyo_inspection_flag (self, node, check, APOYO_FINDING_CODE_DISAGREES, field, confidence);
}

static void
compare_year (Inspection *self,
              Node *group,
              const ApoyoCheck *check,
              const char *source,
              int read,
              int known,
              int modulus,
              double confidence,
              Tally *tally)
{
  g_autofree char *a = g_strdup_printf ("%d", read % modulus);
  g_autofree char *b = g_strdup_printf ("%d", known % modulus);

  if (read > 0 && known > 0)
    compare_field (self, group, check, source, "valid_until", a, b, confidence, tally);
}

/* A symbol that was decoded is certain: its own error correction vouches for it. */
static void
compare_symbol (Inspection *self,
                Node *group,
                const ApoyoCheck *check,
                const char *source,
                const ApoyoCodeText *code,
                Tally *tally)
{
  const ApoyoCredential *typed = self->input->typed;

  compare_field (self, group, check, source, "clave_elector", code->clave_elector,
                 typed->clave_elector, 1, tally);
  compare_field (self, group, check, source, "curp", code->curp, typed->curp, 1, tally);
  compare_field (self, group, check, source, "cic", code->cic, typed->cic, 1, tally);
  compare_field (self, group, check, source, "citizen_id", code->citizen_id, typed->citizen_id, 1,
                 tally);
  compare_field (self, group, check, source, "section", code->section, typed->section, 1, tally);
  compare_field (self, group, check, source, "issue", code->issue, typed->issue, 1, tally);
  compare_year (self, group, check, source, code->valid_until, typed->valid_until, 10000, 1, tally);
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
    ApoyoCodeText code;

    if (!g_str_equal (seen->name, kind))
      continue;
    tally->n_codes++;
    if (seen->text == NULL || !apoyo_code_text_parse (seen->text, &code))
      continue;
    source = ++number == 1 ? g_strdup (kind) : g_strdup_printf ("%s%u", kind, number);
    compare_symbol (self, group, check, source, &code, tally);
  }
}

/* H and M are the letters of the zone as of CURP and clave: what a reader for passports makes of
 * them does not come here. */
static void
compare_zone (Inspection *self,
              Node *group,
              const ApoyoCheck *check,
              const Zone *zone,
              double confidence,
              Tally *tally)
{
  const ApoyoCredential *typed = self->input->typed;
  const char sex[2] = { zone->mrz.sex, '\0' };
  char typed_sex[2] = { '\0', '\0' };
  g_autofree char *birth = NULL;
  ApoyoClave clave;

  compare_field (self, group, check, "mrz", "cic", zone->mrz.cic, typed->cic, confidence, tally);
  compare_field (self, group, check, "mrz", "citizen_id", zone->mrz.citizen_id, typed->citizen_id,
                 confidence, tally);
  compare_field (self, group, check, "mrz", "section", zone->mrz.section, typed->section,
                 confidence, tally);
  compare_field (self, group, check, "mrz", "issue", zone->mrz.issue, typed->issue, confidence,
                 tally);
  compare_year (self, group, check, "mrz",
                2000 + (zone->mrz.expiry[0] - '0') * 10 + zone->mrz.expiry[1] - '0',
                typed->valid_until, 100, confidence, tally);
  if (typed->clave_elector != NULL && apoyo_clave_parse (typed->clave_elector, &clave, NULL)) {
    birth = g_strdup (clave.birth);
    typed_sex[0] = clave.sex;
  }
  compare_field (self, group, check, "mrz", "birth", zone->mrz.birth, birth, confidence, tally);
  compare_field (self, group, check, "mrz", "sex", sex, typed_sex, confidence, tally);
}

static void
judge_agreement (Inspection *self, Node *parent, const Zone *zone, Tally *tally)
{
  const ApoyoCheck *check = NULL;
  Node *group = NULL;
  double sure = 0;

  if (self->input->typed == NULL)
    return;
  group = apoyo_inspection_begin (self, parent, "back.agreement", &check);
  if (group == NULL)
    return;
  apoyo_check_get_limit (check, "sure", &sure);
  apoyo_node_limit (group, "sure", sure);
  compare_symbols (self, group, check, "qr", tally);
  compare_symbols (self, group, check, "pdf417", tally);
  /* With a wrong check digit there is no telling which field was misread. */
  if (zone->digits_agree)
    compare_zone (self, group, check, zone, MAX (zone->seen->confidence, sure), tally);
  if (tally->n_agree == 0 && tally->n_differ == 0)
    group->result = UNKNOWN;
  self->code_agrees = tally->n_agree > 0 && tally->n_differ == 0;
  apoyo_node_settle (group);
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
  apoyo_node_input_word (node, "kind", qr && pdf417 ? "both" : qr ? "qr" : "pdf417");
  if (model >= 'G' && pdf417)
    apoyo_inspection_flag (self, node, check, APOYO_FINDING_CODE_NOT_OF_MODEL, "model", 0.8);
  else
    node->result = PASSED;
}

void
apoyo_inspection_judge_codes (Inspection *self, Node *group)
{
  Zone zone = { 0 };
  Tally tally = { 0 };

  read_zone (&zone, &self->sheets[BACK]);
  judge_agreement (self, group, &zone, &tally);
  judge_digits (self, group, &zone);
  judge_presence (self, group, &zone, &tally);
  judge_kind (self, group);
}
