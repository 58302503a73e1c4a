/* apoyo-dispersion.h: how many demarcations reached their percentage, of how many needed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-area-value.h"

G_BEGIN_DECLS

#define APOYO_TYPE_DISPERSION (apoyo_dispersion_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDispersion, apoyo_dispersion, APOYO, DISPERSION, GtkWidget)

/* The card's content, like ApoyoTotal. */
GtkWidget *apoyo_dispersion_new (void);
void apoyo_dispersion_set_wide (ApoyoDispersion *self, gboolean wide);
/* level: "entity", "federal_district", "local_district", "municipality", "section", or
 * APOYO_LEVEL_WORD_PROMOVENTE with areas that are promoventes; needed of
 * n_areas; percentage in hundredths of a per cent of each area's nominal list. Copies. */
void apoyo_dispersion_set_areas (ApoyoDispersion *self,
                                 const char *level,
                                 const ApoyoAreaValue *areas,
                                 guint n_areas,
                                 guint needed,
                                 int percentage);
void apoyo_dispersion_set_loading (ApoyoDispersion *self);
void apoyo_dispersion_set_stale (ApoyoDispersion *self, const char *time);

G_END_DECLS
