/* apoyo-checks.h: what the database finds good, doubtful and wrong in a configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

typedef enum { APOYO_CHECK_OK, APOYO_CHECK_WARNING, APOYO_CHECK_ERROR } ApoyoCheckSeverity;

typedef struct {
  ApoyoCheckSeverity severity;
  char *field;   /* path in the configuration, "" for the whole */
  char *message; /* in the reader's language */
  char *hint;    /* (nullable) */
} ApoyoCheck;

/* Of ApoyoCheck, in the order of the rows of check-process or check-configuration. */
GPtrArray *apoyo_checks_from_result (ApoyoResult *result, GError **error);
guint apoyo_checks_count (GPtrArray *checks, ApoyoCheckSeverity severity);

/* Where on the page a field is set. */
typedef enum {
  APOYO_CHECK_PLACE_NONE,
  APOYO_CHECK_PLACE_RULE, /* topic tells which card */
  APOYO_CHECK_PLACE_PEOPLE,
  APOYO_CHECK_PLACE_WINDOWS,
  APOYO_CHECK_PLACE_DATA, /* name, scope, geography, cut-off */
} ApoyoCheckPlace;

/* topic: (out): an ApoyoRuleTopic, for APOYO_CHECK_PLACE_RULE */
ApoyoCheckPlace apoyo_check_find_place (const ApoyoCheck *check, int *topic);

G_END_DECLS
