/* fuzz-credential.c: any bytes as the metadata of a credential. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>

#include "apoyo-clave.h"
#include "apoyo-credential.h"
#include "apoyo-curp.h"
#include "apoyo-json.h"
#include "fuzz.h"

/* Checked, written and read again it gives the same findings. */
static void
check_document (JsonObject *object)
{
  static const ApoyoExtension extensions[] = { { 2024, 2025, 6, 1 } };
  static const char *const models[] = { "G", "H", NULL };
  const ApoyoCredentialContext context = { 2026, 11, 21, 18, extensions, 1, models };
  g_autoptr (ApoyoCredential) credential = apoyo_credential_from_json (object, object, NULL);
  g_autoptr (ApoyoCredential) again = NULL;
  g_autoptr (JsonObject) fields = NULL;
  g_autoptr (JsonObject) names = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) findings_again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;

  if (credential == NULL)
    return;
  findings = apoyo_credential_check (credential, &context);
  json = apoyo_findings_to_json (findings);
  fields = apoyo_credential_to_json (credential);
  names = apoyo_credential_names_to_json (credential);
  again = apoyo_credential_from_json (fields, names, NULL);
  g_assert_nonnull (again);
  findings_again = apoyo_credential_check (again, &context);
  json_again = apoyo_findings_to_json (findings_again);
  g_assert_cmpstr (json, ==, json_again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *word = apoyo_name_abbreviable (text, TRUE);
  g_autoptr (JsonObject) object = apoyo_json_parse_object (
      (const char *) (size > 0 ? data : (const guint8 *) ""), (gssize) size, NULL);
  ApoyoCurp curp;
  ApoyoClave clave;

  g_assert_true (g_ascii_isupper (apoyo_name_initial (word)));
  g_assert_true (g_ascii_isupper (apoyo_name_inner_consonant (word)));
  if (apoyo_curp_parse (text, &curp, NULL))
    g_assert_cmpint (apoyo_curp_check_digit (curp.text), ==, curp.text[17]);
  apoyo_clave_parse (text, &clave, NULL);
  if (object != NULL)
    check_document (object);
  return 0;
}
