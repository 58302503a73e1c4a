/* sight-face.cpp: the person in the selfie, and the portrait on the credential.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <cmath>

#include "apoyo-portrait.h"
#include "sight.hpp"

namespace sight
{

struct Face {
  cv::Rect box; /* in the picture that was searched */
  std::size_t eyes;
  cv::Point2d middle; /* between the eyes */
  double apart;       /* how far the eyes are from each other */
};

/* Of the square that faces are looked into at. */
constexpr int FACE_SIDE = 100;

/* The two that are as far apart, and as level, as a person's; of several such the most level ones.
 * What else was taken for an eye, a nostril or an eye once more, does not make them fewer. */
static bool
find_pair (const std::vector<cv::Rect> &eyes, int side, cv::Point2d pair[2])
{
  double least = side * 0.15;
  bool found = false;

  for (const cv::Rect &left : eyes) {
    for (const cv::Rect &right : eyes) {
      cv::Point2d a (left.x + left.width * 0.5, left.y + left.height * 0.5);
      cv::Point2d b (right.x + right.width * 0.5, right.y + right.height * 0.5);

      if (b.x - a.x < side * 0.25 || std::abs (a.y - b.y) > least)
        continue;
      least = std::abs (a.y - b.y);
      pair[0] = a;
      pair[1] = b;
      found = true;
    }
  }
  return found;
}

/* How eyes are searched in a face: at few sizes first, which is enough for most. */
struct Look {
  bool again;
  int side; /* of the square that is searched */
  std::vector<double> steps;
};

static const Look FIRST_LOOK = { false, FACE_SIDE, { 1.21, 1.1 } };
/* In light that is evened out, by the cascade that asks more of an eye: of 57 drawn dogs it takes
 * none for a person, where the other in such light takes some. */
static const Look SECOND_LOOK = { true, FACE_SIDE * 3 / 2, { 1.21, 1.1, 1.05 } };

/* 2 when a pair was found, whatever else there is; else whether there is anything like an eye. */
static std::size_t
find_eyes (const View &view, const cv::Mat &upper, const Look &look, cv::Point2d pair[2])
{
  cv::CascadeClassifier &cascade = look.again ? view.models.eye_again : view.models.eye;
  std::vector<cv::Rect> eyes;
  cv::Mat searched = upper;

  if (look.again)
    cv::createCLAHE (3.0, cv::Size (2, 2))->apply (upper, searched);
  for (double step : look.steps) {
    cascade.detectMultiScale (searched, eyes, step, 2, 0, cv::Size (look.side / 7, look.side / 7),
                              cv::Size (look.side * 3 / 8, look.side * 3 / 8));
    if (find_pair (eyes, look.side, pair))
      return 2;
  }
  return eyes.empty () ? 0 : 1;
}

/* A pair of eyes tells a face from a dog, a mug's shadow or an icon. */
static Face
look_into_face (const View &view,
                const cv::Mat &grey,
                const cv::Rect &box,
                const Look &look = FIRST_LOOK)
{
  cv::Rect inside = box & cv::Rect (0, 0, grey.cols, grey.rows);
  Face face = { box, 0, cv::Point2d (box.x + box.width * 0.5, box.y + box.height * 0.4),
                box.width * 0.4 };
  cv::Point2d pair[2];
  cv::Mat large;

  if (inside.area () == 0)
    return face;
  cv::Mat own = halve (grey (inside), look.side);
  cv::resize (own, large, cv::Size (look.side, look.side), 0, 0,
              own.cols > look.side ? cv::INTER_AREA : cv::INTER_LINEAR);
  const cv::Rect upper (0, look.side / 8, look.side, look.side / 2);
  face.eyes = find_eyes (view, large (upper), look, pair);
  if (face.eyes < 2)
    return face;
  double scale = static_cast<double> (inside.width) / look.side;
  cv::Point2d middle = (pair[0] + pair[1]) * 0.5 + cv::Point2d (upper.tl ());
  face.middle = cv::Point2d (inside.tl ()) + middle * scale;
  face.apart = (pair[1].x - pair[0].x) * scale;
  return face;
}

constexpr std::size_t N_WAYS = 6;

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

static bool
has_eyes (const std::vector<Face> &faces)
{
  return !faces.empty () && faces[0].eyes >= 2;
}

/* In what the cascades took for a face; the first in which there is a pair of eyes. */
static void
look_again (const View &view, const std::vector<Face> &boxes, std::vector<Face> *best)
{
  for (const Face &box : boxes) {
    Face face = look_into_face (view, view.grey, box.box, SECOND_LOOK);

    if (face.eyes >= 2) {
      *best = { face };
      return;
    }
  }
}

/* Later ways are for the few pictures in which the earlier ones see no pair of eyes. */
static std::vector<Face>
find_faces (const View &view, std::size_t n_ways)
{
  static const Way ways[N_WAYS] = { { 0, 200, true, 1.25 },  { 0, 240, true, 1.15 },
                                    { 1, 240, false, 1.15 }, { 2, 320, true, 1.15 },
                                    { 0, 320, false, 1.08 }, { 1, 240, true, 1.06 } };
  std::vector<Face> best, all;

  for (std::size_t i = 0; i < n_ways; i++) {
    std::vector<Face> faces = search_once (view, view.grey, ways[i], 0.16);

    all.insert (all.end (), faces.begin (), faces.end ());
    if (!faces.empty () && (best.empty () || faces[0].eyes > best[0].eyes))
      best = faces;
    if (!has_eyes (faces))
      continue;
    /* What the first way has missed a dog may be as well. */
    if (i == 0 || look_into_face (view, view.grey, faces[0].box, SECOND_LOOK).eyes >= 2)
      return faces;
    for (Face &face : best)
      face.eyes = std::min<std::size_t> (face.eyes, 1);
  }
  look_again (view, all, &best);
  return best;
}

/* As if the telephone had been held otherwise; what is observed goes where the view's own does. */
static View
turn_view (const View &view, cv::RotateFlags how)
{
  View turned = { view.models, view.role,  view.level,       cv::Mat (),
                  cv::Mat (),  cv::Mat (), view.observations };

  turned.turn = how;
  cv::rotate (view.rgb, turned.rgb, how);
  cv::rotate (view.grey, turned.grey, how);
  cv::rotate (view.small, turned.small, how);
  return turned;
}

/* Upright, or lying on a side or on its head, which not every file tells: of those only a pair of
 * eyes is believed. */
static View
find_upright (const View &view, std::vector<Face> &faces)
{
  const std::size_t n_sure = 3;

  faces = find_faces (view, N_WAYS);
  if (has_eyes (faces))
    return view;
  for (cv::RotateFlags how :
       { cv::ROTATE_90_CLOCKWISE, cv::ROTATE_90_COUNTERCLOCKWISE, cv::ROTATE_180 }) {
    View turned = turn_view (view, how);
    std::vector<Face> found = find_faces (turned, n_sure);

    if (has_eyes (found)) {
      faces = found;
      return turned;
    }
  }
  return view;
}

static double
sureness (const Face &face)
{
  return face.eyes >= 2 ? 0.95 : face.eyes == 1 ? 0.45 : 0.2;
}

/* A person's portrait and what is around it, evenly large and upright: the wall and the clothes
 * tell two photographs of one person apart, and show that one was cut out of the other. */
static std::string
cut_out (const cv::Mat &grey, const Face &face, double scale)
{
  const int side = APOYO_PORTRAIT_SIDE;
  const double size = face.apart * 4.2 * scale;
  cv::Mat square, soft;
  cv::Mat move =
      (cv::Mat_<double> (2, 3) << side / size, 0, side * (0.5 - face.middle.x * scale / size), 0,
       side / size, side * (0.44 - face.middle.y * scale / size));

  cv::GaussianBlur (grey, soft, cv::Size (0, 0), std::max (0.5, size / 64));
  cv::warpAffine (soft, square, move, cv::Size (side, side), cv::INTER_LINEAR,
                  cv::BORDER_REPLICATE);
  g_autofree char *text = g_base64_encode (square.data, square.total ());
  return text;
}

/* A card held before the lens, or a print in which the face is: something flat with straight edges
 * and corners, which no person is. */
static void
look_for_card (const View &view, const std::vector<Face> &faces)
{
  cv::Rect2d frame;

  Card card = find_card (view);
  cv::Point2f side = card.corner[1] - card.corner[0], down = card.corner[3] - card.corner[0];
  double aspect = std::hypot (side.x, side.y) / std::max (1.0f, std::hypot (down.x, down.y));
  bool shaped = aspect > 1.15 && aspect < 1.75;

  if (card.found) {
    straighten_card (view, card);
    double likeness = find_layout (view, card);

    if (likeness > 0.8) {
      view.set_region (view.add ("card_like", liken (likeness, CARD_LAYOUT), 0.95),
                       card.to_picture (cv::Rect2d (0, 0, CARD_WIDTH, CARD_HEIGHT)));
      return;
    }
  }
  double outline = card.found && card.whole && shaped ? liken (card.support, CARD_OUTLINE) : 0;
  if (outline < 0.5 && !faces.empty () && find_frame (view, faces[0].box, &frame)) {
    view.set_region (view.add ("card_like", 0.9, 0.8), frame);
    return;
  }
  ApoyoObservation *like = view.add ("card_like", outline, 0.8);
  if (outline > 0)
    view.set_region (like, card.to_picture (cv::Rect2d (0, 0, CARD_WIDTH, CARD_HEIGHT)));
}

void
look_at_selfie (const View &held)
{
  std::vector<Face> faces;
  View view = find_upright (held, faces);
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
  if (!faces.empty ()) {
    cv::Mat small;

    cv::cvtColor (view.small, small, cv::COLOR_RGB2GRAY);
    view.add_text ("portrait", 1,
                   cut_out (small, faces[0], static_cast<double> (small.cols) / view.grey.cols), 1);
  }
  double flatness = measure_flatness (view);
  view.add ("flatness", flatness);
  view.add ("flat", liken (flatness, DRAWING));
  look_for_card (view, faces);
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
  view.set_region (view.add_text ("portrait", 1, cut_out (portrait, face, 1), seen ? 0.9 : 0.4),
                   card.to_picture (place));
}

} // namespace sight
