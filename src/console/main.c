/* main.c: the console.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "apoyo-application.h"
#include "apoyo-measure.h"

int
main (int argc, char *argv[])
{
  const char *translations = g_getenv ("APOYO_LOCALEDIR"); /* of a build tree */
  g_autoptr (ApoyoApplication) application = NULL;
  int status;

  apoyo_measure_note_start ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations != NULL ? translations : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Apoyo Ciudadano"));

  application = apoyo_application_new (FALSE);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (apoyo_application_wants_apart (application)) {
    g_object_unref (application);
    application = apoyo_application_new (TRUE);
    status = g_application_run (G_APPLICATION (application), argc, argv);
  }
  return status != 0 ? status : apoyo_application_get_status (application);
}
