/* apoyo-client.h: one telephone line to the server: registers devices and sends captures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-pictures.h"
#include "apoyo-truth.h"

G_BEGIN_DECLS

typedef struct _ApoyoClient ApoyoClient;

/* Asked before every attempt and while bytes move: TRUE ends the sending. */
typedef gboolean (*ApoyoClientStop) (gpointer data);

ApoyoClient *apoyo_client_new (const char *url,
                               ApoyoKeys *keys,
                               double patience,
                               ApoyoClientStop stop,
                               gpointer data);
void apoyo_client_free (ApoyoClient *self);
void apoyo_client_send (ApoyoClient *self,
                        const ApoyoCapture *capture,
                        const ApoyoCitizen *citizen,
                        const ApoyoPictures *pictures,
                        gboolean vary,
                        ApoyoResultOfSending *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoClient, apoyo_client_free)

G_END_DECLS
