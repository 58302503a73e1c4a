/* apoyo-acuerdo.c: numbers of the acuerdos by which a council decides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-acuerdo.h"
#include "apoyo-core-error.h"

#define MAX_LENGTH 60
#define FIRST_YEAR 1990
#define LAST_YEAR 2099

/* Shown in sentences, with the year that the clock says: that of most acuerdos that are typed. */
static int
get_year (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now);
}

char *
apoyo_acuerdo_dup_example (void)
{
  return g_strdup_printf ("INE/CG443/%d", get_year ());
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, format, args);
  va_end (args);
  return FALSE;
}

static gboolean
is_body (const char *part)
{
  gsize length = strlen (part);

  return length >= 2 && length <= 12 && g_ascii_isupper (part[0]) &&
         strspn (part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;
}

/* "CG443", "ACU-CG-034", "CG", "57": capitals, figures and hyphens, as each council numbers. */
static gboolean
is_word (const char *part)
{
  gsize length = strlen (part);

  return length > 0 && strspn (part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length &&
         g_ascii_isalnum (part[0]) && g_ascii_isalnum (part[length - 1]);
}

static gboolean
is_year (const char *part)
{
  guint64 year;

  if (strlen (part) != 4 || strspn (part, "0123456789") != 4)
    return FALSE;
  year = g_ascii_strtoull (part, NULL, 10);
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static gboolean
has_number (char **parts, guint n)
{
  for (guint i = 1; i < n; i++) {
    if (strpbrk (parts[i], "0123456789") != NULL)
      return TRUE;
  }
  return FALSE;
}

gboolean
apoyo_acuerdo_check (const char *text, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *usual = apoyo_acuerdo_dup_example ();
  g_auto (GStrv) parts = NULL;
  guint n;

  if (*stripped == '\0')
    return refuse (error, _ ("Write the number of the acuerdo, such as %s."), usual);
  if (strlen (stripped) > MAX_LENGTH)
    return refuse (error, _ ("That is too long for an acuerdo: write it as %s."), usual);
  parts = g_strsplit (stripped, "/", -1);
  n = g_strv_length (parts);
  if (!is_body (parts[0]))
    return refuse (error, _ ("It begins with the institute in capitals: write it as %s."), usual);
  if (n == 1)
    return refuse (error, _ ("The number is missing: write it as %s."), usual);
  /* "INE/CG443" and "INE/CG443/" lack the year alone: say so with what was typed. */
  if (n > 2 && !is_year (parts[n - 1]) && *parts[n - 1] != '\0' &&
      strspn (parts[n - 1], "0123456789") == strlen (parts[n - 1]))
    return refuse (error, _ ("The year has four figures: write it as %s."), usual);
  if (!is_year (parts[n - 1])) {
    g_autofree char *example =
        n <= 3 && is_word (parts[1]) && has_number (parts, 2) && (n == 2 || *parts[2] == '\0')
            ? g_strdup_printf ("%s/%s/%d", parts[0], parts[1], get_year ())
            : g_strdup (usual);

    return refuse (error, _ ("The year is missing: write it as %s."), example);
  }
  for (guint i = 1; i + 1 < n; i++) {
    if (!is_word (parts[i]))
      return refuse (error, _ ("Capitals, figures and hyphens only: write it as %s."), usual);
  }
  if (n > 5 || !has_number (parts, n - 1))
    return refuse (error, _ ("The number is missing: write it as %s."), usual);
  return TRUE;
}
