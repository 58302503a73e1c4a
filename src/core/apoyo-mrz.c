/* apoyo-mrz.c: the machine readable zone on the back of a credential (ICAO 9303, TD1).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-mrz.h"
#include "apoyo-person.h"

/* Where things stand, from 0:
 * line 1  0 IDMEX, 5 CIC(9), 14 its digit, 15 <<, 17 section(4), 21 citizen(9)
 * line 2  0 birth(6), 6 digit, 7 sex, 8 expiry(6), 14 digit, 15 MEX, 18 <, 19 issue(2), 21 <<,
 *         23 five digits, 28 <, 29 composite digit
 * line 3  PATERNAL<MATERNAL<<GIVEN, filled with <  */
#define FILLER '<'
#define COMPOSITE_LENGTH (25 + 7 + 7 + 11)

static int
character_value (char c)
{
  if (g_ascii_isdigit (c))
    return c - '0';
  if (g_ascii_isupper (c))
    return c - 'A' + 10;
  return c == FILLER ? 0 : -1;
}

char
apoyo_mrz_check_digit (const char *text, gsize length)
{
  static const int weights[] = { 7, 3, 1 };
  guint sum = 0;

  g_return_val_if_fail (text != NULL, '\0');

  for (gsize i = 0; i < length; i++) {
    int value = character_value (text[i]);

    if (value < 0)
      return '\0';
    sum = (sum + (guint) (value * weights[i % 3])) % 10;
  }
  return (char) ('0' + sum);
}

/* ICAO's composite: line 1 from the document number on, and line 2 without sex and country. */
static char
composite_digit (const char *line1, const char *line2)
{
  char text[COMPOSITE_LENGTH];

  memcpy (text, line1 + 5, 25);
  memcpy (text + 25, line2, 7);
  memcpy (text + 32, line2 + 8, 7);
  memcpy (text + 39, line2 + 18, 11);
  return apoyo_mrz_check_digit (text, sizeof text);
}

static gboolean
all_digits (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  }
  return TRUE;
}

static gboolean
date_exists (const char *aammdd)
{
  int year, month, day;

  if (!all_digits (aammdd, 6))
    return FALSE;
  year = (aammdd[0] - '0') * 10 + aammdd[1] - '0';
  month = (aammdd[2] - '0') * 10 + aammdd[3] - '0';
  day = (aammdd[4] - '0') * 10 + aammdd[5] - '0';
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) (1900 + year)) ||
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) (2000 + year));
}

/* The 90 characters without line ends. FALSE when there are more, fewer, or others than the
 * alphabet's. */
static gboolean
collect (const char *text, char zone[3 * APOYO_MRZ_LINE + 1])
{
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\n' || *p == '\r' || *p == ' ')
      continue;
    if (character_value (*p) < 0 || n == 3 * APOYO_MRZ_LINE)
      return FALSE;
    zone[n++] = *p;
  }
  zone[n] = '\0';
  return n == 3 * APOYO_MRZ_LINE;
}

static gboolean
zone_has_shape (const char *line1, const char *line2)
{
  return memcmp (line1, "IDMEX", 5) == 0 && all_digits (line1 + 5, 10) &&
         memcmp (line1 + 15, "<<", 2) == 0 && all_digits (line1 + 17, 13) && date_exists (line2) &&
         g_ascii_isdigit (line2[6]) && strchr ("HMX", line2[7]) != NULL &&
         date_exists (line2 + 8) && g_ascii_isdigit (line2[14]) &&
         memcmp (line2 + 15, "MEX<", 4) == 0 && all_digits (line2 + 19, 2) &&
         memcmp (line2 + 21, "<<", 2) == 0 &&
         (all_digits (line2 + 23, 5) || memcmp (line2 + 23, "<<<<<", 5) == 0) &&
         line2[28] == FILLER && g_ascii_isdigit (line2[29]);
}

static gboolean
check_digits_agree (const char *line1, const char *line2)
{
  return apoyo_mrz_check_digit (line1 + 5, 9) == line1[14] &&
         apoyo_mrz_check_digit (line2, 6) == line2[6] &&
         apoyo_mrz_check_digit (line2 + 8, 6) == line2[14] &&
         composite_digit (line1, line2) == line2[29];
}

static void
copy_name (char *name, const char *from, gsize length)
{
  while (length > 0 && from[length - 1] == FILLER)
    length--;
  for (gsize i = 0; i < length; i++)
    name[i] = from[i] == FILLER ? ' ' : from[i];
  name[length] = '\0';
}

/* One < parts words. The zone does not tell which words belong to the paternal surname; the last
 * one is taken as the maternal. */
static void
read_names (const char *line3, ApoyoMrz *mrz)
{
  char *split;

  const char *given = strstr (line3, "<<");
  gsize surnames = given != NULL ? (gsize) (given - line3) : APOYO_MRZ_LINE;

  copy_name (mrz->paternal, line3, surnames);
  if (given != NULL)
    copy_name (mrz->given, given + 2, APOYO_MRZ_LINE - surnames - 2);
  split = strrchr (mrz->paternal, ' ');
  if (split != NULL) {
    g_strlcpy (mrz->maternal, split + 1, sizeof mrz->maternal);
    *split = '\0';
  }
}

gboolean
apoyo_mrz_parse (const char *text, ApoyoMrz *mrz, GError **error)
{
  char zone[3 * APOYO_MRZ_LINE + 1];
  const char *line1 = zone;
  const char *line2 = zone + APOYO_MRZ_LINE;
  const char *line3 = zone + 2 * APOYO_MRZ_LINE;

  g_return_val_if_fail (text != NULL && mrz != NULL, FALSE);

  if (!collect (text, zone) || !zone_has_shape (line1, line2) || !g_ascii_isupper (line3[0])) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                         _ ("The machine readable zone is not that of a Mexican credential"));
    return FALSE;
  }
  memset (mrz, 0, sizeof *mrz);
  memcpy (mrz->cic, line1 + 5, 9);
  memcpy (mrz->section, line1 + 17, 4);
  memcpy (mrz->citizen_id, line1 + 21, 9);
  memcpy (mrz->birth, line2, 6);
  mrz->sex = line2[7];
  memcpy (mrz->expiry, line2 + 8, 6);
  memcpy (mrz->issue, line2 + 19, 2);
  if (line2[23] != FILLER)
    memcpy (mrz->other, line2 + 23, 5);
  read_names (line3, mrz);

  if (!check_digits_agree (line1, line2)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK,
                         _ ("A check digit of the machine readable zone does not match"));
    return FALSE;
  }
  return TRUE;
}

/* A surname that is cut keeps its beginning, as on the printed cards. */
static void
set_name (char name[APOYO_MRZ_LINE + 1], const char *text)
{
  g_autofree char *normalised = apoyo_name_normalise (text);
  gsize n = 0;

  for (const char *p = normalised; *p != '\0' && n < APOYO_MRZ_LINE; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == 0xD1)
      c = 'N';
    name[n++] = c < 128 && g_ascii_isupper ((char) c) ? (char) c : ' ';
  }
  name[n] = '\0';
  g_strstrip (name);
}

void
apoyo_mrz_set_names (ApoyoMrz *mrz, const char *paternal, const char *maternal, const char *given)
{
  g_return_if_fail (mrz != NULL);

  set_name (mrz->paternal, paternal);
  set_name (mrz->maternal, maternal);
  set_name (mrz->given, given);
}

static gboolean
has_digits (const char *text, gsize length)
{
  return strlen (text) == length && all_digits (text, length);
}

/* Words parted by single <; what is no letter from A to Z parts words too. */
static void
append_name (GString *line, const char *name)
{
  gboolean pending = FALSE;

  for (const char *p = name; *p != '\0'; p++) {
    if (!g_ascii_isalpha (*p)) {
      pending = TRUE;
      continue;
    }
    if (pending && line->len > 0 && line->str[line->len - 1] != FILLER)
      g_string_append_c (line, FILLER);
    pending = FALSE;
    g_string_append_c (line, g_ascii_toupper (*p));
  }
}

static char *
names_line (const ApoyoMrz *mrz)
{
  g_autoptr (GString) line = g_string_new (NULL);

  append_name (line, mrz->paternal);
  if (mrz->maternal[0] != '\0') {
    if (line->len > 0)
      g_string_append_c (line, FILLER);
    append_name (line, mrz->maternal);
  }
  g_string_append (line, "<<");
  append_name (line, mrz->given);
  while (line->len < APOYO_MRZ_LINE)
    g_string_append_c (line, FILLER);
  g_string_truncate (line, APOYO_MRZ_LINE);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

char *
apoyo_mrz_build (const ApoyoMrz *mrz, GError **error)
{
  g_autofree char *line1 = NULL;
  g_autofree char *line2 = NULL;
  g_autofree char *line3 = NULL;

  g_return_val_if_fail (mrz != NULL, NULL);

  if (!has_digits (mrz->cic, 9) || !has_digits (mrz->section, 4) ||
      !has_digits (mrz->citizen_id, 9) || strlen (mrz->birth) != 6 || !date_exists (mrz->birth) ||
      strlen (mrz->expiry) != 6 || !date_exists (mrz->expiry) || !has_digits (mrz->issue, 2) ||
      mrz->sex == '\0' || strchr ("HMX", mrz->sex) == NULL ||
      (mrz->other[0] != '\0' && !has_digits (mrz->other, 5)) ||
      !g_ascii_isalpha (mrz->paternal[0])) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         _ ("The data does not fit into a machine readable zone"));
    return NULL;
  }
  line1 = g_strdup_printf ("IDMEX%s%c<<%s%s", mrz->cic, apoyo_mrz_check_digit (mrz->cic, 9),
                           mrz->section, mrz->citizen_id);
  line2 =
      g_strdup_printf ("%s%c%c%s%cMEX<%s<<%s<0", mrz->birth, apoyo_mrz_check_digit (mrz->birth, 6),
                       mrz->sex, mrz->expiry, apoyo_mrz_check_digit (mrz->expiry, 6), mrz->issue,
                       mrz->other[0] != '\0' ? mrz->other : "<<<<<");
  line2[APOYO_MRZ_LINE - 1] = composite_digit (line1, line2);
  line3 = names_line (mrz);
  return g_strdup_printf ("%s\n%s\n%s", line1, line2, line3);
}
