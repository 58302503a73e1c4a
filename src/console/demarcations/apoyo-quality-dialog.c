/* apoyo-quality-dialog.c: every finding of one kind of problem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dialog-button.h"
#include "apoyo-filter-entry.h"
#include "apoyo-format.h"
#include "apoyo-place-words.h"
#include "apoyo-quality-card.h"
#include "apoyo-quality-dialog.h"
#include "apoyo-save.h"
#include "apoyo-text-column.h"

struct _ApoyoQualityDialog {
  AdwWindow parent_instance;

  GtkColumnView *table;
  ApoyoFilterEntry *filter;
  GtkLabel *none;            /* when the filter leaves nothing */
  GtkFilterListModel *shown; /* (owned) (nullable): where there is any finding */
  ApoyoGeography *geography; /* (owned) */
  GListModel *findings;      /* (owned) */
  ApoyoProblem problem;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoQualityDialog, apoyo_quality_dialog, ADW_TYPE_WINDOW)

/* --- cells ------------------------------------------------------------------------------------ */

static char *
get_code (gpointer item, gpointer user_data)
{
  return g_strdup (apoyo_finding_row_get_code (item));
}

static char *
get_name (gpointer item, gpointer user_data)
{
  return g_strdup (apoyo_finding_row_get_name (item));
}

/* The entity and, of a section, its municipality. */
static char *
get_where (gpointer item, gpointer user_data)
{
  ApoyoQualityDialog *self = user_data;
  guint place = apoyo_geography_find (self->geography, apoyo_finding_row_get_code (item));
  GString *text = g_string_new (NULL);
  const ApoyoLevel levels[] = { APOYO_LEVEL_ENTITY, APOYO_LEVEL_MUNICIPALITY };

  for (guint i = 0; place != APOYO_PLACE_NONE && i < G_N_ELEMENTS (levels); i++) {
    guint holder = apoyo_geography_get_within (self->geography, place, levels[i]);

    if (holder != APOYO_PLACE_NONE && holder != place)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                              apoyo_geography_get_name (self->geography, holder));
  }
  return g_string_free (text, FALSE);
}

static char *
get_found (gpointer item, gpointer user_data)
{
  return apoyo_format_count (apoyo_finding_row_get_found (item));
}

static char *
get_expected (gpointer item, gpointer user_data)
{
  return apoyo_place_words_count (apoyo_finding_row_get_expected (item));
}

static char *
get_difference (gpointer item, gpointer user_data)
{
  return apoyo_format_difference (apoyo_finding_row_get_found (item) -
                                  apoyo_finding_row_get_expected (item));
}

static void
add_columns (ApoyoQualityDialog *self)
{
  apoyo_text_column_append (self->table, _ ("Code"), APOYO_TEXT_STRONG, 110, get_code, self);
  apoyo_text_column_append (self->table, _ ("Name"), APOYO_TEXT_PLAIN, 220, get_name, self);
  apoyo_text_column_append (self->table, _ ("Where"), APOYO_TEXT_PLAIN, 0, get_where, self);
  if (self->problem == APOYO_PROBLEM_SIZE) {
    apoyo_text_column_append (self->table, _ ("Electors"), APOYO_TEXT_FIGURE, 100, get_found, self);
    apoyo_text_column_append (self->table, _ ("Limit"), APOYO_TEXT_FIGURE, 90, get_expected, self);
  } else if (self->problem == APOYO_PROBLEM_TOTAL) {
    apoyo_text_column_append (self->table, _ ("Sum"), APOYO_TEXT_FIGURE, 110, get_found, self);
    apoyo_text_column_append (self->table, _ ("Published total"), APOYO_TEXT_FIGURE, 120,
                              get_expected, self);
    apoyo_text_column_append (self->table, _ ("Difference"), APOYO_TEXT_FIGURE, 100, get_difference,
                              self);
  }
}

/* --- the filter --------------------------------------------------------------------------------
 */

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  ApoyoQualityDialog *self = user_data;
  g_autofree char *where = NULL;
  g_autofree char *text = NULL;

  if (apoyo_filter_entry_is_empty (self->filter))
    return TRUE;
  where = get_where (item, self);
  text = g_strjoin (" ", apoyo_finding_row_get_code (item), apoyo_finding_row_get_name (item),
                    where, NULL);
  return apoyo_filter_entry_matches (self->filter, text);
}

static void
on_filter_cb (ApoyoQualityDialog *self)
{
  g_autofree char *none = apoyo_filter_entry_dup_none (self->filter);

  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_label_set_text (self->none, none);
  gtk_widget_set_visible (GTK_WIDGET (self->none),
                          g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0);
}

/* --- acts ------------------------------------------------------------------------------------- */

static void
on_activate_cb (GtkColumnView *table, guint position, ApoyoQualityDialog *self)
{
  g_autoptr (ApoyoFindingRow) finding =
      g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  guint place = finding != NULL
                    ? apoyo_geography_find (self->geography, apoyo_finding_row_get_code (finding))
                    : APOYO_PLACE_NONE;

  if (place == APOYO_PLACE_NONE)
    return;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, place);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_export_cb (ApoyoQualityDialog *self)
{
  GString *text = g_string_new (NULL);

  apoyo_save_append_row (text, 5, _ ("code"), _ ("name"), _ ("where"), _ ("found"), _ ("expected"));
  for (guint i = 0; i < g_list_model_get_n_items (self->findings); i++) {
    g_autoptr (ApoyoFindingRow) finding = g_list_model_get_item (self->findings, i);
    g_autofree char *where = get_where (finding, self);
    g_autofree char *found =
        g_strdup_printf ("%" G_GINT64_FORMAT, apoyo_finding_row_get_found (finding));
    g_autofree char *expected =
        apoyo_finding_row_get_expected (finding) >= 0
            ? g_strdup_printf ("%" G_GINT64_FORMAT, apoyo_finding_row_get_expected (finding))
            : NULL;

    apoyo_save_append_row (text, 5, apoyo_finding_row_get_code (finding),
                           apoyo_finding_row_get_name (finding), where, found, expected);
  }
  apoyo_save_text (GTK_WIDGET (self), "geography-quality.csv", text);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_quality_dialog_dispose (GObject *object)
{
  ApoyoQualityDialog *self = APOYO_QUALITY_DIALOG (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->geography);
  g_clear_object (&self->findings);

  G_OBJECT_CLASS (apoyo_quality_dialog_parent_class)->dispose (object);
}

static void
apoyo_quality_dialog_class_init (ApoyoQualityDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_quality_dialog_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_QUALITY_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
apoyo_quality_dialog_init (ApoyoQualityDialog *self)
{
}

static GtkWidget *
make_header (ApoyoQualityDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *export = apoyo_dialog_button_new (_ ("_Export…"), G_CALLBACK (on_export_cb), self);
  g_autofree char *count = apoyo_format_count (g_list_model_get_n_items (self->findings));

  adw_header_bar_set_title_widget (
      ADW_HEADER_BAR (header),
      adw_window_title_new (apoyo_problem_get_title (self->problem), count));
  gtk_widget_set_sensitive (export, g_list_model_get_n_items (self->findings) > 0);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), export);
  return header;
}

static GtkWidget *
make_filter (ApoyoQualityDialog *self)
{
  GtkWidget *filter = apoyo_filter_entry_new (_ ("Code, name or place"), _ ("Search findings"));

  self->filter = APOYO_FILTER_ENTRY (filter);
  apoyo_filter_entry_take_shortcut (self->filter, GTK_WIDGET (self));
  g_signal_connect_object (filter, "changed", G_CALLBACK (on_filter_cb), self, G_CONNECT_SWAPPED);
  return filter;
}

static GtkWidget *
make_content (ApoyoQualityDialog *self)
{
  GtkWidget *box;
  GtkWidget *scrolled;

  if (g_list_model_get_n_items (self->findings) == 0) {
    GtkWidget *status = adw_status_page_new ();

    adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "object-select-symbolic");
    adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("Nothing to look at"));
    gtk_widget_set_vexpand (status, TRUE);
    return status;
  }
  scrolled = apoyo_text_table_new (&self->table, apoyo_problem_get_title (self->problem));
  add_columns (self);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  self->none = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dimmed");
  gtk_widget_set_visible (GTK_WIDGET (self->none), FALSE);
  gtk_box_append (GTK_BOX (box), make_filter (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));
  gtk_box_append (GTK_BOX (box), scrolled);
  self->shown = gtk_filter_list_model_new (
      g_object_ref (self->findings), GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (gtk_single_selection_new (
                                              G_LIST_MODEL (g_object_ref (self->shown)))));
  g_signal_connect (self->table, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  gtk_widget_set_margin_bottom (box, 14);
  return box;
}

GtkWidget *
apoyo_quality_dialog_new (GtkWindow *parent,
                          ApoyoGeography *geography,
                          ApoyoQuality *quality,
                          ApoyoProblem problem)
{
  ApoyoQualityDialog *self =
      g_object_new (APOYO_TYPE_QUALITY_DIALOG, "transient-for", parent, "modal", TRUE,
                    "default-width", 820, "default-height", 600, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->geography = g_object_ref (geography);
  self->findings = g_object_ref (apoyo_quality_get (quality, problem));
  self->problem = problem;
  gtk_window_set_title (GTK_WINDOW (self), apoyo_problem_get_title (problem));
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_content (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  return GTK_WIDGET (self);
}
