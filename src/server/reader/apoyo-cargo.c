/* apoyo-cargo.c: what a file carries beside its picture.
 *
 * Telephones write an EXIF block with a small picture (64 kB at most), XMP, a colour profile, and
 * behind the end a second picture (the bright parts of one with a high range, a preview) or a film
 * of a second or two. They announce both in the picture, so a film that nobody announced is not
 * theirs. What such a film shows is not looked at, only that it has the form of one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <zlib.h>

#include "apoyo-bytes.h"
#include "apoyo-cargo.h"

/* More is not unpacked: it is far too much in any case. */
#define MOST_UNPACKED (16u * 1024 * 1024)
#define LONGEST_KEYWORD 79 /* of a PNG's text */

static gboolean
is_any_of (const guint8 *type, const char *types)
{
  for (; *types != '\0'; types += 4)
    if (memcmp (type, types, 4) == 0)
      return TRUE;
  return FALSE;
}

/* --- JPEG ------------------------------------------------------------------------------------- */

/* Frame, tables, scan and what belongs to them; not the applications' segments and comments. */
static gboolean
is_of_picture (guint8 marker)
{
  return (marker >= 0xC0 && marker <= 0xCF) || (marker >= 0xDA && marker <= 0xDF);
}

/* Where the next marker stands: 0xFF is one of the scan's own bytes before 0, and restarts belong
 * to the scan. */
static gsize
skip_scan (const guint8 *data, gsize size, gsize at)
{
  const guint8 *next;

  while ((next = memchr (data + at, 0xFF, size - at)) != NULL && next + 1 < data + size) {
    at = (gsize) (next - data);
    if (next[1] != 0 && (next[1] < 0xD0 || next[1] > 0xD7))
      return at;
    at += 2;
  }
  return size;
}

/* The length of what is no marker where one should be. */
static gsize
measure_junk (const guint8 *data, gsize size)
{
  const guint8 *next = memchr (data, 0xFF, size);

  return next != NULL ? (gsize) (next - data) : size;
}

/* Returns the length up to the end that it tells of, 0 when it tells of none. */
static gsize
weigh_jpeg (ApoyoCargo *self, const guint8 *data, gsize size)
{
  gsize at = 2;

  while (at + 2 <= size) {
    const guint8 marker = data[at + 1];
    gsize length;

    if (data[at] != 0xFF || marker == 0xFF) {
      length = data[at] != 0xFF ? measure_junk (data + at, size - at) : 1;
      self->metadata += length;
      at += length;
      continue;
    }
    at += 2;
    if (marker == 0xD9)
      return at;
    if (marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD8)) /* stands alone */
      continue;
    length = at + 2 <= size ? MIN (be16 (data + at), size - at) : size - at;
    if (!is_of_picture (marker))
      self->metadata += 2 + length;
    at += length;
    if (marker == 0xDA)
      at = skip_scan (data, size, at);
  }
  return 0;
}

/* --- PNG -------------------------------------------------------------------------------------- */

/* Counts what comes out, and keeps nothing of it. */
static gsize
unpack (const guint8 *data, gsize size, gsize most)
{
  guint8 out[16384];
  z_stream stream = { .next_in = (guint8 *) data, .avail_in = (uInt) size };
  gsize n = 0;
  int result = Z_OK;

  if (inflateInit (&stream) != Z_OK)
    return 0;
  while (result == Z_OK && n < most) {
    stream.next_out = out;
    stream.avail_out = sizeof out;
    result = inflate (&stream, Z_NO_FLUSH);
    n += sizeof out - stream.avail_out;
  }
  inflateEnd (&stream);
  return n;
}

/* Behind the 0 that ends a word; NULL when none does. */
static const guint8 *
skip_word (const guint8 *from, const guint8 *end, gsize longest)
{
  const guint8 *zero =
      from != NULL ? memchr (from, 0, MIN ((gsize) (end - from), longest + 1)) : NULL;

  return zero != NULL ? zero + 1 : NULL;
}

/* Where the packed part of a chunk begins; NULL when it has none. */
static const guint8 *
find_packed (const guint8 *type, const guint8 *data, const guint8 *end)
{
  const guint8 *at;

  if (!is_any_of (type, "zTXtiCCPiTXt"))
    return NULL;
  at = skip_word (data, end, LONGEST_KEYWORD);
  if (at == NULL || end - at < 2)
    return NULL;
  if (memcmp (type, "iTXt", 4) != 0)
    return at + 1; /* behind the method */
  if (at[0] != 1)
    return NULL;
  /* Language and the keyword in it. */
  at = skip_word (at + 2, end, (gsize) (end - at));
  return skip_word (at, end, (gsize) (end - data));
}

static void
weigh_png (ApoyoCargo *self, const guint8 *data, gsize size)
{
  gsize budget = MOST_UNPACKED;
  gsize at = 8;

  while (at <= size && size - at >= 12) {
    const guint8 *type = data + at + 4;
    const gsize length = MIN (be32 (data + at), size - at - 12);
    const guint8 *packed = find_packed (type, type + 4, type + 4 + length);

    if (!is_any_of (type, "IHDRPLTEIDATIEND"))
      self->metadata += 12 + length;
    if (packed != NULL) {
      const gsize n = unpack (packed, (gsize) (type + 4 + length - packed), budget);

      self->metadata += n;
      budget -= MIN (n, budget);
    }
    at += 12 + length;
  }
}

/* --- WebP and HEIC ---------------------------------------------------------------------------- */

/* A still picture: one of its parts once each, its alpha only where the head tells of some. */
static gboolean
is_webp_part (const guint8 *chunk, gboolean *has_pixels, gboolean *has_alpha)
{
  if (is_any_of (chunk, "VP8X")) {
    *has_alpha = (chunk[8] & 0x10) != 0;
    return TRUE;
  }
  if (is_any_of (chunk, "ALPH")) {
    const gboolean expected = *has_alpha;

    *has_alpha = FALSE;
    return expected;
  }
  if (!is_any_of (chunk, "VP8 VP8L") || *has_pixels)
    return FALSE;
  *has_pixels = TRUE;
  return TRUE;
}

static void
weigh_webp (ApoyoCargo *self, const guint8 *data, gsize size)
{
  gboolean has_pixels = FALSE;
  gboolean has_alpha = FALSE;
  gsize at = 12;

  while (at <= size && size - at >= 9) {
    const gsize length = MIN (le32 (data + at + 4), size - at - 8);

    if (!is_webp_part (data + at, &has_pixels, &has_alpha))
      self->metadata += 8 + length;
    at += 8 + length + (length & 1);
  }
}

/* What the boxes' names say; of the blocks within the picture's own box the decoder knows. */
static void
weigh_heic (ApoyoCargo *self, const guint8 *data, gsize size)
{
  gsize at = 0;

  while (at <= size && size - at >= 8) {
    const gsize length = CLAMP (be32 (data + at), 8, size - at);

    /* mpvd and sefd are a telephone's film and what it says of it. */
    if (!is_any_of (data + at + 4, "ftypmdatmpvdsefdmoovmoof"))
      self->metadata += length;
    at += length;
  }
}

/* --- behind the picture ----------------------------------------------------------------------- */

/* Returns the length of the film, 0 when it is none. What its boxes leave free is not film. */
static gsize
weigh_film (ApoyoCargo *self, const guint8 *data, gsize size)
{
  gsize at = 0;

  while (size - at >= 8 && is_any_of (data + at + 4, "ftypmoovmdatmoofmfrasidxfreeskipwide")) {
    const gsize length = be32 (data + at);

    if (length < 8 || length > size - at)
      break;
    if (is_any_of (data + at + 4, "freeskipwide"))
      self->trailing += length;
    at += length;
  }
  return at;
}

/* Telephones say in the picture that more follows it; one make says so at the very end. */
static gboolean
is_announced (const guint8 *data, gsize size, gsize behind)
{
  static const char *const words[] = { "MPF", "MotionPhoto", "MicroVideo", "Container:Directory" };

  if (behind >= 8 && memcmp (data + size - 4, "SEFT", 4) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    /* With the 0 behind the shortest, which is a segment's name. */
    if (memmem (data, size - behind, words[i], i == 0 ? 4 : strlen (words[i])) != NULL)
      return TRUE;
  return FALSE;
}

/* Once something only looked like a picture or a film, nothing more is tried: else it could be
 * made to be tried again at every byte. */
static void
weigh_tail (ApoyoCargo *self, const guint8 *data, gsize size)
{
  gboolean hopeful = TRUE;
  gsize at = 0;

  while (at < size) {
    const gboolean picture = size - at >= 3 && memcmp (data + at, "\xFF\xD8\xFF", 3) == 0;
    const gboolean film = size - at >= 8 && memcmp (data + at + 4, "ftyp", 4) == 0;
    gsize length = 0;

    if (hopeful && picture)
      length = weigh_jpeg (self, data + at, size - at);
    else if (hopeful && film)
      length = weigh_film (self, data + at, size - at);
    if ((picture || film) && length == 0)
      hopeful = FALSE;
    if (length == 0)
      self->trailing++;
    at += MAX (length, 1);
  }
}

/* --- other files ------------------------------------------------------------------------------ */

typedef enum { NO_FILE, ARCHIVE, DOCUMENT, PAGE, PROGRAM } ForeignKind;

/* An entry's head: version and method are small numbers. Or the end of the list of entries, which
 * is on the one and only disk. */
static gboolean
is_zip (const guint8 *p, gsize left)
{
  if (left >= 22 && memcmp (p, "PK\x05\x06\0\0\0\0", 8) == 0)
    return TRUE;
  return left >= 30 && memcmp (p, "PK\x03\x04", 4) == 0 && p[4] < 64 && p[5] < 32 && p[8] < 100 &&
         p[9] == 0;
}

static gboolean
is_page (const guint8 *p, gsize left)
{
  static const char *const tags[] = { "<script", "<html", "<!doctype html", "<iframe", "<?php" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    const gsize length = strlen (tags[i]);

    if (left > length && g_ascii_strncasecmp ((const char *) p, tags[i], length) == 0 &&
        (p[length] == '>' || g_ascii_isspace (p[length])))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_program (const guint8 *p, gsize left)
{
  gsize at;

  if (left >= 7 && memcmp (p,
                           "\x7F"
                           "ELF",
                           4) == 0)
    return (p[4] == 1 || p[4] == 2) && (p[5] == 1 || p[5] == 2) && p[6] == 1;
  if (left >= 8 && memcmp (p, "\xCF\xFA\xED\xFE", 4) == 0)
    return p[5] == 0 && p[6] == 0 && p[7] <= 1; /* 64 bits: number of the processor */
  if (left < 64 || memcmp (p, "MZ", 2) != 0)
    return FALSE;
  at = le32 (p + 60);
  return at <= 4096 && left >= at + 4 && memcmp (p + at, "PE\0\0", 4) == 0;
}

/* Marks long enough not to come about by chance in what is packed, of which a million pictures
 * have a million megabytes. */
static ForeignKind
recognise (const guint8 *p, gsize left)
{
  switch (p[0]) {
  case 'P':
    return is_zip (p, left) ? ARCHIVE : NO_FILE;
  case 'R':
    return left >= 7 && memcmp (p, "Rar!\x1A\x07", 6) == 0 && p[6] <= 1 ? ARCHIVE : NO_FILE;
  case '7':
    return left >= 6 && memcmp (p, "7z\xBC\xAF\x27\x1C", 6) == 0 ? ARCHIVE : NO_FILE;
  case '%':
    return left >= 7 && memcmp (p, "%PDF-", 5) == 0 && g_ascii_isdigit (p[5]) && p[6] == '.'
               ? DOCUMENT
               : NO_FILE;
  case '<':
    return is_page (p, left) ? PAGE : NO_FILE;
  case 0xFD:
    return left >= 6 && memcmp (p, "\xFD\x37zXZ", 6) == 0 ? ARCHIVE : NO_FILE;
  case 0x7F:
  case 0xCF:
  case 'M':
    return is_program (p, left) ? PROGRAM : NO_FILE;
  default:
    return NO_FILE;
  }
}

/* Wherever it stands: many programs look for an archive's end and a page's first tag anywhere. Of
 * the bytes that a mark may begin with first, which most are not: all of every picture is walked.
 */
static guint
count_foreign (const guint8 *data, gsize size)
{
  static const gboolean begins[256] = {
    ['P'] = TRUE, ['R'] = TRUE,  ['7'] = TRUE,  ['%'] = TRUE,  ['<'] = TRUE,
    ['M'] = TRUE, [0xFD] = TRUE, [0x7F] = TRUE, [0xCF] = TRUE,
  };
  guint kinds = 0;
  guint n = 0;

  for (gsize at = 0; at < size; at++) {
    if (begins[data[at]])
      kinds |= 1u << recognise (data + at, size - at);
  }
  kinds &= ~(1u << NO_FILE);
  for (; kinds != 0; kinds &= kinds - 1)
    n++;
  return n;
}

void
apoyo_cargo_weigh (ApoyoCargo *self,
                   ApoyoPictureFormat format,
                   const guint8 *data,
                   gsize size,
                   gsize behind)
{
  const gsize picture = size - behind;

  switch (format) {
  case APOYO_FORMAT_JPEG:
    weigh_jpeg (self, data, picture);
    break;
  case APOYO_FORMAT_PNG:
    weigh_png (self, data, picture);
    break;
  case APOYO_FORMAT_WEBP:
    weigh_webp (self, data, picture);
    break;
  case APOYO_FORMAT_HEIC:
    weigh_heic (self, data, picture);
    break;
  default:
    return;
  }
  if (is_announced (data, size, behind))
    weigh_tail (self, data + picture, behind);
  else
    self->trailing += behind;
  self->foreign += count_foreign (data, size);
}
