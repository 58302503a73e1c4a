/* apoyo-atlas.h: the versions of the geography, and the one that is looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-connection.h"
#include "apoyo-geography-version.h"
#include "apoyo-quality.h"

G_BEGIN_DECLS

#define APOYO_TYPE_ATLAS (apoyo_atlas_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoAtlas, apoyo_atlas, APOYO, ATLAS, GObject)

/* Signals: "changed" (): what the getters say may have changed; "failed" (GError *). */

ApoyoAtlas *apoyo_atlas_new (ApoyoConnection *connection);
/* Reads the versions and the one shown again; of several calls the last one counts. */
void apoyo_atlas_load (ApoyoAtlas *self);
/* Reads the versions again, and what is shown only when it is another one by now. */
void apoyo_atlas_load_versions (ApoyoAtlas *self);
/* cutoff: (nullable): of a nominal list, as a date; NULL for the version's own figures */
void apoyo_atlas_show (ApoyoAtlas *self, int version, const char *cutoff);

ApoyoConnection *apoyo_atlas_get_connection (ApoyoAtlas *self);
/* NULL until the first reading. */
GListModel *apoyo_atlas_get_versions (ApoyoAtlas *self);
/* What is shown; all of one moment. NULL while there is no version at all. */
ApoyoGeographyVersion *apoyo_atlas_get_version (ApoyoAtlas *self);
ApoyoGeography *apoyo_atlas_get_geography (ApoyoAtlas *self);
ApoyoQuality *apoyo_atlas_get_quality (ApoyoAtlas *self);
const char *apoyo_atlas_get_cutoff (ApoyoAtlas *self);
/* The rows of demarcation-cutoffs. */
const ApoyoResult *apoyo_atlas_get_cutoffs (ApoyoAtlas *self);
/* Of ApoyoExceptionList. */
GListModel *apoyo_atlas_get_exceptions (ApoyoAtlas *self);
/* (nullable): the names of the lists that a municipality is in */
char *apoyo_atlas_list_exceptions (ApoyoAtlas *self, guint municipality);

G_END_DECLS
