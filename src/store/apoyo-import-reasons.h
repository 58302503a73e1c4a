/* apoyo-import-reasons.h: why a row is not taken, or is strange, in the person's language.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Those of warnings, which are given here and not by the database. */
#define APOYO_IMPORT_REASON_SMALL "is fewer than the 100 electors of the smallest section"
#define APOYO_IMPORT_REASON_LARGE "is more than the 3,000 electors of the largest section"
#define APOYO_IMPORT_REASON_UNCODED "has no code of INEGI"

/* The database's too. What nobody knows stays as it is. */
char *apoyo_import_reason_translate (const char *reason);

G_END_DECLS
