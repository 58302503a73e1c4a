/* test-pictures.c: the drawn photographs, and what can be read in them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "apoyo-card.h"
#include "apoyo-jpeg.h"
#include "apoyo-pictures.h"
#include "apoyo-population.h"

static void
make_population (ApoyoPopulation *population)
{
  g_autoptr (GError) error = NULL;
  ApoyoMix mix;

  apoyo_mix_load (&mix, SOURCE_DATADIR "/catalogues/inconsistency-mix-2022.csv", &error);
  g_assert_no_error (error);
  apoyo_population_init (population, 11, 1000, &mix, NULL, &error);
  g_assert_no_error (error);
}

static void
render (ApoyoPictures *pictures, guint index, ApoyoKind kind, guint64 shot)
{
  ApoyoPopulation population;
  g_auto (ApoyoCitizen) citizen = { 0 };
  g_auto (ApoyoCitizen) stranger = { 0 };

  make_population (&population);
  apoyo_population_citizen (&population, index, &citizen);
  apoyo_population_citizen (&population, index + 7, &stranger);
  apoyo_pictures_render (pictures, &citizen, &stranger, kind, shot);
}

typedef struct {
  int width;
  int height;
  double saturation; /* mean distance of the channels */
  double contrast;   /* deviation of green over the middle, away from the printed MUESTRA */
} Look;

static Look
look_at (GBytes *jpeg)
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr errors;
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  g_autofree guint8 *row = NULL;
  double spread = 0, sum = 0, squares = 0, n = 0, m = 0;
  Look look;

  info.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&info);
  jpeg_mem_src (&info, data, size);
  g_assert_cmpint (jpeg_read_header (&info, TRUE), ==, JPEG_HEADER_OK);
  info.out_color_space = JCS_RGB;
  jpeg_start_decompress (&info);
  row = g_malloc (info.output_width * 3);
  while (info.output_scanline < info.output_height) {
    double y = (double) info.output_scanline / info.output_height;
    JSAMPROW rows = row;

    jpeg_read_scanlines (&info, &rows, 1);
    for (guint x = 0; x < info.output_width; x++) {
      const guint8 *p = row + x * 3;

      spread += MAX (p[0], MAX (p[1], p[2])) - MIN (p[0], MIN (p[1], p[2]));
      n++;
      if (y > 0.15 && y < 0.75) {
        sum += p[1];
        squares += p[1] * p[1];
        m++;
      }
    }
  }
  look = (Look){ (int) info.output_width, (int) info.output_height, spread / n,
                 squares / m - (sum / m) * (sum / m) };
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);
  return look;
}

static void
test_sizes_are_a_telephones (void)
{
  gsize total = 0;

  for (guint i = 0; i < 8; i++) {
    g_auto (ApoyoPictures) pictures = { 0 };

    render (&pictures, i * 3, APOYO_KIND_VALID, i);
    for (guint j = 0; j < APOYO_N_PICTURES; j++) {
      gsize size = g_bytes_get_size (pictures.jpeg[j]);

      g_assert_cmpuint (size, >=, 60000);
      g_assert_cmpuint (size, <=, 150000);
      total += size;
    }
  }
  g_test_message ("mean of four: %" G_GSIZE_FORMAT " bytes", total / 8);
  g_assert_cmpuint (total / 8, >, 300000);
  g_assert_cmpuint (total / 8, <, 520000);
}

static void
test_same_shot_same_bytes (void)
{
  g_auto (ApoyoPictures) a = { 0 };
  g_auto (ApoyoPictures) b = { 0 };
  g_auto (ApoyoPictures) again = { 0 };

  render (&a, 5, APOYO_KIND_VALID, 3);
  render (&b, 5, APOYO_KIND_VALID, 3);
  render (&again, 5, APOYO_KIND_VALID, 4);
  for (guint i = 0; i < APOYO_N_PICTURES; i++) {
    g_assert_true (g_bytes_equal (a.jpeg[i], b.jpeg[i]));
    g_assert_false (g_bytes_equal (a.jpeg[i], again.jpeg[i]));
  }
}

static void
test_defects_can_be_seen (void)
{
  g_auto (ApoyoPictures) clean = { 0 };
  g_auto (ApoyoPictures) copy = { 0 };
  g_auto (ApoyoPictures) unsigned_ = { 0 };
  g_auto (ApoyoPictures) blurred = { 0 };

  render (&clean, 20, APOYO_KIND_VALID, 0);
  render (&copy, 20, APOYO_KIND_M1, 0);
  render (&unsigned_, 20, APOYO_KIND_M5, 0);
  render (&blurred, 20, APOYO_KIND_M7, 2);
  g_assert_cmpfloat (look_at (clean.jpeg[APOYO_PICTURE_FRONT]).saturation, >, 8);
  g_assert_cmpfloat (look_at (copy.jpeg[APOYO_PICTURE_FRONT]).saturation, <, 8);
  g_assert_cmpfloat (look_at (copy.jpeg[APOYO_PICTURE_SELFIE]).saturation, >, 8);
  g_assert_cmpfloat (look_at (clean.jpeg[APOYO_PICTURE_SIGNATURE]).contrast, >, 300);
  g_assert_cmpfloat (look_at (unsigned_.jpeg[APOYO_PICTURE_SIGNATURE]).contrast, <, 200);
  g_assert_cmpfloat (look_at (blurred.jpeg[APOYO_PICTURE_FRONT]).contrast, <,
                     look_at (clean.jpeg[APOYO_PICTURE_FRONT]).contrast);
}

static void
test_every_kind_can_be_drawn (void)
{
  for (ApoyoKind kind = 0; kind < APOYO_N_KINDS; kind++) {
    for (guint shot = 0; shot < (kind == APOYO_KIND_M3   ? 4
                                 : kind >= APOYO_KIND_M1 ? 3
                                                         : 1);
         shot++) {
      g_auto (ApoyoPictures) pictures = { 0 };

      render (&pictures, 40 + kind, kind, shot);
      for (guint i = 0; i < APOYO_N_PICTURES; i++) {
        Look look = look_at (pictures.jpeg[i]);

        g_assert_cmpint (look.width, >=, 900);
        g_assert_cmpint (look.height, >=, 500);
        g_assert_cmpuint (g_bytes_get_size (pictures.jpeg[i]), <, 400000);
      }
    }
  }
}

static void
test_qr_codes_can_be_read (void)
{
  g_autofree char *zbarimg = g_find_program_in_path ("zbarimg");
  g_autofree char *dir = g_dir_make_tmp ("apoyo-sim-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (dir, "back.jpg", NULL);
  ApoyoPopulation population;

  if (zbarimg == NULL) {
    g_test_skip ("zbarimg is not installed");
    g_rmdir (dir);
    return;
  }
  make_population (&population);
  for (guint i = 0; i < 6; i++) {
    g_auto (ApoyoPictures) pictures = { 0 };
    g_auto (ApoyoCitizen) citizen = { 0 };
    g_autofree char *out = NULL;
    const char *argv[] = { zbarimg, "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file, NULL };
    gsize size;
    const char *data;

    render (&pictures, i, APOYO_KIND_VALID, i);
    apoyo_population_citizen (&population, i, &citizen);
    data = g_bytes_get_data (pictures.jpeg[APOYO_PICTURE_BACK], &size);
    g_assert_true (g_file_set_contents (file, data, (gssize) size, NULL));
    g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                                 &out, NULL, NULL, NULL));
    for (guint which = 0; which < 3; which++) {
      g_autofree char *text = apoyo_card_qr_text (&citizen, which);

      g_assert_nonnull (strstr (out, text));
    }
  }
  g_unlink (file);
  g_rmdir (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/sizes-are-a-telephones", test_sizes_are_a_telephones);
  g_test_add_func ("/pictures/same-shot-same-bytes", test_same_shot_same_bytes);
  g_test_add_func ("/pictures/defects-can-be-seen", test_defects_can_be_seen);
  g_test_add_func ("/pictures/every-kind-can-be-drawn", test_every_kind_can_be_drawn);
  g_test_add_func ("/pictures/qr-codes-can-be-read", test_qr_codes_can_be_read);
  return g_test_run ();
}
