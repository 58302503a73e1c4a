/* apoyo-exception-form.h: a list of municipalities under a regime of exception, to be entered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-atlas.h"
#include "apoyo-exception-list.h"

G_BEGIN_DECLS

#define APOYO_TYPE_EXCEPTION_FORM (apoyo_exception_form_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoExceptionForm, apoyo_exception_form, APOYO, EXCEPTION_FORM, GtkBox)

/* Signals: "stored" (const char *name); "cancelled" (). */

GtkWidget *apoyo_exception_form_new (ApoyoAtlas *atlas);
/* list: (nullable): to begin with; NULL for a new one */
void apoyo_exception_form_set (ApoyoExceptionForm *self, ApoyoExceptionList *list);
/* Something would be lost. */
gboolean apoyo_exception_form_is_begun (ApoyoExceptionForm *self);

G_END_DECLS
