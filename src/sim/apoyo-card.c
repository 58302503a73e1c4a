/* apoyo-card.c: both sides of a credential, flat, as it leaves the printer.
 *
 * The layout is the one people know, the ornaments are our own: no emblem of any authority is
 * drawn, and MUESTRA stands across everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-card.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "apoyo-autograph.h"
#include "apoyo-entity.h"
#include "apoyo-names.h"
#include "apoyo-sha256.h"

#define W APOYO_CARD_WIDTH
#define H APOYO_CARD_HEIGHT

static const ApoyoColour plum = { 0.42, 0.16, 0.30 };
static const ApoyoColour rose = { 0.60, 0.22, 0.42 };
static const ApoyoColour label = { 0.42, 0.38, 0.42 };
static const ApoyoColour ink = { 0.09, 0.09, 0.11 };
static const ApoyoColour white = { 1, 1, 1 };

static cairo_t *
begin_card (double scale, cairo_surface_t **surface)
{
  cairo_t *cr;

  *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (W * scale), (int) (H * scale));
  cr = cairo_create (*surface);
  cairo_scale (cr, scale, scale);
  apoyo_canvas_rounded (cr, 0, 0, W, H, 62);
  cairo_clip (cr);
  return cr;
}

/* Fine waves, as security printing has them, in an arrangement of our own. */
static void
draw_guilloche (cairo_t *cr, double phase)
{
  static const ApoyoColour colours[] = { { 0.70, 0.32, 0.50 },
                                         { 0.45, 0.58, 0.45 },
                                         { 0.55, 0.45, 0.62 } };

  cairo_set_line_width (cr, 1.3);
  for (int i = 0; i < 46; i++) {
    double y = H * i / 45.0;

    apoyo_canvas_source (cr, colours[i % 3], 0.20);
    cairo_move_to (cr, 0, y);
    for (int x = 0; x <= W; x += 24)
      cairo_line_to (cr, x,
                     y + 26 * sin (x / 118.0 + i * 0.33 + phase) + 11 * sin (x / 47.0 - i * 0.5));
    cairo_stroke (cr);
  }
  for (int k = 0; k < 40; k++) {
    apoyo_canvas_source (cr, colours[0], 0.14);
    cairo_save (cr);
    cairo_translate (cr, W * 0.80, H * 0.42);
    cairo_rotate (cr, k * G_PI / 20);
    cairo_scale (cr, 1, 0.36);
    cairo_new_sub_path (cr);
    cairo_arc (cr, 87, 0, 143, 0, 2 * G_PI);
    cairo_restore (cr);
    cairo_stroke (cr);
  }
}

typedef enum {
  FRONT,
  BACK,
  N_SIDES,
} Side;

static cairo_surface_t *
print_paper (Side side, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = begin_card (scale, &surface);

  if (side == FRONT)
    apoyo_canvas_fade (cr, 0, 0, W, H, (ApoyoColour){ 0.985, 0.950, 0.962 },
                       (ApoyoColour){ 0.940, 0.965, 0.948 });
  else
    cairo_set_source_rgb (cr, 0.972, 0.966, 0.960);
  cairo_paint (cr);
  draw_guilloche (cr, side == FRONT ? 0 : 2);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Everybody's card is printed on the same paper: each side is drawn once for a scale, and its
 * pixels copied, since surfaces must not be shared between threads. */
static cairo_t *
begin_on_paper (Side side, double scale, cairo_surface_t **surface)
{
  static GMutex mutex;
  static cairo_surface_t *papers[N_SIDES];
  static double scales[N_SIDES];
  cairo_surface_t *paper = NULL;
  cairo_t *cr = begin_card (scale, surface);
  gsize size = (gsize) cairo_image_surface_get_stride (*surface) *
               (gsize) cairo_image_surface_get_height (*surface);

  g_mutex_lock (&mutex);
  if (papers[side] == NULL) {
    papers[side] = print_paper (side, scale);
    scales[side] = scale;
  }
  paper = scales[side] == scale ? papers[side] : print_paper (side, scale);
  g_mutex_unlock (&mutex);
  cairo_surface_flush (*surface);
  memcpy (cairo_image_surface_get_data (*surface), cairo_image_surface_get_data (paper), size);
  cairo_surface_mark_dirty (*surface);
  if (paper != papers[side])
    cairo_surface_destroy (paper);
  return cr;
}

static void
draw_portrait (const ApoyoCitizen *citizen,
               cairo_t *cr,
               double x,
               double y,
               double w,
               double h,
               double alpha)
{
  const ApoyoPose pose = { .scale = 1.08, .dy = 2, .clothes = { 0.30, 0.34, 0.42 } };
  const ApoyoColour top = { 0.94, 0.945, 0.95 }, bottom = { 0.84, 0.85, 0.86 };
  ApoyoFace face;

  apoyo_face_init (&face, citizen);
  cairo_save (cr);
  apoyo_canvas_rounded (cr, x, y, w, h, 16);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_push_group (cr);
  apoyo_canvas_fade (cr, 0, 0, 0, h, top, bottom);
  cairo_paint (cr);
  apoyo_face_draw (&face, cr, w, &pose);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, alpha);
  cairo_restore (cr);
}

/* What somebody puts into a template who has no photograph. */
static void
draw_silhouette (cairo_t *cr, double x, double y, double w, double h)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, w, h);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 0.86, 0.88, 0.90);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.55, 0.58, 0.62);
  apoyo_canvas_ellipse (cr, x + w / 2, y + h * 0.4, w * 0.22, h * 0.24);
  cairo_fill (cr);
  apoyo_canvas_ellipse (cr, x + w / 2, y + h, w * 0.42, h * 0.34);
  cairo_fill (cr);
  cairo_restore (cr);
}

typedef struct {
  cairo_t *cr;
  const char *family;
  const char *mono;
} Press;

static void
print_field (const Press *press,
             double x,
             double y,
             const char *name,
             double size,
             const char *value)
{
  g_autofree char *small = g_strdup_printf ("%s Bold 25px", press->family);
  g_autofree char *font = g_strdup_printf ("%s Bold %gpx", press->family, size);

  apoyo_canvas_text (press->cr, x, y, small, 1, label, 1, name);
  apoyo_canvas_text (press->cr, x, y + 28, font, 0, ink, 1, value);
}

static void
print_key (const Press *press, double x, double y, const char *name, const char *value)
{
  g_autofree char *small = g_strdup_printf ("%s Bold 25px", press->family);
  g_autofree char *font = g_strdup_printf ("%s Bold 43px", press->mono);

  apoyo_canvas_text (press->cr, x, y, small, 1, label, 1, name);
  apoyo_canvas_text (press->cr, x, y + 28, font, 0, ink, 1, value);
}

static void
print_person (const Press *press, const ApoyoCitizen *citizen)
{
  const ApoyoEntity *entity = apoyo_entity_get (citizen->entity - 1);
  g_autofree char *town = g_utf8_strup (entity->name, -1);
  g_autofree char *name =
      g_strdup_printf ("%s\n%s\n%s", citizen->paternal, citizen->maternal, citizen->given);
  g_autofree char *plain = apoyo_names_plain (name);
  g_autofree char *address = g_strdup_printf ("%s\n%s\nMUNICIPIO %03u, %s", citizen->street,
                                              citizen->neighbourhood, citizen->municipality, town);

  print_field (press, 566, 216, "NOMBRE", g_utf8_strlen (citizen->given, -1) > 20 ? 40 : 46, plain);
  print_field (press, 566, 424, "DOMICILIO", 33, address);
}

static void
print_numbers (const Press *press, const ApoyoCitizen *citizen, const char *curp)
{
  g_autofree char *birth =
      g_strdup_printf ("%02d/%02d/%04d", citizen->day, citizen->month, citizen->year);
  g_autofree char *registered = g_strdup_printf ("%d %s", citizen->registered, citizen->issue);
  g_autofree char *section = g_strdup_printf ("%04u", citizen->section);
  g_autofree char *validity = g_strdup_printf ("%d – %d", citizen->issued, citizen->valid_until);

  print_key (press, 566, 594, "CLAVE DE ELECTOR", citizen->clave);
  print_key (press, 566, 692, "CURP", curp);
  print_field (press, 566, 790, "FECHA DE NACIMIENTO", 42, birth);
  print_field (press, 930, 790, "SEXO", 42, citizen->woman ? "M" : "H");
  print_field (press, 566, 888, "AÑO DE REGISTRO", 42, registered);
  print_field (press, 930, 888, "SECCIÓN", 50, section);
  print_field (press, 86, 888, "VIGENCIA", 46, validity);
}

/* The hand of the day the card was made: always the same one. */
static void
print_signature (const ApoyoCitizen *citizen, cairo_t *cr)
{
  const ApoyoAutograph how = { 1150, 816, 460, 190, 5.2, 0.55, 0.5, { 0.08, 0.08, 0.10 } };
  ApoyoRandom moment;

  apoyo_random_init (&moment, citizen->seed, APOYO_STREAM_SIGNATURE,
                     G_MAXUINT32 + (guint64) citizen->index);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.55);
  apoyo_canvas_rounded (cr, 1130, 812, 500, 206, 14);
  cairo_fill (cr);
  apoyo_autograph_draw (&how, citizen, cr, &moment);
  apoyo_canvas_text (cr, 1330, 1020, "Cantarell Bold 24px", 2, label, 1, "FIRMA");
}

static void
print_heading (cairo_t *cr)
{
  apoyo_canvas_fade (cr, 0, 0, W, 0, rose, (ApoyoColour){ 0.78, 0.45, 0.60 });
  cairo_rectangle (cr, 0, 178, W, 12);
  cairo_fill (cr);
  apoyo_canvas_text (cr, 86, 36, "Cantarell ExtraBold 64px", 4, plum, 1, "MÉXICO");
  apoyo_canvas_text (cr, 88, 118, "Cantarell Bold 34px", 2, plum, 1,
                     "DOCUMENTO DE MUESTRA · SIN VALIDEZ");
  apoyo_canvas_text (cr, 1000, 58, "Cantarell Bold 50px", 1, ink, 0.85, "CREDENCIAL DE EJEMPLO");
}

/* (transfer full). curp: what the card says, which M8 makes somebody else's. */
cairo_surface_t *
apoyo_card_front (const ApoyoCitizen *citizen, const char *curp, ApoyoCardMake make, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = make == APOYO_CARD_REAL ? begin_on_paper (FRONT, scale, &surface)
                                        : begin_card (scale, &surface);
  Press press = { cr, "Cantarell", "DejaVu Sans Mono" };

  if (make == APOYO_CARD_REAL) {
    apoyo_canvas_fade (cr, 0, 0, W, H, (ApoyoColour){ 0.985, 0.950, 0.962 },
                       (ApoyoColour){ 0.940, 0.965, 0.948 });
    cairo_paint (cr);
    draw_guilloche (cr, 0);
    draw_portrait (citizen, cr, 86, 262, 430, 548, 1);
    draw_portrait (citizen, cr, 1262, 262, 250, 318, 0.30);
  } else {
    press.family = "DejaVu Serif";
    press.mono = "DejaVu Serif";
    cairo_set_source_rgb (cr, 0.97, 0.93, 0.95);
    cairo_paint (cr);
    draw_silhouette (cr, 86, 262, 430, 548);
  }
  print_heading (cr);
  print_person (&press, citizen);
  print_numbers (&press, citizen, curp);
  print_signature (citizen, cr);
  apoyo_canvas_watermark (cr, W, H, 250, 0.13);
  cairo_destroy (cr);
  return surface;
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
  facts = which == 0 ? g_strdup_printf ("MUESTRA|1|%s|%s|%s|%s|%04u|%s|%d", citizen->clave,
                                        citizen->curp, citizen->cic, citizen->citizen_id,
                                        citizen->section, citizen->issue, citizen->valid_until)
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
draw_qr (cairo_t *cr, const char *text, double x, double y, double size)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  cairo_surface_t *modules;
  guint8 *data;
  int stride, n;

  g_assert (code != NULL);
  n = code->width + 4;
  modules = cairo_image_surface_create (CAIRO_FORMAT_RGB24, n, n);
  stride = cairo_image_surface_get_stride (modules);
  data = cairo_image_surface_get_data (modules);
  memset (data, 0xff, (gsize) stride * (gsize) n);
  for (int i = 0; i < code->width * code->width; i++) {
    if (code->data[i] & 1)
      memset (data + (i / code->width + 2) * stride + (i % code->width + 2) * 4, 0x18, 4);
  }
  cairo_surface_mark_dirty (modules);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size / n, size / n);
  cairo_set_source_surface (cr, modules, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, 0, 0, n, n);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (modules);
  QRcode_free (code);
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

/* (transfer full) */
cairo_surface_t *
apoyo_card_back (const ApoyoCitizen *citizen, ApoyoCardMake make, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = make == APOYO_CARD_REAL ? begin_on_paper (BACK, scale, &surface)
                                        : begin_card (scale, &surface);
  g_autofree char *mrz = apoyo_citizen_to_mrz (citizen);
  g_auto (GStrv) lines = g_strsplit (mrz, "\n", -1);

  if (make == APOYO_CARD_TEMPLATE) {
    cairo_set_source_rgb (cr, 0.972, 0.966, 0.960);
    cairo_paint (cr);
  }
  apoyo_canvas_source (cr, rose, 1);
  cairo_rectangle (cr, 0, 0, W, 74);
  cairo_fill (cr);
  apoyo_canvas_text (cr, 86, 14, "Cantarell Bold 36px", 3, white, 1,
                     "MUESTRA · SIN VALIDEZ OFICIAL");
  for (guint i = 0; i < 3; i++) {
    g_autofree char *text = apoyo_card_qr_text (citizen, i);

    draw_qr (cr, text, i < 2 ? 90 + i * 530 : 1180, 112, i < 2 ? 508 : 240);
  }
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

/* Another document altogether. (transfer full) */
cairo_surface_t *
apoyo_card_library (const ApoyoCitizen *citizen, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = begin_card (scale, &surface);
  const ApoyoColour green = { 0.16, 0.40, 0.36 };
  g_autofree char *name = g_strdup_printf ("%s %s", citizen->given, citizen->paternal);

  cairo_set_source_rgb (cr, 0.95, 0.96, 0.92);
  cairo_paint (cr);
  apoyo_canvas_source (cr, green, 1);
  cairo_rectangle (cr, 0, 0, W, 230);
  cairo_fill (cr);
  apoyo_canvas_text (cr, 90, 50, "Cantarell ExtraBold 90px", 2, white, 1, "BIBLIOTECA DE EJEMPLO");
  draw_portrait (citizen, cr, 100, 320, 420, 530, 1);
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
