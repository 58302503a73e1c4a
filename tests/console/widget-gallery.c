/* widget-gallery.c: every widget of the board with sample figures, on screen or as pictures.
 *
 * widget-gallery                              a window with all of them
 * widget-gallery --out DIR [--dark] [--high-contrast] [--wide] [--large-text] [--rtl]
 *                                             writes DIR/gallery.png, wall.png and the exports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <time.h>

#include "apoyo-arrivals.h"
#include "apoyo-chart-export.h"
#include "apoyo-dispersion.h"
#include "apoyo-figures.h"
#include "apoyo-map.h"
#include "apoyo-palette.h"
#include "apoyo-partition.h"
#include "apoyo-progress-mark.h"
#include "apoyo-sparkline.h"
#include "apoyo-status-chip.h"
#include "apoyo-swatch.h"
#include "apoyo-total.h"
#include "apoyo-wall.h"
#include "sample-board.h"

#define N_SPARKLINES 40

static char *out_dir;
static gboolean dark, high_contrast, wide, large_text, rtl, offline;

static const GOptionEntry options[] = {
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out_dir, "Write pictures there", "DIR" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark style", NULL },
  { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &high_contrast, "High contrast", NULL },
  { "wide", 0, 0, G_OPTION_ARG_NONE, &wide, "As on 1920 pixels", NULL },
  { "large-text", 0, 0, G_OPTION_ARG_NONE, &large_text, "Text half as large again", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
  { "offline", 0, 0, G_OPTION_ARG_NONE, &offline, "Connection lost", NULL },
  { NULL },
};

static GtkWidget *
panel (GtkWidget *child, int width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "gallery-panel");
  gtk_widget_set_hexpand (child, TRUE);
  gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (box), child);
  gtk_widget_set_size_request (box, width, -1);
  return box;
}

static GtkWidget *
create_hero (ApoyoBoardFigures *figures)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *total = apoyo_total_new ();
  GtkWidget *dispersion = apoyo_dispersion_new ();
  GtkWidget *arrivals = apoyo_arrivals_new ();
  const char *stale = offline ? "20:14:07" : NULL;

  apoyo_total_set_wide (APOYO_TOTAL (total), wide);
  apoyo_total_set_figures (APOYO_TOTAL (total), figures->valid, figures->required);
  apoyo_total_set_stale (APOYO_TOTAL (total), stale);
  apoyo_dispersion_set_wide (APOYO_DISPERSION (dispersion), wide);
  apoyo_dispersion_set_areas (APOYO_DISPERSION (dispersion), figures->level,
                              (const ApoyoAreaValue *) figures->areas->data, figures->areas->len,
                              figures->dispersion_needed, figures->dispersion_percentage);
  apoyo_dispersion_set_stale (APOYO_DISPERSION (dispersion), stale);
  apoyo_arrivals_set_wide (APOYO_ARRIVALS (arrivals), wide);
  apoyo_arrivals_set_minutes (APOYO_ARRIVALS (arrivals), (const gint64 *) figures->minutes->data,
                              figures->minutes->len, figures->last_minute);
  apoyo_arrivals_set_days (APOYO_ARRIVALS (arrivals), (const gint64 *) figures->days->data,
                           figures->days->len, figures->first_day, figures->n_days);
  apoyo_arrivals_set_stale (APOYO_ARRIVALS (arrivals), stale);
  gtk_box_append (GTK_BOX (row), panel (total, wide ? 408 : 300));
  gtk_box_append (GTK_BOX (row), panel (dispersion, wide ? 424 : 212));
  gtk_box_append (GTK_BOX (row), panel (arrivals, wide ? 408 : 196));
  return row;
}

static GtkWidget *
create_rows (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  for (guint i = 0; i < 6; i++) {
    static const int progress[] = { 24642, 15000, 10000, 9999, 2500, 1431 };
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
    GtkWidget *line = apoyo_sparkline_new ();
    GtkWidget *mark = apoyo_progress_mark_new ();

    apoyo_sparkline_set_values (APOYO_SPARKLINE (line), sample_board_sparkline (i), 24);
    apoyo_progress_mark_set_progress (APOYO_PROGRESS_MARK (mark), progress[i]);
    gtk_box_append (GTK_BOX (row), apoyo_swatch_new (APOYO_SWATCH_OPEN, 0, 8));
    gtk_box_append (GTK_BOX (row), apoyo_swatch_new (APOYO_SWATCH_NOT_COUNTED, 1, 8));
    gtk_box_append (GTK_BOX (row), line);
    gtk_box_append (GTK_BOX (row), mark);
    gtk_box_append (GTK_BOX (box), row);
  }
  return box;
}

static GtkWidget *
create_chips (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  static const char *const texts[] = { "Alcanzado", "Faltan 3", "Difiere", "Revisar",
                                       NULL,        NULL,       "20:14:07" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    GtkWidget *chip = apoyo_status_chip_new ((ApoyoStatus) i, texts[i]);

    gtk_widget_set_halign (chip, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (box), chip);
  }
  return box;
}

static GtkWidget *
create_gallery (ApoyoBoardFigures *figures)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *partition = apoyo_partition_new ();
  GtkWidget *map = apoyo_map_new ();
  GtkWidget *days = apoyo_arrivals_new_days ();

  gtk_box_append (GTK_BOX (page), create_hero (figures));
  apoyo_partition_set_wide (APOYO_PARTITION (partition), wide);
  apoyo_partition_set_counts (APOYO_PARTITION (partition), figures->received, figures->situations);
  apoyo_partition_set_stale (APOYO_PARTITION (partition), offline ? "20:14:07" : NULL);
  gtk_box_append (GTK_BOX (page), panel (partition, -1));
  apoyo_map_set_percentage (APOYO_MAP (map), figures->percentage);
  apoyo_map_set_values (APOYO_MAP (map), (const ApoyoAreaValue *) figures->areas->data,
                        figures->areas->len);
  apoyo_map_set_highlight (APOYO_MAP (map), "25");
  gtk_widget_set_vexpand (row, TRUE);
  gtk_box_append (GTK_BOX (row), panel (map, wide ? 580 : 282));
  apoyo_arrivals_set_days (APOYO_ARRIVALS (days), (const gint64 *) figures->days->data,
                           figures->days->len, figures->first_day, figures->n_days);
  gtk_widget_set_hexpand (side, TRUE);
  gtk_box_append (GTK_BOX (side), panel (days, -1));
  gtk_box_append (GTK_BOX (side), panel (create_rows (), -1));
  gtk_box_append (GTK_BOX (side), panel (create_chips (), -1));
  gtk_box_append (GTK_BOX (row), side);
  gtk_box_append (GTK_BOX (page), row);
  gtk_widget_add_css_class (page, "gallery");
  gtk_widget_set_size_request (page, wide ? 1266 : 760, wide ? 960 : 730);
  return page;
}

static void
load_css (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  g_autofree char *css =
      g_strdup_printf ("window { font-size: %dpt; }"
                       ".gallery { background: @apoyo_window; color: @apoyo_text; padding: 14px; }"
                       ".gallery-panel { background: @apoyo_card; border: 1px solid @apoyo_line;"
                       " border-radius: 10px; padding: 10px 14px; }",
                       11);

  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_object_unref (provider);
}

static void
write_widget (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL) {
    gsk_render_node_draw (node, cr);
    gsk_render_node_unref (node);
  }
  cairo_surface_write_to_png (surface, path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Microseconds of this thread: what else the machine does is left out. */
static gint64
processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
write_wall (ApoyoBoardFigures *figures, const char *name)
{
  g_autofree char *path = g_build_filename (out_dir, name, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (figures->time_zone);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (figures->recorded_at, zone);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1920, 1080);
  cairo_t *cr = cairo_create (surface);
  gint64 start;

  start = processor_time ();
  apoyo_wall_draw (cr, 1920, 1080, figures, dark, !offline, now);
  g_print ("drawing of %s: %.2f ms\n", name, (processor_time () - start) / 1000.0);
  cairo_surface_write_to_png (surface, path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static guint n_pending;
static GMainLoop *loop;

static void
export_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!apoyo_chart_export_finish (result, &error))
    g_printerr ("widget-gallery: %s\n", error->message);
  if (--n_pending == 0)
    g_main_loop_quit (loop);
}

static void
write_exports (ApoyoBoardFigures *figures)
{
  for (int chart = APOYO_CHART_TOTAL; chart <= (int) APOYO_CHART_BOARD; chart++) {
    for (int format = APOYO_EXPORT_PNG; format <= (int) APOYO_EXPORT_CSV; format++) {
      g_autofree char *name = apoyo_chart_suggest_name ("RM26", figures, (ApoyoChart) chart,
                                                        (ApoyoExportFormat) format);
      g_autoptr (GFile) file = g_file_new_build_filename (out_dir, name, NULL);

      n_pending++;
      apoyo_chart_export_async (figures, (ApoyoChart) chart, (ApoyoExportFormat) format, file, NULL,
                                export_cb, NULL);
    }
  }
}

/* How long a snapshot takes that must draw everything anew. */
static void
report_times (GtkWidget *page, ApoyoBoardFigures *figures)
{
  GtkWidget *widgets[N_SPARKLINES];
  GtkSnapshot *snapshot;
  GskRenderNode *node;
  gint64 start, spent;

  for (guint i = 0; i < N_SPARKLINES; i++) {
    GtkAllocation place = { 0, 0, 78, 24 };

    widgets[i] = g_object_ref_sink (apoyo_sparkline_new ());
    apoyo_sparkline_set_values (APOYO_SPARKLINE (widgets[i]), sample_board_sparkline (i), 24);
    gtk_widget_measure (widgets[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
    gtk_widget_size_allocate (widgets[i], &place, -1);
  }
  start = processor_time ();
  snapshot = gtk_snapshot_new ();
  for (guint i = 0; i < N_SPARKLINES; i++)
    GTK_WIDGET_GET_CLASS (widgets[i])->snapshot (widgets[i], snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  spent = processor_time () - start;
  g_print ("snapshot of %d sparklines: %.2f ms\n", N_SPARKLINES, spent / 1000.0);
  gsk_render_node_unref (node);
  for (guint i = 0; i < N_SPARKLINES; i++)
    g_object_unref (widgets[i]);
}

static void
report_map (ApoyoBoardFigures *figures)
{
  GtkWidget *map = g_object_ref_sink (apoyo_map_new ());
  GtkAllocation place = { 0, 0, 552, 420 };

  apoyo_map_set_values (APOYO_MAP (map), (const ApoyoAreaValue *) figures->areas->data,
                        figures->areas->len);
  for (int pass = 0; pass < 3; pass++) {
    GtkSnapshot *snapshot = gtk_snapshot_new ();
    GskRenderNode *node;
    gint64 start;

    gtk_widget_measure (map, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
    gtk_widget_size_allocate (map, &place, -1);
    start = processor_time ();
    GTK_WIDGET_GET_CLASS (map)->snapshot (map, snapshot);
    g_print ("snapshot of the map %s: %.2f ms\n", pass == 0 ? "(first)" : "(outline moved)",
             (processor_time () - start) / 1000.0);
    node = gtk_snapshot_free_to_node (snapshot);
    gsk_render_node_unref (node);
    apoyo_map_set_highlight (APOYO_MAP (map), pass == 0 ? "08" : "30");
    gtk_widget_set_visible (gtk_widget_get_first_child (map), FALSE);
  }
  g_object_unref (map);
}

static gboolean
on_settled_cb (gpointer data)
{
  GtkWidget *page = gtk_window_get_child (GTK_WINDOW (data));
  g_autofree char *path = g_build_filename (out_dir, "gallery.png", NULL);
  g_autoptr (ApoyoBoardFigures) figures = sample_board_new ();
  g_autoptr (ApoyoBoardFigures) district = sample_board_new_district (400);

  write_widget (page, path);
  write_wall (figures, "wall.png");
  write_wall (district, "wall-district.png");
  report_times (page, figures);
  report_map (figures);
  write_exports (figures);
  return G_SOURCE_REMOVE;
}

static gboolean
on_close_cb (GtkWindow *window, gpointer data)
{
  g_main_loop_quit (loop);
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (ApoyoBoardFigures) figures = sample_board_new ();
  const char *locale_dir = g_getenv ("APOYO_LOCALEDIR");
  GtkWidget *window;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr ("widget-gallery: %s\n", error->message);
    return 2;
  }
  adw_init ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (high_contrast)
    g_object_set (gtk_settings_get_default (), "gtk-theme-name", "HighContrast", NULL);
  if (large_text)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  apoyo_widgets_init ();
  load_css ();
  loop = g_main_loop_new (NULL, FALSE);
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), create_gallery (figures));
  g_signal_connect (window, "close-request", G_CALLBACK (on_close_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
  if (out_dir != NULL)
    g_timeout_add (400, on_settled_cb, window);
  g_main_loop_run (loop);
  g_main_loop_unref (loop);
  return 0;
}
