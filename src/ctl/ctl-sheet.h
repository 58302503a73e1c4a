/* ctl-sheet.h: imports of sections, nominal lists and promoventes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl-session.h"

G_BEGIN_DECLS

typedef struct {
  char **mappings; /* (owned) (nullable): COLUMN=FIELD */
  char *problems;  /* (owned) (nullable): where the bad rows are written */
  gboolean dry_run;
  char *name;    /* (owned) (nullable): of the version */
  gint64 total;  /* published for the whole, 0: none */
  int geography; /* of the nominal list, 0: the one in force */
  char *cutoff;  /* (owned) (nullable) */
} CtlSheetOptions;

void ctl_sheet_options_clear (CtlSheetOptions *self);

/* A draft; prints what it changes. */
gboolean ctl_import_geography (ApoyoCtl *ctl,
                               const CtlSheetOptions *options,
                               const char *path,
                               GError **error);
gboolean ctl_import_nominal_list (ApoyoCtl *ctl,
                                  const CtlSheetOptions *options,
                                  const char *path,
                                  GError **error);

/* As many as there are, into one process. */
gboolean ctl_import_promoventes (ApoyoCtl *ctl,
                                 const CtlSheetOptions *options,
                                 int process,
                                 const char *path,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlSheetOptions, ctl_sheet_options_clear)

G_END_DECLS
