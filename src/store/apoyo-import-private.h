/* apoyo-import-private.h: the inside of an import, for its steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-import-reading.h"
#include "apoyo-import.h"

G_BEGIN_DECLS

/* In the order in which they are taken; what does not concern a kind is passed over. */
typedef enum {
  STEP_READ,
  STEP_STAGE,
  STEP_OPEN,
  STEP_SIGN_IN,
  STEP_BEGIN,
  STEP_BEGIN_IMPORT,
  STEP_COPY,
  STEP_KNOWN_CODES,
  STEP_COUNT_CHANGES,
  STEP_SAVEPOINT,
  STEP_ADOPT,
  STEP_STATE_TOTAL,
  STEP_COMPARE,
  STEP_QUALITY,
  STEP_CHECKED,
  /* Of rows that are bad. */
  STEP_TAKE_BACK,
  STEP_PROBLEMS,
  STEP_REFUSED,
  /* Of storing. */
  STEP_COMMIT,
  STEP_STORED,
  /* Of a commit whose answer was lost. */
  STEP_REOPEN,
  STEP_SIGN_IN_AGAIN,
  STEP_ASK,
  STEP_FOUND_STORED,
} ApoyoImportStep;

struct _ApoyoImport {
  GObject parent_instance;

  ApoyoConnection *like; /* (owned) */
  ApoyoImportKind kind;
  GFile *file;     /* (owned) */
  char **mappings; /* (owned) (nullable) */
  int subject;
  char *cutoff; /* (owned) (nullable): told by a person */
  char *name;   /* (owned) (nullable) */
  gint64 total;
  gboolean unattended;

  ApoyoImportReading *reading; /* (owned) (nullable): once a check has begun */
  gboolean is_read;            /* to its end */
  ApoyoConnection *connection; /* (owned) (nullable): while a transaction is open in it */
  GInputStream *rows;          /* (owned) (nullable): on their way */
  gint64 import;
  GTask *task; /* (owned) (nullable): of what is under way */
  ApoyoImportStep step;
  gboolean storing;    /* what is under way ends with a commit */
  gboolean is_checked; /* without an error */
  gboolean unsure;     /* the answer to a commit was lost: what became of it is asked first */
  guint hold;          /* source: the end of the open transaction */

  ApoyoImportPhase phase;
  guint tick;         /* source */
  gint64 started;     /* monotonic, of what is under way */
  gint64 ended;       /* 0: not yet */
  gint64 phase_start; /* monotonic */
  double us_per_row;  /* of the database's checks */

  GListStore *problems; /* (owned) */
  guint n_errors;
  guint n_warnings;
  ApoyoImportOutcome outcome;
  ApoyoResult *difference; /* (owned) (nullable) */
  ApoyoResult *quality;    /* (owned) (nullable) */
  ApoyoResult *adopted;    /* (owned) (nullable) */
  ApoyoImportStageFunc stage;
  gpointer stage_data; /* (owned by stage_destroy) */
  GDestroyNotify stage_destroy;
};

/* Runs from that step to the end of what was asked for; the task is set. */
void apoyo_import_run_from (ApoyoImport *self, ApoyoImportStep step);
/* What is not committed goes with its connection. */
void apoyo_import_drop_connection (ApoyoImport *self);
void apoyo_import_set_phase (ApoyoImport *self, ApoyoImportPhase phase);
/* error: (transfer full) (nullable) */
void apoyo_import_end (ApoyoImport *self, GError *error);

/* What a step's answer tells. */
typedef gboolean (*ApoyoImportTake) (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_import (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_known_codes (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_changes (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_adopted (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_difference (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_quality (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_problems (ApoyoImport *self, ApoyoResult *result, GError **error);
gboolean apoyo_import_take_was_adopted (ApoyoImport *self, ApoyoResult *result, GError **error);
/* Back to what the file itself told. */
void apoyo_import_forget_findings (ApoyoImport *self);

G_END_DECLS
