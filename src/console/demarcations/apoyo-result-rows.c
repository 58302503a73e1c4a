/* apoyo-result-rows.c: rows of a statement as the rows of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-result-rows.h"

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
