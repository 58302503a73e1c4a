/* apoyo-place-search.c: finds a place by code or name, at every level.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-place-search.h"
#include "apoyo-place-words.h"

/* Whoever needs more than these types another word. */
#define MOST 40

struct _ApoyoPlaceSearch {
  GtkBox parent_instance;

  GtkSearchEntry *entry;
  GtkPopover *popover;
  GtkListBox *list;
  GtkLabel *count;

  ApoyoGeography *geography; /* (owned) (nullable) */
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPlaceSearch, apoyo_place_search, GTK_TYPE_BOX)

/* --- results ---------------------------------------------------------------------------------- */

static GtkWidget *
make_row (ApoyoPlaceSearch *self, guint place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = apoyo_place_words_title (self->geography, place);
  g_autofree char *where = apoyo_place_words_where (self->geography, place);
  g_autofree char *count =
      apoyo_place_words_count (apoyo_geography_get_nominal_list (self->geography, place));
  g_autofree char *label = g_strdup_printf ("%s, %s, %s", title, where, count);
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (where), gtk_label_new (count) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
    gtk_label_set_ellipsize (GTK_LABEL (labels[i]),
                             i < 2 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    gtk_widget_add_css_class (labels[i], i == 1 ? "t-caption" : "t-small");
    gtk_widget_add_css_class (labels[i], "num");
    if (i > 0)
      gtk_widget_add_css_class (labels[i], "dimmed");
  }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), labels[0]);
  gtk_box_append (GTK_BOX (texts), labels[1]);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), labels[2]);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (place));
  return row;
}

static void
tell_count (ApoyoPlaceSearch *self, const char *query, guint n_shown, guint n_found)
{
  g_autofree char *found = apoyo_format_count (n_found);
  g_autofree char *text = NULL;

  if (n_found == 0)
    text = g_strdup_printf (_ ("No demarcation matches “%s”"), query);
  else if (n_found > n_shown)
    text = g_strdup_printf (_ ("The first %u of %s"), n_shown, found);
  else
    text = g_strdup_printf (ngettext ("%s demarcation", "%s demarcations", n_found), found);
  gtk_label_set_text (self->count, text);
}

static void
clear_list (ApoyoPlaceSearch *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
search (ApoyoPlaceSearch *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *stripped = g_strstrip (g_strdup (query));
  g_autoptr (GArray) places = NULL;
  guint n_found = 0;

  clear_list (self);
  if (*stripped == '\0' || self->geography == NULL) {
    gtk_popover_popdown (self->popover);
    return;
  }
  places = apoyo_geography_search (self->geography, stripped, MOST, &n_found);
  for (guint i = 0; i < places->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_array_index (places, guint, i)));
  tell_count (self, stripped, places->len, n_found);
  gtk_popover_popup (self->popover);
}

static void
choose (ApoyoPlaceSearch *self, GtkListBoxRow *row)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "place"));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, place);
}

/* --- input ------------------------------------------------------------------------------------ */

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ApoyoPlaceSearch *self)
{
  choose (self, row);
}

static void
on_activate_cb (ApoyoPlaceSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row == NULL) {
    search (self);
    row = gtk_list_box_get_row_at_index (self->list, 0);
  }
  if (row != NULL)
    choose (self, row);
}

static void
on_stop_search_cb (ApoyoPlaceSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (self->popover);
}

/* Down goes into the list. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   ApoyoPlaceSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (keyval != GDK_KEY_Down || row == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_place_search_dispose (GObject *object)
{
  ApoyoPlaceSearch *self = APOYO_PLACE_SEARCH (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));
  g_clear_object (&self->geography);

  G_OBJECT_CLASS (apoyo_place_search_parent_class)->dispose (object);
}

static void
apoyo_place_search_class_init (ApoyoPlaceSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_place_search_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_PLACE_SEARCH, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
make_popover (ApoyoPlaceSearch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->popover), 380, -1);
  gtk_widget_set_halign (GTK_WIDGET (self->popover), GTK_ALIGN_END);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "found-places");
  gtk_scrolled_window_set_policy (scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height (scrolled, 420);
  gtk_scrolled_window_set_child (scrolled, GTK_WIDGET (self->list));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "num");
  gtk_label_set_ellipsize (self->count, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (scrolled));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_popover_set_child (self->popover, box);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Found demarcations"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
}

static void
apoyo_place_search_init (ApoyoPlaceSearch *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _ ("Code or name, without accents"), "hexpand",
                TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search demarcations"), -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
  make_popover (self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stop_search_cb), self);
}

GtkWidget *
apoyo_place_search_new (void)
{
  return g_object_new (APOYO_TYPE_PLACE_SEARCH, NULL);
}

void
apoyo_place_search_set_geography (ApoyoPlaceSearch *self, ApoyoGeography *geography)
{
  g_return_if_fail (APOYO_IS_PLACE_SEARCH (self));

  /* Rows say where a place stands in the geography they were found in. */
  if (g_set_object (&self->geography, geography)) {
    clear_list (self);
    if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
      search (self);
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), geography != NULL);
}

void
apoyo_place_search_focus (ApoyoPlaceSearch *self)
{
  g_return_if_fail (APOYO_IS_PLACE_SEARCH (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
