/* sight-card.cpp: the credential in the picture: where it lies, whole or not,
 * straightened.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sight.hpp"

namespace sight
{

/* ID-1 of ISO/IEC 7810. */
constexpr double ASPECT = 85.60 / 53.98;

using Quad = std::array<cv::Point2f, 4>;

struct Candidate {
  Quad quad;
  double score = 0;
  double support = 0;
};

static double
length (const cv::Point2f &a, const cv::Point2f &b)
{
  return std::hypot (a.x - b.x, a.y - b.y);
}

static double
area_of (const Quad &q)
{
  return std::abs (cv::contourArea (std::vector<cv::Point2f> (q.begin (), q.end ())));
}

/* Long side by short side, whichever way it lies. */
static double
aspect_of (const Quad &q)
{
  double a = (length (q[0], q[1]) + length (q[2], q[3])) / 2;
  double b = (length (q[1], q[2]) + length (q[3], q[0])) / 2;

  return std::max (a, b) / std::max (1.0, std::min (a, b));
}

static bool
cross (const cv::Vec4f &a, const cv::Vec4f &b, cv::Point2f *at)
{
  double det = a[0] * b[1] - a[1] * b[0];

  if (std::abs (det) < 1e-3)
    return false;
  double t = ((b[2] - a[2]) * b[1] - (b[3] - a[3]) * b[0]) / det;
  *at = cv::Point2f (static_cast<float> (a[2] + t * a[0]), static_cast<float> (a[3] + t * a[1]));
  return true;
}

/* Corners of cards are round: the sides are straight lines through the middle of each side's
 * points, the corners where they meet. */
static bool
fit_quad (const std::vector<cv::Point> &contour, bool rough, Quad *quad)
{
  cv::RotatedRect box = cv::minAreaRect (contour);
  cv::Point2f corner[4];
  std::vector<cv::Point2f> points[4];
  cv::Vec4f line[4];

  if (std::min (box.size.width, box.size.height) < 8)
    return false;
  box.points (corner);
  /* Some dozens of points a side tell a line as well as hundreds; where nothing is read, as in
   * selfies, fewer do: the robust fit takes time for each. */
  std::size_t step = std::max<std::size_t> (1, contour.size () / (rough ? 60 : 240));
  for (std::size_t k = 0; k < contour.size (); k += step) {
    const cv::Point &point = contour[k];
    int nearest = -1;
    double best = 1e9;

    for (int i = 0; i < 4; i++) {
      cv::Point2f a = corner[i], d = corner[(i + 1) % 4] - a;
      double size = std::hypot (d.x, d.y);
      double along = ((point.x - a.x) * d.x + (point.y - a.y) * d.y) / (size * size);
      double away = std::abs ((point.x - a.x) * d.y - (point.y - a.y) * d.x) / size;

      if (along > 0.12 && along < 0.88 && away < best) {
        best = away;
        nearest = i;
      }
    }
    if (nearest >= 0)
      points[nearest].push_back (point);
  }
  for (int i = 0; i < 4; i++) {
    if (points[i].size () < 5)
      return false;
    cv::fitLine (points[i], line[i], cv::DIST_HUBER, 0, 0.01, 0.01);
  }
  for (int i = 0; i < 4; i++)
    if (!cross (line[(i + 3) % 4], line[i], &(*quad)[static_cast<std::size_t> (i)]))
      return false;
  return true;
}

/* A card that the picture's border cuts shows three sides; the fourth is as far away as the aspect
 * of a card says. FALSE when no side lies on the border, or nothing is missing. */
static bool
complete_quad (const cv::Size &size, Quad *quad)
{
  const float near = 4;
  const float w = static_cast<float> (size.width), h = static_cast<float> (size.height);
  auto beyond = [&] (const cv::Point2f &a, const cv::Point2f &b) {
    return (a.x < near && b.x < near) || (a.y < near && b.y < near) ||
           (a.x > w - near && b.x > w - near) || (a.y > h - near && b.y > h - near);
  };
  int cut = -1, n = 0;

  for (int i = 0; i < 4; i++) {
    if (beyond ((*quad)[static_cast<std::size_t> (i)],
                (*quad)[static_cast<std::size_t> ((i + 1) % 4)])) {
      cut = i;
      n++;
    }
  }
  if (n != 1)
    return false;
  auto corner = [&] (int i) -> cv::Point2f & {
    return (*quad)[static_cast<std::size_t> ((cut + i) % 4)];
  };
  double known = length (corner (2), corner (3));
  double left = length (corner (1), corner (2)), right = length (corner (3), corner (0));
  double shown = (left + right) / 2;
  /* A reflection that reaches the border makes it longer than it is, too. */
  double wanted = shown < known / ASPECT * 1.15 ? known / ASPECT : known * ASPECT;
  if (wanted > shown * 2.6)
    return false;
  corner (1) = corner (2) + (corner (1) - corner (2)) * static_cast<float> (wanted / left);
  corner (0) = corner (3) + (corner (0) - corner (3)) * static_cast<float> (wanted / right);
  return true;
}

/* What is no farther from an edge than an outline may be. */
static cv::Mat
widen (const cv::Mat &edges)
{
  cv::Mat wide;

  cv::dilate (edges, wide, cv::getStructuringElement (cv::MORPH_RECT, cv::Size (5, 5)));
  return wide;
}

/* Points along a side that lie upon edges of the picture, of those that lie inside. */
static void
count_support (const cv::Mat &wide, const cv::Point2f &a, const cv::Point2f &b, int *hit, int *seen)
{
  for (int k = 4; k < 60; k++) {
    const cv::Point p = a + (b - a) * (static_cast<float> (k) / 64);

    if (!cv::Rect (cv::Point (), wide.size ()).contains (p))
      continue;
    ++*seen;
    *hit += wide.at<uchar> (p) != 0;
  }
}

/* Share of the outline that lies upon edges of the picture, as far as it lies inside. */
static double
edge_support (const cv::Mat &wide, const Quad &quad)
{
  int hit = 0, seen = 0;

  for (std::size_t i = 0; i < 4; i++)
    count_support (wide, quad[i], quad[(i + 1) % 4], &hit, &seen);
  return seen > 0 ? static_cast<double> (hit) / seen : 0;
}

static void
consider (const cv::Mat &mask, const cv::Mat &wide, bool rough, Candidate *best)
{
  std::vector<std::vector<cv::Point> > contours;
  double all = static_cast<double> (mask.total ());

  cv::findContours (mask.clone (), contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  for (const auto &raw : contours) {
    std::vector<cv::Point> hull;
    Candidate candidate;

    if (raw.size () < 40 || cv::contourArea (raw) < all * 0.06)
      continue;
    cv::convexHull (raw, hull);
    double solid = cv::contourArea (raw) / std::max (1.0, cv::contourArea (hull));
    double box = cv::minAreaRect (hull).size.area ();
    if (solid < 0.6 || cv::contourArea (hull) < 0.75 * box ||
        !fit_quad (raw, rough, &candidate.quad))
      continue;
    double area = area_of (candidate.quad);
    double fill = cv::contourArea (hull) / std::max (1.0, area);
    if (area < all * 0.05 || area > all * 1.6 || fill < 0.8 || fill > 1.12)
      continue;
    bool cut = complete_quad (mask.size (), &candidate.quad);
    candidate.support = edge_support (wide, candidate.quad);
    double shape = std::exp (-std::abs (std::log (aspect_of (candidate.quad) / ASPECT)) * 8);
    candidate.score = candidate.support * (0.3 + 0.7 * shape) * (0.5 + 0.5 * solid) *
                      std::min (1.0, fill) * std::min (1.0, 0.7 + area / all) * (cut ? 0.6 : 1);
    if (candidate.score > best->score)
      *best = candidate;
  }
}

/* How far each pixel's colour is from what lies along the picture's border. */
static cv::Mat
away_from_border (const cv::Mat &lab)
{
  std::vector<float> values[3];
  cv::Mat out (lab.size (), CV_8U);
  float middle[3];

  for (int y = 0; y < lab.rows; y++) {
    int step = y < 4 || y >= lab.rows - 4 ? 1 : std::max (1, lab.cols - 4);

    for (int x = 0; x < lab.cols; x += step)
      for (int i = 0; i < 3; i++)
        values[i].push_back (lab.at<cv::Vec3b> (y, x)[i]);
  }
  for (int i = 0; i < 3; i++)
    middle[i] = quantile (values[i], 0.5);
  for (int y = 0; y < lab.rows; y++) {
    for (int x = 0; x < lab.cols; x++) {
      const cv::Vec3b &p = lab.at<cv::Vec3b> (y, x);
      float l = static_cast<float> (p[0]) - middle[0], a = static_cast<float> (p[1]) - middle[1],
            b = static_cast<float> (p[2]) - middle[2];

      out.at<uchar> (y, x) = cv::saturate_cast<uchar> (std::sqrt (l * l + 4 * (a * a + b * b)));
    }
  }
  return out;
}

static cv::Mat
close_mask (const cv::Mat &grey, double level)
{
  static const cv::Mat kernel = cv::getStructuringElement (cv::MORPH_RECT, cv::Size (7, 7));
  cv::Mat mask;

  if (level < 0)
    cv::threshold (grey, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  else
    cv::threshold (grey, mask, level, 255, cv::THRESH_BINARY);
  cv::morphologyEx (mask, mask, cv::MORPH_CLOSE, kernel);
  return mask;
}

static Candidate
search (const cv::Mat &small, bool rough)
{
  cv::Mat lab, soft, channel[3], edges, mask;
  Candidate best;

  cv::GaussianBlur (small, soft, cv::Size (5, 5), 1.2);
  cv::cvtColor (soft, lab, cv::COLOR_RGB2Lab);
  cv::split (lab, channel);
  cv::Canny (channel[0], edges, 18, 54);
  const cv::Mat wide = widen (edges);
  consider (close_mask (channel[0], -1), wide, rough, &best);
  if (best.score > 0.88)
    return best;
  cv::Mat away = away_from_border (lab);
  consider (close_mask (away, -1), wide, rough, &best);
  if (best.score > 0.88)
    return best;
  /* A band of another colour belongs to the card as its paper does. */
  cv::bitwise_or (close_mask (channel[0], -1), close_mask (away, -1), mask);
  consider (mask, wide, rough, &best);
  for (double level : { 14.0, 28.0, 48.0 })
    consider (close_mask (away, level), wide, rough, &best);
  consider (wide, wide, rough, &best);
  return best;
}

/* Clockwise from the upper left, the long side above: whether it stands on its head, the contents
 * tell. */
static void
order_corners (const Quad &quad, cv::Point2f corner[4])
{
  cv::Point2f centre (0, 0);
  std::vector<cv::Point2f> sorted (quad.begin (), quad.end ());

  for (const auto &p : sorted)
    centre += p * 0.25f;
  std::sort (sorted.begin (), sorted.end (), [&] (const cv::Point2f &a, const cv::Point2f &b) {
    return std::atan2 (a.y - centre.y, a.x - centre.x) <
           std::atan2 (b.y - centre.y, b.x - centre.x);
  });
  /* From the left through the upper side: the first is the upper left one. */
  double across = length (sorted[0], sorted[1]) + length (sorted[2], sorted[3]);
  double down = length (sorted[1], sorted[2]) + length (sorted[3], sorted[0]);
  std::size_t first = across >= down ? 0 : 3;
  for (std::size_t i = 0; i < 4; i++)
    corner[i] = sorted[(first + i) % 4];
}

static cv::Mat
card_transform (const cv::Point2f corner[4], bool from_card)
{
  const cv::Point2f flat[4] = {
    { 0, 0 }, { CARD_WIDTH, 0 }, { CARD_WIDTH, CARD_HEIGHT }, { 0, CARD_HEIGHT }
  };

  return from_card ? cv::getPerspectiveTransform (flat, corner)
                   : cv::getPerspectiveTransform (corner, flat);
}

void
straighten_card (const View &view, Card &card)
{
  const cv::Size small (SMALL_SIDE, SMALL_SIDE * CARD_HEIGHT / CARD_WIDTH);
  double shrunk = static_cast<double> (view.small.cols) / view.rgb.cols;
  cv::Mat full = card_transform (card.corner, false);
  cv::Mat up = cv::Mat::eye (3, 3, CV_64F), down = cv::Mat::eye (3, 3, CV_64F);

  up.at<double> (0, 0) = up.at<double> (1, 1) = 1 / shrunk;
  down.at<double> (0, 0) = static_cast<double> (small.width) / CARD_WIDTH;
  down.at<double> (1, 1) = static_cast<double> (small.height) / CARD_HEIGHT;
  cv::warpPerspective (view.grey, card.grey, full, cv::Size (CARD_WIDTH, CARD_HEIGHT),
                       cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::warpPerspective (view.small, card.rgb, down * full * up, small, cv::INTER_LINEAR,
                       cv::BORDER_REPLICATE);
}

void
turn_card (Card &card)
{
  cv::rotate (card.rgb, card.rgb, cv::ROTATE_180);
  cv::rotate (card.grey, card.grey, cv::ROTATE_180);
  std::swap (card.corner[0], card.corner[2]);
  std::swap (card.corner[1], card.corner[3]);
}

static cv::Rect2d
carry (const cv::Mat &transform, const cv::Rect2d &box)
{
  std::vector<cv::Point2f> points;

  for (int i = 0; i < 4; i++)
    points.emplace_back (static_cast<float> (i & 1 ? box.x + box.width : box.x),
                         static_cast<float> (i & 2 ? box.y + box.height : box.y));
  cv::perspectiveTransform (points, points, transform);
  return cv::Rect2d (cv::boundingRect (points));
}

cv::Rect2d
Card::to_picture (const cv::Rect2d &box) const
{
  return carry (card_transform (corner, true), box);
}

void
Card::to_picture (std::vector<cv::Point2f> &points) const
{
  cv::perspectiveTransform (points, points, card_transform (corner, true));
}

cv::Rect2d
Card::from_picture (const cv::Rect2d &box) const
{
  return carry (card_transform (corner, false), box);
}

/* Edges at which it becomes darker from the left, from above, from the right and from below: what
 * lies between a print's light border and the picture on it. */
static void
find_inward_edges (const cv::Mat &grey, std::array<cv::Mat, 4> &inward)
{
  cv::Mat edges, across, down;

  cv::spatialGradient (grey, across, down);
  cv::Canny (across, down, edges, 18, 54);
  cv::Mat upright = edges & (cv::abs (across) > cv::abs (down)), level = edges & ~upright;
  inward = { upright & (across < 0), level & (down < 0), upright & (across >= 0),
             level & (down >= 0) };
}

/* The straight line, level or upright but for some degrees, on which most of those edges lie that
 * are beyond what is framed; it is longer than that. */
static bool
find_side (const cv::Mat &inward, int side, const cv::Rect &framed, cv::Vec4f *line)
{
  const double steepest = 0.15;
  const bool upright = side % 2 == 0;
  const cv::Rect whole (0, 0, inward.cols, inward.rows);
  const cv::Rect beyond[4] = { { 0, 0, framed.x, inward.rows },
                               { 0, 0, inward.cols, framed.y },
                               { framed.br ().x, 0, inward.cols, inward.rows },
                               { 0, framed.br ().y, inward.cols, inward.rows } };
  const cv::Rect place = beyond[side] & whole;
  std::vector<cv::Vec2f> found;
  cv::Mat level;

  if (place.area () == 0)
    return false;
  /* Lying on its side, so that all slopes are around the level; as broad as an edge is soft. */
  level = upright ? inward (place).t () : inward (place).clone ();
  cv::dilate (level, level, cv::getStructuringElement (cv::MORPH_RECT, cv::Size (1, 3)));
  cv::HoughLines (level, found, 1, 0.01, upright ? framed.height : framed.width, 0, 0,
                  CV_PI / 2 - steepest, CV_PI / 2 + steepest);
  if (found.empty ())
    return false;
  const float away = found[0][0], angle = found[0][1];
  const float x = away * std::cos (angle), y = away * std::sin (angle);
  const float along = std::sin (angle), rise = -std::cos (angle);
  const float left = static_cast<float> (place.x), top = static_cast<float> (place.y);
  *line = upright ? cv::Vec4f (rise, along, left + y, top + x)
                  : cv::Vec4f (along, rise, left + x, top + y);
  return true;
}

/* The light border of a print around a face, whose four sides are seen from corner to corner: a
 * person before the lens hides what is below the face. Its level of grey need not be told from the
 * picture's, which may be as light in part. */
bool
find_frame (const View &view, const cv::Rect &face, cv::Rect2d *place)
{
  /* Seeds 1 to 50: 150 prints have more on each side; of 200 good selfies none on all. */
  const double least = 0.85;
  double scale = static_cast<double> (view.rgb.cols) / view.small.cols;
  cv::Rect framed (cvRound (face.x / scale), cvRound (face.y / scale), cvRound (face.width / scale),
                   cvRound (face.height / scale));
  std::array<cv::Mat, 4> inward;
  cv::Vec4f line[4];
  cv::Mat grey;
  Quad quad;

  cv::cvtColor (view.small, grey, cv::COLOR_RGB2GRAY);
  find_inward_edges (grey, inward);
  for (int i = 3; i >= 0; i--)
    if (!find_side (inward[static_cast<std::size_t> (i)], i, framed, &line[i]))
      return false;
  for (int i = 0; i < 4; i++)
    if (!cross (line[(i + 3) % 4], line[i], &quad[static_cast<std::size_t> (i)]))
      return false;
  for (std::size_t i = 0; i < 4; i++) {
    int hit = 0, seen = 0;

    count_support (widen (inward[i]), quad[i], quad[(i + 1) % 4], &hit, &seen);
    if (hit < least * seen)
      return false;
  }
  cv::Rect2d box = cv::boundingRect (std::vector<cv::Point2f> (quad.begin (), quad.end ()));
  *place = cv::Rect2d (box.x * scale, box.y * scale, box.width * scale, box.height * scale);
  return true;
}

Card
find_card (const View &view)
{
  Card card;
  Candidate best = search (view.small, view.role == APOYO_PICTURE_ROLE_SELFIE);
  float scale = static_cast<float> (view.rgb.cols) / static_cast<float> (view.small.cols);
  float w = static_cast<float> (view.rgb.cols), h = static_cast<float> (view.rgb.rows);

  card.found = best.score > 0.35;
  card.support = best.support;
  if (card.found) {
    for (auto &p : best.quad)
      p = cv::Point2f ((p.x + 0.5f) * scale, (p.y + 0.5f) * scale);
    order_corners (best.quad, card.corner);
  } else {
    order_corners (
        { cv::Point2f (0, 0), cv::Point2f (w, 0), cv::Point2f (w, h), cv::Point2f (0, h) },
        card.corner);
  }
  /* A side that lies on the picture's own border was cut off by it. */
  card.whole = card.found;
  for (const auto &p : card.corner)
    card.whole = card.whole && p.x > 2 * scale && p.y > 2 * scale && p.x < w - 2 * scale &&
                 p.y < h - 2 * scale;
  return card;
}

/* Where a card could lie that the telephone's frame had people hold there. */
struct Pose {
  double
      part[4]; /* how broad, how far turned, its middle: shares of the picture's width, radians */
};

static void
pose_card (const View &view, const Pose &pose, Card &card)
{
  const double w = view.rgb.cols, h = view.rgb.rows;
  const double half_w = w * pose.part[0] / 2, half_h = half_w / ASPECT;
  const double across = std::cos (pose.part[1]), down = std::sin (pose.part[1]);
  const double sign[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };

  for (int i = 0; i < 4; i++) {
    double x = sign[i][0] * half_w, y = sign[i][1] * half_h;

    card.corner[i] =
        cv::Point2f (static_cast<float> (w / 2 + w * pose.part[2] + x * across - y * down),
                     static_cast<float> (h / 2 + w * pose.part[3] + x * down + y * across));
  }
}

/* How much it looks like a credential there, seen as coarsely as layouts are. */
static double
try_pose (const View &view, const cv::Mat &coarse, const Pose &pose)
{
  const cv::Size size (LAYOUT_ACROSS * 10, LAYOUT_DOWN * 10);
  double shrunk = static_cast<double> (coarse.cols) / view.rgb.cols;
  cv::Point2f corner[4];
  Card card;

  pose_card (view, pose, card);
  for (int i = 0; i < 4; i++)
    corner[i] = card.corner[i] * static_cast<float> (shrunk);
  const cv::Point2f flat[4] = { { 0, 0 },
                                { static_cast<float> (size.width), 0 },
                                { static_cast<float> (size.width),
                                  static_cast<float> (size.height) },
                                { 0, static_cast<float> (size.height) } };
  cv::warpPerspective (coarse, card.grey, cv::getPerspectiveTransform (corner, flat), size,
                       cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return liken_to_layouts (view, card);
}

/* Moved about until nothing makes it more of a credential: ever smaller steps, in no more tries
 * than a picture may cost. */
static Pose
settle_pose (const View &view, const cv::Mat &coarse, Pose pose, double *likeness)
{
  static const double steps[4] = { 0.04, 0.02, 0.02, 0.02 };
  static const double most[4][2] = {
    { 0.8, 1.2 }, { -0.1, 0.1 }, { -0.07, 0.07 }, { -0.07, 0.07 }
  };
  int tries = 0;

  for (double step = 1; step > 0.2; step /= 2) {
    for (bool moved = true; moved && tries < 64;) {
      moved = false;
      for (int i = 0; i < 8; i++, tries++) {
        Pose next = pose;

        next.part[i / 2] += steps[i / 2] * step * (i % 2 ? -1 : 1);
        if (next.part[i / 2] < most[i / 2][0] || next.part[i / 2] > most[i / 2][1])
          continue;
        double better = try_pose (view, coarse, next);
        if (better > *likeness) {
          *likeness = better;
          pose = next;
          moved = true;
        }
      }
    }
  }
  return pose;
}

/* A card that fills the picture, or more than that, has no outline to be seen: it is looked for
 * where the telephone's frame has people hold it, by what is printed on it. What does not look like
 * a credential from the beginning is none. */
void
look_in_frame (const View &view, Card &card)
{
  const double least = 0.6, better = 0.02;
  const cv::Mat coarse = shrink (view.grey, 480);
  double most = -1, known = find_layout (view, card);
  Pose pose = { { 0, 0, 0, 0 } };
  Card framed = card;

  if (view.rgb.cols < view.rgb.rows || known > SURE_LIKENESS)
    return;
  for (double share : { 0.88, 1.0, 1.1 }) {
    const Pose start = { { share, 0, 0, 0 } };
    double likeness = try_pose (view, coarse, start);

    if (likeness > most) {
      most = likeness;
      pose = start;
    }
  }
  if (most < least)
    return;
  pose = settle_pose (view, coarse, pose, &most);
  if (most < LEAST_LIKENESS || most < known + better)
    return;
  pose_card (view, pose, framed);
  framed.found = framed.whole = false;
  straighten_card (view, framed);
  if (find_layout (view, framed) > known + better)
    card = framed;
}

/* What a card's outline says, once it is known how much it looks like a credential. */
void
look_at_card (const View &view, const Card &card)
{
  /* The picture shows nothing but the credential, or a copy of it: it has no outline to be seen.
   * Whether it is one, its layout tells. */
  bool fills = !card.found && card.likeness > LEAST_LIKENESS;
  /* Cut at the border, but nothing that is printed is missing. */
  bool whole = card.whole || (card.likeness > 0.85 && card.outside < 0.04);
  Quad quad = { card.corner[0], card.corner[1], card.corner[2], card.corner[3] };
  double share = std::min (1.0, area_of (quad) / static_cast<double> (view.rgb.total ()));
  double sure = fills ? card.likeness : card.found ? card.support : 0.9;
  ApoyoObservation *observation = view.add ("card", card.found || fills ? share : 0, sure);

  if (card.found || fills)
    view.set_region (observation, card.to_picture (cv::Rect2d (0, 0, CARD_WIDTH, CARD_HEIGHT)));
  view.add ("card_aspect", card.found ? aspect_of (quad) : 0, card.support);
  view.add ("card_whole", whole || fills, sure);
}

} // namespace sight
