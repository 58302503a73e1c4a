/* apoyo-outcome.h: what a configuration asks for, and what is good, doubtful and wrong in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-result.h"

G_BEGIN_DECLS

#define APOYO_OUTCOME_BARS 10

typedef enum { APOYO_CHECK_OK, APOYO_CHECK_WARNING, APOYO_CHECK_ERROR } ApoyoCheckSeverity;

typedef struct {
  ApoyoCheckSeverity severity;
  char *field;      /* (owned): path in the configuration, "" for the whole */
  char *message;    /* (owned): in the reader's language */
  char *hint;       /* (owned) (nullable) */
  gboolean missing; /* nothing is written there yet */
} ApoyoCheck;

/* Figures are -1 where the configuration does not say enough. */
typedef struct {
  gatomicrefcount refs;
  gint64 nominal_list;
  gint64 required;
  int demarcations;
  int dispersion_needed;
  char *dispersion_level; /* (owned) (nullable) */
  gint64 smallest_required;
  gint64 median_required;
  int small_demarcations;
  guint n_bars; /* 0: there is no dispersion */
  gint64 bounds[APOYO_OUTCOME_BARS + 1];
  int bars[APOYO_OUTCOME_BARS];
  GPtrArray *checks; /* (owned) (element-type ApoyoCheck) */
} ApoyoOutcome;

/* From the rows of preview-configuration and check-configuration. */
ApoyoOutcome *
apoyo_outcome_new_from_results (ApoyoResult *preview, ApoyoResult *checks, GError **error);
ApoyoOutcome *apoyo_outcome_ref (ApoyoOutcome *self);
void apoyo_outcome_unref (ApoyoOutcome *self);

/* The first thing that is wrong with a field (or below it); NULL: nothing is. */
const ApoyoCheck *apoyo_outcome_find_error (const ApoyoOutcome *self, const char *field);
gboolean apoyo_outcome_has_errors (const ApoyoOutcome *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoOutcome, apoyo_outcome_unref)

G_END_DECLS
