/* sight-face.cpp: the person in the selfie, and the portrait on the credential.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <cmath>

#include "sight.hpp"

namespace sight
{

struct Face {
  cv::Rect box; /* in the picture that was searched */
  std::size_t eyes;
  cv::Point2d middle; /* between the eyes */
  double apart;       /* how far the eyes are from each other */
};

/* Eyes tell a face from a dog, a mug's shadow or an icon. */
static Face
look_into_face (const View &view, const cv::Mat &grey, const cv::Rect &box)
{
  const int side = 160;
  cv::Rect inside = box & cv::Rect (0, 0, grey.cols, grey.rows);
  Face face = { box, 0, cv::Point2d (box.x + box.width * 0.5, box.y + box.height * 0.4),
                box.width * 0.4 };
  std::vector<cv::Rect> eyes;
  cv::Mat large;

  if (inside.area () == 0)
    return face;
  cv::resize (grey (inside), large, cv::Size (side, side), 0, 0,
              inside.width > side ? cv::INTER_AREA : cv::INTER_LINEAR);
  view.models.eye.detectMultiScale (large (cv::Rect (0, 20, side, 80)), eyes, 1.1, 2, 0,
                                    cv::Size (20, 20), cv::Size (60, 60));
  face.eyes = eyes.size ();
  if (eyes.size () != 2)
    return face;
  double x0 = eyes[0].x + eyes[0].width * 0.5, y0 = eyes[0].y + eyes[0].height * 0.5;
  double x1 = eyes[1].x + eyes[1].width * 0.5, y1 = eyes[1].y + eyes[1].height * 0.5;
  double scale = static_cast<double> (inside.width) / side;
  if (std::abs (x0 - x1) < side * 0.25 || std::abs (y0 - y1) > side * 0.15)
    return face;
  face.middle =
      cv::Point2d (inside.x + (x0 + x1) / 2 * scale, inside.y + (20 + (y0 + y1) / 2) * scale);
  face.apart = std::abs (x0 - x1) * scale;
  return face;
}

/* One way of searching: which cascade, in a picture of which size, evened out or not. */
struct Way {
  int cascade;
  int side;
  bool even;
  double step;
};

static std::vector<Face>
search_once (const View &view, const cv::Mat &grey, const Way &way, double smallest)
{
  cv::Mat small = shrink (grey, way.side), searched = small;
  double scale = static_cast<double> (grey.cols) / small.cols;
  int side = std::max (20, cvRound (std::min (small.cols, small.rows) * smallest));
  std::vector<cv::Rect> boxes;
  std::vector<Face> faces;

  if (way.even)
    cv::createCLAHE (2.0, cv::Size (4, 4))->apply (small, searched);
  view.models.face[way.cascade].detectMultiScale (searched, boxes, way.step, 2, 0,
                                                  cv::Size (side, side));
  for (const cv::Rect &box : boxes) {
    cv::Rect place (cvRound (box.x * scale), cvRound (box.y * scale), cvRound (box.width * scale),
                    cvRound (box.height * scale));

    bool known = std::any_of (faces.begin (), faces.end (), [&] (const Face &face) {
      return (face.box & place).area () > std::min (face.box.area (), place.area ()) / 3;
    });
    if (!known)
      faces.push_back (look_into_face (view, grey, place));
  }
  std::sort (faces.begin (), faces.end (), [] (const Face &a, const Face &b) {
    return a.eyes != b.eyes ? a.eyes > b.eyes : a.box.area () > b.box.area ();
  });
  return faces;
}

/* Later ways are for the few pictures in which the earlier ones see no pair of eyes. */
static std::vector<Face>
find_faces (const View &view)
{
  static const Way ways[] = { { 0, 240, true, 1.15 },
                              { 1, 240, false, 1.15 },
                              { 2, 320, true, 1.15 },
                              { 0, 320, false, 1.08 },
                              { 1, 240, true, 1.06 } };
  std::vector<Face> best;

  for (const Way &way : ways) {
    std::vector<Face> faces = search_once (view, view.grey, way, 0.16);

    if (!faces.empty () && (best.empty () || faces[0].eyes > best[0].eyes))
      best = faces;
    if (!best.empty () && best[0].eyes >= 2)
      break;
  }
  return best;
}

static double
sureness (const Face &face)
{
  return face.eyes >= 2 ? 0.95 : face.eyes == 1 ? 0.45 : 0.2;
}

/* A person's portrait and what is around it: the wall and the clothes tell two photographs of one
 * person apart, and show that one was cut out of the other. */
static cv::Mat
cut_out (const cv::Mat &image, const Face &face, double scale)
{
  const double size = face.apart * 4.2 * scale;
  cv::Mat square, soft;
  cv::Mat move = (cv::Mat_<double> (2, 3) << 64 / size, 0, 32 - 64 / size * face.middle.x * scale,
                  0, 64 / size, 28 - 64 / size * face.middle.y * scale);

  cv::GaussianBlur (image, soft, cv::Size (0, 0), std::max (0.5, size / 100));
  cv::warpAffine (soft, square, move, cv::Size (64, 64), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return square;
}

/* Half of it from the brightness, half from how coloured it is. */
static std::string
portrait_hash (const cv::Mat &grey, const cv::Mat &rgb, const Face &face)
{
  double scale = static_cast<double> (rgb.cols) / grey.cols;
  cv::Mat channel[3], high, low;

  cv::split (cut_out (rgb, face, scale), channel);
  cv::max (channel[0], channel[1], high);
  cv::max (high, channel[2], high);
  cv::min (channel[0], channel[1], low);
  cv::min (low, channel[2], low);
  guint64 light = hash_of (cut_out (grey, face, 1)), colour = hash_of (high - low);
  return hash_to_text ((light & 0xffffffff00000000) | colour >> 32);
}

/* A card held before the lens, or a print in which the face is: something flat with straight edges
 * and corners, which no person is. */
static void
look_for_card (const View &view)
{
  Card card = find_card (view);
  cv::Point2f side = card.corner[1] - card.corner[0], down = card.corner[3] - card.corner[0];
  double aspect = std::hypot (side.x, side.y) / std::max (1.0f, std::hypot (down.x, down.y));
  bool shaped = aspect > 1.15 && aspect < 1.75;

  if (!card.found || !card.whole || !shaped) {
    view.add ("card_like", 0, 0.8);
    return;
  }
  view.set_region (view.add ("card_like", logistic (card.support, 0.8, 0.04), 0.8),
                   card.to_picture (cv::Rect2d (0, 0, CARD_WIDTH, CARD_HEIGHT)));
}

void
look_at_selfie (const View &view)
{
  std::vector<Face> faces = find_faces (view);
  double all = static_cast<double> (view.grey.total ());
  std::size_t certain = 0;

  for (const Face &face : faces)
    certain += face.eyes >= 2;
  /* Without a pair of eyes anywhere, what the cascades took for a face is told, not believed. */
  std::size_t count = certain > 0 ? certain : 0;
  view.add ("faces", static_cast<double> (count), faces.empty () ? 0.9 : certain > 0 ? 0.95 : 0.8);
  for (const Face &face : faces) {
    if (certain > 0 && face.eyes < 2)
      continue;
    view.set_region (view.add ("face", face.box.area () / all, sureness (face)), face.box);
    view.set_region (view.add ("face_eyes", static_cast<double> (face.eyes), sureness (face)),
                     face.box);
  }
  if (!faces.empty ())
    view.add_text ("portrait_hash", 1, portrait_hash (view.grey, view.small, faces[0]), 1);
  double flatness = measure_flatness (view);
  view.add ("flatness", flatness);
  view.add ("flat", logistic (flatness, 0.75, 0.03));
  look_for_card (view);
}

/* Where the models have the portrait; the face in it when the cascade sees one. */
void
look_at_portrait (const View &view, const Card &card)
{
  const cv::Rect place (51, 155, 254, 324);
  cv::Mat portrait = card.grey (place);

  if (card.side != 1)
    return;
  std::vector<Face> faces = search_once (view, portrait, { 0, 140, true, 1.15 }, 0.4);
  bool seen = !faces.empty ();
  Face face = seen ? faces[0] : look_into_face (view, portrait, cv::Rect (70, 90, 120, 120));
  view.set_region (
      view.add_text ("portrait_hash", 1,
                     portrait_hash (portrait, card.rgb (cv::Rect (16, 49, 80, 102)), face),
                     seen ? 0.9 : 0.4),
      card.to_picture (place));
}

} // namespace sight
