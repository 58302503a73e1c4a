/* apoyo-row.h: columns of a row as the fields of a struct that owns them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-result.h"
#include "apoyo-store-error.h"

G_BEGIN_DECLS

/* A NULL leaves the value of a nullable column as it was: 0 and NULL in a new struct. */
gboolean apoyo_row_dup_text (const ApoyoResult *result,
                             guint row,
                             const char *column,
                             char **value,
                             GError **error);
gboolean apoyo_row_dup_nullable_text (const ApoyoResult *result,
                                      guint row,
                                      const char *column,
                                      char **value,
                                      GError **error);
gboolean apoyo_row_get_nullable_time (const ApoyoResult *result,
                                      guint row,
                                      const char *column,
                                      GDateTime **value,
                                      GError **error);
gboolean apoyo_row_get_nullable_int (const ApoyoResult *result,
                                     guint row,
                                     const char *column,
                                     int *value,
                                     GError **error);
gboolean apoyo_row_get_nullable_int64 (const ApoyoResult *result,
                                       guint row,
                                       const char *column,
                                       gint64 *value,
                                       GError **error);

G_END_DECLS
