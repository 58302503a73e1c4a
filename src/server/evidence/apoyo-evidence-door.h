/* apoyo-evidence-door.h: the socket of the evidence service, and how long and how many may stand in
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _ApoyoEvidenceDoor ApoyoEvidenceDoor;

/* Hands every connection to @server with its first byte, and closes it after a while whatever it
 * does: an answer ends its connection. */
ApoyoEvidenceDoor *
apoyo_evidence_door_open (const char *address, SoupServer *server, GError **error);
/* Of apoyo_listener_make_address(). */
char *apoyo_evidence_door_make_address (ApoyoEvidenceDoor *self);
/* Takes no more; those inside go on. */
void apoyo_evidence_door_shut (ApoyoEvidenceDoor *self);
void apoyo_evidence_door_free (ApoyoEvidenceDoor *self);

G_END_DECLS
