/* apoyo-dossier-acts.h: the flags of a support, and the work that is still to do on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

typedef void (*ApoyoDossierDoneFunc) (gpointer object);

/* Rows with the buttons of whoever may; func is called after each act, unless object has gone. */
void apoyo_dossier_acts_fill (GtkBox *box,
                              ApoyoLogin *login,
                              JsonObject *dossier,
                              gpointer func,
                              gpointer object);
gboolean apoyo_dossier_acts_has_flag (JsonObject *dossier, const char *flag);

G_END_DECLS
