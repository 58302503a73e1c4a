/* apoyo-card-back.c: the back of a credential, flat, as it leaves the printer.
 *
 * Since December 2019 two large QR codes and a small one; before, PDF417 and the small one. All
 * have the machine readable zone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-barcode.h"
#include "apoyo-card-paper.h"
#include "apoyo-names.h"
#include "apoyo-sha256.h"

#define W APOYO_CARD_WIDTH
#define H APOYO_CARD_HEIGHT

static const ApoyoColour rose = { 0.60, 0.22, 0.42 };
static const ApoyoColour label = { 0.42, 0.38, 0.42 };
static const ApoyoColour ink = { 0.09, 0.09, 0.11 };
static const ApoyoColour white = { 1, 1, 1 };

/* What both the codes of old and of new cards say of the card. */
static char *
make_facts (const ApoyoCitizen *citizen)
{
  return g_strdup_printf ("MUESTRA|1|%s|%s|%s|%s|%04u|%s|%d", citizen->clave, citizen->curp,
                          citizen->cic, citizen->citizen_id, citizen->section, citizen->issue,
                          citizen->valid_until);
}

/* Not signed, as PDF417 never was. */
char *
apoyo_card_pdf417_text (const ApoyoCitizen *citizen)
{
  return make_facts (citizen);
}

/* What the QR of a real card carries is signed and readable for its issuer only; this one says
 * openly that it is a sample. which: 0 and 1 the large ones, 2 the small one. */
char *
apoyo_card_qr_text (const ApoyoCitizen *citizen, guint which)
{
  g_autofree char *name =
      g_strdup_printf ("%s|%s|%s", citizen->paternal, citizen->maternal, citizen->given);
  g_autofree char *plain = apoyo_names_plain (name);
  g_auto (GStrv) parts = g_strsplit (plain, "Ñ", -1);
  g_autofree char *ascii = g_strjoinv ("N", parts);
  g_autofree char *facts = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint8 digest[APOYO_SHA256_LENGTH];

  if (which == 2)
    return g_strdup_printf ("MUESTRA %s", citizen->cic);
  facts = which == 0 ? make_facts (citizen)
                     : g_strdup_printf ("MUESTRA|2|%s|%s|%04d%02d%02d|%c", citizen->cic, ascii,
                                        citizen->year, citizen->month, citizen->day,
                                        citizen->woman ? 'M' : 'H');
  apoyo_sha256 (facts, strlen (facts), digest);
  first = g_base64_encode (digest, sizeof digest);
  apoyo_sha256 (first, strlen (first), digest);
  second = g_base64_encode (digest, sizeof digest);
  return g_strdup_printf ("%s|%s%s", facts, first, second);
}

/* One pixel a module, stretched: thousands of little rectangles would cost far more. */
static void
draw_code (cairo_t *cr, const ApoyoBarcode *code, double x, double y, double w, double h)
{
  int n_x = (int) code->width, n_y = (int) code->height;
  cairo_surface_t *modules = cairo_image_surface_create (CAIRO_FORMAT_RGB24, n_x, n_y);
  gsize stride = (gsize) cairo_image_surface_get_stride (modules);
  guint8 *data = cairo_image_surface_get_data (modules);

  memset (data, 0xff, stride * code->height);
  for (guint i = 0; i < code->width * code->height; i++) {
    if (code->dark[i])
      memset (data + i / code->width * stride + i % code->width * 4, 0x18, 4);
  }
  cairo_surface_mark_dirty (modules);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, w / n_x, h / n_y);
  cairo_set_source_surface (cr, modules, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, 0, 0, n_x, n_y);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (modules);
}

static void
draw_qr (const ApoyoCitizen *citizen, cairo_t *cr, guint which, double x, double y, double size)
{
  g_autofree char *text = apoyo_card_qr_text (citizen, which);
  g_auto (ApoyoBarcode) code = { 0 };
  gboolean fits = apoyo_barcode_qr (&code, text);

  g_assert (fits);
  draw_code (cr, &code, x, y, size, size);
}

static void
draw_pdf417 (const ApoyoCitizen *citizen, cairo_t *cr, double x, double y, double w, double h)
{
  g_autofree char *text = apoyo_card_pdf417_text (citizen);
  g_auto (ApoyoBarcode) code = { 0 };
  gboolean fits = apoyo_barcode_pdf417 (&code, text);

  g_assert (fits);
  draw_code (cr, &code, x, y, w, h);
}

static void
draw_bars (const ApoyoCitizen *citizen, cairo_t *cr)
{
  ApoyoRandom random;

  apoyo_random_init (&random, citizen->seed, APOYO_STREAM_FACE,
                     G_MAXUINT32 + (guint64) citizen->index);
  apoyo_canvas_source (cr, ink, 0.85);
  for (double x = 1180; x < 1590; x += apoyo_random_between (&random, 7, 13)) {
    cairo_rectangle (cr, x, 392, apoyo_random_below (&random, 3) * 2 + 3, 116);
    cairo_fill (cr);
  }
}

/* (transfer full). mrz: three lines, of which some plants get a digit wrong. */
cairo_surface_t *
apoyo_card_back (const ApoyoCitizen *citizen, const char *mrz, ApoyoCardMake make, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = make == APOYO_CARD_REAL
                    ? apoyo_card_begin_on_paper (APOYO_CARD_SIDE_BACK, scale, &surface)
                    : apoyo_card_begin (scale, &surface);
  g_auto (GStrv) lines = g_strsplit (mrz, "\n", -1);

  if (make != APOYO_CARD_REAL) {
    cairo_set_source_rgb (cr, 0.972, 0.966, 0.960);
    cairo_paint (cr);
  }
  apoyo_canvas_source (cr, rose, 1);
  cairo_rectangle (cr, 0, 0, W, 74);
  cairo_fill (cr);
  apoyo_canvas_text (cr, 86, 14, "Cantarell Bold 36px", 3, white, 1,
                     "MUESTRA · SIN VALIDEZ OFICIAL");
  if (citizen->model >= 'G') {
    draw_qr (citizen, cr, 0, 90, 112, 508);
    draw_qr (citizen, cr, 1, 620, 112, 508);
  } else {
    draw_pdf417 (citizen, cr, 90, 150, 1040, 400);
  }
  draw_qr (citizen, cr, 2, 1180, 112, 240);
  draw_bars (citizen, cr);
  apoyo_canvas_text (cr, 1180, 540, "Cantarell Bold 32px", 1, label, 1, "DOCUMENTO DE MUESTRA");
  apoyo_canvas_text (cr, 90, 634, "Cantarell 32px", 0, label, 1,
                     "Este documento es un ejemplo dibujado. No acredita identidad.");
  cairo_set_source_rgb (cr, 0.985, 0.985, 0.98);
  cairo_rectangle (cr, 0, 700, W, H - 700);
  cairo_fill (cr);
  for (guint i = 0; lines[i] != NULL && i < 3; i++)
    apoyo_canvas_text (cr, 84, 738 + i * 98,
                       make == APOYO_CARD_REAL ? "OCR B,DejaVu Sans Mono 62px"
                                               : "DejaVu Sans Mono 60px",
                       make == APOYO_CARD_REAL ? 5.2 : 10, ink, 1, lines[i]);
  apoyo_canvas_watermark (cr, W, H, 250, 0.10);
  cairo_destroy (cr);
  return surface;
}
