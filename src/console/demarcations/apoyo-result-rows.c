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

/* --- the list --------------------------------------------------------------------------------- */

struct _ApoyoResultRows {
  GObject parent_instance;

  ApoyoResult *result; /* (owned) */
  GArray *rows;        /* (owned) (nullable) */
};

static GType
get_item_type (GListModel *model)
{
  return APOYO_TYPE_RESULT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  ApoyoResultRows *self = APOYO_RESULT_ROWS (model);

  return self->rows != NULL ? self->rows->len : apoyo_result_get_n_rows (self->result);
}

static gpointer
get_item (GListModel *model, guint position)
{
  ApoyoResultRows *self = APOYO_RESULT_ROWS (model);
  ApoyoResultRow *row;

  if (position >= get_n_items (model))
    return NULL;
  row = g_object_new (APOYO_TYPE_RESULT_ROW, NULL);
  row->result = apoyo_result_ref (self->result);
  row->row = self->rows != NULL ? g_array_index (self->rows, guint, position) : position;
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ApoyoResultRows,
                               apoyo_result_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
apoyo_result_rows_finalize (GObject *object)
{
  ApoyoResultRows *self = APOYO_RESULT_ROWS (object);

  apoyo_result_unref (self->result);
  g_clear_pointer (&self->rows, g_array_unref);

  G_OBJECT_CLASS (apoyo_result_rows_parent_class)->finalize (object);
}

static void
apoyo_result_rows_class_init (ApoyoResultRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_result_rows_finalize;
}

static void
apoyo_result_rows_init (ApoyoResultRows *self)
{
}

ApoyoResultRows *
apoyo_result_rows_new (ApoyoResult *result, GArray *rows)
{
  ApoyoResultRows *self = g_object_new (APOYO_TYPE_RESULT_ROWS, NULL);

  self->result = apoyo_result_ref (result);
  self->rows = rows;
  return self;
}
