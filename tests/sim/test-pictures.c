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

#include "apoyo-album.h"
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
  apoyo_citizen_set_newest_year (APOYO_CITIZEN_YEAR);
  apoyo_population_init (population, 11, 1000, &mix, NULL, &error);
  g_assert_no_error (error);
}

static void
render_one (ApoyoPictures *pictures,
            ApoyoPicture picture,
            guint index,
            const char *plant,
            guint64 shot)
{
  ApoyoPopulation population;
  g_auto (ApoyoScenario) scenario = { 0 };

  make_population (&population);
  apoyo_scenario_init (&scenario, &population, apoyo_plant_find (plant), index, shot);
  apoyo_pictures_render_one (pictures, picture, &scenario.holder, &scenario.stranger,
                             scenario.plant, shot);
}

static void
render (ApoyoPictures *pictures, guint index, const char *plant, guint64 shot)
{
  for (ApoyoPicture i = 0; i < APOYO_N_PICTURES; i++)
    render_one (pictures, i, index, plant, shot);
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

    render (&pictures, i * 3, "clean", i);
    for (guint j = 0; j < APOYO_N_PICTURES; j++) {
      gsize size = g_bytes_get_size (pictures.file[j]);

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

  render (&a, 5, "clean", 3);
  render (&b, 5, "clean", 3);
  render (&again, 5, "clean", 4);
  for (guint i = 0; i < APOYO_N_PICTURES; i++) {
    g_assert_true (g_bytes_equal (a.file[i], b.file[i]));
    g_assert_false (g_bytes_equal (a.file[i], again.file[i]));
  }
}

static void
test_defects_can_be_seen (void)
{
  g_auto (ApoyoPictures) clean = { 0 };
  g_auto (ApoyoPictures) copy = { 0 };
  g_auto (ApoyoPictures) unsigned_ = { 0 };
  g_auto (ApoyoPictures) blurred = { 0 };

  render_one (&clean, APOYO_PICTURE_FRONT, 20, "clean", 0);
  render_one (&clean, APOYO_PICTURE_SIGNATURE, 20, "clean", 0);
  render_one (&copy, APOYO_PICTURE_FRONT, 20, "copy", 0);
  render_one (&copy, APOYO_PICTURE_SELFIE, 20, "copy", 0);
  render_one (&unsigned_, APOYO_PICTURE_SIGNATURE, 20, "blank", 0);
  render_one (&blurred, APOYO_PICTURE_FRONT, 20, "dark", 2);
  g_assert_cmpfloat (look_at (clean.file[APOYO_PICTURE_FRONT]).saturation, >, 8);
  g_assert_cmpfloat (look_at (copy.file[APOYO_PICTURE_FRONT]).saturation, <, 8);
  g_assert_cmpfloat (look_at (copy.file[APOYO_PICTURE_SELFIE]).saturation, >, 8);
  g_assert_cmpfloat (look_at (clean.file[APOYO_PICTURE_SIGNATURE]).contrast, >, 300);
  g_assert_cmpfloat (look_at (unsigned_.file[APOYO_PICTURE_SIGNATURE]).contrast, <, 200);
  g_assert_cmpfloat (look_at (blurred.file[APOYO_PICTURE_FRONT]).contrast, <,
                     look_at (clean.file[APOYO_PICTURE_FRONT]).contrast);
}

/* Whoever tunes on the pictures must know what they show, and every kind of the catalogue that a
 * picture can carry must be among them. */
static void
test_plants_say_what_they_are (void)
{
  gboolean seen[APOYO_N_FATES] = { FALSE };

  for (guint i = 0; i < apoyo_plant_count (); i++) {
    const ApoyoPlant *plant = apoyo_plant_get (i);

    g_assert_true (apoyo_plant_find (plant->nick) == plant);
    seen[plant->kind] = TRUE;
    g_assert_cmpint (plant->kind == APOYO_FATE_VALID, ==, *plant->causes == '\0');
    g_assert_true (plant->kind == APOYO_FATE_VALID || plant->kind >= APOYO_FATE_M1);
  }
  for (ApoyoFate kind = APOYO_FATE_M1; kind < APOYO_N_FATES; kind++) {
    g_assert_true (seen[kind]);
    for (guint64 number = 0; number < 40; number++)
      g_assert_cmpint (apoyo_plant_draw (kind, number)->kind, ==, kind);
  }
  g_assert_true (apoyo_plant_accepts (apoyo_plant_find ("dot"), "M5"));
  g_assert_false (apoyo_plant_accepts (apoyo_plant_find ("dot"), "M3"));
  g_assert_false (apoyo_plant_accepts (apoyo_plant_find ("clean"), ""));
}

static void
assert_is_a_picture (GBytes *file, const char *type, gboolean tiny)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  g_assert_cmpuint (size, >, 4000);
  if (g_str_equal (type, "image/png")) {
    g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
  } else if (g_str_equal (type, "image/webp")) {
    g_assert_cmpmem (data + 8, 4, "WEBP", 4);
  } else {
    Look look = look_at (file);

    g_assert_cmpstr (type, ==, "image/jpeg");
    g_assert_cmpint (MAX (look.width, look.height), >=, tiny ? 200 : 700);
    g_assert_cmpint (MIN (look.width, look.height), >=, tiny ? 150 : 500);
    g_assert_cmpuint (size, <, 700000);
  }
}

/* The pictures that it is about; the others are those of a clean capture. Data are on the cards,
 * and a face has an age.
 */
static void
test_every_plant_can_be_drawn (void)
{
  for (guint i = 0; i < apoyo_plant_count (); i++) {
    const ApoyoPlant *plant = apoyo_plant_get (i);
    gboolean data = g_str_equal (plant->picture, "data");
    g_auto (ApoyoPictures) pictures = { 0 };
    guint n = 0;

    for (ApoyoPicture j = 0; j < APOYO_N_PICTURES; j++)
      if (data || apoyo_picture_is_meant (plant, j)) {
        render_one (&pictures, j, 40 + i, plant->nick, i);
        assert_is_a_picture (pictures.file[j], pictures.type[j], plant->camera & APOYO_CAMERA_TINY);
        n++;
      }
    g_assert_cmpuint (n, >, 0);
  }
}

/* APP1 right after the start, and the number that undoes the turn of the pixels. */
static void
test_exif_tells_the_turn (void)
{
  g_auto (ApoyoPictures) pictures = { 0 };
  gsize size;
  const guint8 *data;
  Look look;

  render_one (&pictures, APOYO_PICTURE_FRONT, 3, "turned-exif", 1);
  data = g_bytes_get_data (pictures.file[APOYO_PICTURE_FRONT], &size);
  look = look_at (pictures.file[APOYO_PICTURE_FRONT]);
  g_assert_cmpmem (data, 4, "\xff\xd8\xff\xe1", 4);
  g_assert_cmpmem (data + 6, 6, "Exif\0\0", 6);
  if (look.width > look.height)
    g_assert_cmpuint (data[31], ==, 3);
  else
    g_assert_true (data[31] == 6 || data[31] == 8);
}

/* The same picture of the stranger's, stored anew: other bytes. */
static void
test_copied_signatures_are_the_strangers (void)
{
  g_auto (ApoyoPictures) donor = { 0 };
  g_auto (ApoyoPictures) copy = { 0 };
  g_auto (ApoyoPictures) other = { 0 };

  render_one (&donor, APOYO_PICTURE_SIGNATURE, 27, "clean", 0);
  render_one (&copy, APOYO_PICTURE_SIGNATURE, 20, "copied", 5);
  render_one (&copy, APOYO_PICTURE_SELFIE, 20, "copied", 5);
  render_one (&other, APOYO_PICTURE_SELFIE, 20, "clean", 5);
  g_assert_false (
      g_bytes_equal (donor.file[APOYO_PICTURE_SIGNATURE], copy.file[APOYO_PICTURE_SIGNATURE]));
  g_assert_cmpfloat_with_epsilon (look_at (donor.file[APOYO_PICTURE_SIGNATURE]).contrast,
                                  look_at (copy.file[APOYO_PICTURE_SIGNATURE]).contrast, 70);
  g_assert_true (g_bytes_equal (copy.file[APOYO_PICTURE_SELFIE], other.file[APOYO_PICTURE_SELFIE]));
}

/* One very file of the stranger's, and one made smaller: what an intake and a validator tell apart.
 */
static void
test_selfies_of_others_are_theirs (void)
{
  g_auto (ApoyoPictures) donor = { 0 };
  g_auto (ApoyoPictures) again = { 0 };
  g_auto (ApoyoPictures) copy = { 0 };

  render_one (&donor, APOYO_PICTURE_SELFIE, 27, "clean", 0);
  render_one (&again, APOYO_PICTURE_SELFIE, 20, "selfie-again", 5);
  render_one (&copy, APOYO_PICTURE_SELFIE, 20, "selfie-copied", 5);
  g_assert_true (
      g_bytes_equal (donor.file[APOYO_PICTURE_SELFIE], again.file[APOYO_PICTURE_SELFIE]));
  g_assert_cmpint (look_at (copy.file[APOYO_PICTURE_SELFIE]).width, <,
                   look_at (donor.file[APOYO_PICTURE_SELFIE]).width);
  g_assert_cmpfloat_with_epsilon (look_at (donor.file[APOYO_PICTURE_SELFIE]).contrast,
                                  look_at (copy.file[APOYO_PICTURE_SELFIE]).contrast, 120);
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

    render_one (&pictures, APOYO_PICTURE_BACK, i, "model-g", i);
    apoyo_population_citizen (&population, i, &citizen);
    apoyo_plant_dress (apoyo_plant_find ("model-g"), &citizen);
    data = g_bytes_get_data (pictures.file[APOYO_PICTURE_BACK], &size);
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
  g_test_add_func ("/pictures/plants-say-what-they-are", test_plants_say_what_they_are);
  g_test_add_func ("/pictures/every-plant-can-be-drawn", test_every_plant_can_be_drawn);
  g_test_add_func ("/pictures/exif-tells-the-turn", test_exif_tells_the_turn);
  g_test_add_func ("/pictures/copied-signatures-are-the-strangers",
                   test_copied_signatures_are_the_strangers);
  g_test_add_func ("/pictures/selfies-of-others-are-theirs", test_selfies_of_others_are_theirs);
  g_test_add_func ("/pictures/qr-codes-can-be-read", test_qr_codes_can_be_read);
  return g_test_run ();
}
