/* apoyo-rows.h: rows that were read again, put into a list that somebody looks at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Only what differs is replaced: the rows around it stay, and with them the place in the list, the
 * focus and what is chosen.
 *
 * rows: (element-type GObject) (transfer none)
 * equal: of two such objects */
void apoyo_rows_put (GListStore *store, GPtrArray *rows, GEqualFunc equal);

G_END_DECLS
