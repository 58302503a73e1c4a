/* apoyo-exif.h: how a camera was held, from the EXIF of a picture.
 *
 * Of all that EXIF may carry only this one number is looked for: place, time and name of the device
 * are not read, so they cannot get any further.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* data: a TIFF structure, with or without "Exif\0\0" before it. 1 when it does not say, or not
 * anything sensible. */
guint apoyo_exif_read_orientation (const guint8 *data, gsize size);

G_END_DECLS
