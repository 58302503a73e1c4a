/* apoyo-picture-header.c: what a file says of itself, before any decoder sees it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-bytes.h"
#include "apoyo-exif.h"
#include "apoyo-picture-header.h"

#define MOST_CHUNKS 100000 /* of a PNG; beyond that it is not a photograph */
#define SVG_WITHIN 1024    /* how far into a text the <svg is looked for */

static const char *const nicks[] = {
  [APOYO_FORMAT_UNKNOWN] = "unknown", [APOYO_FORMAT_JPEG] = "jpeg", [APOYO_FORMAT_PNG] = "png",
  [APOYO_FORMAT_WEBP] = "webp",       [APOYO_FORMAT_HEIC] = "heic", [APOYO_FORMAT_AVIF] = "avif",
  [APOYO_FORMAT_GIF] = "gif",         [APOYO_FORMAT_BMP] = "bmp",   [APOYO_FORMAT_TIFF] = "tiff",
  [APOYO_FORMAT_PDF] = "pdf",         [APOYO_FORMAT_SVG] = "svg",   [APOYO_FORMAT_ZIP] = "zip",
};

const char *
apoyo_picture_format_to_nick (ApoyoPictureFormat format)
{
  g_return_val_if_fail ((guint) format < G_N_ELEMENTS (nicks), NULL);
  return nicks[format];
}

gboolean
apoyo_picture_format_is_decoded (ApoyoPictureFormat format)
{
  return format == APOYO_FORMAT_JPEG || format == APOYO_FORMAT_PNG || format == APOYO_FORMAT_WEBP ||
         format == APOYO_FORMAT_HEIC;
}

static gboolean
starts_with (const guint8 *data, gsize size, const char *magic, gsize length)
{
  return size >= length && memcmp (data, magic, length) == 0;
}

/* --- JPEG: segments up to the first frame ----------------------------------------------------- */

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static void
read_frame (ApoyoPictureHeader *self, const guint8 *data, gsize size)
{
  if (size < 6)
    return;
  self->height = be16 (data + 1);
  self->width = be16 (data + 3);
  self->whole = self->width > 0 && self->height > 0;
}

static void
read_jpeg (ApoyoPictureHeader *self, const guint8 *data, gsize size)
{
  gsize at = 2;

  while (at + 4 <= size && data[at] == 0xFF) {
    const guint8 marker = data[at + 1];
    gsize length;

    if (marker == 0xFF) { /* a fill byte */
      at++;
      continue;
    }
    length = be16 (data + at + 2);
    if (marker == 0xD9 || marker == 0xDA || length < 2 || length > size - at - 2)
      return;
    if (marker == 0xE1 && starts_with (data + at + 4, length - 2, "Exif\0\0", 6))
      self->orientation = apoyo_exif_read_orientation (data + at + 4, length - 2);
    if (is_frame (marker)) {
      read_frame (self, data + at + 4, length - 2);
      return;
    }
    at += 2 + length;
  }
}

/* --- PNG: chunks up to the end ---------------------------------------------------------------- */

static void
read_png (ApoyoPictureHeader *self, const guint8 *data, gsize size)
{
  gsize at = 8;

  for (guint i = 0; i < MOST_CHUNKS && size - at >= 12; i++) {
    const gsize length = be32 (data + at);
    const guint8 *type = data + at + 4;

    if (length > size - at - 12)
      return;
    /* The first is what decoders believe. */
    if (memcmp (type, "IHDR", 4) == 0 && length >= 13 && !self->whole) {
      self->width = be32 (data + at + 8);
      self->height = be32 (data + at + 12);
      self->whole = self->width > 0 && self->height > 0;
    } else if (memcmp (type, "eXIf", 4) == 0) {
      self->orientation = apoyo_exif_read_orientation (data + at + 8, length);
    }
    at += 12 + length;
    if (memcmp (type, "IEND", 4) == 0) {
      self->end = at;
      return;
    }
  }
}

/* --- WebP: chunks of a RIFF ------------------------------------------------------------------- */

static void
read_webp_chunk (ApoyoPictureHeader *self, const guint8 *type, const guint8 *data, gsize size)
{
  if (memcmp (type, "VP8X", 4) == 0 && size >= 10) {
    self->animated = (data[0] & 2) != 0;
    self->width = le24 (data + 4) + 1;
    self->height = le24 (data + 7) + 1;
  } else if (memcmp (type, "VP8 ", 4) == 0 && size >= 10 && self->width == 0) {
    self->width = le24 (data + 6) & 0x3FFF;
    self->height = (guint) (data[8] | data[9] << 8) & 0x3FFF;
  } else if (memcmp (type, "VP8L", 4) == 0 && size >= 5 && self->width == 0) {
    self->width = (le32 (data + 1) & 0x3FFF) + 1;
    self->height = (le32 (data + 1) >> 14 & 0x3FFF) + 1;
  } else if (memcmp (type, "EXIF", 4) == 0) {
    self->orientation = apoyo_exif_read_orientation (data, size);
  }
  self->whole = self->width > 0 && self->height > 0;
}

static void
read_webp (ApoyoPictureHeader *self, const guint8 *data, gsize size)
{
  const guint64 end = (guint64) le32 (data + 4) + 8;
  gsize at = 12;

  if (end <= size)
    self->end = (gsize) end;
  for (guint i = 0; i < MOST_CHUNKS && at <= size && size - at >= 8; i++) {
    const gsize length = le32 (data + at + 4);

    read_webp_chunk (self, data + at, data + at + 8, MIN (length, size - at - 8));
    if (length > size - at - 8)
      return;
    at += 8 + length + (length & 1);
  }
}

/* --- HEIC: boxes ------------------------------------------------------------------------------ */

static ApoyoPictureFormat
format_of_brand (const guint8 *brand)
{
  static const char heic[][5] = { "heic", "heix", "heim", "heis", "mif1" };

  if (memcmp (brand, "avif", 4) == 0 || memcmp (brand, "avis", 4) == 0)
    return APOYO_FORMAT_AVIF;
  for (guint i = 0; i < G_N_ELEMENTS (heic); i++)
    if (memcmp (brand, heic[i], 4) == 0)
      return APOYO_FORMAT_HEIC;
  return APOYO_FORMAT_UNKNOWN;
}

/* The end of the last box that is whole: what follows it is not a box. */
static void
read_heic (ApoyoPictureHeader *self, const guint8 *data, gsize size)
{
  gsize at = 0;

  for (guint i = 0; i < MOST_CHUNKS && size - at >= 8; i++) {
    const guint64 length = be32 (data + at);

    /* 0: up to the end of the file; 1: a length of eight bytes, for more than four gigabytes. */
    if (length < 8 || length > size - at || memchr (data + at + 4, 0, 4) != NULL)
      break;
    at += (gsize) length;
  }
  self->end = at;
  self->whole = at > 0;
}

/* --- */

static gboolean
is_svg (const guint8 *data, gsize size)
{
  g_autofree char *start = NULL;

  if (size == 0 || (data[0] != '<' && data[0] != 0xEF && !g_ascii_isspace (data[0])))
    return FALSE;
  start = g_strndup ((const char *) data, MIN (size, SVG_WITHIN));
  return strstr (start, "<svg") != NULL;
}

static ApoyoPictureFormat
sniff (const guint8 *data, gsize size)
{
  if (starts_with (data, size, "\xFF\xD8\xFF", 3))
    return APOYO_FORMAT_JPEG;
  if (starts_with (data, size, "\x89PNG\r\n\x1A\n", 8))
    return APOYO_FORMAT_PNG;
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return APOYO_FORMAT_WEBP;
  if (size >= 12 && memcmp (data + 4, "ftyp", 4) == 0)
    return format_of_brand (data + 8);
  if (starts_with (data, size, "GIF8", 4))
    return APOYO_FORMAT_GIF;
  if (starts_with (data, size, "BM", 2))
    return APOYO_FORMAT_BMP;
  if (starts_with (data, size, "II*\0", 4) || starts_with (data, size, "MM\0*", 4))
    return APOYO_FORMAT_TIFF;
  if (starts_with (data, size, "%PDF-", 5))
    return APOYO_FORMAT_PDF;
  if (starts_with (data, size, "PK\x03\x04", 4))
    return APOYO_FORMAT_ZIP;
  return is_svg (data, size) ? APOYO_FORMAT_SVG : APOYO_FORMAT_UNKNOWN;
}

void
apoyo_picture_header_read (ApoyoPictureHeader *self, const guint8 *data, gsize size)
{
  *self = (ApoyoPictureHeader){ .format = sniff (data, size), .orientation = 1 };
  switch (self->format) {
  case APOYO_FORMAT_JPEG:
    read_jpeg (self, data, size);
    break;
  case APOYO_FORMAT_PNG:
    read_png (self, data, size);
    break;
  case APOYO_FORMAT_WEBP:
    read_webp (self, data, size);
    break;
  case APOYO_FORMAT_HEIC:
    read_heic (self, data, size);
    break;
  default:
    break;
  }
}
