/* apoyo-body.h: the bytes of one request, as the telephone sends them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-pictures.h"
#include "apoyo-plan.h"

G_BEGIN_DECLS

#define APOYO_BODY_BOUNDARY "apoyo-sim-4f2a9c7b1e"

GByteArray *apoyo_body_new (const ApoyoCapture *capture,
                            const ApoyoCitizen *citizen,
                            const ApoyoPictures *pictures,
                            gboolean vary,
                            gint64 captured_at,
                            gint64 sent_at);

G_END_DECLS
