/* apoyo-raster-scale.cpp: pictures made smaller and turned upright, by OpenCV.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <exception>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "apoyo-raster.h"

static cv::Mat
as_matrix (const ApoyoRaster &raster)
{
  return cv::Mat (static_cast<int> (raster.height), static_cast<int> (raster.width), CV_8UC3,
                  raster.rgb);
}

/* OpenCV has no matrix of constant data; nothing writes into this one. */
static cv::Mat
as_matrix (const ApoyoPixels &pixels)
{
  return cv::Mat (static_cast<int> (pixels.height), static_cast<int> (pixels.width), CV_8UC3,
                  const_cast<guint8 *> (pixels.rgb), pixels.stride);
}

/* Each pixel the mean of those that it stands for. */
static void
shrink (const cv::Mat &from, cv::Mat &to)
{
  cv::resize (from, to, to.size (), 0, 0, cv::INTER_AREA);
}

/* An odd row or column is left out: parts of pixels cost many times as much. */
static void
halve (const cv::Mat &from, cv::Mat &to)
{
  cv::resize (from (cv::Rect (0, 0, to.cols * 2, to.rows * 2)), to, to.size (), 0, 0,
              cv::INTER_AREA);
}

/* Halved while that goes, which is fast, and the rest between neighbours. */
static void
shrink_roughly (const cv::Mat &from, cv::Mat &to)
{
  cv::Mat half = from;

  while (half.cols >= to.cols * 2 && half.rows >= to.rows * 2) {
    cv::Mat smaller (half.rows / 2, half.cols / 2, CV_8UC3);

    halve (half, smaller);
    half = smaller;
  }
  cv::resize (half, to, to.size (), 0, 0, cv::INTER_LINEAR);
}

static gboolean
shrink_to (void (*method) (const cv::Mat &, cv::Mat &),
           const ApoyoPixels *pixels,
           guint width,
           guint height,
           ApoyoRaster *to)
{
  if (!apoyo_raster_reserve (to, width, height))
    return FALSE;
  try {
    cv::Mat target = as_matrix (*to);

    method (as_matrix (*pixels), target);
    return TRUE;
  } catch (const std::exception &) {
    apoyo_raster_clear (to);
    return FALSE;
  }
}

static gboolean
shrink_with (void (*method) (const cv::Mat &, cv::Mat &),
             const ApoyoPixels *pixels,
             guint longest,
             ApoyoRaster *to)
{
  guint width = pixels->width;
  guint height = pixels->height;

  apoyo_fit (&width, &height, longest);
  return shrink_to (method, pixels, width, height, to);
}

gboolean
apoyo_halve (const ApoyoPixels *pixels, ApoyoRaster *to)
{
  return shrink_to (halve, pixels, pixels->width / 2, pixels->height / 2, to);
}

gboolean
apoyo_shrink (const ApoyoPixels *pixels, guint longest, ApoyoRaster *to)
{
  return shrink_with (shrink, pixels, longest, to);
}

gboolean
apoyo_shrink_roughly (const ApoyoPixels *pixels, guint longest, ApoyoRaster *to)
{
  const guint half_width = pixels->width / 2;
  const ApoyoPixels half = { half_width, pixels->height / 2, (gsize) half_width * 3, pixels->half,
                             NULL };
  guint width = pixels->width;
  guint height = pixels->height;

  apoyo_fit (&width, &height, longest);
  return shrink_to (shrink_roughly,
                    half.rgb != NULL && half.width >= width && half.height >= height ? &half
                                                                                     : pixels,
                    width, height, to);
}

/* What brings a picture of that orientation upright. */
static void
turn (const cv::Mat &from, cv::Mat &to, guint orientation)
{
  switch (orientation) {
  case 2:
    cv::flip (from, to, 1);
    break;
  case 3:
    cv::rotate (from, to, cv::ROTATE_180);
    break;
  case 4:
    cv::flip (from, to, 0);
    break;
  case 5:
    cv::transpose (from, to);
    break;
  case 6:
    cv::rotate (from, to, cv::ROTATE_90_CLOCKWISE);
    break;
  case 7: {
    cv::Mat half;

    cv::rotate (from, half, cv::ROTATE_180);
    cv::transpose (half, to);
    break;
  }
  case 8:
    cv::rotate (from, to, cv::ROTATE_90_COUNTERCLOCKWISE);
    break;
  default:
    from.copyTo (to);
  }
}

gboolean
apoyo_raster_turn (ApoyoRaster *self, guint orientation)
{
  const bool aside = orientation >= 5;
  ApoyoRaster upright = {};

  if (orientation <= 1)
    return TRUE;
  if (!apoyo_raster_reserve (&upright, aside ? self->height : self->width,
                             aside ? self->width : self->height))
    return FALSE;
  try {
    cv::Mat target = as_matrix (upright);

    turn (as_matrix (*self), target, orientation);
    apoyo_raster_take (self, &upright);
    return TRUE;
  } catch (const std::exception &) {
    apoyo_raster_clear (&upright);
    return FALSE;
  }
}
