/* apoyo-geography-version.h: one version of the geography: who made it, and what pins it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_VERSION_ADOPTED, /* in force */
  APOYO_VERSION_DRAFT,
  APOYO_VERSION_SUPERSEDED,
  APOYO_VERSION_DISCARDED,
} ApoyoVersionState;

/* Times and names of acts that have not happened are NULL. */
typedef struct {
  int id;
  char *name;
  ApoyoVersionState state;
  char *drafted_by;
  GDateTime *drafted_at;
  char *adopted_by;
  GDateTime *adopted_at;
  char *discarded_by;
  GDateTime *discarded_at;
  gint64 n_sections;
  gint64 nominal_list;
  gint64 n_cutoffs;
  gint64 n_processes;
  GStrv processes; /* codes of those that one may see */
} ApoyoVersionFigures;

#define APOYO_TYPE_GEOGRAPHY_VERSION (apoyo_geography_version_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoGeographyVersion,
                      apoyo_geography_version,
                      APOYO,
                      GEOGRAPHY_VERSION,
                      GObject)

const ApoyoVersionFigures *apoyo_geography_version_get (ApoyoGeographyVersion *self);
/* From the rows of demarcation-versions, in their order. */
GListModel *apoyo_geography_version_list_from_result (const ApoyoResult *rows, GError **error);
/* (transfer none) (nullable) */
ApoyoGeographyVersion *apoyo_geography_version_find (GListModel *versions, int id);
ApoyoGeographyVersion *apoyo_geography_version_find_adopted (GListModel *versions);

G_END_DECLS
