/* apoyo-copy.h: feeds a stream to a COPY … FROM STDIN.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-session.h"

G_BEGIN_DECLS

/* The server is ready for the data. */
void apoyo_copy_start (ApoyoSession *session, ApoyoOperation *operation);
/* All that was read is on the wire: time for the next piece. Nothing when no COPY is under way. */
void apoyo_copy_continue (ApoyoSession *session);
void apoyo_copy_cancel (ApoyoSession *session, ApoyoOperation *operation);

G_END_DECLS
