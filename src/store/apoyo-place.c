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

static GObject *
make_place (gpointer geography, guint place)
{
  return G_OBJECT (apoyo_place_new (geography, place));
}

ApoyoLazyList *
apoyo_place_list_new (ApoyoGeography *geography, GArray *places)
{
  return apoyo_lazy_list_new (APOYO_TYPE_PLACE, places, g_object_ref (geography), g_object_unref,
                              make_place);
}
