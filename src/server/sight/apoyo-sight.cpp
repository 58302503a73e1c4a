/* apoyo-sight.cpp: what machine vision measures and reads in a picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-sight"

#include "config.h"

#include <exception>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "apoyo-sight.h"

struct _ApoyoSight {
  int looks;
};

ApoyoSight *
apoyo_sight_new (GError **)
{
  cv::setNumThreads (0);
  return new ApoyoSight ();
}

void
apoyo_sight_free (ApoyoSight *self)
{
  delete self;
}

/* OpenCV has no matrix of constant data; nothing writes into this one. */
static cv::Mat
as_matrix (const ApoyoPixels &pixels)
{
  return cv::Mat (static_cast<int> (pixels.height), static_cast<int> (pixels.width), CV_8UC3,
                  const_cast<guint8 *> (pixels.rgb), pixels.stride);
}

static void
add (GPtrArray *observations, const char *name, double value)
{
  g_ptr_array_add (observations, apoyo_observation_new (name, value, 1.0));
}

/* The usual measure of focus: the variance of the Laplacian. */
static void
look_at_quality (const cv::Mat &grey, GPtrArray *observations)
{
  cv::Mat edges;
  cv::Scalar mean;
  cv::Scalar deviation;

  cv::meanStdDev (grey, mean, deviation);
  add (observations, "brightness", mean[0] / 255.0);
  add (observations, "contrast", deviation[0] / 255.0);
  cv::Laplacian (grey, edges, CV_64F);
  cv::meanStdDev (edges, mean, deviation);
  add (observations, "sharpness", deviation[0] * deviation[0]);
}

void
apoyo_sight_look (ApoyoSight *self,
                  ApoyoPictureRole,
                  ApoyoReadLevel,
                  const ApoyoPixels *pixels,
                  GPtrArray *observations)
{
  try {
    cv::Mat grey;

    cv::cvtColor (as_matrix (*pixels), grey, cv::COLOR_RGB2GRAY);
    look_at_quality (grey, observations);
    self->looks++;
  } catch (const std::exception &) {
    add (observations, "sight_failed", 1);
  }
}

/* Which of neighbouring cells is the brighter, in a picture of 9 × 8. */
guint64
apoyo_sight_hash (ApoyoSight *, const ApoyoPixels *pixels)
{
  guint64 hash = 0;

  try {
    cv::Mat grey;
    cv::Mat small;

    cv::cvtColor (as_matrix (*pixels), grey, cv::COLOR_RGB2GRAY);
    cv::resize (grey, small, cv::Size (9, 8), 0, 0, cv::INTER_AREA);
    for (int y = 0; y < 8; y++)
      for (int x = 0; x < 8; x++)
        hash = hash << 1 | (small.at<guint8> (y, x) > small.at<guint8> (y, x + 1) ? 1 : 0);
  } catch (const std::exception &) {
    hash = 0;
  }
  return hash;
}
