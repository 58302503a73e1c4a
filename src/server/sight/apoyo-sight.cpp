/* apoyo-sight.cpp: the C boundary: nothing thrown inside leaves it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-sight"

#include "config.h"

#include <exception>

#include "sight.hpp"

struct _ApoyoSight {
  sight::Models models;
};

namespace sight
{

ApoyoObservation *
View::add (const char *name, double value, double confidence) const
{
  ApoyoObservation *observation = apoyo_observation_new (name, value, confidence);

  g_ptr_array_add (observations, observation);
  return observation;
}

ApoyoObservation *
View::add_text (const char *name, double value, const std::string &text, double confidence) const
{
  ApoyoObservation *observation = add (name, value, confidence);

  apoyo_observation_set_text (observation, text.data (), static_cast<gssize> (text.size ()));
  return observation;
}

/* Of shares of a picture that was turned: where the place was before. */
static cv::Rect2d
turn_back (const cv::Rect2d &box, int turn)
{
  switch (turn) {
  case cv::ROTATE_90_CLOCKWISE:
    return cv::Rect2d (box.y, 1 - box.x - box.width, box.height, box.width);
  case cv::ROTATE_90_COUNTERCLOCKWISE:
    return cv::Rect2d (1 - box.y - box.height, box.x, box.height, box.width);
  case cv::ROTATE_180:
    return cv::Rect2d (1 - box.x - box.width, 1 - box.y - box.height, box.width, box.height);
  default:
    return box;
  }
}

void
View::set_region (ApoyoObservation *observation, const cv::Rect2d &box) const
{
  cv::Rect2d inside = box & cv::Rect2d (0, 0, rgb.cols, rgb.rows);
  cv::Rect2d share = turn_back (cv::Rect2d (inside.x / rgb.cols, inside.y / rgb.rows,
                                            inside.width / rgb.cols, inside.height / rgb.rows),
                                turn);

  apoyo_observation_set_region (observation, share.x, share.y, share.width, share.height);
}

/* OpenCV has no matrix of constant data; nothing writes into this one. */
static cv::Mat
as_matrix (const ApoyoPixels &pixels)
{
  return cv::Mat (static_cast<int> (pixels.height), static_cast<int> (pixels.width), CV_8UC3,
                  const_cast<guint8 *> (pixels.rgb), pixels.stride);
}

static cv::Mat
shrink_pixels (const ApoyoPixels &pixels, const cv::Mat &rgb)
{
  /* The first step of shrink(). */
  if (pixels.half != NULL && std::max (rgb.cols, rgb.rows) >= 2 * SMALL_SIDE)
    return shrink (
        cv::Mat (rgb.rows / 2, rgb.cols / 2, CV_8UC3, const_cast<guint8 *> (pixels.half)),
        SMALL_SIDE);
  return shrink (rgb, SMALL_SIDE);
}

static View
open_view (Models &models,
           ApoyoPictureRole role,
           ApoyoReadLevel level,
           const ApoyoPixels &pixels,
           GPtrArray *observations)
{
  cv::Mat rgb = as_matrix (pixels);
  View view = { models, role, level, rgb, cv::Mat (), shrink_pixels (pixels, rgb), observations };

  cv::cvtColor (rgb, view.grey, cv::COLOR_RGB2GRAY);
  return view;
}

static void
look_at_credential (const View &view)
{
  Card card = find_card (view);

  straighten_card (view, card);
  if (!card.found || find_layout (view, card) < LEAST_LIKENESS)
    look_in_frame (view, card);
  look_at_layout (view, card);
  look_at_card (view, card);
  look_at_sharpness (view, card.grey);
  look_at_screen (view, card.rgb);
  look_at_codes (view, card);
  if (view.role == APOYO_PICTURE_ROLE_FRONT) {
    look_at_portrait (view, card);
    glance_at_front (view, card);
  } else {
    glance_at_mrz (view, card);
  }
  if (view.level != APOYO_READ_FULL)
    return;
  if (view.role == APOYO_PICTURE_ROLE_FRONT)
    read_front (view, card);
  else
    read_mrz (view, card);
}

static void
look (const View &view)
{
  look_at_quality (view);
  if (view.role == APOYO_PICTURE_ROLE_SIGNATURE) {
    look_at_sharpness (view, view.grey);
    look_at_signature (view);
    return;
  }
  if (view.role == APOYO_PICTURE_ROLE_SELFIE) {
    look_at_sharpness (view, view.grey);
    look_at_screen (view, view.small);
    look_at_selfie (view);
  } else {
    look_at_credential (view);
  }
}

} // namespace sight

/* OpenCV fills its tables when they are first needed, which costs a tenth of a second. */
static void
warm_up (ApoyoSight *self)
{
  static const guint8 grey[16 * 16 * 3] = { 0 };
  const ApoyoPixels pixels = { 16, 16, 48, grey, NULL };
  g_autoptr (GPtrArray) observations =
      g_ptr_array_new_with_free_func (reinterpret_cast<GDestroyNotify> (apoyo_observation_free));

  apoyo_sight_look (self, APOYO_PICTURE_ROLE_BACK, APOYO_READ_FULL, &pixels, observations);
  apoyo_sight_look (self, APOYO_PICTURE_ROLE_SELFIE, APOYO_READ_FULL, &pixels, observations);
}

ApoyoSight *
apoyo_sight_new (GError **error)
{
  g_autoptr (GError) problem = NULL;
  ApoyoSight *self = NULL;

  try {
    cv::setNumThreads (0);
    cv::setRNGSeed (1);
    self = new ApoyoSight ();
    sight::open_models (self->models, &problem);
  } catch (const std::exception &exception) {
    if (problem == NULL)
      g_set_error (&problem, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", exception.what ());
  }
  if (problem != NULL) {
    delete self;
    g_propagate_error (error, static_cast<GError *> (g_steal_pointer (&problem)));
    return NULL;
  }
  warm_up (self);
  return self;
}

const char *
apoyo_sight_get_version (ApoyoSight *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->models.version.c_str ();
}

void
apoyo_sight_free (ApoyoSight *self)
{
  delete self;
}

static bool
is_picture (const ApoyoPixels *pixels)
{
  return pixels != NULL && pixels->rgb != NULL && pixels->width > 0 && pixels->height > 0 &&
         pixels->width <= 32768 && pixels->height <= 32768 &&
         pixels->stride >= static_cast<gsize> (pixels->width) * 3;
}

guint64
apoyo_sight_look (ApoyoSight *self,
                  ApoyoPictureRole role,
                  ApoyoReadLevel level,
                  const ApoyoPixels *pixels,
                  GPtrArray *observations)
{
  guint64 hash = 0;

  g_return_val_if_fail (self != NULL && observations != NULL, 0);
  g_return_val_if_fail (is_picture (pixels), 0);

  try {
    const sight::View view = sight::open_view (self->models, role, level, *pixels, observations);

    hash = sight::hash_of (view.grey);
    sight::look (view);
  } catch (const std::exception &) {
    /* What was measured before stays; the inspection sees that the rest is missing. */
    g_ptr_array_add (observations, apoyo_observation_new ("sight_failed", 1, 1));
  }
  return hash;
}
