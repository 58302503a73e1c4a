/* apoyo-map-shapes.h: the outlines of the 32 entities, where they are and who borders whom.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_MAP_N_ENTITIES 32
#define APOYO_MAP_NOWHERE (-1)

typedef struct {
  float x, y;
} ApoyoMapPoint;

typedef struct {
  char code[3];
  char *name;
  ApoyoMapPoint *points;
  guint *ring_ends; /* index after the last point of each ring */
  guint n_rings;
  ApoyoMapPoint low, high;  /* bounding box */
  double area;              /* square map units */
  ApoyoMapPoint label;      /* inside, away from the border */
  double label_room;        /* distance from label to the border */
  ApoyoMapPoint lens_label; /* the same for what the lens shows of it */
  double lens_room;         /* 0: not in the lens */
  guint32 neighbours;       /* one bit an entity */
} ApoyoMapEntity;

typedef struct {
  double width, height;                          /* map units, y grows downward */
  ApoyoMapEntity entities[APOYO_MAP_N_ENTITIES]; /* in order of code */
  guint8 smallest_first[APOYO_MAP_N_ENTITIES];
} ApoyoMapShapes;

/* The centre, drawn again larger: CDMX, México, Morelos, Tlaxcala and Hidalgo are too small. */
#define APOYO_LENS_X 450.0
#define APOYO_LENS_Y 342.0
#define APOYO_LENS_WIDTH 74.0
#define APOYO_LENS_HEIGHT 62.0
#define APOYO_LENS_ZOOM 2.9

/* Read once, never freed; any thread. */
const ApoyoMapShapes *apoyo_map_shapes_get (void);
/* APOYO_MAP_NOWHERE for any other code; a finer code ("05-F03") is its entity. */
int apoyo_map_shapes_find (const char *code);
/* The entity at a point in map units. */
int apoyo_map_shapes_hit (const ApoyoMapShapes *shapes, double x, double y);
/* Where an arrow key leads: the neighbour that lies most in that direction, else the nearest entity
 * there, else from itself. dx, dy: -1, 0, 1. */
int apoyo_map_shapes_step (const ApoyoMapShapes *shapes, int from, int dx, int dy);

G_END_DECLS
