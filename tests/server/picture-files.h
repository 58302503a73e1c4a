/* picture-files.h: files of pictures for tests, well made and maliciously made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Four quarters, red and green above, blue and white below, with some noise in them. */
typedef struct {
  guint width;
  guint height;
  guint8 *rgb; /* (owned) */
} TestPicture;

void test_picture_init (TestPicture *self, guint width, guint height);
void test_picture_clear (TestPicture *self);
/* 'R', 'G', 'B', 'W', or '?' */
char test_picture_colour_at (const TestPicture *self, double x, double y);

GBytes *test_picture_to_jpeg (const TestPicture *self);
GBytes *test_picture_to_progressive_jpeg (const TestPicture *self);
GBytes *test_picture_to_png (const TestPicture *self, gboolean interlaced);
GBytes *test_picture_to_webp (const TestPicture *self);
/* NULL where libheif has no encoder. */
GBytes *test_picture_to_heic (const TestPicture *self);
void test_picture_from_jpeg (TestPicture *self, GBytes *jpeg);

/* The JPEG with an EXIF of that orientation and a place in it, before everything else. */
GBytes *test_jpeg_with_exif (GBytes *jpeg, guint orientation);
/* The same with so many segments of metadata. */
GBytes *test_jpeg_with_segments (GBytes *jpeg, guint n, guint size);
/* The JPEG saying that it is of another size. */
GBytes *test_jpeg_with_size (GBytes *jpeg, guint width, guint height);

/* A PNG with so many chunks of that type and content behind its header. */
GBytes *test_png_with_chunks (GBytes *png, const char *type, GBytes *content, guint n);
/* A PNG of one colour, one bit a pixel, of any size. */
GBytes *test_png_bomb (guint width, guint height);
/* A compressed text or profile of so many megabytes of nothing. */
GBytes *test_deflate_bomb (const char *prefix, gsize prefix_size, guint megabytes);

GBytes *test_bytes_cat (GBytes *first, const void *data, gsize size);
GBytes *test_bytes_cut (GBytes *bytes, gsize size);

G_END_DECLS
