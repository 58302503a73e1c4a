/* apoyo-processes-page.h: the processes and their configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-page.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PROCESSES_PAGE (apoyo_processes_page_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoProcessesPage, apoyo_processes_page, APOYO, PROCESSES_PAGE, ApoyoPage)

G_END_DECLS
