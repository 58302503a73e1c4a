/* apoyo-roll-match.h: what the roll knows of the person whom a capture names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_ROLL_UNKNOWN,     /* nothing in the roll matches */
  APOYO_ROLL_ACTIVE,      /* in the nominal list */
  APOYO_ROLL_NOT_ON_LIST, /* in the roll only */
  APOYO_ROLL_DROPPED,
} ApoyoRollStatus;

typedef struct {
  ApoyoRollStatus status;
  gint64 roll;
  char *cause;         /* (owned) (nullable): why it was dropped */
  char **agreed;       /* (owned) (nullable): fields of the capture that are as in the roll's row */
  char **contradicted; /* (owned) (nullable): those that are not */
} ApoyoRollMatch;

void apoyo_roll_match_clear (ApoyoRollMatch *self);
void apoyo_roll_match_copy (ApoyoRollMatch *self, const ApoyoRollMatch *from);

/* "active", "not_on_list", "dropped"; "unknown" when nothing matches. */
const char *apoyo_roll_status_to_nick (ApoyoRollStatus status);
gboolean apoyo_roll_status_from_nick (const char *nick, ApoyoRollStatus *status);

/* Whether the person is known for sure. CURP and clave de elector name a person, the other keys a
 * card: when one of the two speaks against the match it may be somebody else. */
gboolean apoyo_roll_match_is_sure (const ApoyoRollMatch *self);

JsonObject *apoyo_roll_match_to_json (const ApoyoRollMatch *self);
gboolean apoyo_roll_match_from_json (ApoyoRollMatch *self, JsonObject *object, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoRollMatch, apoyo_roll_match_clear)

G_END_DECLS
