/* test-toast.c: what can be undone, the newest first, and files for one pair of eyes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-save.h"
#include "apoyo-toast.h"

typedef struct {
  GtkWidget *window;
  GtkWidget *label;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->window = gtk_window_new ();
  fixture->label = gtk_label_new ("x");
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->label);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
undo (GObject *object, gpointer data)
{
  g_autofree char *so_far = g_strdup (gtk_label_get_text (GTK_LABEL (object)));
  g_autofree char *text = g_strconcat (so_far, data, NULL);

  gtk_label_set_text (GTK_LABEL (object), text);
}

static void
offer (Fixture *fixture, const char *name)
{
  apoyo_toast_offer_undo (fixture->label, name, undo, G_OBJECT (fixture->label), g_strdup (name),
                          g_free);
}

static void
test_all_that_can_be_undone_is (Fixture *fixture, gconstpointer data)
{
  offer (fixture, "a");
  offer (fixture, "b");
  offer (fixture, "c");
  apoyo_toast_undo_last (fixture->window);
  apoyo_toast_undo_last (fixture->window);
  offer (fixture, "d");
  apoyo_toast_undo_last (fixture->window);
  apoyo_toast_undo_last (fixture->window);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->label)), ==, "xcbda");
  apoyo_toast_undo_last (fixture->window); /* nothing is left */
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->label)), ==, "xcbda");
}

static void
on_dismissed_cb (AdwToast *toast, gboolean *dismissed)
{
  *dismissed = TRUE;
}

static void
test_what_has_gone_is_not_undone (Fixture *fixture, gconstpointer data)
{
  AdwToast *toast = apoyo_toast_new ("gone");
  GtkWidget *overlay = gtk_widget_get_parent (fixture->label);
  gboolean dismissed = FALSE;

  offer (fixture, "a");
  while (!ADW_IS_TOAST_OVERLAY (overlay))
    overlay = gtk_widget_get_parent (overlay);
  g_signal_connect (toast, "dismissed", G_CALLBACK (on_dismissed_cb), &dismissed);
  apoyo_toast_is_undo (fixture->label, toast);
  apoyo_toast_add (ADW_TOAST_OVERLAY (overlay), g_object_ref (toast));
  g_signal_emit_by_name (toast, "dismissed");
  g_assert_true (dismissed);
  apoyo_toast_undo_last (fixture->window);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->label)), ==, "xa");
  g_object_unref (toast);
}

static void
wait_ms (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  /* And what is due by then has been done, however late. */
  while (g_main_context_iteration (NULL, FALSE) || g_get_monotonic_time () < end)
    ;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (shows (child, text))
      return TRUE;
  }
  return FALSE;
}

static void
animate (gboolean animated)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animated, NULL);
}

/* Sooner than what made room has faded out. */
static void
test_undoing_at_once_brings_back_what_made_room (Fixture *fixture, gconstpointer data)
{
  animate (TRUE);
  wait_ms (50);
  apoyo_toast_show (fixture->label, "news");
  offer (fixture, "a");
  offer (fixture, "b");
  apoyo_toast_undo_last (fixture->window);
  apoyo_toast_undo_last (fixture->window);
  wait_ms (1200); /* until what slides in or fades out has done so */
  animate (FALSE);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->label)), ==, "xba");
  g_assert_true (shows (fixture->window, "news"));
  g_assert_false (shows (fixture->window, "a"));
  g_assert_false (shows (fixture->window, "b"));
  apoyo_toast_undo_last (fixture->window); /* nothing is left */
  g_assert_true (shows (fixture->window, "news"));
}

/* The time of a note begins when it has been drawn. */
static void
test_what_nobody_could_see_is_not_over (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *button = gtk_button_new_with_label ("x");
  AdwToast *toast = apoyo_toast_new ("news");
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gboolean dismissed = FALSE;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), button);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_set_focus (GTK_WINDOW (window), button); /* a note with the focus stays */
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 400);
  adw_toast_set_timeout (toast, 1);
  g_signal_connect (toast, "dismissed", G_CALLBACK (on_dismissed_cb), &dismissed);
  apoyo_toast_add (ADW_TOAST_OVERLAY (overlay), toast);
  wait_ms (2200);
  g_assert_false (dismissed);
  gtk_window_present (GTK_WINDOW (window));
  while (!dismissed && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (dismissed);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* With some that wait, as the window goes: what has gone is no reason to show the next. */
static void
test_a_window_goes_with_all_its_notes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (fixture->label, ADW_TYPE_TOAST_OVERLAY);

  apoyo_toast_show (fixture->label, "news");
  offer (fixture, "a");
  offer (fixture, "b");
  g_object_ref (overlay);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  g_assert_finalize_object (overlay);
}

static void
saved (gpointer label)
{
  gtk_label_set_text (label, "saved");
}

/* Whoever could read what was there before cannot read this. */
static void
test_a_secret_does_not_take_the_mode_of_what_it_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("apoyo-XXXXXX", &error);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  GStatBuf status;

  g_assert_no_error (error);
  path = g_build_filename (folder, "keys.csv", NULL);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_setenv ("APOYO_EXPORT_DIR", folder, TRUE);
  apoyo_save_secret (fixture->label, "keys.csv", g_string_new ("new"), saved,
                     G_OBJECT (fixture->label));
  while (strcmp (gtk_label_get_text (GTK_LABEL (fixture->label)), "saved") != 0 &&
         g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_cmpstr (text, ==, "new");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  g_unsetenv ("APOYO_EXPORT_DIR");
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* One that makes room for another has gone at once. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define ADD(path, function) g_test_add ("/toast/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("all-that-can-be-undone-is", test_all_that_can_be_undone_is);
  ADD ("what-has-gone-is-not-undone", test_what_has_gone_is_not_undone);
  ADD ("undoing-at-once-brings-back-what-made-room",
       test_undoing_at_once_brings_back_what_made_room);
  ADD ("what-nobody-could-see-is-not-over", test_what_nobody_could_see_is_not_over);
  ADD ("a-window-goes-with-all-its-notes", test_a_window_goes_with_all_its_notes);
  ADD ("a-secret-does-not-take-the-mode-of-what-it-replaces",
       test_a_secret_does_not_take_the_mode_of_what_it_replaces);
#undef ADD
  return g_test_run ();
}
