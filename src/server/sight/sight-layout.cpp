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

/* How much the brightness changes within each cell. */
static cv::Mat
measure_print (const cv::Mat &grey)
{
  cv::Mat small, dx, dy, size, cells;

  cv::resize (grey, small, cv::Size (LAYOUT_ACROSS * 10, LAYOUT_DOWN * 10), 0, 0, cv::INTER_AREA);
  cv::Sobel (small, dx, CV_32F, 1, 0, 3, 0.25);
  cv::Sobel (small, dy, CV_32F, 0, 1, 3, 0.25);
  cv::magnitude (dx, dy, size);
  cv::resize (size, cells, cv::Size (LAYOUT_ACROSS, LAYOUT_DOWN), 0, 0, cv::INTER_AREA);
  cv::GaussianBlur (cells, cells, cv::Size (3, 3), 0.7);
  cv::sqrt (cells, cells);
  /* The card's own edge is no print. */
  cells.row (0).setTo (0);
  cells.row (LAYOUT_DOWN - 1).setTo (0);
  cells.col (0).setTo (0);
  cells.col (LAYOUT_ACROSS - 1).setTo (0);
  return cells;
}

/* Where mask is not 0. */
static double
correlate (const cv::Mat &a, const cv::Mat &b, const cv::Mat &mask)
{
  cv::Mat x = a - cv::mean (a, mask)[0], y = b - cv::mean (b, mask)[0];

  x.setTo (0, mask == 0);
  y.setTo (0, mask == 0);
  double size = cv::norm (x) * cv::norm (y);
  return size > 1e-9 ? x.dot (y) / size : 0;
}

/* The cells that lie inside the picture. */
static cv::Mat
find_inside (const View &view, const Card &card)
{
  const double w = static_cast<double> (CARD_WIDTH) / LAYOUT_ACROSS;
  const double h = static_cast<double> (CARD_HEIGHT) / LAYOUT_DOWN;
  const cv::Rect2d whole (-2, -2, view.rgb.cols + 4, view.rgb.rows + 4);
  cv::Mat inside (LAYOUT_DOWN, LAYOUT_ACROSS, CV_8U, cv::Scalar (255));

  if (card.whole || !card.found)
    return inside;
  for (int y = 0; y < LAYOUT_DOWN; y++) {
    for (int x = 0; x < LAYOUT_ACROSS; x++) {
      cv::Rect2d cell = card.to_picture (cv::Rect2d (x * w, y * h, w, h));

      if ((cell & whole).area () < 0.7 * cell.area ())
        inside.at<uchar> (y, x) = 0;
    }
  }
  return inside;
}

/* The cells that a reflection or the flash has burnt out: what was printed there nobody knows. */
static cv::Mat
find_legible (const cv::Mat &grey)
{
  cv::Mat burnt, cells;

  cv::threshold (grey, burnt, 244, 255, cv::THRESH_BINARY);
  cv::resize (burnt, cells, cv::Size (LAYOUT_ACROSS, LAYOUT_DOWN), 0, 0, cv::INTER_AREA);
  return cells < 128;
}

/* Without light and shade, only what is finer. */
static cv::Mat
take_detail (const cv::Mat &grey, const cv::Rect &place, const cv::Size &size)
{
  cv::Mat small, real, soft;

  cv::resize (grey (place), small, size, 0, 0, cv::INTER_AREA);
  small.convertTo (real, CV_32F);
  cv::GaussianBlur (real, soft, cv::Size (0, 0), 6);
  return real - soft;
}

/* The second portrait that is printed faintly beside the large one: how alike the two are. Who
 * fills in a template has one picture at best. */
static double
compare_portraits (const Card &card)
{
  /* The faint one is looked for a little around its place, at 0.27 of a pixel. */
  const cv::Rect large (51, 155, 254, 324), around (724, 130, 192, 238);
  cv::Mat found;
  double best = 0;

  cv::matchTemplate (take_detail (card.grey, around, cv::Size (52, 63)),
                     take_detail (card.grey, large, cv::Size (40, 50)), found,
                     cv::TM_CCOEFF_NORMED);
  cv::minMaxLoc (found, NULL, &best);
  return best;
}

/* Print that the layout has and the card has not, as a share of what the layout has inside the
 * picture. */
static double
measure_lost (const cv::Mat &print, const cv::Mat &expected, const cv::Mat &inside)
{
  std::vector<float> ratios;
  double lost = 0, all = 0;

  for (int y = 1; y + 1 < print.rows; y++)
    for (int x = 1; x + 1 < print.cols; x++)
      if (expected.at<float> (y, x) > 0.4f && inside.at<uchar> (y, x) != 0)
        ratios.push_back (print.at<float> (y, x) / expected.at<float> (y, x));
  float usual = quantile (ratios, 0.6);
  for (int y = 1; y + 1 < print.rows; y++) {
    for (int x = 1; x + 1 < print.cols; x++) {
      float e = expected.at<float> (y, x);

      if (e > 0.4f && inside.at<uchar> (y, x) != 0) {
        all += e;
        lost += print.at<float> (y, x) < 0.4f * usual * e ? e : 0;
      }
    }
  }
  return lost / std::max (all, 1e-6);
}

/* Share of the card, its portrait apart, that is of a colour which no part of a credential has. */
static double
measure_foreign (const Card &card)
{
  cv::Mat tiny = shrink (card.rgb, 128), real, channel[3];
  std::vector<float> reds, blues;
  int foreign = 0, n = 0;
  /* The portrait, and the heading's line or the back's band. */
  const cv::Rect portrait (6, 19, 33, 43);
  int top = card.side == 1 ? 0 : 8;

  cv::blur (tiny, tiny, cv::Size (3, 3));
  for (int pass = 0; pass < 2; pass++) {
    float middle_red = pass == 1 ? quantile (reds, 0.5) : 0;
    float middle_blue = pass == 1 ? quantile (blues, 0.5) : 0;

    for (int y = 2 + top; y < tiny.rows - 2; y++) {
      for (int x = 2; x < tiny.cols - 2; x++) {
        const cv::Vec3b &p = tiny.at<cv::Vec3b> (y, x);
        float sum = static_cast<float> (p[0] + p[1] + p[2]) + 24;
        float red = static_cast<float> (p[0] - p[1]) / sum;
        float blue = static_cast<float> (p[2] - p[1]) / sum;

        if (card.side == 1 && portrait.contains (cv::Point (x, y)))
          continue;
        if (pass == 0) {
          reds.push_back (red);
          blues.push_back (blue);
        } else {
          n++;
          foreign += std::hypot (red - middle_red, blue - middle_blue) > 0.07f;
        }
      }
    }
  }
  return n > 0 ? static_cast<double> (foreign) / n : 0;
}

/* Of print, which is turned with the card. */
static double
find_layout_of (const View &view, Card &card, cv::Mat &print, cv::Mat &inside, const Layout **best)
{
  cv::Mat legible = find_legible (card.grey), turned, turned_mask;
  double likeness = -1;
  bool head = false;

  print = measure_print (card.grey);
  inside = find_inside (view, card);
  double cells = static_cast<double> (inside.total ());
  card.outside = 1 - cv::countNonZero (inside) / cells;
  cv::Mat mask = inside & legible;
  /* Of half a card nobody can tell, and a white sheet is no reflection. */
  if (cv::countNonZero (mask) < 0.4 * cells)
    mask.setTo (255);
  cv::rotate (print, turned, cv::ROTATE_180);
  cv::rotate (mask, turned_mask, cv::ROTATE_180);
  for (const Layout &layout : get_layouts ()) {
    double upright = correlate (print, layout.print, mask);
    double over = correlate (turned, layout.print, turned_mask);

    if (std::max (upright, over) > likeness) {
      likeness = std::max (upright, over);
      head = over > upright;
      *best = &layout;
    }
  }
  if (head) {
    turn_card (card);
    print = turned;
    cv::rotate (inside, inside, cv::ROTATE_180);
  }
  card.side = likeness > 0.75 ? (*best)->side : 0;
  card.model = (*best)->model;
  card.likeness = likeness;
  return likeness;
}

double
find_layout (const View &view, Card &card)
{
  const Layout *best = NULL;
  cv::Mat print, inside;

  return find_layout_of (view, card, print, inside, &best);
}

void
look_at_layout (const View &view, Card &card)
{
  const Layout *best = NULL;
  cv::Mat print, inside;
  double likeness = find_layout_of (view, card, print, inside, &best);

  view.add ("layout", likeness);
  view.add ("card_side", card.side, likeness);
  double chroma = measure_chroma (card.rgb);
  view.add ("chroma", chroma);
  view.add ("photocopy", logistic (chroma, 0.0145, -0.0015));
  double lost = measure_lost (print, best->print, inside), foreign = measure_foreign (card);
  view.add ("covered", std::min (1.0, lost + foreign), card.side != 0 ? 0.9 : 0.3);
  if (card.side == 1) {
    double ghost = compare_portraits (card);

    view.add ("ghost", ghost);
    view.add ("template_likeness", logistic (ghost, 0.32, -0.025),
              lost + foreign < 0.05 ? 0.9 : 0.3);
  }
}

} // namespace sight
