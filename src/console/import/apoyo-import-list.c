/* apoyo-import-list.c: the bad rows of an import, and the strange ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-filter-entry.h"
#include "apoyo-format.h"
#include "apoyo-import-list.h"
#include "apoyo-import-words.h"
#include "apoyo-promovente.h"

#define KEY_FOLDED "apoyo-import-folded"

typedef enum {
  COLUMN_LINE,
  COLUMN_FIELD,
  COLUMN_VALUE,
  COLUMN_REASON,
  N_COLUMNS,
} Column;

struct _ApoyoImportList {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkFilterListModel *shown; /* (owned) */
  ApoyoImportListFilter filter;
  ApoyoFilterEntry *words; /* (nullable): belongs to whoever shows the list */
};

G_DEFINE_FINAL_TYPE (ApoyoImportList, apoyo_import_list, ADW_TYPE_BIN)

static GtkWidget *
make_cell (Column column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_LINE ? 1 : 0);
  gtk_widget_add_css_class (label, "t-small");
  if (column == COLUMN_LINE || column == COLUMN_VALUE)
    gtk_widget_add_css_class (label, "num");
  if (column == COLUMN_VALUE)
    gtk_widget_add_css_class (label, "t-strong");
  if (column != COLUMN_LINE)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
on_setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column column = GPOINTER_TO_INT (data);
  GtkWidget *cell = make_cell (column);
  GtkWidget *box;
  GtkWidget *icon;

  if (column != COLUMN_LINE) {
    gtk_list_item_set_child (item, cell);
    return;
  }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), cell);
  gtk_list_item_set_child (item, box);
}

static char *
dup_text (ApoyoImportProblem *problem, Column column)
{
  const char *value = apoyo_import_problem_get_value (problem);
  const char *field = apoyo_import_problem_get_field (problem);

  switch (column) {
  case COLUMN_FIELD:
    /* What the file has no column for has our own name. */
    return g_strdup (apoyo_import_problem_get_column (problem) != field
                         ? apoyo_import_problem_get_column (problem)
                         : apoyo_import_words_field (field));
  case COLUMN_VALUE:
    return g_strdup (value == NULL ? "—" : *value == '\0' ? _ ("(empty)") : value);
  case COLUMN_REASON:
    return apoyo_import_problem_dup_words (problem);
  case COLUMN_LINE:
    return apoyo_import_problem_get_line (problem) > 0
               ? apoyo_format_count ((gint64) apoyo_import_problem_get_line (problem))
               : g_strdup (_ ("file"));
  case N_COLUMNS:
  default:
    return g_strdup ("");
  }
}

static void
bind_line (GtkWidget *box, ApoyoImportProblem *problem, const char *text)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);
  gboolean error = apoyo_import_problem_get_severity (problem) == APOYO_IMPORT_ERROR;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (icon, (const char *[]){ error ? "c-err" : "c-warn", NULL });
  gtk_widget_set_tooltip_text (icon, error ? _ ("Error") : _ ("Warning"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  error ? _ ("Error") : _ ("Warning"), -1);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), text);
}

static void
on_bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column column = GPOINTER_TO_INT (data);
  ApoyoImportProblem *problem = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  g_autofree char *text = dup_text (problem, column);

  if (column == COLUMN_LINE) {
    bind_line (cell, problem, text);
    return;
  }
  gtk_label_set_text (GTK_LABEL (cell), text);
  gtk_widget_set_tooltip_text (cell, column == COLUMN_REASON ? text : NULL);
  if (column == COLUMN_VALUE && apoyo_import_problem_get_value (problem) == NULL)
    gtk_widget_set_tooltip_text (cell, _ ("Not shown"));
}

static void
add_columns (ApoyoImportList *self)
{
  static const struct {
    const char *title;
    int width; /* -1: the rest */
  } columns[N_COLUMNS] = {
    [COLUMN_LINE] = { N_ ("Line"), 92 },
    [COLUMN_FIELD] = { N_ ("Field"), 150 },
    [COLUMN_VALUE] = { N_ ("Value"), 92 },
    [COLUMN_REASON] = { N_ ("Reason"), -1 },
  };

  for (int i = 0; i < N_COLUMNS; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    GtkColumnViewColumn *column;

    g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (i));
    g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GINT_TO_POINTER (i));
    column = gtk_column_view_column_new (_ (columns[i].title), factory);
    gtk_column_view_column_set_fixed_width (column, columns[i].width);
    gtk_column_view_column_set_expand (column, columns[i].width < 0);
    gtk_column_view_append_column (self->view, column);
    g_object_unref (column);
  }
}

static char *
fold_row (ApoyoImportProblem *problem)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (Column column = 0; column < N_COLUMNS; column++) {
    g_autofree char *cell = dup_text (problem, column);

    g_string_append_printf (text, "%s ", cell);
  }
  /* As somebody types it who has the file open. */
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, apoyo_import_problem_get_line (problem));
  return apoyo_promovente_fold_text (text->str);
}

/* By what stands in its row, made once: there may be a hundred thousand, and it is asked for each
 * key. */
static gboolean
matches (ApoyoImportList *self, ApoyoImportProblem *problem)
{
  char *folded;

  if (self->words == NULL || apoyo_filter_entry_is_empty (self->words))
    return TRUE;
  folded = g_object_get_data (G_OBJECT (problem), KEY_FOLDED);
  if (folded == NULL) {
    folded = fold_row (problem);
    g_object_set_data_full (G_OBJECT (problem), KEY_FOLDED, folded, g_free);
  }
  return apoyo_filter_entry_matches_folded (self->words, folded);
}

static gboolean
is_shown_cb (gpointer item, gpointer user_data)
{
  ApoyoImportList *self = user_data;
  ApoyoImportSeverity severity = apoyo_import_problem_get_severity (item);

  return (self->filter == APOYO_IMPORT_LIST_ALL ||
          (severity == APOYO_IMPORT_ERROR) == (self->filter == APOYO_IMPORT_LIST_ERRORS)) &&
         matches (self, item);
}

static void
apoyo_import_list_dispose (GObject *object)
{
  g_clear_weak_pointer (&APOYO_IMPORT_LIST (object)->words);
  g_clear_object (&APOYO_IMPORT_LIST (object)->shown);

  G_OBJECT_CLASS (apoyo_import_list_parent_class)->dispose (object);
}

static void
apoyo_import_list_class_init (ApoyoImportListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_import_list_dispose;
}

static void
apoyo_import_list_init (ApoyoImportList *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_shown_cb, self, NULL));
  GtkSingleSelection *selection;

  self->shown = gtk_filter_list_model_new (NULL, filter);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_widget_set_css_classes (GTK_WIDGET (self->view),
                              (const char *[]){ "figures", "roomy", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is wrong in the file"), -1);
  add_columns (self);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
}

void
apoyo_import_list_set_problems (ApoyoImportList *self, GListModel *problems)
{
  g_return_if_fail (APOYO_IS_IMPORT_LIST (self));
  gtk_filter_list_model_set_model (self->shown, problems);
}

void
apoyo_import_list_set_filter (ApoyoImportList *self, ApoyoImportListFilter filter)
{
  g_return_if_fail (APOYO_IS_IMPORT_LIST (self));

  self->filter = filter;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

void
apoyo_import_list_set_words (ApoyoImportList *self, ApoyoFilterEntry *words)
{
  g_return_if_fail (APOYO_IS_IMPORT_LIST (self));

  g_set_weak_pointer (&self->words, words);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

GListModel *
apoyo_import_list_get_shown (ApoyoImportList *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_LIST (self), NULL);
  return G_LIST_MODEL (self->shown);
}

static gboolean
show_top_cb (gpointer self)
{
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (APOYO_IMPORT_LIST (self)->scroller), 0);
  return G_SOURCE_REMOVE;
}

/* Once it has taken in what is new. */
void
apoyo_import_list_show_top (ApoyoImportList *self)
{
  g_return_if_fail (APOYO_IS_IMPORT_LIST (self));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_top_cb, g_object_ref (self), g_object_unref);
}
