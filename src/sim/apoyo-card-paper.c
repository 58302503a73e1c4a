/* apoyo-card-paper.c: what a card is printed on, and the pictures of people on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-card-paper.h"

#include <math.h>
#include <string.h>

#define W APOYO_CARD_WIDTH
#define H APOYO_CARD_HEIGHT

/* How many papers are kept: both sides at the two scales that are used all the time. */
#define MAX_PAPERS 4

cairo_t *
apoyo_card_begin (double scale, cairo_surface_t **surface)
{
  cairo_t *cr;

  *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (W * scale), (int) (H * scale));
  cr = cairo_create (*surface);
  cairo_scale (cr, scale, scale);
  apoyo_canvas_rounded (cr, 0, 0, W, H, 62);
  cairo_clip (cr);
  return cr;
}

/* Fine waves, as security printing has them, in an arrangement of our own. */
static void
draw_guilloche (cairo_t *cr, double phase)
{
  static const ApoyoColour colours[] = { { 0.70, 0.32, 0.50 },
                                         { 0.45, 0.58, 0.45 },
                                         { 0.55, 0.45, 0.62 } };

  cairo_set_line_width (cr, 1.3);
  for (int i = 0; i < 46; i++) {
    double y = H * i / 45.0;

    apoyo_canvas_source (cr, colours[i % 3], 0.20);
    cairo_move_to (cr, 0, y);
    for (int x = 0; x <= W; x += 24)
      cairo_line_to (cr, x,
                     y + 26 * sin (x / 118.0 + i * 0.33 + phase) + 11 * sin (x / 47.0 - i * 0.5));
    cairo_stroke (cr);
  }
  for (int k = 0; k < 40; k++) {
    apoyo_canvas_source (cr, colours[0], 0.14);
    cairo_save (cr);
    cairo_translate (cr, W * 0.80, H * 0.42);
    cairo_rotate (cr, k * G_PI / 20);
    cairo_scale (cr, 1, 0.36);
    cairo_new_sub_path (cr);
    cairo_arc (cr, 87, 0, 143, 0, 2 * G_PI);
    cairo_restore (cr);
    cairo_stroke (cr);
  }
}

static cairo_surface_t *
print_paper (ApoyoCardSide side, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = apoyo_card_begin (scale, &surface);

  if (side == APOYO_CARD_SIDE_FRONT)
    apoyo_canvas_fade (cr, 0, 0, W, H, (ApoyoColour){ 0.985, 0.950, 0.962 },
                       (ApoyoColour){ 0.940, 0.965, 0.948 });
  else
    cairo_set_source_rgb (cr, 0.972, 0.966, 0.960);
  cairo_paint (cr);
  draw_guilloche (cr, side == APOYO_CARD_SIDE_FRONT ? 0 : 2);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* (transfer none): printed once; NULL when there is no room for it, and then it is printed anew. */
static cairo_surface_t *
find_paper (ApoyoCardSide side, double scale)
{
  static GMutex mutex;
  static struct {
    ApoyoCardSide side;
    double scale;
    cairo_surface_t *paper;
  } papers[MAX_PAPERS];
  static guint n;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (guint i = 0; i < n; i++) {
    if (papers[i].side == side && papers[i].scale == scale)
      return papers[i].paper;
  }
  if (n == MAX_PAPERS)
    return NULL;
  papers[n].side = side;
  papers[n].scale = scale;
  papers[n].paper = print_paper (side, scale);
  return papers[n++].paper;
}

/* Everybody's card is printed on the same paper: its pixels are copied, since surfaces must not be
 * shared between threads. */
cairo_t *
apoyo_card_begin_on_paper (ApoyoCardSide side, double scale, cairo_surface_t **surface)
{
  cairo_t *cr = apoyo_card_begin (scale, surface);
  gsize size = (gsize) cairo_image_surface_get_stride (*surface) *
               (gsize) cairo_image_surface_get_height (*surface);
  cairo_surface_t *kept = find_paper (side, scale);
  cairo_surface_t *paper = kept ? kept : print_paper (side, scale);

  cairo_surface_flush (*surface);
  memcpy (cairo_image_surface_get_data (*surface), cairo_image_surface_get_data (paper), size);
  cairo_surface_mark_dirty (*surface);
  if (kept == NULL)
    cairo_surface_destroy (paper);
  return cr;
}

void
apoyo_card_portrait (const ApoyoCitizen *citizen,
                     cairo_t *cr,
                     double x,
                     double y,
                     double w,
                     double h,
                     double alpha)
{
  const ApoyoPose pose = { .scale = 1.08, .dy = 2, .clothes = { 0.30, 0.34, 0.42 } };
  const ApoyoColour top = { 0.94, 0.945, 0.95 }, bottom = { 0.84, 0.85, 0.86 };
  ApoyoFace face;

  apoyo_face_init (&face, citizen);
  cairo_save (cr);
  apoyo_canvas_rounded (cr, x, y, w, h, 16);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_push_group (cr);
  apoyo_canvas_fade (cr, 0, 0, 0, h, top, bottom);
  cairo_paint (cr);
  apoyo_face_draw (&face, cr, w, &pose);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, alpha);
  cairo_restore (cr);
}

/* What somebody puts into a template who has no photograph. */
void
apoyo_card_silhouette (cairo_t *cr, double x, double y, double w, double h)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, w, h);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 0.86, 0.88, 0.90);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.55, 0.58, 0.62);
  apoyo_canvas_ellipse (cr, x + w / 2, y + h * 0.4, w * 0.22, h * 0.24);
  cairo_fill (cr);
  apoyo_canvas_ellipse (cr, x + w / 2, y + h, w * 0.42, h * 0.34);
  cairo_fill (cr);
  cairo_restore (cr);
}
