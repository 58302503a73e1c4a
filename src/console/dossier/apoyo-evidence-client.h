/* apoyo-evidence-client.h: what the console asks of the service that has the keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>
#include <json-glib/json-glib.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

/* A ticket is opened in the person's own session, which writes down who looks at what and why; the
 * service then gives what it is for, once. Nothing of it is kept on disk. */

#define APOYO_TYPE_EVIDENCE_CLIENT (apoyo_evidence_client_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEvidenceClient, apoyo_evidence_client, APOYO, EVIDENCE_CLIENT, GObject)

ApoyoEvidenceClient *apoyo_evidence_client_new (ApoyoLogin *login);

/* Opens a ticket with the statement. params: (transfer full) */
void apoyo_evidence_client_open_async (ApoyoEvidenceClient *self,
                                       const char *statement,
                                       ApoyoParams *params,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *
apoyo_evidence_client_open_finish (ApoyoEvidenceClient *self, GAsyncResult *result, GError **error);

/* A picture of a ticket, decoded in a thread. G_IO_ERROR_NOT_FOUND: there is none to show. */
void apoyo_evidence_client_see_async (ApoyoEvidenceClient *self,
                                      const char *ticket,
                                      const char *picture,
                                      const char *size,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GdkTexture *
apoyo_evidence_client_see_finish (ApoyoEvidenceClient *self, GAsyncResult *result, GError **error);

/* body: (nullable): GET; else POST. The answer is a JSON object. */
void apoyo_evidence_client_ask_async (ApoyoEvidenceClient *self,
                                      const char *ticket,
                                      const char *path,
                                      JsonObject *body,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
JsonObject *
apoyo_evidence_client_ask_finish (ApoyoEvidenceClient *self, GAsyncResult *result, GError **error);

/* Whether the console may send a ticket there: https, or this machine. */
gboolean apoyo_evidence_client_is_safe (const char *address);

G_END_DECLS
