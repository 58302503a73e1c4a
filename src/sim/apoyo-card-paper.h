/* apoyo-card-paper.h: what a card is printed on, and the pictures of people on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-card.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_CARD_SIDE_FRONT,
  APOYO_CARD_SIDE_BACK,
} ApoyoCardSide;

cairo_t *apoyo_card_begin (double scale, cairo_surface_t **surface);
cairo_t *apoyo_card_begin_on_paper (ApoyoCardSide side, double scale, cairo_surface_t **surface);
void apoyo_card_portrait (const ApoyoCitizen *citizen,
                          cairo_t *cr,
                          double x,
                          double y,
                          double w,
                          double h,
                          double alpha);
void apoyo_card_silhouette (cairo_t *cr, double x, double y, double w, double h);

G_END_DECLS
