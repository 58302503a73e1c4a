/* apoyo-evidence-panel.h: the pictures and the typed data of a support, by ticket.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "apoyo-evidence-client.h"

G_BEGIN_DECLS

/* Shows nothing until its person has said what for and asked to see it; each look is written down.
 * What is shown leaves memory with the support, with the page and with the window.
 *
 * Signal: "looked" (): an access was written down. */

#define APOYO_TYPE_EVIDENCE_PANEL (apoyo_evidence_panel_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEvidencePanel, apoyo_evidence_panel, APOYO, EVIDENCE_PANEL, GtkBox)

GtkWidget *apoyo_evidence_panel_new (void);
void apoyo_evidence_panel_set_login (ApoyoEvidencePanel *self, ApoyoLogin *login);
/* dossier NULL: none */
void apoyo_evidence_panel_show (ApoyoEvidencePanel *self, JsonObject *dossier);
void apoyo_evidence_panel_set_wide (ApoyoEvidencePanel *self, gboolean wide);

G_END_DECLS
