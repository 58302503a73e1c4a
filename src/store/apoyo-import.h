/* apoyo-import.h: a file of an institution on its way into the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-connection.h"
#include "apoyo-import-kind.h"
#include "apoyo-import-look.h"
#include "apoyo-import-problem.h"

G_BEGIN_DECLS

/* Two steps, each by itself asynchronous and cancellable:
 *
 *   check: the file is read in a thread and copied over a connection of its own into one
 *     transaction, where the database checks every row. Nothing is kept of it, but the transaction
 *     stays open for a while so that storing costs nothing more;
 *   store: what was checked is committed. Where the transaction is gone (it was left too long, or
 *     the connection was lost), the rows are sent and checked again first: they are in memory, and
 *     the file is not asked for.
 *
 * Dropping the object, or apoyo_import_abandon(), leaves nothing behind.
 *
 * Signal: "progress" (), some times a second while something is under way. */

typedef enum {
  APOYO_IMPORT_IDLE,
  APOYO_IMPORT_READING,  /* the file */
  APOYO_IMPORT_OPENING,  /* the connection */
  APOYO_IMPORT_COPYING,  /* rows to the database */
  APOYO_IMPORT_CHECKING, /* by the database */
  APOYO_IMPORT_CHECKED,  /* nothing is stored yet */
  APOYO_IMPORT_STORING,
  APOYO_IMPORT_STORED,
} ApoyoImportPhase;

typedef struct {
  guint64 rows;              /* of the file, bad ones too */
  int version;               /* of the geography: the draft's number */
  gint64 added;              /* sections the version in force lacks, or people */
  gint64 removed;            /* sections that the file lacks */
  gint64 moved_district;     /* federal or local */
  gint64 moved_municipality; /* */
  gint64 electors_gained;
  gint64 electors_lost;
  gint64 electors; /* of a nominal list, in all */
} ApoyoImportOutcome;

/* Of a file; nothing of it is shown or written anywhere but where it came from. */
typedef struct {
  guint64 line;
  char *promovente; /* number or folio */
  char *clave;      /* "" when nobody is named */
} ApoyoImportAuxiliary;

#define APOYO_TYPE_IMPORT (apoyo_import_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImport, apoyo_import, APOYO, IMPORT, GObject)

/* like: the account to work with; a session of its own is opened. */
ApoyoImport *apoyo_import_new (ApoyoConnection *like, ApoyoImportKind kind, GFile *file);
/* "COLUMN=FIELD" or "COLUMN=-", as for apoyo_sheet_new(). */
void apoyo_import_set_mappings (ApoyoImport *self, const char *const *mappings);
/* The geography's version of a nominal list (0: the one in force), the process of people. */
void apoyo_import_set_subject (ApoyoImport *self, int subject);
/* Of a nominal list, YYYY-MM-DD; (nullable): told by the file. */
void apoyo_import_set_cutoff (ApoyoImport *self, const char *cutoff);
/* Of a geography: its name (nullable: the file's), and the published total of electors (0: none).
 */
void apoyo_import_set_name (ApoyoImport *self, const char *name);
void apoyo_import_set_total (ApoyoImport *self, gint64 total);
/* Nobody looks at what was checked before it is stored: the process of promoventes may stay locked
 * from the one to the other, which spares doing it twice. */
void apoyo_import_set_unattended (ApoyoImport *self, gboolean unattended);

/* Auxiliaries are people of the roll, whom only the service with its key can name: func brings the
 * rows there (element-type ApoyoImportAuxiliary), and says with apoyo_import_staged() which import
 * they were put into, for this account. Needed for that kind, and for no other. */
typedef void (*ApoyoImportStageFunc) (ApoyoImport *self,
                                      GPtrArray *rows,
                                      GCancellable *cancellable,
                                      gpointer user_data);
void apoyo_import_set_stage (ApoyoImport *self,
                             ApoyoImportStageFunc func,
                             gpointer user_data,
                             GDestroyNotify destroy);
/* error: (transfer full) (nullable) */
void apoyo_import_staged (ApoyoImport *self, gint64 number, GError *error);

/* TRUE when everything was looked at, whatever was found: see the problems. */
void apoyo_import_check_async (ApoyoImport *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean apoyo_import_check_finish (ApoyoImport *self, GAsyncResult *result, GError **error);
/* Only after a check without errors. A commit is not stopped any more, and what became of it is
 * told. Where that cannot be asked at once the import is unsure: storing again asks before anything
 * else. */
void apoyo_import_store_async (ApoyoImport *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean apoyo_import_store_finish (ApoyoImport *self, GAsyncResult *result, GError **error);
gboolean apoyo_import_is_unsure (ApoyoImport *self);
void apoyo_import_abandon (ApoyoImport *self);

ApoyoImportKind apoyo_import_get_kind (ApoyoImport *self);
GFile *apoyo_import_get_file (ApoyoImport *self);
ApoyoImportPhase apoyo_import_get_phase (ApoyoImport *self);
/* Of the whole check, from 0 to 1; what the database does is estimated. */
double apoyo_import_get_fraction (ApoyoImport *self);
/* Rows read or sent so far, and how many there are (0: not known yet). */
guint64 apoyo_import_get_n_done (ApoyoImport *self);
guint64 apoyo_import_get_n_rows (ApoyoImport *self);
/* Seconds of the step under way or done last. remaining: negative while nobody can tell. */
double apoyo_import_get_elapsed (ApoyoImport *self);
double apoyo_import_get_remaining (ApoyoImport *self);

/* Errors first, each by line. (element-type ApoyoImportProblem) */
GListModel *apoyo_import_get_problems (ApoyoImport *self);
guint apoyo_import_get_n_errors (ApoyoImport *self);
guint apoyo_import_get_n_warnings (ApoyoImport *self);
const ApoyoImportOutcome *apoyo_import_get_outcome (ApoyoImport *self);
/* Of a nominal list, as it was told or read. */
const char *apoyo_import_get_cutoff (ApoyoImport *self);
/* Of a drafted geography: statements geography-difference and geography-quality. (nullable) */
ApoyoResult *apoyo_import_get_difference (ApoyoImport *self);
ApoyoResult *apoyo_import_get_quality (ApoyoImport *self);
/* Of auxiliaries: statement adopt-auxiliaries. (nullable) */
ApoyoResult *apoyo_import_get_adopted (ApoyoImport *self);

G_END_DECLS
