/* apoyo-result-rows.c: rows of a statement as the rows of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-result-rows.h"
#include "apoyo-rows.h"

struct _ApoyoResultRow {
  GObject parent_instance;

  ApoyoResult *result; /* (owned) */
  guint row;
};

G_DEFINE_FINAL_TYPE (ApoyoResultRow, apoyo_result_row, G_TYPE_OBJECT)

static void
apoyo_result_row_finalize (GObject *object)
{
  apoyo_result_unref (APOYO_RESULT_ROW (object)->result);

  G_OBJECT_CLASS (apoyo_result_row_parent_class)->finalize (object);
}

static void
apoyo_result_row_class_init (ApoyoResultRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_result_row_finalize;
}

static void
apoyo_result_row_init (ApoyoResultRow *self)
{
}

const char *
apoyo_result_row_get_text (ApoyoResultRow *self, const char *column)
{
  const char *text = NULL;

  g_return_val_if_fail (APOYO_IS_RESULT_ROW (self), NULL);

  if (!apoyo_result_is_null (self->result, self->row, column))
    apoyo_result_get_text (self->result, self->row, column, &text, NULL);
  return text;
}

gint64
apoyo_result_row_get_count (ApoyoResultRow *self, const char *column)
{
  gint64 count = 0;

  g_return_val_if_fail (APOYO_IS_RESULT_ROW (self), 0);

  if (!apoyo_result_is_null (self->result, self->row, column))
    apoyo_result_get_int64 (self->result, self->row, column, &count, NULL);
  return count;
}

guint
apoyo_result_row_get_number (ApoyoResultRow *self)
{
  g_return_val_if_fail (APOYO_IS_RESULT_ROW (self), 0);
  return self->row;
}

const ApoyoResult *
apoyo_result_row_get_result (ApoyoResultRow *self)
{
  g_return_val_if_fail (APOYO_IS_RESULT_ROW (self), NULL);
  return self->result;
}

static GObject *
make_row (gpointer result, guint number)
{
  ApoyoResultRow *row = g_object_new (APOYO_TYPE_RESULT_ROW, NULL);

  row->result = apoyo_result_ref (result);
  row->row = number;
  return G_OBJECT (row);
}

ApoyoLazyList *
apoyo_result_rows_new (ApoyoResult *result, GArray *rows)
{
  return apoyo_lazy_list_new (APOYO_TYPE_RESULT_ROW, rows, apoyo_result_ref (result),
                              (GDestroyNotify) apoyo_result_unref, make_row);
}

/* --- read again ------------------------------------------------------------------------------- */

static gboolean
is_same_value (const ApoyoResultRow *a, const ApoyoResultRow *b, int column)
{
  const char *text_a = NULL;
  const char *text_b = NULL;

  if (!apoyo_result_is_null_at (a->result, a->row, column))
    apoyo_result_get_text_at (a->result, a->row, column, &text_a, NULL);
  if (!apoyo_result_is_null_at (b->result, b->row, column))
    apoyo_result_get_text_at (b->result, b->row, column, &text_b, NULL);
  return g_strcmp0 (text_a, text_b) == 0;
}

static gboolean
is_same_row (gconstpointer a, gconstpointer b)
{
  const ApoyoResultRow *row = a;

  for (guint i = 0; i < apoyo_result_get_n_columns (row->result); i++) {
    if (!is_same_value (a, b, (int) i))
      return FALSE;
  }
  return TRUE;
}

static void
move_to (ApoyoResultRow *self, ApoyoResult *result, guint row)
{
  apoyo_result_ref (result);
  apoyo_result_unref (self->result);
  self->result = result;
  self->row = row;
}

void
apoyo_result_rows_put (GListStore *store, ApoyoResult *result)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (G_IS_LIST_STORE (store) && result != NULL);

  for (guint i = 0; i < apoyo_result_get_n_rows (result); i++)
    g_ptr_array_add (rows, make_row (result, i));
  apoyo_rows_put (store, rows, is_same_row);
  /* Those that stayed say what these do; the earlier reading goes. */
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (ApoyoResultRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);

    move_to (row, result, i);
  }
}
