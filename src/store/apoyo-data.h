/* apoyo-data.h: where the program's data files are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "sql", "catalogues/entities.csv": the path in the source tree for a program that runs from its
 * build folder, else the installed one. */
char *apoyo_data_path (const char *relative);

G_END_DECLS
