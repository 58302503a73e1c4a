/* apoyo-acuerdo.h: numbers of the acuerdos by which a council decides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* INE/CG443/2023, INE/JGE12/2024, IEEM/CG/57/2023, IECM/ACU-CG-034/2023: the body, the number
 * within the year and the year, apart by slashes. FALSE with what is missing and how it is written.
 * Ends of blanks are no part of it. */
gboolean apoyo_acuerdo_check (const char *text, GError **error);
/* One as it is written, of this year: for places where one is to be typed. */
char *apoyo_acuerdo_dup_example (void);

G_END_DECLS
