/* ctl-geography-lists.h: what is stated beside a version: published totals, exception lists.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-ctl.h"

G_BEGIN_DECLS

typedef struct {
  int geography; /* 0: the version in force */
  char *name;    /* (owned) (nullable) of an exception list, to be stored */
  char *rename;  /* (owned) (nullable): its name from now on */
  gboolean remove;
  char *acuerdo; /* (owned) (nullable) */
  char *coding;  /* (owned) (nullable): inegi */
} CtlGeographyLists;

void ctl_geography_lists_clear (CtlGeographyLists *self);
/* "exceptions", "total", "totals" */
gboolean ctl_geography_lists_knows (const char *word);
/* argv[0] is the word. Gives the exit code; APOYO_CTL_FAILURE with the error. */
int ctl_geography_lists_run (ApoyoCtl *ctl,
                             const CtlGeographyLists *self,
                             int argc,
                             char **argv,
                             GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlGeographyLists, ctl_geography_lists_clear)

G_END_DECLS
