/* apoyo-rows.c: rows that were read again, put into a list that somebody looks at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-rows.h"

static gboolean
is_same (GListStore *store, guint place, gpointer row, GEqualFunc equal)
{
  g_autoptr (GObject) old = g_list_model_get_item (G_LIST_MODEL (store), place);

  return equal (old, row);
}

/* As many as before: each one by itself. */
static void
put_each (GListStore *store, guint first, GPtrArray *rows, guint end, GEqualFunc equal)
{
  for (guint i = first; i < end; i++) {
    if (!is_same (store, i, rows->pdata[i], equal))
      g_list_store_splice (store, i, 1, &rows->pdata[i], 1);
  }
}

void
apoyo_rows_put (GListStore *store, GPtrArray *rows, GEqualFunc equal)
{
  guint n_old;
  guint n_new;
  guint first = 0;

  g_return_if_fail (G_IS_LIST_STORE (store) && rows != NULL && equal != NULL);

  n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  n_new = rows->len;
  while (first < MIN (n_old, n_new) && is_same (store, first, rows->pdata[first], equal))
    first++;
  while (MIN (n_old, n_new) > first && is_same (store, n_old - 1, rows->pdata[n_new - 1], equal)) {
    n_old--;
    n_new--;
  }
  if (n_old == n_new)
    put_each (store, first, rows, n_new, equal);
  else
    g_list_store_splice (store, first, n_old - first, rows->pdata + first, n_new - first);
}
