/* apoyo-place-column.c: one level of the browser: its places, and the check of their sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-place-column.h"
#include "apoyo-place-row.h"
#include "apoyo-place-words.h"

struct _ApoyoPlaceColumn {
  GtkBox parent_instance;

  GtkBox *head;
  GtkWidget *lead;
  GtkLabel *count;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListView *list;
  GtkLabel *hint;
  GtkImage *foot_icon;
  GtkLabel *foot;

  ApoyoGeography *geography; /* (owned) (nullable) */
  guint inside;              /* whose parts are shown */
  ApoyoLevel level;
  ApoyoLazyList *places;         /* (owned) (nullable) */
  GtkSingleSelection *selection; /* (nullable): the list view's */
  gboolean figures;
  gboolean wide;
  gboolean selecting; /* the selection is being set from outside */
};

enum {
  SIGNAL_CHOSEN,
  SIGNAL_LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPlaceColumn, apoyo_place_column, GTK_TYPE_BOX)

/* --- rows ------------------------------------------------------------------------------------- */

static void
on_setup_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoPlaceColumn *self)
{
  gtk_list_item_set_child (item, apoyo_place_row_new ());
}

static void
on_bind_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoPlaceColumn *self)
{
  apoyo_place_row_set (APOYO_PLACE_ROW (gtk_list_item_get_child (item)),
                       gtk_list_item_get_item (item), self->figures);
}

static void
on_unbind_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoPlaceColumn *self)
{
  apoyo_place_row_set (APOYO_PLACE_ROW (gtk_list_item_get_child (item)), NULL, FALSE);
}

static void
make_factory (ApoyoPlaceColumn *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}

/* --- selection -------------------------------------------------------------------------------- */

static void
on_selected_cb (ApoyoPlaceColumn *self)
{
  guint place = apoyo_place_column_get_selected (self);

  if (!self->selecting && place != APOYO_PLACE_NONE)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, place);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   ApoyoPlaceColumn *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  int way = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left     ? -1
            : keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? 1
                                                                    : 0;

  if (way == 0 || (held != 0 && held != GDK_ALT_MASK))
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0, rtl ? -way : way);
  return TRUE;
}

/* --- foot ------------------------------------------------------------------------------------- */

static void
set_foot (ApoyoPlaceColumn *self, const char *icon, const char *css_class, const char *text)
{
  gtk_image_set_from_icon_name (self->foot_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->foot_icon), icon != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->foot_icon),
                              (const char *[]){ css_class != NULL ? css_class : "", NULL });
  gtk_label_set_text (self->foot, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->foot), text);
}

/* The places are added up one by one and held against what stands above them. */
static void
update_foot (ApoyoPlaceColumn *self)
{
  gint64 whole = apoyo_geography_get_nominal_list (self->geography, self->inside);
  gint64 sum = apoyo_geography_sum (self->geography, apoyo_lazy_list_get_numbers (self->places));
  guint outside = self->level == APOYO_LEVEL_SECTION
                      ? apoyo_geography_get_n_outside (self->geography, self->inside)
                      : 0;
  gboolean bare = self->level == APOYO_LEVEL_CIRCUMSCRIPTION && !self->wide;
  g_autofree char *sum_text = apoyo_format_count (sum);
  g_autofree char *text = NULL;

  if (sum != whole) {
    g_autofree char *whole_text = apoyo_format_count (whole);

    text = g_strdup_printf (_ ("Sum %s ≠ %s"), sum_text, whole_text);
    set_foot (self, "dialog-error-symbolic", "c-err", text);
  } else if (outside > 0) {
    g_autofree char *count = apoyo_format_count (outside);

    text = self->wide ? g_strdup_printf (_ ("Sum %s · %s out of range"), sum_text, count)
                      : g_strdup_printf (_ ("%s out of range"), count);
    set_foot (self, "dialog-warning-symbolic", "c-warn", text);
  } else {
    text = bare ? g_strdup (sum_text) : g_strdup_printf (_ ("Sum %s"), sum_text);
    set_foot (self, bare ? NULL : "object-select-symbolic", "c-ok", text);
  }
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_place_column_dispose (GObject *object)
{
  ApoyoPlaceColumn *self = APOYO_PLACE_COLUMN (object);

  g_clear_object (&self->places);
  g_clear_object (&self->geography);

  G_OBJECT_CLASS (apoyo_place_column_parent_class)->dispose (object);
}

static void
apoyo_place_column_class_init (ApoyoPlaceColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_place_column_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_PLACE_COLUMN, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_LEAVE] = g_signal_new ("leave", APOYO_TYPE_PLACE_COLUMN, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
make_head (ApoyoPlaceColumn *self)
{
  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->head), "column-head");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "num");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->count), GTK_ALIGN_END);
  gtk_box_append (self->head, GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->head));
}

static void
make_list (ApoyoPlaceColumn *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), key);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "t-small");
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_justify (self->hint, GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (GTK_WIDGET (self->hint), 10);
  gtk_widget_set_margin_end (GTK_WIDGET (self->hint), 10);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->scrolled), "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->hint), "hint");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  make_factory (self);
}

static void
make_foot (ApoyoPlaceColumn *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->foot_icon = GTK_IMAGE (gtk_image_new ());
  self->foot = GTK_LABEL (gtk_label_new (NULL));
  gtk_image_set_pixel_size (self->foot_icon, 12);
  gtk_label_set_ellipsize (self->foot, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->foot), "num");
  gtk_widget_add_css_class (box, "column-foot");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->foot_icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->foot));
  gtk_box_append (GTK_BOX (self), box);
}

static void
apoyo_place_column_init (ApoyoPlaceColumn *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "place-column");
  make_head (self);
  make_list (self);
  make_foot (self);
}

ApoyoPlaceColumn *
apoyo_place_column_new (const char *title)
{
  ApoyoPlaceColumn *self = g_object_new (APOYO_TYPE_PLACE_COLUMN, NULL);

  apoyo_place_column_set_title (self, title);
  return self;
}

void
apoyo_place_column_set_lead (ApoyoPlaceColumn *self, GtkWidget *lead)
{
  g_return_if_fail (APOYO_IS_PLACE_COLUMN (self) && GTK_IS_WIDGET (lead));

  if (self->lead != NULL)
    gtk_box_remove (self->head, self->lead);
  self->lead = lead;
  gtk_box_prepend (self->head, lead);
}

void
apoyo_place_column_set_title (ApoyoPlaceColumn *self, const char *title)
{
  g_return_if_fail (APOYO_IS_PLACE_COLUMN (self) && title != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  if (self->lead == NULL)
    apoyo_place_column_set_lead (self, gtk_label_new (title));
  else if (GTK_IS_LABEL (self->lead))
    gtk_label_set_text (GTK_LABEL (self->lead), title);
}

void
apoyo_place_column_set_figures (ApoyoPlaceColumn *self, gboolean figures)
{
  g_return_if_fail (APOYO_IS_PLACE_COLUMN (self));

  if (self->figures == figures)
    return;
  self->figures = figures;
  make_factory (self); /* rows of the other shape */
}

void
apoyo_place_column_set_wide (ApoyoPlaceColumn *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_PLACE_COLUMN (self));

  self->wide = wide;
  if (self->places != NULL)
    update_foot (self);
}

static void
clear (ApoyoPlaceColumn *self, const char *hint)
{
  g_clear_object (&self->places);
  self->selection = NULL;
  gtk_list_view_set_model (self->list, NULL);
  gtk_label_set_text (self->count, "");
  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_stack_set_visible_child_name (self->stack, "hint");
  set_foot (self, NULL, NULL, "");
}

void
apoyo_place_column_show (ApoyoPlaceColumn *self,
                         ApoyoGeography *geography,
                         guint inside,
                         ApoyoLevel level,
                         const char *hint)
{
  g_autofree char *count = NULL;

  g_return_if_fail (APOYO_IS_PLACE_COLUMN (self));

  if (geography == NULL || inside == APOYO_PLACE_NONE) {
    clear (self, hint);
    return;
  }
  g_set_object (&self->geography, geography);
  self->inside = inside;
  self->level = level;
  g_clear_object (&self->places);
  self->places = apoyo_place_list_new (geography, apoyo_geography_list (geography, inside, level));
  self->selecting = TRUE;
  self->selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect",
                                  TRUE, "model", self->places, NULL);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection); /* the list view keeps it */
  self->selecting = FALSE;
  count = apoyo_format_count (g_list_model_get_n_items (G_LIST_MODEL (self->places)));
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->hint, _ ("There is nothing here"));
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->places)) > 0 ? "list" : "hint");
  update_foot (self);
}

void
apoyo_place_column_select (ApoyoPlaceColumn *self, guint place, gboolean leaf)
{
  guint position;

  g_return_if_fail (APOYO_IS_PLACE_COLUMN (self));

  if (leaf)
    gtk_widget_add_css_class (GTK_WIDGET (self), "leaf");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "leaf");
  if (self->selection == NULL)
    return;
  position = place != APOYO_PLACE_NONE ? apoyo_lazy_list_find (self->places, place)
                                       : GTK_INVALID_LIST_POSITION;
  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

guint
apoyo_place_column_get_selected (ApoyoPlaceColumn *self)
{
  guint position;

  g_return_val_if_fail (APOYO_IS_PLACE_COLUMN (self), APOYO_PLACE_NONE);

  if (self->selection == NULL)
    return APOYO_PLACE_NONE;
  position = gtk_single_selection_get_selected (self->selection);
  return position == GTK_INVALID_LIST_POSITION
             ? APOYO_PLACE_NONE
             : g_array_index (apoyo_lazy_list_get_numbers (self->places), guint, position);
}

/* The list view takes the focus for itself and lets the first arrow choose the first row: the row
 * takes it. */
static void
focus_selected (ApoyoPlaceColumn *self)
{
  guint place = apoyo_place_column_get_selected (self);

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list)); item != NULL;
       item = gtk_widget_get_next_sibling (item)) {
    GtkWidget *row = gtk_widget_get_first_child (item);

    if (APOYO_IS_PLACE_ROW (row) && apoyo_place_row_get_place (APOYO_PLACE_ROW (row)) == place) {
      gtk_widget_grab_focus (item);
      return;
    }
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

gboolean
apoyo_place_column_enter (ApoyoPlaceColumn *self)
{
  g_return_val_if_fail (APOYO_IS_PLACE_COLUMN (self), FALSE);

  if (self->places == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->places)) == 0)
    return FALSE;
  if (apoyo_place_column_get_selected (self) == APOYO_PLACE_NONE)
    gtk_single_selection_set_selected (self->selection, 0);
  focus_selected (self);
  return TRUE;
}
