/* apoyo-store-error-private.h: from libpq's errors to our own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "apoyo-store-error.h"

G_BEGIN_DECLS

GError *apoyo_store_error_new_from_result (const PGresult *result);
/* The first line of what libpq says about the connection; it repeats itself after a kill. DENIED
 * where the server refused the account, which only a verbose connection can tell. */
GError *apoyo_store_error_new_from_connection (PGconn *connection);

G_END_DECLS
