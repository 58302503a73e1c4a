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

cv::Mat
shrink (const cv::Mat &image, int longest)
{
  int side = std::max (image.cols, image.rows);
  cv::Mat out;

  if (side <= longest)
    return image;
  double scale = static_cast<double> (longest) / side;
  cv::resize (image, out,
              cv::Size (std::max (1, cvRound (image.cols * scale)),
                        std::max (1, cvRound (image.rows * scale))),
              0, 0, cv::INTER_AREA);
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

  cv::resize (view.small, tiny, cv::Size (48, 48), 0, 0, cv::INTER_AREA);
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

/* Hasler and Süsstrunk, "Measuring colourfulness in natural images", 2003. */
static void
look_at_colour (const View &view)
{
  cv::Mat real, channel[3];
  cv::Scalar mean_a, mean_b, spread_a, spread_b;

  view.small.convertTo (real, CV_32F);
  cv::split (real, channel);
  cv::meanStdDev (channel[0] - channel[1], mean_a, spread_a);
  cv::meanStdDev ((channel[0] + channel[1]) * 0.5 - channel[2], mean_b, spread_b);
  view.add ("colourfulness",
            std::hypot (spread_a[0], spread_b[0]) + 0.3 * std::hypot (mean_a[0], mean_b[0]));
}

double
measure_chroma (const cv::Mat &rgb)
{
  cv::Mat tiny = shrink (rgb, 128), soft;
  std::vector<float> red, blue, away;

  cv::blur (tiny, soft, cv::Size (3, 3));
  for (int y = 0; y < soft.rows; y++) {
    for (int x = 0; x < soft.cols; x++) {
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
  /* The most coloured twentieth: portraits, headings and seals are a small part of a card. */
  return quantile (away, 0.95);
}

/* The steepest edges against the range of brightness: 1 where black meets white within a pixel of a
 * picture 800 wide. Grain makes no steep edges at that size. */
void
look_at_sharpness (const View &view, const cv::Mat &grey)
{
  cv::Mat small = shrink (grey, 800), soft, dx, dy, size;
  std::vector<float> edges, levels;

  cv::GaussianBlur (small, soft, cv::Size (3, 3), 0.6);
  cv::Sobel (soft, dx, CV_32F, 1, 0, 3, 0.125);
  cv::Sobel (soft, dy, CV_32F, 0, 1, 3, 0.125);
  cv::magnitude (dx, dy, size);
  for (int y = 0; y < size.rows; y += 2) {
    const float *line = size.ptr<float> (y);
    const uchar *level = soft.ptr<uchar> (y);

    for (int x = 0; x < size.cols; x++)
      edges.push_back (line[x]);
    for (int x = 0; x < size.cols; x += 2)
      levels.push_back (level[x]);
  }
  float range = quantile (levels, 0.99) - quantile (levels, 0.01);
  float steep = quantile (edges, 0.997);
  view.add ("sharpness", steep / std::max (range, 12.0f));
}

/* Mean logarithm of the spectrum over tiles of the picture: what is everywhere (a screen's grid)
 * stays, what is in one place (letters, the modules of a code) is averaged away. */
static cv::Mat
mean_spectrum (const cv::Mat &grey, int tile)
{
  cv::Mat window, sum = cv::Mat::zeros (tile, tile, CV_32F);
  int across = std::min (6, grey.cols / tile), down = std::min (4, grey.rows / tile);

  if (across < 1 || down < 1)
    return cv::Mat ();
  cv::createHanningWindow (window, cv::Size (tile, tile), CV_32F);
  for (int j = 0; j < down; j++) {
    for (int i = 0; i < across; i++) {
      int x = across > 1 ? i * (grey.cols - tile) / (across - 1) : (grey.cols - tile) / 2;
      int y = down > 1 ? j * (grey.rows - tile) / (down - 1) : (grey.rows - tile) / 2;
      cv::Mat real, spectrum, part[2], power;

      grey (cv::Rect (x, y, tile, tile)).convertTo (real, CV_32F);
      real = (real - cv::mean (real)[0]).mul (window);
      cv::dft (real, spectrum, cv::DFT_COMPLEX_OUTPUT);
      cv::split (spectrum, part);
      power = part[0].mul (part[0]) + part[1].mul (part[1]) + 4000;
      cv::log (power, power);
      sum += power;
    }
  }
  return sum / (across * down);
}

/* How far the highest peak stands out of its surroundings, in decibels. Lines along the axes and
 * the lowest frequencies are the edges and the light of any picture. */
static double
highest_peak (const cv::Mat &spectrum)
{
  int n = spectrum.rows;
  double best = 0;

  for (int v = 0; v <= n / 2; v++) {
    for (int u = -n / 2 + 5; u < n / 2 - 5; u++) {
      std::vector<float> around;
      double radius = std::hypot (u, v);

      if (radius < n / 14.0 || radius > n * 0.47)
        continue;
      float value = spectrum.at<float> (v, (u + n) % n);
      bool top = true;

      for (int j = -1; j <= 1 && top; j++)
        for (int i = -1; i <= 1 && top; i++)
          top = spectrum.at<float> ((v + j + n) % n, (u + i + n) % n) <= value;
      if (!top)
        continue;
      for (int j = -4; j <= 4; j++)
        for (int i = -4; i <= 4; i++)
          if (std::max (std::abs (i), std::abs (j)) >= 3)
            around.push_back (spectrum.at<float> ((v + j + n) % n, (u + i + n) % n));
      best = std::max (best, static_cast<double> (value - quantile (around, 0.5)));
    }
  }
  return best * 10 / std::log (10.0);
}

void
look_at_screen (const View &view)
{
  cv::Mat spectrum = mean_spectrum (view.grey, 128);
  double peak = spectrum.empty () ? 0 : highest_peak (spectrum);

  view.add ("moire", peak, spectrum.empty () ? 0 : 1);
}

void
look_at_quality (const View &view)
{
  look_at_light (view, view.small);
  look_at_uniformity (view);
  look_at_colour (view);
}

/* Zauner, "Implementation and benchmarking of perceptual image hash functions", 2010: the signs of
 * the low frequencies against their median. */
guint64
hash_of (const cv::Mat &grey)
{
  cv::Mat tiny, real, cosines;
  std::vector<float> values;
  guint64 hash = 0;

  cv::resize (grey, tiny, cv::Size (32, 32), 0, 0, cv::INTER_AREA);
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
