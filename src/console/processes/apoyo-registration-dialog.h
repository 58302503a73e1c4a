/* apoyo-registration-dialog.h: registers an auxiliary who is a person of the nominal list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

typedef void (*ApoyoRegisteredFunc) (gpointer object);

/* The clave de elector goes to the service with the keys, which holds it against the roll and makes
 * the access key; that is shown once. func is called when it is done, unless object has gone.
 *
 * parent: any widget of the window it belongs to */
void apoyo_registration_dialog_present (GtkWidget *parent,
                                        ApoyoLogin *login,
                                        int process,
                                        int promovente,
                                        ApoyoRegisteredFunc func,
                                        GObject *object);

/* An access key, once. */
void apoyo_registration_show_key (GtkWindow *parent, const char *label, const char *key);

G_END_DECLS
