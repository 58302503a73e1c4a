/* apoyo-exception-list.h: municipalities where supports may be collected on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

#define APOYO_TYPE_EXCEPTION_LIST (apoyo_exception_list_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoExceptionList, apoyo_exception_list, APOYO, EXCEPTION_LIST, GObject)

/* From the rows of demarcation-exceptions. */
GListModel *apoyo_exception_list_read (const ApoyoResult *rows, GError **error);

const char *apoyo_exception_list_get_name (ApoyoExceptionList *self);
const char *apoyo_exception_list_get_acuerdo (ApoyoExceptionList *self);
const char *apoyo_exception_list_get_stored_by (ApoyoExceptionList *self);
GDateTime *apoyo_exception_list_get_stored_at (ApoyoExceptionList *self);
int apoyo_exception_list_get_revision (ApoyoExceptionList *self);
/* Codes of demarcations: "21-M140". */
const char *const *apoyo_exception_list_get_codes (ApoyoExceptionList *self);

G_END_DECLS
