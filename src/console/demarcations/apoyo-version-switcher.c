/* apoyo-version-switcher.c: the version in the header bar, and the list to change it from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-status-chip.h"
#include "apoyo-version-switcher.h"

/* Acts on the geography belong to no process: they are told in the time of the institute. */
#define TIME_ZONE "America/Mexico_City"

struct _ApoyoVersionSwitcher {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *subtitle;
  GtkPopover *popover;
  GtkListBox *list;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoVersionSwitcher, apoyo_version_switcher, ADW_TYPE_BIN)

/* --- words ------------------------------------------------------------------------------------ */

const char *
apoyo_version_words_state (ApoyoVersionState state)
{
  switch (state) {
  case APOYO_VERSION_ADOPTED:
    return C_ ("geography version", "In force");
  case APOYO_VERSION_DRAFT:
    return C_ ("geography version", "Draft");
  case APOYO_VERSION_SUPERSEDED:
    return C_ ("geography version", "Superseded");
  case APOYO_VERSION_DISCARDED:
  default:
    return C_ ("geography version", "Discarded");
  }
}

char *
apoyo_version_words_act (ApoyoGeographyVersion *version, gboolean by_whom)
{
  const ApoyoVersionFigures *figures = apoyo_geography_version_get (version);
  g_autofree char *date = NULL;
  g_autofree char *act = NULL;
  const char *who;

  if (figures->state == APOYO_VERSION_DISCARDED) {
    date = apoyo_format_date (figures->discarded_at, TIME_ZONE);
    act = g_strdup_printf (_ ("discarded on %s"), date);
    who = figures->discarded_by;
  } else if (figures->adopted_at != NULL) {
    date = apoyo_format_date (figures->adopted_at, TIME_ZONE);
    act = g_strdup_printf (_ ("adopted on %s"), date);
    who = figures->adopted_by;
  } else {
    date = apoyo_format_date (figures->drafted_at, TIME_ZONE);
    act = g_strdup_printf (_ ("drafted on %s"), date);
    who = figures->drafted_by;
  }
  if (!by_whom || who == NULL)
    return g_steal_pointer (&act);
  /* Translators: “adopted on 15/01/2024 by Rubén Salas”. */
  return g_strdup_printf (_ ("%s by %s"), act, who);
}

char *
apoyo_version_words_pins (ApoyoGeographyVersion *version)
{
  const ApoyoVersionFigures *figures = apoyo_geography_version_get (version);
  g_autofree char *codes = g_strjoinv (", ", figures->processes);
  g_autofree char *count = apoyo_format_count (figures->n_processes);
  g_autofree char *text = NULL;

  if (figures->n_processes == 0)
    return g_strdup (_ ("no process pins it"));
  text = g_strdup_printf (
      ngettext ("pinned by %s process", "pinned by %s processes", (gulong) figures->n_processes),
      count);
  return *codes != '\0' ? g_strdup_printf ("%s: %s", text, codes) : g_steal_pointer (&text);
}

/* --- list ------------------------------------------------------------------------------------- */

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "num");
  return label;
}

static GtkWidget *
make_chip (ApoyoVersionState state)
{
  GtkWidget *chip = apoyo_status_chip_new (state == APOYO_VERSION_ADOPTED ? APOYO_STATUS_SUCCESS
                                           : state == APOYO_VERSION_DRAFT ? APOYO_STATUS_WARNING
                                                                          : APOYO_STATUS_STALE,
                                           apoyo_version_words_state (state));

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

static GtkWidget *
make_row (ApoyoGeographyVersion *version)
{
  const ApoyoVersionFigures *figures = apoyo_geography_version_get (version);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *act = apoyo_version_words_act (version, TRUE);
  g_autofree char *pins = apoyo_version_words_pins (version);
  g_autofree char *sections = apoyo_format_count (figures->n_sections);
  g_autofree char *electors = apoyo_format_count (figures->nominal_list);
  g_autofree char *title = g_strdup_printf ("v%d · %s", figures->id, figures->name);
  g_autofree char *counts =
      g_strdup_printf (_ ("%s sections · %s electors · %s"), sections, electors, pins);
  g_autofree char *label = g_strdup_printf (
      "%s, %s, %s, %s", title, apoyo_version_words_state (figures->state), act, counts);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (texts), make_line (title, "t-small"));
  gtk_widget_add_css_class (gtk_widget_get_first_child (texts), "t-strong");
  gtk_box_append (GTK_BOX (texts), make_line (act, "t-caption"));
  gtk_box_append (GTK_BOX (texts), make_line (counts, "t-caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dimmed");
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), make_chip (figures->state));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (row), "version", GINT_TO_POINTER (figures->id));
  return row;
}

/* In force first, then drafts, then those that were; within each the newest first, as they come. */
static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (a), "order")) -
         GPOINTER_TO_INT (g_object_get_data (G_OBJECT (b), "order"));
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ApoyoVersionSwitcher *self)
{
  int version = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "version"));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, version);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_version_switcher_class_init (ApoyoVersionSwitcherClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_VERSION_SWITCHER, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static GtkWidget *
make_face (ApoyoVersionSwitcher *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->subtitle = GTK_LABEL (make_line ("—", "t-caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dimmed");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), make_line (_ ("Demarcations"), "t-heading"));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  return box;
}

static void
make_popover (ApoyoVersionSwitcher *self)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Versions of the geography"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_policy (scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height (scrolled, 420);
  gtk_scrolled_window_set_child (scrolled, GTK_WIDGET (self->list));
  gtk_widget_set_size_request (GTK_WIDGET (self->popover), 540, -1);
  gtk_popover_set_child (self->popover, GTK_WIDGET (scrolled));
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
}

static void
apoyo_version_switcher_init (ApoyoVersionSwitcher *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "process-button");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Change version"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Version of the geography"), -1);
  gtk_menu_button_set_child (self->button, make_face (self));
  make_popover (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
apoyo_version_switcher_new (void)
{
  return g_object_new (APOYO_TYPE_VERSION_SWITCHER, NULL);
}

static void
show_version (ApoyoVersionSwitcher *self, ApoyoGeographyVersion *version)
{
  g_autofree char *act = NULL;
  g_autofree char *text = NULL;

  if (version == NULL) {
    gtk_label_set_text (self->subtitle, _ ("No geography yet"));
    return;
  }
  act = apoyo_version_words_act (version, FALSE);
  text = g_strdup_printf ("%s v%d · %s", apoyo_geography_version_get (version)->name,
                          apoyo_geography_version_get (version)->id, act);
  gtk_label_set_text (self->subtitle, text);
}

void
apoyo_version_switcher_set (ApoyoVersionSwitcher *self, GListModel *versions, int shown)
{
  GtkListBoxRow *old;
  guint n = versions != NULL ? g_list_model_get_n_items (versions) : 0;

  g_return_if_fail (APOYO_IS_VERSION_SWITCHER (self));

  while ((old = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (old));
  for (guint i = 0; i < n; i++) {
    g_autoptr (ApoyoGeographyVersion) version = g_list_model_get_item (versions, i);
    const ApoyoVersionFigures *figures = apoyo_geography_version_get (version);
    GtkWidget *row = make_row (version);

    g_object_set_data (G_OBJECT (row), "order",
                       GINT_TO_POINTER ((int) figures->state * 100000 + (int) i));
    gtk_list_box_append (self->list, row);
    if (figures->id == shown)
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), n > 0);
  show_version (self, versions != NULL ? apoyo_geography_version_find (versions, shown) : NULL);
}
