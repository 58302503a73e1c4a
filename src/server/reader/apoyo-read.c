/* apoyo-read.c: shows what the reader makes of files; for developers, not installed.
 *
 * usage: apoyo-read [--full] [--bare] [--previews DIR] [--repeat N] [ROLE=]FILE…
 *
 * Prints one reading a line; with --repeat, the processor time that reading all of them N times
 * took. ROLE is front, back, selfie or signature; without it, what the file's name begins with, or
 * front.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>
#include <sys/resource.h>

#include "apoyo-json.h"
#include "apoyo-reader.h"

static gboolean full;
static gboolean bare;
static char *previews;
static char *program;
static int repeat;
static char **files;

static const GOptionEntry entries[] = {
  { "full", 0, 0, G_OPTION_ARG_NONE, &full, "Read everything", NULL },
  { "previews", 0, 0, G_OPTION_ARG_FILENAME, &previews, "Where to put previews", "DIR" },
  { "bare", 0, 0, G_OPTION_ARG_NONE, &bare, "Make no previews", NULL },
  { "repeat", 0, 0, G_OPTION_ARG_INT, &repeat, "Read them so often, and say what it costs", "N" },
  { "program", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &program, "Another reader", "FILE" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "[ROLE=]FILE…" },
  { NULL },
};

/* The role, and *path the file without it. */
static const char *
take_role (const char **path)
{
  g_autofree char *name = NULL;

  for (guint i = 0; i < APOYO_N_PICTURE_ROLES; i++) {
    const char *role = apoyo_picture_role_to_nick ((ApoyoPictureRole) i);
    const gsize length = strlen (role);

    if (strncmp (*path, role, length) == 0 && (*path)[length] == '=') {
      *path += length + 1;
      return role;
    }
  }
  name = g_path_get_basename (*path);
  for (guint i = 0; i < APOYO_N_PICTURE_ROLES; i++)
    if (g_str_has_prefix (name, apoyo_picture_role_to_nick ((ApoyoPictureRole) i)))
      return apoyo_picture_role_to_nick ((ApoyoPictureRole) i);
  return "front";
}

static void
save_previews (const ApoyoReading *reading, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  for (guint i = 0; i < reading->previews->len; i++) {
    const ApoyoReadingPreview *preview = g_ptr_array_index (reading->previews, i);
    g_autofree char *name = g_strdup_printf ("%s/%s-%s.jpg", previews, base, preview->size);
    g_autoptr (GError) error = NULL;

    if (!g_file_set_contents (name, g_bytes_get_data (preview->jpeg, NULL),
                              (gssize) g_bytes_get_size (preview->jpeg), &error))
      g_printerr ("%s\n", error->message);
  }
}

static ApoyoReader *
make_reader (void)
{
  ApoyoReader *reader = apoyo_reader_new (1);

  if (program != NULL)
    apoyo_reader_set_program (reader, program);
  apoyo_reader_set_previews (reader, !bare);
  return reader;
}

static GPtrArray *
read_file (ApoyoReader *reader, const char *path, GError **error)
{
  ApoyoReadPicture picture = { .name = take_role (&path) };
  g_autoptr (GBytes) content = NULL;
  char *bytes = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &bytes, &size, error))
    return NULL;
  picture.content = content = g_bytes_new_take (bytes, size);
  return apoyo_reader_read (reader, full ? APOYO_READ_FULL : APOYO_READ_CHEAP, &picture, 1, error);
}

static gboolean
show (ApoyoReader *reader, const char *path, GError **error)
{
  g_autoptr (GPtrArray) readings = read_file (reader, path, error);

  for (guint i = 0; readings != NULL && i < readings->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (readings, i);
    g_autofree char *text = apoyo_json_to_text (reading->json);

    g_print ("%s\n", text);
    if (previews != NULL)
      save_previews (reading, path);
  }
  return readings != NULL;
}

/* Of the readers, which must have ended. */
static double
get_milliseconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* What a reader costs that reads the files so often. */
static double
measure (int times)
{
  g_autoptr (ApoyoReader) reader = make_reader ();
  const double before = get_milliseconds ();

  for (int i = 0; i < MAX (times, 1); i++) {
    for (guint k = 0; files[k] != NULL && (times > 0 || k == 0); k++) {
      g_autoptr (GPtrArray) readings = read_file (reader, files[k], NULL);

      if (readings == NULL)
        g_printerr ("%s cannot be read\n", files[k]);
    }
  }
  g_clear_object (&reader);
  return get_milliseconds () - before;
}

/* Starting is measured by itself, and so is the first reading. */
static void
show_cost (void)
{
  const double once = measure (0);
  const double all = measure (repeat);

  g_print ("start and first reading %.0f ms, then %.1f ms a picture\n", once,
           (all - once) / MAX (1, (int) g_strv_length (files) * repeat - 1));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (ApoyoReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || files == NULL) {
    g_printerr ("%s\n", error != NULL ? error->message : "usage: apoyo-read [ROLE=]FILE…");
    return 2;
  }
  if (repeat > 0) {
    show_cost ();
    return 0;
  }
  reader = make_reader ();
  for (guint i = 0; files[i] != NULL; i++) {
    g_clear_error (&error);
    if (!show (reader, files[i], &error)) {
      g_printerr ("%s\n", error->message);
      status = 1;
    }
  }
  g_strfreev (files);
  g_free (previews);
  return status;
}
