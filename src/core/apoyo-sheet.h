/* apoyo-sheet.h: tables of sections, nominal lists and people as institutions exchange them.
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
  APOYO_SHEET_PROMOVENTES,  /* one row a promovente of a process */
  APOYO_SHEET_AUXILIARIES,  /* one row an auxiliary: for whom, and who; names are left out */
} ApoyoSheetKind;

/* mappings: (nullable): "COLUMN=FIELD" each, NULL-terminated; "COLUMN=-" leaves a column out.
 * FORMAT when the header has columns that nobody knows, when a field is told twice or not at all;
 * the message names all of them, and how to map them. */
ApoyoSheet *apoyo_sheet_new (GInputStream *stream,
                             ApoyoSheetKind kind,
                             const char *const *mappings,
                             GError **error);
/* The same for somebody who is shown what is amiss with the header and mends it: refuses only what
 * is no table. */
ApoyoSheet *apoyo_sheet_open (GInputStream *stream,
                              ApoyoSheetKind kind,
                              const char *const *mappings,
                              GError **error);
void apoyo_sheet_free (ApoyoSheet *self);

/* What is amiss, in words; NULL when the sheet can be imported. */
const char *apoyo_sheet_get_trouble (ApoyoSheet *self);
/* A row was taken for the header because some of its names are known. */
gboolean apoyo_sheet_is_recognised (ApoyoSheet *self);
/* The field that a column of the header tells; NULL when it is not imported, or unknown. */
const char *apoyo_sheet_get_field_of (ApoyoSheet *self, guint column);
gboolean apoyo_sheet_is_unknown (ApoyoSheet *self, guint column);
/* The name of the column that tells a field; NULL when none does. */
const char *apoyo_sheet_get_column_of (ApoyoSheet *self, const char *field);

/* The fields that tables of that kind can have, NULL-terminated. */
const char *const *apoyo_sheet_kind_get_fields (ApoyoSheetKind kind);
gboolean apoyo_sheet_kind_needs_field (ApoyoSheetKind kind, const char *field);

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
