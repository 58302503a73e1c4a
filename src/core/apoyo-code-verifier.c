/* apoyo-code-verifier.c: who can read the codes of a credential's back, and prove them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include "apoyo-code-verifier.h"

#define MOST_VERIFIERS 8

static ApoyoCodeProof
read_muestra (const char *text, ApoyoCodeText *code)
{
  return apoyo_code_text_parse (text, code) ? APOYO_CODE_OPEN : APOYO_CODE_FOREIGN;
}

const ApoyoCodeVerifier apoyo_code_verifier_muestra = { "muestra-1", read_muestra };

static const ApoyoCodeVerifier *verifiers[MOST_VERIFIERS] = { &apoyo_code_verifier_muestra };
static guint n_verifiers = 1;

void
apoyo_code_verifiers_add (const ApoyoCodeVerifier *verifier)
{
  g_return_if_fail (verifier != NULL && verifier->nick != NULL && verifier->read != NULL);
  g_return_if_fail (n_verifiers < MOST_VERIFIERS);

  verifiers[n_verifiers++] = verifier;
}

char **
apoyo_code_verifiers_list (void)
{
  char **nicks = g_new0 (char *, n_verifiers + 1);

  for (guint i = 0; i < n_verifiers; i++)
    nicks[i] = g_strdup (verifiers[i]->nick);
  return nicks;
}

ApoyoCodeProof
apoyo_code_verifiers_read (const char *const *nicks, const char *text, ApoyoCodeText *code)
{
  g_return_val_if_fail (nicks != NULL && text != NULL && code != NULL, APOYO_CODE_FOREIGN);

  for (guint i = 0; i < n_verifiers; i++) {
    ApoyoCodeProof proof = g_strv_contains (nicks, verifiers[i]->nick)
                               ? verifiers[i]->read (text, code)
                               : APOYO_CODE_FOREIGN;

    if (proof != APOYO_CODE_FOREIGN)
      return proof;
  }
  return APOYO_CODE_FOREIGN;
}
