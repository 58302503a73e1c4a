/* apoyo-demarcations-actions.h: what can be done with the geography, and the buttons for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-atlas.h"
#include "apoyo-login.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APOYO_TYPE_DEMARCATIONS_ACTIONS (apoyo_demarcations_actions_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDemarcationsActions,
                      apoyo_demarcations_actions,
                      APOYO,
                      DEMARCATIONS_ACTIONS,
                      GObject)

/* Signal: "chosen" (guint place): found in a dialog, to be shown in the columns. */

/* page: gets the action group "demarcations", and holds this object. */
ApoyoDemarcationsActions *apoyo_demarcations_actions_new (GtkWidget *page);
/* For the header bar. (transfer full) */
GtkWidget *apoyo_demarcations_actions_make_buttons (ApoyoDemarcationsActions *self);
/* Both (nullable). To be called again when the atlas has changed. */
void apoyo_demarcations_actions_update (ApoyoDemarcationsActions *self,
                                        ApoyoLogin *login,
                                        ApoyoAtlas *atlas);
void apoyo_demarcations_actions_set_live (ApoyoDemarcationsActions *self, gboolean live);
/* What the columns have chosen. */
void apoyo_demarcations_actions_set_place (ApoyoDemarcationsActions *self, guint place);
void apoyo_demarcations_actions_open_quality (ApoyoDemarcationsActions *self, ApoyoProblem problem);

G_END_DECLS
