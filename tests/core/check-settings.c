/* check-settings.c: what core says of documents of check settings, for a test that asks the
 * database the same: a line of JSON in; "yes", or "no" and why, out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "apoyo-check-settings.h"

int
main (void)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length = 0;

  while ((length = getline (&line, &size, stdin)) > 0) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ApoyoCheckSettings) settings =
        apoyo_check_settings_from_json (line, length - 1, &error);

    g_print ("%s%s\n", settings != NULL ? "yes" : "no ", settings != NULL ? "" : error->message);
  }
  free (line);
  return 0;
}
