/* fuzz-picture-header.c: any bytes as the beginning of a picture. fuzz-driver.c tells how to run
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-cargo.h"
#include "apoyo-exif.h"
#include "apoyo-picture-header.h"
#include "fuzz.h"

/* What is read is never more than there is, and says the same again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  ApoyoPictureHeader header;
  ApoyoPictureHeader again;
  ApoyoCargo cargo = { 0 };
  const guint orientation = apoyo_exif_read_orientation (data, size);

  g_assert_true (orientation >= 1 && orientation <= 8);
  apoyo_picture_header_read (&header, data, size);
  g_assert_true (header.orientation >= 1 && header.orientation <= 8);
  g_assert_cmpuint (header.end, <=, size);
  g_assert_nonnull (apoyo_picture_format_to_nick (header.format));
  if (header.whole && header.format != APOYO_FORMAT_HEIC)
    g_assert_true (header.width > 0 && header.height > 0);
  if (!apoyo_picture_format_is_decoded (header.format))
    g_assert_false (header.whole);

  apoyo_picture_header_read (&again, data, size);
  g_assert_true (again.format == header.format && again.width == header.width &&
                 again.height == header.height && again.end == header.end);

  apoyo_cargo_weigh (&cargo, header.format, data, size, header.end > 0 ? size - header.end : 0);
  g_assert_cmpuint (cargo.trailing, <=, size);
  return 0;
}
