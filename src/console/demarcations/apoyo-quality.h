/* apoyo-quality.h: what looks wrong in a version of the geography, by kind of problem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-geography.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_PROBLEM_SIZE,      /* a section outside 100 to 3,000 electors */
  APOYO_PROBLEM_TOTAL,     /* a sum that is not the published one */
  APOYO_PROBLEM_NO_INEGI,  /* a municipality without a code of INEGI */
  APOYO_PROBLEM_EMPTY,     /* a demarcation without electors */
  APOYO_PROBLEM_MISPLACED, /* a section whose districts are not in its entity */
} ApoyoProblem;

#define APOYO_N_PROBLEMS (APOYO_PROBLEM_MISPLACED + 1)

/* One finding. */
#define APOYO_TYPE_FINDING_ROW (apoyo_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoFindingRow, apoyo_finding_row, APOYO, FINDING_ROW, GObject)

const char *apoyo_finding_row_get_code (ApoyoFindingRow *self);
const char *apoyo_finding_row_get_name (ApoyoFindingRow *self);
gint64 apoyo_finding_row_get_found (ApoyoFindingRow *self);
/* -1: nothing in particular. */
gint64 apoyo_finding_row_get_expected (ApoyoFindingRow *self);

#define APOYO_TYPE_QUALITY (apoyo_quality_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoQuality, apoyo_quality, APOYO, QUALITY, GObject)

/* From the rows of demarcation-quality. */
ApoyoQuality *apoyo_quality_new_from_result (const ApoyoResult *rows, GError **error);
/* (transfer none), of ApoyoFindingRow */
GListModel *apoyo_quality_get (ApoyoQuality *self, ApoyoProblem problem);
guint apoyo_quality_count (ApoyoQuality *self, ApoyoProblem problem);
/* Of the sections outside the legal size, those above it. */
guint apoyo_quality_count_large (ApoyoQuality *self);

G_END_DECLS
