/* apoyo-code-verifier.h: who can read the codes of a credential's back, and prove them.
 *
 * The checks ask through this alone: another way to read a code, like the one that knows what the
 * Instituto's key signed, is one more ApoyoCodeVerifier and nothing in the checks changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-code-text.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_CODE_FOREIGN, /* of a form that the verifier does not know */
  APOYO_CODE_OPEN,    /* read; nothing in it proves who made it */
  APOYO_CODE_SIGNED,  /* read, and its signature is valid */
  APOYO_CODE_FORGED,  /* of its form, but its signature is not valid */
} ApoyoCodeProof;

typedef struct {
  /* With its version: it is sealed with the examination, and a replay asks the same one. A
   * verifier that would answer otherwise than before is another one. */
  const char *nick;
  /* A function of the text alone (keys are part of the verifier), called from any thread. *code is
   * written for APOYO_CODE_OPEN and APOYO_CODE_SIGNED only. */
  ApoyoCodeProof (*read) (const char *text, ApoyoCodeText *code);
} ApoyoCodeVerifier;

/* The specimens of the demonstration and the tests: an open payload, signed by nobody. */
extern const ApoyoCodeVerifier apoyo_code_verifier_muestra;

/* One more, which stays, before anything is examined. */
void apoyo_code_verifiers_add (const ApoyoCodeVerifier *verifier);
/* The nicks of all that this program has. (transfer full) */
char **apoyo_code_verifiers_list (void);
/* What the first of those nicks that knows the form says; a nick that this program does not have
 * knows none. */
ApoyoCodeProof
apoyo_code_verifiers_read (const char *const *nicks, const char *text, ApoyoCodeText *code);

G_END_DECLS
