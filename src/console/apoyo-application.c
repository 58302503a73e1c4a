/* apoyo-application.c: the program: its command line, its windows, its actions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-accessible.h"
#include "apoyo-application.h"
#include "apoyo-import-memory.h"
#include "apoyo-login.h"
#include "apoyo-measure.h"
#include "apoyo-paint-log.h"
#include "apoyo-palette.h"
#include "apoyo-preferences.h"
#include "apoyo-settings.h"
#include "apoyo-shot.h"
#include "apoyo-sign-in.h"
#include "apoyo-window.h"

struct _ApoyoApplication {
  AdwApplication parent_instance;

  /* The command line. */
  char *dir;          /* (owned) (nullable) */
  char *user;         /* (owned) (nullable) */
  char *service;      /* (owned) (nullable) */
  char *process;      /* (owned) (nullable) */
  char *shot_page;    /* (owned) (nullable) */
  char *size;         /* (owned) (nullable) */
  char *measure_file; /* (owned) (nullable) */
  char *paint_file;   /* (owned) (nullable) */
  GStrv rest;         /* (owned) (nullable): the file of a picture, and a link to open */
  gboolean dark;
  gboolean new_window;
  gboolean apart; /* beside another console, with a session of its own */
  gboolean check; /* of the command line only */

  char *link;           /* (owned) (nullable): to open as soon as there is a window */
  gboolean wants_apart; /* another console runs, and this one is to be beside it */

  ApoyoLogin *login;   /* (owned) (nullable) */
  GtkWindow *sign_in;  /* (nullable): while nobody is signed in */
  ApoyoWindow *window; /* (nullable): of the application */
  int status;
};

G_DEFINE_FINAL_TYPE (ApoyoApplication, apoyo_application, ADW_TYPE_APPLICATION)

static void show_sign_in (ApoyoApplication *self, const GError *error);

static int
fail (ApoyoApplication *self, const char *message)
{
  g_printerr ("apoyo-console: %s\n", message);
  self->status = 1;
  g_application_quit (G_APPLICATION (self));
  return 1;
}

static gboolean
is_picture (ApoyoApplication *self)
{
  return self->shot_page != NULL || self->measure_file != NULL;
}

/* Says where to sign in, as whom, or for what. */
static gboolean
names_session (ApoyoApplication *self)
{
  return self->dir != NULL || self->user != NULL || self->service != NULL || self->process != NULL;
}

/* What is left on the command line, beside the file of a picture. (nullable) */
static const char *
get_link (ApoyoApplication *self)
{
  guint place = self->shot_page != NULL ? 1 : 0;

  return self->rest != NULL && g_strv_length (self->rest) > place ? self->rest[place] : NULL;
}

/* --- windows ---------------------------------------------------------------------------------- */

static void
on_shot_taken_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ApoyoApplication *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!apoyo_shot_take_finish (result, &error))
    fail (self, error->message);
  g_application_quit (G_APPLICATION (self));
}

static void
on_measured_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ApoyoApplication *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!apoyo_measure_finish (result, &error))
    fail (self, error->message);
  g_application_quit (G_APPLICATION (self));
}

static void
prepare_picture (ApoyoApplication *self)
{
  int width = 1280, height = 800;

  if (self->size != NULL && sscanf (self->size, "%dx%d", &width, &height) != 2) {
    fail (self, _ ("A size is written 1280x800"));
    return;
  }
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  if (self->shot_page != NULL)
    apoyo_shot_take_async (self->window, self->shot_page, self->rest[0], width, height,
                           on_shot_taken_cb, self);
  else
    apoyo_measure_async (self->window, self->measure_file, on_measured_cb, self);
}

static void
on_login_ready_cb (ApoyoLogin *login, ApoyoApplication *self)
{
  g_clear_pointer (&self->link, g_free);
}

/* The link is kept until somebody is signed in: the one who signs in after a failure gets it too,
 * but nobody later. */
static void
open_link (ApoyoApplication *self)
{
  if (self->link == NULL)
    return;
  apoyo_window_open_link (self->window, self->link);
  if (apoyo_login_get_state (self->login) != APOYO_LOGIN_OPENING)
    g_clear_pointer (&self->link, g_free);
}

static void
show_window (ApoyoApplication *self, ApoyoLogin *login)
{
  g_autoptr (GError) error = NULL;

  g_set_object (&self->login, login);
  g_signal_connect_object (login, "ready", G_CALLBACK (on_login_ready_cb), self, 0);
  self->window = apoyo_window_new (GTK_APPLICATION (self), login);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  if (self->process != NULL)
    apoyo_window_prefer_process (self->window, self->process);
  open_link (self);
  if (is_picture (self))
    prepare_picture (self);
  gtk_window_present (GTK_WINDOW (self->window));
  if (self->paint_file != NULL && !apoyo_paint_log_start (self->window, self->paint_file, &error))
    fail (self, error->message);
}

/* Not signed in, or not any more: what the window showed is nobody's now. */
static void
on_login_failed_cb (ApoyoLogin *login, const GError *error, ApoyoApplication *self)
{
  g_autoptr (GError) kept = g_error_copy (error);

  if (is_picture (self)) {
    fail (self, error->message);
    return;
  }
  show_sign_in (self, kept);
  if (self->window != NULL)
    apoyo_window_end (self->window);
  apoyo_login_end (login);
  apoyo_import_memory_clear ();
  if (self->login == login)
    g_clear_object (&self->login);
}

static void
on_signed_in_cb (ApoyoSignIn *sign_in, ApoyoLogin *login, ApoyoApplication *self)
{
  g_signal_connect_object (login, "failed", G_CALLBACK (on_login_failed_cb), self, 0);
  show_window (self, login);
  gtk_window_destroy (GTK_WINDOW (sign_in));
}

static void
show_sign_in (ApoyoApplication *self, const GError *error)
{
  if (self->sign_in == NULL) {
    ApoyoSignIn *sign_in = apoyo_sign_in_new (GTK_APPLICATION (self), self->dir);

    self->sign_in = GTK_WINDOW (sign_in);
    g_object_add_weak_pointer (G_OBJECT (sign_in), (gpointer *) &self->sign_in);
    g_signal_connect_object (sign_in, "signed-in", G_CALLBACK (on_signed_in_cb), self, 0);
    apoyo_sign_in_prefer_user (sign_in, self->user);
  }
  if (error != NULL)
    apoyo_sign_in_show_error (APOYO_SIGN_IN (self->sign_in), error);
  gtk_window_present (self->sign_in);
}

/* --dir DIR --user NAME, or --service NAME, needs no dialog. */
static void
sign_in_directly (ApoyoApplication *self)
{
  g_autofree char *conninfo = NULL;
  g_autoptr (ApoyoLogin) login = NULL;

  if (self->dir != NULL)
    conninfo = apoyo_sign_in_make_local_conninfo (self->dir, self->user);
  else if (self->user != NULL)
    conninfo = g_strdup_printf ("service=%s user=%s", self->service, self->user);
  else
    conninfo = g_strdup_printf ("service=%s", self->service);
  login = apoyo_login_new (conninfo, NULL);
  g_signal_connect_object (login, "failed", G_CALLBACK (on_login_failed_cb), self, 0);
  /* The window is there at once and fills while the connection opens. */
  apoyo_login_start (login);
  show_window (self, login);
}

static void
apoyo_application_activate (GApplication *application)
{
  ApoyoApplication *self = APOYO_APPLICATION (application);

  if (self->window != NULL)
    gtk_window_present (GTK_WINDOW (self->window));
  else if (self->sign_in != NULL)
    gtk_window_present (self->sign_in);
  else if ((self->dir != NULL && self->user != NULL) || self->service != NULL)
    sign_in_directly (self);
  else if (is_picture (self))
    fail (self, _ ("A picture needs --dir and --user, or --service"));
  else
    show_sign_in (self, NULL);
}

/* A link that was opened anywhere on this desktop: shown where somebody is signed in already. */
static void
apoyo_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  ApoyoApplication *self = APOYO_APPLICATION (application);

  g_free (self->link);
  self->link = g_file_get_uri (files[0]);
  if (self->window != NULL)
    open_link (self);
  g_application_activate (application);
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoApplication *self = user_data;

  apoyo_preferences_present (gtk_application_get_active_window (GTK_APPLICATION (self)),
                             self->login != NULL ? apoyo_login_get_processes (self->login) : NULL);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoApplication *self = user_data;
  g_autofree char *server =
      self->login != NULL && apoyo_login_get_server_version (self->login) != NULL
          ? g_strdup_printf (_ ("Database: %s"), apoyo_login_get_server_version (self->login))
          : NULL;

  adw_show_about_window (
      gtk_application_get_active_window (GTK_APPLICATION (self)), "application-name",
      _ ("Apoyo Ciudadano"), "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION,
      "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("Watch citizens' supports arrive and count them live"), "debug-info", server, NULL);
}

static void
sign_out (gpointer user_data)
{
  ApoyoApplication *self = user_data;

  if (self->login == NULL)
    return;
  show_sign_in (self, NULL);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  apoyo_login_end (self->login);
  apoyo_import_memory_clear ();
  g_clear_object (&self->login);
}

static void
sign_out_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoApplication *self = user_data;

  if (self->window == NULL || apoyo_window_settle (self->window, sign_out, self))
    sign_out (self);
}

static void
quit (gpointer user_data)
{
  ApoyoApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  g_application_quit (G_APPLICATION (self));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoApplication *self = user_data;

  if (self->window == NULL || apoyo_window_settle (self->window, quit, self))
    quit (self);
}

static void
add_actions (ApoyoApplication *self)
{
  static const GActionEntry entries[] = {
    { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
    { "about", about_action, NULL, NULL, NULL, { 0 } },
    { "sign-out", sign_out_action, NULL, NULL, NULL, { 0 } },
    { "quit", quit_action, NULL, NULL, NULL, { 0 } },
  };
  static const struct {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "win.shortcuts", { "<Control>question", "<Control>F1" } },
    { "win.switch-process", { "<Control>k" } },
    { "win.search", { "<Control>f" } },
    { "win.add", { "<Control>n" } },
    { "win.import", { "<Control>i" } },
    { "win.inbox", { "<Control>b" } },
    { "win.show-export", { "<Control>e" } },
    { "win.wall", { "F11" } },
    { "win.leave-wall", { "Escape" } },
    { "win.reconnect", { "F5" } },
    { "win.sidebar", { "F9" } },
    { "win.next-pane(false)", { "F6" } },
    { "win.next-pane(true)", { "<Shift>F6" } },
  };
  GtkApplication *application = GTK_APPLICATION (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
  for (int page = 1; page <= 8; page++) {
    g_autofree char *action = g_strdup_printf ("win.page(%d)", page);
    g_autofree char *key = g_strdup_printf ("<Alt>%d", page);
    const char *const accels[] = { key, NULL };

    gtk_application_set_accels_for_action (application, action, accels);
  }
}

/* --- the object ------------------------------------------------------------------------------- */

/* Without a desktop that names a font, GTK takes a small one with wide figures. */
static void
choose_font (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  if (font == NULL || g_str_has_prefix (font, "Sans "))
    g_object_set (settings, "gtk-font-name", "Cantarell 11", NULL);
}

/* A picture shows the window's inside, without the room for its shadow. */
static void
drop_frame (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (
      provider,
      "window, window.csd, window.solid-csd { margin: 0; padding: 0; border: none;"
      " box-shadow: none; border-radius: 0; }",
      -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

static void
apoyo_application_startup (GApplication *application)
{
  ApoyoApplication *self = APOYO_APPLICATION (application);

  G_APPLICATION_CLASS (apoyo_application_parent_class)->startup (application);
  apoyo_accessible_install ();
  apoyo_widgets_init ();
  add_actions (self);
  choose_font ();
  if (is_picture (self)) {
    drop_frame ();
    g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        self->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                   : ADW_COLOR_SCHEME_FORCE_LIGHT);
  } else if (self->dark) {
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  }
}

/* Says at once that there is no such page, before anything is started or waited for. */
static gboolean
resolve_page (ApoyoApplication *self)
{
  const char *page = apoyo_window_find_page (self->shot_page);

  if (page == NULL) {
    g_autofree char *pages = apoyo_window_describe_pages ();
    g_autofree char *text =
        g_strdup_printf (_ ("There is no page “%s”; the pages are: %s"), self->shot_page, pages);

    g_printerr ("apoyo-console: %s\n", text);
    return FALSE;
  }
  g_free (self->shot_page);
  self->shot_page = g_strdup (page);
  return TRUE;
}

/* A folio alone is a link too. (transfer full) */
static GFile *
make_link_file (const char *link)
{
  g_autofree char *uri =
      g_ascii_strncasecmp (link, "apoyo:", 6) == 0 ? NULL : g_strconcat ("apoyo:", link, NULL);

  return g_file_new_for_uri (uri != NULL ? uri : link);
}

static int
give_to_running (ApoyoApplication *self)
{
  g_autoptr (GFile) file = make_link_file (self->link);

  g_application_open (G_APPLICATION (self), &file, 1, "");
  return 0;
}

/* A second start, from the menu or by a link, is for the console that is open. But whoever names an
 * account or a database must not be shown another's: that is a console of its own, as is what was
 * asked for as a new window. */
static int
settle_instance (ApoyoApplication *self)
{
  GApplication *application = G_APPLICATION (self);
  g_autoptr (GError) error = NULL;

  if (is_picture (self) || self->apart)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (application, NULL, &error)) {
    g_printerr ("apoyo-console: %s\n", error->message);
    return 1;
  }
  if (!g_application_get_is_remote (application))
    return -1;
  self->wants_apart = self->new_window || names_session (self);
  if (self->wants_apart)
    return 0;
  return self->link != NULL ? give_to_running (self) : -1;
}

static int
apoyo_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  ApoyoApplication *self = APOYO_APPLICATION (application);

  if (g_variant_dict_contains (options, "version")) {
    g_print ("apoyo-console %s\n", PACKAGE_VERSION);
    return 0;
  }
  if (self->shot_page != NULL && (self->rest == NULL || g_strv_length (self->rest) > 2)) {
    g_printerr ("apoyo-console: %s\n", _ ("--shot needs a page and a file"));
    return 1;
  }
  if (self->shot_page != NULL && !resolve_page (self))
    return 1;
  if (self->check)
    return 0;
  self->link = g_strdup (get_link (self));
  return settle_instance (self);
}

static void
apoyo_application_dispose (GObject *object)
{
  ApoyoApplication *self = APOYO_APPLICATION (object);

  g_clear_weak_pointer (&self->sign_in);
  g_clear_weak_pointer (&self->window);
  if (self->login != NULL)
    apoyo_login_end (self->login);
  g_clear_object (&self->login);

  G_OBJECT_CLASS (apoyo_application_parent_class)->dispose (object);
}

static void
apoyo_application_finalize (GObject *object)
{
  ApoyoApplication *self = APOYO_APPLICATION (object);

  g_free (self->dir);
  g_free (self->user);
  g_free (self->service);
  g_free (self->process);
  g_free (self->shot_page);
  g_free (self->size);
  g_free (self->measure_file);
  g_free (self->paint_file);
  g_strfreev (self->rest);
  g_free (self->link);

  G_OBJECT_CLASS (apoyo_application_parent_class)->finalize (object);
}

static void
apoyo_application_class_init (ApoyoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_application_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_application_finalize;
  application_class->startup = apoyo_application_startup;
  application_class->activate = apoyo_application_activate;
  application_class->open = apoyo_application_open;
  application_class->handle_local_options = apoyo_application_handle_local_options;
}

static void
apoyo_application_init (ApoyoApplication *self)
{
  const GOptionEntry entries[] = {
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &self->dir,
      N_ ("Folder of a private cluster on this computer"), N_ ("DIR") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->user, N_ ("Account to sign in with"), N_ ("NAME") },
    { "service", 0, 0, G_OPTION_ARG_STRING, &self->service,
      N_ ("Entry of pg_service.conf to sign in to"), N_ ("NAME") },
    { "process", 0, 0, G_OPTION_ARG_STRING, &self->process, N_ ("Process to open first"),
      N_ ("CODE") },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, &self->new_window,
      N_ ("Beside a console that is open, with a session of its own"), NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &self->dark, N_ ("Dark colours"), NULL },
    { "shot", 0, 0, G_OPTION_ARG_STRING, &self->shot_page,
      N_ ("Write a picture of a page into the file named last, and quit"), N_ ("PAGE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self->size, N_ ("Size of the picture (1280x800)"),
      N_ ("WxH") },
    { "check", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->check, NULL, NULL },
    { "measure", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->measure_file, NULL, NULL },
    { "paint-log", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->paint_file, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

ApoyoApplication *
apoyo_application_new (gboolean apart)
{
  ApoyoApplication *self = g_object_new (APOYO_TYPE_APPLICATION, "application-id", APPLICATION_ID,
                                         "flags", G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                                         "/mx/ine/ApoyoCiudadano", NULL);

  self->apart = apart;
  return self;
}

gboolean
apoyo_application_wants_apart (ApoyoApplication *self)
{
  g_return_val_if_fail (APOYO_IS_APPLICATION (self), FALSE);
  return self->wants_apart;
}

int
apoyo_application_get_status (ApoyoApplication *self)
{
  g_return_val_if_fail (APOYO_IS_APPLICATION (self), 1);
  return self->status;
}
