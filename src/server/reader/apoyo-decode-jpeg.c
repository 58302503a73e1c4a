/* apoyo-decode-jpeg.c: JPEG by libjpeg-turbo, scaled while it is decoded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

#include "apoyo-decode.h"

/* A progressive picture of a camera has about ten; each costs a pass over the whole. */
#define MOST_SCANS 64
/* Of coefficients kept until the end, when a picture comes in several scans. */
#define MOST_MEMORY (160L * 1024 * 1024)

typedef struct {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf jump;
  gsize passed_over;    /* bytes that belong to no scan and no marker */
  gboolean ended_early; /* the data ended */
  gboolean lost_data;   /* and there were pixels to come, or a part of them could not be read */
  guint8 *cmyk;         /* one row, where the file has four inks */
} Jpeg;

static void
on_error (j_common_ptr common)
{
  longjmp (((Jpeg *) common)->jump, 1);
}

static void
on_message (j_common_ptr common, int level)
{
  Jpeg *self = (Jpeg *) common;

  if (level >= 0)
    return;
  self->errors.num_warnings++;
  if (self->errors.msg_code == JWRN_EXTRANEOUS_DATA)
    self->passed_over += (gsize) MAX (self->errors.msg_parm.i[0], 0);
  if (self->errors.msg_code == JWRN_JPEG_EOF)
    self->ended_early = TRUE;
  else if (self->errors.msg_code == JWRN_HIT_MARKER)
    self->lost_data = TRUE;
}

static void
on_output (j_common_ptr common)
{
}

static void
on_progress (j_common_ptr common)
{
  if (((Jpeg *) common)->jpeg.input_scan_number > MOST_SCANS)
    ERREXIT (common, JERR_OUT_OF_MEMORY);
}

static void
open_file (Jpeg *self, const ApoyoDecoding *decoding)
{
  jpeg_create_decompress (&self->jpeg);
  self->jpeg.mem->max_memory_to_use = MOST_MEMORY;
  self->progress.progress_monitor = on_progress;
  self->jpeg.progress = &self->progress;
  jpeg_mem_src (&self->jpeg, decoding->data, decoding->size);
  jpeg_read_header (&self->jpeg, TRUE);
}

/* The smallest of the decoder's own sizes that is not smaller than what is wanted. */
static gboolean
choose_size (Jpeg *self)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;

  jpeg->scale_num = 1;
  for (jpeg->scale_denom = 8; jpeg->scale_denom > 1; jpeg->scale_denom /= 2) {
    jpeg_calc_output_dimensions (jpeg);
    if (MAX (jpeg->output_width, jpeg->output_height) >= APOYO_SIGHT_LONGEST_SIDE)
      break;
  }
  jpeg_calc_output_dimensions (jpeg);
  return apoyo_decode_fits (jpeg->output_width, jpeg->output_height);
}

static void
choose_colour (Jpeg *self)
{
  const gboolean inks =
      self->jpeg.jpeg_color_space == JCS_CMYK || self->jpeg.jpeg_color_space == JCS_YCCK;

  self->jpeg.out_color_space = inks ? JCS_CMYK : JCS_RGB;
}

/* Adobe writes the inks the other way round, and nearly every file with four inks is Adobe's. */
static void
flatten_inks (const Jpeg *self, guint8 *rgb)
{
  const gboolean inverted = self->jpeg.saw_Adobe_marker;

  for (guint x = 0; x < self->jpeg.output_width; x++) {
    const guint8 *inks = self->cmyk + (gsize) x * 4;

    for (guint i = 0; i < 3; i++) {
      const guint ink = inverted ? inks[i] : 255u - inks[i];
      const guint black = inverted ? inks[3] : 255u - inks[3];

      rgb[x * 3 + i] = (guint8) (ink * black / 255);
    }
  }
}

static void
read_rows (Jpeg *self, ApoyoRaster *raster)
{
  while (self->jpeg.output_scanline < self->jpeg.output_height) {
    guint8 *row = raster->rgb + (gsize) self->jpeg.output_scanline * raster->width * 3;
    JSAMPROW target = self->cmyk != NULL ? self->cmyk : row;

    jpeg_read_scanlines (&self->jpeg, &target, 1);
    if (self->cmyk != NULL)
      flatten_inks (self, row);
  }
}

static gboolean
is_about_memory (const Jpeg *self)
{
  return self->errors.msg_code == JERR_OUT_OF_MEMORY ||
         self->errors.msg_code == JERR_NO_BACKING_STORE ||
         self->errors.msg_code == JERR_WIDTH_OVERFLOW ||
         self->errors.msg_code == JERR_IMAGE_TOO_BIG;
}

static ApoyoDecodeResult
decode (Jpeg *self, ApoyoDecoding *decoding)
{
  if (setjmp (self->jump) != 0)
    return is_about_memory (self) ? APOYO_DECODE_TOO_LARGE : APOYO_DECODE_UNDECODABLE;

  open_file (self, decoding);
  decoding->width = self->jpeg.image_width;
  decoding->height = self->jpeg.image_height;
  choose_colour (self);
  if (!choose_size (self) ||
      !apoyo_raster_reserve (&decoding->raster, self->jpeg.output_width, self->jpeg.output_height))
    return APOYO_DECODE_TOO_LARGE;
  if (self->jpeg.out_color_space == JCS_CMYK)
    self->cmyk = g_malloc ((gsize) self->jpeg.output_width * 4);
  jpeg_start_decompress (&self->jpeg);
  read_rows (self, &decoding->raster);
  jpeg_finish_decompress (&self->jpeg);
  if (!self->ended_early)
    decoding->behind = self->jpeg.src->bytes_in_buffer;
  return self->ended_early && self->lost_data ? APOYO_DECODE_UNDECODABLE : APOYO_DECODE_OK;
}

ApoyoDecodeResult
apoyo_decode_jpeg (ApoyoDecoding *decoding)
{
  Jpeg self = { 0 };
  ApoyoDecodeResult result;

  self.jpeg.err = jpeg_std_error (&self.errors);
  self.errors.error_exit = on_error;
  self.errors.emit_message = on_message;
  self.errors.output_message = on_output;
  result = decode (&self, decoding);
  if (decoding->raster.rgb != NULL)
    apoyo_raster_whiten (&decoding->raster, self.jpeg.output_scanline);
  decoding->damage = (guint) self.errors.num_warnings;
  decoding->cargo.trailing += MIN (self.passed_over, decoding->size - decoding->behind);
  jpeg_destroy_decompress (&self.jpeg);
  g_free (self.cmyk);
  /* A picture too large is not shown in part: its rows are white still. */
  if (result == APOYO_DECODE_TOO_LARGE)
    apoyo_raster_clear (&decoding->raster);
  return result;
}
