/* apoyo-photo.c: what a telephone's camera makes of a flat drawing.
 *
 * A card lies on a table, seen a little askew, in the light of the place; the sensor adds grain.
 * Passes go over the pixels directly: this is where the time of a capture is spent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-photo.h"

#include <math.h>
#include <string.h>

#include "apoyo-objects.h"

static void
paint_wood (cairo_t *cr, ApoyoColour base, ApoyoRandom *random)
{
  double w = APOYO_PHOTO_WIDTH, h = APOYO_PHOTO_HEIGHT;

  for (int i = 0; i < 90; i++) {
    double y = apoyo_random_double (random) * h;

    apoyo_canvas_source (
        cr, apoyo_colour_shade (base, apoyo_random_chance (random, 0.5) ? 0.7 : 1.28), 0.2);
    cairo_set_line_width (cr, 1 + apoyo_random_double (random) * 6);
    cairo_move_to (cr, 0, y);
    cairo_curve_to (cr, w * 0.3, y + apoyo_random_between (random, -18, 18), w * 0.7,
                    y + apoyo_random_between (random, -18, 18), w,
                    y + apoyo_random_between (random, -10, 10));
    cairo_stroke (cr);
  }
}

static void
paint_stone (cairo_t *cr, ApoyoColour base, ApoyoRandom *random)
{
  for (int i = 0; i < 420; i++) {
    apoyo_canvas_source (cr, apoyo_colour_shade (base, apoyo_random_between (random, 0.75, 1.25)),
                         0.5);
    apoyo_canvas_ellipse (cr, apoyo_random_between (random, 0, APOYO_PHOTO_WIDTH),
                          apoyo_random_between (random, 0, APOYO_PHOTO_HEIGHT),
                          apoyo_random_between (random, 2, 13),
                          apoyo_random_between (random, 2, 9));
    cairo_fill (cr);
  }
}

static void
paint_cloth (cairo_t *cr, ApoyoColour base)
{
  cairo_set_line_width (cr, 5);
  for (int i = -APOYO_PHOTO_HEIGHT; i < APOYO_PHOTO_WIDTH; i += 26) {
    apoyo_canvas_source (cr, apoyo_colour_shade (base, 0.78), 0.5);
    cairo_move_to (cr, i, 0);
    cairo_line_to (cr, i + APOYO_PHOTO_HEIGHT, APOYO_PHOTO_HEIGHT);
    cairo_stroke (cr);
    apoyo_canvas_source (cr, apoyo_colour_shade (base, 1.25), 0.4);
    cairo_move_to (cr, i + APOYO_PHOTO_HEIGHT, 0);
    cairo_line_to (cr, i, APOYO_PHOTO_HEIGHT);
    cairo_stroke (cr);
  }
}

static cairo_surface_t *
make_table (ApoyoScene scene, ApoyoRandom *random)
{
  static const ApoyoColour colours[] = {
    { 0.46, 0.33, 0.23 }, { 0.56, 0.56, 0.57 }, { 0.20, 0.21, 0.24 },
    { 0.36, 0.43, 0.55 }, { 0.94, 0.94, 0.93 }, { 0.07, 0.08, 0.09 },
  };
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, APOYO_PHOTO_WIDTH / 2,
                                                       APOYO_PHOTO_HEIGHT / 2);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, APOYO_PHOTO_WIDTH, APOYO_PHOTO_HEIGHT);
  cairo_t *cr = cairo_create (small);
  ApoyoColour base = apoyo_colour_shade (colours[scene], apoyo_random_between (random, 0.85, 1.2));

  if (scene >= APOYO_SCENE_PAPER)
    base = colours[scene];
  cairo_scale (cr, 0.5, 0.5);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  apoyo_canvas_source (cr, base, 1);
  cairo_paint (cr);
  if (scene == APOYO_SCENE_WOOD)
    paint_wood (cr, base, random);
  else if (scene == APOYO_SCENE_STONE || scene == APOYO_SCENE_DARK)
    paint_stone (cr, base, random);
  else if (scene == APOYO_SCENE_CLOTH)
    paint_cloth (cr, base);
  cairo_destroy (cr);
  /* Tables are out of focus: half the size is enough. */
  cr = cairo_create (surface);
  cairo_scale (cr, 2, 2);
  cairo_set_source_surface (cr, small, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (small);
  cairo_surface_flush (surface);
  return surface;
}

/* Where the card's corners are seen, clockwise from the upper left. */
static void
place_corners (double corner[4][2], const ApoyoShot *shot, ApoyoRandom *random)
{
  double w = APOYO_PHOTO_WIDTH, h = APOYO_PHOTO_HEIGHT;
  double card_w = w * shot->size * apoyo_random_between (random, 0.86, 0.90);
  double card_h = card_w * 54 / 85.6;
  double angle =
      apoyo_random_between (random, -1, 1) * shot->crooked * 2.4 * G_PI / 180 + shot->angle;
  double cx = w / 2 + shot->shift * w + apoyo_random_between (random, -1, 1) * 12;
  double cy = h / 2 + apoyo_random_between (random, -1, 1) * 8;
  double lean_x = apoyo_random_between (random, -1, 1) * shot->crooked * 0.016;
  double lean_y = apoyo_random_between (random, -1, 1) * shot->crooked * 0.016;

  for (int i = 0; i < 4; i++) {
    double x = (i == 1 || i == 2 ? 0.5 : -0.5) * card_w;
    double y = (i >= 2 ? 0.5 : -0.5) * card_h;
    /* What is nearer to the lens is larger. */
    double near = 1 + lean_x * x / card_w * 2 + lean_y * y / card_h * 2;

    x *= near;
    y *= near;
    corner[i][0] = cx + x * cos (angle) - y * sin (angle);
    corner[i][1] = cy + x * sin (angle) + y * cos (angle);
  }
}

/* The projective map from the picture to the card of the given size (Heckbert 1989). */
static void
solve (double m[9], double p[4][2], double width, double height)
{
  double dx1 = p[1][0] - p[2][0], dx2 = p[3][0] - p[2][0];
  double dy1 = p[1][1] - p[2][1], dy2 = p[3][1] - p[2][1];
  double sx = p[0][0] - p[1][0] + p[2][0] - p[3][0];
  double sy = p[0][1] - p[1][1] + p[2][1] - p[3][1];
  double det = dx1 * dy2 - dx2 * dy1;
  double g = (sx * dy2 - dx2 * sy) / det;
  double h = (dx1 * sy - sx * dy1) / det;
  double a = p[1][0] - p[0][0] + g * p[1][0], b = p[3][0] - p[0][0] + h * p[3][0], c = p[0][0];
  double d = p[1][1] - p[0][1] + g * p[1][1], e = p[3][1] - p[0][1] + h * p[3][1], f = p[0][1];
  /* The adjugate is the inverse but for a factor, which a projective map does not care about. */
  double inverse[9] = { e - f * h,     c * h - b,     b * f - c * e, f * g - d,    a - c * g,
                        c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d };

  for (int i = 0; i < 3; i++) {
    m[i] = inverse[i] * width;
    m[3 + i] = inverse[3 + i] * height;
    m[6 + i] = inverse[6 + i];
  }
}

typedef struct {
  const guint8 *data;
  int stride;
  int w;
  int h;
} Flat;

/* Bilinear, premultiplied: outside is transparent. */
static inline void
sample (const Flat *flat, float u, float v, guint32 rgba[4])
{
  static const guint8 nothing[4];
  int x = (int) (u + 1.5f) - 2; /* floor (u − 0.5) for u > −1.5 */
  int y = (int) (v + 1.5f) - 2;
  guint32 fx = (guint32) ((u - 0.5f - (float) x) * 256);
  guint32 fy = (guint32) ((v - 0.5f - (float) y) * 256);
  guint32 weight[4] = { (256 - fx) * (256 - fy), fx * (256 - fy), (256 - fx) * fy, fx * fy };
  const guint8 *p[4];

  if (x >= 0 && y >= 0 && x + 1 < flat->w && y + 1 < flat->h) {
    p[0] = flat->data + (gsize) y * (gsize) flat->stride + x * 4;
    p[1] = p[0] + 4;
    p[2] = p[0] + flat->stride;
    p[3] = p[2] + 4;
  } else {
    for (int i = 0; i < 4; i++) {
      int px = x + (i & 1);
      int py = y + (i >> 1);

      p[i] = px < 0 || py < 0 || px >= flat->w || py >= flat->h
                 ? nothing
                 : flat->data + (gsize) py * (gsize) flat->stride + px * 4;
    }
  }
  for (int i = 0; i < 4; i++)
    rgba[i] =
        (p[0][i] * weight[0] + p[1][i] * weight[1] + p[2][i] * weight[2] + p[3][i] * weight[3]) >>
        16;
}

/* How dark the table is beside the card, 0 … 256. */
static inline int
shadow_at (const Flat *flat, float u, float v)
{
  float dx = MAX (MAX (14 - u, u - 14 - (float) flat->w), 0);
  float dy = MAX (MAX (20 - v, v - 20 - (float) flat->h), 0);
  float near;

  if (dx + dy > 66)
    return 0;
  near = 1 - sqrtf (dx * dx + dy * dy) / 46;
  return near > 0 ? (int) (near * near * 130) : 0;
}

static void
lay_line (guint8 *line, int y, const Flat *flat, const float m[9], gboolean shadow)
{
  float u0 = m[1] * (float) y + m[2];
  float v0 = m[4] * (float) y + m[5];
  float z0 = m[7] * (float) y + m[8];

  for (int x = 0; x < APOYO_PHOTO_WIDTH; x++, line += 4) {
    float z = 1 / (m[6] * (float) x + z0);
    float u = (m[0] * (float) x + u0) * z;
    float v = (m[3] * (float) x + v0) * z;
    guint32 rgba[4] = { 0 };
    guint32 rest;

    if (u > -1 && v > -1 && u < (float) flat->w + 1 && v < (float) flat->h + 1)
      sample (flat, u, v, rgba);
    rest = 256 - rgba[3];
    if (rgba[3] >= 255)
      rest = 0;
    else if (shadow)
      rest = rest * (guint32) (256 - shadow_at (flat, u, v)) >> 8;
    for (int i = 0; i < 3; i++)
      line[i] = (guint8) MIN (255, rgba[i] + (line[i] * rest >> 8));
  }
}

static void
lay_card (cairo_surface_t *table, cairo_surface_t *card, double corner[4][2], gboolean shadow)
{
  const Flat flat = { cairo_image_surface_get_data (card), cairo_image_surface_get_stride (card),
                      cairo_image_surface_get_width (card), cairo_image_surface_get_height (card) };
  guint8 *data = cairo_image_surface_get_data (table);
  gsize stride = (gsize) cairo_image_surface_get_stride (table);
  double exact[9];
  float m[9];

  solve (exact, corner, flat.w, flat.h);
  for (int i = 0; i < 9; i++)
    m[i] = (float) (exact[i] / exact[8]);
  for (int y = 0; y < APOYO_PHOTO_HEIGHT; y++)
    lay_line (data + (gsize) y * stride, y, &flat, m, shadow);
}

/* (transfer full): the card where it lies, before the light falls on it. */
cairo_surface_t *
apoyo_photo_card (cairo_surface_t *card, const ApoyoShot *shot, ApoyoRandom *random)
{
  cairo_surface_t *picture = make_table (shot->scene, random);
  double corner[4][2];

  place_corners (corner, shot, random);
  if (card != NULL) {
    cairo_surface_flush (card);
    lay_card (picture, card, corner, shot->scene < APOYO_SCENE_PAPER);
  }
  cairo_surface_mark_dirty (picture);
  return picture;
}

/* The copier: no colour, hard contrast, a screen in the half-tones, dust. line: n pixels. */
static void
copy_line (guint8 *line, int n, int y, const gint8 *noise, gboolean clear)
{
  for (int x = 0; x < n; x++, line += 4) {
    double g = 0.114 * line[0] + 0.587 * line[1] + 0.299 * line[2];

    g = (g - 128) * 1.5 + 140;
    if (g > 60 && g < 220)
      g += 26 * sin ((x + y) * 1.15) * sin ((x - y) * 1.15);
    g = g * 0.93 + noise[x] / 7.0;
    /* What is transparent beside a cut-out stays so. */
    line[0] = line[1] = line[2] = (guint8) CLAMP (g, 0, clear ? MIN (248, line[3]) : 248);
  }
}

/* Makes of a card the paper that a copier would have put it on. */
void
apoyo_photo_copy (cairo_surface_t *surface, ApoyoRandom *random)
{
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  gboolean clear = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  guint length;
  const gint8 *noise = apoyo_lens_grain (&length);

  cairo_surface_flush (surface);
  for (int y = 0; y < h; y++) {
    guint8 *line = cairo_image_surface_get_data (surface) +
                   (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

    copy_line (line, w, y, noise + apoyo_random_below (random, length - (guint) w), clear);
  }
  cairo_surface_mark_dirty (surface);
}

/* The whole sheet, as it lies before the lens: a copy with a fold and the sheet's edge. */
void
apoyo_photo_sheet (cairo_surface_t *surface, ApoyoRandom *random)
{
  double w = cairo_image_surface_get_width (surface);
  double h = cairo_image_surface_get_height (surface);
  double fold = apoyo_random_between (random, 0.3, 0.7) * w;
  double edge = h - apoyo_random_between (random, 14, 34);
  double slope = apoyo_random_between (random, -0.012, 0.012);
  cairo_t *cr;

  apoyo_photo_copy (surface, random);
  cr = cairo_create (surface);
  cairo_set_line_width (cr, 3);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.18);
  cairo_move_to (cr, fold, 0);
  cairo_line_to (cr, fold + 4, h);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.24, 0.24, 0.24);
  cairo_move_to (cr, 0, edge);
  cairo_line_to (cr, w, edge + slope * w);
  cairo_line_to (cr, w, h);
  cairo_line_to (cr, 0, h);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* What is seen on a screen; the frame is in the picture, as it mostly is. */
void
apoyo_photo_screen (cairo_surface_t *surface, ApoyoRandom *random)
{
  double w = cairo_image_surface_get_width (surface);
  double h = cairo_image_surface_get_height (surface);
  double frame = w * apoyo_random_between (random, 0.01, 0.05);
  cairo_t *cr;

  apoyo_lens_moire (surface, random);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 0.08, 0.09, 0.10);
  cairo_move_to (cr, w - frame, 0);
  cairo_line_to (cr, w, 0);
  cairo_line_to (cr, w, h);
  cairo_line_to (cr, 0, h);
  cairo_line_to (cr, 0, h - frame);
  cairo_line_to (cr, w - frame * 1.3, h - frame);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* On the screen of another telephone, which lies on a table. (transfer full): surface is taken. */
cairo_surface_t *
apoyo_photo_phone (cairo_surface_t *surface, ApoyoRandom *random)
{
  double w = APOYO_PHOTO_WIDTH, h = APOYO_PHOTO_HEIGHT;
  double scale = apoyo_random_between (random, 0.74, 0.86);
  cairo_surface_t *picture = make_table (apoyo_random_below (random, APOYO_N_TABLES), random);
  cairo_t *cr = cairo_create (picture);

  apoyo_lens_moire (surface, random);
  cairo_translate (cr, w / 2, h / 2);
  cairo_rotate (cr, apoyo_random_between (random, -0.06, 0.06));
  cairo_scale (cr, scale, scale);
  apoyo_canvas_rounded (cr, -w / 2 - 70, -h / 2 - 22, w + 140, h + 44, 80);
  cairo_set_source_rgb (cr, 0.05, 0.05, 0.06);
  cairo_fill (cr);
  cairo_set_source_surface (cr, surface, -w / 2, -h / 2);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  cairo_surface_flush (picture);
  return picture;
}

/* Something that stands on the table. */
void
apoyo_photo_mug (cairo_surface_t *surface, ApoyoRandom *random)
{
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, 250, -60);
  cairo_scale (cr, 0.8, 0.8);
  apoyo_object_mug (cr, random);
  cairo_destroy (cr);
}
