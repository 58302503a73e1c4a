/* apoyo-documents.c: cards that are not the credential.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-documents.h"

#include "apoyo-card-paper.h"

#define W APOYO_CARD_WIDTH
#define H APOYO_CARD_HEIGHT

static const ApoyoColour ink = { 0.09, 0.09, 0.11 };
static const ApoyoColour white = { 1, 1, 1 };

/* (transfer full) */
cairo_surface_t *
apoyo_document_library (const ApoyoCitizen *citizen, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = apoyo_card_begin (scale, &surface);
  const ApoyoColour green = { 0.16, 0.40, 0.36 };
  g_autofree char *name = g_strdup_printf ("%s %s", citizen->given, citizen->paternal);

  cairo_set_source_rgb (cr, 0.95, 0.96, 0.92);
  cairo_paint (cr);
  apoyo_canvas_source (cr, green, 1);
  cairo_rectangle (cr, 0, 0, W, 230);
  cairo_fill (cr);
  apoyo_canvas_text (cr, 90, 50, "Cantarell ExtraBold 90px", 2, white, 1, "BIBLIOTECA DE EJEMPLO");
  apoyo_card_portrait (citizen, cr, 100, 320, 420, 530, 1);
  apoyo_canvas_text (cr, 600, 350, "Cantarell Bold 60px", 0, ink, 1, name);
  apoyo_canvas_text (cr, 600, 460, "Cantarell 48px", 0, ink, 1, "Credencial de lectura");
  apoyo_canvas_text (cr, 600, 540, "Cantarell 48px", 0, ink, 1, "Préstamo a domicilio");
  for (int i = 0; i < 40; i++)
    cairo_rectangle (cr, 600 + i * 22, 700, 4 + (i * 7 % 5) * 3, 150);
  cairo_fill (cr);
  apoyo_canvas_watermark (cr, W, H, 250, 0.13);
  cairo_destroy (cr);
  return surface;
}

/* (transfer full) */
cairo_surface_t *
apoyo_document_licence (const ApoyoCitizen *citizen, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = apoyo_card_begin (scale, &surface);
  const ApoyoColour blue = { 0.10, 0.24, 0.46 };
  g_autofree char *name =
      g_strdup_printf ("%s %s\n%s", citizen->paternal, citizen->maternal, citizen->given);
  g_autofree char *number = g_strdup_printf ("No. %09u", (citizen->index * 7349u) % 1000000000);
  g_autofree char *until =
      g_strdup_printf ("Vence: %02d/%02d/%d", citizen->day, citizen->month, citizen->issued + 5);

  apoyo_canvas_fade (cr, 0, 0, W, H, (ApoyoColour){ 0.86, 0.91, 0.97 },
                     (ApoyoColour){ 0.97, 0.94, 0.84 });
  cairo_paint (cr);
  apoyo_canvas_source (cr, blue, 1);
  cairo_rectangle (cr, 0, H - 140, W, 140);
  cairo_fill (cr);
  apoyo_canvas_text (cr, 90, 60, "Cantarell ExtraBold 76px", 2, blue, 1, "LICENCIA PARA CONDUCIR");
  apoyo_canvas_text (cr, 90, 160, "Cantarell Bold 40px", 1, blue, 1, "Automovilista · Tipo A");
  apoyo_card_portrait (citizen, cr, 1190, 270, 420, 540, 1);
  apoyo_canvas_text (cr, 90, 290, "DejaVu Sans Bold 54px", 0, ink, 1, name);
  apoyo_canvas_text (cr, 90, 460, "DejaVu Sans Mono 52px", 0, ink, 1, number);
  apoyo_canvas_text (cr, 90, 560, "DejaVu Sans 46px", 0, ink, 1, until);
  apoyo_canvas_text (cr, 90, 650, "DejaVu Sans 40px", 0, ink, 1, "Restricciones: ninguna");
  apoyo_canvas_text (cr, 90, 720, "DejaVu Sans 40px", 0, ink, 1, "Donador de órganos: sí");
  apoyo_canvas_text (cr, 90, H - 100, "Cantarell Bold 46px", 3, white, 1, "DOCUMENTO DE MUESTRA");
  apoyo_canvas_watermark (cr, W, H, 250, 0.13);
  cairo_destroy (cr);
  return surface;
}

/* (transfer full) */
cairo_surface_t *
apoyo_document_bank (const ApoyoCitizen *citizen, double scale)
{
  static const ApoyoColour colours[] = {
    { 0.06, 0.16, 0.38 },
    { 0.44, 0.06, 0.12 },
    { 0.10, 0.30, 0.24 },
    { 0.16, 0.16, 0.18 },
  };
  cairo_surface_t *surface;
  cairo_t *cr = apoyo_card_begin (scale, &surface);
  ApoyoColour base = colours[citizen->index % G_N_ELEMENTS (colours)];
  g_autofree char *name = g_strdup_printf ("%s %s", citizen->given, citizen->paternal);
  g_autofree char *number = g_strdup_printf ("0000 %04u %04u %04u", citizen->index * 31 % 10000,
                                             citizen->section, citizen->index * 77 % 10000);

  apoyo_canvas_fade (cr, 0, 0, W, H, apoyo_colour_shade (base, 1.5), base);
  cairo_paint (cr);
  for (int i = 0; i < 7; i++) {
    apoyo_canvas_source (cr, white, 0.05);
    apoyo_canvas_ellipse (cr, W * 0.9, H * 0.1, 260.0 + i * 150, 260.0 + i * 150);
    cairo_fill (cr);
  }
  apoyo_canvas_text (cr, 110, 90, "Cantarell ExtraBold 96px", 2, white, 1, "Banco de Ejemplo");
  apoyo_canvas_rounded (cr, 130, 380, 230, 180, 24);
  apoyo_canvas_fade (cr, 130, 380, 360, 560, (ApoyoColour){ 0.90, 0.80, 0.52 },
                     (ApoyoColour){ 0.66, 0.54, 0.28 });
  cairo_fill (cr);
  apoyo_canvas_text (cr, 120, 640, "DejaVu Sans Mono Bold 100px", 0, white, 0.95, number);
  apoyo_canvas_text (cr, 120, 880, "DejaVu Sans Mono 60px", 0, white, 0.9, name);
  apoyo_canvas_text (cr, 1180, 800, "Cantarell Bold 44px", 0, white, 0.9, "VENCE 12/29");
  for (int i = 0; i < 2; i++) {
    apoyo_canvas_source (
        cr, i ? (ApoyoColour){ 0.95, 0.65, 0.15 } : (ApoyoColour){ 0.85, 0.2, 0.2 }, 0.85);
    apoyo_canvas_ellipse (cr, 1400 + i * 110, 950, 90, 90);
    cairo_fill (cr);
  }
  apoyo_canvas_text (cr, 1180, 120, "Cantarell Bold 44px", 4, white, 0.6, "MUESTRA");
  cairo_destroy (cr);
  return surface;
}
