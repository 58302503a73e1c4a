/* sight-models.cpp: what is read from files, once, before the file system is out of reach.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <opencv2/core/utility.hpp>
#include <tesseract/baseapi.h>
#include <ZXing/ZXVersion.h>

#include "apoyo-sha256.h"
#include "sight.hpp"

#define LANGUAGE "spa"

namespace sight
{

Models::Models () = default;
Models::~Models () = default;

static bool
add_file (ApoyoSha256 *sum, const char *file, GError **error)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  if (!g_file_get_contents (file, &content, &length, error))
    return false;
  apoyo_sha256_update (sum, content, length);
  return true;
}

static bool
load_cascade (cv::CascadeClassifier &cascade, const char *name, ApoyoSha256 *sum, GError **error)
{
  g_autofree char *file = g_build_filename (CASCADES_DIR, name, NULL);

  if (g_file_test (file, G_FILE_TEST_IS_REGULAR) && cascade.load (file))
    return add_file (sum, file, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "cannot load the cascade %s", file);
  return false;
}

static bool
load_text (Models &models, ApoyoSha256 *sum, GError **error)
{
  g_autofree char *file = NULL;

  models.text = std::make_unique<tesseract::TessBaseAPI> ();
  if (models.text->Init (NULL, LANGUAGE, tesseract::OEM_LSTM_ONLY) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Tesseract has no data for Spanish (tesseract-ocr-spa)");
    return false;
  }
  /* What it says about strange pictures is nobody's business; "" would be standard error. */
  models.text->SetVariable ("debug_file", "/dev/null");
  /* It opens that file when it has something to say for the first time, which a confined process
   * may not: let it say so now that there is no such file. */
  models.text->ReadConfigFile ("/dev/null/none");
  file = g_build_filename (models.text->GetDatapath (), LANGUAGE ".traineddata", NULL);
  return add_file (sum, file, error);
}

void
open_models (Models &models, GError **error)
{
  g_autoptr (ApoyoSha256) sum = apoyo_sha256_new ();
  guint8 digest[APOYO_SHA256_LENGTH];
  g_autofree char *hex = NULL;

  if (!load_cascade (models.face[0], "haarcascade_frontalface_alt2.xml", sum, error) ||
      !load_cascade (models.face[1], "haarcascade_frontalface_alt.xml", sum, error) ||
      !load_cascade (models.face[2], "haarcascade_frontalface_default.xml", sum, error) ||
      !load_cascade (models.eye, "haarcascade_eye.xml", sum, error) ||
      !load_cascade (models.eye_again, "haarcascade_eye_tree_eyeglasses.xml", sum, error) ||
      !load_text (models, sum, error))
    return;
  apoyo_sha256_finish (sum, digest);
  hex = apoyo_hex_encode (digest, 6);
  models.version = cv::format ("tesseract %s, opencv %s, zxing %d.%d.%d, models %s",
                               tesseract::TessBaseAPI::Version (), cv::getVersionString ().c_str (),
                               ZXING_VERSION_MAJOR, ZXING_VERSION_MINOR, ZXING_VERSION_PATCH, hex);
}

} // namespace sight
