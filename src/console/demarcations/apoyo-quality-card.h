/* apoyo-quality-card.h: what looks wrong in the version shown, counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-quality.h"

G_BEGIN_DECLS

#define APOYO_TYPE_QUALITY_CARD (apoyo_quality_card_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoQualityCard, apoyo_quality_card, APOYO, QUALITY_CARD, GtkBox)

/* Signal: "opened" (int problem). */

GtkWidget *apoyo_quality_card_new (void);
const char *apoyo_problem_get_title (ApoyoProblem problem);
/* Both (nullable). */
void
apoyo_quality_card_set (ApoyoQualityCard *self, ApoyoGeography *geography, ApoyoQuality *quality);
void apoyo_quality_card_set_wide (ApoyoQualityCard *self, gboolean wide);

G_END_DECLS
