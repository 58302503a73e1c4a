/* apoyo-palette.h: the colours of everything the board draws.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APOYO_TYPE_PALETTE (apoyo_palette_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPalette, apoyo_palette, APOYO, PALETTE, GObject)

typedef enum {
  APOYO_COLOR_WINDOW,
  APOYO_COLOR_VIEW,
  APOYO_COLOR_SIDEBAR,
  APOYO_COLOR_CARD,
  APOYO_COLOR_LINE,
  APOYO_COLOR_GRID,
  APOYO_COLOR_TEXT,
  APOYO_COLOR_DIM,
  APOYO_COLOR_ACCENT,       /* fill of buttons, white text on it */
  APOYO_COLOR_ACCENT_CHART, /* fill of bars */
  APOYO_COLOR_ACCENT_TEXT,
  APOYO_COLOR_ACCENT_SOFT,
  APOYO_COLOR_SUCCESS,
  APOYO_COLOR_SUCCESS_SOFT,
  APOYO_COLOR_WARNING,
  APOYO_COLOR_WARNING_SOFT,
  APOYO_COLOR_ERROR,
  APOYO_COLOR_ERROR_SOFT,
  APOYO_COLOR_INFORMATION,
  APOYO_COLOR_INFORMATION_SOFT,
  APOYO_COLOR_OPEN,      /* lines of the hatch of open situations */
  APOYO_COLOR_OPEN_SOFT, /* what lies under the hatch */
  APOYO_COLOR_MARK,      /* bars and lines of charts */
  APOYO_COLOR_TROUGH,
  APOYO_COLOR_MAP_LINE,
  APOYO_COLOR_MAP_CHECK, /* the check mark on a reached entity */
  APOYO_COLOR_FOCUS,     /* the outline of what is hovered or focused */
  APOYO_COLOR_COUNTED,   /* what counts: the ramp's class from 100 % */
} ApoyoColor;

#define APOYO_N_COLORS (APOYO_COLOR_COUNTED + 1)
#define APOYO_N_RAMP 6
#define APOYO_N_GREYS 7

typedef enum {
  APOYO_PALETTE_LIGHT,
  APOYO_PALETTE_DARK,
  APOYO_PALETTE_LIGHT_HIGH_CONTRAST,
  APOYO_PALETTE_DARK_HIGH_CONTRAST,
} ApoyoPaletteScheme;

/* Follows AdwStyleManager; emits "changed". Never NULL, owned by the library; main thread only. */
ApoyoPalette *apoyo_palette_get_default (void);
/* One scheme for ever: paper is light, the wall dark. */
ApoyoPalette *apoyo_palette_new (ApoyoPaletteScheme scheme);

ApoyoPaletteScheme apoyo_palette_get_scheme (ApoyoPalette *self);
gboolean apoyo_palette_is_dark (ApoyoPalette *self);
const GdkRGBA *apoyo_palette_get (ApoyoPalette *self, ApoyoColor color);
/* 0 is the class under 25 %, 5 the one from 150 %. */
const GdkRGBA *apoyo_palette_get_ramp (ApoyoPalette *self, guint step);
/* 0 is the first not counted situation in report order; beyond the seventh the last one repeats. */
const GdkRGBA *apoyo_palette_get_grey (ApoyoPalette *self, guint index);

/* The ramp's class of a progress in hundredths of a per cent: exactly 100 % is the reached class.
 */
guint apoyo_palette_ramp_step (int progress);
/* Lower bound of a class in per cent: 0, 25, 50, 75, 100, 150. */
int apoyo_palette_ramp_break (guint step);
/* Contrast as WCAG 2 defines it, 1 to 21. */
double apoyo_palette_contrast (const GdkRGBA *a, const GdkRGBA *b);

/* Registers the widgets' resources, icons and style sheet with the display, and the palette's
 * colours as named colours (@apoyo_success, @apoyo_dim …), for as long as the display lives. Call
 * it once, after adw_init(). */
void apoyo_widgets_init (void);

G_END_DECLS
