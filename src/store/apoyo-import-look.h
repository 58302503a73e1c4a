/* apoyo-import-look.h: what a file seems to be, before it is imported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-import-kind.h"

G_BEGIN_DECLS

#define APOYO_IMPORT_LOOK_ROWS 8

typedef struct {
  char *name;       /* (owned): of the column */
  char *field;      /* (owned) (nullable): NULL when it is not imported */
  gboolean unknown; /* nobody has said what it is */
} ApoyoImportColumn;

typedef struct {
  char *name;          /* (owned): of the file, for people */
  guint64 size;        /* bytes */
  guint64 n_rows;      /* below the header */
  guint64 n_misshapen; /* of them, with another number of fields than the header, and so on */
  guint64 n_lines;
  guint64 header_line;
  char delimiter;
  ApoyoCsvEncoding encoding;
  gboolean has_mark;
  gboolean recognised; /* the header, by names that are known */
  char *trouble;       /* (owned) (nullable): why it cannot be imported as it is */
  char *cutoff;        /* (owned) (nullable): the date that its first row tells */
  GPtrArray *columns;  /* (owned) (element-type ApoyoImportColumn) */
  GPtrArray *rows; /* (owned) (element-type GStrv): the first and some later, a text each column */
} ApoyoImportLook;

void apoyo_import_look_free (ApoyoImportLook *self);

/* Reads the whole file in a thread. Fails for what is no table at all. */
void apoyo_import_look_async (GFile *file,
                              ApoyoImportKind kind,
                              const char *const *mappings,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ApoyoImportLook *apoyo_import_look_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoImportLook, apoyo_import_look_free)

G_END_DECLS
