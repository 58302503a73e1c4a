/* apoyo-handlers.h: what each address of the intake does with a request that arrived whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-exchange.h"

G_BEGIN_DECLS

/* POST /v1/supports */
void apoyo_handle_support (ApoyoIntakeThread *thread, SoupServerMessage *message);
/* POST /v1/devices */
void apoyo_handle_device (ApoyoIntakeThread *thread, SoupServerMessage *message);
/* GET /v1/supports/{folio} */
void apoyo_handle_status (ApoyoIntakeThread *thread, SoupServerMessage *message, const char *folio);
/* GET /v1/processes */
void apoyo_handle_processes (ApoyoIntakeThread *thread, SoupServerMessage *message);
/* GET /v1/processes/{id}/checkpoint */
void apoyo_handle_checkpoint (ApoyoIntakeThread *thread, SoupServerMessage *message, gint process);
/* GET /healthz */
void apoyo_handle_health (ApoyoIntakeThread *thread, SoupServerMessage *message);
/* GET /metrics */
void apoyo_handle_metrics (ApoyoIntakeThread *thread, SoupServerMessage *message);

/* The capture that the header Idempotency-Key names, in lower case; NULL when it is no UUID. */
char *apoyo_message_get_capture (SoupServerMessage *message);
/* The whole body; once. */
GBytes *apoyo_message_get_body (SoupServerMessage *message);

G_END_DECLS
