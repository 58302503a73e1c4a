/* assistant-gallery.c: pictures of the assistant's steps over a database of one's own, to look at.
 *
 * assistant-gallery CONNINFO CONFIGURATION.json FOLDER [dark] [wide]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>

#include "apoyo-assistant.h"
#include "apoyo-palette.h"
#include "apoyo-shot.h"

#define N_STEPS 7

static GMainLoop *loop;

static void
on_ready_cb (ApoyoLogin *login, gpointer data)
{
  g_main_loop_quit (loop);
}

static void
on_failed_cb (ApoyoLogin *login, const GError *error, gpointer data)
{
  g_error ("%s", error->message);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint milliseconds)
{
  g_timeout_add (milliseconds, quit_cb, NULL);
  g_main_loop_run (loop);
}

static void
take (GtkWidget *window, const char *folder, guint step)
{
  g_autofree char *name = g_strdup_printf ("assistant-%u.png", step + 1);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GdkTexture) texture =
      apoyo_shot_render (window, gtk_widget_get_width (window), gtk_widget_get_height (window));

  if (texture == NULL || !gdk_texture_save_to_png (texture, file))
    g_error ("%s could not be written", file);
}

/* What an application brings along by itself. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  gtk_css_provider_load_from_resource (style, "/mx/ine/ApoyoCiudadano/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    "/mx/ine/ApoyoCiudadano/icons");
}

int
main (int argc, char *argv[])
{
  g_autofree char *configuration = NULL;
  ApoyoLogin *login;
  GtkWidget *parent, *window;
  gboolean wide = FALSE;

  if (argc < 4 || !g_file_get_contents (argv[2], &configuration, NULL, NULL))
    g_error ("assistant-gallery CONNINFO CONFIGURATION.json FOLDER [dark] [wide]");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("APOYO_LOCALEDIR"));
  textdomain (GETTEXT_PACKAGE);
  gtk_init ();
  adw_init ();
  apoyo_widgets_init ();
  load_style ();
  for (int i = 4; i < argc; i++) {
    wide = wide || g_str_equal (argv[i], "wide");
    if (g_str_equal (argv[i], "dark"))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          ADW_COLOR_SCHEME_FORCE_DARK);
  }
  loop = g_main_loop_new (NULL, FALSE);
  login = apoyo_login_new (argv[1], NULL);
  g_signal_connect (login, "ready", G_CALLBACK (on_ready_cb), NULL);
  g_signal_connect (login, "failed", G_CALLBACK (on_failed_cb), NULL);
  apoyo_login_start (login);
  g_main_loop_run (loop);
  parent = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (parent), wide ? 1920 : 1280, wide ? 1080 : 800);
  gtk_window_present (GTK_WINDOW (parent));
  wait_ms (300);
  window = GTK_WIDGET (apoyo_assistant_present (GTK_WINDOW (parent), login, 0, configuration));
  for (guint step = 0; step < N_STEPS; step++) {
    wait_ms (step == 0 ? 2500 : 900);
    take (window, argv[3], step);
    gtk_widget_activate_action (window, "assistant.step", "i", 1);
  }
  return 0;
}
