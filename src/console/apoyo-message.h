/* apoyo-message.h: dialogs that say what happened, or ask before it does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What went wrong, and what to do about it; what the person had typed stays as it is. Nothing for
 * an act that was called off.
 *
 * parent: (nullable): any widget of the window it belongs to */
void apoyo_message_show_error (GtkWidget *parent, const GError *error);

typedef void (*ApoyoMessageFunc) (gpointer user_data);

/* Asks, and calls func when the person says yes and the question has gone. Nothing is called
 * otherwise, nor when object goes before: user_data is object.
 *
 * destructive: whether what follows cannot be undone */
void apoyo_message_ask (GtkWidget *parent,
                        const char *heading,
                        const char *body,
                        const char *yes,
                        gboolean destructive,
                        ApoyoMessageFunc func,
                        GObject *object);

/* Before what was typed and not sent is dropped: the same question everywhere. */
void apoyo_message_ask_discard (GtkWidget *parent, ApoyoMessageFunc func, GObject *object);

/* For what answers a question of one's own: func is called when that dialog has gone, unless
 * object goes before. What the question stands over may be closed then, and no sooner. */
void apoyo_message_afterwards (AdwMessageDialog *dialog, ApoyoMessageFunc func, GObject *object);

G_END_DECLS
