/* apoyo-person-follow.h: a dialog about a promovente, while others may change them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-act-dialog.h"
#include "apoyo-setup-promovente.h"
#include "apoyo-setup.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_PERSON_FACT_NAME,
  APOYO_PERSON_FACT_FOLIO,
  APOYO_PERSON_FACT_SCOPE,
  APOYO_PERSON_FACT_STANDING,
  APOYO_PERSON_FACT_OPENS,
  APOYO_PERSON_FACT_CLOSES,
} ApoyoPersonFact;

#define APOYO_N_PERSON_FACTS (APOYO_PERSON_FACT_CLOSES + 1)

/* Keeps the promovente as whoever sits there has seen them, and tells in the dialog what somebody
 * else changed meanwhile. It goes with the dialog. */
typedef struct _ApoyoPersonFollow ApoyoPersonFollow;

/* fields: (array fixed-size=APOYO_N_PERSON_FACTS): where they are written; NULL for the others */
ApoyoPersonFollow *apoyo_person_follow (ApoyoActDialog *dialog,
                                        ApoyoSetup *setup,
                                        ApoyoSetupPromovente *promovente,
                                        ApoyoField *const *fields);
/* As they were seen last: what is sent is a change of this. */
const ApoyoSetupPerson *apoyo_person_follow_get_seen (ApoyoPersonFollow *self);

G_END_DECLS
