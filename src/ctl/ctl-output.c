/* ctl-output.c: what is printed is UTF-8, whatever the locale says of characters.
 *
 * GLib would convert it, and where the locale is plain C every “ñ” and “–” would be a question
 * mark: in a pipe, in a file of a cron job, in the answer to somebody who greps for a name. Only a
 * terminal that says it has another set of characters gets that one, with the nearest there is in
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "apoyo-ctl.h"

/* What a locale has that chose no characters: it says nothing of the terminal's. */
static gboolean
is_ascii (const char *charset)
{
  return g_str_equal (charset, "ANSI_X3.4-1968") || g_str_equal (charset, "US-ASCII") ||
         g_str_equal (charset, "ASCII");
}

static void
write_text (FILE *file, const char *text)
{
  const char *charset = NULL;
  g_autofree char *nearest = NULL;
  g_autofree char *converted = NULL;

  if (isatty (fileno (file)) && !g_get_charset (&charset) && !is_ascii (charset)) {
    nearest = g_strconcat (charset, "//TRANSLIT", NULL);
    converted = g_convert (text, -1, nearest, "UTF-8", NULL, NULL, NULL);
  }
  fputs (converted != NULL ? converted : text, file);
  fflush (file);
}

static void
on_print (const char *text)
{
  write_text (stdout, text);
}

static void
on_print_error (const char *text)
{
  write_text (stderr, text);
}

void
apoyo_ctl_print_utf8 (void)
{
  g_set_print_handler (on_print);
  g_set_printerr_handler (on_print_error);
}
