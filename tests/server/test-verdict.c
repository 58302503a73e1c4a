/* test-verdict.c: what the automatic checks make of a capture, case by case.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-verdict.h"

typedef struct {
  const char *path;
  ApoyoReview review;
  ApoyoRollStatus status;
  const char *agreed;       /* fields, separated by commas */
  const char *contradicted; /* likewise */
  int finding;              /* -1: the checks found nothing */
  ApoyoVerdictKind kind;
  ApoyoSituation situation; /* of a rejected one */
  gboolean named;           /* whether the person is named */
  guint n_findings;
  gboolean unconfirmed; /* the credential does not say what was typed, or there is a slip that
                         * the settings only note */
} Case;

#define ALL "clave_elector,curp,cic,ocr"
#define NOTHING (-1)

static const Case cases[] = {
  { "clean", APOYO_REVIEW_FINDINGS, APOYO_ROLL_ACTIVE, ALL, "", NOTHING, APOYO_VERDICT_ACCEPTABLE,
    0, TRUE, 0 },
  { "sampled", APOYO_REVIEW_SAMPLE, APOYO_ROLL_ACTIVE, ALL, "", NOTHING, APOYO_VERDICT_ACCEPTABLE,
    0, TRUE, 0 },
  { "all-are-reviewed", APOYO_REVIEW_ALL, APOYO_ROLL_ACTIVE, ALL, "", NOTHING,
    APOYO_VERDICT_IN_REVIEW, 0, TRUE, 0 },
  { "nobody", APOYO_REVIEW_FINDINGS, APOYO_ROLL_UNKNOWN, "", "", NOTHING, APOYO_VERDICT_REJECTED,
    APOYO_SITUATION_NOT_FOUND, FALSE, 0 },
  { "nobody-but-a-slip-that-is-only-noted", APOYO_REVIEW_FINDINGS, APOYO_ROLL_UNKNOWN, "", "",
    NOTHING, APOYO_VERDICT_IN_REVIEW, 0, FALSE, 0, .unconfirmed = TRUE },
  { "somebody-and-a-slip-that-is-only-noted", APOYO_REVIEW_FINDINGS, APOYO_ROLL_ACTIVE, ALL, "",
    NOTHING, APOYO_VERDICT_ACCEPTABLE, 0, TRUE, 0, .unconfirmed = TRUE },
  { "nobody-by-the-typed-data-alone", APOYO_REVIEW_FINDINGS, APOYO_ROLL_UNKNOWN, "", "", NOTHING,
    APOYO_VERDICT_IN_REVIEW, 0, FALSE, 0, .unconfirmed = TRUE },
  { "nobody-where-all-are-reviewed", APOYO_REVIEW_ALL, APOYO_ROLL_UNKNOWN, "", "", NOTHING,
    APOYO_VERDICT_REJECTED, APOYO_SITUATION_NOT_FOUND, FALSE, 0 },
  { "dropped-by-the-typed-data-alone", APOYO_REVIEW_FINDINGS, APOYO_ROLL_DROPPED, ALL, "", NOTHING,
    APOYO_VERDICT_REJECTED, APOYO_SITUATION_DROPPED, TRUE, 0, .unconfirmed = TRUE },
  { "nobody-but-a-slip", APOYO_REVIEW_FINDINGS, APOYO_ROLL_UNKNOWN, "", "",
    APOYO_FINDING_CHECK_DIGIT, APOYO_VERDICT_IN_REVIEW, 0, FALSE, 1 },
  { "nobody-but-something-missing", APOYO_REVIEW_FINDINGS, APOYO_ROLL_UNKNOWN, "", "",
    APOYO_FINDING_MISSING, APOYO_VERDICT_IN_REVIEW, 0, FALSE, 1 },
  { "dropped", APOYO_REVIEW_FINDINGS, APOYO_ROLL_DROPPED, ALL, "", NOTHING, APOYO_VERDICT_REJECTED,
    APOYO_SITUATION_DROPPED, TRUE, 0 },
  { "dropped-and-expired", APOYO_REVIEW_FINDINGS, APOYO_ROLL_DROPPED, ALL, "",
    APOYO_FINDING_EXPIRED, APOYO_VERDICT_REJECTED, APOYO_SITUATION_DROPPED, TRUE, 1 },
  { "dropped-where-all-are-reviewed", APOYO_REVIEW_ALL, APOYO_ROLL_DROPPED, ALL, "", NOTHING,
    APOYO_VERDICT_REJECTED, APOYO_SITUATION_DROPPED, TRUE, 0 },
  { "not-on-list", APOYO_REVIEW_FINDINGS, APOYO_ROLL_NOT_ON_LIST, ALL, "", NOTHING,
    APOYO_VERDICT_REJECTED, APOYO_SITUATION_NOT_ON_ROLL, TRUE, 0 },
  { "expired", APOYO_REVIEW_FINDINGS, APOYO_ROLL_ACTIVE, ALL, "", APOYO_FINDING_EXPIRED,
    APOYO_VERDICT_IN_REVIEW, 0, TRUE, 1 },
  { "model", APOYO_REVIEW_FINDINGS, APOYO_ROLL_ACTIVE, ALL, "", APOYO_FINDING_MODEL_NOT_ACCEPTED,
    APOYO_VERDICT_IN_REVIEW, 0, TRUE, 1 },
  { "curp-is-another-persons", APOYO_REVIEW_FINDINGS, APOYO_ROLL_ACTIVE, "clave_elector,cic",
    "curp", APOYO_FINDING_BIRTH_DISAGREES, APOYO_VERDICT_IN_REVIEW, 0, FALSE, 1 },
  { "dropped-but-perhaps-another", APOYO_REVIEW_FINDINGS, APOYO_ROLL_DROPPED, "cic,ocr",
    "clave_elector,curp", APOYO_FINDING_ROLL_DISAGREES, APOYO_VERDICT_IN_REVIEW, 0, FALSE, 1 },
  { "only-the-card-matches", APOYO_REVIEW_FINDINGS, APOYO_ROLL_ACTIVE, "cic", "", NOTHING,
    APOYO_VERDICT_IN_REVIEW, 0, FALSE, 0 },
  { "another-card-of-the-person", APOYO_REVIEW_FINDINGS, APOYO_ROLL_ACTIVE, "clave_elector,curp",
    "cic", APOYO_FINDING_ROLL_DISAGREES, APOYO_VERDICT_IN_REVIEW, 0, TRUE, 1 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (ApoyoRule) defaults = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  g_autoptr (ApoyoRule) rule = apoyo_rule_copy (defaults);
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_finding_free);
  g_auto (ApoyoRollMatch) match = { .status = c->status, .roll = 7 };
  g_auto (ApoyoVerdict) verdict = { 0 };

  rule->review.model = c->review;
  match.agreed = g_strsplit (c->agreed, ",", -1);
  match.contradicted = g_strsplit (c->contradicted, ",", -1);
  match.cause = c->status == APOYO_ROLL_DROPPED ? g_strdup ("death") : NULL;
  if (c->finding != NOTHING)
    g_ptr_array_add (findings, apoyo_finding_new ((ApoyoFindingCode) c->finding, "curp"));

  apoyo_verdict_decide (&verdict, rule, findings, &match, !c->unconfirmed);

  g_assert_cmpint (verdict.kind, ==, c->kind);
  if (c->kind == APOYO_VERDICT_REJECTED)
    g_assert_cmpint (verdict.situation, ==, c->situation);
  g_assert_cmpstr (verdict.detail, ==,
                   c->kind == APOYO_VERDICT_REJECTED && c->status == APOYO_ROLL_DROPPED ? "death"
                                                                                        : NULL);
  g_assert_cmpint (verdict.roll, ==, c->named ? 7 : 0);
  g_assert_cmpuint (findings->len, ==, c->n_findings);
}

static void
test_unreadable_goes_to_people (void)
{
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_finding_free);
  g_auto (ApoyoVerdict) verdict = { 0 };

  apoyo_verdict_decide (&verdict, rule, findings, NULL, TRUE);

  g_assert_cmpint (verdict.kind, ==, APOYO_VERDICT_IN_REVIEW);
  g_assert_cmpint (verdict.roll, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/verdict/%s", cases[i].path);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/verdict/unreadable-goes-to-people", test_unreadable_goes_to_people);
  return g_test_run ();
}
