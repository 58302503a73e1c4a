/* apoyo-process-list.h: every process by its state, to search and choose from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PROCESS_LIST (apoyo_process_list_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoProcessList, apoyo_process_list, APOYO, PROCESS_LIST, AdwBin)

void apoyo_process_list_set_setup (ApoyoProcessList *self, ApoyoSetup *setup);
void apoyo_process_list_set_wide (ApoyoProcessList *self, gboolean wide);
void apoyo_process_list_search (ApoyoProcessList *self);

G_END_DECLS
