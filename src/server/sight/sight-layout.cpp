/* sight-layout.cpp: which side of which model a card is, by where the print stands on it; and
 * whether it is printed as credentials are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <cmath>

#include "sight.hpp"

namespace sight
{

/* The card in cells of about 2.4 mm. */
constexpr int ACROSS = 36;
constexpr int DOWN = 22;

/* Where print is expected, in hundredths of a millimetre, and how dense. */
struct Box {
  int x, y, w, h;
  float ink;
};

struct Layout {
  const char *model;
  int side;
  std::vector<Box> boxes;
};

/* Domain knowledge as data: where the models' fields stand (§ of the models in the operator's
 * manual). Fronts of 2014 and of 2019 differ in the lower third. */
static const std::vector<Layout> &
get_layouts ()
{
  static const std::vector<Layout> layouts = {
    { "G",
      1,
      {
          { 430, 180, 1900, 320, 0.9f },
          { 430, 590, 3300, 180, 0.7f },
          { 5000, 290, 2800, 270, 0.8f },
          { 0, 880, 8560, 80, 0.6f },
          { 430, 1310, 2150, 2740, 0.35f },
          { 6310, 1310, 1250, 1590, 0.2f },
          { 2830, 1060, 2200, 900, 0.8f },
          { 2830, 2120, 2300, 720, 0.75f },
          { 2830, 2960, 2400, 380, 0.8f },
          { 2830, 3450, 2400, 380, 0.8f },
          { 2830, 3950, 1500, 380, 0.7f },
          { 4650, 3950, 450, 380, 0.5f },
          { 2830, 4440, 1300, 380, 0.7f },
          { 4650, 4440, 750, 400, 0.7f },
          { 430, 4440, 1500, 380, 0.7f },
          { 5750, 4080, 2300, 950, 0.4f },
      } },
    { "E",
      1,
      {
          { 430, 180, 1900, 320, 0.9f },
          { 430, 590, 3300, 180, 0.7f },
          { 5000, 290, 2800, 270, 0.8f },
          { 0, 880, 8560, 80, 0.6f },
          { 430, 1310, 2150, 2740, 0.35f },
          { 6310, 1310, 1250, 1590, 0.2f },
          { 2830, 1060, 2200, 900, 0.8f },
          { 2830, 2120, 2300, 720, 0.75f },
          { 2830, 2960, 2400, 380, 0.8f },
          { 2830, 3450, 3700, 380, 0.7f },
          { 2830, 3950, 2300, 380, 0.6f },
          { 2830, 4440, 2300, 380, 0.6f },
          { 430, 4180, 1500, 800, 0.6f },
          { 5750, 4080, 2300, 950, 0.4f },
      } },
    { "G",
      2,
      {
          { 0, 0, 8560, 370, 0.25f },
          { 450, 560, 2540, 2540, 1.0f },
          { 3100, 560, 2540, 2540, 1.0f },
          { 5900, 560, 1200, 1200, 1.0f },
          { 5900, 1960, 2050, 580, 1.0f },
          { 450, 3170, 4500, 200, 0.4f },
          { 420, 3740, 7000, 260, 0.75f },
          { 420, 4230, 7000, 260, 0.75f },
          { 420, 4720, 7000, 260, 0.75f },
      } },
    { "E",
      2,
      {
          { 0, 0, 8560, 370, 0.25f },
          { 450, 750, 5200, 2000, 1.0f },
          { 5900, 560, 1200, 1200, 1.0f },
          { 5900, 1960, 2050, 580, 1.0f },
          { 450, 3170, 4500, 200, 0.4f },
          { 420, 3740, 7000, 260, 0.75f },
          { 420, 4230, 7000, 260, 0.75f },
          { 420, 4720, 7000, 260, 0.75f },
      } },
  };

  return layouts;
}

static cv::Mat
draw_layout (const Layout &layout)
{
  const int fine = 8;
  cv::Mat large = cv::Mat::zeros (DOWN * fine, ACROSS * fine, CV_32F), cells;

  for (const Box &box : layout.boxes) {
    cv::Rect place (cvRound (box.x * ACROSS * fine / 8560.0),
                    cvRound (box.y * DOWN * fine / 5398.0),
                    cvRound (box.w * ACROSS * fine / 8560.0),
                    std::max (1, cvRound (box.h * DOWN * fine / 5398.0)));

    large (place & cv::Rect (0, 0, large.cols, large.rows)).setTo (box.ink);
  }
  cv::resize (large, cells, cv::Size (ACROSS, DOWN), 0, 0, cv::INTER_AREA);
  cv::GaussianBlur (cells, cells, cv::Size (3, 3), 0.7);
  return cells;
}

/* How much the brightness changes within each cell. */
static cv::Mat
measure_print (const cv::Mat &grey)
{
  cv::Mat small, dx, dy, size, cells;

  cv::resize (grey, small, cv::Size (ACROSS * 10, DOWN * 10), 0, 0, cv::INTER_AREA);
  cv::Sobel (small, dx, CV_32F, 1, 0, 3, 0.25);
  cv::Sobel (small, dy, CV_32F, 0, 1, 3, 0.25);
  cv::magnitude (dx, dy, size);
  cv::resize (size, cells, cv::Size (ACROSS, DOWN), 0, 0, cv::INTER_AREA);
  cv::GaussianBlur (cells, cells, cv::Size (3, 3), 0.7);
  cv::sqrt (cells, cells);
  /* The card's own edge is no print. */
  cells.row (0).setTo (0);
  cells.row (DOWN - 1).setTo (0);
  cells.col (0).setTo (0);
  cells.col (ACROSS - 1).setTo (0);
  return cells;
}

static double
correlate (const cv::Mat &a, const cv::Mat &b)
{
  cv::Mat x = a - cv::mean (a)[0], y = b - cv::mean (b)[0];
  double size = cv::norm (x) * cv::norm (y);

  return size > 1e-9 ? x.dot (y) / size : 0;
}

/* The second portrait that is printed faintly beside the large one: how alike the two are. */
static double
compare_portraits (const Card &card)
{
  const cv::Rect large (51, 155, 254, 324), small (746, 155, 148, 188);
  cv::Mat a, b, found;

  cv::resize (card.grey (large), a, cv::Size (40, 50), 0, 0, cv::INTER_AREA);
  cv::resize (card.grey (small), b, cv::Size (48, 60), 0, 0, cv::INTER_AREA);
  cv::matchTemplate (b, a, found, cv::TM_CCOEFF_NORMED);
  double best = 0;
  cv::minMaxLoc (found, NULL, &best);
  return best;
}

/* Fine lines of security printing in the blank parts of the paper: strength of the changes at their
 * width against those of grain, which is as strong at all widths. */
static double
measure_fine_print (const Card &card)
{
  static const cv::Rect blank[] = { { 690, 370, 280, 85 }, { 560, 200, 150, 120 } };
  double best = 0;

  for (const cv::Rect &place : blank) {
    cv::Mat real, half, quarter, eighth;

    card.rgb (place).convertTo (real, CV_32FC3);
    cv::GaussianBlur (real, half, cv::Size (0, 0), 1.0);
    cv::GaussianBlur (real, quarter, cv::Size (0, 0), 2.2);
    cv::GaussianBlur (real, eighth, cv::Size (0, 0), 6.0);
    double grain = cv::norm (half, quarter), lines = cv::norm (quarter, eighth);
    best = std::max (best, lines / std::max (grain, 1.0));
  }
  return best;
}

void
look_at_layout (const View &view, Card &card)
{
  cv::Mat print = measure_print (card.grey), turned;
  const Layout *best = NULL;
  double likeness = -1;
  bool head = false;

  cv::rotate (print, turned, cv::ROTATE_180);
  for (const Layout &layout : get_layouts ()) {
    cv::Mat expected = draw_layout (layout);
    double upright = correlate (print, expected), over = correlate (turned, expected);

    if (std::max (upright, over) > likeness) {
      likeness = std::max (upright, over);
      head = over > upright;
      best = &layout;
    }
  }
  if (head)
    turn_card (card);
  card.side = likeness > 0.45 ? best->side : 0;
  card.model = best->model[0];
  view.add ("layout", likeness);
  view.add ("card_side", card.side, likeness);
  double chroma = measure_chroma (card.rgb);
  view.add ("chroma", chroma);
  view.add ("photocopy", logistic (chroma, 0.015, -0.002));
  view.add ("ghost", compare_portraits (card));
  view.add ("fine_print", measure_fine_print (card));
}

} // namespace sight
