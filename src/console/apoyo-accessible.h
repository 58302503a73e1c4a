/* apoyo-accessible.h: what GTK 4.8 leaves out for those who work by keyboard or screen reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For every widget of the program from now on, once it is on the screen. */
void apoyo_accessible_install (void);

G_END_DECLS
