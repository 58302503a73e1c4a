/* apoyo-exception-acts.h: another name for an exception list, its removal, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-atlas.h"
#include "apoyo-exception-codes.h"
#include "apoyo-exception-list.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

/* Of store-exception-list. revision: of the list that it takes the place of, 0 of none.
 * (transfer full) */
ApoyoParams *apoyo_exception_acts_make_params (int version,
                                               const char *name,
                                               int revision,
                                               const char *acuerdo,
                                               ApoyoCoding coding,
                                               const char *const *codes);
/* The codes of INE of its municipalities. (transfer full) */
GStrv apoyo_exception_acts_dup_codes (ApoyoAtlas *atlas, ApoyoExceptionList *list);

/* Says text, and offers to store the list as it was. widget: of the window with the lists;
 * revision: that it has now, 0 where it is gone; codes: of INE */
void apoyo_exception_acts_offer_back (GtkWidget *widget,
                                      ApoyoAtlas *atlas,
                                      const char *text,
                                      const char *name,
                                      int revision,
                                      const char *acuerdo,
                                      const char *const *codes);

typedef void (*ApoyoExceptionRenamed) (GtkWidget *widget, const char *name);

/* Asks for the name. renamed is called once it has that. */
void apoyo_exception_acts_rename (GtkWidget *widget,
                                  ApoyoLogin *login,
                                  ApoyoAtlas *atlas,
                                  ApoyoExceptionList *list,
                                  ApoyoExceptionRenamed renamed);
typedef void (*ApoyoExceptionEnded) (GtkWidget *widget);

/* At once; it can be had back. ended is called once that is answered, well or not, and the lists
 * are being read again. */
void apoyo_exception_acts_remove (GtkWidget *widget,
                                  ApoyoAtlas *atlas,
                                  ApoyoExceptionList *list,
                                  ApoyoExceptionEnded ended);

G_END_DECLS
