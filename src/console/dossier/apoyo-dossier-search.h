/* apoyo-dossier-search.h: finds a support by who it is of, or by what holds it up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

/* Called with the folio that the person chose, unless object has gone. */
typedef void (*ApoyoFolioFunc) (gpointer object, const char *folio);

/* By clave de elector, with a reason that is written down. The clave goes to the service with the
 * keys and nowhere else; it leaves the dialog when it is sent. */
void apoyo_dossier_search_by_clave (GtkWidget *parent,
                                    ApoyoLogin *login,
                                    ApoyoFolioFunc func,
                                    GObject *object);

/* The work of a process that does not move by itself. Nothing is shown once it was cancelled. */
void apoyo_dossier_search_stuck (GtkWidget *parent,
                                 ApoyoLogin *login,
                                 int process,
                                 const char *code,
                                 const char *time_zone,
                                 GCancellable *cancellable,
                                 ApoyoFolioFunc func,
                                 GObject *object);

G_END_DECLS
