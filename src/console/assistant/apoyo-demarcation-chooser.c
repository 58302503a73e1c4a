/* apoyo-demarcation-chooser.c: a demarcation, found by typing its name, number or code.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-demarcation-chooser.h"
#include "apoyo-format.h"

/* More than fits on the screen, far less than there are. */
#define MAX_SHOWN 60
#define MAX_SEARCHED 4000

struct _ApoyoDemarcationChooser {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkWidget *popover;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *foot;

  ApoyoSetupData *data; /* (owned) */
  char *name;           /* (owned): for a screen reader */
  ApoyoLevel level;
  gboolean wider;
  char *within; /* (owned) (nullable) */
  char *code;   /* (owned) (nullable) */
  char *query;  /* (owned) (nullable): what the list was filled for */
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoDemarcationChooser, apoyo_demarcation_chooser, ADW_TYPE_BIN)

gboolean
apoyo_demarcation_level_fits (ApoyoLevel level, ApoyoLevel within)
{
  return level == within || level == APOYO_LEVEL_SECTION ||
         (within <= APOYO_LEVEL_ENTITY && within < level);
}

/* --- the list --------------------------------------------------------------------------------- */

static gboolean
is_offered (ApoyoDemarcationChooser *self, ApoyoGeography *geography, guint place)
{
  ApoyoLevel level = apoyo_geography_get_level (geography, place);
  ApoyoLevel within_level;
  guint around;
  g_autofree char *code = NULL;

  if (level != self->level && (!self->wider || !apoyo_demarcation_level_fits (self->level, level)))
    return FALSE;
  if (self->within == NULL || strcmp (self->within, APOYO_DEMARCATION_COUNTRY) == 0)
    return TRUE;
  if (!apoyo_demarcation_get_level (self->within, &within_level))
    return TRUE;
  around = apoyo_geography_get_within (geography, place, within_level);
  if (around == APOYO_PLACE_NONE)
    return FALSE;
  code = apoyo_geography_dup_code (geography, around);
  return strcmp (code, self->within) == 0;
}

static GtkWidget *
make_row (ApoyoDemarcationChooser *self, ApoyoGeography *geography, guint place)
{
  g_autofree char *code = apoyo_geography_dup_code (geography, place);
  g_autofree char *name = apoyo_setup_data_dup_place_name (self->data, code);
  g_autofree char *list = apoyo_format_count (apoyo_geography_get_nominal_list (geography, place));
  g_autofree char *words = g_strdup_printf (_ ("%s, %s, %s electors"), code, name, list);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *code_label = gtk_label_new (code);
  GtkWidget *list_label = gtk_label_new (list);

  gtk_label_set_xalign (GTK_LABEL (code_label), 0);
  gtk_label_set_width_chars (GTK_LABEL (code_label), 8);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (code_label, "num");
  gtk_widget_add_css_class (code_label, "dimmed");
  gtk_widget_add_css_class (list_label, "num");
  gtk_widget_add_css_class (box, "t-small");
  gtk_box_append (GTK_BOX (box), code_label);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), list_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "code", g_steal_pointer (&code), g_free);
  return row;
}

static void
clear_list (ApoyoDemarcationChooser *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* Without a query: the widest places first, then those of the level. (transfer full) */
static GArray *
find_places (ApoyoDemarcationChooser *self, ApoyoGeography *geography, const char *query)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));
  guint country = apoyo_geography_find (geography, APOYO_DEMARCATION_COUNTRY);

  if (*query != '\0') {
    g_array_unref (places);
    return apoyo_geography_search (geography, query, MAX_SEARCHED, NULL);
  }
  if (country == APOYO_PLACE_NONE)
    return places;
  for (ApoyoLevel level = APOYO_LEVEL_COUNTRY; level <= self->level; level++) {
    g_autoptr (GArray) some = NULL;

    if (level != self->level &&
        (!self->wider || level == APOYO_LEVEL_CIRCUMSCRIPTION || level > APOYO_LEVEL_ENTITY))
      continue;
    some = apoyo_geography_list (geography, country, level);
    g_array_append_vals (places, some->data, some->len);
  }
  return places;
}

/* (transfer full) */
static char *
dup_query (ApoyoDemarcationChooser *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
}

static void
fill (ApoyoDemarcationChooser *self)
{
  ApoyoGeography *geography = apoyo_setup_data_get_geography (self->data);
  g_autofree char *query = dup_query (self);
  g_autoptr (GArray) places = NULL;
  guint n = 0;

  g_free (self->query);
  self->query = g_strdup (query);
  clear_list (self);
  if (geography == NULL) {
    gtk_label_set_text (self->foot, _ ("The geography is being read…"));
    return;
  }
  places = find_places (self, geography, query);
  for (guint i = 0; i < places->len; i++) {
    guint place = g_array_index (places, guint, i);

    if (!is_offered (self, geography, place))
      continue;
    if (++n <= MAX_SHOWN)
      gtk_list_box_append (self->list, make_row (self, geography, place));
  }
  if (n == 0) {
    g_autofree char *text = g_strdup_printf (_ ("No demarcation matches “%s”"), query);

    gtk_label_set_text (self->foot, text);
  } else {
    g_autofree char *count = apoyo_format_count (n);
    g_autofree char *text =
        n > MAX_SHOWN ? g_strdup_printf (_ ("%d of %s: type to find the others"), MAX_SHOWN, count)
                      : g_strdup_printf (ngettext ("%s found", "%s found", n), count);

    gtk_label_set_text (self->foot, text);
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  }
}

/* --- choosing --------------------------------------------------------------------------------- */

static void
update_label (ApoyoDemarcationChooser *self)
{
  g_autofree char *name = apoyo_setup_data_dup_place_name (self->data, self->code);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (self->code == NULL)
    text = g_strdup (_ ("Choose…"));
  else if (strcmp (self->code, name) == 0 || strcmp (self->code, APOYO_DEMARCATION_COUNTRY) == 0)
    text = g_strdup (name);
  else
    text = g_strdup_printf ("%s · %s", self->code, name);
  words = g_strdup_printf ("%s: %s", self->name, text);
  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ApoyoDemarcationChooser *self)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (row), "code"));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  apoyo_demarcation_chooser_set_code (self, code);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, code);
}

static void
on_search_activated_cb (GtkSearchEntry *search, ApoyoDemarcationChooser *self)
{
  g_autofree char *query = dup_query (self);
  GtkListBoxRow *row;

  /* The entry tells what was typed last only after a while. */
  if (g_strcmp0 (query, self->query) != 0)
    fill (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    on_row_activated_cb (self->list, row, self);
}

/* The arrows go through the list while the cursor stays in the entry. */
static gboolean
on_search_key_cb (GtkEventControllerKey *key,
                  guint keyval,
                  guint keycode,
                  GdkModifierType state,
                  ApoyoDemarcationChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int place = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list, place + (keyval == GDK_KEY_Down ? 1 : -1));
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static void
on_popover_shown_cb (GtkWidget *popover, ApoyoDemarcationChooser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
on_data_changed_cb (ApoyoSetupData *data, ApoyoDemarcationChooser *self)
{
  update_label (self);
  if (gtk_widget_get_visible (self->popover))
    fill (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static gboolean
apoyo_demarcation_chooser_grab_focus (GtkWidget *widget)
{
  GtkWidget *button = GTK_WIDGET (APOYO_DEMARCATION_CHOOSER (widget)->button);

  return gtk_widget_child_focus (button, GTK_DIR_TAB_FORWARD);
}

static void
apoyo_demarcation_chooser_dispose (GObject *object)
{
  ApoyoDemarcationChooser *self = APOYO_DEMARCATION_CHOOSER (object);

  if (self->data != NULL)
    g_signal_handlers_disconnect_by_data (self->data, self);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (apoyo_demarcation_chooser_parent_class)->dispose (object);
}

static void
apoyo_demarcation_chooser_finalize (GObject *object)
{
  ApoyoDemarcationChooser *self = APOYO_DEMARCATION_CHOOSER (object);

  g_free (self->name);
  g_free (self->within);
  g_free (self->code);
  g_free (self->query);

  G_OBJECT_CLASS (apoyo_demarcation_chooser_parent_class)->finalize (object);
}

static void
apoyo_demarcation_chooser_class_init (ApoyoDemarcationChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_demarcation_chooser_dispose;
  object_class->finalize = apoyo_demarcation_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = apoyo_demarcation_chooser_grab_focus;

  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", APOYO_TYPE_DEMARCATION_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_list (ApoyoDemarcationChooser *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, 380, 280);
  return scroller;
}

static GtkWidget *
make_popover (ApoyoDemarcationChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkEventController *key = gtk_event_controller_key_new ();

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Name, number or code"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search a demarcation"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (on_search_activated_cb), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), key);
  self->foot = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->foot, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->foot), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->foot), "dimmed");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->foot));
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect (self->popover, "show", G_CALLBACK (on_popover_shown_cb), self);
  return self->popover;
}

static void
apoyo_demarcation_chooser_init (ApoyoDemarcationChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_width_chars (self->label, 24);
  gtk_label_set_max_width_chars (self->label, 34);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (self->button, box);
  gtk_menu_button_set_popover (self->button, make_popover (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  self->wider = TRUE;
}

GtkWidget *
apoyo_demarcation_chooser_new (ApoyoSetupData *data, const char *name)
{
  ApoyoDemarcationChooser *self = g_object_new (APOYO_TYPE_DEMARCATION_CHOOSER, NULL);

  self->data = g_object_ref (data);
  self->name = g_strdup (name);
  g_signal_connect (data, "changed", G_CALLBACK (on_data_changed_cb), self);
  update_label (self);
  return GTK_WIDGET (self);
}

void
apoyo_demarcation_chooser_set_level (ApoyoDemarcationChooser *self,
                                     ApoyoLevel level,
                                     gboolean wider)
{
  g_return_if_fail (APOYO_IS_DEMARCATION_CHOOSER (self));

  self->level = level;
  self->wider = wider;
}

void
apoyo_demarcation_chooser_set_within (ApoyoDemarcationChooser *self, const char *code)
{
  g_return_if_fail (APOYO_IS_DEMARCATION_CHOOSER (self));

  g_free (self->within);
  self->within = g_strdup (code);
}

void
apoyo_demarcation_chooser_set_code (ApoyoDemarcationChooser *self, const char *code)
{
  g_return_if_fail (APOYO_IS_DEMARCATION_CHOOSER (self));

  if (self->code != NULL && g_strcmp0 (self->code, code) == 0)
    return;
  g_free (self->code);
  self->code = g_strdup (code);
  update_label (self);
}
