/* apoyo-application.h: the program: its command line, its windows, its actions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APOYO_TYPE_APPLICATION (apoyo_application_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoApplication, apoyo_application, APOYO, APPLICATION, AdwApplication)

/* apart: beside one that may be open already. */
ApoyoApplication *apoyo_application_new (gboolean apart);
/* After it was run: nothing was done, because another console is open that it must not be joined
 * with. One that is apart is to be run instead. */
gboolean apoyo_application_wants_apart (ApoyoApplication *self);
/* What main() returns when something went wrong after the start. */
int apoyo_application_get_status (ApoyoApplication *self);

G_END_DECLS
