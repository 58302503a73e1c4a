/* make-glyphs.c: prints sight-glyphs.cpp: the letters that credentials are printed in, as cells.
 *
 * For developers, run by hand, neither built nor installed with the rest: the table is data, and
 * the fonts it came from need not be on the machine that builds.
 *
 *   cc make-glyphs.c $(pkg-config --cflags --libs pangocairo) -lm -o make-glyphs && ./make-glyphs
 *
 * Fonts: fonts-ocr-b, fonts-dejavu-core, fonts-liberation2, fonts-freefont-ttf, fonts-cantarell.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACROSS 10
#define DOWN 14
#define SIDE 400
#define SIZE 160
/* How far ink runs, as a share of the letter's height: letters are never met sharper. */
#define SOFT 0.035

static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

static const struct {
  const char *name;
  const char *font;
  int zone;
} faces[] = {
  { "OCR-B", "OCR B", 1 },
  { "OCR-B S", "OCR B S", 1 },
  { "DejaVu Sans Mono", "DejaVu Sans Mono", 1 },
  { "DejaVu Sans Mono Bold", "DejaVu Sans Mono Bold", 0 },
  { "Liberation Sans Bold", "Liberation Sans Bold", 0 },
  { "Liberation Mono Bold", "Liberation Mono Bold", 0 },
  { "FreeSans Bold", "FreeSans Bold", 0 },
  { "Cantarell Bold", "Cantarell Bold", 0 },
};

/* Ink of each pixel, 0 to 1. */
static void
draw (const char *font, char letter, float ink[SIDE][SIDE])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  const unsigned char *data;
  int stride;

  pango_font_description_set_absolute_size (description, SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, &letter, 1);
  cairo_move_to (cr, 120, 80);
  pango_cairo_show_layout (cr, layout);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      ink[y][x] = data[y * stride + x] / 255.0f;
  pango_font_description_free (description);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
soften (float ink[SIDE][SIDE], double sigma)
{
  static float passed[SIDE][SIDE];
  int reach = (int) ceil (3 * sigma);

  for (int turn = 0; turn < 2; turn++) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double sum = 0, all = 0;

        for (int k = -reach; k <= reach; k++) {
          double weight = exp (-k * k / (2 * sigma * sigma));

          all += weight;
          if (x + k >= 0 && x + k < SIDE)
            sum += weight * ink[y][x + k];
        }
        passed[x][y] = (float) (sum / all);
      }
    }
    memcpy (ink, passed, sizeof passed);
  }
}

static void
print_glyph (const char *font, int zone, char letter)
{
  static float ink[SIDE][SIDE];
  int left = SIDE, right = -1, top = SIDE, bottom = -1;
  char cells[ACROSS * DOWN + 1] = "";

  draw (font, letter, ink);
  soften (ink, SOFT * SIZE);
  for (int y = 0; y < SIDE; y++) {
    for (int x = 0; x < SIDE; x++) {
      if (ink[y][x] < 0.5f)
        continue;
      left = MIN (left, x), right = MAX (right, x);
      top = MIN (top, y), bottom = MAX (bottom, y);
    }
  }
  for (int j = 0; j < DOWN; j++) {
    for (int i = 0; i < ACROSS; i++) {
      double sum = 0;
      int n = 0;

      for (int y = top + (bottom + 1 - top) * j / DOWN;
           y < top + (bottom + 1 - top) * (j + 1) / DOWN; y++)
        for (int x = left + (right + 1 - left) * i / ACROSS;
             x < left + (right + 1 - left) * (i + 1) / ACROSS; x++, n++)
          sum += ink[y][x];
      cells[j * ACROSS + i] = (char) ('0' + (int) lround (9 * sum / MAX (1, n)));
    }
  }
  printf ("  { '%c', %s, %.2ff,\n    \"%.70s\"\n    \"%s\" },\n", letter, zone ? "true" : "false",
          (double) (right + 1 - left) / (bottom + 1 - top), cells, cells + 70);
}

int
main (void)
{
  printf (
      "/* sight-glyphs.cpp: what the letters of credentials look like.\n"
      " *\n"
      " * Made by make-glyphs.c. Each letter's own box in %d × %d cells, row by row, 0 is paper "
      "and 9\n"
      " * ink; before it, how broad the box is for its height. OCR-B is what ISO/IEC 7501 prints\n"
      " * machine readable zones in; the fronts' fonts are the institute's, of which these stand "
      "for\n"
      " * the family.\n"
      " *\n"
      " * SPDX-License-Identifier: GPL-3.0-or-later\n"
      " */\n\n"
      "#include \"config.h\"\n\n"
      "#include \"sight-glance.hpp\"\n\n"
      "namespace sight\n{\n\n"
      "/* clang-format off */\n"
      "const std::vector<Glyph> &\nget_glyphs ()\n{\n"
      "  static const std::vector<Glyph> glyphs = {\n",
      ACROSS, DOWN);
  for (size_t i = 0; i < G_N_ELEMENTS (faces); i++) {
    printf ("  /* %s */\n", faces[i].name);
    for (const char *letter = letters; *letter != '\0'; letter++)
      if (faces[i].zone || *letter != '<')
        print_glyph (faces[i].font, faces[i].zone, *letter);
  }
  printf ("  };\n\n  return glyphs;\n}\n/* clang-format on */\n\n} // namespace sight\n");
  return EXIT_SUCCESS;
}
