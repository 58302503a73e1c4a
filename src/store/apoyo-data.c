/* apoyo-data.c: where the program's data files are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "apoyo-data.h"

static gboolean
runs_from_source_tree (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *root = g_path_get_dirname (SOURCE_DATADIR);

  return program != NULL && g_str_has_prefix (program, root) && program[strlen (root)] == '/';
}

char *
apoyo_data_path (const char *relative)
{
  g_autofree char *installed = g_build_filename (PKGDATADIR, relative, NULL);
  g_autofree char *source = g_build_filename (SOURCE_DATADIR, relative, NULL);

  /* A build folder may lie outside the source tree, and then nothing is installed. */
  if (runs_from_source_tree () || !g_file_test (installed, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&source);
  return g_steal_pointer (&installed);
}
