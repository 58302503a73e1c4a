/* apoyo-credential-check.c: what is wrong with the typed data of a credential.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-core-error.h"
#include "apoyo-credential.h"
#include "apoyo-curp.h"
#include "apoyo-entity.h"

#define OLDEST_YEAR 1990
#define LATEST_YEAR 2100

typedef struct {
  const ApoyoCredential *credential;
  const ApoyoCredentialContext *context;
  GPtrArray *findings;
  ApoyoCurp curp;
  ApoyoClave clave;
  gboolean has_curp; /* of the right shape, whatever its check digit */
  gboolean has_clave;
} Check;

static void
add (Check *check, ApoyoFindingCode code, const char *field)
{
  g_ptr_array_add (check->findings, apoyo_finding_new (code, field));
}

static gboolean
is_digits (const char *text, gsize length)
{
  return strlen (text) == length && strspn (text, "0123456789") == length;
}

/* Models print different keys: from D on the CIC, from E on the citizen's number, until D the OCR
 * number. Without them the registry cannot be asked. */
static void
check_presence (Check *check)
{
  const ApoyoCredential *credential = check->credential;
  char model = credential->model != NULL ? credential->model[0] : '\0';

  if (model == '\0')
    add (check, APOYO_FINDING_MISSING, "model");
  if (credential->clave_elector == NULL)
    add (check, APOYO_FINDING_MISSING, "clave_elector");
  if (credential->curp == NULL && model >= 'C')
    add (check, APOYO_FINDING_MISSING, "curp");
  if (credential->cic == NULL && model >= 'D')
    add (check, APOYO_FINDING_MISSING, "cic");
  if (credential->citizen_id == NULL && model >= 'E')
    add (check, APOYO_FINDING_MISSING, "citizen_id");
  if (credential->ocr == NULL && model != '\0' && model <= 'D')
    add (check, APOYO_FINDING_MISSING, "ocr");
  if (credential->section == NULL)
    add (check, APOYO_FINDING_MISSING, "section");
  if (credential->valid_until == 0 && model >= 'C')
    add (check, APOYO_FINDING_MISSING, "valid_until");
  if (credential->given == NULL || *credential->given == '\0')
    add (check, APOYO_FINDING_MISSING, "names");
}

static void
check_forms (Check *check)
{
  const ApoyoCredential *credential = check->credential;

  if (credential->model != NULL &&
      (credential->model[0] < 'A' || credential->model[0] > 'H' || credential->model[1] != '\0'))
    add (check, APOYO_FINDING_FORMAT, "model");
  if (credential->cic != NULL && !is_digits (credential->cic, 9))
    add (check, APOYO_FINDING_FORMAT, "cic");
  if (credential->citizen_id != NULL && !is_digits (credential->citizen_id, 9))
    add (check, APOYO_FINDING_FORMAT, "citizen_id");
  if (credential->ocr != NULL && !is_digits (credential->ocr, 12) &&
      !is_digits (credential->ocr, 13))
    add (check, APOYO_FINDING_FORMAT, "ocr");
  if (credential->issue != NULL && !is_digits (credential->issue, 2))
    add (check, APOYO_FINDING_FORMAT, "issue");
  if (credential->section != NULL &&
      (!is_digits (credential->section, 4) || strcmp (credential->section, "0000") == 0))
    add (check, APOYO_FINDING_FORMAT, "section");
  if (credential->valid_until != 0 &&
      (credential->valid_until < OLDEST_YEAR || credential->valid_until > LATEST_YEAR))
    add (check, APOYO_FINDING_FORMAT, "valid_until");
}

static void
check_keys (Check *check)
{
  const ApoyoCredential *credential = check->credential;
  g_autoptr (GError) error = NULL;

  if (credential->curp != NULL) {
    check->has_curp = apoyo_curp_parse (credential->curp, &check->curp, &error) ||
                      g_error_matches (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
    if (!check->has_curp)
      add (check, APOYO_FINDING_FORMAT, "curp");
    else if (error != NULL)
      add (check, APOYO_FINDING_CHECK_DIGIT, "curp");
  }
  if (credential->clave_elector != NULL) {
    check->has_clave = apoyo_clave_parse (credential->clave_elector, &check->clave, NULL);
    if (!check->has_clave)
      add (check, APOYO_FINDING_FORMAT, "clave_elector");
  }
}

/* The first four digits of thirteen are the section, the rest the citizen's number. */
static void
check_ocr (Check *check)
{
  const ApoyoCredential *credential = check->credential;
  const char *ocr = credential->ocr;

  if (ocr == NULL || !is_digits (ocr, 13))
    return;
  if ((credential->section != NULL && is_digits (credential->section, 4) &&
       strncmp (ocr, credential->section, 4) != 0) ||
      (credential->citizen_id != NULL && is_digits (credential->citizen_id, 9) &&
       strcmp (ocr + 4, credential->citizen_id) != 0))
    add (check, APOYO_FINDING_OCR_DISAGREES, "ocr");
}

/* X stands for "no such letter", and for what a registry did not want to write: it says nothing
 * against any letter. */
static gboolean
letters_agree (char a, char b)
{
  return a == b || a == 'X' || b == 'X';
}

static gboolean
entities_agree (const ApoyoCurp *curp, const ApoyoClave *clave)
{
  const ApoyoEntity *entity = apoyo_entity_lookup_curp (curp->birth_state);

  if (entity == NULL)
    return strcmp (clave->birth_entity, "87") == 0 || strcmp (clave->birth_entity, "88") == 0;
  return strcmp (entity->code, clave->birth_entity) == 0;
}

/* Places of paternal, maternal and given initial, and of their consonants, in the two keys. */
static gboolean
roots_agree (const char *curp, const char *clave)
{
  static const int places[][2] = { { 0, 0 }, { 2, 2 }, { 3, 4 }, { 13, 1 }, { 14, 3 }, { 15, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    if (!letters_agree (curp[places[i][0]], clave[places[i][1]]))
      return FALSE;
  }
  return TRUE;
}

static void
check_agreement (Check *check)
{
  const ApoyoCurp *curp = &check->curp;
  const ApoyoClave *clave = &check->clave;

  if (!check->has_curp || !check->has_clave)
    return;
  if (strncmp (curp->text + 4, clave->birth, 6) != 0)
    add (check, APOYO_FINDING_BIRTH_DISAGREES, "curp");
  if (curp->sex != clave->sex)
    add (check, APOYO_FINDING_SEX_DISAGREES, "curp");
  if (!entities_agree (curp, clave))
    add (check, APOYO_FINDING_ENTITY_DISAGREES, "curp");
  if (!roots_agree (curp->text, clave->text))
    add (check, APOYO_FINDING_NAME_DISAGREES, "clave_elector");
}

static void
check_names (Check *check)
{
  const ApoyoCredential *credential = check->credential;
  const char *curp = check->curp.text;
  g_autofree char *paternal = NULL;
  g_autofree char *maternal = NULL;
  g_autofree char *given = NULL;

  if (!check->has_curp || credential->given == NULL || *credential->given == '\0')
    return;
  paternal = apoyo_name_abbreviable (credential->paternal, FALSE);
  maternal = apoyo_name_abbreviable (credential->maternal, FALSE);
  given = apoyo_name_abbreviable (credential->given, TRUE);
  if (!letters_agree (curp[0], apoyo_name_initial (paternal)) ||
      !letters_agree (curp[2], apoyo_name_initial (maternal)) ||
      !letters_agree (curp[3], apoyo_name_initial (given)))
    add (check, APOYO_FINDING_NAME_DISAGREES, "names");
}

static int
last_day (const ApoyoExtension *extension)
{
  return extension->until_year * 10000 + extension->until_month * 100 + extension->until_day;
}

const ApoyoExtension *
apoyo_credential_find_extension (const ApoyoCredential *self, const ApoyoCredentialContext *context)
{
  const ApoyoExtension *longest = NULL;

  g_return_val_if_fail (self != NULL && context != NULL, NULL);

  if (self->valid_until == 0 || self->valid_until >= context->year)
    return NULL;
  for (guint i = 0; i < context->n_extensions; i++) {
    const ApoyoExtension *extension = &context->extensions[i];

    if (extension->printed_year == self->valid_until &&
        (longest == NULL || last_day (extension) > last_day (longest)))
      longest = extension;
  }
  return longest;
}

/* A credential is good until 31 December of its printed year, or until what an acuerdo gave the
 * cards of that year. */
static gboolean
is_in_force (const Check *check)
{
  const ApoyoCredentialContext *context = check->context;
  const ApoyoExtension *extension = apoyo_credential_find_extension (check->credential, context);

  return check->credential->valid_until >= context->year ||
         (extension != NULL &&
          context->year * 10000 + context->month * 100 + context->day <= last_day (extension));
}

/* Of the shape of a CURP, whatever its check digit. */
static gboolean
read_curp (const char *text, ApoyoCurp *curp)
{
  g_autoptr (GError) error = NULL;

  return text != NULL && (apoyo_curp_parse (text, curp, &error) ||
                          g_error_matches (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK));
}

/* The clave has no century: nobody was born in years to come, and nobody captures at a hundred. */
static int
whole_year (int year, int today)
{
  int whole = today - today % 100 + year;

  return whole > today ? whole - 100 : whole;
}

gboolean
apoyo_credential_get_age (const ApoyoCredential *self,
                          const ApoyoCredentialContext *context,
                          int *age,
                          const char **field)
{
  int today = 0;
  int year = 0;
  int birthday = 0;
  ApoyoCurp curp;
  ApoyoClave clave;

  g_return_val_if_fail (self != NULL && context != NULL && age != NULL && field != NULL, FALSE);

  if (read_curp (self->curp, &curp)) {
    *field = "curp";
    year = curp.year;
    birthday = curp.month * 100 + curp.day;
  } else if (self->curp == NULL && self->clave_elector != NULL &&
             apoyo_clave_parse (self->clave_elector, &clave, NULL)) {
    int birth = atoi (clave.birth);

    *field = "clave_elector";
    year = whole_year (birth / 10000, context->year);
    birthday = birth % 10000;
  } else {
    return FALSE;
  }
  today = context->month * 100 + context->day;
  *age = context->year - year - (today < birthday);
  return TRUE;
}

static void
check_against_context (Check *check)
{
  const ApoyoCredential *credential = check->credential;
  const ApoyoCredentialContext *context = check->context;
  const char *field = NULL;
  int age = 0;

  if (credential->valid_until != 0 && !is_in_force (check))
    add (check, APOYO_FINDING_EXPIRED, "valid_until");
  if (credential->model != NULL && context->models != NULL &&
      !g_strv_contains (context->models, credential->model))
    add (check, APOYO_FINDING_MODEL_NOT_ACCEPTED, "model");
  if (apoyo_credential_get_age (credential, context, &age, &field) && age < context->minimum_age)
    add (check, APOYO_FINDING_UNDER_AGE, field);
}

GPtrArray *
apoyo_credential_check (const ApoyoCredential *self, const ApoyoCredentialContext *context)
{
  Check check = { self, context };

  g_return_val_if_fail (self != NULL && context != NULL, NULL);

  check.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_finding_free);
  check_presence (&check);
  check_forms (&check);
  check_keys (&check);
  check_ocr (&check);
  check_agreement (&check);
  check_names (&check);
  check_against_context (&check);
  return check.findings;
}
