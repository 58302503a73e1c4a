/* apoyo-configuration.h: the configuration of a process as it is drafted, exported and imported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "apoyo-rule.h"

G_BEGIN_DECLS

/* The JSON document "apoyo-ciudadano/process", member by member. A draft may lack any of them, and
 * its values may contradict each other; only what each of them may be at all is checked here.
 *
 * Paths are dotted, from the top: "name", "geography.version", "rule.dispersion.level". An absent
 * member and null are the same.
 *
 * Signal: "changed" (const char *path), "" when everything may have. */

#define APOYO_CONFIGURATION_FORMAT "apoyo-ciudadano/process"
#define APOYO_CONFIGURATION_VERSION 1
/* More promoventes than a person types are imported into the process, not carried in its draft. */
#define APOYO_CONFIGURATION_MAX_PROMOVENTES 200

#define APOYO_TYPE_CONFIGURATION (apoyo_configuration_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoConfiguration, apoyo_configuration, APOYO, CONFIGURATION, GObject)

ApoyoConfiguration *apoyo_configuration_new (void);
ApoyoConfiguration *
apoyo_configuration_new_from_json (const char *json, gssize length, GError **error);
/* Takes over what the document says, in one change. Leaves it as it was when it fails. */
gboolean apoyo_configuration_load (ApoyoConfiguration *self, const char *json, GError **error);
char *apoyo_configuration_to_json (ApoyoConfiguration *self);

gboolean apoyo_configuration_has (ApoyoConfiguration *self, const char *path);
/* NULL, 0, FALSE for what is absent. */
const char *apoyo_configuration_get_text (ApoyoConfiguration *self, const char *path);
gint64 apoyo_configuration_get_int (ApoyoConfiguration *self, const char *path);
gboolean apoyo_configuration_get_bool (ApoyoConfiguration *self, const char *path);
char **apoyo_configuration_dup_texts (ApoyoConfiguration *self, const char *path);
/* (nullable): in UTC; NULL also for a text that is no time */
GDateTime *apoyo_configuration_dup_time (ApoyoConfiguration *self, const char *path);

/* NULL, and "", take the member away. */
void apoyo_configuration_set_text (ApoyoConfiguration *self, const char *path, const char *text);
void apoyo_configuration_set_int (ApoyoConfiguration *self, const char *path, gint64 value);
void apoyo_configuration_set_bool (ApoyoConfiguration *self, const char *path, gboolean value);
void apoyo_configuration_set_texts (ApoyoConfiguration *self,
                                    const char *path,
                                    const char *const *texts);
void apoyo_configuration_set_time (ApoyoConfiguration *self, const char *path, GDateTime *time);
void apoyo_configuration_unset (ApoyoConfiguration *self, const char *path);

/* The rule: the law's defaults of a kind (reasons go), or what another rule says. */
gboolean apoyo_configuration_get_kind (ApoyoConfiguration *self, ApoyoKind *kind);
void apoyo_configuration_set_kind (ApoyoConfiguration *self, ApoyoKind kind);
/* The whole rule, when it is one. (transfer full) */
ApoyoRule *apoyo_configuration_dup_rule (ApoyoConfiguration *self, GError **error);

/* What the chips compare with: the law's rule of the kind unless another document is set, such as
 * the rule in force. rule: (nullable) */
gboolean
apoyo_configuration_set_reference (ApoyoConfiguration *self, const char *rule, GError **error);

/* What the reference says, as a configuration of nothing but a rule; empty while there is no kind.
 * (transfer full) */
ApoyoConfiguration *apoyo_configuration_new_reference (ApoyoConfiguration *self);

/* Members of the rule as people change them, each with its reason and acuerdo: "percentage",
 * "dispersion.level", "dispersion.needed" (at_least and fraction are one thing), … NULL-terminated.
 */
const char *const *apoyo_configuration_rule_members (void);
/* A share of 10 % as the fraction 1/10 that the rule holds, and back; NULL for what is none. */
char *apoyo_configuration_share_from_percentage (const char *percentage);
char *apoyo_configuration_percentage_from_share (const char *share);
/* The member that a path of the rule belongs to; NULL for any other path. */
const char *apoyo_configuration_member_of (const char *path);
/* It differs from the reference, and no wider change covers it. */
gboolean apoyo_configuration_is_changed (ApoyoConfiguration *self, const char *member);
/* Back to the reference, without a reason. */
void apoyo_configuration_undo (ApoyoConfiguration *self, const char *member);
const char *apoyo_configuration_get_reason (ApoyoConfiguration *self, const char *member);
const char *apoyo_configuration_get_acuerdo (ApoyoConfiguration *self, const char *member);
void apoyo_configuration_set_change (ApoyoConfiguration *self,
                                     const char *member,
                                     const char *reason,
                                     const char *acuerdo);

/* Two people wrote on from the same document: what only one of them changed is taken from whoever
 * did; where both did, mine is taken and the path listed.
 *
 * base, mine, theirs: documents
 * conflicts: (out) (transfer full): NULL-terminated
 *
 * The merged document; NULL when one of them is none. */
char *apoyo_configuration_merge (const char *base,
                                 const char *mine,
                                 const char *theirs,
                                 char ***conflicts,
                                 GError **error);
/* One member as the other has it. */
void
apoyo_configuration_take (ApoyoConfiguration *self, ApoyoConfiguration *other, const char *path);
/* A member as JSON, for showing both of a conflict; NULL for what is absent. (transfer full) */
char *apoyo_configuration_dup_json (ApoyoConfiguration *self, const char *path);

/* Of one typed promovente; text members are NULL where nothing was typed. */
typedef struct {
  guint number;
  const char *folio;
  const char *name;
  const char *scope;
} ApoyoDraftPromovente;

guint apoyo_configuration_get_n_promoventes (ApoyoConfiguration *self);
void apoyo_configuration_get_promovente (ApoyoConfiguration *self,
                                         guint place,
                                         ApoyoDraftPromovente *promovente);
void apoyo_configuration_set_promovente (ApoyoConfiguration *self,
                                         guint place,
                                         const ApoyoDraftPromovente *promovente);
/* Its place. Takes the next number when it has none. */
guint apoyo_configuration_add_promovente (ApoyoConfiguration *self,
                                          const ApoyoDraftPromovente *promovente);
void apoyo_configuration_remove_promovente (ApoyoConfiguration *self, guint place);
/* Removes it too.
 *
 * Returns: (transfer full): all that the document has of it */
JsonObject *apoyo_configuration_steal_promovente (ApoyoConfiguration *self, guint place);
/* One that was removed comes back where it was, or last; with the next number when its own has been
 * given to another since. Its place. */
guint
apoyo_configuration_put_back_promovente (ApoyoConfiguration *self, guint place, JsonObject *object);

G_END_DECLS
