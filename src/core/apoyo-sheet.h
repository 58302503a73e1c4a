/* apoyo-sheet.h: tables of sections and nominal lists as electoral institutions exchange them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-csv.h"

G_BEGIN_DECLS

/* Such a table names its columns as its author liked: any order, case and accents, and often a
 * title above the header. A catalogue tells which field a column is; what it does not know must be
 * mapped by whoever imports the file. */
typedef struct _ApoyoSheet ApoyoSheet;

typedef enum {
  APOYO_SHEET_SECTIONS,     /* one row a section, with what it belongs to */
  APOYO_SHEET_NOMINAL_LIST, /* one row a section, with its electors at a date */
} ApoyoSheetKind;

/* mappings: (nullable): "COLUMN=FIELD" each, NULL-terminated; "COLUMN=-" leaves a column out.
 * FORMAT when the header has columns that nobody knows, when a field is told twice or not at all;
 * the message names all of them, and how to map them. */
ApoyoSheet *apoyo_sheet_new (GInputStream *stream,
                             ApoyoSheetKind kind,
                             const char *const *mappings,
                             GError **error);
void apoyo_sheet_free (ApoyoSheet *self);

/* The fields that tables of that kind can have, NULL-terminated. */
const char *const *apoyo_sheet_kind_get_fields (ApoyoSheetKind kind);

/* As apoyo_csv_next(). */
gboolean apoyo_sheet_next (ApoyoSheet *self, GCancellable *cancellable, GError **error);

/* The value of the current row, put into the form that the database wants: numbers with their
 * zeros, dates as YYYY-MM-DD. What has another form is given as it stands, for the database to
 * refuse. Empty when the row or the table has none. Valid until the next row. */
const char *apoyo_sheet_get (ApoyoSheet *self, const char *field);

/* Line and problems are those of the table. (transfer none) */
ApoyoCsv *apoyo_sheet_get_csv (ApoyoSheet *self);

/* The current row for COPY: its line, then every field of the kind in order. */
void apoyo_sheet_append_copy (ApoyoSheet *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoSheet, apoyo_sheet_free)

G_END_DECLS
