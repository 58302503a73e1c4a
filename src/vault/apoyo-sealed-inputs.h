/* apoyo-sealed-inputs.h: what an inspection was made from, at rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-inspection.h"
#include "apoyo-keyring.h"

G_BEGIN_DECLS

/* Compressed, then sealed with the process's key: gone with it. */
GBytes *apoyo_sealed_inputs_seal (ApoyoKeyring *keyring,
                                  gint process,
                                  const ApoyoInspectionInput *input,
                                  GError **error);

/* The text of the inputs, for apoyo_inspection_input_from_json(). */
GBytes *
apoyo_sealed_inputs_open (ApoyoKeyring *keyring, gint process, GBytes *sealed, GError **error);

/* The inputs themselves. rule, checks: the documents (JSON) of the versions they were judged by. */
ApoyoInspectionInput *apoyo_sealed_inputs_read (ApoyoKeyring *keyring,
                                                gint process,
                                                GBytes *sealed,
                                                const char *rule,
                                                const char *checks,
                                                GError **error);

G_END_DECLS
