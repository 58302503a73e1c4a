/* apoyo-difference-dialog.c: where two configurations differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-difference-dialog.h"
#include "apoyo-drill-mark.h"
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

static GtkWidget *
make_list (GPtrArray *differences, const char *time_zone)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Differences"), -1);
  for (guint i = 0; i < MIN (differences->len, MAX_ROWS); i++) {
    const ApoyoDifference *difference = differences->pdata[i];
    g_autofree char *title = apoyo_difference_words_path (difference->path);
    g_autofree char *was =
        apoyo_difference_words_value (difference->path, difference->was, time_zone);
    g_autofree char *becomes =
        apoyo_difference_words_value (difference->path, difference->becomes, time_zone);

    gtk_list_box_append (GTK_LIST_BOX (list), make_row (title, was, becomes, NULL));
  }
  return list;
}

static GtkWidget *
make_content (GtkWidget *bar,
              GPtrArray *differences,
              const char *one_title,
              const char *other_title,
              const char *time_zone)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *head = gtk_list_box_new ();

  gtk_box_append (GTK_BOX (box), bar);
  if (differences->len == 0) {
    GtkWidget *status = adw_status_page_new ();

    adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "object-select-symbolic");
    adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("They say the same"));
    gtk_widget_set_vexpand (status, TRUE);
    gtk_box_append (GTK_BOX (box), status);
    return box;
  }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (head), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (head),
                       make_row (_ ("What differs"), one_title, other_title, "t-strong"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 make_list (differences, time_zone));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), scrolled);
  if (differences->len > MAX_ROWS) {
    g_autofree char *text = g_strdup_printf (
        ngettext ("And %u difference more", "And %u differences more", differences->len - MAX_ROWS),
        differences->len - MAX_ROWS);
    GtkWidget *label = apoyo_part_label (text, "t-caption dimmed num");

    apoyo_part_margins (label, 8, 14, 8, 14);
    gtk_box_append (GTK_BOX (box), label);
  }
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
  adw_window_set_content (ADW_WINDOW (window),
                          make_content (bar, differences, one_title, other_title, time_zone));
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
