/* test-widgets-palette.c: the colours can be told apart and read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-palette.h"

#define N_SCHEMES 4

static double
contrast (ApoyoPalette *palette, ApoyoColor a, ApoyoColor b)
{
  return apoyo_palette_contrast (apoyo_palette_get (palette, a), apoyo_palette_get (palette, b));
}

/* The class begins at its break: exactly 100 % is the reached class. */
static void
test_ramp_classes (void)
{
  static const struct {
    int progress;
    guint step;
  } cases[] = { { 0, 0 },     { 2499, 0 },  { 2500, 1 },    { 4999, 1 },  { 5000, 2 },
                { 7499, 2 },  { 7500, 3 },  { 9999, 3 },    { 10000, 4 }, { 14999, 4 },
                { 15000, 5 }, { 24642, 5 }, { G_MAXINT, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (apoyo_palette_ramp_step (cases[i].progress), ==, cases[i].step);
  g_assert_cmpint (apoyo_palette_ramp_break (4), ==, 100);
}

static void
test_contrast_of_black_and_white (void)
{
  GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };

  g_assert_cmpfloat_with_epsilon (apoyo_palette_contrast (&black, &white), 21, 1e-4);
  g_assert_cmpfloat_with_epsilon (apoyo_palette_contrast (&white, &white), 1, 1e-9);
}

/* The ratios that the colours were chosen for, light and dark. */
static void
test_contrast_on_the_card (void)
{
  static const struct {
    ApoyoColor color, ground;
    double ratios[2];
  } cases[] = {
    { APOYO_COLOR_TEXT, APOYO_COLOR_CARD, { 14.3, 11.9 } },
    { APOYO_COLOR_DIM, APOYO_COLOR_CARD, { 5.7, 6.2 } },
    { APOYO_COLOR_ACCENT_TEXT, APOYO_COLOR_CARD, { 6.8, 5.9 } },
    { APOYO_COLOR_ACCENT_CHART, APOYO_COLOR_CARD, { 6.0, 3.2 } },
    { APOYO_COLOR_SUCCESS, APOYO_COLOR_CARD, { 5.8, 7.5 } },
    { APOYO_COLOR_SUCCESS, APOYO_COLOR_SUCCESS_SOFT, { 5.0, 6.9 } },
    { APOYO_COLOR_WARNING, APOYO_COLOR_CARD, { 6.2, 7.8 } },
    { APOYO_COLOR_WARNING, APOYO_COLOR_WARNING_SOFT, { 5.5, 7.0 } },
    { APOYO_COLOR_ERROR, APOYO_COLOR_CARD, { 6.4, 6.5 } },
    { APOYO_COLOR_ERROR, APOYO_COLOR_ERROR_SOFT, { 5.4, 6.4 } },
    { APOYO_COLOR_INFORMATION, APOYO_COLOR_CARD, { 6.3, 7.0 } },
    { APOYO_COLOR_INFORMATION, APOYO_COLOR_INFORMATION_SOFT, { 5.4, 6.5 } },
    { APOYO_COLOR_MARK, APOYO_COLOR_CARD, { 5.2, 4.7 } },
    { APOYO_COLOR_COUNTED, APOYO_COLOR_CARD, { 4.5, 4.5 } },
    { APOYO_COLOR_OPEN, APOYO_COLOR_CARD, { 3.2, 7.8 } },
  };

  for (guint scheme = 0; scheme < 2; scheme++) {
    g_autoptr (ApoyoPalette) palette = apoyo_palette_new ((ApoyoPaletteScheme) scheme);

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
      double ratio = contrast (palette, cases[i].color, cases[i].ground);

      g_test_message ("scheme %u color %d: %.2f", scheme, cases[i].color, ratio);
      g_assert_cmpfloat (ratio, >=, cases[i].ratios[scheme]);
    }
  }
}

/* High contrast: every text reaches 7 : 1, on the card and on its chip. */
static void
test_high_contrast (void)
{
  static const ApoyoColor texts[] = { APOYO_COLOR_TEXT,        APOYO_COLOR_DIM,
                                      APOYO_COLOR_ACCENT_TEXT, APOYO_COLOR_SUCCESS,
                                      APOYO_COLOR_ERROR,       APOYO_COLOR_WARNING,
                                      APOYO_COLOR_INFORMATION };

  for (guint scheme = APOYO_PALETTE_LIGHT_HIGH_CONTRAST; scheme < N_SCHEMES; scheme++) {
    g_autoptr (ApoyoPalette) palette = apoyo_palette_new ((ApoyoPaletteScheme) scheme);

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      g_assert_cmpfloat (contrast (palette, texts[i], APOYO_COLOR_CARD), >=, 7);
    g_assert_cmpfloat (contrast (palette, APOYO_COLOR_SUCCESS, APOYO_COLOR_SUCCESS_SOFT), >=, 7);
    g_assert_cmpfloat (contrast (palette, APOYO_COLOR_WARNING, APOYO_COLOR_WARNING_SOFT), >=, 7);
    g_assert_cmpfloat (contrast (palette, APOYO_COLOR_ERROR, APOYO_COLOR_ERROR_SOFT), >=, 7);
    g_assert_cmpfloat (contrast (palette, APOYO_COLOR_LINE, APOYO_COLOR_CARD), >=, 3);
  }
}

/* Each step differs from the one before, all in one direction; none more than the step at 100 %. */
static void
test_ramp_is_monotone (void)
{
  for (guint scheme = 0; scheme < N_SCHEMES; scheme++) {
    g_autoptr (ApoyoPalette) palette = apoyo_palette_new ((ApoyoPaletteScheme) scheme);
    double steps[APOYO_N_RAMP], before = 1;
    guint reached = apoyo_palette_ramp_step (10000);

    for (guint i = 1; i < APOYO_N_RAMP; i++) {
      double from_first = apoyo_palette_contrast (apoyo_palette_get_ramp (palette, 0),
                                                  apoyo_palette_get_ramp (palette, i));

      steps[i] = apoyo_palette_contrast (apoyo_palette_get_ramp (palette, i - 1),
                                         apoyo_palette_get_ramp (palette, i));
      g_assert_cmpfloat (from_first, >, before * 1.2);
      before = from_first;
    }
    for (guint i = 1; i < APOYO_N_RAMP; i++)
      g_assert_cmpfloat (steps[i], <=, steps[reached]);
  }
}

/* A mark is read on the classes that bear one. */
static void
test_check_marks_are_seen (void)
{
  for (guint scheme = 0; scheme < N_SCHEMES; scheme++) {
    g_autoptr (ApoyoPalette) palette = apoyo_palette_new ((ApoyoPaletteScheme) scheme);

    for (guint step = 4; step < APOYO_N_RAMP; step++)
      g_assert_cmpfloat (apoyo_palette_contrast (apoyo_palette_get (palette, APOYO_COLOR_MAP_CHECK),
                                                 apoyo_palette_get_ramp (palette, step)),
                         >=, 4.5);
  }
}

static void
test_greys_end_in_the_last (void)
{
  g_autoptr (ApoyoPalette) palette = apoyo_palette_new (APOYO_PALETTE_LIGHT);

  g_assert_true (
      gdk_rgba_equal (apoyo_palette_get_grey (palette, 6), apoyo_palette_get_grey (palette, 12)));
  for (guint i = 1; i < APOYO_N_GREYS; i++)
    g_assert_false (gdk_rgba_equal (apoyo_palette_get_grey (palette, i - 1),
                                    apoyo_palette_get_grey (palette, i)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/palette/ramp-classes", test_ramp_classes);
  g_test_add_func ("/widgets/palette/contrast-of-black-and-white",
                   test_contrast_of_black_and_white);
  g_test_add_func ("/widgets/palette/contrast-on-the-card", test_contrast_on_the_card);
  g_test_add_func ("/widgets/palette/high-contrast", test_high_contrast);
  g_test_add_func ("/widgets/palette/ramp-is-monotone", test_ramp_is_monotone);
  g_test_add_func ("/widgets/palette/check-marks-are-seen", test_check_marks_are_seen);
  g_test_add_func ("/widgets/palette/greys-end-in-the-last", test_greys_end_in_the_last);
  return g_test_run ();
}
