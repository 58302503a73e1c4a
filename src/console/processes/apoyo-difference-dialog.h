/* apoyo-difference-dialog.h: where two configurations differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-connection.h"
#include "apoyo-difference-words.h"

G_BEGIN_DECLS

/* one, other: JSON documents; their titles name the columns. The database compares them. */
void apoyo_difference_dialog_compare (GtkWidget *parent,
                                      ApoyoConnection *connection,
                                      const char *one,
                                      const char *one_title,
                                      const char *other,
                                      const char *other_title,
                                      const char *time_zone);

/* differences: of ApoyoDifference. */
void apoyo_difference_dialog_show (GtkWidget *parent,
                                   GPtrArray *differences,
                                   const char *one_title,
                                   const char *other_title,
                                   const char *time_zone);

G_END_DECLS
