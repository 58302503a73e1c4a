/* apoyo-people-tab.h: the promoventes of a process: to find, add, change, suspend and extend.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PEOPLE_TAB (apoyo_people_tab_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPeopleTab, apoyo_people_tab, APOYO, PEOPLE_TAB, AdwBin)

void apoyo_people_tab_set_setup (ApoyoPeopleTab *self, ApoyoSetup *setup);
void apoyo_people_tab_set_wide (ApoyoPeopleTab *self, gboolean wide);

G_END_DECLS
