/* test-widgets-display.c: the widgets on a display: what a screen reader and the keyboard find.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "apoyo-arrivals.h"
#include "apoyo-chart-export.h"
#include "apoyo-dispersion.h"
#include "apoyo-figures.h"
#include "apoyo-level-words.h"
#include "apoyo-map.h"
#include "apoyo-palette.h"
#include "apoyo-partition.h"
#include "apoyo-sparkline.h"
#include "apoyo-status-chip.h"
#include "apoyo-total.h"
#include "apoyo-wall.h"
#include "sample-board.h"

static GtkWidget *
show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 600, 480);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return window;
}

static void
assert_described (GtkWidget *widget, const char *text)
{
  g_autofree char *error = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);

  g_assert_cmpstr (error, ==, NULL);
}

/* The first label below the widget that shows the text. */
static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_label (child, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_shown (GtkWidget *widget, const char *text)
{
  GtkWidget *label = find_label (widget, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
test_total (void)
{
  GtkWidget *total = apoyo_total_new ();
  GtkWidget *window = show (total);

  g_assert_true (is_shown (total, "—"));
  apoyo_total_set_figures (APOYO_TOTAL (total), 2963830, 2758227);
  g_assert_true (is_shown (total, "2,963,830"));
  g_assert_true (is_shown (total, "107.45\302\240%"));
  g_assert_true (is_shown (total, "Reached"));
  g_assert_true (is_shown (total, "Required 2,758,227"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (total), GTK_ACCESSIBLE_ROLE_GROUP);
  assert_described (total,
                    "2,963,830 supports, 107.45\302\240% of the required 2,758,227: reached.");
  apoyo_total_set_figures (APOYO_TOTAL (total), 10, 13);
  g_assert_true (is_shown (total, "3 missing"));
  apoyo_total_set_contribution (APOYO_TOTAL (total), 5, 100);
  g_assert_false (is_shown (total, "3 missing"));
  g_assert_true (is_shown (total, "5.00\302\240%"));
  apoyo_total_set_loading (APOYO_TOTAL (total));
  g_assert_true (is_shown (total, "—"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A process in which each has a goal of its own has no total of anybody. */
static void
test_contest (void)
{
  static const ApoyoAreaValue contestants[] = {
    { "CI-01", "Ana Ruiz", 0, 100, 150 },
    { "CI-02", "Luis Paz", 0, 100, 99 },
    { "CI-03", "Eva Sol", 0, 100, 0 },
  };
  static const ApoyoAreaValue more[] = { { "0901", NULL, 9, 1, 2 }, { "0902", NULL, 9, 1, 1 } };
  GtkWidget *total = apoyo_total_new (), *dispersion = apoyo_dispersion_new ();
  GtkWidget *window = show (total), *other = show (dispersion);

  apoyo_total_set_contest (APOYO_TOTAL (total), contestants, 3, 249);
  g_assert_true (is_shown (total, "Reached their threshold"));
  g_assert_true (is_shown (total, "1"));
  g_assert_true (is_shown (total, "of 3"));
  g_assert_true (is_shown (total, "249 in Nominal List in all"));
  assert_described (total, "1 of 3 promoventes reached their own threshold.");
  apoyo_total_set_figures (APOYO_TOTAL (total), 20, 10);
  g_assert_true (is_shown (total, "In Nominal List"));
  apoyo_total_set_wide (APOYO_TOTAL (total), TRUE);
  g_assert_true (is_shown (total, "Supports in Nominal List"));
  apoyo_total_set_subject (APOYO_TOTAL (total), "Mónica Rosas Castro");
  g_assert_true (is_shown (total, "Mónica Rosas Castro"));
  g_assert_true (is_shown (total, "In Nominal List"));
  apoyo_total_set_loading (APOYO_TOTAL (total));
  g_assert_true (is_shown (total, "—"));
  g_assert_true (is_shown (total, "Mónica Rosas Castro"));
  apoyo_dispersion_set_areas (APOYO_DISPERSION (dispersion), APOYO_LEVEL_WORD_PROMOVENTE,
                              contestants, 3, 0, 0);
  g_assert_true (is_shown (dispersion, "of 3 fulfil it"));
  /* Nothing is two of one. */
  apoyo_dispersion_set_areas (APOYO_DISPERSION (dispersion), "section", contestants, 1, 0, 0);
  g_assert_true (is_shown (dispersion, "of 1 section"));
  apoyo_dispersion_set_areas (APOYO_DISPERSION (dispersion), "section", more, 2, 1, 0);
  g_assert_true (is_shown (dispersion, "(1 required)"));
  apoyo_dispersion_set_areas (APOYO_DISPERSION (dispersion), APOYO_LEVEL_WORD_PROMOVENTE,
                              contestants, 3, 0, 0);
  assert_described (dispersion, "1 of 3 promoventes fulfil the dispersion. Closest: Luis Paz "
                                "99.00\302\240% · Eva Sol 0.00\302\240%");
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (other));
}

static void
test_stale_time_takes_the_chip (void)
{
  GtkWidget *total = apoyo_total_new ();
  GtkWidget *window = show (total);

  apoyo_total_set_figures (APOYO_TOTAL (total), 20, 10);
  apoyo_total_set_stale (APOYO_TOTAL (total), "20:14:07");
  g_assert_true (is_shown (total, "20:14:07"));
  g_assert_false (is_shown (total, "Reached"));
  g_assert_true (is_shown (total, "20"));
  apoyo_total_set_stale (APOYO_TOTAL (total), NULL);
  g_assert_false (is_shown (total, "20:14:07"));
  g_assert_true (is_shown (total, "Reached"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_dispersion (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *dispersion = apoyo_dispersion_new ();
  GtkWidget *window = show (dispersion);

  apoyo_dispersion_set_areas (APOYO_DISPERSION (dispersion), "entity",
                              (const ApoyoAreaValue *) board->areas->data, board->areas->len, 17,
                              300);
  g_assert_true (is_shown (dispersion, "14"));
  g_assert_true (is_shown (dispersion, "of 17 entities"));
  g_assert_true (is_shown (dispersion, "3 missing"));
  assert_described (dispersion,
                    "14 of 17 entities reached what they require. Closest: Colima 97.41\302\240% · "
                    "Sinaloa 93.86\302\240% · Yucatán 91.20\302\240%");
  apoyo_dispersion_set_wide (APOYO_DISPERSION (dispersion), TRUE);
  g_assert_true (is_shown (dispersion, "3 entities missing"));
  apoyo_dispersion_set_areas (APOYO_DISPERSION (dispersion), "entity",
                              (const ApoyoAreaValue *) board->areas->data, board->areas->len, 14,
                              300);
  g_assert_true (is_shown (dispersion, "Reached"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_partition (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *partition = apoyo_partition_new ();
  GtkWidget *window = show (partition);

  apoyo_partition_set_counts (APOYO_PARTITION (partition), board->received, board->situations);
  g_assert_true (is_shown (partition, "3,813,836"));
  g_assert_true (is_shown (partition, "the sum checks"));
  g_assert_true (is_shown (partition, "832,436"));
  assert_described (partition, "Received 3,813,836: 2,963,830 count, 17,570 are open, 832,436 do "
                               "not count. The sum checks.");
  apoyo_partition_set_counts (APOYO_PARTITION (partition), board->received + 5, board->situations);
  g_assert_false (is_shown (partition, "the sum checks"));
  g_assert_true (is_shown (partition, "The sum differs by \342\210\2225"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A new situation enters the legend; the rest of it stays. */
static void
test_partition_legend_grows (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *partition = apoyo_partition_new ();
  GtkWidget *window = show (partition);
  GtkWidget *before;

  apoyo_partition_set_counts (APOYO_PARTITION (partition), board->received, board->situations);
  before = find_label (partition, "509,241");
  g_assert_null (find_label (partition, "Out of time"));
  board->situations[APOYO_SITUATION_INCONSISTENT]++;
  apoyo_partition_set_counts (APOYO_PARTITION (partition), board->received + 1, board->situations);
  g_assert_true (find_label (partition, "509,242") == before);
  board->situations[APOYO_SITUATION_LATE] = 7;
  apoyo_partition_set_counts (APOYO_PARTITION (partition), board->received + 8, board->situations);
  g_assert_true (is_shown (partition, "Out of time"));
  g_assert_true (is_shown (partition, "7"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_arrivals (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *arrivals = apoyo_arrivals_new ();
  GtkWidget *window = show (arrivals);

  apoyo_arrivals_set_minutes (APOYO_ARRIVALS (arrivals), (const gint64 *) board->minutes->data,
                              board->minutes->len, board->last_minute);
  apoyo_arrivals_set_days (APOYO_ARRIVALS (arrivals), (const gint64 *) board->days->data,
                           board->days->len, board->first_day, 55);
  g_assert_true (is_shown (arrivals, "157"));
  g_assert_true (is_shown (arrivals, "per minute"));
  g_assert_cmpint (apoyo_arrivals_get_view (APOYO_ARRIVALS (arrivals)), ==, APOYO_ARRIVALS_MINUTES);
  apoyo_arrivals_set_view (APOYO_ARRIVALS (arrivals), APOYO_ARRIVALS_DAYS);
  g_assert_cmpint (apoyo_arrivals_get_view (APOYO_ARRIVALS (arrivals)), ==, APOYO_ARRIVALS_DAYS);
  g_assert_true (is_shown (arrivals, "69,015"));
  assert_described (arrivals, "157 captures in the last minute. 69,015 captures today.");
  apoyo_arrivals_set_stale (APOYO_ARRIVALS (arrivals), "20:14:07");
  g_assert_true (is_shown (arrivals, "No new data"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_chip (void)
{
  GtkWidget *chip = apoyo_status_chip_new (APOYO_STATUS_LIVE, NULL);

  g_object_ref_sink (chip);
  g_assert_cmpstr (apoyo_status_chip_get_text (APOYO_STATUS_CHIP (chip)), ==, "Live");
  apoyo_status_chip_set (APOYO_STATUS_CHIP (chip), APOYO_STATUS_OFFLINE, NULL);
  g_assert_cmpstr (apoyo_status_chip_get_text (APOYO_STATUS_CHIP (chip)), ==, "Offline");
  g_assert_true (gtk_widget_has_css_class (chip, "warning"));
  g_assert_false (gtk_widget_has_css_class (chip, "success"));
  gtk_test_accessible_assert_property (chip, GTK_ACCESSIBLE_PROPERTY_LABEL, "Offline");
  g_assert_finalize_object (chip);
}

typedef struct {
  char *hovered;
  char *selected;
} Heard;

static void
on_hovered_cb (ApoyoMap *map, const char *code, Heard *heard)
{
  g_free (heard->hovered);
  heard->hovered = g_strdup (code);
}

static void
on_selected_cb (ApoyoMap *map, const char *code, Heard *heard)
{
  g_free (heard->selected);
  heard->selected = g_strdup (code);
}

/* What a key does, by the controller that listens for it. */
static void
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
  }
  g_assert_true (handled);
}

static void
test_map_by_keyboard (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *map = apoyo_map_new ();
  GtkWidget *window = show (map);
  Heard heard = { NULL, NULL };

  g_signal_connect (map, "hovered", G_CALLBACK (on_hovered_cb), &heard);
  g_signal_connect (map, "selected", G_CALLBACK (on_selected_cb), &heard);
  apoyo_map_set_percentage (APOYO_MAP (map), 300);
  apoyo_map_set_values (APOYO_MAP (map), (const ApoyoAreaValue *) board->areas->data,
                        board->areas->len);
  g_assert_true (gtk_widget_get_focusable (map));
  apoyo_map_set_selected (APOYO_MAP (map), "08");
  press (map, GDK_KEY_Left);
  g_assert_cmpstr (heard.hovered, ==, "26");
  g_assert_cmpstr (heard.selected, ==, NULL);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (is_shown (map, "26  Sonora"));
  g_assert_true (is_shown (map, "Required (3\302\240%)"));
  press (map, GDK_KEY_Return);
  g_assert_cmpstr (heard.selected, ==, "26");
  press (map, GDK_KEY_Escape);
  g_assert_cmpstr (heard.hovered, ==, NULL);
  g_assert_cmpstr (apoyo_map_get_selected (APOYO_MAP (map)), ==, "08");
  g_free (heard.hovered);
  g_free (heard.selected);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_map_highlight_is_silent (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *map = apoyo_map_new ();
  GtkWidget *window = show (map);
  Heard heard = { NULL, NULL };

  g_signal_connect (map, "hovered", G_CALLBACK (on_hovered_cb), &heard);
  apoyo_map_set_values (APOYO_MAP (map), (const ApoyoAreaValue *) board->areas->data,
                        board->areas->len);
  apoyo_map_set_highlight (APOYO_MAP (map), "25");
  g_assert_cmpstr (heard.hovered, ==, NULL);
  g_assert_cmpstr (apoyo_map_get_highlight (APOYO_MAP (map)), ==, "25");
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (is_shown (map, "25  Sinaloa"));
  g_assert_true (is_shown (map, "4,051"));
  assert_described (map,
                    "Sinaloa, 93.86\302\240%. 14 of 32 entities reached what they require. Most: "
                    "Tabasco, 246.42\302\240%. Least: Coahuila, 14.31\302\240%.");
  apoyo_map_set_highlight (APOYO_MAP (map), NULL);
  gtk_test_widget_wait_for_draw (window);
  g_assert_false (is_shown (map, "25  Sinaloa"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Shaded by electors, the map says how many, and its card stays away. */
static void
test_map_of_electors (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *map = apoyo_map_new ();
  GtkWidget *window = show (map);
  const ApoyoMapValue values[] = {
    { .code = "15", .name = "México", .nominal_list = 12874843 },
    { .code = "06", .name = "Colima", .nominal_list = 586206 },
  };
  ApoyoMapScale scale;

  apoyo_map_scale_init (&scale, values[0].nominal_list);
  apoyo_map_set_scale (APOYO_MAP (map), &scale);
  apoyo_map_set_values (APOYO_MAP (map), values, G_N_ELEMENTS (values));
  apoyo_map_set_selected (APOYO_MAP (map), "06");
  gtk_test_widget_wait_for_draw (window);
  assert_described (map, "Colima, 586,206 electors. Most: México, 12,874,843. Least: Colima, "
                         "586,206.");
  g_assert_false (is_shown (map, "06  Colima"));
  apoyo_map_set_scale (APOYO_MAP (map), NULL);
  apoyo_map_set_values (APOYO_MAP (map), (const ApoyoAreaValue *) board->areas->data,
                        board->areas->len);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (is_shown (map, "06  Colima"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Style changes and sizes of all kinds leave no warning behind (they are fatal here). */
static void
test_everything_draws (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *wall = apoyo_wall_new ();
  GtkWidget *map = apoyo_map_new ();
  GtkWidget *line = apoyo_sparkline_new ();
  GtkWidget *window;

  apoyo_wall_set_figures (APOYO_WALL (wall), board);
  apoyo_map_set_values (APOYO_MAP (map), (const ApoyoAreaValue *) board->areas->data,
                        board->areas->len);
  apoyo_sparkline_set_values (APOYO_SPARKLINE (line), sample_board_sparkline (0), 24);
  gtk_box_append (GTK_BOX (box), map);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), wall);
  window = show (box);
  for (int i = 0; i < 2; i++) {
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        i == 0 ? ADW_COLOR_SCHEME_FORCE_DARK
                                               : ADW_COLOR_SCHEME_FORCE_LIGHT);
    gtk_test_widget_wait_for_draw (window);
    g_assert_cmpint (apoyo_palette_is_dark (apoyo_palette_get_default ()), ==, i == 0);
  }
  gtk_widget_set_direction (map, GTK_TEXT_DIR_RTL);
  apoyo_wall_set_live (APOYO_WALL (wall), FALSE);
  apoyo_wall_set_dark (APOYO_WALL (wall), FALSE);
  gtk_test_widget_wait_for_draw (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A figure that has just changed does not start its fade again before it has rested. */
static void
test_running_figure_does_not_shimmer (void)
{
  GtkWidget *label = apoyo_figure_label ("apoyo-hero", 0);
  GtkWidget *window = show (label);

  apoyo_figure_set (label, "1");
  g_assert_false (gtk_widget_has_css_class (label, "apoyo-changed-a") ||
                  gtk_widget_has_css_class (label, "apoyo-changed-b"));
  apoyo_figure_set (label, "2");
  g_assert_true (gtk_widget_has_css_class (label, "apoyo-changed-a") ||
                 gtk_widget_has_css_class (label, "apoyo-changed-b"));
  for (int i = 0; i < 2; i++) {
    gboolean first = gtk_widget_has_css_class (label, "apoyo-changed-a");

    apoyo_figure_set (label, i == 0 ? "3" : "4");
    g_assert_cmpint (gtk_widget_has_css_class (label, "apoyo-changed-a"), ==, first);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
export_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GMainLoop *loop = data;

  apoyo_chart_export_finish (result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (loop);
}

static GBytes *export(ApoyoBoardFigures *figures, ApoyoChart chart, ApoyoExportFormat format)
{
  g_autofree char *dir = g_dir_make_tmp ("apoyo-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "out", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GBytes *bytes;

  apoyo_chart_export_async (figures, chart, format, file, NULL, export_cb, loop);
  g_main_loop_run (loop);
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_assert_nonnull (bytes);
  g_unlink (path);
  g_rmdir (dir);
  return bytes;
}

static void
test_exports_have_their_formats (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  g_autoptr (ApoyoBoardFigures) empty = apoyo_board_figures_new ();

  for (int chart = APOYO_CHART_TOTAL; chart <= (int) APOYO_CHART_BOARD; chart++) {
    g_autoptr (GBytes) png = export(board, (ApoyoChart) chart, APOYO_EXPORT_PNG);
    g_autoptr (GBytes) pdf = export(board, (ApoyoChart) chart, APOYO_EXPORT_PDF);
    g_autoptr (GBytes) of_nothing = export(empty, (ApoyoChart) chart, APOYO_EXPORT_PDF);

    g_assert_cmpmem (g_bytes_get_data (png, NULL), 4, "\211PNG", 4);
    g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
    g_assert_cmpuint (g_bytes_get_size (of_nothing), >, 500);
  }
}

static void
test_csv_bears_tree_and_time (void)
{
  static const ApoyoAreaValue areas[] = {
    { "05", "=1+1, \"x\"", 100, 3, 2 },
    { "06", "Colima", 50, 0, 9 },
  };
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  apoyo_board_figures_set_areas (board, "entity", areas, G_N_ELEMENTS (areas));
  bytes = export(board, APOYO_CHART_BOARD, APOYO_EXPORT_CSV);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (
      text, ==,
      "\xef\xbb\xbf# Revocación de Mandato 2021-2022 · tree 11438902 · 22/12/2021 20:14:07 "
      "(Central Time) · preliminary figures\r\n"
      "code,name,nominal list,required,in nominal list,progress in %,reached,preliminary,tree,"
      "recorded at\r\n"
      "05,\"'=1+1, \"\"x\"\"\",100,3,2,66.67,no,yes,11438902,2021-12-22T20:14:07-06:00\r\n"
      "06,Colima,50,,9,,,yes,11438902,2021-12-22T20:14:07-06:00\r\n");
}

static void
failed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (apoyo_chart_export_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_main_loop_quit (data);
}

static void
test_export_to_nowhere_fails (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/folder/file.png");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  apoyo_chart_export_async (board, APOYO_CHART_TOTAL, APOYO_EXPORT_PNG, file, NULL, failed_cb,
                            loop);
  g_main_loop_run (loop);
}

#define ADD(name, test) g_test_add_func ("/widgets/display/" name, test)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  apoyo_widgets_init ();
  ADD ("total", test_total);
  ADD ("contest", test_contest);
  ADD ("stale-time-takes-the-chip", test_stale_time_takes_the_chip);
  ADD ("dispersion", test_dispersion);
  ADD ("partition", test_partition);
  ADD ("partition-legend-grows", test_partition_legend_grows);
  ADD ("arrivals", test_arrivals);
  ADD ("chip", test_chip);
  ADD ("map-by-keyboard", test_map_by_keyboard);
  ADD ("map-highlight-is-silent", test_map_highlight_is_silent);
  ADD ("map-of-electors", test_map_of_electors);
  ADD ("everything-draws", test_everything_draws);
  ADD ("running-figure-does-not-shimmer", test_running_figure_does_not_shimmer);
  ADD ("exports-have-their-formats", test_exports_have_their_formats);
  ADD ("csv-bears-tree-and-time", test_csv_bears_tree_and_time);
  ADD ("export-to-nowhere-fails", test_export_to_nowhere_fails);
  return g_test_run ();
}
