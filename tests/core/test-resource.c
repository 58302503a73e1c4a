/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "apoyo-core-resources.h"
#include "apoyo-resource.h"

static guint n_asked;

/* As to a thread that asks while another one registers them. */
static GResource *
get_late (void)
{
  return n_asked++ == 0 ? NULL : apoyo_core_get_resource ();
}

static void
test_waits_for_the_thread_that_registers (void)
{
  n_asked = 0;
  g_assert_true (apoyo_resource_await (get_late) == apoyo_core_get_resource ());
  g_assert_cmpuint (n_asked, ==, 2);
}

static void
test_asks_once_when_it_is_there (void)
{
  n_asked = 1;
  g_assert_nonnull (apoyo_resource_await (get_late));
  g_assert_cmpuint (n_asked, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resource/waits", test_waits_for_the_thread_that_registers);
  g_test_add_func ("/resource/asks-once", test_asks_once_when_it_is_there);
  return g_test_run ();
}
