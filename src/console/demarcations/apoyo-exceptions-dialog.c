/* apoyo-exceptions-dialog.c: the lists of municipalities under a regime of exception.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dialog-button.h"
#include "apoyo-exception-acts.h"
#include "apoyo-exception-codes.h"
#include "apoyo-exception-form.h"
#include "apoyo-exceptions-dialog.h"
#include "apoyo-filter-entry.h"
#include "apoyo-format.h"
#include "apoyo-message.h"
#include "apoyo-place.h"
#include "apoyo-text-column.h"

#define TIME_ZONE "America/Mexico_City"

struct _ApoyoExceptionsDialog {
  AdwWindow parent_instance;

  GtkListBox *lists;
  ApoyoFilterEntry *filter;
  GtkLabel *none; /* when the filter leaves nothing */
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *remove;
  GtkColumnView *table;
  ApoyoExceptionForm *form;

  ApoyoLogin *login; /* (owned) */
  ApoyoAtlas *atlas; /* (owned) */
  char *shown;       /* (owned) (nullable): name of the list to select */
  gboolean may_store;
  gboolean removing; /* the one that stands there may be gone already */
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoExceptionsDialog, apoyo_exceptions_dialog, ADW_TYPE_WINDOW)

/* --- municipalities --------------------------------------------------------------------------- */

static char *
get_ine (gpointer item, gpointer user_data)
{
  return apoyo_exception_codes_of (apoyo_place_get_geography (item), APOYO_CODING_INE,
                                   apoyo_place_get_number (item));
}

static char *
get_inegi (gpointer item, gpointer user_data)
{
  char *code = apoyo_exception_codes_of (apoyo_place_get_geography (item), APOYO_CODING_INEGI,
                                         apoyo_place_get_number (item));

  return code != NULL ? code : g_strdup ("—");
}

static char *
get_name (gpointer item, gpointer user_data)
{
  return g_strdup (
      apoyo_geography_get_name (apoyo_place_get_geography (item), apoyo_place_get_number (item)));
}

static char *
get_entity (gpointer item, gpointer user_data)
{
  ApoyoGeography *geography = apoyo_place_get_geography (item);
  guint entity =
      apoyo_geography_get_within (geography, apoyo_place_get_number (item), APOYO_LEVEL_ENTITY);

  return g_strdup (entity != APOYO_PLACE_NONE ? apoyo_geography_get_name (geography, entity) : "");
}

static char *
get_electors (gpointer item, gpointer user_data)
{
  return apoyo_format_count (apoyo_geography_get_nominal_list (apoyo_place_get_geography (item),
                                                               apoyo_place_get_number (item)));
}

static void
on_activate_cb (GtkColumnView *table, guint position, ApoyoExceptionsDialog *self)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (table));
  g_autoptr (ApoyoPlace) place = g_list_model_get_item (model, position);

  if (place == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, apoyo_place_get_number (place));
  gtk_window_close (GTK_WINDOW (self));
}

static ApoyoExceptionList *
get_list (ApoyoExceptionsDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->lists);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "list") : NULL;
}

static void
show_list (ApoyoExceptionsDialog *self, ApoyoExceptionList *list)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  const char *const *codes = apoyo_exception_list_get_codes (list);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *date =
      apoyo_format_minute (apoyo_exception_list_get_stored_at (list), TIME_ZONE);
  g_autofree char *detail =
      g_strdup_printf (_ ("%s · stored on %s by %s"), apoyo_exception_list_get_acuerdo (list), date,
                       apoyo_exception_list_get_stored_by (list));

  for (guint i = 0; codes[i] != NULL; i++) {
    guint place = apoyo_geography_find (geography, codes[i]);

    if (place != APOYO_PLACE_NONE)
      g_array_append_val (places, place);
  }
  gtk_label_set_text (self->title, apoyo_exception_list_get_name (list));
  gtk_label_set_text (self->detail, detail);
  gtk_column_view_set_model (self->table,
                             GTK_SELECTION_MODEL (gtk_single_selection_new (
                                 G_LIST_MODEL (apoyo_place_list_new (geography, places)))));
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/* --- lists ------------------------------------------------------------------------------------ */

static void
show_selected (ApoyoExceptionsDialog *self)
{
  if (get_list (self) != NULL)
    show_list (self, get_list (self));
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
on_row_selected_cb (ApoyoExceptionsDialog *self)
{
  /* What is being typed is not thrown away by a reading. */
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "form"))
    show_selected (self);
}

static gboolean
is_typing (ApoyoExceptionsDialog *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "form") &&
         apoyo_exception_form_is_begun (self->form);
}

static void
show_anyway (gpointer user_data)
{
  show_selected (APOYO_EXCEPTIONS_DIALOG (user_data));
}

/* Another list was asked for, or the form called off. */
static void
leave_form (ApoyoExceptionsDialog *self)
{
  if (is_typing (self))
    apoyo_message_ask_discard (GTK_WIDGET (self), show_anyway, G_OBJECT (self));
  else
    show_selected (self);
}

static GtkWidget *
make_row (ApoyoExceptionList *list)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = gtk_label_new (apoyo_exception_list_get_name (list));
  guint n = g_strv_length ((GStrv) apoyo_exception_list_get_codes (list));
  g_autofree char *count = apoyo_format_count (n);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s municipality", "%s municipalities", n), count);
  GtkWidget *detail = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_widget_add_css_class (detail, "t-caption");
  gtk_widget_add_css_class (detail, "dimmed");
  gtk_widget_add_css_class (detail, "num");
  gtk_widget_set_margin_top (box, 5);
  gtk_widget_set_margin_bottom (box, 5);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  apoyo_exception_list_get_name (list), -1);
  g_object_set_data_full (G_OBJECT (row), "list", g_object_ref (list), g_object_unref);
  return row;
}

/* By name, acuerdo, and the codes and names of its municipalities. */
static char *
make_filter_text (ApoyoExceptionsDialog *self, ApoyoExceptionList *list)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  const char *const *codes = apoyo_exception_list_get_codes (list);
  GString *text = g_string_new (apoyo_exception_list_get_name (list));

  g_string_append_printf (text, " %s", apoyo_exception_list_get_acuerdo (list));
  for (guint i = 0; geography != NULL && codes[i] != NULL; i++) {
    guint place = apoyo_geography_find (geography, codes[i]);

    g_string_append_printf (text, " %s %s", codes[i],
                            place != APOYO_PLACE_NONE ? apoyo_geography_get_name (geography, place)
                                                      : "");
  }
  return g_string_free (text, FALSE);
}

static void
apply_filter (ApoyoExceptionsDialog *self)
{
  gboolean any = gtk_list_box_get_row_at_index (self->lists, 0) != NULL;
  guint n = apoyo_filter_entry_apply (self->filter, GTK_WIDGET (self->lists));
  g_autofree char *none = apoyo_filter_entry_dup_none (self->filter);

  gtk_label_set_text (self->none, none);
  gtk_widget_set_visible (GTK_WIDGET (self->none), any && n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), any);
}

static void
fill (ApoyoExceptionsDialog *self)
{
  GListModel *lists = apoyo_atlas_get_exceptions (self->atlas);
  g_autofree char *selected =
      g_strdup (self->shown != NULL       ? self->shown
                : get_list (self) != NULL ? apoyo_exception_list_get_name (get_list (self))
                                          : NULL);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->lists, 0)) != NULL)
    gtk_list_box_remove (self->lists, GTK_WIDGET (row));
  for (guint i = 0; lists != NULL && i < g_list_model_get_n_items (lists); i++) {
    g_autoptr (ApoyoExceptionList) list = g_list_model_get_item (lists, i);

    g_autofree char *text = make_filter_text (self, list);

    gtk_list_box_append (self->lists, make_row (list));
    row = gtk_list_box_get_row_at_index (self->lists, (int) i);
    apoyo_filter_row_set_text (GTK_WIDGET (row), text);
    if (i == 0 || g_strcmp0 (selected, apoyo_exception_list_get_name (list)) == 0)
      gtk_list_box_select_row (self->lists, row);
    if (g_strcmp0 (self->shown, apoyo_exception_list_get_name (list)) == 0)
      g_clear_pointer (&self->shown, g_free); /* it is there: what is chosen from now on stays */
  }
  if (gtk_list_box_get_row_at_index (self->lists, 0) == NULL)
    on_row_selected_cb (self);
  gtk_widget_set_sensitive (self->remove, !self->removing);
  apply_filter (self);
}

/* --- entering --------------------------------------------------------------------------------- */

static void
begin_new (gpointer user_data)
{
  ApoyoExceptionsDialog *self = user_data;

  gtk_stack_set_visible_child_name (self->stack, "form");
  apoyo_exception_form_set (self->form, NULL);
}

static void
on_new_cb (ApoyoExceptionsDialog *self)
{
  if (is_typing (self))
    apoyo_message_ask_discard (GTK_WIDGET (self), begin_new, G_OBJECT (self));
  else
    begin_new (self);
}

static void
on_replace_cb (ApoyoExceptionsDialog *self)
{
  ApoyoExceptionList *list = get_list (self);

  gtk_stack_set_visible_child_name (self->stack, "form");
  apoyo_exception_form_set (self->form, list);
}

static void
on_renamed (GtkWidget *widget, const char *name)
{
  ApoyoExceptionsDialog *self = APOYO_EXCEPTIONS_DIALOG (gtk_widget_get_root (widget));

  g_free (self->shown);
  self->shown = g_strdup (name); /* selected when it has been read */
}

static void
on_rename_cb (ApoyoExceptionsDialog *self)
{
  apoyo_exception_acts_rename (GTK_WIDGET (self->stack), self->login, self->atlas, get_list (self),
                               on_renamed);
}

static void
on_removed (GtkWidget *widget)
{
  APOYO_EXCEPTIONS_DIALOG (gtk_widget_get_root (widget))->removing = FALSE;
}

static void
on_remove_cb (ApoyoExceptionsDialog *self)
{
  /* Until it is answered and the lists have been read again, whatever else is read meanwhile. The
   * cursor does not go with the button. */
  self->removing = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->lists)));
  gtk_widget_set_sensitive (self->remove, FALSE);
  apoyo_exception_acts_remove (GTK_WIDGET (self->stack), self->atlas, get_list (self), on_removed);
}

static void
on_stored_cb (ApoyoExceptionsDialog *self, const char *name)
{
  g_free (self->shown);
  self->shown = g_strdup (name); /* selected when it has been read */
  show_selected (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
close_anyway (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));
}

static gboolean
apoyo_exceptions_dialog_close_request (GtkWindow *window)
{
  ApoyoExceptionsDialog *self = APOYO_EXCEPTIONS_DIALOG (window);

  if (!is_typing (self))
    return GTK_WINDOW_CLASS (apoyo_exceptions_dialog_parent_class)->close_request (window);
  apoyo_message_ask_discard (GTK_WIDGET (self), close_anyway, G_OBJECT (self));
  return TRUE;
}

static void
apoyo_exceptions_dialog_dispose (GObject *object)
{
  ApoyoExceptionsDialog *self = APOYO_EXCEPTIONS_DIALOG (object);

  g_clear_object (&self->atlas);
  g_clear_object (&self->login);

  G_OBJECT_CLASS (apoyo_exceptions_dialog_parent_class)->dispose (object);
}

static void
apoyo_exceptions_dialog_finalize (GObject *object)
{
  g_free (APOYO_EXCEPTIONS_DIALOG (object)->shown);

  G_OBJECT_CLASS (apoyo_exceptions_dialog_parent_class)->finalize (object);
}

static void
apoyo_exceptions_dialog_class_init (ApoyoExceptionsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_exceptions_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_exceptions_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_exceptions_dialog_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_EXCEPTIONS_DIALOG, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
apoyo_exceptions_dialog_init (ApoyoExceptionsDialog *self)
{
}

static void
add_filter (ApoyoExceptionsDialog *self, GtkBox *box)
{
  GtkWidget *filter =
      apoyo_filter_entry_new (_ ("List or municipality"), _ ("Search exception lists"));
  GtkWidget *none = gtk_label_new (NULL);

  self->filter = APOYO_FILTER_ENTRY (filter);
  self->none = GTK_LABEL (none);
  gtk_widget_set_margin_top (filter, 10);
  gtk_widget_set_margin_start (filter, 10);
  gtk_widget_set_margin_end (filter, 10);
  gtk_label_set_wrap (self->none, TRUE);
  gtk_widget_add_css_class (none, "dimmed");
  gtk_widget_set_margin_start (none, 10);
  gtk_widget_set_margin_end (none, 10);
  apoyo_filter_entry_take_shortcut (self->filter, GTK_WIDGET (self));
  g_signal_connect_object (filter, "changed", G_CALLBACK (apply_filter), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, filter);
  gtk_box_append (box, none);
}

static GtkWidget *
make_side (ApoyoExceptionsDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *new_list = apoyo_dialog_button_new (_ ("_New list…"), G_CALLBACK (on_new_cb), self);

  self->lists = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->lists), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lists), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Exception lists"), -1);
  g_signal_connect_swapped (self->lists, "row-selected", G_CALLBACK (on_row_selected_cb), self);
  g_signal_connect_swapped (self->lists, "row-activated", G_CALLBACK (leave_form), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->lists));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_visible (new_list, self->may_store);
  gtk_widget_set_margin_start (new_list, 10);
  gtk_widget_set_margin_end (new_list, 10);
  gtk_widget_set_margin_bottom (new_list, 10);
  add_filter (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), new_list);
  gtk_widget_set_size_request (box, 230, -1);
  gtk_widget_add_css_class (box, "sidebar-pane");
  return box;
}

static GtkWidget *
make_view (ApoyoExceptionsDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *replace = apoyo_dialog_button_new (_ ("_Replace…"), G_CALLBACK (on_replace_cb), self);
  GtkWidget *rename = apoyo_dialog_button_new (_ ("Re_name…"), G_CALLBACK (on_rename_cb), self);
  GtkWidget *scrolled = apoyo_text_table_new (&self->table, _ ("Municipalities of the list"));

  self->remove = apoyo_dialog_button_new (_ ("Re_move"), G_CALLBACK (on_remove_cb), self);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "t-heading");
  gtk_label_set_xalign (self->detail, 0);
  gtk_label_set_ellipsize (self->detail, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dimmed");
  gtk_widget_set_visible (rename, self->may_store);
  gtk_widget_set_visible (replace, self->may_store);
  gtk_widget_set_visible (self->remove, self->may_store);
  apoyo_text_column_append (self->table, _ ("INE"), APOYO_TEXT_STRONG, 80, get_ine, self);
  apoyo_text_column_append (self->table, _ ("INEGI"), APOYO_TEXT_STRONG, 80, get_inegi, self);
  apoyo_text_column_append (self->table, _ ("Municipality"), APOYO_TEXT_PLAIN, 0, get_name, self);
  apoyo_text_column_append (self->table, _ ("Entity"), APOYO_TEXT_PLAIN, 140, get_entity, self);
  apoyo_text_column_append (self->table, _ ("Electors"), APOYO_TEXT_FIGURE, 90, get_electors, self);
  g_signal_connect (self->table, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), rename);
  gtk_box_append (GTK_BOX (head), replace);
  gtk_box_append (GTK_BOX (head), self->remove);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->detail));
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static GtkWidget *
make_stack (ApoyoExceptionsDialog *self)
{
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *empty = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "ac-map-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No exception list yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (empty),
      _ ("In the municipalities of a list supports may be collected on paper."));
  self->form = APOYO_EXCEPTION_FORM (apoyo_exception_form_new (self->atlas));
  g_signal_connect_swapped (self->form, "stored", G_CALLBACK (on_stored_cb), self);
  g_signal_connect_swapped (self->form, "cancelled", G_CALLBACK (leave_form), self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, make_view (self), "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->form), "form");
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  g_object_set (self->stack, "margin-top", 14, "margin-bottom", 14, "margin-start", 16,
                "margin-end", 16, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (self->stack));
  return toasts;
}

GtkWidget *
apoyo_exceptions_dialog_new (GtkWindow *parent,
                             ApoyoLogin *login,
                             ApoyoAtlas *atlas,
                             gboolean may_store)
{
  ApoyoExceptionsDialog *self = g_object_new (APOYO_TYPE_EXCEPTIONS_DIALOG, "transient-for", parent,
                                              "modal", TRUE, "default-width", 900, "default-height",
                                              620, "title", _ ("Exception lists"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->login = g_object_ref (login);
  self->atlas = g_object_ref (atlas);
  self->may_store = may_store;
  gtk_box_append (GTK_BOX (content), make_side (self));
  gtk_box_append (GTK_BOX (content), make_stack (self));
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (atlas, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
