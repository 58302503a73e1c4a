/* apoyo-card.c: the front of a credential, flat, as it leaves the printer.
 *
 * The layout is the one people know, the ornaments are our own: no emblem of any authority is
 * drawn, and MUESTRA stands across everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-card.h"

#include "apoyo-autograph.h"
#include "apoyo-card-paper.h"
#include "apoyo-entity.h"
#include "apoyo-names.h"

#define W APOYO_CARD_WIDTH
#define H APOYO_CARD_HEIGHT

static const ApoyoColour plum = { 0.42, 0.16, 0.30 };
static const ApoyoColour rose = { 0.60, 0.22, 0.42 };
static const ApoyoColour label = { 0.42, 0.38, 0.42 };
static const ApoyoColour ink = { 0.09, 0.09, 0.11 };

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

/* 2019 and later: fewer keys of places, the section in large. */
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

/* Until 2019: the keys of entity, municipality and locality, issue and validity apart. */
static void
print_older_numbers (const Press *press, const ApoyoCitizen *citizen, const char *curp)
{
  g_autofree char *birth =
      g_strdup_printf ("%02d/%02d/%04d", citizen->day, citizen->month, citizen->year);
  g_autofree char *registered = g_strdup_printf ("%d %s", citizen->registered, citizen->issue);
  g_autofree char *section = g_strdup_printf ("%04u", citizen->section);
  g_autofree char *entity = g_strdup_printf ("%02u", citizen->entity);
  g_autofree char *municipality = g_strdup_printf ("%03u", citizen->municipality);
  g_autofree char *issued = g_strdup_printf ("%d", citizen->issued);
  g_autofree char *until = g_strdup_printf ("%d", citizen->valid_until);

  print_key (press, 566, 594, "CLAVE DE ELECTOR", citizen->clave);
  print_key (press, 566, 692, "CURP", curp);
  print_field (press, 1090, 692, "AÑO DE REGISTRO", 42, registered);
  print_field (press, 566, 790, "ESTADO", 42, entity);
  print_field (press, 730, 790, "MUNICIPIO", 42, municipality);
  print_field (press, 930, 790, "SECCIÓN", 42, section);
  print_field (press, 566, 888, "LOCALIDAD", 42, "0001");
  print_field (press, 730, 888, "EMISIÓN", 42, issued);
  print_field (press, 930, 888, "VIGENCIA", 42, until);
  print_field (press, 86, 836, "FECHA DE NACIMIENTO", 42, birth);
  print_field (press, 86, 934, "SEXO", 42, citizen->woman ? "M" : "H");
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
print_heading (const ApoyoCitizen *citizen, cairo_t *cr)
{
  gboolean abroad = citizen->model == 'F' || citizen->model == 'H';

  apoyo_canvas_fade (cr, 0, 0, W, 0, rose, (ApoyoColour){ 0.78, 0.45, 0.60 });
  cairo_rectangle (cr, 0, 178, W, 12);
  cairo_fill (cr);
  apoyo_canvas_text (cr, 86, 36, "Cantarell ExtraBold 64px", 4, plum, 1, "MÉXICO");
  apoyo_canvas_text (cr, 88, 118, "Cantarell Bold 34px", 2, plum, 1,
                     "DOCUMENTO DE MUESTRA · SIN VALIDEZ");
  apoyo_canvas_text (cr, 1000, abroad ? 36 : 58, "Cantarell Bold 50px", 1, ink, 0.85,
                     "CREDENCIAL DE EJEMPLO");
  if (abroad)
    apoyo_canvas_text (cr, 1000, 112, "Cantarell Bold 38px", 1, plum, 1, "DESDE EL EXTRANJERO");
}

/* (transfer full). curp: what the card says, which M8 makes somebody else's. */
cairo_surface_t *
apoyo_card_front (const ApoyoCitizen *citizen, const char *curp, ApoyoCardMake make, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr = make == APOYO_CARD_REAL
                    ? apoyo_card_begin_on_paper (APOYO_CARD_SIDE_FRONT, scale, &surface)
                    : apoyo_card_begin (scale, &surface);
  Press press = { cr, "Cantarell", "DejaVu Sans Mono" };

  if (make != APOYO_CARD_REAL) {
    press.family = "DejaVu Serif";
    press.mono = "DejaVu Serif";
    cairo_set_source_rgb (cr, 0.97, 0.93, 0.95);
    cairo_paint (cr);
  }
  if (make == APOYO_CARD_TEMPLATE)
    apoyo_card_silhouette (cr, 86, 262, 430, 548);
  else
    apoyo_card_portrait (citizen, cr, 86, 262, 430, 548, 1);
  if (make == APOYO_CARD_REAL)
    apoyo_card_portrait (citizen, cr, 1262, 262, 250, 318, 0.30);
  print_heading (citizen, cr);
  print_person (&press, citizen);
  if (citizen->model >= 'G')
    print_numbers (&press, citizen, curp);
  else
    print_older_numbers (&press, citizen, curp);
  print_signature (citizen, cr);
  apoyo_canvas_watermark (cr, W, H, 250, 0.13);
  cairo_destroy (cr);
  return surface;
}
