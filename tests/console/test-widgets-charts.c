/* test-widgets-charts.c: what the charts compute, and that they draw whatever they are given.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "apoyo-arrivals-words.h"
#include "apoyo-charts.h"
#include "apoyo-dispersion-rank.h"
#include "apoyo-figures.h"
#include "apoyo-map-scale.h"
#include "apoyo-partition-words.h"
#include "apoyo-wall.h"
#include "sample-board.h"

typedef struct {
  cairo_surface_t *surface;
  ApoyoArt art;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 40);
  fixture->art.cr = cairo_create (fixture->surface);
  fixture->art.palette = apoyo_palette_new (APOYO_PALETTE_LIGHT);
  fixture->art.context = pango_cairo_create_context (fixture->art.cr);
  pango_context_set_font_description (fixture->art.context, apoyo_art_font ());
  fixture->art.point = 1;
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cairo_status (fixture->art.cr), ==, CAIRO_STATUS_SUCCESS);
  g_object_unref (fixture->art.context);
  g_assert_finalize_object (fixture->art.palette);
  cairo_destroy (fixture->art.cr);
  cairo_surface_destroy (fixture->surface);
}

static guint32
pixel (Fixture *fixture, int x, int y)
{
  cairo_surface_flush (fixture->surface);
  return *(guint32 *) (gpointer) (cairo_image_surface_get_data (fixture->surface) +
                                  y * cairo_image_surface_get_stride (fixture->surface) + x * 4);
}

static guint
count_painted (Fixture *fixture)
{
  guint n = 0;

  for (int y = 0; y < 40; y++) {
    for (int x = 0; x < 200; x++)
      n += pixel (fixture, x, y) >> 24 != 0;
  }
  return n;
}

static guint32
rgb_of (const GdkRGBA *color)
{
  return 0xff000000u | (guint32) lround (color->red * 255) << 16 |
         (guint32) lround (color->green * 255) << 8 | (guint32) lround (color->blue * 255);
}

static void
test_progress (void)
{
  g_assert_cmpint (apoyo_progress (2963830, 2758227), ==, 10745);
  g_assert_cmpint (apoyo_progress (0, 5), ==, 0);
  g_assert_cmpint (apoyo_progress (5, 5), ==, APOYO_PROGRESS_REACHED);
  g_assert_cmpint (apoyo_progress (999999, 1000000), <, APOYO_PROGRESS_REACHED);
  g_assert_cmpint (apoyo_progress (5, 0), ==, APOYO_PROGRESS_UNKNOWN);
  g_assert_cmpint (apoyo_progress (G_MAXINT64 / 20000, 1), ==, G_MAXINT);
}

static void
test_partition_segments_fill_the_bar (void)
{
  static const struct {
    gint64 counts[10];
    guint n_shown;
  } cases[] = {
    { { 2963830, 16510, 1060, 509241, 158236, 89544, 39890, 22733, 12788, 4 }, 10 },
    { { 1 }, 1 },
    { { 0, 0, 7, 0, 7 }, 2 },
    { { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1000000000 }, 10 },
    { { 4, 1000000000, 0, 0, 0, 0, 0, 0, 0, 4 }, 3 },
  };
  static const double widths_tried[] = { 703, 1808, 254, 60 };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++) {
    for (guint w = 0; w < G_N_ELEMENTS (widths_tried); w++) {
      double widths[10], sum = 0;

      g_assert_cmpuint (apoyo_partition_layout (cases[c].counts, 10, widths_tried[w], widths), ==,
                        cases[c].n_shown);
      for (guint i = 0; i < 10; i++) {
        if (cases[c].counts[i] == 0)
          g_assert_cmpfloat (widths[i], ==, 0);
        else
          g_assert_cmpfloat (widths[i], >=, APOYO_PARTITION_LEAST - 1e-9);
        sum += widths[i];
      }
      sum += APOYO_PARTITION_GAP * (cases[c].n_shown - 1);
      g_assert_cmpfloat_with_epsilon (sum, widths_tried[w], 1e-6);
    }
  }
}

static void
test_partition_of_nothing (void)
{
  const gint64 none[10] = { 0 };
  double widths[10];

  g_assert_cmpuint (apoyo_partition_layout (none, 10, 500, widths), ==, 0);
}

static void
test_partition_keeps_proportion (void)
{
  const gint64 counts[] = { 600, 300, 100 };
  double widths[3];

  apoyo_partition_layout (counts, 3, 1004, widths);
  g_assert_cmpfloat_with_epsilon (widths[0], 600, 1e-6);
  g_assert_cmpfloat_with_epsilon (widths[1], 300, 1e-6);
  g_assert_cmpfloat_with_epsilon (widths[2], 100, 1e-6);
}

static void
test_partition_sums_and_difference (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  gint64 sums[APOYO_PARTITION_N_SUMS];

  apoyo_partition_sums (board->situations, sums);
  g_assert_cmpint (sums[0], ==, 2963830);
  g_assert_cmpint (sums[1], ==, 17570);
  g_assert_cmpint (sums[2], ==, 832436);
  g_assert_cmpint (apoyo_partition_difference (board->received, board->situations), ==, 0);
  g_assert_cmpint (apoyo_partition_difference (board->received + 2, board->situations), ==, -2);
}

static void
test_legend_places (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  ApoyoPartitionPlace places[APOYO_N_SITUATIONS];

  g_assert_cmpuint (apoyo_partition_arrange (board->situations, 3, places), ==, 10);
  g_assert_cmpint (places[0].situation, ==, APOYO_SITUATION_VALID);
  for (guint i = 0; i < 10; i++) {
    g_assert_cmpint (places[i].column, <, 3);
    for (guint j = 0; j < i; j++)
      g_assert_false (places[i].column == places[j].column && places[i].row == places[j].row);
  }
  board->situations[APOYO_SITUATION_LATE] = 1; /* rare, but now there is one */
  g_assert_cmpuint (apoyo_partition_arrange (board->situations, 4, places), ==, 11);
}

static void
test_dispersion_of_32 (void)
{
  ApoyoDispersionLayout layout;

  apoyo_dispersion_layout (&layout, 32, 17, 184);
  g_assert_false (layout.joined);
  g_assert_cmpuint (layout.n_columns, ==, 32);
  g_assert_cmpfloat_with_epsilon (32 * layout.width + 31 * layout.gap + layout.break_gap, 184,
                                  1e-6);
  g_assert_cmpfloat (layout.line_x, >, 17 * layout.width + 16 * layout.gap);
  g_assert_cmpfloat (layout.line_x, <, 17 * (layout.width + layout.gap) + layout.break_gap);
}

static void
test_dispersion_of_400_is_joined (void)
{
  ApoyoDispersionLayout layout;

  apoyo_dispersion_layout (&layout, 400, 200, 184);
  g_assert_true (layout.joined);
  g_assert_cmpuint (layout.n_columns, ==, 184);
  g_assert_cmpfloat_with_epsilon (layout.n_columns * layout.width, 184, 1e-6);
  g_assert_cmpfloat_with_epsilon (layout.line_x, 92, 1e-6);
}

static void
test_dispersion_without_line (void)
{
  ApoyoDispersionLayout layout;

  apoyo_dispersion_layout (&layout, 10, 10, 184);
  g_assert_cmpfloat (layout.line_x, <, 0);
  apoyo_dispersion_layout (&layout, 10, 0, 184);
  g_assert_cmpfloat (layout.line_x, <, 0);
  apoyo_dispersion_layout (&layout, 0, 17, 184);
  g_assert_cmpuint (layout.n_columns, ==, 0);
}

/* Half of 400 reached: the colour changes in the middle, the unreached part is lower. */
static void
test_dispersion_of_400_shows_its_shape (Fixture *fixture, gconstpointer data)
{
  int progress[400];
  ApoyoBox box = { 0, 0, 200, 40 };
  guint32 counted = rgb_of (apoyo_palette_get (fixture->art.palette, APOYO_COLOR_COUNTED));
  guint32 grey = rgb_of (apoyo_palette_get_grey (fixture->art.palette, 3));

  for (int i = 0; i < 400; i++)
    progress[i] = i < 200 ? 12000 : 5000;
  apoyo_chart_dispersion (&fixture->art, &box, progress, 400, 120);
  g_assert_cmphex (pixel (fixture, 20, 10), ==, counted);
  g_assert_cmphex (pixel (fixture, 90, 10), ==, counted);
  g_assert_cmphex (pixel (fixture, 150, 10), !=, grey);
  g_assert_cmphex (pixel (fixture, 150, 30), ==, grey);
}

static void
test_rank_sorts_and_names_the_next (void)
{
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  g_autoptr (ApoyoDispersionRank) rank =
      apoyo_dispersion_rank_new ((const ApoyoAreaValue *) board->areas->data, board->areas->len);
  g_autofree char *shortened = NULL;

  g_assert_cmpuint (rank->n_areas, ==, 32);
  g_assert_cmpuint (rank->n_reached, ==, 14);
  g_assert_cmpuint (apoyo_board_figures_count_reached (board), ==, 14);
  for (guint i = 1; i < rank->n_areas; i++)
    g_assert_cmpint (rank->progress[i - 1], >=, rank->progress[i]);
  g_assert_cmpuint (rank->n_next, ==, 3);
  g_assert_cmpstr (rank->next[0], ==, "Colima");
  g_assert_cmpstr (rank->next[1], ==, "Sinaloa");
  g_assert_cmpstr (rank->next[2], ==, "Yucatán");
  shortened = apoyo_dispersion_rank_describe_shortened (rank, 3);
  g_assert_cmpstr (shortened, ==, "Next is Col…, 97.41\302\240%");
}

static void
test_rank_leaves_out_what_requires_nothing (void)
{
  static const ApoyoAreaValue areas[] = {
    { "01", "A", 0, 0, 7 },
    { "02", "B", 100, 3, 3 },
  };
  g_autoptr (ApoyoDispersionRank) rank = apoyo_dispersion_rank_new (areas, 2);
  g_autofree char *next = apoyo_dispersion_rank_describe_next (rank, 3);

  g_assert_cmpuint (rank->n_areas, ==, 1);
  g_assert_cmpuint (rank->n_reached, ==, 1);
  g_assert_cmpstr (next, ==, "");
}

static void
test_grid_steps_are_round (void)
{
  static const struct {
    gint64 largest, step;
  } cases[] = { { 1, 1 },       { 3, 1 },
                { 4, 2 },       { 8, 5 },
                { 157, 50 },    { 199, 50 },
                { 200, 100 },   { 98667, 50000 },
                { 399, 100 },   { 400, 200 },
                { 799, 200 },   { 800, 500 },
                { 7999, 2000 }, { 2000000, 1000000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpint (apoyo_chart_grid_step (cases[i].largest, 3), ==, cases[i].step);
    g_assert_cmpint (cases[i].largest / cases[i].step, <=, 3);
  }
}

static void
test_sparkline_of_zeros_one_and_none (Fixture *fixture, gconstpointer data)
{
  static const gint64 zeros[24] = { 0 };
  static const gint64 one[1] = { 5 };
  ApoyoBox box = { 0, 0, 60, 14 };

  apoyo_chart_sparkline (&fixture->art, &box, NULL, 0);
  g_assert_cmpuint (count_painted (fixture), ==, 0);
  apoyo_chart_sparkline (&fixture->art, &box, one, 1);
  g_assert_cmpuint (count_painted (fixture), >, 4); /* its point */
  apoyo_chart_sparkline (&fixture->art, &box, zeros, 24);
  g_assert_cmpuint (pixel (fixture, 30, 12) >> 24, !=, 0); /* a line at the bottom */
  g_assert_cmpuint (pixel (fixture, 30, 4) >> 24, ==, 0);
}

/* Missing time is a gap, zero has no bar, one capture is seen. */
static void
test_bars_with_gaps (Fixture *fixture, gconstpointer data)
{
  static const gint64 values[] = { 100000, -1, 0, 1, 100000 };
  ApoyoBox box = { 0, 0, 200, 40 };
  ApoyoBars bars = { .values = values, .n_values = 5, .accent = 4 };

  apoyo_chart_bars (&fixture->art, &box, &bars);
  g_assert_cmphex (pixel (fixture, 20, 30), ==,
                   rgb_of (apoyo_palette_get (fixture->art.palette, APOYO_COLOR_MARK)));
  g_assert_cmpuint (pixel (fixture, 60, 39) >> 24, ==, 0);
  g_assert_cmpuint (pixel (fixture, 100, 39) >> 24, ==, 0);
  g_assert_cmpuint (pixel (fixture, 140, 39) >> 24, !=, 0);
  g_assert_cmphex (pixel (fixture, 180, 30), ==,
                   rgb_of (apoyo_palette_get (fixture->art.palette, APOYO_COLOR_ACCENT_CHART)));
}

static void
test_threshold_bar_ends_at_125 (Fixture *fixture, gconstpointer data)
{
  ApoyoBox box = { 0, 10, 200, 20 };
  guint32 fill = rgb_of (apoyo_palette_get (fixture->art.palette, APOYO_COLOR_ACCENT_CHART));
  guint32 text = rgb_of (apoyo_palette_get (fixture->art.palette, APOYO_COLOR_TEXT));

  apoyo_chart_threshold (&fixture->art, &box, 6250);
  g_assert_cmphex (pixel (fixture, 90, 20), ==, fill);
  g_assert_cmphex (pixel (fixture, 110, 20), !=, fill);
  g_assert_cmphex (pixel (fixture, 160, 7), ==, text); /* the tick stands out, at 100 % */
  apoyo_chart_threshold (&fixture->art, &box, 50000);
  g_assert_cmphex (pixel (fixture, 190, 20), ==, fill);
}

static void
test_threshold_bar_is_mirrored (Fixture *fixture, gconstpointer data)
{
  ApoyoBox box = { 0, 10, 200, 20 };
  guint32 fill = rgb_of (apoyo_palette_get (fixture->art.palette, APOYO_COLOR_ACCENT_CHART));

  fixture->art.rtl = TRUE;
  apoyo_chart_threshold (&fixture->art, &box, 6250);
  g_assert_cmphex (pixel (fixture, 110, 20), ==, fill);
  g_assert_cmphex (pixel (fixture, 90, 20), !=, fill);
}

static void
test_rate_is_the_last_whole_minute (void)
{
  static const gint64 minutes[] = { 120, 157, 3 };
  static const gint64 gap[] = { -1, 3 };

  g_assert_cmpint (apoyo_arrivals_rate (minutes, 3), ==, 157);
  g_assert_cmpint (apoyo_arrivals_rate (gap, 2), ==, 3);
  g_assert_cmpint (apoyo_arrivals_rate (NULL, 0), ==, -1);
}

static void
test_day_summary_leaves_gaps_out (void)
{
  static const gint64 days[] = { 10, -1, 20 };
  gint64 greatest, mean;

  g_assert_true (apoyo_arrivals_summary (days, 3, &greatest, &mean));
  g_assert_cmpint (greatest, ==, 20);
  g_assert_cmpint (mean, ==, 15);
  g_assert_false (apoyo_arrivals_summary (days + 1, 1, &greatest, &mean));
}

/* The picture of the wall at any size, with much, little and nothing to show. */
static void
test_wall_draws_anything (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoBoardFigures) empty = apoyo_board_figures_new ();
  g_autoptr (ApoyoBoardFigures) district = sample_board_new_district (400);
  g_autoptr (ApoyoBoardFigures) board = sample_board_new ();
  ApoyoBoardFigures *figures[] = { empty, district, board };

  board->simulacro = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++) {
    apoyo_wall_draw (fixture->art.cr, 200, 40, figures[i], TRUE, FALSE, NULL);
    g_assert_cmpuint (count_painted (fixture), ==, 200 * 40);
  }
}

#define ADD(name, test) g_test_add_func ("/widgets/charts/" name, test)
#define ADD_DRAWN(name, test)                                                                      \
  g_test_add ("/widgets/charts/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

/* Boundaries are round, and the largest amount is in the darkest shade. */
static void
test_map_scale (void)
{
  const struct {
    gint64 largest, second;
    const char *label;
  } cases[] = {
    { 12874843, 1000000, "1 M" },
    { 7000000, 1000000, "1 M" },
    { 6999999, 100000, "100 k" },
    { 1204, 100, "100" },
    { 3, 1, "1" },
    { 0, 1, "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    ApoyoMapScale scale;
    g_autofree char *label = NULL;

    apoyo_map_scale_init (&scale, cases[i].largest);
    label = apoyo_map_scale_label (&scale, 1);
    g_assert_cmpint (scale.breaks[0], ==, 0);
    g_assert_cmpint (scale.breaks[1], ==, cases[i].second);
    g_assert_cmpstr (label, ==, cases[i].label);
    g_assert_cmpuint (apoyo_map_scale_step (&scale, cases[i].second), ==, 1);
    g_assert_cmpuint (apoyo_map_scale_step (&scale, cases[i].second - 1), ==, 0);
    if (cases[i].largest >= 7)
      g_assert_cmpuint (apoyo_map_scale_step (&scale, cases[i].largest), ==, APOYO_N_RAMP - 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("progress", test_progress);
  ADD ("map-scale", test_map_scale);
  ADD ("partition-segments-fill-the-bar", test_partition_segments_fill_the_bar);
  ADD ("partition-of-nothing", test_partition_of_nothing);
  ADD ("partition-keeps-proportion", test_partition_keeps_proportion);
  ADD ("partition-sums-and-difference", test_partition_sums_and_difference);
  ADD ("legend-places", test_legend_places);
  ADD ("dispersion-of-32", test_dispersion_of_32);
  ADD ("dispersion-of-400-is-joined", test_dispersion_of_400_is_joined);
  ADD ("dispersion-without-line", test_dispersion_without_line);
  ADD_DRAWN ("dispersion-of-400-shows-its-shape", test_dispersion_of_400_shows_its_shape);
  ADD ("rank-sorts-and-names-the-next", test_rank_sorts_and_names_the_next);
  ADD ("rank-leaves-out-what-requires-nothing", test_rank_leaves_out_what_requires_nothing);
  ADD ("grid-steps-are-round", test_grid_steps_are_round);
  ADD_DRAWN ("sparkline-of-zeros-one-and-none", test_sparkline_of_zeros_one_and_none);
  ADD_DRAWN ("bars-with-gaps", test_bars_with_gaps);
  ADD_DRAWN ("threshold-bar-ends-at-125", test_threshold_bar_ends_at_125);
  ADD_DRAWN ("threshold-bar-is-mirrored", test_threshold_bar_is_mirrored);
  ADD ("rate-is-the-last-whole-minute", test_rate_is_the_last_whole_minute);
  ADD ("day-summary-leaves-gaps-out", test_day_summary_leaves_gaps_out);
  ADD_DRAWN ("wall-draws-anything", test_wall_draws_anything);
  return g_test_run ();
}
