/* apoyo-dossier-view.h: one support, whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

/* Signals: "changed" (): something was done to the support, read it again;
 *          "folio-chosen" (const char *folio): another capture of the person. */

#define APOYO_TYPE_DOSSIER_VIEW (apoyo_dossier_view_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDossierView, apoyo_dossier_view, APOYO, DOSSIER_VIEW, GtkBox)

GtkWidget *apoyo_dossier_view_new (void);
/* dossier NULL: none. */
void apoyo_dossier_view_show (ApoyoDossierView *self, ApoyoLogin *login, JsonObject *dossier);
void apoyo_dossier_view_set_wide (ApoyoDossierView *self, gboolean wide);

G_END_DECLS
