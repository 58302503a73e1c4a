/* apoyo-citizen.c: a person who never existed, with everything a credential says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-citizen.h"

#include <string.h>

#include "apoyo-curp.h"
#include "apoyo-mrz.h"
#include "apoyo-names.h"

static int newest_year;

/* The year before today's, so that cards of ten years are all in force until today's ends; and the
 * same as ever as long as that will do. */
int
apoyo_citizen_newest_year (int today)
{
  return MAX (APOYO_CITIZEN_YEAR, today - 1);
}

void
apoyo_citizen_set_newest_year (int year)
{
  newest_year = year;
}

/* Asked for once: what begins before New Year ends with the same cards. */
int
apoyo_citizen_get_newest_year (void)
{
  static gsize by_clock;

  if (newest_year != 0)
    return newest_year;
  if (g_once_init_enter (&by_clock)) {
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

    g_once_init_leave (&by_clock, (gsize) apoyo_citizen_newest_year (g_date_time_get_year (now)));
  }
  return (int) by_clock;
}

void
apoyo_citizen_clear (ApoyoCitizen *self)
{
  g_clear_pointer (&self->given, g_free);
  g_clear_pointer (&self->street, g_free);
  g_clear_pointer (&self->neighbourhood, g_free);
  g_clear_pointer (&self->curp, g_free);
  g_clear_pointer (&self->clave, g_free);
}

/* A line of the roll file, line end included; none of the fields can need quotes. */
char *
apoyo_citizen_to_roll_line (const ApoyoCitizen *self)
{
  const char *status = self->state == APOYO_FATE_DROPPED       ? "dropped"
                       : self->state == APOYO_FATE_NOT_ON_ROLL ? "not_on_list"
                                                               : "active";

  return g_strdup_printf (
      "%s,%s,%s,%s,%s,%s,%s,%s,%04d-%02d-%02d,%c,%02u,%04u,%03u,%s,%s,%d\n", self->clave,
      self->curp, self->cic, self->ocr, self->citizen_id, self->paternal, self->maternal,
      self->given, self->year, self->month, self->day, self->woman ? 'M' : 'H', self->entity,
      self->section, self->municipality, status, self->cause ? self->cause : "", self->valid_until);
}

/* The zone has neither accents nor Ñ, so bytes are letters and may be cut anywhere. */
static void
copy_name (char *target, gsize size, const char *name)
{
  g_autofree char *plain = apoyo_names_plain (name);
  g_autoptr (GString) ascii = g_string_new (plain);

  g_string_replace (ascii, "Ñ", "N", 0);
  g_strlcpy (target, ascii->str, size);
}

/* The three lines of the back. */
char *
apoyo_citizen_to_mrz (const ApoyoCitizen *self)
{
  ApoyoMrz mrz = { .sex = self->woman ? 'M' : 'H' };
  g_autoptr (GError) error = NULL;
  char *text;

  g_strlcpy (mrz.cic, self->cic, sizeof mrz.cic);
  g_strlcpy (mrz.citizen_id, self->citizen_id, sizeof mrz.citizen_id);
  g_strlcpy (mrz.issue, self->issue, sizeof mrz.issue);
  g_snprintf (mrz.section, sizeof mrz.section, "%04u", self->section % 10000);
  g_snprintf (mrz.birth, sizeof mrz.birth, "%02u%02u%02u", (guint) self->year % 100,
              (guint) self->month % 100, (guint) self->day % 100);
  g_snprintf (mrz.expiry, sizeof mrz.expiry, "%02u1231", (guint) self->valid_until % 100);
  g_snprintf (mrz.other, sizeof mrz.other, "%05u", (self->index * 7919u) % 100000);
  copy_name (mrz.paternal, sizeof mrz.paternal, self->paternal);
  copy_name (mrz.maternal, sizeof mrz.maternal, self->maternal);
  copy_name (mrz.given, sizeof mrz.given, self->given);
  text = apoyo_mrz_build (&mrz, &error);
  g_assert_no_error (error);
  return text;
}

/* A CURP that is right in itself, but of somebody born another day: what M8 plants. */
char *
apoyo_citizen_other_curp (const ApoyoCitizen *self)
{
  char *curp = g_strdup (self->curp);

  /* Month and day are always two digits; another year keeps them possible. */
  curp[5] = curp[5] == '9' ? '8' : (char) (curp[5] + 1);
  curp[17] = apoyo_curp_check_digit (curp);
  return curp;
}
