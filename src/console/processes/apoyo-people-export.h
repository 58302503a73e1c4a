/* apoyo-people-export.h: a list of promoventes as CSV.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-setup-process.h"

G_BEGIN_DECLS

/* people: of ApoyoSetupPromovente, as they stand in the list. Asks for the file, and tells over
 * parent how it went. */
void apoyo_people_export (GtkWidget *parent, GListModel *people, ApoyoSetupProcess *process);
/* The table: columns as an import takes them, with a line above that says what it is. */
GBytes *apoyo_people_make_csv (GListModel *people, ApoyoSetupProcess *process);

G_END_DECLS
