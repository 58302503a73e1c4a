/* apoyo-barcode.cpp: the modules of the codes on a credential's back.
 *
 * The one place where the drawings meet C++: PDF417 is written by the library that the validator
 * reads it with, QR by another one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <BitMatrix.h>
#include <exception>
#include <MultiFormatWriter.h>
#include <qrencode.h>
#include <string>

extern "C" {
#include "apoyo-barcode.h"
}

extern "C" gboolean
apoyo_barcode_pdf417 (ApoyoBarcode *self, const char *text)
{
  try {
    ZXing::MultiFormatWriter writer (ZXing::BarcodeFormat::PDF417);
    const ZXing::BitMatrix matrix =
        writer.setMargin (2).setEccLevel (4).encode (std::string (text), 4, 1);

    self->width = guint (matrix.width ());
    self->height = guint (matrix.height ());
    self->dark = g_new (guint8, gsize (self->width) * self->height);
    for (guint y = 0; y < self->height; y++) {
      for (guint x = 0; x < self->width; x++)
        self->dark[y * self->width + x] = matrix.get (int (x), int (y));
    }
    return TRUE;
  } catch (const std::exception &) {
    return FALSE;
  }
}

extern "C" gboolean
apoyo_barcode_qr (ApoyoBarcode *self, const char *text)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  guint n;

  if (code == NULL)
    return FALSE;
  /* The quiet zone of two modules continues in the white of the card. */
  n = guint (code->width) + 4;
  self->width = self->height = n;
  self->dark = g_new0 (guint8, gsize (n) * n);
  for (int i = 0; i < code->width * code->width; i++)
    self->dark[(guint (i / code->width) + 2) * n + guint (i % code->width) + 2] = code->data[i] & 1;
  QRcode_free (code);
  return TRUE;
}

extern "C" void
apoyo_barcode_clear (ApoyoBarcode *self)
{
  g_clear_pointer (&self->dark, g_free);
}
