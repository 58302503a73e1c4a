/* apoyo-page-art.c: charts and the board laid out on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-page-art.h"

#include <glib/gi18n.h>
#include <math.h>

#include "apoyo-arrivals-words.h"
#include "apoyo-chart-ramp.h"
#include "apoyo-charts.h"
#include "apoyo-dispersion-rank.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"
#include "apoyo-level-words.h"
#include "apoyo-map-art.h"
#include "apoyo-partition-words.h"

#define MARGIN 36.0
#define HEAD 44.0 /* title and subtitle */
#define FOOT 16.0
#define TITLE 15.0
#define BODY 10.0
#define SMALL 9.0
#define LINE 14.0
#define TABLE_ROW 13.8 /* the 32 entities stand on one page */
#define GAP 16.0
#define LEGEND_GAP 20.0

typedef struct {
  ApoyoArt art;
  ApoyoBoardFigures *figures;
  ApoyoChart chart;
  double width, height;
} Page;

static const ApoyoAreaValue *
areas_of (Page *page)
{
  return (const ApoyoAreaValue *) page->figures->areas->data;
}

static double
put (Page *page, double x, double y, double size, int weight, ApoyoColor color, const char *text)
{
  ApoyoLettering lettering = { size, weight, color, APOYO_ALIGN_LEFT };

  return apoyo_art_text (&page->art, x, y, &lettering, text);
}

static double
put_end (Page *page,
         double x,
         double y,
         double size,
         int weight,
         ApoyoColor color,
         const char *text)
{
  ApoyoLettering lettering = { size, weight, color, APOYO_ALIGN_RIGHT };

  return apoyo_art_text (&page->art, x, y, &lettering, text);
}

static void
put_heading (Page *page, double x, double y, const char *text)
{
  put (page, x, y, SMALL, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, text);
}

void
apoyo_page_get_size (ApoyoChart chart, double *width, double *height)
{
  *width = chart == APOYO_CHART_BOARD ? 792 : 720;
  switch (chart) {
  case APOYO_CHART_BOARD:
    *height = 612;
    break;
  case APOYO_CHART_MAP:
    *height = 540;
    break;
  case APOYO_CHART_TOTAL:
  case APOYO_CHART_DISPERSION:
    *height = 240;
    break;
  default:
    *height = 320;
  }
}

const char *
apoyo_page_get_title (ApoyoBoardFigures *figures, ApoyoChart chart)
{
  switch (chart) {
  case APOYO_CHART_TOTAL:
    return _ ("Supports in Nominal List");
  case APOYO_CHART_DISPERSION:
    return _ ("Dispersion");
  case APOYO_CHART_MAP:
    return _ ("Progress by entity");
  case APOYO_CHART_PARTITION:
    return _ ("Received supports by situation");
  case APOYO_CHART_MINUTES:
    return _ ("Received per minute");
  case APOYO_CHART_DAYS:
    return _ ("Received per day");
  default:
    return _ ("Live count");
  }
}

/* --- what every page bears --- */

static void
draw_head (Page *page)
{
  ApoyoBoardFigures *figures = page->figures;
  ApoyoLettering title = { TITLE, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };
  const char *kind = figures->preliminary ? _ ("Preliminary count") : _ ("Certified count");
  g_autoptr (GString) subtitle = g_string_new (NULL);
  double right = page->width - MARGIN;

  if (figures->simulacro)
    right -= put_end (page, right, MARGIN, TITLE, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_WARNING,
                      _ ("DRILL")) +
             GAP;
  apoyo_art_text_within (&page->art, MARGIN, MARGIN, right - MARGIN, &title,
                         figures->title != NULL ? figures->title : "");
  if (page->chart != APOYO_CHART_BOARD)
    g_string_append_printf (subtitle, "%s · ", apoyo_page_get_title (figures, page->chart));
  g_string_append (subtitle, kind);
  if (figures->subtitle != NULL)
    g_string_append_printf (subtitle, " · %s", figures->subtitle);
  put (page, MARGIN, MARGIN + 21, BODY, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, subtitle->str);
}

static void
draw_foot (Page *page, guint number, guint n_pages)
{
  ApoyoBoardFigures *figures = page->figures;
  g_autofree char *time = figures->recorded_at != NULL
                              ? apoyo_format_time (figures->recorded_at, figures->time_zone)
                              : g_strdup ("—");
  g_autofree char *tree = apoyo_format_count (figures->tree_size);
  g_autofree char *left = g_strdup_printf (_ ("Figures of %s · tree %s"), time, tree);
  const char *standing = figures->preliminary
                             ? _ ("Preliminary until the General Council's agreement")
                             : _ ("Certified result");
  /* Translators: number of this page and of all. */
  g_autofree char *pages =
      n_pages > 1 ? g_strdup_printf (_ ("%s · page %u of %u"), standing, number + 1, n_pages)
                  : g_strdup (standing);
  double y = page->height - MARGIN - FOOT + 4;

  apoyo_art_set (&page->art, apoyo_palette_get (page->art.palette, APOYO_COLOR_LINE), 1);
  cairo_rectangle (page->art.cr, MARGIN, y - 4, page->width - 2 * MARGIN, 0.75);
  cairo_fill (page->art.cr);
  put (page, MARGIN, y, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, left);
  put_end (page, page->width - MARGIN, y, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, pages);
}

/* --- the charts, each into a box --- */

static void
draw_contest (Page *page, const ApoyoBox *box)
{
  ApoyoBoardFigures *figures = page->figures;
  g_autoptr (ApoyoDispersionRank) rank = apoyo_dispersion_rank_new (
      (const ApoyoAreaValue *) figures->contestants->data, figures->contestants->len);
  g_autofree char *reached = apoyo_format_count (rank->n_reached);
  g_autofree char *of = g_strdup_printf (_ ("of %u"), rank->n_areas);
  g_autofree char *valid = apoyo_format_count (figures->valid);
  g_autofree char *text = g_strdup_printf (_ ("%s in Nominal List in all"), valid);
  ApoyoBox marks = { box->x, box->y + 56, box->width, 22 };
  double width;

  put_heading (page, box->x, box->y, _ ("Reached their threshold"));
  width =
      put (page, box->x - 1, box->y + 10, 36, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, reached);
  put (page, box->x + width + 8, box->y + 30, 16, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, of);
  apoyo_chart_dispersion (&page->art, &marks, rank->progress, rank->n_areas, 0);
  put (page, box->x, box->y + 80, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, text);
}

static void
draw_total (Page *page, const ApoyoBox *box)
{
  ApoyoBoardFigures *figures = page->figures;
  gboolean own = figures->required > 0;
  gint64 whole_count = own ? figures->required : figures->total;
  int progress = apoyo_progress (figures->valid, whole_count);
  g_autofree char *valid = apoyo_format_count (figures->valid);
  g_autofree char *percent = apoyo_format_percent (progress);
  g_autofree char *whole = apoyo_format_count (whole_count);
  g_autofree char *text =
      g_strdup_printf (own ? _ ("Required %s") : _ ("of %s in the whole process"), whole);
  double right = box->x + box->width;
  ApoyoBox bar = { box->x, box->y + 62, box->width, 12 };

  if (figures->contestants != NULL) {
    draw_contest (page, box);
    return;
  }
  put_heading (page, box->x, box->y, _ ("Supports in Nominal List"));
  put (page, box->x - 1, box->y + 10, 36, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, valid);
  put_end (page, right, box->y + 30, 16, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_ACCENT_TEXT, percent);
  if (own)
    apoyo_chart_threshold (&page->art, &bar, progress);
  put_end (page, right, box->y + 80, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, text);
  if (own && progress >= APOYO_PROGRESS_REACHED) {
    double width = put (page, box->x, box->y + 80, SMALL, PANGO_WEIGHT_BOLD, APOYO_COLOR_SUCCESS,
                        _ ("Threshold reached"));

    apoyo_art_check (&page->art, box->x + width + 10, box->y + 86, 8,
                     apoyo_palette_get (page->art.palette, APOYO_COLOR_SUCCESS), 1.5);
  } else if (own) {
    g_autofree char *count = apoyo_format_count (figures->required - figures->valid);
    g_autofree char *missing = g_strdup_printf (
        ngettext ("%s missing", "%s missing", (gulong) (figures->required - figures->valid)),
        count);

    put (page, box->x, box->y + 80, SMALL, PANGO_WEIGHT_BOLD, APOYO_COLOR_WARNING, missing);
  }
}

static void
draw_dispersion (Page *page, const ApoyoBox *box)
{
  ApoyoBoardFigures *figures = page->figures;
  gboolean contest = figures->contestants != NULL;
  GArray *areas = contest ? figures->spreads : figures->areas;
  const char *level = contest ? APOYO_LEVEL_WORD_PROMOVENTE : figures->level;
  g_autoptr (ApoyoDispersionRank) rank =
      apoyo_dispersion_rank_new ((const ApoyoAreaValue *) areas->data, areas->len);
  guint needed = figures->dispersion_needed;
  guint of = needed > 0 ? needed : rank->n_areas;
  g_autofree char *count = g_strdup_printf ("%u", rank->n_reached);
  g_autofree char *words = apoyo_level_words_of_needed (level, rank->n_reached, of);
  g_autofree char *rule = apoyo_figure_rule_percentage (figures->dispersion_percentage);
  g_autofree char *text =
      figures->dispersion_percentage > 0 && !contest
          ? g_strdup_printf (_ ("%s with at least %s of their Nominal List"), words, rule)
          : g_strdup (words);
  ApoyoLettering wording = { BODY, PANGO_WEIGHT_NORMAL, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };
  ApoyoBox next = { box->x, box->y + 80, box->width, LINE };
  ApoyoBox marks = { box->x, box->y + 56, box->width, 22 };
  double width;

  put_heading (page, box->x, box->y, _ ("Dispersion"));
  width = put (page, box->x - 1, box->y + 10, 36, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, count);
  apoyo_art_text_within (&page->art, box->x + width + 8, box->y + 34, box->width - width - 8,
                         &wording, text);
  apoyo_chart_dispersion (&page->art, &marks, rank->progress, rank->n_areas, needed);
  apoyo_chart_next (&page->art, &next, rank, SMALL);
}

static void
draw_partition_legend (Page *page, const ApoyoBox *box)
{
  ApoyoBoardFigures *figures = page->figures;
  ApoyoPartitionPlace places[APOYO_N_SITUATIONS];
  const int n_columns = 3;
  guint n_places = apoyo_partition_arrange (figures->situations, n_columns, places);
  const double percent_width = 42, count_width = 52;
  double first = box->width * 0.264; /* its words are short */
  double width = (box->width - first) / (n_columns - 1) - LEGEND_GAP;
  ApoyoLettering wording = { SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };

  for (guint i = 0; i < n_places; i++) {
    ApoyoSituation situation = places[i].situation;
    int column = places[i].column;
    double x =
        column == 0 ? box->x : box->x + first + LEGEND_GAP + (column - 1) * (width + LEGEND_GAP);
    double own = column == 0 ? first : width;
    double y = box->y + places[i].row * LINE;
    guint index;
    ApoyoSwatchKind kind = apoyo_partition_kind (situation, &index);
    ApoyoBox swatch = { x, y + 2, 9, 9 };
    g_autofree char *count = apoyo_format_count (figures->situations[situation]);
    g_autofree char *percent =
        apoyo_format_percentage (figures->situations[situation], figures->received);

    apoyo_chart_swatch (&page->art, &swatch, kind, index);
    put_end (page, x + own, y, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, percent);
    put_end (page, x + own - percent_width, y, SMALL, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, count);
    apoyo_art_text_within (&page->art, x + 14, y, own - percent_width - count_width - 14, &wording,
                           apoyo_partition_label (situation, FALSE));
  }
}

static void
draw_partition (Page *page, const ApoyoBox *box)
{
  ApoyoBoardFigures *figures = page->figures;
  gint64 difference = apoyo_partition_difference (figures->received, figures->situations);
  g_autofree char *received = apoyo_format_count (figures->received);
  ApoyoBox bar = { box->x, box->y + 20, box->width, 18 };
  ApoyoBox legend = { box->x, box->y + 46, box->width, box->height - 46 };
  gint64 sums[APOYO_PARTITION_N_SUMS];
  double x = box->x, right = box->x + box->width;

  put_heading (page, x, box->y + 1, C_ ("captures", "Received"));
  x += 52;
  x += put (page, x, box->y - 1, BODY + 1, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, received) + 8;
  if (difference == 0) {
    apoyo_art_check (&page->art, x + 5, box->y + 7, 9,
                     apoyo_palette_get (page->art.palette, APOYO_COLOR_SUCCESS), 1.6);
    put (page, x + 14, box->y + 1, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
         _ ("the sum checks"));
  } else {
    g_autofree char *count = apoyo_format_difference (difference);
    g_autofree char *text = g_strdup_printf (_ ("The sum differs by %s"), count);

    put (page, x, box->y + 1, SMALL, PANGO_WEIGHT_BOLD, APOYO_COLOR_ERROR, text);
  }
  apoyo_partition_sums (figures->situations, sums);
  for (int i = APOYO_PARTITION_N_SUMS - 1; i >= 0; i--) {
    g_autofree char *count = apoyo_format_count (sums[i]);

    right -= put_end (page, right, box->y, BODY, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, count) + 5;
    right -= put_end (page, right, box->y + 1, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
                      apoyo_partition_sum_label ((guint) i)) +
             14;
  }
  apoyo_chart_partition (&page->art, &bar, figures->situations);
  draw_partition_legend (page, &legend);
}

/* FALSE when no entity has a figure: the process lies below the entities. */
static gboolean
draw_map (Page *page, const ApoyoBox *box, gboolean headed)
{
  ApoyoBoardFigures *figures = page->figures;
  int progress[APOYO_MAP_N_ENTITIES];
  gboolean any = FALSE;
  double top = headed ? 16 : 0;
  ApoyoBox map = { box->x, box->y + top, box->width, box->height - top - 44 };
  ApoyoBox legend = { box->x, box->y + box->height - 40, box->width, 26 };
  ApoyoMapPlan plan;

  apoyo_map_progress (areas_of (page), figures->areas->len, progress);
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    any = any || progress[i] >= 0;
  if (!any)
    return FALSE;
  if (headed)
    put_heading (page, box->x, box->y, _ ("Progress by entity"));
  apoyo_map_plan (&plan, &map);
  apoyo_map_draw (&page->art, &plan, progress, 0.6);
  apoyo_chart_ramp (&page->art, &legend, SMALL);
  put (page, box->x, box->y + box->height - 12, SMALL, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
       apoyo_map_attribution (box->width > 260));
  return TRUE;
}

static void
draw_bars (Page *page, const ApoyoBox *box, gboolean minutes, gboolean headed)
{
  ApoyoBoardFigures *figures = page->figures;
  GArray *values = minutes ? figures->minutes : figures->days;
  ApoyoArrivalsLabels labels = { .n_labels = 0 };
  double top = headed ? 16 : 0;
  ApoyoBox plot = { box->x, box->y + top, box->width, box->height - top };
  ApoyoBars bars = {
    .values = (const gint64 *) values->data,
    .n_values = values->len,
    .accent = (int) values->len - 1,
    .grid = TRUE,
  };

  if (minutes)
    apoyo_arrivals_label_minutes (&labels, values->len, figures->last_minute);
  else
    apoyo_arrivals_label_days (&labels, values->len, figures->first_day, box->width < 200);
  bars.labels = (const char *const *) labels.texts;
  bars.label_at = labels.at;
  bars.n_labels = labels.n_labels;
  if (headed)
    put_heading (page, box->x, box->y,
                 minutes ? _ ("Received per minute") : _ ("Received per day"));
  apoyo_chart_bars (&page->art, &plot, &bars);
  apoyo_arrivals_labels_clear (&labels);
}

/* --- the board's table --- */

typedef enum {
  COLUMN_NAME,
  COLUMN_NOMINAL_LIST,
  COLUMN_REQUIRED,
  COLUMN_VALID,
  COLUMN_PROGRESS,
} Column;

#define N_COLUMNS (COLUMN_PROGRESS + 1)

/* Where the numbers of a column end; the names begin at the margin. */
static double
column_end (Page *page, int column)
{
  static const double ends[N_COLUMNS] = { 0, 0.48, 0.62, 0.76, 0.88 };

  return MARGIN + (page->width - 2 * MARGIN) * ends[column];
}

static guint
rows_per_page (double height)
{
  return (guint) ((height - 2 * MARGIN - HEAD - FOOT - 2 * TABLE_ROW) / TABLE_ROW);
}

static void
draw_row (Page *page,
          double y,
          const char *const cells[N_COLUMNS],
          int weight,
          ApoyoColor color,
          int progress)
{
  ApoyoLettering name = { SMALL, weight, color, APOYO_ALIGN_LEFT };
  double end = column_end (page, COLUMN_PROGRESS);
  ApoyoBox mark = { end + 12, y, page->width - MARGIN - end - 12, TABLE_ROW - 1 };

  if (progress >= APOYO_PROGRESS_REACHED)
    apoyo_art_check (&page->art, MARGIN + 5, y + 7, 7,
                     apoyo_palette_get (page->art.palette, APOYO_COLOR_SUCCESS), 1.3);
  apoyo_art_text_within (&page->art, MARGIN + 16, y,
                         column_end (page, COLUMN_NOMINAL_LIST) - MARGIN - 90, &name,
                         cells[COLUMN_NAME]);
  for (int i = COLUMN_NOMINAL_LIST; i < (int) N_COLUMNS; i++)
    put_end (page, column_end (page, i), y, SMALL,
             i == COLUMN_PROGRESS ? PANGO_WEIGHT_BOLD : weight, color, cells[i]);
  apoyo_chart_progress_mark (&page->art, &mark, progress);
}

static void
draw_figures_row (Page *page,
                  double y,
                  const char *name,
                  gint64 nominal_list,
                  gint64 required,
                  gint64 valid,
                  int weight)
{
  int progress = apoyo_progress (valid, required);
  /* A promovente has no list of its own, and a part may have nothing required of it. */
  g_autofree char *list = nominal_list > 0 ? apoyo_format_count (nominal_list) : g_strdup ("");
  g_autofree char *needed = required > 0 ? apoyo_format_count (required) : g_strdup ("");
  g_autofree char *count = apoyo_format_count (valid);
  g_autofree char *percent = required > 0 ? apoyo_format_percent (progress) : g_strdup ("");
  const char *cells[N_COLUMNS] = { name, list, needed, count, percent };

  draw_row (page, y, cells, weight, APOYO_COLOR_TEXT, progress);
}

static int
compare_progress (gconstpointer a, gconstpointer b)
{
  const ApoyoAreaValue *first = *(const ApoyoAreaValue *const *) a;
  const ApoyoAreaValue *second = *(const ApoyoAreaValue *const *) b;
  int left = apoyo_progress (first->valid, first->required);
  int right = apoyo_progress (second->valid, second->required);

  return left != right ? (left < right ? 1 : -1) : g_strcmp0 (first->code, second->code);
}

static void
draw_table (Page *page, guint from)
{
  ApoyoBoardFigures *figures = page->figures;
  GArray *areas = apoyo_board_figures_get_table (figures);
  gboolean contest = figures->contestants != NULL;
  guint n_areas = areas->len;
  guint to = MIN (n_areas, from + rows_per_page (page->height));
  g_autofree const ApoyoAreaValue **sorted = g_new (const ApoyoAreaValue *, n_areas);
  const char *level = contest ? APOYO_LEVEL_WORD_PROMOVENTE : figures->level;
  const char *headings[N_COLUMNS] = { apoyo_level_words_heading (level),
                                      contest ? "" : _ ("Nominal list"), _ ("Required"),
                                      _ ("In Nominal List"), _ ("Progress in %") };
  gint64 list = 0, sum = 0, required;
  double y = MARGIN + HEAD;

  for (guint i = 0; i < n_areas; i++) {
    sorted[i] = &g_array_index (areas, ApoyoAreaValue, i);
    list += sorted[i]->nominal_list;
    sum += sorted[i]->required;
  }
  if (n_areas > 1)
    qsort (sorted, n_areas, sizeof *sorted, compare_progress);
  draw_row (page, y, headings, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, APOYO_PROGRESS_UNKNOWN);
  y += TABLE_ROW + 2;
  for (guint i = from; i < to; i++, y += TABLE_ROW)
    draw_figures_row (page, y, sorted[i]->name, sorted[i]->nominal_list, sorted[i]->required,
                      sorted[i]->valid, PANGO_WEIGHT_NORMAL);
  /* What the whole requires is its own figure: the parts, each rounded up, add up to more. */
  required = figures->required > 0 ? figures->required : contest ? 0 : sum;
  if (to == n_areas)
    draw_figures_row (page, y + 2, _ ("All"), list, required, figures->valid, PANGO_WEIGHT_BOLD);
}

/* --- pages --- */

static void
draw_board (Page *page, const ApoyoBox *box)
{
  double half = (box->width - 2 * GAP) / 2;
  ApoyoBox total = { box->x, box->y, half, 96 };
  ApoyoBox dispersion = { box->x + half + 2 * GAP, box->y, half, 96 };
  ApoyoBox partition = { box->x, box->y + 110, box->width, 112 };
  double rest = box->y + 110 + 112 + 6;
  ApoyoBox map = { box->x, rest, half, box->y + box->height - rest };
  ApoyoBox days = { box->x + half + 2 * GAP, rest, half, map.height / 2 - GAP / 2 };
  ApoyoBox minutes = days;

  draw_total (page, &total);
  if (page->figures->contestants != NULL ? page->figures->spreads->len > 0
                                         : page->figures->areas->len > 0)
    draw_dispersion (page, &dispersion);
  draw_partition (page, &partition);
  if (!draw_map (page, &map, TRUE)) {
    days.x = minutes.x = box->x;
    days.width = minutes.width = box->width;
  }
  minutes.y += days.height + GAP;
  draw_bars (page, &days, FALSE, TRUE);
  draw_bars (page, &minutes, TRUE, TRUE);
}

static void
draw_chart (Page *page, const ApoyoBox *box)
{
  switch (page->chart) {
  case APOYO_CHART_TOTAL:
    draw_total (page, box);
    break;
  case APOYO_CHART_DISPERSION:
    draw_dispersion (page, box);
    break;
  case APOYO_CHART_MAP:
    if (!draw_map (page, box, FALSE))
      put (page, box->x, box->y, BODY, PANGO_WEIGHT_NORMAL, APOYO_COLOR_TEXT,
           _ ("This process is not counted by entity."));
    break;
  case APOYO_CHART_PARTITION:
    draw_partition (page, box);
    break;
  case APOYO_CHART_MINUTES:
    draw_bars (page, box, TRUE, FALSE);
    break;
  case APOYO_CHART_DAYS:
    draw_bars (page, box, FALSE, FALSE);
    break;
  default:
    draw_board (page, box);
  }
}

guint
apoyo_page_count (ApoyoBoardFigures *figures, ApoyoChart chart)
{
  double width, height;
  guint rows;

  if (chart != APOYO_CHART_BOARD)
    return 1;
  apoyo_page_get_size (chart, &width, &height);
  rows = rows_per_page (height);
  return 1 + (apoyo_board_figures_get_table (figures)->len + rows - 1) / rows;
}

void
apoyo_page_draw (cairo_t *cr, ApoyoBoardFigures *figures, ApoyoChart chart, guint number)
{
  g_autoptr (ApoyoPalette) palette = apoyo_palette_new (APOYO_PALETTE_LIGHT);
  PangoContext *context = pango_cairo_create_context (cr);
  Page page = { .figures = figures, .chart = chart };
  ApoyoBox box;

  pango_context_set_font_description (context, apoyo_art_font ());
  apoyo_page_get_size (chart, &page.width, &page.height);
  page.art = (ApoyoArt){ .cr = cr, .palette = palette, .context = context, .point = 1 };
  apoyo_art_set (&page.art, apoyo_palette_get (palette, APOYO_COLOR_CARD), 1);
  cairo_paint (cr);
  draw_head (&page);
  box = (ApoyoBox){ MARGIN, MARGIN + HEAD, page.width - 2 * MARGIN,
                    page.height - 2 * MARGIN - HEAD - FOOT - 8 };
  if (number == 0)
    draw_chart (&page, &box);
  else
    draw_table (&page, (number - 1) * rows_per_page (page.height));
  draw_foot (&page, number, apoyo_page_count (figures, chart));
  g_object_unref (context);
}
