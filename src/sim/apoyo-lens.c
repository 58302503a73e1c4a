/* apoyo-lens.c: what a telephone's camera does to what it sees.
 *
 * Passes go over the pixels directly: this is where the time of a capture is spent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-lens.h"

#include <math.h>
#include <string.h>

#define GRAIN_TABLE 16384
#define TEXTURE 512 /* pixels a side; a power of two */

/* Gaussian grain, drawn once: its place in the table is chosen anew for each line. */
static const gint8 *
get_grain (void)
{
  static gint8 table[GRAIN_TABLE];
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    ApoyoRandom random;

    apoyo_random_init (&random, 0, APOYO_STREAM_PICTURE, 0);
    for (guint i = 0; i < GRAIN_TABLE; i++)
      table[i] = (gint8) CLAMP (apoyo_random_normal (&random) * 32, -127, 127);
    g_once_init_leave (&ready, 1);
  }
  return table;
}

/* 32 is one standard deviation. */
const gint8 *
apoyo_lens_grain (guint *length)
{
  *length = GRAIN_TABLE;
  return get_grain ();
}

typedef struct {
  int level;  /* of this line, 1/256 */
  int down;   /* of the reflection in this line, 0 … */
  int grain;  /* 1/8 grey levels */
  int dusk;   /* x from which the shadow falls, in pixels */
  int shadow; /* what it leaves, 1/256 */
  int tint[4];
} Line;

/* light: in 1/256 for each pixel; across: of the reflection. Grain is stronger in the light, as
 * that of photons, and not the same in all colours. */
static void
light_line (guint8 *restrict line,
            int n,
            const Line *how,
            const int *restrict light,
            const int *restrict across,
            const gint8 *restrict noise)
{
  for (int x = 0; x < n; x++) {
    int more = across[x] * how->down >> 8;
    int level = how->level + light[x];

    for (int i = 0; i < 4; i++) {
      int value = (line[x * 4 + i] * level >> 8) * how->tint[i] / 256 + more;
      int grain = (noise[x] * 3 + noise[x + 11 + i * 23] * 2) * how->grain;

      value += grain * (96 + MIN (value, 255)) >> 17;
      line[x * 4 + i] = (guint8) CLAMP (value, 0, 255);
    }
  }
}

/* Soft at its border: the light of a room comes from more than one side. */
static void
shade_line (int *light, int n, const Line *how, int level)
{
  for (int x = 0; x < n; x++) {
    int inside = CLAMP ((x - how->dusk) * 6, 0, 256);

    light[x] -= (level + light[x]) * (256 - how->shadow) / 256 * inside / 256;
  }
}

/* Light that falls from one side, a reflection, perhaps a shadow, and the sensor's grain. */
void
apoyo_lens_light (cairo_surface_t *surface, ApoyoRandom *random, const ApoyoLight *what)
{
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const gint8 *noise = get_grain ();
  double slope_x = apoyo_random_between (random, -0.16, 0.16);
  double slope_y = apoyo_random_between (random, -0.14, 0.06);
  double spot_x = apoyo_random_between (random, 0.15, 0.85) * w;
  double spot_y = apoyo_random_between (random, 0.10, 0.60) * h;
  double warm = what->warmth + apoyo_random_between (random, -0.035, 0.045);
  double dusk = apoyo_random_between (random, 0.25, 0.7) * w;
  double lean = apoyo_random_between (random, -0.5, 0.5);
  g_autofree int *across = g_new (int, w);
  g_autofree int *plain = g_new (int, w);
  g_autofree int *light = g_new (int, w);
  Line how = { .tint = { (int) (256 * (1 - warm)), 256, (int) (256 * (1 + warm)), 256 },
               .grain = (int) (what->grain * 8),
               .shadow = 140 };

  for (int x = 0; x < w; x++) {
    double middle = (double) x / w - 0.5;

    across[x] = (int) (256 * exp (-pow ((x - spot_x) / (w * 0.22), 2)));
    plain[x] = (int) (256 * what->exposure * (slope_x * middle - 0.22 * middle * middle));
  }
  cairo_surface_flush (surface);
  for (int y = 0; y < h; y++) {
    double middle = (double) y / h - 0.5;

    how.level = (int) (256 * what->exposure * (1 + slope_y * middle - 0.22 * middle * middle));
    how.down = (int) (exp (-pow ((y - spot_y) / (h * 0.2), 2)) * what->glare * 150);
    memcpy (light, plain, sizeof *light * (gsize) w);
    if (what->shadow) {
      how.dusk = (int) (dusk + lean * y);
      shade_line (light, w, &how, how.level);
    }
    light_line (cairo_image_surface_get_data (surface) + (gsize) y * stride, w, &how, light, across,
                noise + apoyo_random_below (random, GRAIN_TABLE - (guint) w - 128));
  }
  cairo_surface_mark_dirty (surface);
}

/* One octave: random heights on a grid, joined by straight lines, the ends of the tile meet. */
static void
add_octave (float *tile, guint period, float strength, ApoyoRandom *random)
{
  guint n = TEXTURE / period;
  g_autofree float *grid = g_new (float, n *n);

  for (guint i = 0; i < n * n; i++)
    grid[i] = (float) apoyo_random_between (random, -1, 1) * strength;
  for (guint y = 0; y < TEXTURE; y++) {
    guint gy = y / period, next = (gy + 1) % n;
    float fy = (float) (y % period) / (float) period;

    for (guint x = 0; x < TEXTURE; x++) {
      guint gx = x / period, right = (gx + 1) % n;
      float fx = (float) (x % period) / (float) period;
      float up = grid[gy * n + gx] * (1 - fx) + grid[gy * n + right] * fx;
      float down = grid[next * n + gx] * (1 - fx) + grid[next * n + right] * fx;

      tile[y * TEXTURE + x] += up * (1 - fy) + down * fy;
    }
  }
}

/* Blotches and pores: a tile of noise in all sizes. */
static const gint8 *
get_texture (void)
{
  static gint8 table[TEXTURE * TEXTURE];
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    g_autofree float *tile = g_new0 (float, TEXTURE *TEXTURE);
    ApoyoRandom random;

    apoyo_random_init (&random, 1, APOYO_STREAM_PICTURE, 0);
    add_octave (tile, 128, 30, &random);
    add_octave (tile, 32, 24, &random);
    add_octave (tile, 16, 20, &random);
    add_octave (tile, 8, 22, &random);
    add_octave (tile, 4, 30, &random);
    add_octave (tile, 2, 30, &random);
    for (guint i = 0; i < TEXTURE * TEXTURE; i++)
      table[i] = (gint8) CLAMP (tile[i], -127, 127);
    g_once_init_leave (&ready, 1);
  }
  return table;
}

/* Nothing in the world has one even colour; what is transparent stays so. */
void
apoyo_lens_texture (cairo_surface_t *surface, ApoyoRandom *random, double strength)
{
  const gint8 *table = get_texture ();
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  guint from_x = apoyo_random_below (random, TEXTURE),
        from_y = apoyo_random_below (random, TEXTURE);
  int amount = (int) (strength * 256);

  cairo_surface_flush (surface);
  for (int y = 0; y < h; y++) {
    guint8 *p = cairo_image_surface_get_data (surface) +
                (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
    const gint8 *row = table + ((from_y + (guint) y) & (TEXTURE - 1)) * TEXTURE;

    for (int x = 0; x < w; x++, p += 4) {
      int factor = 65536 + row[(from_x + (guint) x) & (TEXTURE - 1)] * amount;

      if (p[3] == 0)
        continue;
      for (int i = 0; i < 3; i++)
        p[i] = (guint8) MIN (p[i] * factor >> 16, p[3]);
    }
  }
  cairo_surface_mark_dirty (surface);
}

/* The grid of a screen seen through the grid of a sensor. Red and blue have every second pixel of
 * it only, so that fine stripes come back as broad ones, in colours; green keeps the fine ones. */
void
apoyo_lens_moire (cairo_surface_t *surface, ApoyoRandom *random)
{
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  float angle = (float) apoyo_random_between (random, -0.09, 0.09);
  float pitch = (float) apoyo_random_between (random, 1.85, 2.25);
  float bend = (float) apoyo_random_between (random, 2, 9);
  float phase = (float) apoyo_random_between (random, 0, 6);
  float strength = (float) apoyo_random_between (random, 0.07, 0.14);
  float c = cosf (angle) / pitch, s = sinf (angle) / pitch;
  const float turn = 2 * (float) G_PI;

  cairo_surface_flush (surface);
  for (int y = 0; y < h; y++) {
    guint8 *p = cairo_image_surface_get_data (surface) +
                (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
    float bulge = bend * sinf ((float) y / 310 + phase) / pitch;
    float down = (float) y * (c - 0.5f) + bulge * 0.5f;
    float rows = 0.6f * strength * sinf (turn * (down - 0.02f * bulge));

    for (int x = 0; x < w; x++, p += 4) {
      float u = (float) x * (c - 0.5f) + (float) y * s + bulge * sinf ((float) x / 410);
      float fine = x & 1 ? 0.5f * strength : -0.5f * strength;
      float red = strength * sinf (turn * u + 0.4f), blue = strength * sinf (turn * u + 2.3f);

      p[0] = (guint8) CLAMP ((float) p[0] * (1.04f + blue + rows) + 7, 0, 255);
      p[1] = (guint8) CLAMP ((float) p[1] * (0.98f + fine * cosf (turn * u) + rows) + 4, 0, 255);
      p[2] = (guint8) CLAMP ((float) p[2] * (0.92f + red + rows) + 4, 0, 255);
    }
  }
  cairo_surface_mark_dirty (surface);
}

/* (transfer full): as many quarters to the right; the pixels themselves. */
cairo_surface_t *
apoyo_lens_turn (cairo_surface_t *surface, guint quarters)
{
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  gboolean side = quarters % 2 == 1;
  cairo_surface_t *turned =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, side ? h : w, side ? w : h);
  cairo_t *cr = cairo_create (turned);

  cairo_translate (cr, (side ? h : w) / 2.0, (side ? w : h) / 2.0);
  cairo_rotate (cr, quarters * G_PI / 2);
  cairo_set_source_surface (cr, surface, -w / 2.0, -h / 2.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  return turned;
}

/* (transfer full) */
cairo_surface_t *
apoyo_lens_scale (cairo_surface_t *surface, double factor)
{
  cairo_surface_t *scaled = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (cairo_image_surface_get_width (surface) * factor),
      (int) (cairo_image_surface_get_height (surface) * factor));
  cairo_t *cr = cairo_create (scaled);

  cairo_scale (cr, factor, factor);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
  return scaled;
}
