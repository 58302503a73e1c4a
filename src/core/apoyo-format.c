/* apoyo-format.c: figures, percentages and times as the institute writes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "apoyo-format.h"

/* What people call the zones of the country; others are named by their offset. */
static const struct {
  const char *zone;
  const char *name;
} zones[] = {
  { "America/Mexico_City", N_ ("Central Time") }, { "America/Monterrey", N_ ("Central Time") },
  { "America/Merida", N_ ("Central Time") },      { "America/Cancun", N_ ("Southeast Time") },
  { "America/Mazatlan", N_ ("Pacific Time") },    { "America/Hermosillo", N_ ("Pacific Time") },
  { "America/Tijuana", N_ ("Northwest Time") },
};

static void
append_thousands (GString *out, guint64 value)
{
  char digits[24];
  int length = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, value);

  for (int i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (out, ',');
    g_string_append_c (out, digits[i]);
  }
}

/* Without overflow for the least number. */
static guint64
magnitude (gint64 value)
{
  return value < 0 ? (guint64) 0 - (guint64) value : (guint64) value;
}

char *
apoyo_format_count (gint64 count)
{
  g_autoptr (GString) out = g_string_new (count < 0 ? APOYO_MINUS : NULL);

  append_thousands (out, magnitude (count));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
apoyo_format_difference (gint64 difference)
{
  g_autofree char *count = apoyo_format_count (difference);

  return difference > 0 ? g_strconcat ("+", count, NULL) : g_steal_pointer (&count);
}

gint64
apoyo_percent_hundredths (gint64 part, gint64 whole)
{
  __int128 hundredths;

  if (whole <= 0 || part < 0)
    return -1;
  hundredths = ((__int128) part * 20000 + whole) / ((__int128) whole * 2);
  /* 99.996 % is not 100.00 %: what has not been reached never reads as if it had. */
  if (part < whole && hundredths >= 10000)
    hundredths = 9999;
  return hundredths > G_MAXINT64 ? G_MAXINT64 : (gint64) hundredths;
}

char *
apoyo_format_percent (gint64 hundredths)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (hundredths < 0)
    return g_strdup ("—");
  append_thousands (out, (guint64) hundredths / 100);
  g_string_append_printf (out, ".%02d" APOYO_NBSP "%%", (int) (hundredths % 100));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
apoyo_format_percentage (gint64 part, gint64 whole)
{
  return apoyo_format_percent (apoyo_percent_hundredths (part, whole));
}

char *
apoyo_format_decimal (double value, guint digits)
{
  char format[] = "%.0f";
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (digits <= 9, NULL);

  format[2] = (char) ('0' + digits);
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

char *
apoyo_format_rule_percentage (const char *decimal)
{
  g_return_val_if_fail (decimal != NULL, NULL);
  return g_strconcat (decimal, APOYO_NBSP "%", NULL);
}

/* (transfer full): in the zone, or in UTC when the system does not know it. */
static GDateTime *
in_zone (GDateTime *time, const char *time_zone)
{
  g_autoptr (GTimeZone) zone = time_zone != NULL ? g_time_zone_new_identifier (time_zone) : NULL;

  return zone != NULL ? g_date_time_to_timezone (time, zone) : g_date_time_to_utc (time);
}

static char *
zone_name (GDateTime *local, const char *time_zone)
{
  g_autofree char *offset = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++) {
    if (g_strcmp0 (zones[i].zone, time_zone) == 0 &&
        g_strcmp0 (g_time_zone_get_identifier (g_date_time_get_timezone (local)), time_zone) == 0)
      return g_strdup (_ (zones[i].name));
  }
  if (g_date_time_get_utc_offset (local) == 0)
    return g_strdup ("UTC");
  offset = g_date_time_format (local, "%:z");
  return g_strconcat ("UTC", offset, NULL);
}

static char *
format_in_zone (GDateTime *time, const char *time_zone, const char *format)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (time != NULL, NULL);
  local = in_zone (time, time_zone);
  return g_date_time_format (local, format);
}

char *
apoyo_format_time (GDateTime *time, const char *time_zone)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  local = in_zone (time, time_zone);
  text = g_date_time_format (local, "%d/%m/%Y %H:%M:%S");
  name = zone_name (local, time_zone);
  return g_strdup_printf ("%s (%s)", text, name);
}

char *
apoyo_format_date (GDateTime *time, const char *time_zone)
{
  return format_in_zone (time, time_zone, "%d/%m/%Y");
}

char *
apoyo_format_minute (GDateTime *time, const char *time_zone)
{
  return format_in_zone (time, time_zone, "%d/%m/%Y %H:%M");
}

char *
apoyo_format_clock (GDateTime *time, const char *time_zone)
{
  return format_in_zone (time, time_zone, "%H:%M:%S");
}

char *
apoyo_format_day (const char *iso)
{
  g_autofree char *day = iso != NULL ? apoyo_parse_day (iso) : NULL;

  if (day == NULL)
    return g_strdup (iso);
  return g_strdup_printf ("%.2s/%.2s/%.4s", day + 8, day + 5, day);
}

char *
apoyo_parse_day (const char *text)
{
  int year = 0, month = 0, day = 0, end = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (sscanf (text, "%2d/%2d/%4d%n", &day, &month, &year, &end) != 3 &&
      sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3)
    return NULL;
  if (text[end] != '\0' || year < 1000 || year > 9999 || month < 1 || day < 1 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static guint32
civil_day (GDateTime *time, const char *time_zone)
{
  g_autoptr (GDateTime) local = in_zone (time, time_zone);
  GDate date;
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

char *
apoyo_format_day_of (GDateTime *now, GDateTime *opens, GDateTime *closes, const char *time_zone)
{
  g_autoptr (GDateTime) last_moment = NULL;
  guint32 first, last, today;

  g_return_val_if_fail (now != NULL && opens != NULL && closes != NULL, NULL);

  if (g_date_time_compare (now, opens) < 0 || g_date_time_compare (now, closes) >= 0)
    return NULL;
  /* A close at midnight ends the day before it. */
  last_moment = g_date_time_add (closes, -1);
  first = civil_day (opens, time_zone);
  today = civil_day (now, time_zone);
  last = civil_day (last_moment, time_zone);
  return g_strdup_printf (_ ("day %u of %u"), today - first + 1, last - first + 1);
}
