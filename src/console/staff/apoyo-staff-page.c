/* apoyo-staff-page.c: who works here, and what each may do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-person-dialog.h"
#include "apoyo-refusal.h"
#include "apoyo-staff-detail.h"
#include "apoyo-staff-list.h"
#include "apoyo-staff-page.h"
#include "apoyo-toast.h"

struct _ApoyoStaffPage {
  ApoyoPage parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  ApoyoStaffList *list;
  ApoyoStaffDetail *detail;
  AdwStatusPage *error;

  GtkLabel *subtitle;    /* (nullable): of the header bar, once it is asked for */
  GtkWidget *add_button; /* (nullable): likewise */

  ApoyoLogin *login;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  guint n_people;
  guint n_active;
  gboolean loaded;
  gboolean live;
  gboolean reading;
  gboolean stale; /* it changed again meanwhile */
};

G_DEFINE_FINAL_TYPE (ApoyoStaffPage, apoyo_staff_page, APOYO_TYPE_PAGE)

static void read_staff (ApoyoStaffPage *self);

/* --- header ----------------------------------------------------------------------------------- */

static void
update_header (ApoyoStaffPage *self)
{
  gboolean may = self->login != NULL && apoyo_login_has_role (self->login, "supervisor");

  if (self->subtitle != NULL && self->loaded) {
    g_autofree char *people = g_strdup_printf (
        g_dngettext (NULL, "%u person", "%u people", self->n_people), self->n_people);
    g_autofree char *active = g_strdup_printf (
        g_dngettext (NULL, "%u active", "%u active", self->n_active), self->n_active);
    g_autofree char *text = g_strdup_printf ("%s · %s", people, active);

    gtk_label_set_text (self->subtitle, text);
  }
  if (self->add_button != NULL) {
    gtk_widget_set_visible (self->add_button, may);
    gtk_widget_set_sensitive (self->add_button, self->live);
    gtk_widget_set_tooltip_text (self->add_button, self->live ? _ ("Add a person (Ctrl+N)")
                                                              : _ ("The connection is lost"));
  }
}

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
apoyo_staff_page_make_title (ApoyoPage *page)
{
  ApoyoStaffPage *self = APOYO_STAFF_PAGE (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *subtitle = make_label ("—", "t-caption");

  self->subtitle = GTK_LABEL (subtitle);
  gtk_widget_add_css_class (subtitle, "dimmed");
  gtk_widget_add_css_class (subtitle, "num");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 8);
  gtk_box_append (GTK_BOX (box), make_label (_ ("Staff"), "t-heading"));
  gtk_box_append (GTK_BOX (box), subtitle);
  update_header (self);
  return box;
}

static void
on_added_cb (ApoyoStaffPage *self, const char *account)
{
  g_autofree char *text = g_strdup_printf (_ ("The account %s was added"), account);

  apoyo_staff_list_choose (self->list, account);
  apoyo_toast_show (GTK_WIDGET (self), text);
}

static void
add_person (ApoyoStaffPage *self)
{
  GtkWindow *dialog = apoyo_person_dialog_new (GTK_WIDGET (self), self->login);

  g_signal_connect_object (dialog, "added", G_CALLBACK (on_added_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static GtkWidget *
apoyo_staff_page_make_actions (ApoyoPage *page)
{
  ApoyoStaffPage *self = APOYO_STAFF_PAGE (page);
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *button = gtk_button_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add person"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add person"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_person), self, G_CONNECT_SWAPPED);
  self->add_button = button;
  update_header (self);
  return button;
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
on_chosen_cb (ApoyoStaffPage *self, ApoyoStaff *person)
{
  apoyo_staff_detail_show (self->detail, self->login, person);
}

static void
take_people (ApoyoStaffPage *self, GListModel *people)
{
  self->n_people = g_list_model_get_n_items (people);
  self->n_active = 0;
  for (guint i = 0; i < self->n_people; i++) {
    g_autoptr (ApoyoStaff) person = g_list_model_get_item (people, i);

    self->n_active += apoyo_staff_is_active (person);
  }
  self->loaded = TRUE;
  apoyo_staff_list_set_people (self->list, people);
  gtk_stack_set_visible_child_name (self->stack, "staff");
  update_header (self);
  apoyo_page_tell_figures (APOYO_PAGE (self), NULL);
}

/* What was read before stays; a loss of the connection is the banner's to tell. */
static void
show_error (ApoyoStaffPage *self, const GError *error)
{
  g_autofree char *message = apoyo_refusal_dup_message (error);
  g_autofree char *markup = g_markup_escape_text (message, -1);

  if (self->loaded || g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    return;
  adw_status_page_set_description (self->error, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoStaffPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) people = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), result, &error);

  self->reading = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (results != NULL)
    people = apoyo_staff_list_from_results (results->pdata[0], results->pdata[1], &error);
  if (people != NULL)
    take_people (self, people);
  else
    show_error (self, error);
  if (self->stale)
    read_staff (self);
}

/* One reading at a time, and one more for all that changed during it. */
static void
read_staff (ApoyoStaffPage *self)
{
  static const char *const statements[] = { "staff-list", "staff-scopes", NULL };

  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  apoyo_connection_read_async (apoyo_login_get_connection (self->login), statements, NULL,
                               self->cancellable, read_cb, g_object_ref (self));
}

static void
on_setup_changed_cb (ApoyoStaffPage *self, const char *what)
{
  if (g_str_equal (what, "staff"))
    read_staff (self);
}

/* Who has signed in since is told by nobody: it is read when somebody looks. */
static void
on_map_cb (ApoyoStaffPage *self)
{
  if (self->login != NULL && self->loaded)
    read_staff (self);
}

static void
on_retry_cb (ApoyoStaffPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  read_staff (self);
}

static void
apoyo_staff_page_set_login (ApoyoPage *page, ApoyoLogin *login)
{
  ApoyoStaffPage *self = APOYO_STAFF_PAGE (page);

  if (g_set_object (&self->login, login))
    g_signal_connect_object (login, "setup-changed", G_CALLBACK (on_setup_changed_cb), self,
                             G_CONNECT_SWAPPED);
  self->live = TRUE;
  update_header (self);
  read_staff (self);
}

static void
apoyo_staff_page_set_live (ApoyoPage *page, gboolean live)
{
  ApoyoStaffPage *self = APOYO_STAFF_PAGE (page);

  self->live = live;
  apoyo_staff_detail_set_live (self->detail, live);
  update_header (self);
}

static gboolean
apoyo_staff_page_is_populated (ApoyoPage *page)
{
  return APOYO_STAFF_PAGE (page)->loaded;
}

static void
apoyo_staff_page_set_wide (ApoyoPage *page, gboolean wide)
{
  gtk_widget_set_size_request (GTK_WIDGET (APOYO_STAFF_PAGE (page)->list), wide ? 384 : 290, -1);
}

static void
apoyo_staff_page_search (ApoyoPage *page)
{
  apoyo_staff_list_search (APOYO_STAFF_PAGE (page)->list);
}

static void
apoyo_staff_page_add (ApoyoPage *page)
{
  ApoyoStaffPage *self = APOYO_STAFF_PAGE (page);

  if (self->live && self->login != NULL && apoyo_login_has_role (self->login, "supervisor"))
    add_person (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_staff_page_dispose (GObject *object)
{
  ApoyoStaffPage *self = APOYO_STAFF_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->login);

  G_OBJECT_CLASS (apoyo_staff_page_parent_class)->dispose (object);
}

static void
apoyo_staff_page_class_init (ApoyoStaffPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ApoyoPageClass *page_class = APOYO_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_staff_page_dispose;
  page_class->set_login = apoyo_staff_page_set_login;
  page_class->set_live = apoyo_staff_page_set_live;
  page_class->set_wide = apoyo_staff_page_set_wide;
  page_class->is_populated = apoyo_staff_page_is_populated;
  page_class->search = apoyo_staff_page_search;
  page_class->add = apoyo_staff_page_add;
  page_class->make_title = apoyo_staff_page_make_title;
  page_class->make_actions = apoyo_staff_page_make_actions;

  g_type_ensure (APOYO_TYPE_STAFF_LIST);
  g_type_ensure (APOYO_TYPE_STAFF_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-staff-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffPage, list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffPage, detail);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffPage, error);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static gboolean
spin_cb (gpointer user_data)
{
  gtk_spinner_start (user_data);
  return G_SOURCE_REMOVE;
}

static void
apoyo_staff_page_init (ApoyoStaffPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
  apoyo_staff_page_set_wide (APOYO_PAGE (self), FALSE);
  /* What comes at once needs no spinner. */
  g_timeout_add_full (G_PRIORITY_DEFAULT, 500, spin_cb, g_object_ref (self->spinner),
                      g_object_unref);
}
