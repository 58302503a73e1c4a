/* apoyo-map-shapes.c: the outlines of the 32 entities, where they are and who borders whom.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map-shapes.h"
#include "apoyo-resource.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>

#include "apoyo-widgets-resources.h"

#define MAP_PATH "/mx/ine/ApoyoCiudadano/widgets/entities-map.json"
#define LABEL_GRID 14
/* Map units; the outlines are rounded to a tenth. */
#define TOUCH 0.15
/* An arrow leads to what lies within about 65 degrees of its direction. */
#define LEAST_COSINE 0.42

/* --- geometry --- */

static double
distance_to_segment (double x, double y, const ApoyoMapPoint *a, const ApoyoMapPoint *b)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - a->x) * dx + (y - a->y) * dy) / length, 0, 1) : 0;

  return hypot (a->x + t * dx - x, a->y + t * dy - y);
}

/* Even-odd over all rings; distance (nullable) to the nearest border. */
static gboolean
contains (const ApoyoMapEntity *entity, double x, double y, double *distance)
{
  gboolean inside = FALSE;
  guint first = 0;

  if (distance != NULL)
    *distance = G_MAXDOUBLE;
  for (guint ring = 0; ring < entity->n_rings; ring++) {
    guint end = entity->ring_ends[ring];

    for (guint i = first, j = end - 1; i < end; j = i++) {
      const ApoyoMapPoint *a = &entity->points[i], *b = &entity->points[j];

      if ((a->y > y) != (b->y > y) && x < (b->x - a->x) * (y - a->y) / (b->y - a->y) + a->x)
        inside = !inside;
      if (distance != NULL)
        *distance = MIN (*distance, distance_to_segment (x, y, a, b));
    }
    first = end;
  }
  return inside;
}

static gboolean
box_contains (const ApoyoMapEntity *entity, double x, double y)
{
  return x >= entity->low.x && x <= entity->high.x && y >= entity->low.y && y <= entity->high.y;
}

/* Signed area of a ring and its centroid. */
static double
ring_area (const ApoyoMapPoint *points, guint n_points, double *x, double *y)
{
  double area = 0, sum_x = 0, sum_y = 0;

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++) {
    double cross = (double) points[j].x * points[i].y - (double) points[i].x * points[j].y;

    area += cross / 2;
    sum_x += (points[j].x + points[i].x) * cross;
    sum_y += (points[j].y + points[i].y) * cross;
  }
  *x = area != 0 ? sum_x / (6 * area) : points[0].x;
  *y = area != 0 ? sum_y / (6 * area) : points[0].y;
  return area;
}

/* The point of a grid that is inside the entity and the rectangle, farthest from both borders. */
static double
roomiest_point (const ApoyoMapEntity *entity,
                double left,
                double top,
                double right,
                double bottom,
                ApoyoMapPoint *point)
{
  double room = 0;

  for (guint i = 0; i < LABEL_GRID; i++) {
    for (guint j = 0; j < LABEL_GRID; j++) {
      double x = left + (right - left) * (i + 0.5) / LABEL_GRID;
      double y = top + (bottom - top) * (j + 0.5) / LABEL_GRID;
      double distance;

      if (!contains (entity, x, y, &distance))
        continue;
      distance = MIN (distance, MIN (MIN (x - left, right - x), MIN (y - top, bottom - y)));
      if (distance > room) {
        room = distance;
        *point = (ApoyoMapPoint){ (float) x, (float) y };
      }
    }
  }
  return room;
}

/* The centroid where it lies well inside, as in most entities; else the roomiest point. */
static void
place_labels (ApoyoMapEntity *entity)
{
  double largest = 0, x = 0, y = 0, distance;
  double left = MAX (entity->low.x, APOYO_LENS_X);
  double top = MAX (entity->low.y, APOYO_LENS_Y);
  double right = MIN (entity->high.x, APOYO_LENS_X + APOYO_LENS_WIDTH);
  double bottom = MIN (entity->high.y, APOYO_LENS_Y + APOYO_LENS_HEIGHT);
  guint first = 0;

  for (guint ring = 0; ring < entity->n_rings; ring++) {
    double ring_x, ring_y;
    double area = fabs (
        ring_area (entity->points + first, entity->ring_ends[ring] - first, &ring_x, &ring_y));

    entity->area += area;
    if (area > largest) {
      largest = area;
      x = ring_x;
      y = ring_y;
    }
    first = entity->ring_ends[ring];
  }
  entity->label = (ApoyoMapPoint){ (float) x, (float) y };
  if (contains (entity, x, y, &distance) && distance > sqrt (largest) / 6)
    entity->label_room = distance;
  else
    entity->label_room = roomiest_point (entity, entity->low.x, entity->low.y, entity->high.x,
                                         entity->high.y, &entity->label);
  if (left < right && top < bottom)
    entity->lens_room = roomiest_point (entity, left, top, right, bottom, &entity->lens_label);
}

/* Whether a corner of one lies on the outline of the other. */
static gboolean
touches (const ApoyoMapEntity *corners, const ApoyoMapEntity *outline)
{
  for (guint p = 0; p < corners->ring_ends[corners->n_rings - 1]; p++) {
    const ApoyoMapPoint *point = &corners->points[p];
    double distance;

    if (point->x < outline->low.x - TOUCH || point->x > outline->high.x + TOUCH ||
        point->y < outline->low.y - TOUCH || point->y > outline->high.y + TOUCH)
      continue;
    contains (outline, point->x, point->y, &distance);
    if (distance < TOUCH)
      return TRUE;
  }
  return FALSE;
}

/* Outlines were rounded one by one: a shared border runs through corners of either of the two. */
static void
find_neighbours (ApoyoMapShapes *shapes)
{
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    for (guint j = i + 1; j < APOYO_MAP_N_ENTITIES; j++) {
      ApoyoMapEntity *a = &shapes->entities[i], *b = &shapes->entities[j];

      if (a->low.x > b->high.x + TOUCH || b->low.x > a->high.x + TOUCH ||
          a->low.y > b->high.y + TOUCH || b->low.y > a->high.y + TOUCH)
        continue;
      if (touches (a, b) || touches (b, a)) {
        a->neighbours |= 1u << j;
        b->neighbours |= 1u << i;
      }
    }
  }
}

/* --- reading --- */

static void
read_rings (ApoyoMapEntity *entity, JsonArray *rings)
{
  guint n_points = 0, p = 0;

  entity->n_rings = json_array_get_length (rings);
  entity->ring_ends = g_new (guint, entity->n_rings);
  for (guint i = 0; i < entity->n_rings; i++)
    n_points += json_array_get_length (json_array_get_array_element (rings, i));
  entity->points = g_new (ApoyoMapPoint, n_points);
  entity->low = (ApoyoMapPoint){ G_MAXFLOAT, G_MAXFLOAT };
  entity->high = (ApoyoMapPoint){ -G_MAXFLOAT, -G_MAXFLOAT };
  for (guint i = 0; i < entity->n_rings; i++) {
    JsonArray *ring = json_array_get_array_element (rings, i);

    for (guint j = 0; j < json_array_get_length (ring); j++, p++) {
      JsonArray *pair = json_array_get_array_element (ring, j);
      ApoyoMapPoint point = { (float) json_array_get_double_element (pair, 0),
                              (float) json_array_get_double_element (pair, 1) };

      entity->points[p] = point;
      entity->low = (ApoyoMapPoint){ MIN (entity->low.x, point.x), MIN (entity->low.y, point.y) };
      entity->high =
          (ApoyoMapPoint){ MAX (entity->high.x, point.x), MAX (entity->high.y, point.y) };
    }
    entity->ring_ends[i] = p;
  }
}

static int
compare_area (gconstpointer a, gconstpointer b, gpointer data)
{
  const ApoyoMapShapes *shapes = data;
  double first = shapes->entities[*(const guint8 *) a].area;
  double second = shapes->entities[*(const guint8 *) b].area;

  return (first > second) - (first < second);
}

/* The file is part of the program: anything unexpected in it is our own mistake. */
static ApoyoMapShapes *
read_shapes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (apoyo_resource_await (apoyo_widgets_get_resource), MAP_PATH,
                              G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  ApoyoMapShapes *shapes = g_new0 (ApoyoMapShapes, 1);
  JsonObject *root;
  JsonArray *entities;

  if (bytes == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                                    (gssize) g_bytes_get_size (bytes), &error))
    g_error ("The map cannot be read: %s", error->message);
  root = json_node_get_object (json_parser_get_root (parser));
  shapes->width = json_object_get_double_member (root, "width");
  shapes->height = json_object_get_double_member (root, "height");
  entities = json_object_get_array_member (root, "entities");
  g_assert (json_array_get_length (entities) == APOYO_MAP_N_ENTITIES);
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    JsonObject *object = json_array_get_object_element (entities, i);
    ApoyoMapEntity *entity = &shapes->entities[i];

    g_strlcpy (entity->code, json_object_get_string_member (object, "code"), sizeof entity->code);
    g_assert (atoi (entity->code) == (int) i + 1);
    entity->name = g_strdup (json_object_get_string_member (object, "name"));
    read_rings (entity, json_object_get_array_member (object, "rings"));
    place_labels (entity);
    shapes->smallest_first[i] = (guint8) i;
  }
  g_qsort_with_data (shapes->smallest_first, APOYO_MAP_N_ENTITIES, 1, compare_area, shapes);
  find_neighbours (shapes);
  return shapes;
}

const ApoyoMapShapes *
apoyo_map_shapes_get (void)
{
  static gsize shapes;

  if (g_once_init_enter (&shapes))
    g_once_init_leave (&shapes, (gsize) read_shapes ());
  return (const ApoyoMapShapes *) shapes;
}

int
apoyo_map_shapes_find (const char *code)
{
  int number;

  if (code == NULL || !g_ascii_isdigit (code[0]) || !g_ascii_isdigit (code[1]) ||
      (code[2] != '\0' && code[2] != '-'))
    return APOYO_MAP_NOWHERE;
  number = (code[0] - '0') * 10 + code[1] - '0';
  return number >= 1 && number <= APOYO_MAP_N_ENTITIES ? number - 1 : APOYO_MAP_NOWHERE;
}

/* Small ones first: where outlines overlap by a rounding, the small entity is the one meant. */
int
apoyo_map_shapes_hit (const ApoyoMapShapes *shapes, double x, double y)
{
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    const ApoyoMapEntity *entity = &shapes->entities[shapes->smallest_first[i]];

    if (box_contains (entity, x, y) && contains (entity, x, y, NULL))
      return shapes->smallest_first[i];
  }
  return APOYO_MAP_NOWHERE;
}

static int
best_in_direction (const ApoyoMapShapes *shapes, int from, int dx, int dy, guint32 among)
{
  const ApoyoMapPoint *origin = &shapes->entities[from].label;
  double best_score = G_MAXDOUBLE;
  int best = from;

  for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    double x = shapes->entities[i].label.x - origin->x;
    double y = shapes->entities[i].label.y - origin->y;
    double distance = hypot (x, y);
    double cosine = distance > 0 ? (x * dx + y * dy) / distance : 0;
    double score;

    if (i == from || (among & (1u << i)) == 0 || cosine < LEAST_COSINE)
      continue;
    /* Straight ahead counts more than near. */
    score = distance / pow (cosine, 4);
    if (score < best_score) {
      best_score = score;
      best = i;
    }
  }
  return best;
}

int
apoyo_map_shapes_step (const ApoyoMapShapes *shapes, int from, int dx, int dy)
{
  int next;

  g_return_val_if_fail (from >= 0 && from < APOYO_MAP_N_ENTITIES, from);
  next = best_in_direction (shapes, from, dx, dy, shapes->entities[from].neighbours);
  return next != from ? next : best_in_direction (shapes, from, dx, dy, G_MAXUINT32);
}
