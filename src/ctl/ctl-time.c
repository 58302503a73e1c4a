/* ctl-time.c: times as people type them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-time.h"

#define DAY 10    /* YYYY-MM-DD */
#define MINUTE 16 /* YYYY-MM-DDThh:mm */

GDateTime *
ctl_time_parse (const char *text, GTimeZone *zone, gboolean is_end, GError **error)
{
  g_autofree char *whole = g_strdup (text);
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (text != NULL && zone != NULL, NULL);

  if (strlen (text) > DAY && whole[DAY] == ' ')
    whole[DAY] = 'T';
  if (strlen (text) == DAY || strlen (text) == MINUTE) {
    const char *rest = strlen (text) == MINUTE ? ":00" : is_end ? "T23:59:59" : "T00:00:00";
    char *longer = g_strconcat (whole, rest, NULL);

    g_free (whole);
    whole = longer;
  }
  time = g_date_time_new_from_iso8601 (whole, zone);
  if (time == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("“%s” is no time; write it like 2026-11-21 or 2026-11-21T18:00"), text);
  return g_steal_pointer (&time);
}

gboolean
ctl_time_add (ApoyoParams *params,
              const char *text,
              GTimeZone *zone,
              gboolean is_end,
              GError **error)
{
  g_autoptr (GDateTime) time = text != NULL ? ctl_time_parse (text, zone, is_end, error) : NULL;

  if (text != NULL && time == NULL)
    return FALSE;
  apoyo_params_add_time (params, time);
  return TRUE;
}
