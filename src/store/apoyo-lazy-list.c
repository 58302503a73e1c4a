/* apoyo-lazy-list.c: a list of numbers whose rows are made when they are looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-lazy-list.h"

struct _ApoyoLazyList {
  GObject parent_instance;

  GType item_type;
  GArray *numbers; /* (owned) */
  gpointer source; /* (owned) */
  GDestroyNotify free_source;
  ApoyoLazyFunc make;
};

static GType
get_item_type (GListModel *model)
{
  return APOYO_LAZY_LIST (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return APOYO_LAZY_LIST (model)->numbers->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ApoyoLazyList *self = APOYO_LAZY_LIST (model);

  if (position >= self->numbers->len)
    return NULL;
  return self->make (self->source, g_array_index (self->numbers, guint, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ApoyoLazyList,
                               apoyo_lazy_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
apoyo_lazy_list_finalize (GObject *object)
{
  ApoyoLazyList *self = APOYO_LAZY_LIST (object);

  g_array_unref (self->numbers);
  self->free_source (self->source);

  G_OBJECT_CLASS (apoyo_lazy_list_parent_class)->finalize (object);
}

static void
apoyo_lazy_list_class_init (ApoyoLazyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_lazy_list_finalize;
}

static void
apoyo_lazy_list_init (ApoyoLazyList *self)
{
}

ApoyoLazyList *
apoyo_lazy_list_new (GType item_type,
                     GArray *numbers,
                     gpointer source,
                     GDestroyNotify free_source,
                     ApoyoLazyFunc make)
{
  ApoyoLazyList *self = g_object_new (APOYO_TYPE_LAZY_LIST, NULL);

  self->item_type = item_type;
  self->numbers = numbers;
  self->source = source;
  self->free_source = free_source;
  self->make = make;
  return self;
}

guint
apoyo_lazy_list_find (ApoyoLazyList *self, guint number)
{
  g_return_val_if_fail (APOYO_IS_LAZY_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->numbers->len; i++) {
    if (g_array_index (self->numbers, guint, i) == number)
      return i;
  }
  return G_MAXUINT;
}

const GArray *
apoyo_lazy_list_get_numbers (ApoyoLazyList *self)
{
  g_return_val_if_fail (APOYO_IS_LAZY_LIST (self), NULL);
  return self->numbers;
}
