/* apoyo-result-private.h: results made from libpq's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

/* (transfer full) */
ApoyoResult *apoyo_result_new_take (PGresult *rows);

G_END_DECLS
