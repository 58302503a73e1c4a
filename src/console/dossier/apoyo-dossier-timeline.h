/* apoyo-dossier-timeline.h: what happened to a support, in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Events of the log, acts by hand and looks at the evidence, the last one first. */
void apoyo_dossier_timeline_fill (GtkBox *box, JsonObject *dossier);

G_END_DECLS
