/* apoyo-dossier-page.c: Expediente: one support, by its folio.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dossier-page.h"
#include "apoyo-dossier-search.h"
#include "apoyo-dossier-stuck.h"
#include "apoyo-dossier-view.h"
#include "apoyo-dossier-words.h"
#include "apoyo-error-note.h"
#include "apoyo-folio.h"
#include "apoyo-parts.h"
#include "apoyo-refusal.h"

struct _ApoyoDossierPage {
  ApoyoPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *status;
  ApoyoDossierView *view;
  GtkEntry *entry;         /* of the header bar */
  GtkWidget *clave_button; /* (nullable): once the header is asked for */
  GtkWidget *stuck_button; /* (nullable): likewise */

  ApoyoLogin *login;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of the reading under way */
  char *folio;               /* (owned) (nullable): wanted or shown */
  char *doubt;               /* (owned) (nullable): what is wrong with it as it was typed */
  JsonObject *dossier;       /* (owned) (nullable): shown */
  gboolean settled;          /* nothing is being read */
  gboolean opening;          /* another one than what is shown is */
};

G_DEFINE_FINAL_TYPE (ApoyoDossierPage, apoyo_dossier_page, APOYO_TYPE_PAGE)

static void read_folio (ApoyoDossierPage *self);

/* --- what is shown ---------------------------------------------------------------------------- */

static void
show_status (ApoyoDossierPage *self, const char *icon, const char *title, const char *description)
{
  g_autofree char *markup =
      description != NULL ? g_markup_escape_text (description, -1) : g_strdup ("");

  g_clear_pointer (&self->dossier, json_object_unref);
  apoyo_dossier_view_show (self->view, self->login, NULL);
  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_stack_set_visible_child_name (self->stack, "status");
  self->settled = TRUE;
  self->opening = FALSE;
  apoyo_page_tell_figures (APOYO_PAGE (self), NULL);
}

static gboolean
may_search (ApoyoDossierPage *self)
{
  return self->login != NULL && (apoyo_login_has_role (self->login, "supervisor") ||
                                 apoyo_login_has_role (self->login, "auditor"));
}

static void
show_nothing (ApoyoDossierPage *self)
{
  show_status (self, "ac-card-symbolic", _ ("Open a dossier"),
               may_search (self)
                   ? _ ("Type the folio of a support above, or search by clave de elector.")
                   : _ ("Type the folio of a support above."));
}

static void
show_error (ApoyoDossierPage *self, const GError *error)
{
  g_autofree char *message = NULL;

  /* What is shown, and was opened to be looked at, stays: it is read again when the connection is
   * back. */
  if (self->dossier != NULL && !self->opening &&
      g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION)) {
    self->settled = TRUE;
    return;
  }
  message = apoyo_refusal_dup_message (error);
  show_status (self, "dialog-warning-symbolic", _ ("The dossier cannot be shown"), message);
}

static void
show_dossier (ApoyoDossierPage *self, JsonObject *dossier)
{
  g_clear_pointer (&self->dossier, json_object_unref);
  self->dossier = json_object_ref (dossier);
  apoyo_dossier_view_show (self->view, self->login, dossier);
  gtk_stack_set_visible_child_name (self->stack, "dossier");
  self->settled = TRUE;
  self->opening = FALSE;
  apoyo_page_tell_figures (APOYO_PAGE (self), NULL);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* What a callback is given: the last reading that was begun is the only one that may still show
 * anything, however an earlier one ends, and whatever it had been about. */
typedef struct {
  ApoyoDossierPage *self;    /* (owned) */
  GCancellable *cancellable; /* (owned): its own */
} Reading;

static Reading *
reading_new (ApoyoDossierPage *self)
{
  Reading *reading = g_new (Reading, 1);

  reading->self = g_object_ref (self);
  reading->cancellable = g_object_ref (self->cancellable);
  return reading;
}

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->self);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
is_overtaken (const Reading *reading)
{
  return g_cancellable_is_cancelled (reading->cancellable);
}

static void
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_object_unref (*cancellable);
  *cancellable = g_cancellable_new ();
}

static void
begin_reading (ApoyoDossierPage *self)
{
  renew (&self->cancellable);
  self->settled = FALSE;
}

static gboolean
read_document (ApoyoDossierPage *self, ApoyoResult *result, GError **error)
{
  const char *text = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root = NULL;

  if (!apoyo_result_get_text (result, 0, "dossier", &text, error))
    return FALSE;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, -1, error))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The database answered something else than a dossier"));
    return FALSE;
  }
  show_dossier (self, json_node_get_object (root));
  return TRUE;
}

static void
dossier_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  if (is_overtaken (reading))
    return;
  if (result == NULL || !read_document (reading->self, result, &error))
    show_error (reading->self, error);
}

static void
read_support (ApoyoDossierPage *self, gint64 support)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, support);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "support-dossier", params,
                               self->cancellable, dossier_cb, reading_new (self));
}

static void
found_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  ApoyoDossierPage *self = reading->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  gint64 support = 0;

  if (is_overtaken (reading))
    return;
  if (result != NULL && apoyo_result_get_int64 (result, 0, "support", &support, &error))
    read_support (self, support);
  else if (self->doubt != NULL &&
           g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED))
    show_status (self, "dialog-warning-symbolic", _ ("This is no folio"), self->doubt);
  else
    show_error (self, error);
}

static void
read_folio (ApoyoDossierPage *self)
{
  ApoyoParams *params = NULL;

  if (self->login == NULL || self->folio == NULL)
    return;
  begin_reading (self);
  /* Nothing of another support stands under this folio. */
  self->opening = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "opening");
  params = apoyo_params_new ();
  apoyo_params_add_text (params, self->folio);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "find-support", params,
                               self->cancellable, found_cb, reading_new (self));
}

/* Of what is shown already: its place in the window stays. */
static void
refresh (ApoyoDossierPage *self)
{
  if (self->login == NULL || self->dossier == NULL || self->opening)
    return;
  begin_reading (self);
  read_support (self, apoyo_dossier_number (self->dossier, "support"));
}

/* What the link names: desktops that have virtual file systems hand it on as apoyo:///FOLIO, with
 * check characters such as * written as %2A. */
static char *
folio_of (const char *link)
{
  const char *folio = link;

  if (g_ascii_strncasecmp (folio, "apoyo:", 6) != 0)
    return g_strdup (link);
  folio += 6;
  while (*folio == '/')
    folio++;
  return g_uri_unescape_string (folio, NULL);
}

void
apoyo_dossier_page_open (ApoyoDossierPage *self, const char *link)
{
  g_autofree char *folio = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (APOYO_IS_DOSSIER_PAGE (self));

  folio = folio_of (link);
  if (folio == NULL) /* an escape that is none */
    folio = g_strdup (link);
  written = apoyo_folio_parse (folio, NULL, &error);
  /* Some have no check character: those of the demonstration's past, or of another system. Whether
   * there is one the database knows; what is wrong with it is said when there is none. */
  if (written == NULL) {
    written = g_strndup (folio, 64);
    g_strstrip (written);
    for (char *c = written; *c != '\0'; c++)
      *c = g_ascii_toupper (*c);
  }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), written);
  g_free (self->doubt);
  self->doubt = error != NULL ? g_strdup (error->message) : NULL;
  g_free (self->folio);
  self->folio = g_steal_pointer (&written);
  read_folio (self);
}

/* --- header ----------------------------------------------------------------------------------- */

static void
on_activate_cb (ApoyoDossierPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*text != '\0')
    apoyo_dossier_page_open (self, text);
}

static GtkWidget *
apoyo_dossier_page_make_title (ApoyoPage *page)
{
  ApoyoDossierPage *self = APOYO_DOSSIER_PAGE (page);
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL);

  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), apoyo_part_label (_ ("Dossier"), "t-heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  return box;
}

static void
open_folio (gpointer object, const char *folio)
{
  apoyo_dossier_page_open (object, folio);
}

static void
search_by_clave (ApoyoDossierPage *self)
{
  if (may_search (self))
    apoyo_dossier_search_by_clave (GTK_WIDGET (self), self->login, open_folio, G_OBJECT (self));
}

/* Of the process of the dossier that is shown first. */
static void
search_stuck (ApoyoDossierPage *self)
{
  JsonObject *process = apoyo_dossier_object (self->dossier, "process");

  if (may_search (self))
    apoyo_dossier_stuck_show (GTK_WIDGET (self), self->login, apoyo_dossier_number (process, "id"),
                              open_folio, G_OBJECT (self));
}

static GtkWidget *
make_button (ApoyoDossierPage *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
update_header (ApoyoDossierPage *self)
{
  if (self->clave_button == NULL)
    return;
  gtk_widget_set_visible (self->clave_button, may_search (self));
  gtk_widget_set_visible (self->stuck_button, may_search (self));
}

static GtkWidget *
apoyo_dossier_page_make_actions (ApoyoPage *page)
{
  ApoyoDossierPage *self = APOYO_DOSSIER_PAGE (page);
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 4, NULL);

  self->stuck_button = make_button (self, _ ("Stuck work…"), G_CALLBACK (search_stuck));
  self->clave_button = make_button (self, _ ("By clave…"), G_CALLBACK (search_by_clave));
  gtk_widget_set_tooltip_text (self->clave_button, _ ("Search by clave de elector (Ctrl+N)"));
  gtk_box_append (GTK_BOX (box), self->stuck_button);
  gtk_box_append (GTK_BOX (box), self->clave_button);
  update_header (self);
  return box;
}

/* --- the page --------------------------------------------------------------------------------- */

static void
apoyo_dossier_page_set_login (ApoyoPage *page, ApoyoLogin *login)
{
  ApoyoDossierPage *self = APOYO_DOSSIER_PAGE (page);

  if (g_set_object (&self->login, login))
    renew (&self->cancellable);
  update_header (self);
  if (self->dossier != NULL && !self->opening)
    refresh (self);
  else if (self->folio != NULL)
    read_folio (self);
  else
    show_nothing (self);
}

static gboolean
apoyo_dossier_page_is_populated (ApoyoPage *page)
{
  return APOYO_DOSSIER_PAGE (page)->settled;
}

static gboolean
apoyo_dossier_page_is_drill (ApoyoPage *page)
{
  return apoyo_dossier_flag (apoyo_dossier_object (APOYO_DOSSIER_PAGE (page)->dossier, "process"),
                             "simulacro");
}

static void
apoyo_dossier_page_set_wide (ApoyoPage *page, gboolean wide)
{
  apoyo_dossier_view_set_wide (APOYO_DOSSIER_PAGE (page)->view, wide);
}

static void
apoyo_dossier_page_search (ApoyoPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (APOYO_DOSSIER_PAGE (page)->entry));
}

static void
apoyo_dossier_page_add (ApoyoPage *page)
{
  search_by_clave (APOYO_DOSSIER_PAGE (page));
}

static void
apoyo_dossier_page_dispose (GObject *object)
{
  ApoyoDossierPage *self = APOYO_DOSSIER_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->login);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->folio, g_free);
  g_clear_pointer (&self->doubt, g_free);
  g_clear_pointer (&self->dossier, json_object_unref);

  G_OBJECT_CLASS (apoyo_dossier_page_parent_class)->dispose (object);
}

static void
apoyo_dossier_page_class_init (ApoyoDossierPageClass *klass)
{
  ApoyoPageClass *page_class = APOYO_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_dossier_page_dispose;
  page_class->set_login = apoyo_dossier_page_set_login;
  page_class->set_wide = apoyo_dossier_page_set_wide;
  page_class->is_populated = apoyo_dossier_page_is_populated;
  page_class->is_drill = apoyo_dossier_page_is_drill;
  page_class->search = apoyo_dossier_page_search;
  page_class->add = apoyo_dossier_page_add;
  page_class->make_title = apoyo_dossier_page_make_title;
  page_class->make_actions = apoyo_dossier_page_make_actions;
}

static GtkWidget *
make_opening (void)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, NULL);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), apoyo_part_label (_ ("The dossier is being read…"), "dimmed"));
  return box;
}

static GtkEntry *
make_entry (ApoyoDossierPage *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Folio of the support"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_PRIMARY,
                                     "system-search-symbolic");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 26);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Folio of the support"), -1);
  apoyo_part_classes (entry, "num");
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
  return GTK_ENTRY (g_object_ref_sink (entry));
}

static void
apoyo_dossier_page_init (ApoyoDossierPage *self)
{
  GtkWidget *view = apoyo_dossier_view_new ();

  self->cancellable = g_cancellable_new ();
  self->entry = make_entry (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->view = APOYO_DOSSIER_VIEW (view);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
  gtk_stack_add_named (self->stack, make_opening (), "opening");
  gtk_stack_add_named (self->stack, view, "dossier");
  g_signal_connect_object (view, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "folio-chosen", G_CALLBACK (apoyo_dossier_page_open), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  show_nothing (self);
}
