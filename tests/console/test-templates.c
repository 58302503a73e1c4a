/* test-templates.c: every template can be made, and gives its children back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "apoyo-area-table.h"
#include "apoyo-board-page.h"
#include "apoyo-demarcations-page.h"
#include "apoyo-error-note.h"
#include "apoyo-page.h"
#include "apoyo-pages.h"
#include "apoyo-palette.h"
#include "apoyo-process-switcher.h"
#include "apoyo-promovente-list.h"
#include "apoyo-sign-in.h"
#include "apoyo-store-error.h"

static void
test_every_template_can_be_made (void)
{
  GType types[] = { APOYO_TYPE_AREA_TABLE, APOYO_TYPE_BOARD_PAGE, APOYO_TYPE_DEMARCATIONS_PAGE,
                    APOYO_TYPE_PROCESS_SWITCHER, APOYO_TYPE_PROMOVENTE_LIST };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    GtkWidget *widget = g_object_new (types[i], NULL);

    g_object_ref_sink (widget);
    g_assert_nonnull (gtk_widget_get_first_child (widget));
    g_assert_finalize_object (widget);
  }
}

static void
test_pages_fit_the_least_window (void)
{
  GType types[] = { APOYO_TYPE_BOARD_PAGE, APOYO_TYPE_DEMARCATIONS_PAGE };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    GtkWidget *window = gtk_window_new ();
    GtkWidget *page = g_object_new (types[i], NULL);
    int least = 0, natural = 0;

    gtk_window_set_child (GTK_WINDOW (window), page);
    gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
    /* 1280 less the sidebar of 226. */
    g_assert_cmpint (least, <=, 1054);
    gtk_window_destroy (GTK_WINDOW (window));
  }
}

static void
test_a_folder_needs_quotes_in_a_connection_string (void)
{
  g_autofree char *conninfo = apoyo_sign_in_make_local_conninfo ("/tmp/it's here", "lucia");

  g_assert_cmpstr (conninfo, ==, "host='/tmp/it\\'s here/socket' dbname='apoyo' user='lucia'");
}

static void
test_an_error_stands_at_its_field (void)
{
  GtkWidget *entry = g_object_ref_sink (gtk_entry_new ());
  GtkWidget *note = g_object_ref_sink (apoyo_error_note_new (entry));
  g_autoptr (GError) error =
      g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION, "gone");

  g_assert_false (gtk_widget_get_visible (note));
  apoyo_error_note_set (APOYO_ERROR_NOTE (note), "Write the number");
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Write the number");
  apoyo_error_note_set (APOYO_ERROR_NOTE (note), NULL);
  g_assert_false (gtk_widget_get_visible (note));
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  apoyo_error_note_set_error (APOYO_ERROR_NOTE (note), error);
  g_assert_nonnull (g_strrstr (apoyo_error_note_get (APOYO_ERROR_NOTE (note)), "gone. "));
  g_object_unref (entry);
  apoyo_error_note_set (APOYO_ERROR_NOTE (note), "the field may go first");
  g_assert_finalize_object (note);
}

static void
test_pages_are_found_by_both_names (void)
{
  const ApoyoPageInfo *info;

  for (guint i = 0; (info = apoyo_pages_get (i)) != NULL; i++) {
    g_assert_true (apoyo_pages_find (info->name) == info);
    g_assert_true (apoyo_pages_find (info->alias) == info);
    g_assert_true (g_type_is_a (info->get_type (), APOYO_TYPE_PAGE));
  }
  g_assert_null (apoyo_pages_find ("none"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  apoyo_widgets_init ();
  g_test_add_func ("/templates/every-one-can-be-made", test_every_template_can_be_made);
  g_test_add_func ("/templates/pages-fit-the-least-window", test_pages_fit_the_least_window);
  g_test_add_func ("/error-note/stands-at-its-field", test_an_error_stands_at_its_field);
  g_test_add_func ("/pages/found-by-both-names", test_pages_are_found_by_both_names);
  g_test_add_func ("/sign-in/a-folder-needs-quotes-in-a-connection-string",
                   test_a_folder_needs_quotes_in_a_connection_string);
  return g_test_run ();
}
