/* sight-models.cpp: what is read from files, once, before the file system is out of reach.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <tesseract/baseapi.h>

#include "sight.hpp"

namespace sight
{

Models::Models () = default;
Models::~Models () = default;

static bool
load_cascade (cv::CascadeClassifier &cascade, const char *name, GError **error)
{
  g_autofree char *file = g_build_filename (CASCADES_DIR, name, NULL);

  if (g_file_test (file, G_FILE_TEST_IS_REGULAR) && cascade.load (file))
    return true;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "cannot load the cascade %s", file);
  return false;
}

void
open_models (Models &models, GError **error)
{
  if (!load_cascade (models.face[0], "haarcascade_frontalface_alt2.xml", error) ||
      !load_cascade (models.face[1], "haarcascade_frontalface_alt.xml", error) ||
      !load_cascade (models.face[2], "haarcascade_frontalface_default.xml", error) ||
      !load_cascade (models.eye, "haarcascade_eye.xml", error))
    return;
  models.text = std::make_unique<tesseract::TessBaseAPI> ();
  if (models.text->Init (NULL, "spa", tesseract::OEM_LSTM_ONLY) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Tesseract has no data for Spanish (tesseract-ocr-spa)");
    return;
  }
  /* What it says about strange pictures is nobody's business; "" would be standard error. */
  models.text->SetVariable ("debug_file", "/dev/null");
}

} // namespace sight
