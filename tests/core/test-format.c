/* test-format.c: figures and times as people read them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <locale.h>

#include "apoyo-format.h"

#define PERCENT APOYO_NBSP "%"

static void
test_counts (void)
{
  static const struct {
    gint64 count;
    const char *text;
    const char *difference;
  } cases[] = {
    { 0, "0", "0" },
    { 7, "7", "+7" },
    { 999, "999", "+999" },
    { 1000, "1,000", "+1,000" },
    { 2758227, "2,758,227", "+2,758,227" },
    { -5, APOYO_MINUS "5", APOYO_MINUS "5" },
    { -1234567, APOYO_MINUS "1,234,567", APOYO_MINUS "1,234,567" },
    { G_MAXINT64, "9,223,372,036,854,775,807", "+9,223,372,036,854,775,807" },
    { G_MININT64, APOYO_MINUS "9,223,372,036,854,775,808",
      APOYO_MINUS "9,223,372,036,854,775,808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = apoyo_format_count (cases[i].count);
    g_autofree char *difference = apoyo_format_difference (cases[i].count);

    g_assert_cmpstr (text, ==, cases[i].text);
    g_assert_cmpstr (difference, ==, cases[i].difference);
  }
}

/* The advances that INE published in 2021 and 2022, and the edges. */
static void
test_percentages (void)
{
  static const struct {
    gint64 part;
    gint64 whole;
    const char *text;
  } cases[] = {
    { 2963830, 2758227, "107.45" PERCENT },
    { 1357584, 2758227, "49.22" PERCENT },
    { 6908, 66543, "10.38" PERCENT },
    { 9524, 66543, "14.31" PERCENT },
    { 3442, 39633, "8.68" PERCENT },
    { 7284, 39633, "18.38" PERCENT },
    { 0, 5, "0.00" PERCENT },
    { 5, 5, "100.00" PERCENT },
    { 99999, 100000, "99.99" PERCENT }, /* 99.999: not reached, so never 100.00 */
    { 1, 20000, "0.01" PERCENT },       /* 0.005: half up */
    { 1, 20001, "0.00" PERCENT },
    { 1234567, 100, "1,234,567.00" PERCENT },
    { 3, 0, "—" },
    { -1, 5, "—" },
    { G_MAXINT64, G_MAXINT64, "100.00" PERCENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = apoyo_format_percentage (cases[i].part, cases[i].whole);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_assert_cmpint (apoyo_percent_hundredths (G_MAXINT64, 1), ==, G_MAXINT64);
}

static void
test_times_in_the_zone_of_the_process (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2021, 12, 23, 2, 14, 7);
  g_autofree char *mexico = apoyo_format_time (time, "America/Mexico_City");
  g_autofree char *tijuana = apoyo_format_time (time, "America/Tijuana");
  g_autofree char *other = apoyo_format_time (time, "America/La_Paz");
  g_autofree char *unknown = apoyo_format_time (time, "Nowhere/Land");
  g_autofree char *date = apoyo_format_date (time, "America/Mexico_City");
  g_autofree char *minute = apoyo_format_minute (time, "America/Mexico_City");
  g_autofree char *clock = apoyo_format_clock (time, "America/Mexico_City");

  g_assert_cmpstr (mexico, ==, "22/12/2021 20:14:07 (Central Time)");
  g_assert_cmpstr (tijuana, ==, "22/12/2021 18:14:07 (Northwest Time)");
  g_assert_cmpstr (other, ==, "22/12/2021 22:14:07 (UTC-04:00)");
  g_assert_cmpstr (unknown, ==, "23/12/2021 02:14:07 (UTC)");
  g_assert_cmpstr (date, ==, "22/12/2021");
  g_assert_cmpstr (minute, ==, "22/12/2021 20:14");
  g_assert_cmpstr (clock, ==, "20:14:07");
}

/* The collection of 2021: 1 November to 25 December, 55 days. */
static void
test_days_of_the_window (void)
{
  static const char zone[] = "America/Mexico_City";
  g_autoptr (GTimeZone) mexico = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) opens = g_date_time_new (mexico, 2021, 11, 1, 0, 0, 0);
  g_autoptr (GDateTime) closes = g_date_time_new (mexico, 2021, 12, 26, 0, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_new (mexico, 2021, 12, 22, 20, 14, 7);
  g_autoptr (GDateTime) last = g_date_time_new (mexico, 2021, 12, 25, 23, 59, 59);
  g_autofree char *day = apoyo_format_day_of (now, opens, closes, zone);
  g_autofree char *first_day = apoyo_format_day_of (opens, opens, closes, zone);
  g_autofree char *last_day = apoyo_format_day_of (last, opens, closes, zone);

  g_assert_cmpstr (day, ==, "day 52 of 55");
  g_assert_cmpstr (first_day, ==, "day 1 of 55");
  g_assert_cmpstr (last_day, ==, "day 55 of 55");
  g_assert_null (apoyo_format_day_of (closes, opens, closes, zone));
}

static void
test_rule_percentages_keep_their_text (void)
{
  g_autofree char *text = apoyo_format_rule_percentage ("0.26");

  g_assert_cmpstr (text, ==, "0.26" PERCENT);
}

static void
assert_day (const char *text, const char *parsed, const char *formatted)
{
  g_autofree char *day = apoyo_parse_day (text);
  g_autofree char *written = apoyo_format_day (text);

  g_assert_cmpstr (day, ==, parsed);
  g_assert_cmpstr (written, ==, formatted);
}

static void
test_days_are_written_as_people_do (void)
{
  assert_day ("2026-08-31", "2026-08-31", "31/08/2026");
  assert_day ("31/08/2026", "2026-08-31", "31/08/2026");
  assert_day ("1/2/2027", "2027-02-01", "01/02/2027");
  assert_day ("29/02/2027", NULL, "29/02/2027");
  assert_day ("31/08/26", NULL, "31/08/26");
  assert_day ("-1/-2/2027", NULL, "-1/-2/2027");
  assert_day ("2026-08-31T00:00", NULL, "2026-08-31T00:00");
  assert_day ("", NULL, "");
  g_assert_null (apoyo_format_day (NULL));
}

static void
test_decimals_keep_their_point (void)
{
  g_autofree char *confidence = apoyo_format_decimal (0.966, 2);
  g_autofree char *seconds = apoyo_format_decimal (12, 1);

  g_assert_cmpstr (confidence, ==, "0.97");
  g_assert_cmpstr (seconds, ==, "12.0");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/counts", test_counts);
  g_test_add_func ("/format/percentages", test_percentages);
  g_test_add_func ("/format/times-in-the-zone-of-the-process",
                   test_times_in_the_zone_of_the_process);
  g_test_add_func ("/format/days-of-the-window", test_days_of_the_window);
  g_test_add_func ("/format/decimals", test_decimals_keep_their_point);
  g_test_add_func ("/format/days", test_days_are_written_as_people_do);
  g_test_add_func ("/format/rule-percentages-keep-their-text",
                   test_rule_percentages_keep_their_text);
  return g_test_run ();
}
