/* apoyo-map-art.c: the map drawn into a box, and what lies where in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map-art.h"

#include <glib/gi18n.h>
#include <math.h>

#include "apoyo-figures.h"

/* The lens lies in the Gulf, in map units. */
#define LENS_AT_X 575.0
#define LENS_AT_Y 2.0
#define LENS_RADIUS 6.0
/* An entity must have this many square units of the drawing to bear a mark. */
#define LEAST_MARKED 500.0

double
apoyo_map_height_of (double width)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();

  return width * shapes->height / shapes->width;
}

void
apoyo_map_plan (ApoyoMapPlan *plan, const ApoyoBox *box)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  double scale = MAX (0, MIN (box->width / shapes->width, box->height / shapes->height));
  double zoom = scale * APOYO_LENS_ZOOM;

  plan->map.scale = scale;
  plan->map.x = box->x + (box->width - shapes->width * scale) / 2;
  plan->map.y = box->y + MIN ((box->height - shapes->height * scale) / 2, 6);
  plan->lens_box.x = plan->map.x + LENS_AT_X * scale;
  plan->lens_box.y = plan->map.y + LENS_AT_Y * scale;
  plan->lens_box.width = APOYO_LENS_WIDTH * zoom;
  plan->lens_box.height = APOYO_LENS_HEIGHT * zoom;
  plan->lens.scale = zoom;
  plan->lens.x = plan->lens_box.x - APOYO_LENS_X * zoom;
  plan->lens.y = plan->lens_box.y - APOYO_LENS_Y * zoom;
}

static gboolean
in_lens (const ApoyoMapPlan *plan, double x, double y)
{
  const ApoyoBox *lens = &plan->lens_box;

  return x >= lens->x && x < lens->x + lens->width && y >= lens->y && y < lens->y + lens->height;
}

int
apoyo_map_plan_hit (const ApoyoMapPlan *plan, double x, double y)
{
  const ApoyoMapView *view = in_lens (plan, x, y) ? &plan->lens : &plan->map;

  if (view->scale <= 0)
    return APOYO_MAP_NOWHERE;
  return apoyo_map_shapes_hit (apoyo_map_shapes_get (), (x - view->x) / view->scale,
                               (y - view->y) / view->scale);
}

static void
trace (cairo_t *cr, const ApoyoMapEntity *entity, const ApoyoMapView *view)
{
  guint first = 0;

  for (guint ring = 0; ring < entity->n_rings; ring++) {
    for (guint i = first; i < entity->ring_ends[ring]; i++) {
      double x = view->x + entity->points[i].x * view->scale;
      double y = view->y + entity->points[i].y * view->scale;

      if (i == first)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
    cairo_close_path (cr);
    first = entity->ring_ends[ring];
  }
}

static gboolean
reaches_lens (const ApoyoMapEntity *entity)
{
  return entity->low.x < APOYO_LENS_X + APOYO_LENS_WIDTH && entity->high.x > APOYO_LENS_X &&
         entity->low.y < APOYO_LENS_Y + APOYO_LENS_HEIGHT && entity->high.y > APOYO_LENS_Y;
}

static void
draw_entities (const ApoyoArt *art,
               const ApoyoMapView *view,
               const int *steps,
               double line,
               gboolean in_lens_only)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();

  /* Joins of a hair line are not seen, and round ones at thousands of points cost most of the
   * picture. */
  cairo_set_line_join (art->cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_width (art->cr, line);
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    if (in_lens_only && !reaches_lens (&shapes->entities[i]))
      continue;
    trace (art->cr, &shapes->entities[i], view);
    apoyo_art_set (art,
                   steps[i] < 0 ? apoyo_palette_get (art->palette, APOYO_COLOR_GRID)
                                : apoyo_palette_get_ramp (art->palette, (guint) steps[i]),
                   1);
    cairo_fill_preserve (art->cr);
    apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_MAP_LINE), 1);
    cairo_stroke (art->cr);
  }
}

static gboolean
label_in_lens (const ApoyoMapEntity *entity)
{
  return entity->label.x > APOYO_LENS_X && entity->label.x < APOYO_LENS_X + APOYO_LENS_WIDTH &&
         entity->label.y > APOYO_LENS_Y && entity->label.y < APOYO_LENS_Y + APOYO_LENS_HEIGHT;
}

/* A mark on each reached entity, in the lens for those that are too small outside of it. */
static void
draw_checks (const ApoyoArt *art, const ApoyoMapPlan *plan, const int *progress)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  const GdkRGBA *color = apoyo_palette_get (art->palette, APOYO_COLOR_MAP_CHECK);
  double scale = plan->map.scale;
  double size = MAX (7, 13 * scale);
  double line = MAX (1.4, 2 * scale);

  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    const ApoyoMapEntity *entity = &shapes->entities[i];
    gboolean magnified = label_in_lens (entity);
    gboolean enough =
        entity->area * scale * scale > LEAST_MARKED && entity->label_room * scale > size * 0.3;

    if (progress[i] < APOYO_PROGRESS_REACHED)
      continue;
    if ((magnified || !enough) && entity->lens_room * plan->lens.scale > size * 0.45)
      apoyo_art_check (art, plan->lens.x + entity->lens_label.x * plan->lens.scale,
                       plan->lens.y + entity->lens_label.y * plan->lens.scale, size, color, line);
    else if (enough && !magnified)
      apoyo_art_check (art, plan->map.x + entity->label.x * scale,
                       plan->map.y + entity->label.y * scale, size, color, line);
  }
}

static void
draw_lens_lines (const ApoyoArt *art, const ApoyoMapPlan *plan)
{
  static const double dashes[] = { 2, 3 };
  cairo_t *cr = art->cr;
  const ApoyoMapView *map = &plan->map;
  double left = map->x + APOYO_LENS_X * map->scale;
  double top = map->y + APOYO_LENS_Y * map->scale;
  double width = APOYO_LENS_WIDTH * map->scale;
  double height = APOYO_LENS_HEIGHT * map->scale;

  cairo_save (cr);
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_DIM), 0.8);
  cairo_set_line_width (cr, 1);
  apoyo_art_rounded (cr, left, top, width, height, 3);
  cairo_stroke (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, left + width, top);
  cairo_line_to (cr, plan->lens_box.x, plan->lens_box.y);
  cairo_move_to (cr, left + width, top + height);
  cairo_line_to (cr, plan->lens_box.x, plan->lens_box.y + plan->lens_box.height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
clip_lens (const ApoyoArt *art, const ApoyoMapPlan *plan)
{
  const ApoyoBox *lens = &plan->lens_box;

  apoyo_art_rounded (art->cr, lens->x, lens->y, lens->width, lens->height, LENS_RADIUS);
  cairo_clip (art->cr);
}

static void
draw_lens (const ApoyoArt *art, const ApoyoMapPlan *plan, const int *steps, double line)
{
  const ApoyoBox *lens = &plan->lens_box;

  draw_lens_lines (art, plan);
  cairo_save (art->cr);
  clip_lens (art, plan);
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_CARD), 1);
  cairo_paint (art->cr);
  draw_entities (art, &plan->lens, steps, line, TRUE);
  cairo_restore (art->cr);
  apoyo_art_rounded (art->cr, lens->x + 0.5, lens->y + 0.5, lens->width - 1, lens->height - 1,
                     LENS_RADIUS);
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_DIM), 0.8);
  cairo_set_line_width (art->cr, 1);
  cairo_stroke (art->cr);
}

void
apoyo_map_draw_steps (const ApoyoArt *art,
                      const ApoyoMapPlan *plan,
                      const int steps[APOYO_MAP_N_ENTITIES],
                      double line)
{
  draw_entities (art, &plan->map, steps, line, FALSE);
  draw_lens (art, plan, steps, line);
}

void
apoyo_map_draw (const ApoyoArt *art,
                const ApoyoMapPlan *plan,
                const int progress[APOYO_MAP_N_ENTITIES],
                double line)
{
  int steps[APOYO_MAP_N_ENTITIES];

  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    steps[i] = progress[i] < 0 ? -1 : (int) apoyo_palette_ramp_step (progress[i]);
  apoyo_map_draw_steps (art, plan, steps, line);
  draw_checks (art, plan, progress);
}

void
apoyo_map_draw_outline (const ApoyoArt *art,
                        const ApoyoMapPlan *plan,
                        int entity,
                        ApoyoColor color,
                        double line)
{
  const ApoyoMapEntity *shape;

  g_return_if_fail (entity >= 0 && entity < APOYO_MAP_N_ENTITIES);
  shape = &apoyo_map_shapes_get ()->entities[entity];
  cairo_save (art->cr);
  cairo_set_line_join (art->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (art->cr, line);
  apoyo_art_set (art, apoyo_palette_get (art->palette, color), 1);
  trace (art->cr, shape, &plan->map);
  cairo_stroke (art->cr);
  if (shape->lens_room > 0) {
    clip_lens (art, plan);
    trace (art->cr, shape, &plan->lens);
    cairo_stroke (art->cr);
  }
  cairo_restore (art->cr);
}

/* Areas of another level (sections of a district) have no place on the map of entities. */
void
apoyo_map_progress (const ApoyoAreaValue *areas, guint n_areas, int progress[APOYO_MAP_N_ENTITIES])
{
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    progress[i] = APOYO_PROGRESS_UNKNOWN;
  for (guint i = 0; i < n_areas; i++) {
    int entity = apoyo_map_shapes_find (areas[i].code);

    if (entity != APOYO_MAP_NOWHERE && areas[i].code[2] == '\0')
      progress[entity] = apoyo_progress (areas[i].valid, areas[i].required);
  }
}

/* The outlines' licence asks for it wherever they are shown. */
const char *
apoyo_map_attribution (gboolean wide)
{
  return wide ? _ ("Outlines: “Map of Mexico”, svg-maps, V. Cazanave, CC BY 4.0")
              : _ ("Outlines: svg-maps, CC BY 4.0");
}
