/* sight-glance.cpp: lines of known letters, read at a glance.
 *
 * Text recognition costs a tenth of a second for a machine readable zone; this costs a fiftieth of
 * that, because the letters are dark on light paper, stand apart, and are few. It is there to
 * agree: a zone whose check digits are right was read rightly, and a key that is the one expected
 * needs no second look. Where it does not agree, text recognition has the word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "apoyo-mrz.h"
#include "sight-glance.hpp"

namespace sight
{

constexpr const char *CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
constexpr const char *DIGITS = "0123456789";
constexpr const char *EITHER = "0123456789<";
constexpr const char *KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/* Of a clave de elector as of a CURP. */
constexpr std::size_t KEY_LETTERS = 18;
/* An aspect twice as large counts as much as a third of all cells being the reverse. */
constexpr float ASPECT_WEIGHT = 0.7f;

/* --- letters -------------------------------------------------------------------------------- */

using Cells = std::array<float, GLYPH_ACROSS * GLYPH_DOWN>;

struct Known {
  char letter;
  bool zone;
  float shape;
  Cells cells;
};

/* Strokes are dark, however thin they are printed. */
static void
even_out (Cells &cells)
{
  std::vector<float> copy (cells.begin (), cells.end ());
  float dark = std::max (quantile (copy, 0.9), 1e-3f);

  for (float &cell : cells)
    cell = std::min (cell / dark, 1.2f);
}

static const std::vector<Known> &
get_known ()
{
  static const std::vector<Known> all = [] {
    std::vector<Known> known;

    for (const Glyph &glyph : get_glyphs ()) {
      Known one = { glyph.letter, glyph.zone, std::log2 (glyph.aspect), {} };

      for (std::size_t i = 0; i < one.cells.size (); i++)
        one.cells[i] = static_cast<float> (glyph.cells[i] - '0') / 9;
      even_out (one.cells);
      known.push_back (std::move (one));
    }
    return known;
  }();

  return all;
}

/* How different the cells are; as far as that is needed, once it is more than most. */
static float
compare_cells (const Cells &a, const Cells &b, float away, float most)
{
  constexpr float ALL = GLYPH_ACROSS * GLYPH_DOWN / 3;
  const float *x = a.data (), *y = b.data ();

  for (int row = 0; row < GLYPH_DOWN && away < most; row++) {
    float sum = 0;

    for (int i = 0; i < GLYPH_ACROSS; i++, x++, y++)
      sum += (*x - *y) * (*x - *y);
    away += sum / ALL;
  }
  return away;
}

struct Guess {
  char letter = '\0';
  float sure = 0; /* how much farther the next letter is, 0 to 1 */
};

static Guess
guess_letter (const cv::Mat &ink, const cv::Rect &box, bool zone, const char *allowed)
{
  const cv::Size size (GLYPH_ACROSS, GLYPH_DOWN);
  float shape = std::log2 (static_cast<float> (box.width) / static_cast<float> (box.height));
  float best = 1e9f, next = 1e9f;
  Cells cells;
  cv::Mat small;
  Guess guess;

  cv::resize (ink (box), small, size, 0, 0, cv::INTER_AREA);
  for (std::size_t i = 0; i < cells.size (); i++)
    cells[i] = static_cast<float> (small.data[i]) / 255;
  even_out (cells);
  for (const Known &known : get_known ()) {
    if (known.zone != zone || std::strchr (allowed, known.letter) == NULL)
      continue;
    /* What is farther already than the two nearest changes nothing. */
    float away = compare_cells (
        cells, known.cells, ASPECT_WEIGHT * (shape - known.shape) * (shape - known.shape), next);
    if (away < best) {
      if (guess.letter != known.letter)
        next = best;
      best = away;
      guess.letter = known.letter;
    } else if (known.letter != guess.letter) {
      next = std::min (next, away);
    }
  }
  guess.sure = next > 0 ? 1 - best / next : 0;
  return guess;
}

/* --- lines ---------------------------------------------------------------------------------- */

/* 0 is paper and 255 the darkest ink, whatever light fell on it. */
static cv::Mat
find_ink (const cv::Mat &grey)
{
  cv::Mat rough, paper, even, ink;
  int bins[256] = { 0 };

  cv::resize (grey, rough, cv::Size (), 0.25, 0.25, cv::INTER_AREA);
  cv::dilate (rough, rough, cv::getStructuringElement (cv::MORPH_RECT, cv::Size (9, 9)));
  cv::blur (rough, rough, cv::Size (9, 9));
  cv::resize (rough, paper, grey.size (), 0, 0, cv::INTER_LINEAR);
  cv::divide (grey, paper, even, 255);
  for (int y = 0; y < even.rows; y++)
    for (int x = 0; x < even.cols; x++)
      bins[even.at<uchar> (y, x)]++;
  int dark = 0, light = 255;
  for (int below = 0; dark < 255; dark++)
    if ((below += bins[dark]) > static_cast<int> (even.total ()) / 50)
      break;
  for (int below = 0, i = 0; i < 256; i++) {
    below += bins[i];
    light = i;
    if (below > static_cast<int> (even.total ()) / 2)
      break;
  }
  double scale = 255.0 / std::max (40, light - dark);
  even.convertTo (ink, CV_8U, -scale, light * scale);
  return ink;
}

static std::vector<cv::Rect>
find_pieces (const cv::Mat &ink, int lowest, int highest)
{
  cv::Mat mask, labels, stats, centres;
  std::vector<cv::Rect> pieces;

  cv::threshold (ink, mask, 110, 255, cv::THRESH_BINARY);
  int n = cv::connectedComponentsWithStats (mask, labels, stats, centres, 8, CV_16U);
  for (int i = 1; i < n; i++) {
    const int *s = stats.ptr<int> (i);
    cv::Rect box (s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH],
                  s[cv::CC_STAT_HEIGHT]);

    if (box.height >= lowest && box.height <= highest && box.width < 6 * highest)
      pieces.push_back (box);
  }
  return pieces;
}

static float
middle_of (const cv::Rect &box)
{
  return static_cast<float> (box.x) + static_cast<float> (box.width) / 2;
}

/* From above to below, each from left to right. */
static std::vector<std::vector<cv::Rect> >
sort_into_lines (std::vector<cv::Rect> pieces)
{
  std::vector<std::vector<cv::Rect> > lines;

  std::sort (pieces.begin (), pieces.end (),
             [] (const cv::Rect &a, const cv::Rect &b) { return a.x < b.x; });
  for (const cv::Rect &piece : pieces) {
    std::vector<cv::Rect> *home = nullptr;

    for (auto &line : lines) {
      const cv::Rect &last = line.back ();
      int shared = std::min (last.br ().y, piece.br ().y) - std::max (last.y, piece.y);

      if (2 * shared > std::min (last.height, piece.height))
        home = &line;
    }
    if (home != nullptr)
      home->push_back (piece);
    else
      lines.push_back ({ piece });
  }
  std::sort (lines.begin (), lines.end (),
             [] (const auto &a, const auto &b) { return a[0].y < b[0].y; });
  return lines;
}

/* The box of the ink within the slot. */
static cv::Rect
tighten (const cv::Mat &ink, const cv::Rect &slot)
{
  cv::Mat mask;
  cv::Rect inside = slot & cv::Rect (0, 0, ink.cols, ink.rows);

  if (inside.area () == 0)
    return cv::Rect ();
  cv::threshold (ink (inside), mask, 110, 255, cv::THRESH_BINARY);
  cv::Rect box = cv::boundingRect (mask);
  return box.area () == 0 ? box : box + inside.tl ();
}

/* Letters of one breadth stand upon a lattice: so many of them, evenly apart. What runs into its
 * neighbour, or fell to pieces, is cut where the lattice says. Empty when they do not. */
static std::vector<cv::Rect>
cut_evenly (const cv::Mat &ink, const std::vector<cv::Rect> &line, std::size_t n)
{
  std::vector<float> steps, heights;
  std::vector<cv::Rect> boxes;

  if (line.size () < n * 2 / 3)
    return {};
  for (std::size_t i = 0; i < line.size (); i++) {
    heights.push_back (static_cast<float> (line[i].height));
    if (i > 0)
      steps.push_back (middle_of (line[i]) - middle_of (line[i - 1]));
  }
  float step = quantile (steps, 0.5), height = quantile (heights, 0.5);
  /* Least squares over what stands alone. */
  double sum_k = 0, sum_x = 0, sum_kk = 0, sum_kx = 0, all = 0;
  float at = middle_of (line[0]);
  int k = 0;
  for (std::size_t i = 0; i < line.size (); i++) {
    float x = middle_of (line[i]);

    if (static_cast<float> (line[i].width) > 1.2f * step)
      continue;
    k += cvRound ((x - at) / step);
    at = x;
    sum_k += k, sum_x += x, sum_kk += k * k, sum_kx += k * x, all++;
  }
  double spread = all * sum_kk - sum_k * sum_k;
  if (spread <= 0)
    return {};
  double pitch = (all * sum_kx - sum_k * sum_x) / spread, first = (sum_x - pitch * sum_k) / all;
  int from = cvRound ((middle_of (line.front ()) - first) / pitch);
  int to = cvRound ((middle_of (line.back ()) - first) / pitch);
  if (static_cast<std::size_t> (to - from + 1) != n)
    return {};
  for (int i = from; i <= to; i++) {
    double x = first + pitch * i;
    auto near =
        std::min_element (line.begin (), line.end (), [x] (const cv::Rect &a, const cv::Rect &b) {
          return std::abs (middle_of (a) - x) < std::abs (middle_of (b) - x);
        });
    cv::Rect slot (cvRound (x - pitch / 2), near->y - 2, cvRound (pitch), near->height + 4);
    bool alone = std::abs (middle_of (*near) - x) < pitch * 0.3 &&
                 static_cast<float> (near->height) > 0.7f * height && near->width < pitch;
    cv::Rect box = alone ? *near : tighten (ink, slot);

    if (box.height < 4)
      return {};
    boxes.push_back (box);
  }
  return boxes;
}

struct Line {
  std::string text;
  float sure = 1;
};

/* --- machine readable zone ------------------------------------------------------------------ */

static const char *
allowed_at (std::size_t line, std::size_t place)
{
  const char *shape = line < 3 ? get_zone_shape (line) : NULL;

  if (shape == NULL || place >= std::strlen (shape))
    return CAPITALS;
  return shape[place] == '9' ? DIGITS : shape[place] == 'A' ? CAPITALS : EITHER;
}

static Line
read_evenly (const cv::Mat &ink, const std::vector<cv::Rect> &boxes, std::size_t number)
{
  Line line;
  float sum = 0;

  for (std::size_t i = 0; i < boxes.size (); i++) {
    Guess guess = guess_letter (ink, boxes[i], true, allowed_at (number, i));

    line.text += guess.letter;
    sum += guess.sure;
  }
  line.sure = sum / static_cast<float> (boxes.size ());
  return line;
}

void
glance_at_mrz (const View &view, const Card &card)
{
  const cv::Rect place (20, 400, 972, 224);
  cv::Mat ink = find_ink (card.grey (place));
  std::vector<std::vector<cv::Rect> > lines = sort_into_lines (find_pieces (ink, 12, 44));
  std::string text;
  float sure = 1;
  std::size_t n = 0;

  lines.erase (std::remove_if (lines.begin (), lines.end (),
                               [] (const auto &line) { return line.size () < 12; }),
               lines.end ());
  if (lines.size () < 3)
    return;
  lines.erase (lines.begin (), lines.end () - 3);
  for (const auto &pieces : lines) {
    std::vector<cv::Rect> boxes = cut_evenly (ink, pieces, APOYO_MRZ_LINE);

    if (boxes.empty ())
      return;
    Line line = read_evenly (ink, boxes, n++);
    text += (text.empty () ? "" : "\n") + line.text;
    sure = std::min (sure, line.sure);
  }
  view.set_region (view.add_text ("mrz_glance", 1, text, sure), card.to_picture (place));
}

/* --- keys on the front ---------------------------------------------------------------------- */

/* Beyond a gap of two letters another field begins. */
static std::vector<cv::Rect>
end_at_gap (const std::vector<cv::Rect> &line)
{
  std::vector<float> steps;

  for (std::size_t i = 1; i < line.size (); i++)
    steps.push_back (middle_of (line[i]) - middle_of (line[i - 1]));
  std::vector<float> copy = steps;
  float far = 2.2f * quantile (copy, 0.5);
  std::size_t first = 0, n = 0;
  for (std::size_t i = 0, from = 0; i < line.size (); i++) {
    if (i + 1 < line.size () && steps[i] < far)
      continue;
    if (i + 1 - from > n) {
      first = from;
      n = i + 1 - from;
    }
    from = i + 1;
  }
  return { line.begin () + static_cast<long> (first),
           line.begin () + static_cast<long> (first + n) };
}

/* Letters run together where a line is soft: a piece as broad as two is two. */
static std::vector<cv::Rect>
cut_broad (const std::vector<cv::Rect> &line)
{
  std::vector<float> breadths;
  std::vector<cv::Rect> boxes;

  for (const cv::Rect &piece : line)
    breadths.push_back (static_cast<float> (piece.width));
  float usual = quantile (breadths, 0.5);
  for (const cv::Rect &piece : line) {
    int n = std::max (1, cvRound (static_cast<float> (piece.width) / usual - 0.25f));

    for (int i = 0; i < n; i++)
      boxes.emplace_back (piece.x + piece.width * i / n, piece.y, std::max (1, piece.width / n),
                          piece.height);
  }
  return boxes;
}

static void
glance_at_key (const View &view, const Card &card, const char *name, const cv::Rect &place)
{
  cv::Mat ink = find_ink (card.grey (place));
  std::vector<std::vector<cv::Rect> > lines = sort_into_lines (find_pieces (ink, 10, 30));
  std::size_t longest = 0;
  Line line;
  float sum = 0;

  for (std::size_t i = 1; i < lines.size (); i++)
    if (lines[i].size () > lines[longest].size ())
      longest = i;
  if (lines.empty () || lines[longest].size () < 8)
    return;
  std::vector<cv::Rect> pieces = end_at_gap (lines[longest]);
  std::vector<cv::Rect> boxes = cut_evenly (ink, pieces, KEY_LETTERS);
  if (boxes.empty ())
    boxes = cut_broad (pieces);
  for (const cv::Rect &box : boxes) {
    Guess guess = guess_letter (ink, box, false, KEYS);

    line.text += guess.letter;
    sum += guess.sure;
  }
  line.sure = sum / static_cast<float> (boxes.size ());
  view.set_region (view.add_text (name, 1, line.text, line.sure), card.to_picture (place));
}

void
glance_at_front (const View &view, const Card &card)
{
  glance_at_key (view, card, "clave_glance", cv::Rect (320, 358, 360, 46));
  glance_at_key (view, card, "curp_glance", cv::Rect (320, 416, 360, 46));
}

} // namespace sight
