/* apoyo-pictures.c: the four photographs of a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-pictures.h"

#include <cairo.h>

#include "apoyo-jpeg.h"
#include "apoyo-random.h"

static const char *const nicks[APOYO_N_PICTURES] = { "front", "back", "selfie", "signature" };

/* The part of the request that carries it. */
const char *
apoyo_picture_to_nick (ApoyoPicture picture)
{
  g_return_val_if_fail ((guint) picture < APOYO_N_PICTURES, NULL);
  return nicks[picture];
}

static GBytes *
render_plain (const ApoyoCitizen *citizen, ApoyoPicture picture, guint64 shot)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1280, 832);
  cairo_t *cr = cairo_create (surface);
  ApoyoRandom random;
  GBytes *jpeg;

  apoyo_random_init (&random, citizen->seed, APOYO_STREAM_PICTURE, shot * 4 + picture);
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.85);
  cairo_paint (cr);
  for (guint i = 0; i < 400; i++) {
    cairo_set_source_rgb (cr, apoyo_random_double (&random), apoyo_random_double (&random),
                          apoyo_random_double (&random));
    cairo_arc (cr, apoyo_random_between (&random, 0, 1280), apoyo_random_between (&random, 0, 832),
               apoyo_random_between (&random, 4, 40), 0, 7);
    cairo_stroke (cr);
  }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_font_size (cr, 60);
  cairo_move_to (cr, 100, 200);
  cairo_show_text (cr, picture == APOYO_PICTURE_SIGNATURE ? "MUESTRA" : citizen->clave);
  cairo_destroy (cr);
  jpeg = apoyo_jpeg_encode (surface, 80);
  cairo_surface_destroy (surface);
  return jpeg;
}

/* stranger: somebody else, for captures that show the wrong person. shot tells photographs of one
 * citizen apart. */
void
apoyo_pictures_render (ApoyoPictures *self,
                       const ApoyoCitizen *citizen,
                       const ApoyoCitizen *stranger,
                       ApoyoKind kind,
                       guint64 shot)
{
  for (guint i = 0; i < APOYO_N_PICTURES; i++)
    self->jpeg[i] = render_plain (citizen, i, shot);
}

void
apoyo_pictures_clear (ApoyoPictures *self)
{
  for (guint i = 0; i < APOYO_N_PICTURES; i++)
    g_clear_pointer (&self->jpeg[i], g_bytes_unref);
}
