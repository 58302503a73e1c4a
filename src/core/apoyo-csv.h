/* apoyo-csv.h: a strict reader of tables as people export them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rows of named columns, separated by commas, pipes, semicolons or tabs (told by the header line),
 * in UTF-8 (with or without mark) or, when the first line beyond ASCII is not UTF-8, in ISO 8859-1.
 * Reads the stream piecewise: memory is bounded by the longest row (1 MiB). */
typedef struct _ApoyoCsv ApoyoCsv;

typedef struct {
  guint64 line;  /* where the row begins; the header is line 1 */
  char *column;  /* (owned) (nullable): NULL when the row as a whole is bad */
  char *message; /* (owned): translated, without the value */
} ApoyoCsvProblem;

#define APOYO_CSV_MAX_PROBLEMS 10000

typedef enum {
  APOYO_CSV_ASCII, /* nothing beyond it so far */
  APOYO_CSV_UTF8,
  APOYO_CSV_LATIN1,
} ApoyoCsvEncoding;

/* Reads the header. FORMAT when there is none, when a name stands twice or a required column
 * (NULL-terminated) is missing. */
ApoyoCsv *apoyo_csv_new (GInputStream *stream, const char *const *required, GError **error);
/* The same for a table whose header may stand below a title: the header is the first of its rows
 * that is_header takes, and columns without a name are passed over. When it takes none, the header
 * is the first of the rows with the most names, for the caller to say what is wrong with it. */
typedef gboolean (*ApoyoCsvHeaderFunc) (GPtrArray *names, gpointer user_data);
ApoyoCsv *apoyo_csv_new_titled (GInputStream *stream,
                                ApoyoCsvHeaderFunc is_header,
                                gpointer user_data,
                                GError **error);
void apoyo_csv_free (ApoyoCsv *self);

/* The names of the header, in order. (transfer none) (element-type utf8) */
GPtrArray *apoyo_csv_get_columns (ApoyoCsv *self);

/* What was recognised; the encoding as far as rows have been read. */
char apoyo_csv_get_delimiter (ApoyoCsv *self);
ApoyoCsvEncoding apoyo_csv_get_encoding (ApoyoCsv *self);
gboolean apoyo_csv_has_mark (ApoyoCsv *self);
guint64 apoyo_csv_get_header_line (ApoyoCsv *self);
/* How much of the stream the rows so far took, to tell how far it has come. */
guint64 apoyo_csv_get_n_bytes (ApoyoCsv *self);

/* Moves to the next good row. FALSE at the end, or with error set when the stream fails. Rows that
 * cannot be read are skipped, and stand in the problems. */
gboolean apoyo_csv_next (ApoyoCsv *self, GCancellable *cancellable, GError **error);

/* Of the current row; valid until the next one. NULL only for a column the file does not have. */
const char *apoyo_csv_get (ApoyoCsv *self, const char *column);
guint64 apoyo_csv_get_line (ApoyoCsv *self);

/* The caller's own verdict on the current row joins the list. */
void apoyo_csv_add_problem (ApoyoCsv *self, const char *column, const char *message);

/* The first APOYO_CSV_MAX_PROBLEMS, and how many there were. (element-type ApoyoCsvProblem) */
GPtrArray *apoyo_csv_get_problems (ApoyoCsv *self);
guint64 apoyo_csv_get_n_problems (ApoyoCsv *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoCsv, apoyo_csv_free)

/* Of a table that is written: a field, in quotes where it needs them. Spreadsheets would take some
 * texts for formulas, whoever they came from: those get an apostrophe, numbers do not.
 *
 * field: (nullable): empty */
void apoyo_csv_append_field (GString *table, const char *field);

G_END_DECLS
