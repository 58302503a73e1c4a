/* apoyo-statement.h: the text of the statements under src/store/sql/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The SQL of a file, without ".sql"; lives as long as the program. An unknown name is a defect of
 * the program: NULL and APOYO_STORE_ERROR_FAILED. */
const char *apoyo_statement_get_sql (const char *name, GError **error);
/* Every name, sorted. */
char **apoyo_statement_list (void);

G_END_DECLS
