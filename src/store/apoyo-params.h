/* apoyo-params.h: the values of a statement's $1, $2, …, in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ApoyoParams ApoyoParams;

ApoyoParams *apoyo_params_new (void);
void apoyo_params_free (ApoyoParams *params);
guint apoyo_params_get_length (const ApoyoParams *params);

/* A NULL text, bytes, data or time, and a text array without a length, is SQL's NULL; an array of
 * no values is empty. */
void apoyo_params_add_null (ApoyoParams *params);
void apoyo_params_add_text (ApoyoParams *params, const char *value);
void apoyo_params_add_int (ApoyoParams *params, int value);
void apoyo_params_add_int64 (ApoyoParams *params, gint64 value);
void apoyo_params_add_bool (ApoyoParams *params, gboolean value);
void apoyo_params_add_double (ApoyoParams *params, double value);
void apoyo_params_add_bytes (ApoyoParams *params, GBytes *value);
void apoyo_params_add_data (ApoyoParams *params, const void *data, gsize size);
void apoyo_params_add_time (ApoyoParams *params, GDateTime *value);
void apoyo_params_add_int_array (ApoyoParams *params, const int *values, gsize n_values);
void apoyo_params_add_int64_array (ApoyoParams *params, const gint64 *values, gsize n_values);
void apoyo_params_add_text_array (ApoyoParams *params, const char *const *values, gssize n_values);
void apoyo_params_add_bytes_array (ApoyoParams *params, GBytes *const *values, gsize n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoParams, apoyo_params_free)

G_END_DECLS
