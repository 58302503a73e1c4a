/* apoyo-import-reading.h: a file's rows in the form that COPY takes, and what is seen on the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-import-problem.h"
#include "apoyo-import.h"

G_BEGIN_DECLS

/* Made in a thread, then read in the main one; only its progress may be asked for meanwhile. Rows
 * are kept in memory: nobody else can read them there, and they can be sent again. */
typedef struct _ApoyoImportReading ApoyoImportReading;

ApoyoImportReading *
apoyo_import_reading_new (GFile *file, ApoyoImportKind kind, const char *const *mappings);
ApoyoImportReading *apoyo_import_reading_ref (ApoyoImportReading *self);
void apoyo_import_reading_unref (ApoyoImportReading *self);

/* In a thread. FALSE when the file cannot be read at all, or is no such table. */
gboolean
apoyo_import_reading_run (ApoyoImportReading *self, GCancellable *cancellable, GError **error);

/* At any time: bytes of size read so far, and rows. */
double apoyo_import_reading_get_fraction (ApoyoImportReading *self);
guint64 apoyo_import_reading_get_n_rows (ApoyoImportReading *self);

/* The rows for COPY. */
GBytes *apoyo_import_reading_get_rows (ApoyoImportReading *self);
/* (element-type ApoyoImportAuxiliary) */
GPtrArray *apoyo_import_reading_get_auxiliaries (ApoyoImportReading *self);
/* Of the first row; NULL when the table does not tell it. */
const char *apoyo_import_reading_get_cutoff (ApoyoImportReading *self);
/* (element-type ApoyoImportProblem) */
GPtrArray *apoyo_import_reading_get_problems (ApoyoImportReading *self);
gboolean apoyo_import_reading_has_errors (ApoyoImportReading *self);
/* Municipalities ("09-M003") that the file gives no code of INEGI, each with the line that names it
 * first, as a guint64 pointer. */
GHashTable *apoyo_import_reading_get_uncoded (ApoyoImportReading *self);

/* A column of the file is that field. */
gboolean apoyo_import_reading_tells (ApoyoImportReading *self, const char *field);
/* The row of that line is of an entity that there is. */
gboolean apoyo_import_reading_has_entity (ApoyoImportReading *self, guint64 line);

/* A problem of a row that the database found. */
ApoyoImportProblem *apoyo_import_reading_make_problem (ApoyoImportReading *self,
                                                       ApoyoImportSeverity severity,
                                                       guint64 line,
                                                       const char *field,
                                                       const char *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoImportReading, apoyo_import_reading_unref)

G_END_DECLS
