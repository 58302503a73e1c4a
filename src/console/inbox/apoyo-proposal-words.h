/* apoyo-proposal-words.h: what an act of two people would do, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-inbox.h"

G_BEGIN_DECLS

typedef struct {
  char *title;
  char *value;
} ApoyoProposalFact;

/* "Open the process · RM26" */
char *apoyo_proposal_words_title (const ApoyoProposal *proposal);
/* What happens when it is signed, in one sentence. */
const char *apoyo_proposal_words_effect (const ApoyoProposal *proposal);
/* Of ApoyoProposalFact: the whole plan. */
GPtrArray *apoyo_proposal_words_facts (const ApoyoProposal *proposal);
/* "Waits for a second signature until …", "Signed by …", "Refused: …". */
char *apoyo_proposal_words_state (const ApoyoProposal *proposal);
/* When it was: 21/11/2026 18:30 */
char *apoyo_proposal_words_proposed (const ApoyoProposal *proposal);

G_END_DECLS
