/* apoyo-setup-promovente.h: one promovente as whoever sets the process up sees it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_STANDING_ACTIVE,
  APOYO_STANDING_SUSPENDED,
  APOYO_STANDING_WITHDRAWN,
} ApoyoStanding;

/* FALSE, and nothing set, for what is none. */
gboolean apoyo_standing_from_nick (const char *nick, ApoyoStanding *standing);

typedef struct {
  int number;
  int revision;
  ApoyoStanding standing;
  gint64 auxiliaries;
  char *folio;
  char *name;
  char *scope;
  char *scope_name;     /* (nullable) */
  char *reason;         /* (nullable): of its standing */
  char *acuerdo;        /* (nullable) */
  GDateTime *opens_at;  /* (nullable): as the process */
  GDateTime *closes_at; /* (nullable): as the process */
} ApoyoSetupPerson;

#define APOYO_TYPE_SETUP_PROMOVENTE (apoyo_setup_promovente_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSetupPromovente,
                      apoyo_setup_promovente,
                      APOYO,
                      SETUP_PROMOVENTE,
                      GObject)

/* Of every row of setup-promoventes, in their order. (element-type ApoyoSetupPromovente) */
GPtrArray *apoyo_setup_promoventes_from_result (ApoyoResult *result, GError **error);
const ApoyoSetupPerson *apoyo_setup_promovente_get (ApoyoSetupPromovente *self);
gboolean apoyo_setup_promovente_has_window (ApoyoSetupPromovente *self);
/* Nothing that is shown of it differs. */
gboolean apoyo_setup_promovente_equal (ApoyoSetupPromovente *self, ApoyoSetupPromovente *other);
/* Every word of an already folded query stands in name or folio. */
gboolean apoyo_setup_promovente_matches (ApoyoSetupPromovente *self, const char *const *words);

G_END_DECLS
