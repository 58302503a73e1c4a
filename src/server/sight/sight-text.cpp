/* sight-text.cpp: what stands on the credential, by Tesseract.
 *
 * Every field is read where the model has it, in the letters it can hold. Comparing what was read
 * is not done here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>
#include <cstring>
#include <tesseract/baseapi.h>

#include "apoyo-mrz.h"
#include "sight.hpp"

namespace sight
{

constexpr const char *CAPITALS = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ .-'";
constexpr const char *KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr const char *ZONE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<";

struct Reading {
  std::string text;
  double confidence = 0;
};

static Reading
read_text (const View &view, const cv::Mat &grey, const char *letters, tesseract::PageSegMode mode)
{
  tesseract::TessBaseAPI &reader = *view.models.text;
  Reading reading;

  reader.SetPageSegMode (mode);
  reader.SetVariable ("tessedit_char_whitelist", letters);
  reader.SetImage (grey.data, grey.cols, grey.rows, 1, static_cast<int> (grey.step));
  reader.SetSourceResolution (300);
  std::unique_ptr<char[]> text (reader.GetUTF8Text ());
  if (text)
    reading.text = text.get ();
  reading.confidence = std::max (0, reader.MeanTextConf ()) / 100.0;
  reader.Clear ();
  /* What it learnt from one card must not colour the reading of the next. */
  reader.ClearAdaptiveClassifier ();
  return reading;
}

/* Letters of a line are best some 30 pixels high, dark on evenly light paper. */
static cv::Mat
prepare (const cv::Mat &grey, double scale)
{
  cv::Mat large, paper, even;

  cv::resize (grey, large, cv::Size (), scale, scale, cv::INTER_CUBIC);
  cv::morphologyEx (large, paper, cv::MORPH_CLOSE,
                    cv::getStructuringElement (cv::MORPH_RECT, cv::Size (25, 25)));
  cv::blur (paper, paper, cv::Size (25, 25));
  cv::divide (large, paper, even, 245);
  return even;
}

/* --- front ---------------------------------------------------------------------------------- */

struct Field {
  const char *name;
  char model; /* 0 for all */
  cv::Rect place;
  const char *letters;
  bool block;
};

static std::string
tidy_lines (const std::string &text)
{
  std::string tidy;

  for (char c : text) {
    if (c == ' ' && (tidy.empty () || tidy.back () == ' ' || tidy.back () == '\n'))
      continue;
    if (c == '\n' && (tidy.empty () || tidy.back () == '\n'))
      continue;
    tidy += c;
  }
  while (!tidy.empty () && (tidy.back () == '\n' || tidy.back () == ' '))
    tidy.pop_back ();
  return tidy;
}

void
read_front (const View &view, const Card &card)
{
  static const Field fields[] = {
    { "ocr_name", 0, { 328, 138, 400, 108 }, CAPITALS, true },
    { "ocr_clave", 0, { 328, 364, 330, 34 }, KEYS, false },
    { "ocr_curp", 0, { 328, 422, 310, 34 }, KEYS, false },
    { "ocr_section", 'G', { 544, 538, 110, 40 }, "0123456789", false },
    { "ocr_section", 'E', { 544, 480, 90, 34 }, "0123456789", false },
    { "ocr_vigencia", 'G', { 44, 538, 200, 38 }, "0123456789 -–", false },
    { "ocr_vigencia", 'E', { 544, 538, 110, 34 }, "0123456789", false },
  };

  for (const Field &field : fields) {
    if (field.model != 0 && field.model != card.model)
      continue;
    Reading reading =
        read_text (view, prepare (card.grey (field.place), 1.4), field.letters,
                   field.block ? tesseract::PSM_SINGLE_BLOCK : tesseract::PSM_SINGLE_LINE);
    std::string text = tidy_lines (reading.text);

    if (text.empty ())
      continue;
    view.set_region (
        view.add_text (field.name, static_cast<double> (text.size ()), text, reading.confidence),
        card.to_picture (field.place));
  }
}

/* --- machine readable zone ------------------------------------------------------------------ */

/* Runs of < are read with a letter too many now and then. */
static std::string
shorten (std::string line)
{
  for (std::size_t i = line.size (); i-- > 1 && line.size () > APOYO_MRZ_LINE;)
    if ((line[i] == 'K' || line[i] == 'X') && (line[i - 1] == '<' || line[i + 1] == '<'))
      line.erase (i, 1);
  return line;
}

/* What can stand in each place: A a letter, 9 a digit, x anything. */
constexpr const char *SHAPES[] = { "AAAAA9999999999xx9999999999999",
                                   "9999999A9999999AAAxxxxxxxxxxx9",
                                   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };

const char *
get_zone_shape (std::size_t line)
{
  return line < 3 ? SHAPES[line] : NULL;
}

/* Where the format fixes the class, letters that look like digits are digits, and the reverse. */
static std::string
fix_classes (std::string line, const char *shape)
{
  static const char letters[] = "OQDILZSGTB", digits[] = "0001125678", back[] = "OIZASGTB";
  static const char from[] = "01245678";

  for (std::size_t i = 0; i < line.size () && shape[i] != '\0'; i++) {
    const char *at = std::strchr (shape[i] == '9' ? letters : from, line[i]);

    if (at == NULL || shape[i] == 'x')
      continue;
    line[i] = shape[i] == '9' ? digits[at - letters] : back[at - from];
  }
  return line;
}

static std::vector<std::string>
split_lines (const std::string &text)
{
  std::vector<std::string> lines (1);

  for (char c : text) {
    if (c == '\n')
      lines.emplace_back ();
    else if (std::strchr (ZONE, c) != NULL)
      lines.back () += c;
  }
  lines.erase (std::remove_if (lines.begin (), lines.end (),
                               [] (const std::string &line) { return line.size () < 12; }),
               lines.end ());
  return lines;
}

struct Zone {
  std::string text;
  double confidence = 0;
  int shape = 0; /* lines of the right length, and one more when the check digits agree */
};

static Zone
read_zone (const View &view, const Card &card, double scale)
{
  const cv::Rect place (20, 416, 972, 204);
  Reading reading =
      read_text (view, prepare (card.grey (place), scale), ZONE, tesseract::PSM_SINGLE_BLOCK);
  std::vector<std::string> lines = split_lines (reading.text);
  Zone zone;

  zone.confidence = reading.confidence;
  if (lines.size () > 3)
    lines.erase (lines.begin (), lines.end () - 3);
  for (std::size_t i = 0; i < lines.size (); i++) {
    std::string line = shorten (lines[i]);

    if (lines.size () == 3 && line.size () == APOYO_MRZ_LINE)
      line = fix_classes (line, SHAPES[i]);
    zone.shape += line.size () == APOYO_MRZ_LINE;
    zone.text += (zone.text.empty () ? "" : "\n") + line;
  }
  ApoyoMrz mrz;
  zone.shape += zone.shape == 3 && apoyo_mrz_parse (zone.text.c_str (), &mrz, NULL);
  return zone;
}

void
read_mrz (const View &view, const Card &card)
{
  const cv::Rect place (20, 416, 972, 204);
  Zone best = read_zone (view, card, 1);

  /* A second reading at another size: what it got wrong there it may get right here. */
  if (best.shape < 4) {
    Zone second = read_zone (view, card, 1.3);

    if (second.shape > best.shape ||
        (second.shape == best.shape && second.confidence > best.confidence))
      best = second;
  }
  if (best.shape == 0)
    return;
  view.set_region (view.add_text ("mrz", best.shape >= 3, best.text, best.confidence),
                   card.to_picture (place));
  view.add ("mrz_confidence", best.confidence, best.confidence);
}

} // namespace sight
