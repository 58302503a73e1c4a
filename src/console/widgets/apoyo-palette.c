/* apoyo-palette.c: the colours of everything the board draws.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-palette.h"

#include <math.h>

#include "apoyo-widgets-resources.h"

#define N_SCHEMES (APOYO_PALETTE_DARK_HIGH_CONTRAST + 1)
#define RESOURCE_PATH "/mx/ine/ApoyoCiudadano/widgets"

struct _ApoyoPalette {
  GObject parent_instance;

  ApoyoPaletteScheme scheme;
  GdkRGBA colors[APOYO_N_COLORS];
  GdkRGBA ramp[APOYO_N_RAMP];
  GdkRGBA greys[APOYO_N_GREYS];
};

typedef enum {
  SIGNAL_CHANGED,
} ApoyoPaletteSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (ApoyoPalette, apoyo_palette, G_TYPE_OBJECT)

/* The name under which style sheets know the colour, then light, dark, and both in high contrast.
 */
typedef struct {
  const char *name;
  const char *values[N_SCHEMES];
} NamedColor;

static const NamedColor named_colors[APOYO_N_COLORS] = {
  [APOYO_COLOR_WINDOW] = { "window", { "#FAFAFB", "#232226", "#FFFFFF", "#141316" } },
  [APOYO_COLOR_VIEW] = { "view", { "#FFFFFF", "#1D1C20", "#FFFFFF", "#0E0D10" } },
  [APOYO_COLOR_SIDEBAR] = { "sidebar", { "#F0EFF1", "#2A292D", "#F4F3F5", "#1B1A1E" } },
  [APOYO_COLOR_CARD] = { "card", { "#FFFFFF", "#302F34", "#FFFFFF", "#1F1E22" } },
  [APOYO_COLOR_LINE] = { "line", { "#DEDCE1", "#47454C", "#6C6972", "#A5A2AC" } },
  [APOYO_COLOR_GRID] = { "grid", { "#E9E7EC", "#3D3B42", "#B9B6BF", "#64616B" } },
  [APOYO_COLOR_TEXT] = { "text", { "#2B2930", "#F4F3F6", "#000000", "#FFFFFF" } },
  [APOYO_COLOR_DIM] = { "dim", { "#67646E", "#B4B1BA", "#3B3840", "#DEDCE3" } },
  [APOYO_COLOR_ACCENT] = { "accent", { "#B5266B", "#B5266B", "#8F1A53", "#B5266B" } },
  [APOYO_COLOR_ACCENT_CHART] = { "accent_chart", { "#B5266B", "#D6498C", "#8F1A53", "#F06BA8" } },
  [APOYO_COLOR_ACCENT_TEXT] = { "accent_text", { "#A81F61", "#F58FBE", "#7F1548", "#FFB3D5" } },
  [APOYO_COLOR_ACCENT_SOFT] = { "accent_soft", { "#F9E9F1", "#4A2438", "#F9E9F1", "#3A1A2B" } },
  [APOYO_COLOR_SUCCESS] = { "success", { "#1B7340", "#7FD6A0", "#0B4A25", "#A5F0C2" } },
  [APOYO_COLOR_SUCCESS_SOFT] = { "success_soft", { "#E3F2E8", "#213B2B", "#E3F2E8", "#14281C" } },
  [APOYO_COLOR_WARNING] = { "warning", { "#8A5300", "#F3C063", "#5C3700", "#FFDA94" } },
  [APOYO_COLOR_WARNING_SOFT] = { "warning_soft", { "#FBEFD9", "#43351B", "#FBEFD9", "#2E2410" } },
  [APOYO_COLOR_ERROR] = { "error", { "#B3261E", "#FF9C93", "#7D130D", "#FFC2BC" } },
  [APOYO_COLOR_ERROR_SOFT] = { "error_soft", { "#FBE7E5", "#4A2724", "#FBE7E5", "#351815" } },
  [APOYO_COLOR_INFORMATION] = { "information", { "#1F5FA8", "#93C1F5", "#0F3D73", "#BFDDFF" } },
  [APOYO_COLOR_INFORMATION_SOFT] = { "information_soft",
                                     { "#E4EEF9", "#22364C", "#E4EEF9", "#152434" } },
  [APOYO_COLOR_OPEN] = { "open", { "#C77C11", "#F3C063", "#8A5300", "#FFDA94" } },
  [APOYO_COLOR_OPEN_SOFT] = { "open_soft", { "#FBEFD9", "#43351B", "#FFFFFF", "#2E2410" } },
  [APOYO_COLOR_MARK] = { "mark", { "#8C5A93", "#B98CBD", "#6F3D77", "#DDB5D8" } },
  [APOYO_COLOR_TROUGH] = { "trough", { "#E8DDE9", "#574859", "#D9C7DB", "#4A414D" } },
  [APOYO_COLOR_MAP_LINE] = { "map_line", { "#FFFFFF", "#302F34", "#2B2930", "#0E0D10" } },
  [APOYO_COLOR_MAP_CHECK] = { "map_check", { "#FFFFFF", "#3A1641", "#FFFFFF", "#1E0723" } },
  [APOYO_COLOR_FOCUS] = { "focus", { "#2B2930", "#FFFFFF", "#000000", "#FFFFFF" } },
  [APOYO_COLOR_COUNTED] = { "counted", { "#6F3D77", "#DDB5D8", "#4F2557", "#F0D3EC" } },
};

/* Lightness falls (dark style: rises) at every step, most at 100 %: it reads the same to every eye
 * and in grey print. */
static const char *const ramps[2][APOYO_N_RAMP] = {
  { "#F4ECF2", "#E0C8DB", "#C7A0C1", "#A774A4", "#6F3D77", "#3F1749" },
  { "#4A414D", "#66506A", "#876888", "#AE85AB", "#DDB5D8", "#FBEBF8" },
};

static const char *const grey_scales[2][APOYO_N_GREYS] = {
  { "#6E6B76", "#8B8893", "#A5A2AC", "#B9B6BF", "#CAC8D0", "#D8D6DC", "#E3E1E6" },
  { "#A3A0AB", "#8B8893", "#75727D", "#64616B", "#56535C", "#4C4951", "#434047" },
};

static const int ramp_breaks[APOYO_N_RAMP] = { 0, 25, 50, 75, 100, 150 };

static void
parse (GdkRGBA *color, const char *value)
{
  if (!gdk_rgba_parse (color, value))
    g_assert_not_reached ();
}

static void
load_scheme (ApoyoPalette *self, ApoyoPaletteScheme scheme)
{
  int dark = scheme == APOYO_PALETTE_DARK || scheme == APOYO_PALETTE_DARK_HIGH_CONTRAST;

  self->scheme = scheme;
  for (guint i = 0; i < APOYO_N_COLORS; i++)
    parse (&self->colors[i], named_colors[i].values[scheme]);
  for (guint i = 0; i < APOYO_N_RAMP; i++)
    parse (&self->ramp[i], ramps[dark][i]);
  for (guint i = 0; i < APOYO_N_GREYS; i++)
    parse (&self->greys[i], grey_scales[dark][i]);
}

static ApoyoPaletteScheme
scheme_of_style (AdwStyleManager *style)
{
  gboolean dark = adw_style_manager_get_dark (style);

  if (adw_style_manager_get_high_contrast (style))
    return dark ? APOYO_PALETTE_DARK_HIGH_CONTRAST : APOYO_PALETTE_LIGHT_HIGH_CONTRAST;
  return dark ? APOYO_PALETTE_DARK : APOYO_PALETTE_LIGHT;
}

static void
on_style_changed_cb (AdwStyleManager *style, GParamSpec *pspec, ApoyoPalette *self)
{
  ApoyoPaletteScheme scheme = scheme_of_style (style);

  if (scheme == self->scheme)
    return;
  load_scheme (self, scheme);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
apoyo_palette_class_init (ApoyoPaletteClass *klass)
{
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_palette_init (ApoyoPalette *self)
{
  load_scheme (self, APOYO_PALETTE_LIGHT);
}

ApoyoPalette *
apoyo_palette_new (ApoyoPaletteScheme scheme)
{
  ApoyoPalette *self = g_object_new (APOYO_TYPE_PALETTE, NULL);

  load_scheme (self, scheme);
  return self;
}

ApoyoPalette *
apoyo_palette_get_default (void)
{
  static ApoyoPalette *palette;

  if (palette == NULL) {
    AdwStyleManager *style = adw_style_manager_get_default ();

    palette = apoyo_palette_new (scheme_of_style (style));
    g_signal_connect_object (style, "notify::dark", G_CALLBACK (on_style_changed_cb), palette, 0);
    g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (on_style_changed_cb),
                             palette, 0);
  }
  return palette;
}

ApoyoPaletteScheme
apoyo_palette_get_scheme (ApoyoPalette *self)
{
  g_return_val_if_fail (APOYO_IS_PALETTE (self), APOYO_PALETTE_LIGHT);
  return self->scheme;
}

gboolean
apoyo_palette_is_dark (ApoyoPalette *self)
{
  g_return_val_if_fail (APOYO_IS_PALETTE (self), FALSE);
  return self->scheme == APOYO_PALETTE_DARK || self->scheme == APOYO_PALETTE_DARK_HIGH_CONTRAST;
}

const GdkRGBA *
apoyo_palette_get (ApoyoPalette *self, ApoyoColor color)
{
  g_return_val_if_fail (APOYO_IS_PALETTE (self), NULL);
  g_return_val_if_fail ((guint) color < APOYO_N_COLORS, NULL);
  return &self->colors[color];
}

const GdkRGBA *
apoyo_palette_get_ramp (ApoyoPalette *self, guint step)
{
  g_return_val_if_fail (APOYO_IS_PALETTE (self), NULL);
  return &self->ramp[MIN (step, APOYO_N_RAMP - 1)];
}

const GdkRGBA *
apoyo_palette_get_grey (ApoyoPalette *self, guint index)
{
  g_return_val_if_fail (APOYO_IS_PALETTE (self), NULL);
  return &self->greys[MIN (index, APOYO_N_GREYS - 1)];
}

guint
apoyo_palette_ramp_step (int progress)
{
  guint step = 0;

  while (step + 1 < APOYO_N_RAMP && progress >= ramp_breaks[step + 1] * 100)
    step++;
  return step;
}

int
apoyo_palette_ramp_break (guint step)
{
  return ramp_breaks[MIN (step, APOYO_N_RAMP - 1)];
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) +
         0.0722 * linear (color->blue);
}

double
apoyo_palette_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double first = luminance (a) + 0.05;
  double second = luminance (b) + 0.05;

  return MAX (first, second) / MIN (first, second);
}

static void
on_palette_changed_cb (ApoyoPalette *palette, GtkCssProvider *provider)
{
  g_autoptr (GString) css = g_string_new (NULL);

  for (guint i = 0; i < APOYO_N_COLORS; i++)
    g_string_append_printf (css, "@define-color apoyo_%s %s;\n", named_colors[i].name,
                            named_colors[i].values[palette->scheme]);
  gtk_css_provider_load_from_data (provider, css->str, -1);
}

void
apoyo_widgets_init (void)
{
  static gboolean initialised;
  GdkDisplay *display = gdk_display_get_default ();
  ApoyoPalette *palette = apoyo_palette_get_default ();
  GtkCssProvider *colors, *sheet;

  if (initialised)
    return;
  initialised = TRUE;
  g_resources_register (apoyo_widgets_get_resource ());
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    RESOURCE_PATH "/icons");
  /* Both providers live as long as the display. */
  colors = gtk_css_provider_new ();
  on_palette_changed_cb (palette, colors);
  g_signal_connect_object (palette, "changed", G_CALLBACK (on_palette_changed_cb), colors, 0);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (colors),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  sheet = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (sheet, RESOURCE_PATH "/widgets.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (colors);
  g_object_unref (sheet);
}
