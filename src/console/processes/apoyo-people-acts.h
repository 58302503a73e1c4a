/* apoyo-people-acts.h: what is done with one promovente.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-setup-promovente.h"
#include "apoyo-setup.h"

G_BEGIN_DECLS

/* Each asks, and does it in the chosen process. */
void apoyo_people_add (GtkWidget *parent, ApoyoSetup *setup);
void apoyo_people_change (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente);
void apoyo_people_remove (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente);
void
apoyo_people_set_window (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente);
void apoyo_people_suspend (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente);
void
apoyo_people_reinstate (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente);
void apoyo_people_withdraw (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente);
/* From a file, those of all promoventes of a process. imported: a handler of the import dialog's
 * "imported", with object behind. */
void apoyo_people_import_auxiliaries (GtkWidget *parent,
                                      ApoyoLogin *login,
                                      int process,
                                      GCallback imported,
                                      GObject *object);
/* Who collects for it: to find, to register, to import, to give another key and to revoke. */
void
apoyo_people_auxiliaries (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente);

const char *apoyo_standing_get_label (ApoyoStanding standing);

G_END_DECLS
