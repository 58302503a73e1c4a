/* apoyo-sheet-time.c: dates and times as people write them in tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-sheet-time.h"

/* Longer ones are no date. */
#define MAX_LENGTH 80
#define SHORTEST_MONTH 3
/* Of a year in two digits. */
#define CENTURY 2000

typedef struct {
  const char *at; /* lower case, without accents */
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
} Reader;

static const char *const months[] = { "enero",      "febrero", "marzo",     "abril",
                                      "mayo",       "junio",   "julio",     "agosto",
                                      "septiembre", "octubre", "noviembre", "diciembre" };

/* As the letters sound: "6:00 p. m." is "6:00 p. m." whatever blank stands in it. */
static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c))
      g_string_append_c (folded, ' ');
    else if (!g_unichar_ismark (c))
      g_string_append_unichar (folded, c);
  }
  return g_string_free (folded, FALSE);
}

static void
skip (Reader *self, const char *signs)
{
  self->at += strspn (self->at, signs);
}

/* −1: there is none of at most that many digits. */
static int
read_number (Reader *self, gsize most)
{
  gsize length = strspn (self->at, "0123456789");
  int number = 0;

  if (length == 0 || length > most)
    return -1;
  for (gsize i = 0; i < length; i++)
    number = number * 10 + (self->at[i] - '0');
  self->at += length;
  return number;
}

static gsize
word_length (const char *at)
{
  return strspn (at, "abcdefghijklmnopqrstuvwxyz");
}

/* One of the words, which are separated by blanks, whole. */
static gboolean
take_word (Reader *self, const char *words)
{
  gsize length = word_length (self->at);
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; length > 0 && list[i] != NULL; i++) {
    if (strlen (list[i]) == length && strncmp (self->at, list[i], length) == 0) {
      self->at += length;
      return TRUE;
    }
  }
  return FALSE;
}

/* "octubre", "oct", "sept.": as much of a name as tells it. 0: none. */
static int
read_month_name (Reader *self)
{
  gsize length = word_length (self->at);

  if (length < SHORTEST_MONTH)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++) {
    if (strncmp (self->at, months[i], length) == 0) {
      self->at += length;
      skip (self, ".");
      return (int) i + 1;
    }
  }
  if (take_word (self, "set setiembre"))
    return 9;
  return 0;
}

static gboolean
read_month (Reader *self)
{
  int number = read_number (self, 2);

  self->month = number >= 0 ? number : read_month_name (self);
  return self->month > 0;
}

static gboolean
read_date (Reader *self)
{
  const char *year = NULL;

  skip (self, " ");
  if (take_word (self, "lunes martes miercoles jueves viernes sabado domingo"))
    skip (self, " ,");
  self->day = read_number (self, 2);
  if (self->day < 0)
    return FALSE;
  skip (self, " /-.");
  if (take_word (self, "de"))
    skip (self, " ");
  if (!read_month (self))
    return FALSE;
  skip (self, " /-.,");
  if (take_word (self, "de del"))
    skip (self, " ");
  year = self->at;
  self->year = read_number (self, 4);
  if (self->at - year == 2)
    self->year += CENTURY;
  else if (self->at - year != 4)
    return FALSE;
  return TRUE;
}

/* "p.m.", "p. m.", "pm": 12 of them is noon, and of the others midnight. */
static gboolean
read_half_of_day (Reader *self)
{
  char half = *self->at;
  const char *next = self->at + 1;

  if (half != 'a' && half != 'p')
    return TRUE;
  next += strspn (next, ". ");
  if (*next != 'm' || self->hour < 1 || self->hour > 12)
    return FALSE;
  self->at = next + 1;
  skip (self, ".");
  self->hour = self->hour % 12 + (half == 'p' ? 12 : 0);
  return TRUE;
}

/* FALSE: there is something that is no hour. */
static gboolean
read_hour (Reader *self)
{
  gboolean told = FALSE;

  self->hour = read_number (self, 2);
  if (self->hour < 0)
    return FALSE;
  if (*self->at == ':') {
    self->at++;
    self->minute = read_number (self, 2);
    told = self->minute >= 0;
    if (!told)
      return FALSE;
    if (*self->at == ':') {
      self->at++;
      self->second = read_number (self, 2);
      if (self->second < 0)
        return FALSE;
    }
  }
  skip (self, " ");
  told = *self->at == 'a' || *self->at == 'p' || told;
  if (!read_half_of_day (self))
    return FALSE;
  skip (self, " ");
  if (take_word (self, "h hr hrs hora horas")) {
    told = TRUE;
    skip (self, ".");
  }
  return told;
}

static gboolean
read_rest (Reader *self, gboolean *has_hour)
{
  const char *date_end = self->at;

  skip (self, " ,");
  if (*self->at == '\0')
    return TRUE;
  if (self->at == date_end)
    return FALSE; /* "2021x" */
  if (take_word (self, "a")) {
    skip (self, " ");
    if (!take_word (self, "las la"))
      return FALSE;
    skip (self, " ");
  }
  *has_hour = read_hour (self);
  skip (self, " ");
  return *has_hour && *self->at == '\0';
}

static char *
shape (const char *text, gboolean may_have_hour)
{
  g_autofree char *folded = NULL;
  Reader reader = { 0 };
  gboolean has_hour = FALSE;

  if (strlen (text) > MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    return g_strdup (text);
  folded = fold (text);
  reader.at = folded;
  if (!read_date (&reader) || !read_rest (&reader, &has_hour) || (has_hour && !may_have_hour))
    return g_strdup (text);
  if (!has_hour)
    return g_strdup_printf ("%04d-%02d-%02d", reader.year, reader.month, reader.day);
  if (reader.second > 0)
    return g_strdup_printf ("%04d-%02d-%02d %02d:%02d:%02d", reader.year, reader.month, reader.day,
                            reader.hour, reader.minute, reader.second);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", reader.year, reader.month, reader.day,
                          reader.hour, reader.minute);
}

char *
apoyo_sheet_shape_date (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return shape (text, FALSE);
}

char *
apoyo_sheet_shape_time (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return shape (text, TRUE);
}
