/* apoyo-arrivals-words.c: the labels under the bars of minutes and days.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-arrivals-words.h"

#include <glib/gi18n.h>

/* Days that labels must stand apart, so that they never touch. */
#define LEAST_DAYS_APART 6

static void
add_label (ApoyoArrivalsLabels *labels, guint at, char *text)
{
  if (labels->n_labels == APOYO_ARRIVALS_N_LABELS) {
    g_free (text);
    return;
  }
  labels->texts[labels->n_labels] = text;
  labels->at[labels->n_labels++] = at;
}

void
apoyo_arrivals_labels_clear (ApoyoArrivalsLabels *labels)
{
  for (guint i = 0; i < labels->n_labels; i++)
    g_clear_pointer (&labels->texts[i], g_free);
  labels->n_labels = 0;
}

void
apoyo_arrivals_label_minutes (ApoyoArrivalsLabels *labels, guint n_minutes, GDateTime *last)
{
  g_autoptr (GDateTime) first = NULL;

  apoyo_arrivals_labels_clear (labels);
  if (last == NULL || n_minutes < 2)
    return;
  first = g_date_time_add_minutes (last, 1 - (int) n_minutes);
  add_label (labels, 0, g_date_time_format (first, "%H:%M"));
  add_label (labels, n_minutes - 1, g_date_time_format (last, "%H:%M"));
}

/* In the language of the interface, whatever the locale's dates are. */
static const char *
month_name (int month)
{
  static const char *const names[] = {
    NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"),
    NC_ ("short month", "Apr"), NC_ ("short month", "May"), NC_ ("short month", "Jun"),
    NC_ ("short month", "Jul"), NC_ ("short month", "Aug"), NC_ ("short month", "Sep"),
    NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec"),
  };

  return g_dpgettext2 (NULL, "short month", names[month - 1]);
}

static gboolean
is_today (GDateTime *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (g_date_time_get_timezone (date));

  return g_date_time_get_year (now) == g_date_time_get_year (date) &&
         g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (date);
}

static char *
day_text (GDateTime *first, guint day)
{
  g_autoptr (GDateTime) date = g_date_time_add_days (first, (int) day);

  if (is_today (date))
    return g_strdup (C_ ("captures", "today"));
  /* Translators: day of the month, then a short month. */
  return g_strdup_printf (C_ ("day of an axis", "%d %s"), g_date_time_get_day_of_month (date),
                          month_name (g_date_time_get_month (date)));
}

void
apoyo_arrivals_label_days (ApoyoArrivalsLabels *labels,
                           guint n_days,
                           GDateTime *first,
                           gboolean few)
{
  guint last_label = 0;

  apoyo_arrivals_labels_clear (labels);
  if (first == NULL || n_days < 2)
    return;
  add_label (labels, 0, day_text (first, 0));
  for (guint i = LEAST_DAYS_APART; !few && i + LEAST_DAYS_APART < n_days; i++) {
    g_autoptr (GDateTime) date = g_date_time_add_days (first, (int) i);
    int day = g_date_time_get_day_of_month (date);

    if ((day == 1 || day == 15) && i - last_label >= LEAST_DAYS_APART &&
        labels->n_labels < APOYO_ARRIVALS_N_LABELS - 1) {
      add_label (labels, i, day_text (first, i));
      last_label = i;
    }
  }
  add_label (labels, n_days - 1, day_text (first, n_days - 1));
}

gint64
apoyo_arrivals_rate (const gint64 *minutes, guint n_minutes)
{
  if (n_minutes >= 2 && minutes[n_minutes - 2] >= 0)
    return minutes[n_minutes - 2];
  return n_minutes > 0 ? minutes[n_minutes - 1] : -1;
}

gboolean
apoyo_arrivals_summary (const gint64 *days, guint n_days, gint64 *greatest, gint64 *mean)
{
  guint n_known = 0;
  gint64 sum = 0;

  *greatest = *mean = 0;
  for (guint i = 0; i < n_days; i++) {
    if (days[i] < 0)
      continue;
    n_known++;
    sum += days[i];
    *greatest = MAX (*greatest, days[i]);
  }
  if (n_known > 0)
    *mean = (sum + n_known / 2) / n_known;
  return n_known > 0;
}
