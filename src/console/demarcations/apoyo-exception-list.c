/* apoyo-exception-list.c: municipalities where supports may be collected on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-exception-list.h"

struct _ApoyoExceptionList {
  GObject parent_instance;

  char *name;           /* (owned) */
  char *acuerdo;        /* (owned) */
  char *stored_by;      /* (owned) */
  GDateTime *stored_at; /* (owned) */
  int revision;
  GStrv codes; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ApoyoExceptionList, apoyo_exception_list, G_TYPE_OBJECT)

static void
apoyo_exception_list_finalize (GObject *object)
{
  ApoyoExceptionList *self = APOYO_EXCEPTION_LIST (object);

  g_free (self->name);
  g_free (self->acuerdo);
  g_free (self->stored_by);
  g_clear_pointer (&self->stored_at, g_date_time_unref);
  g_strfreev (self->codes);

  G_OBJECT_CLASS (apoyo_exception_list_parent_class)->finalize (object);
}

static void
apoyo_exception_list_class_init (ApoyoExceptionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_exception_list_finalize;
}

static void
apoyo_exception_list_init (ApoyoExceptionList *self)
{
}

static ApoyoExceptionList *
read_list (const ApoyoResult *rows, guint row, GError **error)
{
  g_autoptr (ApoyoExceptionList) self = g_object_new (APOYO_TYPE_EXCEPTION_LIST, NULL);
  const char *name = NULL, *acuerdo = NULL, *stored_by = NULL;

  if (!apoyo_result_get_text (rows, row, "name", &name, error) ||
      !apoyo_result_get_text (rows, row, "acuerdo", &acuerdo, error) ||
      !apoyo_result_get_text (rows, row, "stored_by", &stored_by, error) ||
      !apoyo_result_get_time (rows, row, "stored_at", &self->stored_at, error) ||
      !apoyo_result_get_int (rows, row, "revision", &self->revision, error) ||
      !apoyo_result_get_text_array (rows, row, "codes", &self->codes, error))
    return NULL;
  self->name = g_strdup (name);
  self->acuerdo = g_strdup (acuerdo);
  self->stored_by = g_strdup (stored_by);
  return g_steal_pointer (&self);
}

GListModel *
apoyo_exception_list_read (const ApoyoResult *rows, GError **error)
{
  g_autoptr (GListStore) lists = g_list_store_new (APOYO_TYPE_EXCEPTION_LIST);

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint row = 0; row < apoyo_result_get_n_rows (rows); row++) {
    g_autoptr (ApoyoExceptionList) list = read_list (rows, row, error);

    if (list == NULL)
      return NULL;
    g_list_store_append (lists, list);
  }
  return G_LIST_MODEL (g_steal_pointer (&lists));
}

const char *
apoyo_exception_list_get_name (ApoyoExceptionList *self)
{
  g_return_val_if_fail (APOYO_IS_EXCEPTION_LIST (self), NULL);
  return self->name;
}

const char *
apoyo_exception_list_get_acuerdo (ApoyoExceptionList *self)
{
  g_return_val_if_fail (APOYO_IS_EXCEPTION_LIST (self), NULL);
  return self->acuerdo;
}

const char *
apoyo_exception_list_get_stored_by (ApoyoExceptionList *self)
{
  g_return_val_if_fail (APOYO_IS_EXCEPTION_LIST (self), NULL);
  return self->stored_by;
}

GDateTime *
apoyo_exception_list_get_stored_at (ApoyoExceptionList *self)
{
  g_return_val_if_fail (APOYO_IS_EXCEPTION_LIST (self), NULL);
  return self->stored_at;
}

int
apoyo_exception_list_get_revision (ApoyoExceptionList *self)
{
  g_return_val_if_fail (APOYO_IS_EXCEPTION_LIST (self), 0);
  return self->revision;
}

const char *const *
apoyo_exception_list_get_codes (ApoyoExceptionList *self)
{
  g_return_val_if_fail (APOYO_IS_EXCEPTION_LIST (self), NULL);
  return (const char *const *) self->codes;
}
