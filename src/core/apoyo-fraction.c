/* apoyo-fraction.c: exact shares: decimal percentages and fractions, without floating point.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-fraction.h"

/* Six decimals of a percent tell one support in a hundred million apart: more than any law. */
#define MAX_WHOLE_DIGITS 3
#define MAX_DECIMALS 6
#define MAX_TERM 1000000

static gboolean
fraction_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE, message);
  return FALSE;
}

gboolean
apoyo_percentage_parse (const char *text, ApoyoFraction *fraction, GError **error)
{
  ApoyoFraction read = { 0, 100, "" };
  gsize whole, decimals = 0;

  g_return_val_if_fail (text != NULL && fraction != NULL, FALSE);

  whole = strspn (text, "0123456789");
  if (whole > 0 && text[whole] == '.')
    decimals = strspn (text + whole + 1, "0123456789");
  if (whole == 0 || whole > MAX_WHOLE_DIGITS || decimals > MAX_DECIMALS ||
      text[whole + (decimals > 0 ? decimals + 1 : 0)] != '\0')
    return fraction_refuse (error, _ ("A percentage is written like 3 or 0.26"));

  for (const char *p = text; *p != '\0'; p++) {
    if (*p != '.')
      read.numerator = read.numerator * 10 + (*p - '0');
  }
  for (gsize i = 0; i < decimals; i++)
    read.denominator *= 10;
  if (read.numerator > read.denominator)
    return fraction_refuse (error, _ ("A percentage is at most 100"));
  g_strlcpy (read.text, text, sizeof read.text);
  *fraction = read;
  return TRUE;
}

/* A positive integer up to a million, without a leading zero; end is left after it. */
static gint64
read_term (const char *text, const char **end)
{
  gint64 value = 0;

  for (*end = text; g_ascii_isdigit (**end) && value <= MAX_TERM; (*end)++)
    value = value * 10 + (**end - '0');
  return *end == text || *text == '0' || value > MAX_TERM ? 0 : value;
}

gboolean
apoyo_fraction_parse (const char *text, ApoyoFraction *fraction, GError **error)
{
  ApoyoFraction read = { 0 };
  const char *end;

  g_return_val_if_fail (text != NULL && fraction != NULL, FALSE);

  read.numerator = read_term (text, &end);
  if (read.numerator > 0 && *end == '/')
    read.denominator = read_term (end + 1, &end);
  if (read.denominator == 0 || *end != '\0')
    return fraction_refuse (error, _ ("A fraction is written like 1/2"));
  if (read.numerator > read.denominator)
    return fraction_refuse (error, _ ("A fraction is at most 1"));
  g_strlcpy (read.text, text, sizeof read.text);
  *fraction = read;
  return TRUE;
}

gint64
apoyo_fraction_of (const ApoyoFraction *fraction, gint64 count, ApoyoRounding rounding)
{
  __int128 product;

  g_return_val_if_fail (fraction != NULL && fraction->denominator > 0, -1);

  if (count < 0)
    return -1;
  product = (__int128) fraction->numerator * count;
  switch (rounding) {
  case APOYO_ROUNDING_CEILING:
    return (gint64) ((product + fraction->denominator - 1) / fraction->denominator);
  case APOYO_ROUNDING_FLOOR:
    return (gint64) (product / fraction->denominator);
  case APOYO_ROUNDING_HALF_UP:
    return (gint64) ((product * 2 + fraction->denominator) /
                     ((__int128) fraction->denominator * 2));
  default:
    g_return_val_if_reached (-1);
  }
}
