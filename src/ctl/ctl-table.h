/* ctl-table.h: a result of text columns as a CSV table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-result.h"

G_BEGIN_DECLS

/* A field, in quotes where it needs them, with a comma before it unless it begins a row. */
void ctl_table_append_field (GString *out, const char *text);
/* Header and rows; null is empty. For files that programs read again, whatever the language. */
gboolean ctl_table_append (GString *out, const ApoyoResult *rows, GError **error);
/* With the header in the language of the terminal. */
gboolean ctl_table_print (const ApoyoResult *rows, GError **error);

G_END_DECLS
