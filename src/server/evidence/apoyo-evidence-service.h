/* apoyo-evidence-service.h: shows the staff what only the keys open, by ticket.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-vault.h"

G_BEGIN_DECLS

/* How it is used:
 *
 *   service = apoyo_evidence_service_new (conninfo, vault, keyring);
 *   apoyo_evidence_service_start (service, "127.0.0.1:0", NULL, &error);
 *   …
 *   apoyo_evidence_service_stop_async (service, stopped_cb, data);
 *
 *   GET  /v1/evidence/{front,back,selfie,signature}?size={small,large}
 *   GET  /v1/evidence/data
 *   POST /v1/search       {"clave": "…"}
 *   POST /v1/auxiliaries  {"promovente": 12, "clave": "…"}
 *   POST /v1/auxiliaries/import  {"rows": [[line, "promovente", "clave"], …]}
 *   GET  /healthz
 *
 * each with "Authorization: Ticket …", which staff opens in the database. It runs in the main
 * context that started it. */

#define APOYO_TYPE_EVIDENCE_SERVICE (apoyo_evidence_service_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEvidenceService,
                      apoyo_evidence_service,
                      APOYO,
                      EVIDENCE_SERVICE,
                      GObject)

ApoyoEvidenceService *
apoyo_evidence_service_new (const char *conninfo, ApoyoVault *vault, ApoyoKeyring *keyring);

/* address: what consoles are told, such as https://apoyo.example/evidence; NULL for this machine's
 * own. */
gboolean apoyo_evidence_service_start (ApoyoEvidenceService *self,
                                       const char *listen,
                                       const char *address,
                                       GError **error);

void apoyo_evidence_service_stop_async (ApoyoEvidenceService *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean apoyo_evidence_service_stop_finish (ApoyoEvidenceService *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
