/* apoyo-clave.c: clave de elector, the electoral roll's own key of a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-core-error.h"
#include "apoyo-entity.h"

/* Initial and first inner consonant of paternal, maternal and given name; AAMMDD; entity of birth;
 * sex; three digits (check digit and homoclave, in an order the sources dispute). */
static gboolean
clave_has_shape (const char *text)
{
  if (strlen (text) != APOYO_CLAVE_LENGTH)
    return FALSE;
  for (int i = 0; i < 6; i++) {
    if (!g_ascii_isupper (text[i]) || (i % 2 == 1 && strchr ("AEIOU", text[i]) != NULL))
      return FALSE;
  }
  for (int i = 6; i < APOYO_CLAVE_LENGTH; i++) {
    if (i != 14 && !g_ascii_isdigit (text[i]))
      return FALSE;
  }
  return strchr ("HMX", text[14]) != NULL;
}

static gboolean
entity_of_birth_exists (const char *entity)
{
  return apoyo_entity_lookup (entity) != NULL || strcmp (entity, "87") == 0 ||
         strcmp (entity, "88") == 0;
}

/* In either century: the key does not tell. */
static gboolean
birth_exists (const char *birth)
{
  int year = g_ascii_digit_value (birth[0]) * 10 + g_ascii_digit_value (birth[1]);
  int month = g_ascii_digit_value (birth[2]) * 10 + g_ascii_digit_value (birth[3]);
  int day = g_ascii_digit_value (birth[4]) * 10 + g_ascii_digit_value (birth[5]);

  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) (1900 + year)) ||
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) (2000 + year));
}

static gboolean
clave_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, message);
  return FALSE;
}

gboolean
apoyo_clave_parse (const char *text, ApoyoClave *clave, GError **error)
{
  g_autofree char *folded = NULL;
  ApoyoClave read = { 0 };

  g_return_val_if_fail (text != NULL && clave != NULL, FALSE);

  if (strnlen (text, 64) < 64)
    folded = g_strstrip (g_ascii_strup (text, -1));
  if (folded == NULL || !clave_has_shape (folded))
    return clave_refuse (error,
                         _ ("A clave de elector has 18 letters and digits in a fixed order"));

  memcpy (read.text, folded, sizeof read.text);
  memcpy (read.birth, folded + 6, 6);
  memcpy (read.birth_entity, folded + 12, 2);
  read.sex = folded[14];
  if (!birth_exists (read.birth))
    return clave_refuse (error, _ ("The birth date of the clave de elector does not exist"));
  if (!entity_of_birth_exists (read.birth_entity))
    return clave_refuse (error, _ ("The clave de elector names no known entity of birth"));
  *clave = read;
  return TRUE;
}

char *
apoyo_clave_build (const ApoyoPerson *person, const char *suffix)
{
  g_autofree char *paternal = NULL;
  g_autofree char *maternal = NULL;
  g_autofree char *given = NULL;

  g_return_val_if_fail (person != NULL, NULL);

  suffix = suffix != NULL ? suffix : "000";
  if (!apoyo_person_is_possible (person) || strlen (suffix) != 3 ||
      strspn (suffix, "0123456789") != 3)
    return NULL;
  paternal = apoyo_name_abbreviable (person->paternal, FALSE);
  maternal = apoyo_name_abbreviable (person->maternal, FALSE);
  given = apoyo_name_abbreviable (person->given, TRUE);
  return g_strdup_printf ("%c%c%c%c%c%c%02d%02d%02d%s%c%s", apoyo_name_initial (paternal),
                          apoyo_name_inner_consonant (paternal), apoyo_name_initial (maternal),
                          apoyo_name_inner_consonant (maternal), apoyo_name_initial (given),
                          apoyo_name_inner_consonant (given), person->year % 100, person->month,
                          person->day, person->entity, person->sex, suffix);
}
