/* apoyo-result.h: the rows a statement gave, read by column name and type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Immutable and counted, so it may be handed to another thread.
 *
 * Every getter refuses a column that is not there, a NULL, and a value of another type, with
 * APOYO_STORE_ERROR_BAD_DATA; value is then untouched. A nullable column is asked for with
 * apoyo_result_is_null() first. For a loop over many rows, look the column up once with
 * apoyo_result_find_column() and use the _at variants. */
typedef struct _ApoyoResult ApoyoResult;

ApoyoResult *apoyo_result_ref (ApoyoResult *result);
void apoyo_result_unref (ApoyoResult *result);

guint apoyo_result_get_n_rows (const ApoyoResult *result);
guint apoyo_result_get_n_columns (const ApoyoResult *result);
const char *apoyo_result_get_column_name (const ApoyoResult *result, guint column);
gint64 apoyo_result_get_n_affected (const ApoyoResult *result);
int apoyo_result_find_column (const ApoyoResult *result, const char *column, GError **error);
gboolean apoyo_result_is_null (const ApoyoResult *result, guint row, const char *column);

gboolean apoyo_result_get_int (const ApoyoResult *result,
                               guint row,
                               const char *column,
                               int *value,
                               GError **error);
gboolean apoyo_result_get_int64 (const ApoyoResult *result,
                                 guint row,
                                 const char *column,
                                 gint64 *value,
                                 GError **error);
gboolean apoyo_result_get_bool (const ApoyoResult *result,
                                guint row,
                                const char *column,
                                gboolean *value,
                                GError **error);
gboolean apoyo_result_get_double (const ApoyoResult *result,
                                  guint row,
                                  const char *column,
                                  double *value,
                                  GError **error);
/* (transfer none): the text lives as long as the result. */
gboolean apoyo_result_get_text (const ApoyoResult *result,
                                guint row,
                                const char *column,
                                const char **value,
                                GError **error);
gboolean apoyo_result_get_bytes (const ApoyoResult *result,
                                 guint row,
                                 const char *column,
                                 GBytes **value,
                                 GError **error);
gboolean apoyo_result_get_time (const ApoyoResult *result,
                                guint row,
                                const char *column,
                                GDateTime **value,
                                GError **error);
/* A NULL-terminated array; NULL elements are refused. */
gboolean apoyo_result_get_text_array (const ApoyoResult *result,
                                      guint row,
                                      const char *column,
                                      char ***value,
                                      GError **error);
/* (element-type GBytes); NULL elements are refused. */
gboolean apoyo_result_get_bytes_array (const ApoyoResult *result,
                                       guint row,
                                       const char *column,
                                       GPtrArray **value,
                                       GError **error);

gboolean apoyo_result_is_null_at (const ApoyoResult *result, guint row, int column);
gboolean apoyo_result_get_int_at (const ApoyoResult *result,
                                  guint row,
                                  int column,
                                  int *value,
                                  GError **error);
gboolean apoyo_result_get_int64_at (const ApoyoResult *result,
                                    guint row,
                                    int column,
                                    gint64 *value,
                                    GError **error);
gboolean apoyo_result_get_text_at (const ApoyoResult *result,
                                   guint row,
                                   int column,
                                   const char **value,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoResult, apoyo_result_unref)

/* As the fields of a struct that owns them. A NULL leaves the value of a nullable column as it was:
 * 0 and NULL in a new struct. */
gboolean apoyo_result_dup_text (const ApoyoResult *result,
                                guint row,
                                const char *column,
                                char **value,
                                GError **error);
gboolean apoyo_result_dup_nullable_text (const ApoyoResult *result,
                                         guint row,
                                         const char *column,
                                         char **value,
                                         GError **error);
gboolean apoyo_result_get_nullable_time (const ApoyoResult *result,
                                         guint row,
                                         const char *column,
                                         GDateTime **value,
                                         GError **error);
gboolean apoyo_result_get_nullable_int (const ApoyoResult *result,
                                        guint row,
                                        const char *column,
                                        int *value,
                                        GError **error);
gboolean apoyo_result_get_nullable_int64 (const ApoyoResult *result,
                                          guint row,
                                          const char *column,
                                          gint64 *value,
                                          GError **error);

G_END_DECLS
