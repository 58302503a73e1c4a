/* sight.hpp: what the parts of the sight share.
 *
 * Each part measures one subject and appends observations. Parts may throw: the
 * boundary catches.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <string>
#include <vector>

#include "apoyo-sight.h"

namespace tesseract
{
class TessBaseAPI;
}

namespace sight
{

/* A credential straightened to ID-1: 85.6 mm are this many pixels. */
constexpr int CARD_WIDTH = 1012;
constexpr int CARD_HEIGHT = 638;

/* Pictures are measured at this long side where details do not matter. */
constexpr int SMALL_SIDE = 320;

struct Models {
  cv::CascadeClassifier face[3]; /* in the order in which they are asked */
  cv::CascadeClassifier eye;
  cv::CascadeClassifier eye_again; /* where that one sees none */
  std::unique_ptr<tesseract::TessBaseAPI> text;
  std::string version; /* of the libraries, and a digest of the models' files */
  Models ();
  ~Models ();
};

/* One picture under examination. */
struct View {
  Models &models;
  ApoyoPictureRole role;
  ApoyoReadLevel level;
  cv::Mat rgb;
  cv::Mat grey;
  cv::Mat small; /* rgb, long side at most SMALL_SIDE */
  GPtrArray *observations;
  int turn = -1; /* the cv::RotateFlags by which the picture was turned to look at it */

  ApoyoObservation *add (const char *name, double value, double confidence = 1) const;
  ApoyoObservation *
  add_text (const char *name, double value, const std::string &text, double confidence) const;
  /* box: in pixels of rgb; told in the picture as it came. */
  void set_region (ApoyoObservation *observation, const cv::Rect2d &box) const;
};

/* The credential that was found, or the whole picture when none was. */
struct Card {
  bool found = false;
  cv::Point2f corner[4]; /* in the picture, clockwise from the card's own upper left */
  double support = 0;    /* 0 … 1 of its outline lies upon edges */
  bool whole = false;
  cv::Mat rgb;    /* straightened, CARD_WIDTH × CARD_HEIGHT, upright */
  cv::Mat grey;   /* its brightness */
  int side = 0;   /* 1 front, 2 back, 0 neither */
  char model = 0; /* of the layout that it resembles most */
  double likeness = 0;
  double outside = 0; /* share of it that the picture does not show */

  /* Where a box of the straightened card lies in the picture. */
  cv::Rect2d to_picture (const cv::Rect2d &box) const;
  cv::Rect2d from_picture (const cv::Rect2d &box) const;
  void to_picture (std::vector<cv::Point2f> &points) const;
};

void open_models (Models &models, GError **error);

/* quality */
void look_at_quality (const View &view);
void look_at_sharpness (const View &view, const cv::Mat &grey);
void look_at_screen (const View &view, const cv::Mat &rgb);
/* Share of the colour that no tint of the light explains. */
double measure_chroma (const cv::Mat &rgb);
/* Share of the picture that is of its two commonest colours. */
double measure_flatness (const View &view);
guint64 hash_of (const cv::Mat &grey);
std::string hash_to_text (guint64 hash);

/* card */
/* Where it lies; straighten_card() fills in the pictures. */
Card find_card (const View &view);
bool find_frame (const View &view, const cv::Rect &face, cv::Rect2d *place);
void straighten_card (const View &view, Card &card);
void look_in_frame (const View &view, Card &card);
void look_at_card (const View &view, const Card &card);
void turn_card (Card &card);

/* layout: cells of about 2.4 mm */
constexpr int LAYOUT_ACROSS = 36;
constexpr int LAYOUT_DOWN = 22;
/* Below this nothing is told of the side: library cards come to 0.78, covered credentials to 0.88.
 */
constexpr double LEAST_LIKENESS = 0.82;
/* Above this nothing needs to be left out of it. */
constexpr double SURE_LIKENESS = 0.93;

struct Layout {
  char model;
  int side;
  cv::Mat print; /* 0 … 1 for each cell */
};

const std::vector<Layout> &get_layouts ();
/* Turns the card upright; how much it resembles the side of a model that it resembles most. */
double find_layout (const View &view, Card &card);
/* The same, of its brightness alone, however coarse; the card stays as it lies. */
double liken_to_layouts (const View &view, const Card &card);
void look_at_layout (const View &view, Card &card);

/* codes */
void look_at_codes (const View &view, const Card &card);

/* text */
void read_front (const View &view, const Card &card);
void read_mrz (const View &view, const Card &card);
double read_words (const View &view, const cv::Mat &grey, std::string *text);

/* What can stand in each place of a line of the zone: A a letter, 9 a digit, x anything. */
const char *get_zone_shape (std::size_t line);

/* glance */
void glance_at_front (const View &view, const Card &card);
void glance_at_mrz (const View &view, const Card &card);

/* face */
void look_at_selfie (const View &view);
void look_at_portrait (const View &view, const Card &card);

/* signature */
void look_at_signature (const View &view);

inline double
logistic (double value, double middle, double width)
{
  return 1 / (1 + std::exp (-(value - middle) / width));
}

/* Where a likeness is one half, and over what it grows. Limits of checks bound likenesses; these
 * make measures into them. Seen on drawn captures: good ones of seeds 1 to 12 and 24 to 29 (504 of
 * each picture, plain and harmless), planted ones of seeds 24 to 29 (six of each plant).
 *
 *                 measure           good              planted
 *   COPY_FRONT    chroma            0.051 to 0.162    0.001 to 0.011
 *   COPY_BACK     chroma            0.022 to 0.267    0.001 to 0.012
 *   TEMPLATE      ghost             0.605 to 0.897    0.105 to 0.199
 *   DRAWING       flatness          0.216 to 0.686    0.907 to 0.989
 *   SCREEN_FRONT  stripes           0 to 0.932        1.396 to 5.406
 *   SCREEN_BACK   stripes           0 to 1.266        1.298 to 5.139   (evenings of seeds 13 to 23
 *                                                                      and screens of 1 to 12 too)
 *   SCREEN_SELFIE stripes           up to 1.68        1.82 and more,   (1100 good and 220 screens
 *                                                     one of 1.55      of seeds 1 to 50)
 *   DOT           longest stroke    0.40 and more     0.07 and less    (of the diagonal; seeds 1 to
 *                                                                      10)
 *
 * CARD_LAYOUT and CARD_OUTLINE tell cards held before the lens from people: of the good selfies
 * none comes to a likeness of 0.001. */
struct Halfway {
  double middle;
  double width; /* below 0 where less of the measure is more of a likeness */
};

constexpr Halfway COPY_FRONT = { 0.021, -0.0015 };
constexpr Halfway COPY_BACK = { 0.0155, -0.0015 };
constexpr Halfway TEMPLATE = { 0.32, -0.025 };
constexpr Halfway DRAWING = { 0.75, 0.03 };
constexpr Halfway SCREEN_FRONT = { 1.0, 0.1 };
constexpr Halfway SCREEN_BACK = { 1.24, 0.1 };
constexpr Halfway SCREEN_SELFIE = { 1.71, 0.1 };
constexpr Halfway DOT = { 0.07, -0.01 };
constexpr Halfway CARD_LAYOUT = { 0.78, 0.02 };
constexpr Halfway CARD_OUTLINE = { 0.8, 0.04 };

inline double
liken (double value, const Halfway &half)
{
  return logistic (value, half.middle, half.width);
}

/* The value below which the share lies; the order of the values is lost. */
float quantile (std::vector<float> &values, double share);

cv::Mat halve (const cv::Mat &image, int longest);
cv::Mat shrink (const cv::Mat &image, int longest);

} // namespace sight
