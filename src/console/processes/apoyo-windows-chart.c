/* apoyo-windows-chart.c: the windows of a process on one line of time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-windows-chart.h"

#include <glib/gi18n.h>

#include "apoyo-art.h"
#include "apoyo-format.h"
#include "apoyo-palette.h"

/* In typographic points. */
#define ROW_HEIGHT 16.5
#define BAR_HEIGHT 10.5
#define FOOT_HEIGHT 15.0
#define NAMES_WIDTH 92.0
#define MAX_GRID 6

typedef struct {
  ApoyoWindowKind kind;
  char *title;
  char *text;
  gint64 from; /* seconds */
  gint64 to;
} Bar;

struct _ApoyoWindowsChart {
  GtkWidget parent_instance;

  GArray *bars; /* (owned) of Bar */
  gint64 now;
  char *time_zone; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ApoyoWindowsChart, apoyo_windows_chart, GTK_TYPE_WIDGET)

static void
bar_clear (gpointer data)
{
  g_free (((Bar *) data)->title);
  g_free (((Bar *) data)->text);
}

/* --- drawing ---------------------------------------------------------------------------------- */

typedef struct {
  double left;
  double width;
  gint64 from;
  gint64 span;
} Scale;

static double
x_of (const Scale *scale, gint64 time)
{
  return scale->left + scale->width * (double) (time - scale->from) / (double) scale->span;
}

static Scale
make_scale (ApoyoWindowsChart *self, double width, double point)
{
  Scale scale = { .left = NAMES_WIDTH * point };
  gint64 from = self->now, to = self->now;

  for (guint i = 0; i < self->bars->len; i++) {
    const Bar *bar = &g_array_index (self->bars, Bar, i);

    from = i == 0 ? bar->from : MIN (from, bar->from);
    to = i == 0 ? bar->to : MAX (to, bar->to);
  }
  scale.width = MAX (width - scale.left - 8 * point, 1);
  scale.span = MAX ((to - from) * 106 / 100, 60);
  scale.from = from;
  return scale;
}

GDateTime *
apoyo_windows_chart_find_midnight (gint64 from, int days, const char *time_zone)
{
  g_autoptr (GTimeZone) named = time_zone != NULL ? g_time_zone_new_identifier (time_zone) : NULL;
  g_autoptr (GTimeZone) zone = named != NULL ? g_time_zone_ref (named) : g_time_zone_new_utc ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (from);
  g_autoptr (GDateTime) day = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) midnight =
      g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                       g_date_time_get_day_of_month (day), 0, 0, 0);

  return g_date_time_add_days (midnight, g_date_time_to_unix (midnight) < from ? days + 1 : days);
}

/* Civil midnights, so far apart that their dates have room. */
static void
draw_grid (ApoyoWindowsChart *self, const ApoyoArt *art, const Scale *scale, double height)
{
  ApoyoLettering letters = { 9 * art->point, 400, APOYO_COLOR_DIM, APOYO_ALIGN_CENTER };
  int days = (int) MAX (scale->span / 86400 / MAX_GRID, 1);

  for (int i = 0; i < MAX_GRID; i++) {
    g_autoptr (GDateTime) at =
        apoyo_windows_chart_find_midnight (scale->from, i * days, self->time_zone);
    g_autofree char *date = apoyo_format_date (at, self->time_zone);
    double x = x_of (scale, g_date_time_to_unix (at));

    date[5] = '\0'; /* day and month */
    if (x > scale->left + scale->width)
      break;
    apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_GRID), 1);
    cairo_rectangle (art->cr, (int) x, 0, 1, height - FOOT_HEIGHT * art->point);
    cairo_fill (art->cr);
    /* Not half below "today". */
    if (ABS (x - x_of (scale, self->now)) > 28 * art->point)
      apoyo_art_text (art, x, height - 12 * art->point, &letters, date);
  }
}

/* Where a text inside a bar begins: beside the line of today, where that would cross it out. */
static double
find_text_start (const ApoyoArt *art, double left, double right, double text, double now)
{
  double gap = 4 * art->point;
  gboolean crossed = now > left && now < left + gap + text;

  return crossed && now + gap + text < right ? now + gap : left + gap;
}

static void
draw_bar (const ApoyoArt *art, const Scale *scale, const Bar *bar, double y, double now)
{
  ApoyoPalette *palette = art->palette;
  gboolean dark = apoyo_palette_is_dark (palette);
  double x = x_of (scale, bar->from);
  double width = MAX (x_of (scale, bar->to) - x, 4 * art->point);
  double top = y + (ROW_HEIGHT - BAR_HEIGHT) / 2 * art->point;
  double text;
  const GdkRGBA *colors[] = {
    [APOYO_WINDOW_GENERAL] = apoyo_palette_get_ramp (palette, 4),
    [APOYO_WINDOW_GRACE] = apoyo_palette_get (palette, APOYO_COLOR_OPEN),
    [APOYO_WINDOW_PAPER] = apoyo_palette_get (palette, APOYO_COLOR_MARK),
    [APOYO_WINDOW_OWN] = apoyo_palette_get_ramp (palette, 1),
  };
  ApoyoLettering name = { 9 * art->point, 400, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };
  ApoyoLettering inside = { 8.5 * art->point, 400,
                            bar->kind == APOYO_WINDOW_OWN ? APOYO_COLOR_TEXT
                            : dark                        ? APOYO_COLOR_WINDOW
                                                          : APOYO_COLOR_CARD,
                            APOYO_ALIGN_LEFT };

  apoyo_art_text_within (art, 0, y + 2 * art->point, scale->left - 6 * art->point, &name,
                         bar->title);
  apoyo_art_rounded (art->cr, x, top, width, BAR_HEIGHT * art->point, 2.5 * art->point);
  apoyo_art_set (art, colors[bar->kind], 1);
  cairo_fill (art->cr);
  text = bar->text != NULL ? apoyo_art_measure (art, &inside, bar->text, NULL) : 0;
  if (bar->text != NULL && text < width - 8 * art->point)
    apoyo_art_text (art, find_text_start (art, x, x + width, text, now), top - 0.6 * art->point,
                    &inside, bar->text);
}

static void
draw_now (ApoyoWindowsChart *self, const ApoyoArt *art, const Scale *scale, double height)
{
  ApoyoLettering letters = { 9 * art->point, 700, APOYO_COLOR_ACCENT_TEXT, APOYO_ALIGN_CENTER };
  double x = x_of (scale, self->now);

  if (x < scale->left || x > scale->left + scale->width)
    return;
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_ACCENT_TEXT), 1);
  cairo_rectangle (art->cr, x - 0.75 * art->point, 0, 1.5 * art->point,
                   height - FOOT_HEIGHT * art->point);
  cairo_fill (art->cr);
  /* Over whatever date stands there. */
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_CARD), 1);
  cairo_rectangle (art->cr, x - 13 * art->point, height - 12.5 * art->point, 26 * art->point,
                   12 * art->point);
  cairo_fill (art->cr);
  apoyo_art_text (art, x, height - 12 * art->point, &letters, _ ("today"));
}

static void
apoyo_windows_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoWindowsChart *self = APOYO_WINDOWS_CHART (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  ApoyoArt art = {
    .cr = gtk_snapshot_append_cairo (snapshot, &bounds),
    .palette = apoyo_palette_get_default (),
    .context = context,
    .point = apoyo_art_point_of (context),
    .rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };

  if (self->bars->len > 0) {
    Scale scale = make_scale (self, width, art.point);

    draw_grid (self, &art, &scale, height);
    for (guint i = 0; i < self->bars->len; i++)
      draw_bar (&art, &scale, &g_array_index (self->bars, Bar, i), i * ROW_HEIGHT * art.point,
                x_of (&scale, self->now));
    draw_now (self, &art, &scale, height);
  }
  cairo_destroy (art.cr);
}

static void
apoyo_windows_chart_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  ApoyoWindowsChart *self = APOYO_WINDOWS_CHART (widget);
  double point = apoyo_art_point_of (gtk_widget_get_pango_context (widget));

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) ((MAX (self->bars->len, 2) * ROW_HEIGHT + FOOT_HEIGHT) * point);
  else
    *minimum = *natural = (int) (260 * point);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_windows_chart_finalize (GObject *object)
{
  ApoyoWindowsChart *self = APOYO_WINDOWS_CHART (object);

  g_array_unref (self->bars);
  g_free (self->time_zone);
  G_OBJECT_CLASS (apoyo_windows_chart_parent_class)->finalize (object);
}

static void
apoyo_windows_chart_class_init (ApoyoWindowsChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = apoyo_windows_chart_finalize;
  widget_class->snapshot = apoyo_windows_chart_snapshot;
  widget_class->measure = apoyo_windows_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
apoyo_windows_chart_init (ApoyoWindowsChart *self)
{
  self->bars = g_array_new (FALSE, TRUE, sizeof (Bar));
  g_array_set_clear_func (self->bars, bar_clear);
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Windows"), -1);
}

GtkWidget *
apoyo_windows_chart_new (void)
{
  return g_object_new (APOYO_TYPE_WINDOWS_CHART, NULL);
}

void
apoyo_windows_chart_set_bars (ApoyoWindowsChart *self,
                              const ApoyoWindowBar *bars,
                              guint n_bars,
                              GDateTime *now,
                              const char *time_zone)
{
  GString *words = g_string_new (NULL);

  g_return_if_fail (APOYO_IS_WINDOWS_CHART (self));

  g_array_set_size (self->bars, 0);
  for (guint i = 0; i < n_bars; i++) {
    Bar bar = { bars[i].kind, g_strdup (bars[i].title), g_strdup (bars[i].text),
                g_date_time_to_unix (bars[i].from), g_date_time_to_unix (bars[i].to) };
    g_autofree char *from = apoyo_format_minute (bars[i].from, time_zone);
    g_autofree char *to = apoyo_format_minute (bars[i].to, time_zone);

    g_array_append_val (self->bars, bar);
    g_string_append_printf (words, "%s: %s – %s. ", bars[i].title, from, to);
  }
  self->now = now != NULL ? g_date_time_to_unix (now) : 0;
  g_free (self->time_zone);
  self->time_zone = g_strdup (time_zone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
  g_string_free (words, TRUE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
