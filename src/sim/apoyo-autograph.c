/* apoyo-autograph.c: the signature of a citizen, never twice quite the same.
 *
 * The citizen's stream gives the strokes (a capital, a run of small letters with one or two tall
 * ones, perhaps a second capital, a flourish); the moment moves each point a little. Curves are
 * Catmull-Rom through the points, thinner where the pen is fast.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-autograph.h"

#include <math.h>

#define MAX_POINTS 96
#define STEPS 14

/* A stroke ends where the pen is lifted. In a box 300 wide and 120 high. */
typedef struct {
  double x[MAX_POINTS];
  double y[MAX_POINTS];
  gboolean lift[MAX_POINTS]; /* after this point */
  guint n;
} Strokes;

static void
add (Strokes *s, double x, double y)
{
  if (s->n < MAX_POINTS) {
    s->x[s->n] = x;
    s->y[s->n] = y;
    s->lift[s->n++] = FALSE;
  }
}

static void
lift (Strokes *s)
{
  if (s->n > 0)
    s->lift[s->n - 1] = TRUE;
}

/* A big loop or a zigzag, by the writer's habit. */
static double
write_capital (Strokes *s, ApoyoRandom *random, double x)
{
  double w = apoyo_random_between (random, 34, 58);

  switch (apoyo_random_below (random, 4)) {
  case 0: /* C, G, S */
    add (s, x + w * 0.9, 30);
    add (s, x + w * 0.6, apoyo_random_between (random, 8, 18));
    add (s, x + w * 0.15, 30);
    add (s, x, 58);
    add (s, x + w * 0.25, 86);
    add (s, x + w * 0.8, 74);
    break;
  case 1: /* M, N */
    add (s, x, 88);
    add (s, x + w * 0.22, apoyo_random_between (random, 10, 22));
    add (s, x + w * 0.38, 74);
    add (s, x + w * 0.68, 16);
    add (s, x + w * 0.8, 80);
    break;
  case 2: /* P, R, B: a stem, then a bow over it */
    add (s, x + w * 0.3, 14);
    add (s, x + w * 0.22, 56);
    add (s, x + w * 0.05, 98);
    lift (s);
    add (s, x, 30);
    add (s, x + w * 0.55, apoyo_random_between (random, 4, 14));
    add (s, x + w * 0.95, 26);
    add (s, x + w * 0.7, 50);
    add (s, x + w * 0.25, 54);
    break;
  default: /* L, J, F: tall loop */
    add (s, x + w * 0.1, 60);
    add (s, x + w * 0.65, 24);
    add (s, x + w * 0.5, 6);
    add (s, x + w * 0.28, 40);
    add (s, x + w * 0.18, 92);
    add (s, x + w * 0.5, 84);
    break;
  }
  if (apoyo_random_chance (random, 0.5))
    lift (s);
  return x + w;
}

static double
write_letters (Strokes *s, ApoyoRandom *random, double x, double end)
{
  double step = apoyo_random_between (random, 6.5, 11);
  double height = apoyo_random_between (random, 10, 22);

  add (s, x, 64);
  while (x < end) {
    gboolean tall = apoyo_random_chance (random, 0.14);

    x += step * apoyo_random_between (random, 0.7, 1.2);
    add (s, x, 66 - (tall ? 46 : height * apoyo_random_between (random, 0.6, 1.2)));
    x += step * apoyo_random_between (random, 0.3, 0.9);
    add (s, x,
         66 + (apoyo_random_chance (random, 0.1) ? 28 : apoyo_random_between (random, -3, 4)));
  }
  add (s, x + 16, 62);
  lift (s);
  return x;
}

static void
write_flourish (Strokes *s, ApoyoRandom *random, double end)
{
  double y = apoyo_random_between (random, 84, 100);

  switch (apoyo_random_below (random, 3)) {
  case 0: /* underline that comes back */
    add (s, apoyo_random_between (random, 20, 70), y + 6);
    add (s, (end + 60) / 2, y - 6);
    add (s, end + 10, y - 18);
    add (s, end + 24, y - 16);
    add (s, end - 10, y);
    add (s, (end + 80) / 2, y + 10);
    break;
  case 1: /* a line through everything */
    add (s, 8, 72);
    add (s, end / 2, 62);
    add (s, end + 20, 46);
    break;
  default: /* loops below */
    add (s, end, 70);
    add (s, end - 40, 104);
    add (s, end - 90, 92);
    add (s, end - 40, 82);
    add (s, end + 10, 92);
    break;
  }
  lift (s);
}

static void
compose (Strokes *s, const ApoyoCitizen *citizen)
{
  ApoyoRandom random;
  double x, end;

  apoyo_random_init (&random, citizen->seed, APOYO_STREAM_SIGNATURE, citizen->index);
  s->n = 0;
  end = apoyo_random_between (&random, 150, 250);
  x = write_capital (s, &random, apoyo_random_between (&random, 8, 24));
  if (apoyo_random_chance (&random, 0.7))
    x = write_letters (s, &random, x, x + (end - x) * apoyo_random_between (&random, 0.3, 0.55));
  if (apoyo_random_chance (&random, 0.6))
    x = write_capital (s, &random, x + 2);
  x = write_letters (s, &random, x, MAX (end, x + 30));
  if (apoyo_random_chance (&random, 0.8))
    write_flourish (s, &random, MIN (x, 262));
}

static double
spline (double a, double b, double c, double d, double t)
{
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t +
                (3 * b - a - 3 * c + d) * t * t * t);
}

static void
ink_stroke (const ApoyoAutograph *how, cairo_t *cr, const Strokes *s, guint from, guint to)
{
  double px = s->x[from];
  double py = s->y[from];

  for (guint i = from; i < to; i++) {
    guint a = i > from ? i - 1 : i;
    guint d = i + 2 <= to ? i + 2 : to;

    for (guint j = 1; j <= STEPS; j++) {
      double t = (double) j / STEPS;
      double x = spline (s->x[a], s->x[i], s->x[i + 1], s->x[d], t);
      double y = spline (s->y[a], s->y[i], s->y[i + 1], s->y[d], t);
      double speed = hypot (x - px, y - py);
      double width = 1 - how->pressure + how->pressure * MAX (0.25, 1.5 - speed * 0.4);

      cairo_set_line_width (cr, how->pen * width * 120 / how->h);
      cairo_move_to (cr, px, py);
      cairo_line_to (cr, x, y);
      cairo_stroke (cr);
      px = x;
      py = y;
    }
  }
}

/* moment: the hand of that minute. */
void
apoyo_autograph_draw (const ApoyoAutograph *how,
                      const ApoyoCitizen *citizen,
                      cairo_t *cr,
                      ApoyoRandom *moment)
{
  Strokes strokes;
  double slant = apoyo_random_normal (moment) * how->jitter * 0.01;
  double stretch = 1 + apoyo_random_normal (moment) * how->jitter * 0.012;
  guint from = 0;

  compose (&strokes, citizen);
  for (guint i = 0; i < strokes.n; i++) {
    strokes.x[i] += apoyo_random_normal (moment) * how->jitter + slant * (60 - strokes.y[i]);
    strokes.x[i] *= stretch;
    strokes.y[i] += apoyo_random_normal (moment) * how->jitter;
  }
  cairo_save (cr);
  cairo_translate (cr, how->x, how->y);
  cairo_scale (cr, how->w / 300, how->h / 120);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  apoyo_canvas_source (cr, how->ink, 1);
  for (guint i = 0; i < strokes.n; i++) {
    if (strokes.lift[i] || i + 1 == strokes.n) {
      ink_stroke (how, cr, &strokes, from, i);
      from = i + 1;
    }
  }
  cairo_restore (cr);
}
