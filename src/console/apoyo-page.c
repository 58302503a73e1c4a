/* apoyo-page.c: one page of the window, behind one entry of the sidebar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-format.h"
#include "apoyo-page.h"

typedef struct {
  ApoyoProcess *process; /* (owned) (nullable) */
  GtkWidget *title;      /* (owned) (nullable): made when first asked for */
  GtkWidget *actions;    /* (owned) (nullable): likewise */
} ApoyoPagePrivate;

enum {
  SIGNAL_FIGURES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ApoyoPage, apoyo_page, ADW_TYPE_BIN)

static void
apoyo_page_dispose (GObject *object)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (APOYO_PAGE (object));

  g_clear_object (&priv->process);
  g_clear_object (&priv->title);
  g_clear_object (&priv->actions);

  G_OBJECT_CLASS (apoyo_page_parent_class)->dispose (object);
}

static void
apoyo_page_class_init (ApoyoPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_page_dispose;

  signals[SIGNAL_FIGURES_CHANGED] = g_signal_new (
      "figures-changed", APOYO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_page_init (ApoyoPage *self)
{
}

void
apoyo_page_set_process (ApoyoPage *self, ApoyoLogin *login, ApoyoProcess *process)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (self);

  g_return_if_fail (APOYO_IS_PAGE (self));

  if (!apoyo_page_needs_process (self))
    return;
  g_set_object (&priv->process, process);
  APOYO_PAGE_GET_CLASS (self)->set_process (self, login, process);
}

gboolean
apoyo_page_needs_process (ApoyoPage *self)
{
  g_return_val_if_fail (APOYO_IS_PAGE (self), FALSE);
  return APOYO_PAGE_GET_CLASS (self)->set_process != NULL;
}

void
apoyo_page_set_login (ApoyoPage *self, ApoyoLogin *login)
{
  g_return_if_fail (APOYO_IS_PAGE (self));
  g_return_if_fail (APOYO_IS_LOGIN (login));

  if (APOYO_PAGE_GET_CLASS (self)->set_login != NULL)
    APOYO_PAGE_GET_CLASS (self)->set_login (self, login);
}

static GtkWidget *
get_made (ApoyoPage *self, GtkWidget **made, GtkWidget *(*make) (ApoyoPage *self))
{
  if (*made == NULL && make != NULL)
    *made = g_object_ref_sink (make (self));
  return *made;
}

GtkWidget *
apoyo_page_get_header_title (ApoyoPage *self)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (self);

  g_return_val_if_fail (APOYO_IS_PAGE (self), NULL);
  return get_made (self, &priv->title, APOYO_PAGE_GET_CLASS (self)->make_title);
}

GtkWidget *
apoyo_page_get_header_actions (ApoyoPage *self)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (self);

  g_return_val_if_fail (APOYO_IS_PAGE (self), NULL);
  return get_made (self, &priv->actions, APOYO_PAGE_GET_CLASS (self)->make_actions);
}

gboolean
apoyo_page_is_drill (ApoyoPage *self)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (self);

  g_return_val_if_fail (APOYO_IS_PAGE (self), FALSE);

  if (APOYO_PAGE_GET_CLASS (self)->is_drill != NULL)
    return APOYO_PAGE_GET_CLASS (self)->is_drill (self);
  return priv->process != NULL && apoyo_process_get_figures (priv->process)->simulacro;
}

gboolean
apoyo_page_can_export (ApoyoPage *self)
{
  return APOYO_PAGE_GET_CLASS (self)->export != NULL;
}

void
apoyo_page_export (ApoyoPage *self, const char *format)
{
  if (APOYO_PAGE_GET_CLASS (self)->export != NULL)
    APOYO_PAGE_GET_CLASS (self)->export(self, format);
}

void
apoyo_page_search (ApoyoPage *self)
{
  if (APOYO_PAGE_GET_CLASS (self)->search != NULL)
    APOYO_PAGE_GET_CLASS (self)->search (self);
}

void
apoyo_page_add (ApoyoPage *self)
{
  if (APOYO_PAGE_GET_CLASS (self)->add != NULL)
    APOYO_PAGE_GET_CLASS (self)->add (self);
}

void
apoyo_page_import (ApoyoPage *self)
{
  if (APOYO_PAGE_GET_CLASS (self)->import != NULL)
    APOYO_PAGE_GET_CLASS (self)->import (self);
}

gboolean
apoyo_page_has_wall (ApoyoPage *self)
{
  return APOYO_PAGE_GET_CLASS (self)->make_wall != NULL;
}

GtkWidget *
apoyo_page_make_wall (ApoyoPage *self)
{
  return APOYO_PAGE_GET_CLASS (self)->make_wall (self);
}

gboolean
apoyo_page_is_populated (ApoyoPage *self)
{
  return APOYO_PAGE_GET_CLASS (self)->is_populated == NULL ||
         APOYO_PAGE_GET_CLASS (self)->is_populated (self);
}

void
apoyo_page_add_panes (ApoyoPage *self, GPtrArray *panes)
{
  if (APOYO_PAGE_GET_CLASS (self)->add_panes != NULL)
    APOYO_PAGE_GET_CLASS (self)->add_panes (self, panes);
  else
    g_ptr_array_add (panes, self);
}

gboolean
apoyo_page_is_unsent (ApoyoPage *self)
{
  return APOYO_PAGE_GET_CLASS (self)->is_unsent != NULL &&
         APOYO_PAGE_GET_CLASS (self)->is_unsent (self);
}

void
apoyo_page_set_live (ApoyoPage *self, gboolean live)
{
  if (APOYO_PAGE_GET_CLASS (self)->set_live != NULL)
    APOYO_PAGE_GET_CLASS (self)->set_live (self, live);
}

void
apoyo_page_set_wide (ApoyoPage *self, gboolean wide)
{
  if (APOYO_PAGE_GET_CLASS (self)->set_wide != NULL)
    APOYO_PAGE_GET_CLASS (self)->set_wide (self, wide);
}

void
apoyo_page_tell_figures (ApoyoPage *self, ApoyoProcess *process)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (self);

  g_return_if_fail (APOYO_IS_PAGE (self));

  g_set_object (&priv->process, process);
  g_signal_emit (self, signals[SIGNAL_FIGURES_CHANGED], 0);
}

ApoyoProcess *
apoyo_page_get_process (ApoyoPage *self)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (self);

  g_return_val_if_fail (APOYO_IS_PAGE (self), NULL);
  return priv->process;
}

char *
apoyo_page_dup_time (ApoyoPage *self)
{
  ApoyoPagePrivate *priv = apoyo_page_get_instance_private (self);
  const ApoyoProcessFigures *figures;

  if (priv->process == NULL || !apoyo_page_is_populated (self))
    return NULL;
  figures = apoyo_process_get_figures (priv->process);
  return apoyo_format_clock (figures->recorded_at ? figures->recorded_at : figures->as_of,
                             figures->time_zone);
}
