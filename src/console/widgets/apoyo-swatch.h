/* apoyo-swatch.h: the small square that says in a list or legend what a figure counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APOYO_TYPE_SWATCH (apoyo_swatch_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSwatch, apoyo_swatch, APOYO, SWATCH, GtkWidget)

typedef enum {
  APOYO_SWATCH_COUNTED,
  APOYO_SWATCH_OPEN,
  APOYO_SWATCH_NOT_COUNTED,
} ApoyoSwatchKind;

/* size in pixels: 8 in rows, 10 in legends; index is the grey of a not counted situation. */
GtkWidget *apoyo_swatch_new (ApoyoSwatchKind kind, guint index, int size);

G_END_DECLS
