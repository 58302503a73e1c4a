/* test-templates.c: every template can be made, and gives its children back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "apoyo-area-table.h"
#include "apoyo-board-page.h"
#include "apoyo-palette.h"
#include "apoyo-process-switcher.h"
#include "apoyo-promovente-list.h"
#include "apoyo-sign-in.h"

static void
test_every_template_can_be_made (void)
{
  GType types[] = { APOYO_TYPE_AREA_TABLE, APOYO_TYPE_BOARD_PAGE, APOYO_TYPE_PROCESS_SWITCHER,
                    APOYO_TYPE_PROMOVENTE_LIST };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    GtkWidget *widget = g_object_new (types[i], NULL);

    g_object_ref_sink (widget);
    g_assert_nonnull (gtk_widget_get_first_child (widget));
    g_assert_finalize_object (widget);
  }
}

static void
test_the_board_fits_the_least_window (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (APOYO_TYPE_BOARD_PAGE, NULL);
  int least = 0, natural = 0;

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  /* 1280 less the sidebar of 226. */
  g_assert_cmpint (least, <=, 1054);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_folder_needs_quotes_in_a_connection_string (void)
{
  g_autofree char *conninfo = apoyo_sign_in_make_local_conninfo ("/tmp/it's here", "lucia");

  g_assert_cmpstr (conninfo, ==, "host='/tmp/it\\'s here/socket' dbname='apoyo' user='lucia'");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  apoyo_widgets_init ();
  g_test_add_func ("/templates/every-one-can-be-made", test_every_template_can_be_made);
  g_test_add_func ("/templates/the-board-fits-the-least-window",
                   test_the_board_fits_the_least_window);
  g_test_add_func ("/sign-in/a-folder-needs-quotes-in-a-connection-string",
                   test_a_folder_needs_quotes_in_a_connection_string);
  return g_test_run ();
}
