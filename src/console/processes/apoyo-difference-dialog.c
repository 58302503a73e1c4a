/* apoyo-difference-dialog.c: where two configurations differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-difference-dialog.h"
#include "apoyo-drill-mark.h"
#include "apoyo-filter-entry.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"

/* More is nobody going to read; a list of promoventes may differ in thousands. */
#define MAX_ROWS 500

static GtkWidget *
make_row (const char *title, const char *was, const char *becomes, const char *classes)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 12, "difference-row");
  const char *texts[] = { title, was, becomes };
  g_autofree char *whole = g_strdup_printf ("%s: %s → %s", title, was, becomes);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    GtkWidget *label = apoyo_part_text (texts[i], "t-small num");

    apoyo_part_classes (label, i == 1 ? "dimmed" : classes);
    gtk_widget_set_hexpand (label, TRUE);
    gtk_widget_set_valign (label, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  return row;
}

/* One difference, as it is shown and found. */
typedef struct {
  char *title;
  char *was;
  char *becomes;
} Words;

typedef struct {
  GPtrArray *words; /* (owned) (element-type Words) */
  ApoyoFilterEntry *filter;
  GtkListBox *list;
  GtkLabel *rest; /* how many more there are, or that there is none */
} View;

static void
words_free (gpointer data)
{
  Words *words = data;

  g_free (words->title);
  g_free (words->was);
  g_free (words->becomes);
  g_free (words);
}

static void
view_free (gpointer data)
{
  View *view = data;

  g_ptr_array_unref (view->words);
  g_free (view);
}

static GPtrArray *
read_words (GPtrArray *differences, const char *time_zone)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (words_free);

  for (guint i = 0; i < differences->len; i++) {
    const ApoyoDifference *difference = differences->pdata[i];
    Words *words = g_new0 (Words, 1);

    words->title = apoyo_difference_words_path (difference->path);
    words->was = apoyo_difference_words_value (difference->path, difference->was, time_zone);
    words->becomes =
        apoyo_difference_words_value (difference->path, difference->becomes, time_zone);
    g_ptr_array_add (all, words);
  }
  return all;
}

static gboolean
matches (View *view, const Words *words)
{
  g_autofree char *text = NULL;

  if (apoyo_filter_entry_is_empty (view->filter))
    return TRUE;
  text = g_strjoin (" ", words->title, words->was, words->becomes, NULL);
  return apoyo_filter_entry_matches (view->filter, text);
}

static void
show_rest (View *view, guint n)
{
  g_autofree char *text =
      n == 0 ? apoyo_filter_entry_dup_none (view->filter)
             : g_strdup_printf (ngettext ("And %u difference more", "And %u differences more",
                                          n - MIN (n, MAX_ROWS)),
                                n - MIN (n, MAX_ROWS));

  gtk_label_set_text (view->rest, text);
  gtk_widget_set_visible (GTK_WIDGET (view->rest), n == 0 || n > MAX_ROWS);
}

static void
fill (View *view)
{
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (view->list, 0)) != NULL)
    gtk_list_box_remove (view->list, GTK_WIDGET (row));
  for (guint i = 0; i < view->words->len; i++) {
    const Words *words = view->words->pdata[i];

    if (!matches (view, words))
      continue;
    if (n++ < MAX_ROWS)
      gtk_list_box_append (view->list, make_row (words->title, words->was, words->becomes, NULL));
  }
  show_rest (view, n);
}

static GtkWidget *
make_filter (View *view, GtkWidget *window)
{
  GtkWidget *filter = apoyo_filter_entry_new (_ ("Member or value"), _ ("Search differences"));

  view->filter = APOYO_FILTER_ENTRY (filter);
  apoyo_part_margins (filter, 10, 14, 6, 14);
  apoyo_filter_entry_take_shortcut (view->filter, window);
  g_signal_connect_swapped (filter, "changed", G_CALLBACK (fill), view);
  return filter;
}

static GtkWidget *
make_list (View *view)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Differences"), -1);
  view->list = GTK_LIST_BOX (list);
  return list;
}

static GtkWidget *
make_table (GtkWidget *window,
            GPtrArray *differences,
            const char *one_title,
            const char *other_title,
            const char *time_zone)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *head = gtk_list_box_new ();
  View *view = g_new0 (View, 1);

  g_object_set_data_full (G_OBJECT (window), "view", view, view_free);
  view->words = read_words (differences, time_zone);
  view->rest = GTK_LABEL (apoyo_part_label ("", "t-caption dimmed num"));
  apoyo_part_margins (GTK_WIDGET (view->rest), 8, 14, 8, 14);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (head), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (head),
                       make_row (_ ("What differs"), one_title, other_title, "t-strong"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_list (view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), make_filter (view, window));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view->rest));
  fill (view);
  return box;
}

static GtkWidget *
make_content (GtkWidget *window,
              GtkWidget *bar,
              GPtrArray *differences,
              const char *one_title,
              const char *other_title,
              const char *time_zone)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *content;

  if (differences->len > 0) {
    content = make_table (window, differences, one_title, other_title, time_zone);
  } else {
    content = adw_status_page_new ();
    adw_status_page_set_icon_name (ADW_STATUS_PAGE (content), "object-select-symbolic");
    adw_status_page_set_title (ADW_STATUS_PAGE (content), _ ("They say the same"));
  }
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), content);
  return box;
}

void
apoyo_difference_dialog_show (GtkWidget *parent,
                              GPtrArray *differences,
                              const char *one_title,
                              const char *other_title,
                              const char *time_zone)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  GtkWidget *window = adw_window_new ();
  GtkWidget *bar = adw_header_bar_new ();

  apoyo_part_close_on_escape (window);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Differences"));
  gtk_window_set_default_size (GTK_WINDOW (window), 820, 560);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  adw_window_set_content (ADW_WINDOW (window), make_content (window, bar, differences, one_title,
                                                             other_title, time_zone));
  apoyo_drill_mark_inherit (GTK_WINDOW (window), ADW_HEADER_BAR (bar));
  gtk_window_present (GTK_WINDOW (window));
}

/* --- asking the database ---------------------------------------------------------------------- */

typedef struct {
  GWeakRef parent;
  char *one_title;
  char *other_title;
  char *time_zone;
} Comparison;

static void
comparison_free (Comparison *comparison)
{
  g_weak_ref_clear (&comparison->parent);
  g_free (comparison->one_title);
  g_free (comparison->other_title);
  g_free (comparison->time_zone);
  g_free (comparison);
}

static char *
dup_nullable (ApoyoResult *result, guint row, const char *column)
{
  const char *text = NULL;

  if (!apoyo_result_is_null (result, row, column))
    apoyo_result_get_text (result, row, column, &text, NULL);
  return g_strdup (text);
}

static GPtrArray *
read_differences (ApoyoResult *result)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_difference_free);

  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    ApoyoDifference *difference = g_new0 (ApoyoDifference, 1);

    difference->path = dup_nullable (result, row, "path");
    difference->was = dup_nullable (result, row, "was");
    difference->becomes = dup_nullable (result, row, "becomes");
    g_ptr_array_add (differences, difference);
  }
  return differences;
}

static void
compare_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Comparison *comparison = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&comparison->parent);

  if (rows == NULL) {
    apoyo_message_show_error (parent, error);
  } else if (parent != NULL) {
    g_autoptr (GPtrArray) differences = read_differences (rows);

    apoyo_difference_dialog_show (parent, differences, comparison->one_title,
                                  comparison->other_title, comparison->time_zone);
  }
  comparison_free (comparison);
}

void
apoyo_difference_dialog_compare (GtkWidget *parent,
                                 ApoyoConnection *connection,
                                 const char *one,
                                 const char *one_title,
                                 const char *other,
                                 const char *other_title,
                                 const char *time_zone)
{
  Comparison *comparison = g_new0 (Comparison, 1);
  ApoyoParams *params = apoyo_params_new ();

  g_weak_ref_init (&comparison->parent, parent);
  comparison->one_title = g_strdup (one_title);
  comparison->other_title = g_strdup (other_title);
  comparison->time_zone = g_strdup (time_zone);
  apoyo_params_add_text (params, one);
  apoyo_params_add_text (params, other);
  apoyo_connection_call_async (connection, "configuration-difference", params, NULL, compare_cb,
                               comparison);
}
