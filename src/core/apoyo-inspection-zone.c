/* apoyo-inspection-zone.c: the machine readable zone of the back, from a glance and from text
 * recognition.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-core-error.h"
#include "apoyo-inspection-private.h"

/* Only these places of a line are digits; everywhere else O may be a letter. */
static const char *const zone_format[] = {
  "AAAAA9999999999**9999999999999",
  "9999999A9999999AAA*99*********",
  NULL,
};

/* O and I read for 0 and 1, where the format says which it is. */
static char *
mend_zone (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < 2 && lines[0] != NULL && lines[i] != NULL; i++) {
    char *line = g_strstrip (lines[i]);

    for (guint j = 0; strlen (line) == APOYO_MRZ_LINE && j < APOYO_MRZ_LINE; j++) {
      char place = zone_format[i][j];

      if (place == '9' && line[j] != '<')
        line[j] = (char) (line[j] == 'O' ? '0' : line[j] == 'I' ? '1' : line[j]);
      else if (place == 'A')
        line[j] = (char) (line[j] == '0' ? 'O' : line[j] == '1' ? 'I' : line[j]);
    }
  }
  return g_strjoinv ("\n", lines);
}

static void
read_zone_as (Zone *zone, const Sheet *sheet, const char *name)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  *zone = (Zone){ .seen = apoyo_sheet_find (sheet, name) };
  if (zone->seen == NULL || zone->seen->text == NULL)
    return;
  text = mend_zone (zone->seen->text);
  zone->digits_agree = apoyo_mrz_parse (text, &zone->mrz, &error);
  zone->has_shape =
      zone->digits_agree || g_error_matches (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
}

/* The fields of the first two lines that a check digit stands behind. */
typedef struct {
  gsize line;
  gsize from;
  gsize length;
} CheckedField;

enum { FIELD_CIC, FIELD_BIRTH, FIELD_EXPIRY, N_CHECKED };

static const CheckedField checked[N_CHECKED] = { { 0, 5, 9 }, { 1, 0, 6 }, { 1, 8, 6 } };

/* The field and its digit, NULL when the line is not whole. (transfer none) */
static const char *
get_checked (const char *const *lines, guint field)
{
  const gsize line = checked[field].line;

  return g_strv_length ((char **) lines) > line && strlen (lines[line]) == APOYO_MRZ_LINE
             ? lines[line] + checked[field].from
             : NULL;
}

/* What the telephone sent for the field, NULL when nothing. (transfer full) */
static char *
get_typed_field (const ApoyoCredential *typed, guint field)
{
  ApoyoClave clave;

  if (typed == NULL)
    return NULL;
  if (field == FIELD_CIC)
    return g_strdup (typed->cic);
  if (field == FIELD_BIRTH && typed->clave_elector != NULL &&
      apoyo_clave_parse (typed->clave_elector, &clave, NULL))
    return g_strdup (clave.birth);
  return NULL;
}

/* The glance does not agree with itself: the digit is wrong, unless it was misread. It was not when
 * text recognition read field and digit the same, nor when the field is what the telephone sent,
 * letter by letter, and text recognition did not read another digit behind it. */
static gboolean
is_surely_wrong (const char *text, const char *glance, const ApoyoCredential *typed)
{
  g_auto (GStrv) one = g_strsplit (text, "\n", -1);
  g_auto (GStrv) other = g_strsplit (glance, "\n", -1);

  for (guint i = 0; i < N_CHECKED; i++) {
    const gsize length = checked[i].length;
    const char *x = get_checked ((const char *const *) one, i);
    const char *y = get_checked ((const char *const *) other, i);
    g_autofree char *known = get_typed_field (typed, i);
    gboolean same = x != NULL && y != NULL && strncmp (x, y, length) == 0;

    if (y == NULL || apoyo_mrz_check_digit (y, length) == y[length])
      continue;
    if (same ? x[length] == y[length]
             : known != NULL && strlen (known) == length && strncmp (known, y, length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* It is read at a glance, and by text recognition when everything is read. Who misreads a letter
 * does not get four check digits right by it: of the two the one that has them right is right. And
 * two that have nothing in common do not misread it to the same wrong digits. */
void
apoyo_zone_read (Zone *zone, const Sheet *sheet, const ApoyoCredential *typed)
{
  g_autofree char *text = NULL;
  g_autofree char *text_glance = NULL;
  Zone glance;

  read_zone_as (zone, sheet, "mrz");
  read_zone_as (&glance, sheet, "mrz_glance");
  if (zone->digits_agree || !glance.has_shape)
    return;
  if (zone->seen != NULL && zone->seen->text != NULL && !glance.digits_agree) {
    text = mend_zone (zone->seen->text);
    text_glance = mend_zone (glance.seen->text);
    glance.twice = is_surely_wrong (text, text_glance, typed);
    glance.unsure = !glance.twice;
  }
  *zone = glance;
}
