/* apoyo-dossier-stuck.h: the work of a process that does not move by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-folio-choice.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

/* Of any process that the person sees, of that one first (0: of the first there is). */
void apoyo_dossier_stuck_show (GtkWidget *parent,
                               ApoyoLogin *login,
                               gint64 process,
                               ApoyoFolioFunc func,
                               GObject *object);

G_END_DECLS
