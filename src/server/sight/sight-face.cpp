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

static std::vector<cv::Rect>
find_faces (const View &view, const cv::Mat &grey, double smallest, double step)
{
  std::vector<cv::Rect> faces;
  int side = std::max (24, cvRound (std::min (grey.cols, grey.rows) * smallest));

  view.models.face.detectMultiScale (grey, faces, step, 3, 0, cv::Size (side, side));
  std::sort (faces.begin (), faces.end (),
             [] (const cv::Rect &a, const cv::Rect &b) { return a.area () > b.area (); });
  return faces;
}

void
look_at_selfie (const View &view)
{
  cv::Mat small = shrink (view.grey, 240);
  int64 t = cv::getTickCount ();
  std::vector<cv::Rect> faces = find_faces (view, small, 0.2, 1.15);
  view.add ("faces", static_cast<double> (faces.size ()));
  view.add ("face_ms", (cv::getTickCount () - t) / cv::getTickFrequency () * 1000);
  for (auto f : faces)
    view.add ("face", f.width / (double) small.cols);
}

void
look_at_portrait (const View &view, const Card &card)
{
  std::vector<cv::Rect> faces =
      find_faces (view, card.grey (cv::Rect (30, 130, 300, 370)), 0.4, 1.15);
  view.add ("portrait_faces", static_cast<double> (faces.size ()));
}

}
