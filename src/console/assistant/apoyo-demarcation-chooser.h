/* apoyo-demarcation-chooser.h: a demarcation, found by typing its name, number or code.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup-data.h"

G_BEGIN_DECLS

/* Signal: "chosen" (const char *code). */

#define APOYO_TYPE_DEMARCATION_CHOOSER (apoyo_demarcation_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDemarcationChooser,
                      apoyo_demarcation_chooser,
                      APOYO,
                      DEMARCATION_CHOOSER,
                      AdwBin)

GtkWidget *apoyo_demarcation_chooser_new (ApoyoSetupData *data, const char *name);
/* What is offered: places of the level itself and, with wider, what is made of whole ones. */
void apoyo_demarcation_chooser_set_level (ApoyoDemarcationChooser *self,
                                          ApoyoLevel level,
                                          gboolean wider);
/* Only what lies in it; NULL: everywhere. */
void apoyo_demarcation_chooser_set_within (ApoyoDemarcationChooser *self, const char *code);
/* code: (nullable): nothing is chosen */
void apoyo_demarcation_chooser_set_code (ApoyoDemarcationChooser *self, const char *code);

/* Whether whole places of a level make up a place of another: districts and municipalities cut each
 * other. */
gboolean apoyo_demarcation_level_fits (ApoyoLevel level, ApoyoLevel within);

G_END_DECLS
