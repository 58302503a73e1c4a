/* ctl-problems.h: tells what is wrong in the rows of a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-import-problem.h"

G_BEGIN_DECLS

/* problems: (element-type ApoyoImportProblem), errors first. table: (nullable): where they are
 * written as CSV, the header alone when there are none. FALSE with error set when a row is bad;
 * warnings are others' to tell. */
gboolean
ctl_problems_report (GListModel *problems, const char *path, const char *table, GError **error);

G_END_DECLS
