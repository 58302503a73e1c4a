/* test-widgets-shapes.c: the map's outlines: where a point lies, who borders whom.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-figures.h"
#include "apoyo-map-art.h"
#include "apoyo-map-shapes.h"
#include "sample-board.h"

static void
test_label_points_hit_their_entity (void)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();

  for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    const ApoyoMapEntity *entity = &shapes->entities[i];

    g_assert_cmpint (apoyo_map_shapes_hit (shapes, entity->label.x, entity->label.y), ==, i);
    g_assert_cmpfloat (entity->label_room, >, 0.9);
  }
}

static void
test_sea_hits_nothing (void)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();

  g_assert_cmpint (apoyo_map_shapes_hit (shapes, 10, 480), ==, APOYO_MAP_NOWHERE);
  g_assert_cmpint (apoyo_map_shapes_hit (shapes, 600, 250), ==, APOYO_MAP_NOWHERE);
  g_assert_cmpint (apoyo_map_shapes_hit (shapes, -5, -5), ==, APOYO_MAP_NOWHERE);
}

/* In a drawing of any size, in map and lens. */
static void
test_plan_hits_through_map_and_lens (void)
{
  static const ApoyoBox boxes[] = { { 0, 0, 254, 300 }, { 20, 10, 552, 380 }, { 0, 0, 1500, 200 } };
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();

  for (guint b = 0; b < G_N_ELEMENTS (boxes); b++) {
    ApoyoMapPlan plan;

    apoyo_map_plan (&plan, &boxes[b]);
    for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
      const ApoyoMapEntity *entity = &shapes->entities[i];

      g_assert_cmpint (apoyo_map_plan_hit (&plan, plan.map.x + entity->label.x * plan.map.scale,
                                           plan.map.y + entity->label.y * plan.map.scale),
                       ==, i);
      if (entity->lens_room > 0.1)
        g_assert_cmpint (apoyo_map_plan_hit (&plan,
                                             plan.lens.x + entity->lens_label.x * plan.lens.scale,
                                             plan.lens.y + entity->lens_label.y * plan.lens.scale),
                         ==, i);
    }
  }
}

static void
test_lens_shows_the_centre (void)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  static const char *const centre[] = { "09", "13", "15", "17", "29" };
  ApoyoMapPlan plan;

  apoyo_map_plan (&plan, &(ApoyoBox){ 0, 0, 552, 380 });
  for (guint i = 0; i < G_N_ELEMENTS (centre); i++) {
    int entity = apoyo_map_shapes_find (centre[i]);

    g_assert_cmpfloat (shapes->entities[entity].lens_room, >, 2);
  }
  g_assert_cmpfloat_with_epsilon (plan.lens.scale / plan.map.scale, 2.9, 1e-9);
  g_assert_cmpfloat (shapes->entities[apoyo_map_shapes_find ("02")].lens_room, ==, 0);
}

static void
test_neighbours_are_mutual_and_connected (void)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  guint32 reached = 1;
  gboolean grown = TRUE;

  for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    guint32 bits = shapes->entities[i].neighbours;

    g_assert_cmpuint (bits, !=, 0);
    g_assert_cmpuint (bits & (1u << i), ==, 0);
    for (int j = 0; j < APOYO_MAP_N_ENTITIES; j++)
      g_assert_cmpint ((bits >> j) & 1, ==, (shapes->entities[j].neighbours >> i) & 1);
  }
  while (grown) {
    grown = FALSE;
    for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
      if ((reached & (1u << i)) != 0 && (shapes->entities[i].neighbours & ~reached) != 0) {
        reached |= shapes->entities[i].neighbours;
        grown = TRUE;
      }
    }
  }
  g_assert_cmphex (reached, ==, G_MAXUINT32);
}

static void
assert_borders (const char *a, const char *b, gboolean expected)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  int first = apoyo_map_shapes_find (a), second = apoyo_map_shapes_find (b);

  g_assert_cmpint ((shapes->entities[first].neighbours >> second) & 1, ==, expected);
}

static void
test_known_borders (void)
{
  assert_borders ("02", "26", TRUE); /* Baja California, Sonora */
  assert_borders ("02", "03", TRUE);
  assert_borders ("09", "15", TRUE);
  assert_borders ("09", "17", TRUE);
  assert_borders ("25", "18", TRUE);
  assert_borders ("31", "23", TRUE);
  assert_borders ("03", "25", FALSE); /* a gulf between them */
  assert_borders ("09", "21", FALSE);
}

static void
test_arrows_lead_to_neighbours (void)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  static const struct {
    const char *from;
    int dx, dy;
    const char *to;
  } cases[] = {
    { "08", -1, 0, "26" },                        /* Chihuahua: Sonora, Coahuila */
    { "08", 1, 0, "05" },  { "20", -1, 0, "12" }, /* Oaxaca: Guerrero, the south of Veracruz */
    { "20", 1, 0, "30" },  { "03", 0, -1, "02" }, /* up the peninsula */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    int to = apoyo_map_shapes_step (shapes, apoyo_map_shapes_find (cases[i].from), cases[i].dx,
                                    cases[i].dy);

    g_assert_cmpstr (shapes->entities[to].code, ==, cases[i].to);
  }
}

/* With the arrows alone every entity can be reached, and at the edge the map holds. */
static void
test_arrows_reach_every_entity (void)
{
  static const int arrows[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  guint32 reached = 1u << apoyo_map_shapes_find ("24");
  guint32 before = 0;

  while (reached != before) {
    before = reached;
    for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
      for (guint a = 0; a < 4 && (before & (1u << i)) != 0; a++)
        reached |= 1u << apoyo_map_shapes_step (shapes, i, arrows[a][0], arrows[a][1]);
    }
  }
  g_assert_cmphex (reached, ==, G_MAXUINT32);
  g_assert_cmpint (apoyo_map_shapes_step (shapes, apoyo_map_shapes_find ("02"), 0, -1), ==,
                   apoyo_map_shapes_find ("02"));
}

static void
test_codes (void)
{
  g_assert_cmpint (apoyo_map_shapes_find ("01"), ==, 0);
  g_assert_cmpint (apoyo_map_shapes_find ("32"), ==, 31);
  g_assert_cmpint (apoyo_map_shapes_find ("09-F12"), ==, 8);
  g_assert_cmpint (apoyo_map_shapes_find ("33"), ==, APOYO_MAP_NOWHERE);
  g_assert_cmpint (apoyo_map_shapes_find ("00"), ==, APOYO_MAP_NOWHERE);
  g_assert_cmpint (apoyo_map_shapes_find ("MX"), ==, APOYO_MAP_NOWHERE);
  g_assert_cmpint (apoyo_map_shapes_find ("-"), ==, APOYO_MAP_NOWHERE);
  g_assert_cmpint (apoyo_map_shapes_find (""), ==, APOYO_MAP_NOWHERE);
  g_assert_cmpint (apoyo_map_shapes_find (NULL), ==, APOYO_MAP_NOWHERE);
}

static void
test_sections_are_not_entities (void)
{
  g_autoptr (ApoyoBoardFigures) district = sample_board_new_district (10);
  int progress[APOYO_MAP_N_ENTITIES];

  apoyo_map_progress ((const ApoyoAreaValue *) district->areas->data, district->areas->len,
                      progress);
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    g_assert_cmpint (progress[i], ==, APOYO_PROGRESS_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/shapes/label-points-hit-their-entity",
                   test_label_points_hit_their_entity);
  g_test_add_func ("/widgets/shapes/sea-hits-nothing", test_sea_hits_nothing);
  g_test_add_func ("/widgets/shapes/plan-hits-through-map-and-lens",
                   test_plan_hits_through_map_and_lens);
  g_test_add_func ("/widgets/shapes/lens-shows-the-centre", test_lens_shows_the_centre);
  g_test_add_func ("/widgets/shapes/neighbours-are-mutual-and-connected",
                   test_neighbours_are_mutual_and_connected);
  g_test_add_func ("/widgets/shapes/known-borders", test_known_borders);
  g_test_add_func ("/widgets/shapes/arrows-lead-to-neighbours", test_arrows_lead_to_neighbours);
  g_test_add_func ("/widgets/shapes/arrows-reach-every-entity", test_arrows_reach_every_entity);
  g_test_add_func ("/widgets/shapes/codes", test_codes);
  g_test_add_func ("/widgets/shapes/sections-are-not-entities", test_sections_are_not_entities);
  return g_test_run ();
}
