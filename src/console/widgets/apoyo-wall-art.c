/* apoyo-wall-art.c: the picture of the wall, on any surface.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-arrivals-words.h"
#include "apoyo-chart-ramp.h"
#include "apoyo-charts.h"
#include "apoyo-dispersion-rank.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"
#include "apoyo-level-words.h"
#include "apoyo-map-art.h"
#include "apoyo-partition-words.h"
#include "apoyo-wall.h"

/* Laid out for this size and scaled to any other. On a 55-inch screen a pixel is 0.63 mm: at five
 * metres nothing under 28 can be read, and what people act on needs 34. */
#define WALL_WIDTH 1920.0
#define WALL_HEIGHT 1080.0
#define MARGIN 56.0
#define LEFT_WIDTH 1000.0
#define MAP_X 1108.0
#define FOOT 28
#define STALE_FOOT 44
#define CAPTION 32
#define ACT 34
#define HEADING 36

typedef struct {
  ApoyoArt art;
  ApoyoBoardFigures *figures;
  gboolean live;
  GDateTime *now; /* (nullable) */
} Wall;

static double
put (Wall *wall,
     double x,
     double y,
     double size,
     int weight,
     ApoyoColor color,
     ApoyoAlign align,
     const char *text)
{
  ApoyoLettering lettering = { size, weight, color, align };

  return apoyo_art_text (&wall->art, x, y, &lettering, text);
}

static double
width_of (Wall *wall, double size, int weight, const char *text)
{
  ApoyoLettering lettering = { size, weight, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };

  return apoyo_art_measure (&wall->art, &lettering, text, NULL);
}

/* The largest size up to the one wanted at which the text is no wider than the room. */
static double
size_within (Wall *wall, double size, int weight, const char *text, double room)
{
  double width = width_of (wall, size, weight, text);

  return width > room ? size * room / width : size;
}

static void
draw_live (Wall *wall, double right, double y)
{
  const char *word = wall->live ? _ ("Live") : _ ("Offline");
  ApoyoColor color = wall->live ? APOYO_COLOR_SUCCESS : APOYO_COLOR_WARNING;
  double width = put (wall, right, y, ACT, PANGO_WEIGHT_BOLD, color, APOYO_ALIGN_RIGHT, word);
  double x = right - width - 26;

  if (!wall->live) {
    apoyo_art_warning (&wall->art, x, y + 22, 34);
    return;
  }
  apoyo_art_set (&wall->art, apoyo_palette_get (wall->art.palette, color), 1);
  cairo_arc (wall->art.cr, x, y + 22, 9, 0, 2 * G_PI);
  cairo_fill (wall->art.cr);
  cairo_set_line_width (wall->art.cr, 3);
  cairo_arc (wall->art.cr, x, y + 22, 16, 0, 2 * G_PI);
  cairo_stroke (wall->art.cr);
}

/* On one line where there is room, else the promovente above the process; where the next one is. */
static double
draw_title (Wall *wall, double room)
{
  const char *title = wall->figures->title != NULL ? wall->figures->title : "";
  const char *rest = strstr (title, " · ");
  ApoyoLettering first = { 44, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };
  ApoyoLettering second = { ACT, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };
  g_autofree char *name = NULL;

  if (rest == NULL || width_of (wall, first.size, first.weight, title) <= room) {
    first.size = MAX (size_within (wall, first.size, first.weight, title, room), CAPTION);
    apoyo_art_text_within (&wall->art, MARGIN, 40, room, &first, title);
    return 96;
  }
  name = g_strndup (title, (gsize) (rest - title));
  rest += strlen (" · ");
  first.size = MAX (size_within (wall, first.size, first.weight, name, room), CAPTION);
  second.size = MAX (size_within (wall, second.size, second.weight, rest, room), FOOT);
  apoyo_art_text_within (&wall->art, MARGIN, 16, room, &first, name);
  apoyo_art_text_within (&wall->art, MARGIN, 70, room, &second, rest);
  return 116;
}

static void
draw_head (Wall *wall)
{
  ApoyoBoardFigures *figures = wall->figures;
  ApoyoLettering subtitle = { CAPTION, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT };
  const char *kind = figures->preliminary ? _ ("Preliminary count") : _ ("Certified count");
  g_autofree char *text = figures->subtitle != NULL
                              ? g_strdup_printf ("%s · %s", kind, figures->subtitle)
                              : g_strdup (kind);
  double right = WALL_WIDTH - MARGIN;

  if (wall->now != NULL) {
    g_autofree char *clock = g_date_time_format (wall->now, "%H:%M");

    right -= put (wall, right, 34, 72, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_RIGHT,
                  clock) +
             40;
  }
  draw_live (wall, right, 56);
  right -= width_of (wall, ACT, PANGO_WEIGHT_BOLD, wall->live ? _ ("Live") : _ ("Offline")) + 80;
  if (figures->simulacro) {
    double width = put (wall, right, 48, 44, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_WARNING,
                        APOYO_ALIGN_RIGHT, _ ("DRILL"));

    right -= width + 40;
  }
  apoyo_art_text_within (&wall->art, MARGIN, draw_title (wall, right - MARGIN), right - MARGIN,
                         &subtitle, text);
}

static void
draw_threshold (Wall *wall, double y, int progress)
{
  ApoyoBoardFigures *figures = wall->figures;
  gboolean reached = progress >= APOYO_PROGRESS_REACHED;
  ApoyoBox bar = { MARGIN, y, LEFT_WIDTH, 40 };
  g_autofree char *required = apoyo_format_count (figures->required);
  g_autofree char *text = g_strdup_printf (_ ("Required %s"), required);
  g_autofree char *percent = apoyo_format_percent (progress);
  double x = MARGIN, line = y + 62;

  apoyo_chart_threshold (&wall->art, &bar, progress);
  x += put (wall, x, line, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT, text) +
       40;
  if (reached) {
    x += put (wall, x, line, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_SUCCESS, APOYO_ALIGN_LEFT,
              C_ ("threshold", "reached"));
    apoyo_art_check (&wall->art, x + 36, line + 24, 26,
                     apoyo_palette_get (wall->art.palette, APOYO_COLOR_SUCCESS), 5);
  } else {
    gint64 missing = figures->required - figures->valid;
    g_autofree char *count = apoyo_format_count (missing);
    g_autofree char *words =
        g_strdup_printf (ngettext ("%s missing", "%s missing", (gulong) missing), count);

    put (wall, x, line, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_WARNING, APOYO_ALIGN_LEFT, words);
  }
  put (wall, MARGIN + LEFT_WIDTH, y + 44, 76, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_ACCENT_TEXT,
       APOYO_ALIGN_RIGHT, percent);
}

/* The white at the left of a great digit, which would stand it off the margin. */
static double
bearing (const char *figure)
{
  return *figure == '4' ? 0.012 : *figure == '1' ? 0.045 : 0.03;
}

/* How many have reached their own threshold, of all. */
static void
draw_contest (Wall *wall)
{
  ApoyoBoardFigures *figures = wall->figures;
  g_autoptr (ApoyoDispersionRank) rank = apoyo_dispersion_rank_new (
      (const ApoyoAreaValue *) figures->contestants->data, figures->contestants->len);
  g_autofree char *reached = apoyo_format_count (rank->n_reached);
  g_autofree char *of = g_strdup_printf (_ ("of %u"), rank->n_areas);
  g_autofree char *valid = apoyo_format_count (figures->valid);
  g_autofree char *text = g_strdup_printf (_ ("%s in Nominal List in all"), valid);
  double y = 172, x = MARGIN - 196 * bearing (reached);
  ApoyoBox marks = { MARGIN, y + 268, LEFT_WIDTH, 54 };

  put (wall, MARGIN, y, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT,
       _ ("Reached their threshold"));
  x += put (wall, x, y + 24, 196, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT,
            reached);
  put (wall, x + 34, y + 132, 76, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT, of);
  apoyo_chart_dispersion (&wall->art, &marks, rank->progress, rank->n_areas, 0);
  put (wall, MARGIN, y + 338, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT, text);
}

static void
draw_total (Wall *wall)
{
  ApoyoBoardFigures *figures = wall->figures;
  g_autofree char *valid = apoyo_format_count (figures->valid);
  double size = size_within (wall, 196, PANGO_WEIGHT_ULTRABOLD, valid, LEFT_WIDTH);
  double y = 172;

  if (figures->contestants != NULL) {
    draw_contest (wall);
    return;
  }
  put (wall, MARGIN, y, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT,
       _ ("Supports in Nominal List"));
  put (wall, MARGIN - size * bearing (valid), y + 24 + (196 - size) * 0.7, size,
       PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT, valid);
  if (figures->required > 0) {
    draw_threshold (wall, y + 268, apoyo_progress (figures->valid, figures->required));
  } else if (figures->total > 0) {
    g_autofree char *total = apoyo_format_count (figures->total);
    g_autofree char *text = g_strdup_printf (_ ("of %s in the whole process"), total);
    g_autofree char *percent = apoyo_format_percentage (figures->valid, figures->total);

    put (wall, MARGIN, y + 330, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT,
         text);
    put (wall, MARGIN + LEFT_WIDTH, y + 312, 76, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_ACCENT_TEXT,
         APOYO_ALIGN_RIGHT, percent);
  }
}

/* "3 missing, each with its 3 %" */
static char *
missing_words (Wall *wall, guint missing)
{
  g_autofree char *rule = apoyo_figure_rule_percentage (wall->figures->dispersion_percentage);

  /* Translators: so many demarcations lack their percentage. */
  return g_strdup_printf (ngettext ("%u lacks its %s", "%u lack their %s", missing), missing, rule);
}

static void
draw_dispersion (Wall *wall, double y)
{
  ApoyoBoardFigures *figures = wall->figures;
  gboolean contest = figures->contestants != NULL;
  GArray *areas = contest ? figures->spreads : figures->areas;
  const char *level = contest ? APOYO_LEVEL_WORD_PROMOVENTE : figures->level;
  g_autoptr (ApoyoDispersionRank) rank =
      apoyo_dispersion_rank_new ((const ApoyoAreaValue *) areas->data, areas->len);
  guint of = figures->dispersion_needed > 0 ? figures->dispersion_needed : rank->n_areas;
  g_autofree char *count = g_strdup_printf ("%u", rank->n_reached);
  g_autofree char *words = apoyo_level_words_of_needed (level, rank->n_reached, of);
  ApoyoBox next = { MARGIN, y + 252, LEFT_WIDTH, 48 };
  ApoyoBox marks = { MARGIN, y + 190, LEFT_WIDTH, 54 };
  double x = MARGIN;

  put (wall, x, y, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT, _ ("Dispersion"));
  x += put (wall, x - 4, y + 24, 150, PANGO_WEIGHT_ULTRABOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT,
            count) +
       22;
  put (wall, x, y + 60, 48, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT, words);
  if (figures->dispersion_needed > rank->n_reached) {
    g_autofree char *text = missing_words (wall, figures->dispersion_needed - rank->n_reached);

    put (wall, x, y + 120, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_WARNING, APOYO_ALIGN_LEFT, text);
  } else if (figures->dispersion_needed > 0) {
    double width = put (wall, x, y + 120, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_SUCCESS,
                        APOYO_ALIGN_LEFT, C_ ("threshold", "reached"));

    apoyo_art_check (&wall->art, x + width + 36, y + 144, 26,
                     apoyo_palette_get (wall->art.palette, APOYO_COLOR_SUCCESS), 5);
  }
  apoyo_chart_dispersion (&wall->art, &marks, rank->progress, rank->n_areas,
                          figures->dispersion_needed);
  apoyo_chart_next (&wall->art, &next, rank, CAPTION);
}

static void
draw_rate (Wall *wall, double y)
{
  GArray *minutes = wall->figures->minutes;
  gint64 rate = apoyo_arrivals_rate ((const gint64 *) minutes->data, minutes->len);
  g_autofree char *text = rate >= 0 ? apoyo_format_count (rate) : g_strdup ("—");

  if (minutes->len == 0)
    return;
  put (wall, MARGIN + LEFT_WIDTH, y, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, APOYO_ALIGN_RIGHT,
       wall->figures->of_one ? _ ("Per minute, whole process") : _ ("Per minute"));
  put (wall, MARGIN + LEFT_WIDTH, y + 40, 112, PANGO_WEIGHT_ULTRABOLD,
       wall->live ? APOYO_COLOR_TEXT : APOYO_COLOR_DIM, APOYO_ALIGN_RIGHT, text);
}

/* A candidacy's district has no map of entities: its days stand there instead. */
static void
draw_days (Wall *wall, const ApoyoBox *box)
{
  ApoyoBoardFigures *figures = wall->figures;
  ApoyoArrivalsLabels labels = { .n_labels = 0 };
  ApoyoBars bars = {
    .values = (const gint64 *) figures->days->data,
    .n_values = figures->days->len,
    .accent = (int) figures->days->len - 1,
    .grid = TRUE,
    .letter_size = FOOT,
  };

  apoyo_arrivals_label_days (&labels, figures->days->len, figures->first_day, TRUE);
  bars.labels = (const char *const *) labels.texts;
  bars.label_at = labels.at;
  bars.n_labels = labels.n_labels;
  put (wall, box->x, 172, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT,
       _ ("Received per day"));
  apoyo_chart_bars (&wall->art, box, &bars);
  apoyo_arrivals_labels_clear (&labels);
}

static void
draw_map (Wall *wall)
{
  ApoyoBoardFigures *figures = wall->figures;
  ApoyoBox box = { MAP_X, 248, WALL_WIDTH - MAP_X - MARGIN, 520 };
  ApoyoBox legend = { MAP_X, 248 + 538, box.width, 60 };
  int progress[APOYO_MAP_N_ENTITIES];
  gboolean any = FALSE;
  ApoyoMapPlan plan;

  apoyo_map_progress ((const ApoyoAreaValue *) figures->areas->data, figures->areas->len, progress);
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    any = any || progress[i] >= 0;
  if (!any) {
    box.height = 600;
    draw_days (wall, &box);
    return;
  }
  put (wall, MAP_X, 172, HEADING, PANGO_WEIGHT_BOLD, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT,
       _ ("Progress by entity in %"));
  apoyo_map_plan (&plan, &box);
  apoyo_map_draw (&wall->art, &plan, progress, 1.2);
  apoyo_chart_ramp (&wall->art, &legend, FOOT);
  put (wall, MAP_X, legend.y + 68, FOOT, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT,
       apoyo_map_attribution (FALSE));
}

static double
draw_sum (Wall *wall, double x, double y, ApoyoSwatchKind kind, guint i, gint64 sum)
{
  ApoyoBox swatch = { x, y + 8, 26, 26 };
  g_autofree char *text = apoyo_format_count (sum);

  apoyo_chart_swatch (&wall->art, &swatch, kind, 0);
  x += 38;
  x += put (wall, x, y, ACT, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT,
            apoyo_partition_sum_label (i)) +
       14;
  x += put (wall, x, y, ACT, PANGO_WEIGHT_BOLD, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT, text);
  return x + 56;
}

static void
draw_partition (Wall *wall, double y)
{
  static const ApoyoSwatchKind kinds[] = { APOYO_SWATCH_COUNTED, APOYO_SWATCH_OPEN,
                                           APOYO_SWATCH_NOT_COUNTED };
  ApoyoBoardFigures *figures = wall->figures;
  ApoyoBox bar = { MARGIN, y + 8, WALL_WIDTH - 2 * MARGIN, 34 };
  gint64 difference = apoyo_partition_difference (figures->received, figures->situations);
  g_autofree char *received = apoyo_format_count (figures->received);
  /* Translators: the sum of what stands to the left: "= 3,813,836 received". */
  g_autofree char *text =
      g_strdup_printf (difference == 0 ? _ ("= %s received") : _ ("≠ %s received"), received);
  gint64 sums[APOYO_PARTITION_N_SUMS];
  double x = MARGIN, line = y + 56;

  apoyo_art_set (&wall->art, apoyo_palette_get (wall->art.palette, APOYO_COLOR_LINE), 1);
  cairo_rectangle (wall->art.cr, MARGIN, y - 14, bar.width, 2);
  cairo_fill (wall->art.cr);
  apoyo_chart_partition (&wall->art, &bar, figures->situations);
  apoyo_partition_sums (figures->situations, sums);
  for (guint i = 0; i < APOYO_PARTITION_N_SUMS; i++)
    x = draw_sum (wall, x, line, kinds[i], i, sums[i]);
  put (wall, WALL_WIDTH - MARGIN, line, ACT, PANGO_WEIGHT_BOLD,
       difference == 0 ? APOYO_COLOR_TEXT : APOYO_COLOR_ERROR, APOYO_ALIGN_RIGHT, text);
}

static void
draw_foot (Wall *wall)
{
  ApoyoBoardFigures *figures = wall->figures;
  double size = wall->live ? FOOT : STALE_FOOT;
  double y = wall->live ? 1034 : 1018;
  const char *standing = figures->preliminary
                             ? _ ("Preliminary until the General Council's agreement")
                             : _ ("Certified result");
  double room = WALL_WIDTH - 2 * MARGIN - width_of (wall, FOOT, PANGO_WEIGHT_NORMAL, standing) - 40;
  g_autofree char *time = figures->recorded_at != NULL
                              ? apoyo_format_time (figures->recorded_at, figures->time_zone)
                              : g_strdup ("—");
  g_autofree char *tree = apoyo_format_count (figures->tree_size);
  /* Translators: time of the figures, then the size of the log's tree they stand for. */
  g_autofree char *text = g_strdup_printf (_ ("Figures of %s · tree %s"), time, tree);
  ApoyoLettering lettering = { size, wall->live ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD,
                               wall->live ? APOYO_COLOR_DIM : APOYO_COLOR_WARNING,
                               APOYO_ALIGN_LEFT };

  apoyo_art_text_within (&wall->art, MARGIN, y, room, &lettering, text);
  put (wall, WALL_WIDTH - MARGIN, 1034, FOOT, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
       APOYO_ALIGN_RIGHT, standing);
}

void
apoyo_wall_draw (cairo_t *cr,
                 double width,
                 double height,
                 ApoyoBoardFigures *figures,
                 gboolean dark,
                 gboolean live,
                 GDateTime *now)
{
  double scale = MIN (width / WALL_WIDTH, height / WALL_HEIGHT);
  g_autoptr (ApoyoPalette) palette =
      apoyo_palette_new (dark ? APOYO_PALETTE_DARK : APOYO_PALETTE_LIGHT);
  PangoContext *context;
  Wall wall = { .figures = figures, .live = live, .now = now };

  g_return_if_fail (figures != NULL);
  context = pango_cairo_create_context (cr);
  pango_context_set_font_description (context, apoyo_art_font ());
  wall.art = (ApoyoArt){ .cr = cr, .palette = palette, .context = context, .point = 3 };
  cairo_save (cr);
  apoyo_art_set (&wall.art, apoyo_palette_get (palette, APOYO_COLOR_WINDOW), 1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_translate (cr, (width - WALL_WIDTH * scale) / 2, (height - WALL_HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  pango_cairo_update_context (cr, context);
  draw_head (&wall);
  draw_total (&wall);
  if (figures->contestants != NULL ? figures->spreads->len > 0 : figures->areas->len > 0)
    draw_dispersion (&wall, 612);
  draw_rate (&wall, 612);
  draw_map (&wall);
  draw_partition (&wall, 922);
  draw_foot (&wall);
  cairo_restore (cr);
  g_object_unref (context);
}
