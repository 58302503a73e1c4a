/* apoyo-exif.c: how a camera was held, from the EXIF of a picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-exif.h"

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3
#define ENTRY_SIZE 12
#define MOST_ENTRIES 512 /* cameras write a dozen */

typedef struct {
  const guint8 *data;
  gsize size;
  gboolean big_endian;
} Tiff;

static guint
get16 (const Tiff *tiff, gsize at)
{
  const guint8 *p = tiff->data + at;

  return tiff->big_endian ? (guint) (p[0] << 8 | p[1]) : (guint) (p[1] << 8 | p[0]);
}

static guint32
get32 (const Tiff *tiff, gsize at)
{
  guint32 first = get16 (tiff, at);
  guint32 second = get16 (tiff, at + 2);

  return tiff->big_endian ? first << 16 | second : second << 16 | first;
}

static gboolean
tiff_open (Tiff *tiff, const guint8 *data, gsize size)
{
  if (size >= 6 && memcmp (data, "Exif\0\0", 6) == 0) {
    data += 6;
    size -= 6;
  }
  if (size < 8 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return FALSE;
  tiff->data = data;
  tiff->size = size;
  tiff->big_endian = data[0] == 'M';
  return TRUE;
}

guint
apoyo_exif_read_orientation (const guint8 *data, gsize size)
{
  Tiff tiff;
  gsize directory;
  gsize entries;

  if (!tiff_open (&tiff, data, size))
    return 1;
  directory = get32 (&tiff, 4);
  if (directory > tiff.size - 2)
    return 1;
  entries = MIN (get16 (&tiff, directory), (tiff.size - directory - 2) / ENTRY_SIZE);
  for (gsize i = 0; i < MIN (entries, MOST_ENTRIES); i++) {
    const gsize at = directory + 2 + i * ENTRY_SIZE;

    if (get16 (&tiff, at) == TAG_ORIENTATION && get16 (&tiff, at + 2) == TYPE_SHORT &&
        get32 (&tiff, at + 4) == 1) {
      const guint orientation = get16 (&tiff, at + 8);

      return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
  }
  return 1;
}
