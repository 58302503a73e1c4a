/* apoyo-documents.h: cards that are not the credential.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-card.h"

G_BEGIN_DECLS

cairo_surface_t *apoyo_document_library (const ApoyoCitizen *citizen, double scale);
cairo_surface_t *apoyo_document_licence (const ApoyoCitizen *citizen, double scale);
cairo_surface_t *apoyo_document_bank (const ApoyoCitizen *citizen, double scale);

G_END_DECLS
