/* sight-quality.cpp: light, focus, colour, and the traces that a screen leaves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <cmath>

#include "sight.hpp"

namespace sight
{

float
quantile (std::vector<float> &values, double share)
{
  if (values.empty ())
    return 0;
  auto at = values.begin () + static_cast<long> (share * static_cast<double> (values.size () - 1));
  std::nth_element (values.begin (), at, values.end ());
  return *at;
}

/* Half as large, as often as the longer side stays as long as this: many times faster than the mean
 * of parts of pixels. */
cv::Mat
halve (const cv::Mat &image, int longest)
{
  cv::Mat half = image;

  while (std::max (half.cols, half.rows) >= 2 * longest && std::min (half.cols, half.rows) >= 2) {
    cv::Mat smaller;

    cv::resize (half (cv::Rect (0, 0, half.cols / 2 * 2, half.rows / 2 * 2)), smaller,
                cv::Size (half.cols / 2, half.rows / 2), 0, 0, cv::INTER_AREA);
    half = smaller;
  }
  return half;
}

cv::Mat
shrink (const cv::Mat &image, int longest)
{
  cv::Mat half = halve (image, longest), out;
  int side = std::max (half.cols, half.rows);

  if (side <= longest)
    return half;
  double scale = static_cast<double> (longest) / side;
  cv::resize (half, out,
              cv::Size (std::max (1, cvRound (half.cols * scale)),
                        std::max (1, cvRound (half.rows * scale))),
              0, 0, cv::INTER_LINEAR);
  return out;
}

static void
look_at_light (const View &view, const cv::Mat &small)
{
  cv::Mat grey;
  int bins[256] = { 0 };
  double total, sum = 0, below = 0;
  int low = -1, high = 255;

  cv::cvtColor (small, grey, cv::COLOR_RGB2GRAY);
  for (int y = 0; y < grey.rows; y++)
    for (int x = 0; x < grey.cols; x++)
      bins[grey.at<uchar> (y, x)]++;
  total = static_cast<double> (grey.total ());
  for (int i = 0; i < 256; i++) {
    sum += static_cast<double> (i) * bins[i];
    below += bins[i];
    if (low < 0 && below >= total * 0.05)
      low = i;
    if (below < total * 0.95)
      high = i + 1;
  }
  double dark = 0, bright = 0;
  for (int i = 0; i < 10; i++)
    dark += bins[i];
  for (int i = 250; i < 256; i++)
    bright += bins[i];
  view.add ("brightness", sum / total / 255);
  view.add ("contrast", std::max (0, high - std::max (low, 0)) / 255.0);
  view.add ("clipped_dark", dark / total);
  view.add ("clipped_bright", bright / total);
}

/* How much of the picture is of one colour; grain is averaged away first. */
static void
look_at_uniformity (const View &view)
{
  cv::Mat tiny, lab;
  std::vector<float> values[3];
  float middle[3];
  int same = 0;

  cv::resize (halve (view.small, 96), tiny, cv::Size (48, 48), 0, 0, cv::INTER_AREA);
  cv::cvtColor (tiny, lab, cv::COLOR_RGB2Lab);
  for (int y = 0; y < lab.rows; y++)
    for (int x = 0; x < lab.cols; x++)
      for (int i = 0; i < 3; i++)
        values[i].push_back (lab.at<cv::Vec3b> (y, x)[i]);
  for (int i = 0; i < 3; i++)
    middle[i] = quantile (values[i], 0.5);
  for (int y = 0; y < lab.rows; y++) {
    for (int x = 0; x < lab.cols; x++) {
      const cv::Vec3b &p = lab.at<cv::Vec3b> (y, x);

      same += std::abs (static_cast<float> (p[0]) - middle[0]) < 20 &&
              std::abs (static_cast<float> (p[1]) - middle[1]) < 6 &&
              std::abs (static_cast<float> (p[2]) - middle[2]) < 6;
    }
  }
  view.add ("uniform", static_cast<double> (same) / static_cast<double> (lab.total ()));
}

double
measure_chroma (const cv::Mat &rgb)
{
  cv::Mat tiny = shrink (rgb, 128), soft;
  std::vector<float> red, blue, away;
  int edge = tiny.rows / 50; /* what is beside the card's edge is not of the card */

  cv::blur (tiny, soft, cv::Size (3, 3));
  for (int y = edge; y < soft.rows - edge; y++) {
    for (int x = edge; x < soft.cols - edge; x++) {
      const cv::Vec3b &p = soft.at<cv::Vec3b> (y, x);
      float sum = static_cast<float> (p[0] + p[1] + p[2]) + 24;

      if (p[0] + p[1] + p[2] < 60)
        continue;
      red.push_back (static_cast<float> (p[0] - p[1]) / sum);
      blue.push_back (static_cast<float> (p[2] - p[1]) / sum);
    }
  }
  if (red.empty ())
    return 0;
  std::vector<float> copy_red = red, copy_blue = blue;
  float middle_red = quantile (copy_red, 0.5), middle_blue = quantile (copy_blue, 0.5);
  for (std::size_t i = 0; i < red.size (); i++)
    away.push_back (std::hypot (red[i] - middle_red, blue[i] - middle_blue));
  /* Portraits, headings and bands are a small share: the mean of the most coloured part. */
  std::size_t first = away.size () * 94 / 100;
  std::nth_element (away.begin (), away.begin () + static_cast<long> (first), away.end ());
  double sum = 0;
  for (std::size_t i = first; i < away.size (); i++)
    sum += away[i];
  return sum / static_cast<double> (away.size () - first);
}

static void
count_levels (const cv::Mat &bytes, int bins[256])
{
  /* Neighbours are often alike: two tables wait for each other half as often. */
  int other[256] = { 0 };

  std::fill (bins, bins + 256, 0);
  for (int y = 0; y < bytes.rows; y++) {
    const uchar *line = bytes.ptr<uchar> (y);
    int x = 0;

    for (; x + 1 < bytes.cols; x += 2) {
      bins[line[x]]++;
      other[line[x + 1]]++;
    }
    if (x < bytes.cols)
      bins[line[x]]++;
  }
  for (int i = 0; i < 256; i++)
    bins[i] += other[i];
}

/* The level of each pixel's change, across or down, whichever is more: Sobel's sums are eight times
 * the change per pixel, and a level is half a step of brightness. */
static void
count_changes (const cv::Mat &across, const cv::Mat &down, int bins[256])
{
  constexpr int MOST = 4 * 255; /* that a sum can be */
  int sums[MOST + 1] = { 0 };
  std::vector<short> line (static_cast<std::size_t> (across.cols));

  std::fill (bins, bins + 256, 0);
  for (int y = 0; y < across.rows; y++) {
    const short *dx = across.ptr<short> (y), *dy = down.ptr<short> (y);
    short *sum = line.data ();

    /* By itself, so that the compiler does many at once. */
    for (int x = 0; x < across.cols; x++)
      sum[x] = static_cast<short> (std::max (std::abs (dx[x]), std::abs (dy[x])));
    for (int x = 0; x < across.cols; x++)
      sums[sum[x]]++;
  }
  for (int i = 0; i <= MOST; i++)
    bins[cvRound (i * 0.25)] += sums[i];
}

static double
level_at (const int bins[256], double all, double share)
{
  double below = 0;

  for (int i = 0; i < 256; i++) {
    below += bins[i];
    if (below >= all * share)
      return i;
  }
  return 255;
}

/* The steepest edges against the range of brightness: 1 where black meets white within a pixel of a
 * picture 800 wide. Grain makes no steep edges at that size. */
void
look_at_sharpness (const View &view, const cv::Mat &grey)
{
  cv::Mat small = grey, soft, across, down;
  double scale = 800.0 / std::max (grey.cols, grey.rows);

  /* Between four pixels: the mean of parts of pixels costs ten times as much, and the blur that
   * follows takes the grain. */
  if (scale < 1)
    cv::resize (grey, small,
                cv::Size (std::max (1, cvRound (grey.cols * scale)),
                          std::max (1, cvRound (grey.rows * scale))),
                0, 0, cv::INTER_LINEAR);
  cv::GaussianBlur (small, soft, cv::Size (3, 3), 0.6);
  cv::spatialGradient (soft, across, down, 3, cv::BORDER_REFLECT_101);
  double all = static_cast<double> (soft.total ());
  int light[256], steep[256];
  count_levels (soft, light);
  count_changes (across, down, steep);
  double range = level_at (light, all, 0.99) - level_at (light, all, 0.01);
  view.add ("sharpness", level_at (steep, all, 0.997) / 2 / std::max (range, 12.0));
}

/* --- screens -------------------------------------------------------------------------------- */

/* The ratio of two colours (their logarithms are given), without what is narrower than a few pixels
 * or broader than the widest stripes. */
static cv::Mat
band_of_ratio (const cv::Mat &above, const cv::Mat &below, int widest)
{
  cv::Mat fine, broad;

  cv::blur (above - below, fine, cv::Size (3, 3));
  cv::boxFilter (fine, broad, -1, cv::Size (widest, widest));
  return fine - broad;
}

/* A screen's grid seen through the sensor's grid comes back as broad stripes of colour, because red
 * and blue have every second pixel of the sensor only. Stripes are everywhere, the colours of
 * things in places: what even the calmest parts of the picture have is measured, in hundredths. Red
 * and blue are out of step, so that their size together is never small in a stripe. */
void
look_at_screen (const View &view, const cv::Mat &rgb)
{
  /* On a card what is broader is print; behind a person stripes are as broad as a tenth of the
   * picture. */
  const int widest = view.role == APOYO_PICTURE_ROLE_SELFIE ? 31 : 21;
  cv::Mat small = shrink (rgb, SMALL_SIDE), logs (1, 256, CV_32F), bytes[3], channel[3], size;
  std::vector<float> away;

  for (int i = 0; i < 256; i++)
    logs.at<float> (0, i) = std::log (static_cast<float> (i + 12));
  cv::split (small, bytes);
  for (int i = 0; i < 3; i++)
    cv::LUT (bytes[i], logs, channel[i]);
  cv::Mat lit = bytes[1] > 28;
  cv::Mat red = band_of_ratio (channel[0], channel[1], widest);
  cv::Mat blue = band_of_ratio (channel[2], channel[1], widest);
  cv::magnitude (red, blue, size);
  away.reserve (size.total ());
  for (int y = 0; y < size.rows; y++)
    for (int x = 0; x < size.cols; x++)
      if (lit.at<uchar> (y, x) != 0)
        away.push_back (size.at<float> (y, x));
  double sure = away.size () < small.total () / 20 ? 0.2 : 0.95;
  double stripes = 100 * quantile (away, 0.15);
  /* What blocks of JPEG leave in dim light: more where fine print of two colours is. */
  const Halfway &half = view.role == APOYO_PICTURE_ROLE_FRONT  ? SCREEN_FRONT
                        : view.role == APOYO_PICTURE_ROLE_BACK ? SCREEN_BACK
                                                               : SCREEN_SELFIE;
  view.add ("moire", stripes, sure);
  view.add ("screen", liken (stripes, half), sure);
}

/* --- flatness ------------------------------------------------------------------------------- */

/* The most common colour among those that are left, and how many are of it; takes them away. */
static std::size_t
take_colour (std::vector<cv::Vec3f> &colours)
{
  std::vector<int> bins (12 * 24 * 24);
  std::vector<cv::Vec3f> left;
  std::size_t before = colours.size ();
  auto bin = [] (const cv::Vec3f &c) {
    return (static_cast<int> (c[0]) / 22 * 24 + static_cast<int> (c[1]) / 11) * 24 +
           static_cast<int> (c[2]) / 11;
  };

  if (colours.empty ())
    return 0;
  for (const auto &c : colours)
    bins[static_cast<std::size_t> (bin (c))]++;
  int top = static_cast<int> (std::max_element (bins.begin (), bins.end ()) - bins.begin ());
  cv::Vec3f middle (0, 0, 0);
  float n = 0;
  for (const auto &c : colours) {
    if (bin (c) == top) {
      middle += c;
      n++;
    }
  }
  middle /= n;
  for (const auto &c : colours)
    if (std::abs (c[0] - middle[0]) > 16 || std::abs (c[1] - middle[1]) > 6 ||
        std::abs (c[2] - middle[2]) > 6)
      left.push_back (c);
  colours = left;
  return before - left.size ();
}

double
measure_flatness (const View &view)
{
  /* A small picture is not shrunk, and then its pixels are the caller's. */
  cv::Mat tiny = shrink (view.small, 96), lit, lab;
  std::vector<cv::Vec3f> colours;
  double high = 0;

  cv::minMaxLoc (tiny.reshape (1), NULL, &high);
  tiny.convertTo (lit, -1, 235 / std::max (60.0, high));
  cv::cvtColor (lit, lab, cv::COLOR_RGB2Lab);
  for (int y = 0; y < lab.rows; y++)
    for (int x = 0; x < lab.cols; x++)
      colours.emplace_back (lab.at<cv::Vec3b> (y, x));
  double all = static_cast<double> (colours.size ());
  std::size_t first = take_colour (colours), second = take_colour (colours);
  return static_cast<double> (first + second) / all;
}

void
look_at_quality (const View &view)
{
  look_at_light (view, view.small);
  look_at_uniformity (view);
}

/* Zauner, "Implementation and benchmarking of perceptual image hash functions", 2010: the signs of
 * the low frequencies against their median. */
guint64
hash_of (const cv::Mat &grey)
{
  cv::Mat tiny, real, cosines;
  std::vector<float> values;
  guint64 hash = 0;

  cv::resize (halve (grey, 256), tiny, cv::Size (32, 32), 0, 0, cv::INTER_AREA);
  tiny.convertTo (real, CV_32F);
  cv::dct (real, cosines);
  for (int y = 0; y < 8; y++)
    for (int x = 0; x < 8; x++)
      values.push_back (cosines.at<float> (y, x));
  std::vector<float> sorted (values.begin () + 1, values.end ());
  float middle = quantile (sorted, 0.5);
  for (float value : values)
    hash = hash << 1 | (value > middle ? 1 : 0);
  return hash;
}

std::string
hash_to_text (guint64 hash)
{
  char text[17];

  g_snprintf (text, sizeof text, "%016" G_GINT64_MODIFIER "x", hash);
  return text;
}

} // namespace sight
