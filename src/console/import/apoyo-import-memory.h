/* apoyo-import-memory.h: the file that an import was about, for the next time its dialog opens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-import-kind.h"

G_BEGIN_DECLS

/* For as long as somebody is signed in; forgotten when it is stored. What its columns are is told
 * by "COLUMN=FIELD". */
void apoyo_import_memory_keep (ApoyoImportKind kind,
                               int subject,
                               GFile *file,
                               const char *const *mappings);
void apoyo_import_memory_forget (ApoyoImportKind kind, int subject);
/* When a session ends: whose file it was is nobody else's business. */
void apoyo_import_memory_clear (void);
/* NULL when there is nothing to go on with. mappings: (out) (transfer full) (nullable) */
GFile *apoyo_import_memory_get (ApoyoImportKind kind, int subject, char ***mappings);

G_END_DECLS
