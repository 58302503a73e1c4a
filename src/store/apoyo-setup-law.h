/* apoyo-setup-law.h: what the law gives each kind of process, and what may still change when.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "apoyo-kind.h"
#include "apoyo-result.h"
#include "apoyo-setup-process.h"

G_BEGIN_DECLS

/* Read once for a session. */
typedef struct _ApoyoSetupLaw ApoyoSetupLaw;

/* Of the rows of kind-list and rule-members. */
ApoyoSetupLaw *
apoyo_setup_law_new_from_results (ApoyoResult *kinds, ApoyoResult *members, GError **error);
void apoyo_setup_law_free (ApoyoSetupLaw *self);

/* {"percentage": "LGIPE art. 371.3", …}; (nullable) */
JsonObject *apoyo_setup_law_get_basis (ApoyoSetupLaw *self, ApoyoKind kind);
/* The article of one member of the rule, also where it stands with a part of it. (nullable) */
const char *apoyo_setup_law_find_article (ApoyoSetupLaw *self, ApoyoKind kind, const char *member);
/* A path of the configuration: "rule.percentage", "opens_at". */
gboolean apoyo_setup_law_may_change (ApoyoSetupLaw *self, const char *path, ApoyoLife state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoSetupLaw, apoyo_setup_law_free)

G_END_DECLS
