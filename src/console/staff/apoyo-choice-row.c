/* apoyo-choice-row.c: one of many, found as one types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-choice-row.h"
#include "apoyo-filter-entry.h"

#define HEIGHT 280
#define WIDTH 320

struct _ApoyoChoiceRow {
  AdwActionRow parent_instance;

  GtkMenuButton *button;
  GtkLabel *chosen;
  GtkPopover *popover;
  ApoyoFilterEntry *filter;
  GtkListBox *list;
  GtkLabel *none; /* when the filter leaves nothing */

  GStrv choices; /* (owned) */
  guint selected;
};

G_DEFINE_FINAL_TYPE (ApoyoChoiceRow, apoyo_choice_row, ADW_TYPE_ACTION_ROW)

static void
select_choice (ApoyoChoiceRow *self, guint choice)
{
  g_autofree char *spoken = NULL;

  self->selected = choice;
  if (self->choices[0] == NULL)
    return;
  gtk_label_set_text (self->chosen, self->choices[choice]);
  spoken = g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                            self->choices[choice]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
on_row_activated_cb (ApoyoChoiceRow *self, GtkListBoxRow *row)
{
  select_choice (self, (guint) gtk_list_box_row_get_index (row));
  gtk_popover_popdown (self->popover);
}

static void
on_filter_cb (ApoyoChoiceRow *self)
{
  guint n = apoyo_filter_entry_apply (self->filter, GTK_WIDGET (self->list));
  g_autofree char *none = apoyo_filter_entry_dup_none (self->filter);

  gtk_label_set_text (self->none, none);
  /* Where there is nothing to choose, no words are to blame. */
  gtk_widget_set_visible (GTK_WIDGET (self->none),
                          n == 0 && !apoyo_filter_entry_is_empty (self->filter));
}

/* (nullable): of those that match */
static GtkListBoxRow *
get_first (ApoyoChoiceRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  for (int i = 1; row != NULL && !gtk_widget_get_visible (GTK_WIDGET (row)); i++)
    row = gtk_list_box_get_row_at_index (self->list, i);
  return row;
}

/* Return takes the first that matches, and Down goes to it. */
static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           ApoyoChoiceRow *self)
{
  gboolean takes = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  gboolean goes = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  GtkListBoxRow *first;

  if (!takes && !goes)
    return GDK_EVENT_PROPAGATE;
  apoyo_filter_entry_settle (self->filter);
  first = get_first (self);
  if (first != NULL && takes)
    on_row_activated_cb (self, first);
  else if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
  return GDK_EVENT_STOP;
}

/* What was typed last time is nobody's any more. */
static void
on_shown_cb (ApoyoChoiceRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) self->selected);

  apoyo_filter_entry_clear (self->filter);
  gtk_list_box_select_row (self->list, row);
  apoyo_filter_entry_focus (self->filter);
}

static void
apoyo_choice_row_finalize (GObject *object)
{
  g_strfreev (APOYO_CHOICE_ROW (object)->choices);

  G_OBJECT_CLASS (apoyo_choice_row_parent_class)->finalize (object);
}

static void
apoyo_choice_row_class_init (ApoyoChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_choice_row_finalize;
}

static GtkWidget *
make_choices (ApoyoChoiceRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *filter = apoyo_filter_entry_new (_ ("Name or key"), _ ("Search what to choose"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (filter, keys);
  self->filter = APOYO_FILTER_ENTRY (filter);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->none = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_set_visible (GTK_WIDGET (self->none), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_box_append (GTK_BOX (box), filter);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));
  gtk_box_append (GTK_BOX (box), scrolled);
  g_signal_connect_object (filter, "changed", G_CALLBACK (on_filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return box;
}

static void
apoyo_choice_row_init (ApoyoChoiceRow *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->chosen = GTK_LABEL (gtk_label_new (NULL));
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_label_set_ellipsize (self->chosen, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->chosen, 32);
  gtk_popover_set_child (self->popover, make_choices (self));
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->chosen));
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_shown_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
make_row (const char *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (choice);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice, -1);
  apoyo_filter_row_set_text (row, choice);
  return row;
}

GtkWidget *
apoyo_choice_row_new (const char *title, const char *const *choices)
{
  ApoyoChoiceRow *self = g_object_new (APOYO_TYPE_CHOICE_ROW, "title", title, NULL);

  self->choices = g_strdupv ((GStrv) choices);
  for (guint i = 0; self->choices[i] != NULL; i++)
    gtk_list_box_append (self->list, make_row (self->choices[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  select_choice (self, 0);
  return GTK_WIDGET (self);
}

guint
apoyo_choice_row_get_selected (ApoyoChoiceRow *self)
{
  g_return_val_if_fail (APOYO_IS_CHOICE_ROW (self), 0);
  return self->selected;
}
