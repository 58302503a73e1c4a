/* apoyo-connection-banner.c: says that the connection is lost, since when, and when it is tried
 * again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-connection-banner.h"

struct _ApoyoConnectionBanner {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;

  ApoyoLogin *login; /* (owned) (nullable) */
  char *time;        /* (owned) (nullable) */
  guint countdown;
};

G_DEFINE_FINAL_TYPE (ApoyoConnectionBanner, apoyo_connection_banner, ADW_TYPE_BIN)

static void
update (ApoyoConnectionBanner *self)
{
  int wait = apoyo_login_get_wait (self->login);
  g_autofree char *next =
      wait > 0 ? g_strdup_printf (g_dngettext (NULL, "next attempt in %d s.",
                                               "next attempt in %d s.", (gulong) wait),
                                  wait)
               : g_strdup (_ ("trying again now."));
  g_autofree char *text = NULL;

  if (self->time != NULL)
    text = g_strdup_printf (
        _ ("The connection to the server was lost. The figures are those of %s; %s"), self->time,
        next);
  else
    text = g_strdup_printf (_ ("The connection to the server was lost; %s"), next);
  gtk_label_set_text (self->label, text);
}

static gboolean
on_countdown_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_login_changed_cb (ApoyoLogin *login, ApoyoConnectionBanner *self)
{
  gboolean lost = apoyo_login_get_state (login) == APOYO_LOGIN_LOST;

  if (lost)
    update (self);
  if (!lost)
    g_clear_handle_id (&self->countdown, g_source_remove);
  else if (self->countdown == 0)
    self->countdown = g_timeout_add (500, on_countdown_cb, self);
  gtk_revealer_set_reveal_child (self->revealer, lost);
}

static void
apoyo_connection_banner_dispose (GObject *object)
{
  ApoyoConnectionBanner *self = APOYO_CONNECTION_BANNER (object);

  g_clear_handle_id (&self->countdown, g_source_remove);
  if (self->login != NULL)
    g_signal_handlers_disconnect_by_data (self->login, self);
  g_clear_object (&self->login);
  g_clear_pointer (&self->time, g_free);

  G_OBJECT_CLASS (apoyo_connection_banner_parent_class)->dispose (object);
}

static void
apoyo_connection_banner_class_init (ApoyoConnectionBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_connection_banner_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/mx/ine/ApoyoCiudadano/ui/apoyo-connection-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoConnectionBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, ApoyoConnectionBanner, label);
}

static void
apoyo_connection_banner_init (ApoyoConnectionBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
apoyo_connection_banner_set_login (ApoyoConnectionBanner *self, ApoyoLogin *login)
{
  g_return_if_fail (APOYO_IS_CONNECTION_BANNER (self));
  g_return_if_fail (self->login == NULL);

  self->login = g_object_ref (login);
  g_signal_connect_object (login, "changed", G_CALLBACK (on_login_changed_cb), self, 0);
  on_login_changed_cb (login, self);
}

void
apoyo_connection_banner_set_time (ApoyoConnectionBanner *self, const char *time)
{
  g_return_if_fail (APOYO_IS_CONNECTION_BANNER (self));

  if (g_strcmp0 (time, self->time) == 0)
    return;
  g_free (self->time);
  self->time = g_strdup (time);
  if (self->login != NULL && apoyo_login_get_state (self->login) == APOYO_LOGIN_LOST)
    update (self);
}
