/* apoyo-evidence-viewer.h: one picture of a support, as large as the screen lets it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "apoyo-evidence-tile.h"

G_BEGIN_DECLS

/* With the findings that are about it. parent: any widget of the window it belongs to.
 * (transfer none): GTK's own */
GtkWindow *apoyo_evidence_viewer_present (GtkWidget *parent,
                                          JsonObject *dossier,
                                          const char *picture,
                                          GdkTexture *texture,
                                          const char *watermark);

/* The places of the picture's findings, under the numbers that the list gives them. */
void
apoyo_evidence_viewer_add_marks (ApoyoEvidenceTile *tile, JsonObject *dossier, const char *picture);

G_END_DECLS
