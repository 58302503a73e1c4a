/* apoyo-window.c: the window: sidebar, header bar, and one page at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-board-page.h"
#include "apoyo-process-switcher.h"
#include "apoyo-settings.h"
#include "apoyo-status-chip.h"
#include "apoyo-window.h"

/* From here on the sidebar and the charts have room for more. */
#define WIDE 1600
/* Below this the sidebar goes by itself; F9 brings it back. */
#define NARROW 900

typedef struct {
  const char *name;  /* as --shot and the tests call it */
  const char *alias; /* the same in the staff's language */
  const char *title;
  const char *icon;
  const char *roles; /* any of these; separated by blanks */
  GType (*get_type) (void);
} PageInfo;

/* In the order of the work. A page appears only for roles that use it. */
static const PageInfo page_infos[] = {
  { "board", "conteo", N_ ("Live count"), "ac-count-symbolic",
    "watch supervisor setup closer auditor hearing", apoyo_board_page_get_type },
};

struct _ApoyoWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *modes;
  AdwFlap *flap;
  GtkWidget *sidebar;
  GtkToggleButton *sidebar_button;
  GtkListBox *navigation;
  AdwAvatar *avatar;
  GtkLabel *person_name;
  GtkLabel *person_role;
  ApoyoProcessSwitcher *switcher;
  GtkMenuButton *export_button;
  AdwBin *chip_place;
  AdwBin *drill_place;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwBin *wall_place;

  ApoyoStatusChip *chip;
  ApoyoLogin *login;     /* (owned) (nullable) */
  ApoyoProcess *process; /* (owned) (nullable) */
  char *preferred;       /* (owned) (nullable): code */
  guint countdown;
  guint shape_source;
  gboolean wide;
  gboolean narrow;
  gboolean folded; /* as the sidebar was last put for a narrow or a broad window */
};

G_DEFINE_FINAL_TYPE (ApoyoWindow, apoyo_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- pages ------------------------------------------------------------------------------------ */

static gboolean
may_use (ApoyoWindow *self, const PageInfo *info)
{
  g_auto (GStrv) roles = g_strsplit (info->roles, " ", -1);

  for (guint i = 0; roles[i] != NULL; i++) {
    if (apoyo_login_has_role (self->login, roles[i]))
      return TRUE;
  }
  return FALSE;
}

ApoyoPage *
apoyo_window_get_page (ApoyoWindow *self)
{
  GtkWidget *child;

  g_return_val_if_fail (APOYO_IS_WINDOW (self), NULL);

  child = gtk_stack_get_visible_child (self->pages);
  return APOYO_IS_PAGE (child) ? APOYO_PAGE (child) : NULL;
}

static void
update_actions (ApoyoWindow *self)
{
  ApoyoPage *page = apoyo_window_get_page (self);
  gboolean can_export =
      page != NULL && apoyo_page_can_export (page) && apoyo_page_is_populated (page);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", can_export);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-export", can_export);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), can_export);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.wall",
                                 page != NULL && apoyo_page_has_wall (page));
}

static void
on_row_selected_cb (ApoyoWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    gtk_stack_set_visible_child_name (self->pages, g_object_get_data (G_OBJECT (row), "page-name"));
  update_actions (self);
}

static GtkWidget *
make_row (const PageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ (info->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->title), -1);
  g_object_set_data (G_OBJECT (row), "page-name", (gpointer) info->name);
  return row;
}

static void
on_figures_changed_cb (ApoyoPage *page, ApoyoWindow *self)
{
  if (page != apoyo_window_get_page (self))
    return;
  if (apoyo_page_get_process (page) != NULL)
    apoyo_process_switcher_show (self->switcher, apoyo_page_get_process (page));
  update_actions (self);
}

static void
add_pages (ApoyoWindow *self)
{
  if (gtk_list_box_get_row_at_index (self->navigation, 0) != NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (page_infos); i++) {
    GtkWidget *page;

    if (!may_use (self, &page_infos[i]))
      continue;
    page = g_object_new (page_infos[i].get_type (), NULL);
    g_signal_connect_object (page, "figures-changed", G_CALLBACK (on_figures_changed_cb), self, 0);
    apoyo_page_set_wide (APOYO_PAGE (page), self->wide);
    gtk_stack_add_named (self->pages, page, page_infos[i].name);
    gtk_list_box_append (self->navigation, make_row (&page_infos[i]));
  }
  gtk_list_box_select_row (self->navigation, gtk_list_box_get_row_at_index (self->navigation, 0));
}

static void
show_status (ApoyoWindow *self, const char *icon, const char *title, const char *description)
{
  GtkWidget *status = gtk_stack_get_child_by_name (self->pages, "status");

  if (status == NULL) {
    status = adw_status_page_new ();
    gtk_stack_add_named (self->pages, status, "status");
  }
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), description);
  gtk_stack_set_visible_child (self->pages, status);
  update_actions (self);
}

/* --- process ---------------------------------------------------------------------------------- */

static void
mark_drill (ApoyoWindow *self, gboolean drill)
{
  adw_bin_set_child (self->drill_place,
                     drill ? apoyo_status_chip_new (APOYO_STATUS_WARNING, _ ("Drill")) : NULL);
  if (drill)
    gtk_widget_add_css_class (GTK_WIDGET (self), "simulacro");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "simulacro");
}

static void
set_process (ApoyoWindow *self, ApoyoProcess *process)
{
  GtkWidget *child;

  g_set_object (&self->process, process);
  apoyo_process_switcher_show (self->switcher, process);
  mark_drill (self, apoyo_process_get_figures (process)->simulacro);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (APOYO_IS_PAGE (child))
      apoyo_page_set_process (APOYO_PAGE (child), self->login, process);
  }
  update_actions (self);
}

static void
on_process_chosen_cb (ApoyoWindow *self, ApoyoProcess *process)
{
  if (self->process == NULL ||
      apoyo_process_get_figures (process)->id != apoyo_process_get_figures (self->process)->id)
    set_process (self, process);
}

static gboolean
has_code (ApoyoProcess *process, const char *code)
{
  return code != NULL && g_str_equal (apoyo_process_get_figures (process)->code, code);
}

/* The one asked for, else the one of the preferences, else the first open one, else the first. */
static ApoyoProcess *
pick_process (ApoyoWindow *self)
{
  GListModel *processes = apoyo_login_get_processes (self->login);
  g_autofree char *standard = g_settings_get_string (apoyo_settings_get (), "default-process");
  ApoyoProcess *best = NULL;
  int best_rank = 0;

  for (guint i = 0; i < g_list_model_get_n_items (processes); i++) {
    g_autoptr (ApoyoProcess) process = g_list_model_get_item (processes, i);
    int rank = has_code (process, self->preferred) ? 4
               : has_code (process, standard)      ? 3
               : apoyo_process_is_open (process)   ? 2
                                                   : 1;

    if (rank > best_rank) {
      best = process; /* the list keeps it */
      best_rank = rank;
    }
  }
  return best;
}

/* --- session ---------------------------------------------------------------------------------- */

static void
on_ready_cb (ApoyoLogin *login, ApoyoWindow *self)
{
  ApoyoProcess *process;

  adw_avatar_set_text (self->avatar, apoyo_login_get_display_name (login));
  gtk_label_set_text (self->person_name, apoyo_login_get_display_name (login));
  gtk_label_set_text (self->person_role, apoyo_login_get_role_label (login));
  add_pages (self);
  if (gtk_list_box_get_row_at_index (self->navigation, 0) == NULL) {
    show_status (
        self, "dialog-password-symbolic", _ ("No page for your role"),
        _ ("Your account may not use this console yet. Ask whoever administers the staff."));
    return;
  }
  if (self->process != NULL)
    return;
  process = pick_process (self);
  if (process == NULL)
    show_status (self, "ac-process-symbolic", _ ("No process yet"),
                 _ ("A process appears here as soon as one is configured in your scope."));
  else
    set_process (self, process);
}

static void
update_banner (ApoyoWindow *self)
{
  ApoyoPage *page = apoyo_window_get_page (self);
  g_autofree char *time = page != NULL ? apoyo_page_dup_time (page) : NULL;
  int wait = apoyo_login_get_wait (self->login);
  g_autofree char *next =
      wait > 0 ? g_strdup_printf (g_dngettext (NULL, "next attempt in %d s.",
                                               "next attempt in %d s.", (gulong) wait),
                                  wait)
               : g_strdup (_ ("trying again now."));
  g_autofree char *text = NULL;

  if (time != NULL)
    text = g_strdup_printf (
        _ ("The connection to the server was lost. The figures are those of %s; %s"), time, next);
  else
    text = g_strdup_printf (_ ("The connection to the server was lost; %s"), next);
  gtk_label_set_text (self->banner_label, text);
}

static gboolean
on_countdown_cb (gpointer user_data)
{
  update_banner (user_data);
  return G_SOURCE_CONTINUE;
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
set_live (ApoyoWindow *self, gboolean live)
{
  GtkWidget *child;

  apoyo_status_chip_set (self->chip, live ? APOYO_STATUS_LIVE : APOYO_STATUS_OFFLINE, NULL);
  gtk_revealer_set_reveal_child (self->banner, !live);
  if (live) {
    g_clear_handle_id (&self->countdown, g_source_remove);
  } else if (self->countdown == 0) {
    self->countdown = g_timeout_add (500, on_countdown_cb, self);
    notify_lost (self);
  }
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (APOYO_IS_PAGE (child))
      apoyo_page_set_live (APOYO_PAGE (child), live);
  }
}

static void
on_login_changed_cb (ApoyoLogin *login, ApoyoWindow *self)
{
  ApoyoLoginState state = apoyo_login_get_state (login);

  gtk_widget_set_visible (GTK_WIDGET (self->chip_place), state != APOYO_LOGIN_OPENING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reconnect", state == APOYO_LOGIN_LOST);
  if (state == APOYO_LOGIN_LOST)
    update_banner (self);
  if (state != APOYO_LOGIN_OPENING)
    set_live (self, state == APOYO_LOGIN_LIVE);
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoPage *page = apoyo_window_get_page (APOYO_WINDOW (widget));

  if (page != NULL)
    apoyo_page_export (page, g_variant_get_string (parameter, NULL));
}

static void
show_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (APOYO_WINDOW (widget)->export_button);
}

static void
switch_process_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_process_switcher_popup (APOYO_WINDOW (widget)->switcher);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoPage *page = apoyo_window_get_page (APOYO_WINDOW (widget));

  if (page != NULL)
    apoyo_page_search (page);
}

static void
reconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_login_try_now (APOYO_WINDOW (widget)->login);
}

static void
show_sidebar (ApoyoWindow *self, gboolean shown)
{
  adw_flap_set_reveal_flap (self->flap, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), !shown);
}

static void
sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);

  show_sidebar (self, !adw_flap_get_reveal_flap (self->flap));
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (self->navigation, g_variant_get_int32 (parameter) - 1);

  if (row != NULL)
    gtk_list_box_select_row (self->navigation, row);
}

static void
wall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);

  apoyo_window_set_wall (self, adw_bin_get_child (self->wall_place) == NULL);
}

static void
leave_wall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_window_set_wall (APOYO_WINDOW (widget), FALSE);
}

void
apoyo_window_set_wall (ApoyoWindow *self, gboolean wall)
{
  ApoyoPage *page = apoyo_window_get_page (self);

  if (wall == (adw_bin_get_child (self->wall_place) != NULL))
    return;
  if (wall && (page == NULL || !apoyo_page_has_wall (page)))
    return;
  adw_bin_set_child (self->wall_place, wall ? apoyo_page_make_wall (page) : NULL);
  gtk_stack_set_visible_child_name (self->modes, wall ? "wall" : "console");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.leave-wall", wall);
  if (wall)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apply_shape (ApoyoWindow *self)
{
  gtk_widget_set_size_request (self->sidebar, self->wide ? 238 : 226, -1);
  if (self->folded != self->narrow) {
    self->folded = self->narrow;
    show_sidebar (self, !self->narrow);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (APOYO_IS_PAGE (child))
      apoyo_page_set_wide (APOYO_PAGE (child), self->wide);
  }
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

static gboolean
apoyo_window_close_request (GtkWindow *window)
{
  GSettings *settings = apoyo_settings_get ();
  int width = 0, height = 0;

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

  g_clear_handle_id (&self->countdown, g_source_remove);
  g_clear_handle_id (&self->shape_source, g_source_remove);
  if (self->login != NULL)
    g_signal_handlers_disconnect_by_data (self->login, self);
  g_clear_object (&self->login);
  g_clear_object (&self->process);
  g_clear_pointer (&self->preferred, g_free);

  G_OBJECT_CLASS (apoyo_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, modes);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, avatar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, person_name);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, person_role);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, chip_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, drill_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ApoyoWindow, wall_place);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_process_chosen_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "win.show-export", NULL, show_export_action);
  gtk_widget_class_install_action (widget_class, "win.switch-process", NULL, switch_process_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.reconnect", NULL, reconnect_action);
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.page", "i", page_action);
  gtk_widget_class_install_action (widget_class, "win.wall", NULL, wall_action);
  gtk_widget_class_install_action (widget_class, "win.leave-wall", NULL, leave_wall_action);
}

static void
apoyo_window_class_init (ApoyoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_window_close_request;
  widget_class->size_allocate = apoyo_window_size_allocate;

  g_type_ensure (APOYO_TYPE_PROCESS_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-window.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
apoyo_window_init (ApoyoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

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
  if (g_str_equal (name, "wall") || g_str_equal (name, "mural"))
    return "wall";
  for (gsize i = 0; i < G_N_ELEMENTS (page_infos); i++) {
    if (g_str_equal (name, page_infos[i].name) || g_str_equal (name, page_infos[i].alias))
      return page_infos[i].name;
  }
  return NULL;
}

char *
apoyo_window_describe_pages (void)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (page_infos); i++)
    g_string_append_printf (text, "%s (%s), ", page_infos[i].name, page_infos[i].alias);
  g_string_append (text, "wall (mural)");
  return g_string_free (text, FALSE);
}

gboolean
apoyo_window_show_page (ApoyoWindow *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (APOYO_IS_WINDOW (self), FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->navigation, i)) != NULL; i++) {
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "page-name"), name) == 0) {
      gtk_list_box_select_row (self->navigation, row);
      return TRUE;
    }
  }
  return FALSE;
}

void
apoyo_window_tell (ApoyoWindow *self, const char *text)
{
  g_return_if_fail (APOYO_IS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

void
apoyo_window_prefer_process (ApoyoWindow *self, const char *code)
{
  g_return_if_fail (APOYO_IS_WINDOW (self));

  g_free (self->preferred);
  self->preferred = g_strdup (code);
}
