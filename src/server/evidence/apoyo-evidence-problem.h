/* apoyo-evidence-problem.h: what the evidence service says no with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_EVIDENCE_PROBLEM_MALFORMED,
  APOYO_EVIDENCE_PROBLEM_TICKET,
  APOYO_EVIDENCE_PROBLEM_NOT_FOUND,
  APOYO_EVIDENCE_PROBLEM_METHOD,
  APOYO_EVIDENCE_PROBLEM_NO_PICTURE, /* none was made, or the capture was destroyed */
  APOYO_EVIDENCE_PROBLEM_REFUSED,    /* by a command; the answer names its refusal */
  APOYO_EVIDENCE_PROBLEM_TOO_LARGE,
  APOYO_EVIDENCE_PROBLEM_CLAVE, /* is no clave de elector */
  APOYO_EVIDENCE_PROBLEM_TOO_MANY,
  APOYO_EVIDENCE_PROBLEM_INTERNAL,
  APOYO_EVIDENCE_PROBLEM_UNAVAILABLE,
} ApoyoEvidenceProblem;

guint apoyo_evidence_problem_get_status (ApoyoEvidenceProblem problem);

/* refusal, names: of a command, for APOYO_EVIDENCE_PROBLEM_REFUSED only */
char *apoyo_evidence_problem_to_json (ApoyoEvidenceProblem problem,
                                      const char *refusal,
                                      const char *const *names);

G_END_DECLS
