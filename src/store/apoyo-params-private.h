/* apoyo-params-private.h: parameters as libpq takes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-params.h"

G_BEGIN_DECLS

/* Each array as long as the parameters, NULL for none; they live as long as params. */
const char *const *apoyo_params_get_values (const ApoyoParams *params);
const int *apoyo_params_get_lengths (const ApoyoParams *params);
const int *apoyo_params_get_formats (const ApoyoParams *params);

G_END_DECLS
