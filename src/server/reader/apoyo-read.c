/* apoyo-read.c: shows what the reader makes of files; for developers, not installed.
 *
 * usage: apoyo-read [--full] [--previews DIR] [ROLE=]FILE…
 *
 * Prints one reading a line. ROLE is front, back, selfie or signature; without it, what the file's
 * name begins with, or front.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "apoyo-json.h"
#include "apoyo-reader.h"

static gboolean full;
static char *previews;
static char **files;

static const GOptionEntry entries[] = {
  { "full", 0, 0, G_OPTION_ARG_NONE, &full, "Read everything", NULL },
  { "previews", 0, 0, G_OPTION_ARG_FILENAME, &previews, "Where to put previews", "DIR" },
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

static gboolean
show (ApoyoReader *reader, const char *path, GError **error)
{
  ApoyoReadPicture picture = { .name = take_role (&path) };
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GBytes) content = NULL;
  const gint64 begin = g_get_monotonic_time ();
  char *bytes = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &bytes, &size, error))
    return FALSE;
  picture.content = content = g_bytes_new_take (bytes, size);
  readings =
      apoyo_reader_read (reader, full ? APOYO_READ_FULL : APOYO_READ_CHEAP, &picture, 1, error);
  if (readings == NULL)
    return FALSE;
  for (guint i = 0; i < readings->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (readings, i);
    g_autofree char *text = apoyo_json_to_text (reading->json);

    g_print ("%s\n", text);
    if (previews != NULL)
      save_previews (reading, path);
  }
  g_printerr ("%s: %.1f ms\n", path, (double) (g_get_monotonic_time () - begin) / 1000);
  return TRUE;
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
  reader = apoyo_reader_new (1);
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
