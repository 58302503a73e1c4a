/* apoyo-window.c: the window: sidebar, header bar, and one page at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dossier-page.h"
#include "apoyo-drill-mark.h"
#include "apoyo-pages.h"
#include "apoyo-settings.h"
#include "apoyo-toast.h"
#include "apoyo-window-private.h"

/* From here on the sidebar and the charts have room for more. */
#define WIDE 1600
/* Below this the sidebar goes by itself; F9 brings it back. */
#define NARROW 900

G_DEFINE_FINAL_TYPE (ApoyoWindow, apoyo_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- pages ------------------------------------------------------------------------------------ */

ApoyoPage *
apoyo_window_get_page (ApoyoWindow *self)
{
  GtkWidget *child;

  g_return_val_if_fail (APOYO_IS_WINDOW (self), NULL);

  child = gtk_stack_get_visible_child (self->pages);
  return APOYO_IS_PAGE (child) ? APOYO_PAGE (child) : NULL;
}

/* Calls func for every page there is. */
static void
each_page (ApoyoWindow *self, void (*func) (ApoyoPage *page, ApoyoWindow *self))
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (APOYO_IS_PAGE (child))
      func (APOYO_PAGE (child), self);
  }
}

static void
update_actions (ApoyoWindow *self)
{
  ApoyoPage *page = apoyo_window_get_page (self);
  gboolean exports = page != NULL && apoyo_page_can_export (page);
  gboolean can_export = exports && apoyo_page_is_populated (page);
  gboolean has_wall = page != NULL && apoyo_page_has_wall (page);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", can_export);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-export", can_export);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), can_export);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), exports);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.wall", has_wall);
  gtk_widget_set_visible (self->wall_button, has_wall);
}

static void
mark_drill (ApoyoWindow *self, gboolean drill)
{
  if (drill == (adw_bin_get_child (self->drill_place) != NULL))
    return;
  adw_bin_set_child (self->drill_place, drill ? apoyo_drill_mark_new () : NULL);
  apoyo_drill_mark_window (GTK_WIDGET (self), drill);
}

/* A page's widgets stay in the header once they are there: taken out and put back, GTK 4.8 leaves
 * their buttons without their actions. */
static void
show_in (GtkStack *place, GtkWidget *widget)
{
  if (gtk_widget_get_parent (widget) == NULL)
    gtk_stack_add_child (place, widget);
  gtk_stack_set_visible_child (place, widget);
}

/* The header bar, the banner and the actions are those of the page on the screen. */
static void
update_chrome (ApoyoWindow *self)
{
  ApoyoPage *page = apoyo_window_get_page (self);
  GtkWidget *title = page != NULL ? apoyo_page_get_header_title (page) : NULL;
  GtkWidget *actions = page != NULL ? apoyo_page_get_header_actions (page) : NULL;
  g_autofree char *time = page != NULL ? apoyo_page_dup_time (page) : NULL;

  show_in (self->title_place, title != NULL ? title : GTK_WIDGET (self->switcher));
  show_in (self->actions_place, actions != NULL ? actions : self->no_actions);
  apoyo_connection_banner_set_time (self->banner, time);
  mark_drill (self, page != NULL && apoyo_page_is_drill (page));
  update_actions (self);
}

static GtkWidget *
get_status (ApoyoWindow *self)
{
  GtkWidget *status = gtk_stack_get_child_by_name (self->pages, "status");

  if (status == NULL) {
    status = adw_status_page_new ();
    gtk_stack_add_named (self->pages, status, "status");
  }
  return status;
}

static void
show_status (ApoyoWindow *self, const char *icon, const char *title, const char *description)
{
  GtkWidget *status = get_status (self);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), description);
  gtk_stack_set_visible_child (self->pages, status);
  update_chrome (self);
}

/* The chosen page, or why there is nothing to see of it. */
static void
show_page (ApoyoWindow *self)
{
  GtkWidget *page =
      self->page_name != NULL ? gtk_stack_get_child_by_name (self->pages, self->page_name) : NULL;

  if (page == NULL)
    return;
  if (self->process == NULL && apoyo_page_needs_process (APOYO_PAGE (page))) {
    show_status (self, "ac-process-symbolic", _ ("No process yet"),
                 _ ("A process appears here as soon as one is configured in your scope."));
    return;
  }
  gtk_stack_set_visible_child (self->pages, page);
  update_chrome (self);
}

static void
on_page_chosen_cb (ApoyoWindow *self, const char *name)
{
  g_free (self->page_name);
  self->page_name = g_strdup (name);
  show_page (self);
}

static void
on_figures_changed_cb (ApoyoPage *page, ApoyoWindow *self)
{
  if (page != apoyo_window_get_page (self))
    return;
  if (apoyo_page_get_process (page) != NULL)
    apoyo_process_switcher_show (self->switcher, apoyo_page_get_process (page));
  update_chrome (self);
}

static void
add_pages (ApoyoWindow *self)
{
  const ApoyoPageInfo *info;

  if (!apoyo_sidebar_is_empty (self->sidebar))
    return;
  for (guint i = 0; (info = apoyo_pages_get (i)) != NULL; i++) {
    GtkWidget *page;

    if (!apoyo_pages_may_use (info, self->login))
      continue;
    page = g_object_new (info->get_type (), NULL);
    g_signal_connect_object (page, "figures-changed", G_CALLBACK (on_figures_changed_cb), self, 0);
    apoyo_page_set_wide (APOYO_PAGE (page), self->wide);
    gtk_stack_add_named (self->pages, page, info->name);
    apoyo_sidebar_add_page (self->sidebar, info);
  }
}

static void
give_login (ApoyoPage *page, ApoyoWindow *self)
{
  apoyo_page_set_login (page, self->login);
}

/* --- process ---------------------------------------------------------------------------------- */

static void
give_process (ApoyoPage *page, ApoyoWindow *self)
{
  apoyo_page_set_process (page, self->login, self->process);
}

static void
set_process (ApoyoWindow *self, ApoyoProcess *process)
{
  g_set_object (&self->process, process);
  apoyo_process_switcher_show (self->switcher, process);
  each_page (self, give_process);
  show_page (self);
}

static void
on_process_chosen_cb (ApoyoWindow *self, ApoyoProcess *process)
{
  if (self->process == NULL ||
      apoyo_process_get_figures (process)->id != apoyo_process_get_figures (self->process)->id)
    set_process (self, process);
}

/* The first process may be configured while somebody waits for it. */
static void
choose_process (ApoyoWindow *self)
{
  ApoyoProcess *process =
      self->process == NULL
          ? apoyo_process_switcher_pick (apoyo_login_get_processes (self->login), self->preferred)
          : NULL;

  if (process != NULL)
    set_process (self, process);
}

/* --- session ---------------------------------------------------------------------------------- */

static void
on_processes_changed_cb (GListModel *processes,
                         guint position,
                         guint removed,
                         guint added,
                         ApoyoWindow *self)
{
  if (!apoyo_sidebar_is_empty (self->sidebar))
    choose_process (self);
}

static void
follow_link (ApoyoWindow *self)
{
  g_autofree char *link = g_steal_pointer (&self->link);
  GtkWidget *page = link != NULL ? gtk_stack_get_child_by_name (self->pages, "dossier") : NULL;

  if (page != NULL) {
    apoyo_window_set_wall (self, FALSE);
    apoyo_sidebar_select (self->sidebar, "dossier");
    apoyo_dossier_page_open (APOYO_DOSSIER_PAGE (page), link);
  } else if (link != NULL) {
    apoyo_window_tell (self, _ ("Your role does not open dossiers"));
  }
}

static void
on_ready_cb (ApoyoLogin *login, ApoyoWindow *self)
{
  const char *first = apoyo_pages_get_first (login);

  apoyo_sidebar_show_person (self->sidebar, login);
  add_pages (self);
  if (first == NULL) {
    show_status (
        self, "dialog-password-symbolic", _ ("No page for your role"),
        _ ("Your account may not use this console yet. Ask whoever administers the staff."));
    return;
  }
  each_page (self, give_login);
  apoyo_inbox_set_login (self->inbox, login);
  if (self->page_name == NULL)
    apoyo_sidebar_select (self->sidebar, first);
  choose_process (self);
  follow_link (self);
}

static void
on_inbox_changed_cb (ApoyoInbox *inbox, ApoyoWindow *self)
{
  apoyo_sidebar_show_inbox (self->sidebar, apoyo_inbox_get_n_waiting (inbox));
}

static void
notify_lost (ApoyoWindow *self)
{
  g_autoptr (GNotification) notification = NULL;
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (application == NULL || !g_settings_get_boolean (apoyo_settings_get (), "notify-connection") ||
      gtk_window_is_active (GTK_WINDOW (self)))
    return;
  notification = g_notification_new (_ ("Connection lost"));
  g_notification_set_body (notification,
                           _ ("The live count shows its last figures and reconnects by itself."));
  g_application_send_notification (application, "connection", notification);
}

static void
give_live (ApoyoPage *page, ApoyoWindow *self)
{
  apoyo_page_set_live (page, !self->shown_offline);
}

static void
set_live (ApoyoWindow *self, gboolean live)
{
  apoyo_status_chip_set (self->chip, live ? APOYO_STATUS_LIVE : APOYO_STATUS_OFFLINE, NULL);
  if (!live && !self->shown_offline)
    notify_lost (self);
  self->shown_offline = !live;
  each_page (self, give_live);
}

static void
on_login_changed_cb (ApoyoLogin *login, ApoyoWindow *self)
{
  ApoyoLoginState state = apoyo_login_get_state (login);

  gtk_widget_set_visible (GTK_WIDGET (self->chip_place), state != APOYO_LOGIN_OPENING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reconnect", state == APOYO_LOGIN_LOST);
  if (state != APOYO_LOGIN_OPENING)
    set_live (self, state == APOYO_LOGIN_LIVE);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
give_wide (ApoyoPage *page, ApoyoWindow *self)
{
  apoyo_page_set_wide (page, self->wide);
}

static void
apply_shape (ApoyoWindow *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self->sidebar), self->wide ? 238 : 226, -1);
  if (self->folded != self->narrow) {
    self->folded = self->narrow;
    apoyo_window_show_sidebar (self, !self->narrow);
  }
  each_page (self, give_wide);
}

static gboolean
shape_cb (gpointer user_data)
{
  ApoyoWindow *self = user_data;

  self->shape_source = 0;
  apply_shape (self);
  return G_SOURCE_REMOVE;
}

/* The shape changes sizes, which may not happen while sizes are given out. */
static void
apoyo_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);
  gboolean wide = width >= WIDE, narrow = width < NARROW;

  if (wide != self->wide || narrow != self->narrow) {
    self->wide = wide;
    self->narrow = narrow;
    if (self->shape_source == 0)
      self->shape_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, shape_cb, self, NULL);
  }
  GTK_WIDGET_CLASS (apoyo_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
close_anyway (gpointer window)
{
  gtk_window_close (window);
}

static gboolean
apoyo_window_close_request (GtkWindow *window)
{
  GSettings *settings = apoyo_settings_get ();
  int width = 0, height = 0;

  if (!apoyo_window_settle (APOYO_WINDOW (window), close_anyway, window))
    return GDK_EVENT_STOP;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window) && !gtk_window_is_fullscreen (window)) {
    g_settings_set_int (settings, "window-width", CLAMP (width, 800, 16384));
    g_settings_set_int (settings, "window-height", CLAMP (height, 600, 16384));
  }
  return GTK_WINDOW_CLASS (apoyo_window_parent_class)->close_request (window);
}

static void
apoyo_window_dispose (GObject *object)
{
  ApoyoWindow *self = APOYO_WINDOW (object);

  g_clear_handle_id (&self->shape_source, g_source_remove);
  if (self->login != NULL)
    g_signal_handlers_disconnect_by_data (self->login, self);
  g_clear_object (&self->login);
  g_clear_object (&self->inbox);
  g_clear_object (&self->process);
  g_clear_pointer (&self->preferred, g_free);
  g_clear_pointer (&self->page_name, g_free);
  g_clear_pointer (&self->link, g_free);

  G_OBJECT_CLASS (apoyo_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, modes);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, title_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, actions_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, no_actions);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, wall_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, chip_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, drill_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, wall_place);
  gtk_widget_class_bind_template_callback (widget_class, on_page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_process_chosen_cb);
}

static void
apoyo_window_class_init (ApoyoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_window_close_request;
  widget_class->size_allocate = apoyo_window_size_allocate;

  g_type_ensure (APOYO_TYPE_PROCESS_SWITCHER);
  g_type_ensure (APOYO_TYPE_SIDEBAR);
  g_type_ensure (APOYO_TYPE_CONNECTION_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-window.ui");
  bind_children (widget_class);
  apoyo_window_install_actions (widget_class);
}

static void
apoyo_window_init (ApoyoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->inbox = apoyo_inbox_new ();
  g_signal_connect_object (self->inbox, "changed", G_CALLBACK (on_inbox_changed_cb), self, 0);
  self->chip = APOYO_STATUS_CHIP (apoyo_status_chip_new (APOYO_STATUS_LIVE, NULL));
  adw_bin_set_child (self->chip_place, GTK_WIDGET (self->chip));
  gtk_widget_set_visible (GTK_WIDGET (self->chip_place), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.leave-wall", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reconnect", FALSE);
  update_actions (self);
}

ApoyoWindow *
apoyo_window_new (GtkApplication *application, ApoyoLogin *login)
{
  GSettings *settings = apoyo_settings_get ();
  ApoyoWindow *self;

  g_return_val_if_fail (APOYO_IS_LOGIN (login), NULL);

  self = g_object_new (APOYO_TYPE_WINDOW, "application", application, "default-width",
                       g_settings_get_int (settings, "window-width"), "default-height",
                       g_settings_get_int (settings, "window-height"), NULL);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->login = g_object_ref (login);
  apoyo_process_switcher_set_processes (self->switcher, apoyo_login_get_processes (login));
  apoyo_connection_banner_set_login (self->banner, login);
  g_signal_connect_object (apoyo_login_get_processes (login), "items-changed",
                           G_CALLBACK (on_processes_changed_cb), self, 0);
  g_signal_connect_object (login, "ready", G_CALLBACK (on_ready_cb), self, 0);
  g_signal_connect_object (login, "changed", G_CALLBACK (on_login_changed_cb), self, 0);
  on_login_changed_cb (login, self);
  if (apoyo_login_get_state (login) == APOYO_LOGIN_LIVE)
    on_ready_cb (login, self);
  return self;
}

/* The wall is no page of its own, but a view that a picture may show. */
const char *
apoyo_window_find_page (const char *name)
{
  const ApoyoPageInfo *info = apoyo_pages_find (name);

  if (g_str_equal (name, "wall") || g_str_equal (name, "mural"))
    return "wall";
  return info != NULL ? info->name : NULL;
}

char *
apoyo_window_describe_pages (void)
{
  GString *text = g_string_new (NULL);
  const ApoyoPageInfo *info;

  for (guint i = 0; (info = apoyo_pages_get (i)) != NULL; i++)
    g_string_append_printf (text, "%s (%s), ", info->name, info->alias);
  g_string_append (text, "wall (mural)");
  return g_string_free (text, FALSE);
}

gboolean
apoyo_window_show_page (ApoyoWindow *self, const char *name)
{
  g_return_val_if_fail (APOYO_IS_WINDOW (self), FALSE);
  return apoyo_sidebar_select (self->sidebar, name);
}

void
apoyo_window_tell (ApoyoWindow *self, const char *text)
{
  g_return_if_fail (APOYO_IS_WINDOW (self));
  apoyo_toast_add (self->toasts, apoyo_toast_new (text));
}

void
apoyo_window_add_toast (ApoyoWindow *self, AdwToast *toast)
{
  g_return_if_fail (APOYO_IS_WINDOW (self));
  apoyo_toast_add (self->toasts, toast);
}

void
apoyo_window_prefer_process (ApoyoWindow *self, const char *code)
{
  g_return_if_fail (APOYO_IS_WINDOW (self));

  g_free (self->preferred);
  self->preferred = g_strdup (code);
}

void
apoyo_window_open_link (ApoyoWindow *self, const char *link)
{
  g_return_if_fail (APOYO_IS_WINDOW (self));

  g_free (self->link);
  self->link = g_strdup (link);
  if (!apoyo_sidebar_is_empty (self->sidebar))
    follow_link (self);
}
