/* apoyo-settings.c: the person's preferences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-settings.h"

/* The schema of the build tree, for a program that runs from there. */
static GSettingsSchema *
look_up_uninstalled (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *data =
      folder != NULL ? g_build_filename (folder, "..", "..", "data", NULL) : NULL;
  g_autoptr (GSettingsSchemaSource) source = NULL;

  if (data != NULL)
    source = g_settings_schema_source_new_from_directory (
        data, g_settings_schema_source_get_default (), FALSE, NULL);
  return source != NULL ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE) : NULL;
}

GSettings *
apoyo_settings_get (void)
{
  static GSettings *settings;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings != NULL)
    return settings;
  if (g_settings_schema_source_get_default () != NULL)
    schema = g_settings_schema_source_lookup (g_settings_schema_source_get_default (),
                                              APPLICATION_ID, TRUE);
  if (schema == NULL)
    schema = look_up_uninstalled ();
  if (schema == NULL)
    g_error ("The settings schema %s is not installed", APPLICATION_ID);
  settings = g_settings_new_full (schema, NULL, NULL);
  return settings;
}
