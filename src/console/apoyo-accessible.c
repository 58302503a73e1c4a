/* apoyo-accessible.c: what GTK 4.8 leaves out for those who work by keyboard or screen reader.
 *
 * A row of a list view, the toggle in a menu button and the one in a drop-down are widgets of GTK's
 * own, which take the focus and are then read out by the name of their class; and Tab goes through
 * a list row by row, be there twenty-two thousand, choosing each. Newer versions of GTK have
 * properties for these (accessible-label of list items, tab-behavior of lists). Here one hook does
 * it for all, so that no list can be forgotten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "apoyo-accessible.h"

/* --- names ------------------------------------------------------------------------------------ */

static gboolean
has_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* names: (element-type GtkWidget): in the order in which they are read */
static void
set_names (GtkWidget *widget, GList *names)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_LABELLED_BY;
  GValue value = G_VALUE_INIT;

  if (names == NULL)
    return;
  gtk_accessible_relation_init_value (relation, &value);
  g_value_set_pointer (&value, g_list_copy (names));
  gtk_accessible_update_relation_value (GTK_ACCESSIBLE (widget), 1, &relation, &value);
  g_value_unset (&value);
}

/* The texts in a widget; a row that says by itself what it shows stands for all of its own. */
static GList *
prepend_texts (GList *texts, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) || has_name (widget))
    return g_list_prepend (texts, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    texts = prepend_texts (texts, child);
  return texts;
}

static void
name_after_texts (GtkWidget *widget)
{
  g_autoptr (GList) texts = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    texts = prepend_texts (texts, child);
  texts = g_list_reverse (texts);
  if (!has_name (widget))
    set_names (widget, texts);
}

/* child: what a factory put into a row, or into a cell of a row */
static void
name_row (GtkWidget *child)
{
  GtkWidget *owner = gtk_widget_get_parent (child);
  GtkWidget *outside = owner != NULL ? gtk_widget_get_parent (owner) : NULL;

  if (outside == NULL || GTK_IS_LIST_BASE (owner))
    return;
  if (GTK_IS_LIST_BASE (outside)) {
    name_after_texts (owner);
  } else if (gtk_widget_get_parent (outside) != NULL &&
             GTK_IS_LIST_BASE (gtk_widget_get_parent (outside)) &&
             GTK_IS_COLUMN_VIEW (gtk_widget_get_ancestor (outside, GTK_TYPE_COLUMN_VIEW))) {
    name_after_texts (owner);
    name_after_texts (outside);
  }
}

/* owner: a menu button or a drop-down, whose toggle takes the focus in its place */
static void
name_toggle (GtkWidget *owner)
{
  GtkWidget *toggle = gtk_widget_get_first_child (owner);
  g_autoptr (GList) names = g_list_prepend (NULL, owner);

  if (has_name (owner) && GTK_IS_TOGGLE_BUTTON (toggle) && !has_name (toggle))
    set_names (toggle, names);
}

/* GTK gives a button the raw text for a name, underscore and all, before that of its label. What
 * libadwaita draws in a button it reads out, also after the name that the button was given. */
static void
name_button (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);

  if (label != NULL && gtk_button_get_use_underline (button) && strchr (label, '_') != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (ADW_IS_BUTTON_CONTENT (gtk_button_get_child (button)) && has_name (GTK_WIDGET (button)))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* An icon alone is named by what its tooltip says. */
static void
name_icon_button (GtkWidget *button)
{
  const char *words = gtk_widget_get_tooltip_text (button);

  if (words == NULL && gtk_widget_get_ancestor (button, GTK_TYPE_SHORTCUTS_WINDOW) != NULL)
    words = _ ("Search");
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
}

/* The row of titles, and the list in the table, which has the focus while it is empty. */
static void
name_table (GtkWidget *table)
{
  g_autoptr (GList) names = g_list_prepend (NULL, table);

  name_after_texts (gtk_widget_get_first_child (table));
  if (has_name (table))
    set_names (gtk_widget_get_last_child (table), names);
}

/* Neither the rows of libadwaita, which name themselves, nor those that were given a name. */
static gboolean
is_plain_row (GtkWidget *widget)
{
  return G_OBJECT_TYPE (widget) == GTK_TYPE_LIST_BOX_ROW;
}

/* What is said where there is nothing else takes the focus, to be read. */
static gboolean
is_status (GtkWidget *widget)
{
  return GTK_IS_SCROLLED_WINDOW (widget) && ADW_IS_STATUS_PAGE (gtk_widget_get_parent (widget));
}

/* --- the Tab key ------------------------------------------------------------------------------ */

/* Leaves the list, unless there is more to press in the row that one is in. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   gpointer user_data)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (held & GDK_SHIFT_MASK) != 0;
  GtkDirectionType way = back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD;
  GtkWidget *row = gtk_widget_get_focus_child (list);

  if (keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;
  if ((held & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (row != NULL && gtk_widget_child_focus (row, way))
    return GDK_EVENT_STOP;
  /* So that the way goes around it. */
  gtk_widget_set_can_focus (list, FALSE);
  g_signal_emit_by_name (gtk_widget_get_root (list), "move-focus", way);
  gtk_widget_set_can_focus (list, TRUE);
  return GDK_EVENT_STOP;
}

/* Its rows are for the arrows. What it is scrolled in would be a stop too, where there is no other.
 */
static void
make_one_stop (GtkWidget *list)
{
  static const char key[] = "apoyo-one-stop";
  GtkWidget *scrolled = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (list), key) != NULL)
    return;
  g_object_set_data (G_OBJECT (list), key, GINT_TO_POINTER (TRUE));
  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed_cb), NULL);
  gtk_widget_add_controller (list, controller);
  if (scrolled != NULL)
    gtk_widget_set_focusable (scrolled, FALSE);
}

/* --- the hook --------------------------------------------------------------------------------- */

static gboolean
on_realize_cb (GSignalInvocationHint *hint,
               guint n_values,
               const GValue *values,
               gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget))
    name_toggle (widget);
  else if (GTK_IS_BUTTON (widget) && !has_name (widget) &&
           GTK_IS_IMAGE (gtk_button_get_child (GTK_BUTTON (widget))))
    name_icon_button (widget);
  else if (GTK_IS_BUTTON (widget))
    name_button (GTK_BUTTON (widget));
  else if (GTK_IS_COLUMN_VIEW (widget))
    name_table (widget);
  else if (is_plain_row (widget) || is_status (widget))
    name_after_texts (widget);
  else if (GTK_IS_LIST_BASE (widget))
    make_one_stop (widget);
  /* Where nothing is chosen, a list box holds the rows of a form. */
  else if (GTK_IS_LIST_BOX (widget) &&
           gtk_list_box_get_selection_mode (GTK_LIST_BOX (widget)) != GTK_SELECTION_NONE)
    make_one_stop (widget);
  name_row (widget);
  return TRUE;
}

void
apoyo_accessible_install (void)
{
  static gulong id;

  if (id != 0)
    return;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET)); /* or else the signal is not there yet */
  id = g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realize_cb,
                                   NULL, NULL);
}
