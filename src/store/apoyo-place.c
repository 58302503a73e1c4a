/* apoyo-place.c: one place of a geography, as a row of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-place.h"

struct _ApoyoPlace {
  GObject parent_instance;

  ApoyoGeography *geography; /* (owned) */
  guint place;
};

G_DEFINE_FINAL_TYPE (ApoyoPlace, apoyo_place, G_TYPE_OBJECT)

static void
apoyo_place_finalize (GObject *object)
{
  g_object_unref (APOYO_PLACE (object)->geography);

  G_OBJECT_CLASS (apoyo_place_parent_class)->finalize (object);
}

static void
apoyo_place_class_init (ApoyoPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_place_finalize;
}

static void
apoyo_place_init (ApoyoPlace *self)
{
}

ApoyoPlace *
apoyo_place_new (ApoyoGeography *geography, guint place)
{
  ApoyoPlace *self = g_object_new (APOYO_TYPE_PLACE, NULL);

  self->geography = g_object_ref (geography);
  self->place = place;
  return self;
}

ApoyoGeography *
apoyo_place_get_geography (ApoyoPlace *self)
{
  g_return_val_if_fail (APOYO_IS_PLACE (self), NULL);
  return self->geography;
}

guint
apoyo_place_get_number (ApoyoPlace *self)
{
  g_return_val_if_fail (APOYO_IS_PLACE (self), APOYO_PLACE_NONE);
  return self->place;
}

/* --- the list --------------------------------------------------------------------------------- */

struct _ApoyoPlaceList {
  GObject parent_instance;

  ApoyoGeography *geography; /* (owned) */
  GArray *places;            /* (owned) */
};

static GType
get_item_type (GListModel *model)
{
  return APOYO_TYPE_PLACE;
}

static guint
get_n_items (GListModel *model)
{
  return APOYO_PLACE_LIST (model)->places->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ApoyoPlaceList *self = APOYO_PLACE_LIST (model);

  if (position >= self->places->len)
    return NULL;
  return apoyo_place_new (self->geography, g_array_index (self->places, guint, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ApoyoPlaceList,
                               apoyo_place_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
apoyo_place_list_finalize (GObject *object)
{
  ApoyoPlaceList *self = APOYO_PLACE_LIST (object);

  g_object_unref (self->geography);
  g_array_unref (self->places);

  G_OBJECT_CLASS (apoyo_place_list_parent_class)->finalize (object);
}

static void
apoyo_place_list_class_init (ApoyoPlaceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_place_list_finalize;
}

static void
apoyo_place_list_init (ApoyoPlaceList *self)
{
}

ApoyoPlaceList *
apoyo_place_list_new (ApoyoGeography *geography, GArray *places)
{
  ApoyoPlaceList *self = g_object_new (APOYO_TYPE_PLACE_LIST, NULL);

  self->geography = g_object_ref (geography);
  self->places = places;
  return self;
}

guint
apoyo_place_list_find (ApoyoPlaceList *self, guint place)
{
  g_return_val_if_fail (APOYO_IS_PLACE_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->places->len; i++) {
    if (g_array_index (self->places, guint, i) == place)
      return i;
  }
  return G_MAXUINT;
}

guint
apoyo_place_list_get (ApoyoPlaceList *self, guint position)
{
  g_return_val_if_fail (APOYO_IS_PLACE_LIST (self), APOYO_PLACE_NONE);
  return position < self->places->len ? g_array_index (self->places, guint, position)
                                      : APOYO_PLACE_NONE;
}

gint64
apoyo_place_list_sum (ApoyoPlaceList *self)
{
  g_return_val_if_fail (APOYO_IS_PLACE_LIST (self), 0);
  return apoyo_geography_sum (self->geography, self->places);
}
