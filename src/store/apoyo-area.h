/* apoyo-area.h: one demarcation of the board's table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define APOYO_TYPE_AREA (apoyo_area_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoArea, apoyo_area, APOYO, AREA, GObject)

/* Signal: "changed" (). */

ApoyoArea *apoyo_area_new (const char *code, const char *name);
const char *apoyo_area_get_code (ApoyoArea *self);
const char *apoyo_area_get_name (ApoyoArea *self);
gint64 apoyo_area_get_nominal_list (ApoyoArea *self);
gint64 apoyo_area_get_required (ApoyoArea *self);
gint64 apoyo_area_get_valid (ApoyoArea *self);
/* Hundredths of a per cent of the required; -1 where nothing is required. */
int apoyo_area_get_progress (ApoyoArea *self);
void apoyo_area_set_counts (ApoyoArea *self, gint64 nominal_list, gint64 required, gint64 valid);

G_END_DECLS
