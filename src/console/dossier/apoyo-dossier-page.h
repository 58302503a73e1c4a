/* apoyo-dossier-page.h: Expediente: one support, by its folio.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-page.h"

G_BEGIN_DECLS

#define APOYO_TYPE_DOSSIER_PAGE (apoyo_dossier_page_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDossierPage, apoyo_dossier_page, APOYO, DOSSIER_PAGE, ApoyoPage)

/* As somebody typed it, or as a link "apoyo:FOLIO" has it; kept until somebody has signed in. */
void apoyo_dossier_page_open (ApoyoDossierPage *self, const char *link);

G_END_DECLS
