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
};

/* Eyes tell a face from a dog, a mug's shadow or an icon. */
static std::size_t
count_eyes (const View &view, const cv::Mat &grey, const cv::Rect &box)
{
  const cv::Size face (160, 160);
  cv::Rect inside = box & cv::Rect (0, 0, grey.cols, grey.rows);
  std::vector<cv::Rect> eyes;
  cv::Mat large;

  if (inside.area () == 0)
    return 0;
  cv::resize (grey (inside), large, face, 0, 0,
              inside.width > face.width ? cv::INTER_AREA : cv::INTER_LINEAR);
  view.models.eye.detectMultiScale (large (cv::Rect (0, 20, 160, 80)), eyes, 1.1, 2, 0,
                                    cv::Size (20, 20), cv::Size (60, 60));
  return eyes.size ();
}

/* One way of searching: which cascade, in a picture of which size, evened out
 * or not. */
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
      faces.push_back ({ place, count_eyes (view, grey, place) });
  }
  std::sort (faces.begin (), faces.end (), [] (const Face &a, const Face &b) {
    return a.eyes != b.eyes ? a.eyes > b.eyes : a.box.area () > b.box.area ();
  });
  return faces;
}

/* Later ways are for the few pictures in which the earlier ones see no pair of
 * eyes. */
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

/* A person's portrait and what is around it: the wall and the clothes tell two
 * photographs of one person apart, and show that one was cut out of the other.
 */
static std::string
portrait_hash (const cv::Mat &grey, const cv::Rect &face)
{
  cv::Rect wide (face.x - face.width * 3 / 10, face.y - face.height * 3 / 10, face.width * 16 / 10,
                 face.height * 16 / 10);

  return hash_to_text (hash_of (grey (wide & cv::Rect (0, 0, grey.cols, grey.rows))));
}

/* A card held before the lens, or a print in which the face is: something flat
 * with straight edges and corners, which no person is. */
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
  /* Without a pair of eyes anywhere, what the cascades took for a face is told,
   * but not believed.
   */
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
    view.add_text ("portrait_hash", 1, portrait_hash (view.grey, faces[0].box), 1);
  double flatness = measure_flatness (view);
  view.add ("flatness", flatness);
  view.add ("flat", logistic (flatness, 0.75, 0.03));
  look_for_card (view);
}

/* Where the models have the portrait; the face in it when the cascade sees one.
 */
void
look_at_portrait (const View &view, const Card &card)
{
  const cv::Rect place (51, 155, 254, 324);
  cv::Mat portrait = card.grey (place);

  if (card.side != 1)
    return;
  std::vector<Face> faces = search_once (view, portrait, { 0, 140, true, 1.15 }, 0.4);
  bool seen = !faces.empty ();
  cv::Rect face = seen ? faces[0].box : cv::Rect (70, 90, 120, 120);
  view.set_region (
      view.add_text ("portrait_hash", 1, portrait_hash (portrait, face), seen ? 0.9 : 0.4),
      card.to_picture (place));
}

} // namespace sight
