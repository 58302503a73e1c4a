/* apoyo-readings.h: what an examination read, beside what was captured.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Findings first, then what else is not the same, and how much is. data: the evidence service's
 * answer for the dossier's support. */
GtkWidget *apoyo_readings_new (JsonObject *dossier, JsonObject *data);

G_END_DECLS
