/* apoyo-measure.c: how long the window takes to fill, and to scroll.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <time.h>
#include <unistd.h>

#include "apoyo-measure.h"

#define N_FRAMES 300

typedef struct {
  ApoyoWindow *window; /* (owned) */
  char *file;          /* (owned) */
  GtkAdjustment *adjustment;
  gulong paint_handlers[2];
  gint64 began;    /* of the frame being made */
  double start_ms; /* from the process's start to the first filled frame; 0: not yet */
  GArray *frames;  /* of double, milliseconds */
  guint n_rows;
} Measure;

static gint64 main_started;

static void
measure_free (Measure *measure)
{
  g_object_unref (measure->window);
  g_array_unref (measure->frames);
  g_free (measure->file);
  g_free (measure);
}

void
apoyo_measure_note_start (void)
{
  main_started = g_get_monotonic_time ();
}

/* Since the kernel started the program, loading of libraries included; from main() where /proc does
 * not tell. */
static double
get_age_ms (void)
{
  g_autofree char *stat = NULL;
  const char *fields;
  unsigned long long ticks = 0;
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  if (g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL) &&
      (fields = strrchr (stat, ')')) != NULL &&
      sscanf (fields + 1,
              " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
              &ticks) == 1)
    return now.tv_sec * 1000.0 + now.tv_nsec / 1e6 -
           (double) ticks * 1000.0 / (double) sysconf (_SC_CLK_TCK);
  return (double) (g_get_monotonic_time () - main_started) / 1000.0;
}

static double
get_rss_mb (void)
{
  g_autofree char *statm = NULL;
  long pages = 0;

  if (!g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL) ||
      sscanf (statm, "%*d %ld", &pages) != 1)
    return 0;
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / (1024.0 * 1024.0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The list with most rows on the page. */
static void
find_list (GtkWidget *widget, Measure *measure)
{
  if (GTK_IS_LIST_VIEW (widget)) {
    GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));
    /* The lists of pages that nobody has opened yet have none. */
    guint n_rows = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;

    if (n_rows > measure->n_rows) {
      measure->n_rows = n_rows;
      measure->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_list (child, measure);
}

static void
finish (GTask *task, Measure *measure)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (measure->window));
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  GArray *frames = measure->frames;
  char start[G_ASCII_DTOSTR_BUF_SIZE], p50[G_ASCII_DTOSTR_BUF_SIZE], p99[G_ASCII_DTOSTR_BUF_SIZE];
  char rss[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (measure->paint_handlers); i++)
    g_signal_handler_disconnect (clock, measure->paint_handlers[i]);
  g_array_sort (frames, compare);
  g_ascii_formatd (start, sizeof start, "%.1f", measure->start_ms);
  g_ascii_formatd (p50, sizeof p50, "%.2f", g_array_index (frames, double, frames->len / 2));
  g_ascii_formatd (p99, sizeof p99, "%.2f", g_array_index (frames, double, frames->len * 99 / 100));
  g_ascii_formatd (rss, sizeof rss, "%.1f", get_rss_mb ());
  json = g_strdup_printf ("{\"start_ms\":%s,\"frame_p50_ms\":%s,\"frame_p99_ms\":%s,\"rss_mb\":%s,"
                          "\"frames\":%u,\"promoventes\":%u}\n",
                          start, p50, p99, rss, frames->len, measure->n_rows);
  if (g_file_set_contents (measure->file, json, -1, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

static void
on_before_paint_cb (GdkFrameClock *clock, Measure *measure)
{
  measure->began = g_get_monotonic_time ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, GTask *task)
{
  Measure *measure = g_task_get_task_data (task);
  double spent = (double) (g_get_monotonic_time () - measure->began) / 1000.0;

  if (measure->start_ms <= 0) {
    measure->start_ms = get_age_ms ();
    find_list (GTK_WIDGET (measure->window), measure);
  } else if (measure->adjustment != NULL && measure->frames->len < N_FRAMES) {
    g_array_append_val (measure->frames, spent);
  }
}

/* One step a frame, from the first row to the last. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GTask *task = user_data;
  Measure *measure = g_task_get_task_data (task);
  ApoyoPage *page = apoyo_window_get_page (measure->window);
  double span;

  if (measure->paint_handlers[0] == 0) {
    if (page == NULL || !apoyo_page_is_populated (page))
      return G_SOURCE_CONTINUE;
    measure->paint_handlers[0] =
        g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint_cb), measure);
    measure->paint_handlers[1] =
        g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), task);
    measure->began = g_get_monotonic_time ();
    gtk_widget_queue_draw (widget);
    return G_SOURCE_CONTINUE;
  }
  if (measure->adjustment == NULL)
    return G_SOURCE_CONTINUE;
  if (measure->frames->len >= N_FRAMES) {
    finish (task, measure);
    return G_SOURCE_REMOVE;
  }
  span = gtk_adjustment_get_upper (measure->adjustment) -
         gtk_adjustment_get_page_size (measure->adjustment);
  gtk_adjustment_set_value (measure->adjustment,
                            span * (double) (measure->frames->len + 1) / N_FRAMES);
  return G_SOURCE_CONTINUE;
}

void
apoyo_measure_async (ApoyoWindow *window,
                     const char *file,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (window, NULL, callback, user_data);
  Measure *measure = g_new0 (Measure, 1);

  g_task_set_source_tag (task, apoyo_measure_async);
  measure->window = g_object_ref (window);
  measure->file = g_strdup (file);
  measure->frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_task_set_task_data (task, measure, (GDestroyNotify) measure_free);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, task, NULL);
}

gboolean
apoyo_measure_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
