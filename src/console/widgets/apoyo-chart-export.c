/* apoyo-chart-export.c: charts and the whole board as PNG, PDF and CSV files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-chart-export.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "apoyo-csv.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"
#include "apoyo-page-art.h"

#define PNG_SCALE 2.0 /* pixels a point: sharp on screens and in documents */

typedef struct {
  ApoyoBoardFigures *figures;
  ApoyoChart chart;
  ApoyoExportFormat format;
  GFile *file;
} Export;

static void
export_free (Export *export)
{
  apoyo_board_figures_unref (export->figures);
  g_object_unref (export->file);
  g_free (export);
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int n_bytes)
{
  g_byte_array_append (data, bytes, n_bytes);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_debug ("Cairo: %s", cairo_status_to_string (status));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The chart could not be drawn"));
  return FALSE;
}

static gboolean
write_png (Export *export, GByteArray *bytes, GError **error)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  apoyo_page_get_size (export->chart, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * PNG_SCALE),
                                        (int) (height * PNG_SCALE));
  cr = cairo_create (surface);
  cairo_scale (cr, PNG_SCALE, PNG_SCALE);
  apoyo_page_draw (cr, export->figures, export->chart, 0);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_destroy (surface);
  return check_status (status, error);
}

static void
describe_pdf (Export *export, cairo_surface_t *surface)
{
  ApoyoBoardFigures *figures = export->figures;
  g_autofree char *title = g_strdup_printf ("%s · %s", figures->title != NULL ? figures->title : "",
                                            apoyo_page_get_title (figures, export->chart));
  g_autofree char *time =
      figures->recorded_at != NULL ? g_date_time_format_iso8601 (figures->recorded_at) : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Apoyo Ciudadano");
  if (time != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
}

static gboolean
write_pdf (Export *export, GByteArray *bytes, GError **error)
{
  guint n_pages = apoyo_page_count (export->figures, export->chart);
  double width, height;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  apoyo_page_get_size (export->chart, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  describe_pdf (export, surface);
  cr = cairo_create (surface);
  for (guint page = 0; page < n_pages; page++) {
    apoyo_page_draw (cr, export->figures, export->chart, page);
    cairo_show_page (cr);
  }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return check_status (status, error);
}

/* --- CSV --- */

static const char *
yes_or_no (gboolean yes)
{
  return yes ? C_ ("table", "yes") : C_ ("table", "no");
}

/* The instant as the process's own clock showed it, with its distance to UTC. */
static char *
dup_time (ApoyoBoardFigures *figures)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (figures->recorded_at == NULL)
    return g_strdup ("");
  if (figures->time_zone != NULL)
    zone = g_time_zone_new_identifier (figures->time_zone);
  local = zone != NULL ? g_date_time_to_timezone (figures->recorded_at, zone)
                       : g_date_time_ref (figures->recorded_at);
  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
}

/* Every line says which tree it counts, so that lines of two exports are never mixed up. */
static void
end_line (GString *csv, ApoyoBoardFigures *figures)
{
  g_autofree char *time = dup_time (figures);

  g_string_append_printf (csv, ",%s,%" G_GINT64_FORMAT ",%s\r\n", yes_or_no (figures->preliminary),
                          figures->tree_size, time);
}

/* The process, and what its figures are, above the table. */
static void
append_head (GString *csv, ApoyoBoardFigures *figures)
{
  g_autofree char *time = figures->recorded_at != NULL
                              ? apoyo_format_time (figures->recorded_at, figures->time_zone)
                              : g_strdup ("—");
  g_autofree char *line = g_strdup_printf (
      "# %s%s · %s %" G_GINT64_FORMAT " · %s · %s", figures->title != NULL ? figures->title : "",
      figures->simulacro ? " · SIMULACRO" : "", _ ("tree"), figures->tree_size, time,
      figures->preliminary ? _ ("preliminary figures") : _ ("certified figures"));

  apoyo_csv_append_field (csv, line);
  g_string_append (csv, "\r\n");
}

static void
begin_csv (GString *csv, const char *columns)
{
  g_string_append_printf (csv, "%s,%s\r\n", columns, _ ("preliminary,tree,recorded at"));
}

/* What there is none of, of a list or a requirement, is an empty field. */
static void
append_count (GString *csv, gint64 count)
{
  g_string_append_c (csv, ',');
  if (count > 0)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, count);
}

static void
append_progress (GString *csv, gint64 valid, gint64 required)
{
  int progress = apoyo_progress (valid, required);

  append_count (csv, required);
  g_string_append_printf (csv, ",%" G_GINT64_FORMAT ",", valid);
  if (progress >= 0)
    g_string_append_printf (csv, "%d.%02d,%s", progress / 100, progress % 100,
                            yes_or_no (progress >= APOYO_PROGRESS_REACHED));
  else
    g_string_append_c (csv, ',');
}

static void
append_areas (GString *csv, ApoyoBoardFigures *figures)
{
  GArray *areas = apoyo_board_figures_get_table (figures);

  /* Translators: headings of a table's columns, parted by commas without blanks. */
  begin_csv (csv, _ ("code,name,nominal list,required,in nominal list,progress in %,reached"));
  for (guint i = 0; i < areas->len; i++) {
    const ApoyoAreaValue *area = &g_array_index (areas, ApoyoAreaValue, i);

    apoyo_csv_append_field (csv, area->code);
    g_string_append_c (csv, ',');
    apoyo_csv_append_field (csv, area->name);
    append_count (csv, area->nominal_list);
    append_progress (csv, area->valid, area->required);
    end_line (csv, figures);
  }
}

static void
append_situations (GString *csv, ApoyoBoardFigures *figures)
{
  begin_csv (csv, _ ("code,situation,supports"));
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    ApoyoSituation situation = apoyo_situation_at_report (i);

    g_string_append_printf (csv, "%s,", apoyo_situation_to_nick (situation));
    apoyo_csv_append_field (csv, apoyo_situation_get_label (situation));
    g_string_append_printf (csv, ",%" G_GINT64_FORMAT, figures->situations[situation]);
    end_line (csv, figures);
  }
}

/* A gap is an empty field, not a zero. */
static void
append_counts (GString *csv, ApoyoBoardFigures *figures, gboolean minutes)
{
  GArray *values = minutes ? figures->minutes : figures->days;

  begin_csv (csv, minutes ? _ ("minute,received") : _ ("day,received"));
  for (guint i = 0; i < values->len; i++) {
    gint64 value = g_array_index (values, gint64, i);
    GDateTime *base = minutes ? figures->last_minute : figures->first_day;
    g_autoptr (GDateTime) time = NULL;
    g_autofree char *text = NULL;

    if (base != NULL)
      time = minutes ? g_date_time_add_minutes (base, (int) i + 1 - (int) values->len)
                     : g_date_time_add_days (base, (int) i);
    if (time != NULL)
      text = g_date_time_format (time, minutes ? "%Y-%m-%dT%H:%M%:z" : "%Y-%m-%d");
    g_string_append_printf (csv, "%s,", text != NULL ? text : "");
    if (value >= 0)
      g_string_append_printf (csv, "%" G_GINT64_FORMAT, value);
    end_line (csv, figures);
  }
}

static gboolean
write_csv (Export *export, GByteArray *bytes, GError **error)
{
  ApoyoBoardFigures *figures = export->figures;
  /* The mark tells spreadsheets that the names are UTF-8. */
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbf");

  append_head (csv, figures);
  switch (export->chart) {
  case APOYO_CHART_TOTAL:
    begin_csv (csv, _ ("process,required,in nominal list,progress in %,reached"));
    apoyo_csv_append_field (csv, figures->title);
    append_progress (csv, figures->valid, figures->required);
    end_line (csv, figures);
    break;
  case APOYO_CHART_PARTITION:
    append_situations (csv, figures);
    break;
  case APOYO_CHART_MINUTES:
  case APOYO_CHART_DAYS:
    append_counts (csv, figures, export->chart == APOYO_CHART_MINUTES);
    break;
  default:
    append_areas (csv, figures);
  }
  g_byte_array_append (bytes, (const guint8 *) csv->str, (guint) csv->len);
  return TRUE;
}

/* --- the task --- */

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean drawn;

  switch (export->format) {
  case APOYO_EXPORT_PNG:
    drawn = write_png (export, bytes, &error);
    break;
  case APOYO_EXPORT_PDF:
    drawn = write_pdf (export, bytes, &error);
    break;
  default:
    drawn = write_csv (export, bytes, &error);
  }
  if (!drawn ||
      !g_file_replace_contents (export->file, (const char *) bytes->data, bytes->len, NULL, FALSE,
                                G_FILE_CREATE_NONE, NULL, cancellable, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
apoyo_chart_export_async (ApoyoBoardFigures *figures,
                          ApoyoChart chart,
                          ApoyoExportFormat format,
                          GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Export *export;

  g_return_if_fail (figures != NULL);
  g_return_if_fail (G_IS_FILE (file));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, apoyo_chart_export_async);
  export = g_new0 (Export, 1);
  export->figures = apoyo_board_figures_ref (figures);
  export->chart = chart;
  export->format = format;
  export->file = g_object_ref (file);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_thread);
}

gboolean
apoyo_chart_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
apoyo_chart_suggest_name (const char *process_code,
                          ApoyoBoardFigures *figures,
                          ApoyoChart chart,
                          ApoyoExportFormat format)
{
  /* Translators: these end file names: lower case, no spaces. */
  static const char *const names[] = {
    [APOYO_CHART_TOTAL] = NC_ ("file name", "total"),
    [APOYO_CHART_DISPERSION] = NC_ ("file name", "dispersion"),
    [APOYO_CHART_MAP] = NC_ ("file name", "map"),
    [APOYO_CHART_PARTITION] = NC_ ("file name", "situations"),
    [APOYO_CHART_MINUTES] = NC_ ("file name", "per-minute"),
    [APOYO_CHART_DAYS] = NC_ ("file name", "per-day"),
    [APOYO_CHART_BOARD] = NC_ ("file name", "board"),
  };
  static const char *const endings[] = {
    [APOYO_EXPORT_PNG] = "png",
    [APOYO_EXPORT_PDF] = "pdf",
    [APOYO_EXPORT_CSV] = "csv",
  };
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (figures != NULL, NULL);
  if (figures->recorded_at != NULL && figures->time_zone != NULL)
    zone = g_time_zone_new_identifier (figures->time_zone);
  if (zone != NULL)
    local = g_date_time_to_timezone (figures->recorded_at, zone);
  else if (figures->recorded_at != NULL)
    local = g_date_time_ref (figures->recorded_at);
  time = local != NULL ? g_date_time_format (local, "-%Y-%m-%d-%H%M%S") : g_strdup ("");
  return g_strdup_printf ("%s%s-%s.%s", process_code, time,
                          g_dpgettext2 (NULL, "file name", names[chart]), endings[format]);
}
