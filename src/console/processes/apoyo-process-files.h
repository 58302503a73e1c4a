/* apoyo-process-files.h: configurations as files, as templates, and side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

/* All of the chosen process; a refusal is shown in a message over parent. */
void apoyo_process_files_export (GtkWidget *parent, ApoyoSetup *setup);
/* Asks for a file and makes a draft of the assistant of it. */
void apoyo_process_files_import (GtkWidget *parent, ApoyoSetup *setup);
/* A draft of the assistant with the rule, scope and geography of the chosen one, and no dates. */
void apoyo_process_files_copy (GtkWidget *parent, ApoyoSetup *setup);
/* Asks for a file and shows where the chosen one differs from it. */
void apoyo_process_files_compare_file (GtkWidget *parent, ApoyoSetup *setup);
/* Asks for another process. */
void apoyo_process_files_compare_process (GtkWidget *parent, ApoyoSetup *setup);

G_END_DECLS
