/* sight-signature.cpp: what a hand has drawn on the pad.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <cmath>

#include "sight.hpp"

namespace sight
{

struct Stroke {
  cv::Rect box;
  int area;
};

struct Ink {
  cv::Mat mask;
  cv::Rect box;
  std::vector<Stroke> strokes;
  int area = 0;
};

/* Ink is less than half as bright as the pad: its line, its hints and shadows are not. */
static Ink
find_ink (const cv::Mat &grey)
{
  Ink ink;
  cv::Mat soft, labels, stats, centres;
  std::vector<float> levels;

  cv::blur (grey, soft, cv::Size (3, 3));
  for (int y = 0; y < soft.rows; y += 4)
    for (int x = 0; x < soft.cols; x += 4)
      levels.push_back (soft.at<uchar> (y, x));
  double paper = quantile (levels, 0.6);
  cv::threshold (soft, ink.mask, paper * 0.55, 255, cv::THRESH_BINARY_INV);
  int n = cv::connectedComponentsWithStats (ink.mask, labels, stats, centres, 8);
  int least = std::max (6, static_cast<int> (grey.total () / 40000));
  for (int i = 1; i < n; i++) {
    const int *s = stats.ptr<int> (i);
    cv::Rect box (s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH],
                  s[cv::CC_STAT_HEIGHT]);

    if (s[cv::CC_STAT_AREA] < least)
      continue;
    ink.strokes.push_back ({ box, s[cv::CC_STAT_AREA] });
    ink.area += s[cv::CC_STAT_AREA];
    ink.box = ink.box.area () == 0 ? box : ink.box | box;
  }
  return ink;
}

/* 1 when all ink lies on one straight line. */
static double
measure_straightness (const Ink &ink)
{
  std::vector<cv::Point> points;
  cv::Vec4f line;
  double away = 0, along_low = 1e9, along_high = -1e9;

  cv::findNonZero (ink.mask (ink.box), points);
  if (points.size () < 10)
    return 0;
  cv::fitLine (points, line, cv::DIST_L2, 0, 0.01, 0.01);
  for (const auto &p : points) {
    double x = p.x - line[2], y = p.y - line[3];
    double along = x * line[0] + y * line[1], off = x * line[1] - y * line[0];

    away += off * off;
    along_low = std::min (along_low, along);
    along_high = std::max (along_high, along);
  }
  away = std::sqrt (away / static_cast<double> (points.size ()));
  return 1 - std::min (1.0, 8 * away / std::max (1.0, along_high - along_low));
}

/* Pieces that stand over each other, from left to right: a letter with its dot or accent, or one
 * that fell to pieces where its lines are thin. What a hand has written comes to a few such
 * columns. */
static std::vector<cv::Rect>
find_columns (const Ink &ink)
{
  std::vector<Stroke> strokes = ink.strokes;
  std::vector<cv::Rect> columns;

  std::sort (strokes.begin (), strokes.end (),
             [] (const Stroke &a, const Stroke &b) { return a.box.x < b.box.x; });
  for (const Stroke &stroke : strokes) {
    int shared = columns.empty () ? 0 : columns.back ().br ().x - stroke.box.x;

    if (!columns.empty () && 2 * shared > std::min (columns.back ().width, stroke.box.width))
      columns.back () |= stroke.box;
    else
      columns.push_back (stroke.box);
  }
  return columns;
}

/* Letters of a font stand side by side, on one line, and are of two or three heights; the pieces
 * of a signature overlap and differ. */
static double
measure_regularity (const Ink &ink)
{
  const std::vector<cv::Rect> columns = find_columns (ink);
  std::vector<float> bottoms, heights;
  int apart = 0, level = 0, tall = 0;

  if (columns.size () < 4)
    return 0;
  for (const cv::Rect &box : columns) {
    bottoms.push_back (static_cast<float> (box.br ().y));
    heights.push_back (static_cast<float> (box.height));
  }
  float line = quantile (bottoms, 0.5), high = quantile (heights, 0.9);
  for (std::size_t i = 0; i < columns.size (); i++) {
    const cv::Rect &box = columns[i];

    level += std::abs (static_cast<float> (box.br ().y) - line) < high * 0.12f;
    tall += static_cast<float> (box.height) > high * 0.45f;
    if (i > 0)
      apart += box.x >= columns[i - 1].br ().x - cvRound (high * 0.12f);
  }
  double n = static_cast<double> (columns.size ());
  return (level / n) * (tall / n) * (apart / (n - 1));
}

/* The longest stroke's diagonal: two dots far apart are dots still. Many small strokes are none. */
static double
measure_largest (const Ink &ink)
{
  const std::size_t most_dots = 3;
  double largest = 0;

  if (ink.strokes.size () > most_dots)
    return std::hypot (ink.box.width, ink.box.height);
  for (const auto &stroke : ink.strokes)
    largest = std::max (largest, std::hypot<double> (stroke.box.width, stroke.box.height));
  return largest;
}

/* Share of the picture that is rubbed over: around each point there, as far as letters are high,
 * more than half is ink. Of what a hand writes only the crossings of a few loops are. */
static double
measure_rubbed (const Ink &ink)
{
  int side = std::max (3, cvRound (std::hypot (ink.mask.cols, ink.mask.rows) / 24));
  cv::Mat around;

  cv::blur (ink.mask, around, cv::Size (side, side), cv::Point (-1, -1), cv::BORDER_REPLICATE);
  return cv::countNonZero (around > 127) / static_cast<double> (ink.mask.total ());
}

void
look_at_signature (const View &view)
{
  cv::Mat small = shrink (view.grey, 640);
  Ink ink = find_ink (small);
  double scale = static_cast<double> (view.grey.cols) / small.cols;
  double diagonal = std::hypot (small.cols, small.rows);
  double extent = std::hypot (ink.box.width, ink.box.height) / diagonal;
  ApoyoObservation *observation =
      view.add ("ink", static_cast<double> (ink.area) / static_cast<double> (small.total ()));

  view.add ("strokes", static_cast<double> (ink.strokes.size ()));
  view.add ("extent", extent);
  if (ink.strokes.empty ())
    return;
  view.set_region (observation, cv::Rect2d (ink.box.x * scale, ink.box.y * scale,
                                            ink.box.width * scale, ink.box.height * scale));
  view.add ("rubbed", measure_rubbed (ink));
  view.add ("straightness", measure_straightness (ink));
  view.add ("dot", liken (measure_largest (ink) / diagonal, DOT));
  view.add ("typed", measure_regularity (ink));
  view.add_text ("signature_hash", 1, hash_to_text (hash_of (ink.mask (ink.box))), 1);
}

} // namespace sight
