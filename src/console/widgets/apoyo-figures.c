/* apoyo-figures.c: how counts, percentages and times are written on the board.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-figures.h"

#include <stdlib.h>

#define NO_BREAK_SPACE "\302\240"
#define MINUS "\342\210\222"

/* Rounded down: 99.996 % must not read as reached. A requirement of zero has no progress. */
int
apoyo_progress (gint64 valid, gint64 required)
{
  gint64 whole, hundredths;

  if (required <= 0)
    return APOYO_PROGRESS_UNKNOWN;
  valid = MAX (valid, 0);
  whole = valid / required;
  if (whole >= G_MAXINT / APOYO_PROGRESS_REACHED)
    return G_MAXINT;
  /* The remainder is below required, so that only requirements beyond 9e14 could overflow. */
  hundredths =
      whole * APOYO_PROGRESS_REACHED + valid % required * APOYO_PROGRESS_REACHED / required;
  return (int) MIN (hundredths, G_MAXINT);
}

/* "2,758,227" in every language of the console: Mexico groups with commas. */
char *
apoyo_format_count (gint64 count)
{
  guint64 rest = count < 0 ? 0 - (guint64) count : (guint64) count;
  char digits[24];
  int n_digits = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, rest);
  GString *text = g_string_sized_new (32);

  if (count < 0)
    g_string_append (text, MINUS);
  for (int i = 0; i < n_digits; i++) {
    if (i > 0 && (n_digits - i) % 3 == 0)
      g_string_append_c (text, ',');
    g_string_append_c (text, digits[i]);
  }
  return g_string_free (text, FALSE);
}

/* "107.45 %", with a space that does not break; a dash when it is not known. */
char *
apoyo_format_percentage (int hundredths)
{
  g_autofree char *whole = NULL;

  if (hundredths < 0)
    return g_strdup ("\342\200\224");
  whole = apoyo_format_count (hundredths / 100);
  return g_strdup_printf ("%s.%02d" NO_BREAK_SPACE "%%", whole, hundredths % 100);
}

/* "3 %", "1.5 %": a rule's percentage, without idle zeros. */
char *
apoyo_format_percentage_short (int hundredths)
{
  int rest = abs (hundredths % 100);

  if (rest == 0)
    return g_strdup_printf ("%d" NO_BREAK_SPACE "%%", hundredths / 100);
  if (rest % 10 == 0)
    return g_strdup_printf ("%d.%d" NO_BREAK_SPACE "%%", hundredths / 100, rest / 10);
  return g_strdup_printf ("%d.%02d" NO_BREAK_SPACE "%%", hundredths / 100, rest);
}

/* "20:14:07" in the zone the time bears. */
char *
apoyo_format_clock (GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("\342\200\224");
}

/* "22/12/2021 20:14:07" in the zone the time bears. */
char *
apoyo_format_moment (GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%d/%m/%Y %H:%M:%S") : g_strdup ("\342\200\224");
}
