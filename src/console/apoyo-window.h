/* apoyo-window.h: the window: sidebar, header bar, and one page at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"
#include "apoyo-message.h"
#include "apoyo-page.h"

G_BEGIN_DECLS

#define APOYO_TYPE_WINDOW (apoyo_window_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoWindow, apoyo_window, APOYO, WINDOW, AdwApplicationWindow)

ApoyoWindow *apoyo_window_new (GtkApplication *application, ApoyoLogin *login);
/* The name of a page by its name or alias, NULL when there is none. The wall counts as one. */
const char *apoyo_window_find_page (const char *name);
/* "board (conteo), wall (mural)" */
char *apoyo_window_describe_pages (void);
/* By the name that the sidebar's table gives it. FALSE when the person has no such page. */
gboolean apoyo_window_show_page (ApoyoWindow *self, const char *name);
ApoyoPage *apoyo_window_get_page (ApoyoWindow *self);
/* The process of that code instead of the preferred one. */
void apoyo_window_prefer_process (ApoyoWindow *self, const char *code);
/* A support by its folio or by a link "apoyo:FOLIO", as soon as somebody has signed in. */
void apoyo_window_open_link (ApoyoWindow *self, const char *link);
/* A note that goes by itself. */
void apoyo_window_tell (ApoyoWindow *self, const char *text);
/* toast: (transfer full) */
void apoyo_window_add_toast (ApoyoWindow *self, AdwToast *toast);
void apoyo_window_set_wall (ApoyoWindow *self, gboolean wall);
/* Closes the dialogs over the window, and says TRUE when nothing typed stands in the way of leaving
 * it. Asks otherwise; leave is called with object, which outlives the window, when a page's text
 * may go. */
gboolean apoyo_window_settle (ApoyoWindow *self, ApoyoMessageFunc leave, gpointer object);
/* The session has ended: the window goes with every dialog over it, whatever stands there. */
void apoyo_window_end (ApoyoWindow *self);

G_END_DECLS
