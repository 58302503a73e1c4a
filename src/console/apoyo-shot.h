/* apoyo-shot.h: a picture of the window, once its page is filled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-window.h"

G_BEGIN_DECLS

/* page: a page's name; "wall" is the wall of the first one. Fails when the page has not filled in
 * 30 seconds. */
void apoyo_shot_take_async (ApoyoWindow *window,
                            const char *page,
                            const char *file,
                            int width,
                            int height,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean apoyo_shot_take_finish (GAsyncResult *result, GError **error);

/* Draws a mapped widget as it stands. */
GdkTexture *apoyo_shot_render (GtkWidget *widget, int width, int height);

G_END_DECLS
