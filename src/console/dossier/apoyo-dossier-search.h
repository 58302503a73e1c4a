/* apoyo-dossier-search.h: finds a support by who it is of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-folio-choice.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

/* By clave de elector, with a reason that is written down. The clave goes to the service with the
 * keys and nowhere else; it leaves the dialog when it is sent. */
void apoyo_dossier_search_by_clave (GtkWidget *parent,
                                    ApoyoLogin *login,
                                    ApoyoFolioFunc func,
                                    GObject *object);

G_END_DECLS
