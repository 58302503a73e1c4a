/* apoyo-sidebar.h: the pages, and at the foot who is signed in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"
#include "apoyo-pages.h"

G_BEGIN_DECLS

#define APOYO_TYPE_SIDEBAR (apoyo_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSidebar, apoyo_sidebar, APOYO, SIDEBAR, GtkBox)

/* Signal: "page-chosen" (const char *name). */

void apoyo_sidebar_add_page (ApoyoSidebar *self, const ApoyoPageInfo *info);
gboolean apoyo_sidebar_is_empty (ApoyoSidebar *self);
/* FALSE when there is no such page. */
gboolean apoyo_sidebar_select (ApoyoSidebar *self, const char *name);
/* Counted from 1, as the keys do. */
void apoyo_sidebar_select_nth (ApoyoSidebar *self, int number);
/* The button to what waits for the person's signature, with how much that is. */
void apoyo_sidebar_show_inbox (ApoyoSidebar *self, guint n_waiting);
void apoyo_sidebar_show_person (ApoyoSidebar *self, ApoyoLogin *login);

G_END_DECLS
