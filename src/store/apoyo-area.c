/* apoyo-area.c: one demarcation of the board's table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-area.h"

struct _ApoyoArea {
  GObject parent_instance;

  char *code; /* (owned) */
  char *name; /* (owned) */
  gint64 nominal_list;
  gint64 required;
  gint64 valid;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoArea, apoyo_area, G_TYPE_OBJECT)

static void
apoyo_area_finalize (GObject *object)
{
  ApoyoArea *self = APOYO_AREA (object);

  g_free (self->code);
  g_free (self->name);

  G_OBJECT_CLASS (apoyo_area_parent_class)->finalize (object);
}

static void
apoyo_area_class_init (ApoyoAreaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_area_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_AREA, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_area_init (ApoyoArea *self)
{
}

ApoyoArea *
apoyo_area_new (const char *code, const char *name)
{
  ApoyoArea *self = g_object_new (APOYO_TYPE_AREA, NULL);

  self->code = g_strdup (code);
  self->name = g_strdup (name);
  return self;
}

const char *
apoyo_area_get_code (ApoyoArea *self)
{
  g_return_val_if_fail (APOYO_IS_AREA (self), NULL);
  return self->code;
}

const char *
apoyo_area_get_name (ApoyoArea *self)
{
  g_return_val_if_fail (APOYO_IS_AREA (self), NULL);
  return self->name;
}

gint64
apoyo_area_get_nominal_list (ApoyoArea *self)
{
  g_return_val_if_fail (APOYO_IS_AREA (self), 0);
  return self->nominal_list;
}

gint64
apoyo_area_get_required (ApoyoArea *self)
{
  g_return_val_if_fail (APOYO_IS_AREA (self), 0);
  return self->required;
}

gint64
apoyo_area_get_valid (ApoyoArea *self)
{
  g_return_val_if_fail (APOYO_IS_AREA (self), 0);
  return self->valid;
}

int
apoyo_area_get_progress (ApoyoArea *self)
{
  g_return_val_if_fail (APOYO_IS_AREA (self), -1);

  if (self->required <= 0)
    return -1;
  return (int) MIN (self->valid * 10000 / self->required, G_MAXINT);
}

void
apoyo_area_set_counts (ApoyoArea *self, gint64 nominal_list, gint64 required, gint64 valid)
{
  g_return_if_fail (APOYO_IS_AREA (self));

  if (self->nominal_list == nominal_list && self->required == required && self->valid == valid)
    return;
  self->nominal_list = nominal_list;
  self->required = required;
  self->valid = valid;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
