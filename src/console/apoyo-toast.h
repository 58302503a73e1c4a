/* apoyo-toast.h: notes that go by themselves, some with a way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The text as it stands: no name in it is taken for markup.
 *
 * Returns: (transfer full) */
AdwToast *apoyo_toast_new (const char *text);

/* That a file was written: its name, and a button that opens its folder.
 *
 * Returns: (transfer full) */
AdwToast *apoyo_toast_new_exported (GFile *file);

/* The one way to show a toast: one with a high priority before the others, which come back after
 * it.
 *
 * toast: (transfer full) */
void apoyo_toast_add (AdwToastOverlay *overlay, AdwToast *toast);

/* widget: any of the page that it is about */
void apoyo_toast_show (GtkWidget *widget, const char *text);

typedef void (*ApoyoToastFunc) (GObject *object, gpointer data);

/* With a button "Undo" that calls undo, unless the object has gone by then.
 *
 * data: (transfer full); free_data: (nullable) */
void apoyo_toast_offer_undo (GtkWidget *widget,
                             const char *text,
                             ApoyoToastFunc undo,
                             GObject *object,
                             gpointer data,
                             GDestroyNotify free_data);

/* Presses the button of the last one in the window that offers an undo and is still there. */
void apoyo_toast_undo_last (GtkWidget *window);
/* For a toast with a button "Undo" of one's own. */
void apoyo_toast_is_undo (GtkWidget *widget, AdwToast *toast);

G_END_DECLS
