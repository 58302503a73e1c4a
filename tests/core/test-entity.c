/* test-entity.c: the catalogue of federal entities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-entity.h"

static void
test_catalogue_is_whole (void)
{
  gint64 nominal_list = 0;
  guint districts = 0;

  for (guint i = 0; i < APOYO_N_ENTITIES; i++) {
    const ApoyoEntity *entity = apoyo_entity_get (i);

    g_assert_true (entity == apoyo_entity_lookup (entity->code));
    g_assert_true (entity == apoyo_entity_lookup_curp (entity->curp));
    g_assert_cmpuint (entity->circumscription, >=, 1);
    g_assert_cmpuint (entity->circumscription, <=, 5);
    g_assert_cmpuint (entity->municipalities, >, 0);
    nominal_list += entity->nominal_list;
    districts += entity->federal_districts;
  }
  g_assert_cmpint (nominal_list, ==, 98367539);
  g_assert_cmpuint (districts, ==, 300);
}

/* Not plain alphabet: Coahuila and Colima come before Chiapas and Chihuahua. */
static void
test_codes_are_the_institute_s (void)
{
  g_assert_cmpstr (apoyo_entity_lookup ("05")->name, ==, "Coahuila");
  g_assert_cmpstr (apoyo_entity_lookup ("07")->name, ==, "Chiapas");
  g_assert_cmpstr (apoyo_entity_lookup ("09")->curp, ==, "DF");
  g_assert_cmpstr (apoyo_entity_lookup_curp ("ZS")->code, ==, "32");
}

static void
test_what_is_none_is_not_found (void)
{
  static const char *const codes[] = { "", "0", "00", "33", "1", "001", "MX", "9 ", "-1" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_null (apoyo_entity_lookup (codes[i]));
  g_assert_null (apoyo_entity_lookup_curp ("NE"));
  g_assert_null (apoyo_entity_lookup_curp (""));
  g_assert_null (apoyo_entity_get (APOYO_N_ENTITIES));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entity/catalogue-is-whole", test_catalogue_is_whole);
  g_test_add_func ("/entity/codes-are-the-institute-s", test_codes_are_the_institute_s);
  g_test_add_func ("/entity/what-is-none-is-not-found", test_what_is_none_is_not_found);
  return g_test_run ();
}
