/* sight-codes.cpp: the codes on the back, by ZXing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <algorithm>

#define ZX_USE_UTF8 1 /* text () in UTF-8 */
#include <ZXing/ReadBarcode.h>

#include "sight.hpp"

namespace sight
{

struct Code {
  std::string text;
  cv::Rect2d box; /* in the straightened card */
};

static std::vector<Code>
read_codes (const cv::Mat &grey, ZXing::BarcodeFormats formats, bool hard)
{
  ZXing::ImageView image (grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum,
                          static_cast<int> (grey.step));
  ZXing::DecodeHints hints;
  std::vector<Code> codes;

  hints.setFormats (formats);
  hints.setTryHarder (hard);
  hints.setTryRotate (hard);
  hints.setTryDownscale (hard);
  hints.setMaxNumberOfSymbols (6);
  for (const auto &result : ZXing::ReadBarcodes (image, hints)) {
    if (!result.isValid ())
      continue;
    std::vector<cv::Point> points;
    for (const auto &p : result.position ())
      points.emplace_back (p.x, p.y);
    codes.push_back ({ result.text (), cv::Rect2d (cv::boundingRect (points)) });
  }
  return codes;
}

static void
tell (const View &view, const Card &card, const char *name, const Code &code)
{
  view.set_region (view.add_text (name, 1, code.text, 1), card.to_picture (code.box));
}

/* A: nothing, D to F: PDF417, G and H: two large QR codes beside the small one. A model issued
 * abroad looks like its sister. */
static void
tell_model (const View &view, const Card &card, std::size_t qr, std::size_t pdf417)
{
  if (pdf417 > 0)
    view.add_text ("model", 1, "E", 1);
  else if (qr >= 2)
    view.add_text ("model", 1, "G", 1);
  else if (card.side != 0)
    view.add_text ("model", 1, std::string (1, card.model), 0.6);
}

void
look_at_codes (const View &view, const Card &card)
{
  bool full = view.level == APOYO_READ_FULL;
  std::vector<Code> squares, bars;

  /* On the front there are none, unless it is the back that was sent for it. */
  if (view.role == APOYO_PICTURE_ROLE_BACK || card.side == 2) {
    squares = read_codes (card.grey, ZXing::BarcodeFormat::QRCode, false);
    if (squares.size () < 2)
      bars = read_codes (card.grey, ZXing::BarcodeFormat::PDF417, false);
    if (full && squares.size () < 2 && bars.empty ()) {
      squares = read_codes (view.grey, ZXing::BarcodeFormat::QRCode, true);
      if (squares.size () < 2)
        bars = read_codes (view.grey, ZXing::BarcodeFormat::PDF417, true);
      /* These were found in the picture itself, not in the straightened card. */
      for (auto *codes : { &squares, &bars })
        for (Code &code : *codes)
          code.box = card.from_picture (code.box);
    }
  }
  /* The codes that say most come first. */
  std::stable_sort (squares.begin (), squares.end (),
                    [] (const Code &a, const Code &b) { return a.text.size () > b.text.size (); });
  view.add ("qr_count", static_cast<double> (squares.size ()));
  for (const Code &code : squares)
    tell (view, card, "qr", code);
  for (const Code &code : bars)
    tell (view, card, "pdf417", code);
  tell_model (view, card, squares.size (), bars.size ());
}

} // namespace sight
