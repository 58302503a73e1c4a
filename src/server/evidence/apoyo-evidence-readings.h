/* apoyo-evidence-readings.h: what an examination read, beside what was typed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "apoyo-keyring.h"

G_BEGIN_DECLS

/* Of each comparison the check, the field, what was read and what was typed: objects, in the order
 * of judging. NULL when what was sealed cannot be opened, which is logged without saying what it
 * holds. rule, checks: the documents (JSON) that it was judged by. (transfer full) (nullable) */
JsonArray *apoyo_evidence_readings_open (ApoyoKeyring *keyring,
                                         int process,
                                         GBytes *sealed,
                                         const char *rule,
                                         const char *checks);

G_END_DECLS
