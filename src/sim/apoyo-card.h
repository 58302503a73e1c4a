/* apoyo-card.h: both sides of a credential, flat, as it leaves the printer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-face.h"

G_BEGIN_DECLS

/* An ID-1 card, 85.6 × 54 mm, at 20 units a millimetre. */
#define APOYO_CARD_WIDTH 1712
#define APOYO_CARD_HEIGHT 1080

typedef enum {
  APOYO_CARD_REAL,
  APOYO_CARD_TEMPLATE,      /* a forger's: other letters, no guilloche, a drawn silhouette */
  APOYO_CARD_TEMPLATE_FACE, /* the same with a photograph */
} ApoyoCardMake;

cairo_surface_t *
apoyo_card_front (const ApoyoCitizen *citizen, const char *curp, ApoyoCardMake make, double scale);
cairo_surface_t *
apoyo_card_back (const ApoyoCitizen *citizen, const char *mrz, ApoyoCardMake make, double scale);
char *apoyo_card_qr_text (const ApoyoCitizen *citizen, guint which);
char *apoyo_card_pdf417_text (const ApoyoCitizen *citizen);

G_END_DECLS
