/* apoyo-import-words.h: what an import's files, columns and steps are called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-import.h"

G_BEGIN_DECLS

const char *apoyo_import_words_title (ApoyoImportKind kind);
const char *apoyo_import_words_field (const char *field);
const char *apoyo_import_words_delimiter (char delimiter);
const char *apoyo_import_words_phase (ApoyoImportKind kind, ApoyoImportPhase phase);
/* "3.9 MB · 71,091 lines" */
char *apoyo_import_words_dup_size (const ApoyoImportLook *look);
/* "Latin-1, without mark" */
char *apoyo_import_words_dup_encoding (const ApoyoImportLook *look);
/* "line 2, below the title" */
char *apoyo_import_words_dup_header (const ApoyoImportLook *look);
/* "1.6 s · 0.8 s left. Nothing is stored yet." */
char *apoyo_import_words_dup_time (ApoyoImport *import);
/* What a check has come to. in_force: the version that stays, 0: none. severity: (out): a class of
 * notes, "err", "warn" or "ok" */
char *apoyo_import_words_dup_findings (ApoyoImport *import, int in_force, const char **severity);
/* Why the check or the storing itself did not end well. */
/* Of the sections in force the file lacks so many that it is hardly the whole geography: a sentence
 * that says so. (nullable) */
char *apoyo_import_words_dup_removal (ApoyoImport *import);
char *apoyo_import_words_dup_failure (ApoyoImport *import, const GError *error);

G_END_DECLS
