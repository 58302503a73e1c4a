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

  cv::resize (halve (grey, LAYOUT_ACROSS * 10), small,
              cv::Size (LAYOUT_ACROSS * 10, LAYOUT_DOWN * 10), 0, 0, cv::INTER_LINEAR);
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
  const cv::Rect2d picture (0, 0, view.rgb.cols, view.rgb.rows);
  const cv::Rect2d whole (-2, -2, picture.width + 4, picture.height + 4);
  cv::Mat inside (LAYOUT_DOWN, LAYOUT_ACROSS, CV_8U, cv::Scalar (255));
  std::vector<cv::Point2f> lattice;

  if (card.whole || std::all_of (std::begin (card.corner), std::end (card.corner),
                                 [&] (const cv::Point2f &p) { return picture.contains (p); }))
    return inside;
  for (int y = 0; y <= LAYOUT_DOWN; y++)
    for (int x = 0; x <= LAYOUT_ACROSS; x++)
      lattice.emplace_back (static_cast<float> (x * CARD_WIDTH) / LAYOUT_ACROSS,
                            static_cast<float> (y * CARD_HEIGHT) / LAYOUT_DOWN);
  card.to_picture (lattice);
  for (int y = 0; y < LAYOUT_DOWN; y++) {
    for (int x = 0; x < LAYOUT_ACROSS; x++) {
      const cv::Point2f *above = &lattice[static_cast<std::size_t> (y * (LAYOUT_ACROSS + 1) + x)];
      const cv::Point2f *below = above + LAYOUT_ACROSS + 1;
      cv::Rect2d cell =
          cv::boundingRect (std::vector<cv::Point2f>{ above[0], above[1], below[0], below[1] });

      if ((cell & whole).area () < 0.7 * cell.area ())
        inside.at<uchar> (y, x) = 0;
    }
  }
  return inside;
}

/* But for the cells that a reflection or the flash has burnt out: what was printed there nobody
 * knows. */
static cv::Mat
find_legible (const cv::Mat &grey)
{
  cv::Mat burnt, cells;

  cv::threshold (grey, burnt, 244, 255, cv::THRESH_BINARY);
  cv::resize (halve (burnt, LAYOUT_ACROSS * 4), cells, cv::Size (LAYOUT_ACROSS, LAYOUT_DOWN), 0, 0,
              cv::INTER_AREA);
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

/* As the card lies: what is printed where, and how much of it can be seen. */
struct Print {
  cv::Mat cells;
  cv::Mat inside;
};

/* Print that the layout has and the card has not, as a share of what the layout has inside the
 * picture. Faint print counts only where the card is burnt out: forgeries may do without it. */
static double
measure_lost (const Print &print, const cv::Mat &expected, const cv::Mat &legible)
{
  const float strong = 0.4f, faint = 0.25f;
  std::vector<float> ratios;
  double lost = 0, all = 0;

  for (int y = 1; y + 1 < print.cells.rows; y++)
    for (int x = 1; x + 1 < print.cells.cols; x++)
      if (expected.at<float> (y, x) > strong && print.inside.at<uchar> (y, x) != 0)
        ratios.push_back (print.cells.at<float> (y, x) / expected.at<float> (y, x));
  float usual = quantile (ratios, 0.6);
  for (int y = 1; y + 1 < print.cells.rows; y++) {
    for (int x = 1; x + 1 < print.cells.cols; x++) {
      float e = expected.at<float> (y, x);

      if (e > (legible.at<uchar> (y, x) != 0 ? strong : faint) &&
          print.inside.at<uchar> (y, x) != 0) {
        all += e;
        lost += print.cells.at<float> (y, x) < 0.4f * usual * e ? e : 0;
      }
    }
  }
  return lost / std::max (all, 1e-6);
}

/* What of the card, its portrait apart, is of a colour that no part of a credential has: something
 * lies upon it. Of the card at a width of 128; n is how many of its pixels were looked at. */
static cv::Mat
find_foreign (const Card &card, int side, int *n)
{
  cv::Mat tiny = shrink (card.rgb, 128), soft;
  std::vector<float> reds, blues;
  /* The portrait, and the heading's line or the back's band. */
  const cv::Rect portrait (6, 19, 33, 43);
  int top = side == 1 ? 0 : 8;

  cv::blur (tiny, soft, cv::Size (3, 3));
  cv::Mat red (soft.size (), CV_32F), blue (soft.size (), CV_32F);
  cv::Mat foreign (soft.size (), CV_8U, cv::Scalar (0)), looked_at = foreign.clone ();
  for (int y = 2 + top; y < soft.rows - 2; y++) {
    for (int x = 2; x < soft.cols - 2; x++) {
      const cv::Vec3b &p = soft.at<cv::Vec3b> (y, x);
      float sum = static_cast<float> (p[0] + p[1] + p[2]) + 24;

      if (side == 1 && portrait.contains (cv::Point (x, y)))
        continue;
      looked_at.at<uchar> (y, x) = 255;
      reds.push_back (red.at<float> (y, x) = static_cast<float> (p[0] - p[1]) / sum);
      blues.push_back (blue.at<float> (y, x) = static_cast<float> (p[2] - p[1]) / sum);
    }
  }
  *n = static_cast<int> (reds.size ());
  float middle_red = quantile (reds, 0.5), middle_blue = quantile (blues, 0.5);
  for (int y = 0; y < soft.rows; y++)
    for (int x = 0; x < soft.cols; x++)
      if (looked_at.at<uchar> (y, x) != 0 &&
          std::hypot (red.at<float> (y, x) - middle_red, blue.at<float> (y, x) - middle_blue) >
              0.07f)
        foreign.at<uchar> (y, x) = 255;
  return foreign;
}

/* Where the card can be seen: inside the picture, not burnt out, nothing lying upon it, whose edge
 * is not the card's print either. */
static cv::Mat
find_seen (const Card &card, const cv::Mat &inside, const cv::Mat &upon)
{
  cv::Mat cells, free;

  cv::resize (upon, cells, cv::Size (LAYOUT_ACROSS, LAYOUT_DOWN), 0, 0, cv::INTER_AREA);
  cv::erode (cells < 64, free, cv::getStructuringElement (cv::MORPH_RECT, cv::Size (3, 3)));
  return inside & free & find_legible (card.grey);
}

struct Match {
  const Layout *layout = NULL;
  double likeness = -1;
  bool head = false; /* standing on its head */
};

static void
turn_print (Card &card, Print &print)
{
  turn_card (card);
  cv::rotate (print.cells, print.cells, cv::ROTATE_180);
  cv::rotate (print.inside, print.inside, cv::ROTATE_180);
}

/* side: 0 for either. */
static void
match_layouts (const cv::Mat &cells, const cv::Mat &mask, int side, bool head, Match &best)
{
  for (const Layout &layout : get_layouts ()) {
    double likeness = side == 0 || side == layout.side ? correlate (cells, layout.print, mask) : -1;

    if (likeness > best.likeness)
      best = { &layout, likeness, head };
  }
}

/* By everything that is inside the picture and not burnt out. Of half a card nobody can tell, and a
 * white sheet is no reflection. */
static Match
match_whole (const Card &card, const Print &print)
{
  cv::Mat mask = print.inside & find_legible (card.grey), turned, turned_mask;
  Match best;

  if (cv::countNonZero (mask) < 0.4 * LAYOUT_ACROSS * LAYOUT_DOWN)
    mask.setTo (255);
  match_layouts (print.cells, mask, 0, false, best);
  cv::rotate (print.cells, turned, cv::ROTATE_180);
  cv::rotate (mask, turned_mask, cv::ROTATE_180);
  match_layouts (turned, turned_mask, 0, true, best);
  return best;
}

/* By what is seen only, which is another part for each side and each way up. */
static void
match_seen (Card &card, Print &print, Match &best)
{
  int n = 0;

  for (bool head : { false, true }) {
    for (int side : { 1, 2 }) {
      cv::Mat seen = find_seen (card, print.inside, find_foreign (card, side, &n));

      if (cv::countNonZero (seen) > 0.3 * LAYOUT_ACROSS * LAYOUT_DOWN)
        match_layouts (print.cells, seen, side, head, best);
    }
    turn_print (card, print);
  }
}

/* Turns the card upright. */
static const Layout &
find_layout_of (const View &view, Card &card, Print &print)
{
  print.cells = measure_print (card.grey);
  print.inside = find_inside (view, card);
  card.outside =
      1 - cv::countNonZero (print.inside) / static_cast<double> (LAYOUT_ACROSS * LAYOUT_DOWN);
  Match best = match_whole (card, print);
  if (card.found && best.likeness < SURE_LIKENESS)
    match_seen (card, print, best);
  if (best.head)
    turn_print (card, print);
  card.side = best.likeness > LEAST_LIKENESS ? best.layout->side : 0;
  card.model = best.layout->model;
  card.likeness = best.likeness;
  return *best.layout;
}

double
liken_to_layouts (const View &view, const Card &card)
{
  return match_whole (card, { measure_print (card.grey), find_inside (view, card) }).likeness;
}

double
find_layout (const View &view, Card &card)
{
  Print print;

  find_layout_of (view, card, print);
  return card.likeness;
}

void
look_at_layout (const View &view, Card &card)
{
  Print print;
  const Layout &layout = find_layout_of (view, card, print);
  int n = 0;

  /* Of what the flash has burnt out little can be said, unless what is left says enough. */
  double legible = card.likeness > SURE_LIKENESS
                       ? 1
                       : cv::countNonZero (print.inside & find_legible (card.grey)) /
                             std::max (1.0, static_cast<double> (cv::countNonZero (print.inside)));
  view.add ("layout", card.likeness, legible);
  view.add ("card_side", card.side, card.likeness * legible);
  double chroma = measure_chroma (card.rgb);
  view.add ("chroma", chroma);
  /* The back has its band and its codes, the front more colour than that. */
  view.add ("photocopy", liken (chroma, layout.side == 1 ? COPY_FRONT : COPY_BACK));
  cv::Mat upon = find_foreign (card, layout.side, &n);
  double covered = measure_lost (print, layout.print, find_legible (card.grey)) +
                   static_cast<double> (cv::countNonZero (upon)) / std::max (1, n);
  view.add ("covered", std::min (1.0, covered), card.side != 0 ? 0.9 : 0.3);
  if (card.side == 1) {
    double ghost = compare_portraits (card);

    view.add ("ghost", ghost);
    view.add ("template_likeness", liken (ghost, TEMPLATE), covered < 0.05 ? 0.9 : 0.3);
  }
}

} // namespace sight
