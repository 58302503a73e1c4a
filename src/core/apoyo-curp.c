/* apoyo-curp.c: Clave Única de Registro de Población.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-curp.h"
#include "apoyo-entity.h"

#define STATE_ABROAD "NE"

/* Roots that the "Instructivo normativo" does not let stand (its annex 2): their second letter
 * becomes X. Sorted. */
static const char *const improper[] = {
  "BACA", "BAKA", "BUEI", "BUEY", "CACA", "CACO", "CAGA", "CAGO", "CAKA", "CAKO", "COGE", "COGI",
  "COJA", "COJE", "COJI", "COJO", "COLA", "CULO", "FALO", "FETO", "GETA", "GUEI", "GUEY", "JETA",
  "JOTO", "KACA", "KACO", "KAGA", "KAGO", "KAKA", "KAKO", "KOGE", "KOGI", "KOJA", "KOJE", "KOJI",
  "KOJO", "KOLA", "KULO", "LILO", "LOCA", "LOCO", "LOKA", "LOKO", "MAME", "MAMO", "MEAR", "MEAS",
  "MEON", "MIAR", "MION", "MOCO", "MOKO", "MULA", "MULO", "NACA", "NACO", "PEDA", "PEDO", "PENE",
  "PIPI", "PITO", "POPO", "PUTA", "PUTO", "QULO", "RATA", "ROBA", "ROBE", "ROBO", "RUIN", "SENO",
  "TETA", "VACA", "VAGA", "VAGO", "VAKA", "VUEI", "VUEY", "WUEI", "WUEY", NULL,
};

/* The alphabet has Ñ between N and O, so letters from O on are worth one more. */
static int
character_value (char c)
{
  if (g_ascii_isdigit (c))
    return c - '0';
  if (c >= 'A' && c <= 'N')
    return c - 'A' + 10;
  if (c >= 'O' && c <= 'Z')
    return c - 'O' + 25;
  return -1;
}

char
apoyo_curp_check_digit (const char *curp)
{
  int sum = 0;

  g_return_val_if_fail (curp != NULL, '\0');

  for (int i = 0; i < APOYO_CURP_LENGTH - 1; i++) {
    int value = character_value (curp[i]);

    if (value < 0)
      return '\0';
    sum += value * (APOYO_CURP_LENGTH - i);
  }
  return (char) ('0' + (10 - sum % 10) % 10);
}

static gboolean
is_consonant (char c)
{
  return g_ascii_isupper (c) && strchr ("AEIOU", c) == NULL;
}

static gboolean
curp_has_shape (const char *text)
{
  if (strlen (text) != APOYO_CURP_LENGTH)
    return FALSE;
  for (int i = 0; i < 4; i++) {
    if (!g_ascii_isupper (text[i]))
      return FALSE;
  }
  for (int i = 4; i < 10; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  }
  for (int i = 13; i < 16; i++) {
    if (!is_consonant (text[i]))
      return FALSE;
  }
  return strchr ("AEIOUX", text[1]) != NULL && strchr ("HMX", text[10]) != NULL &&
         g_ascii_isupper (text[11]) && g_ascii_isupper (text[12]) &&
         (g_ascii_isupper (text[16]) || g_ascii_isdigit (text[16])) && g_ascii_isdigit (text[17]);
}

static int
two_digits (const char *text)
{
  return g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
}

static gboolean
curp_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, message);
  return FALSE;
}

gboolean
apoyo_curp_parse (const char *text, ApoyoCurp *curp, GError **error)
{
  g_autofree char *folded = NULL;
  ApoyoCurp read = { 0 };

  g_return_val_if_fail (text != NULL && curp != NULL, FALSE);

  if (strnlen (text, 64) < 64)
    folded = g_strstrip (g_ascii_strup (text, -1));
  if (folded == NULL || !curp_has_shape (folded))
    return curp_refuse (error, _ ("A CURP has 18 letters and digits in a fixed order"));

  memcpy (read.text, folded, sizeof read.text);
  /* The homonymy character is a digit for those born until 1999 and a letter from 2000 on. */
  read.year = two_digits (folded + 4) + (g_ascii_isdigit (folded[16]) ? 1900 : 2000);
  read.month = two_digits (folded + 6);
  read.day = two_digits (folded + 8);
  read.sex = folded[10];
  memcpy (read.birth_state, folded + 11, 2);

  if (!g_date_valid_dmy ((GDateDay) read.day, (GDateMonth) read.month, (GDateYear) read.year))
    return curp_refuse (error, _ ("The birth date of the CURP does not exist"));
  if (strcmp (read.birth_state, STATE_ABROAD) != 0 &&
      apoyo_entity_lookup_curp (read.birth_state) == NULL)
    return curp_refuse (error, _ ("The CURP names no known entity of birth"));

  *curp = read;
  if (apoyo_curp_check_digit (folded) != folded[17]) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK,
                         _ ("The last digit of the CURP does not match"));
    return FALSE;
  }
  return TRUE;
}

/* NULL for an entity that is none. */
static const char *
birth_state (const char *entity)
{
  const ApoyoEntity *found = entity != NULL ? apoyo_entity_lookup (entity) : NULL;

  if (found != NULL)
    return found->curp;
  return g_strcmp0 (entity, "87") == 0 || g_strcmp0 (entity, "88") == 0 ? STATE_ABROAD : NULL;
}

char *
apoyo_curp_build (const ApoyoPerson *person, char homonym)
{
  g_autofree char *paternal = NULL;
  g_autofree char *maternal = NULL;
  g_autofree char *given = NULL;
  const char *state;
  char root[5] = { 0 };
  char *curp;

  g_return_val_if_fail (person != NULL, NULL);

  state = birth_state (person->entity);
  if (state == NULL || !apoyo_person_is_possible (person))
    return NULL;
  paternal = apoyo_name_abbreviable (person->paternal, FALSE);
  maternal = apoyo_name_abbreviable (person->maternal, FALSE);
  given = apoyo_name_abbreviable (person->given, TRUE);

  root[0] = apoyo_name_initial (paternal);
  root[1] = apoyo_name_inner_vowel (paternal);
  root[2] = apoyo_name_initial (maternal);
  root[3] = apoyo_name_initial (given);
  if (g_strv_contains (improper, root))
    root[1] = 'X';
  if (homonym == '\0')
    homonym = person->year < 2000 ? '0' : 'A';

  curp = g_strdup_printf ("%s%02d%02d%02d%c%s%c%c%c%c0", root, person->year % 100, person->month,
                          person->day, person->sex, state, apoyo_name_inner_consonant (paternal),
                          apoyo_name_inner_consonant (maternal), apoyo_name_inner_consonant (given),
                          homonym);
  curp[APOYO_CURP_LENGTH - 1] = apoyo_curp_check_digit (curp);
  return curp;
}
