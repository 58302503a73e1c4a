/* test-credential.c: what is found about the typed data of a credential.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-credential.h"
#include "apoyo-json.h"

/* Nobody: the fixture of the documentation. */
static const char sound[] =
    "{\"model\":\"G\",\"curp\":\"PUEC900115MDFRJD07\",\"clave_elector\":\"PREJCD90011509M000\","
    "\"cic\":\"000000001\",\"citizen_id\":\"000000001\",\"ocr\":\"9999000000001\",\"issue\":\"01\","
    "\"section\":\"9999\",\"valid_until\":2033}";
static const char sound_names[] =
    "{\"given\":\"Ciudadana\",\"paternal\":\"Prueba\",\"maternal\":\"Ejemplo\"}";

static const char *const models[] = { "E", "F", "G", "H", NULL };
static const ApoyoExtension extensions[] = { { 2024, 2025, 6, 1 } };

static ApoyoCredential *
read_one (const char *credential, const char *names)
{
  g_autoptr (JsonObject) object = apoyo_json_parse_object (credential, -1, NULL);
  g_autoptr (JsonObject) name_object = apoyo_json_parse_object (names, -1, NULL);
  g_autoptr (GError) error = NULL;
  ApoyoCredential *credential_read = apoyo_credential_from_json (object, name_object, &error);

  g_assert_no_error (error);
  return credential_read;
}

/* "code field, code field" */
static char *
findings_of (const ApoyoCredential *credential, const ApoyoCredentialContext *context)
{
  g_autoptr (GPtrArray) findings = apoyo_credential_check (credential, context);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (findings, i);

    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "",
                            apoyo_finding_code_to_nick (finding->code), finding->field);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const ApoyoCredentialContext november = { 2026,  11,         21,
                                                 18,    extensions, G_N_ELEMENTS (extensions),
                                                 models };

static void
test_sound_one_has_no_findings (void)
{
  g_autoptr (ApoyoCredential) credential = read_one (sound, sound_names);
  g_autofree char *findings = findings_of (credential, &november);

  g_assert_cmpstr (findings, ==, "");
}

/* Each replaces one piece; exactly these findings must follow. */
static void
test_each_flaw_has_its_finding (void)
{
  static const struct {
    const char *old;
    const char *new;
    const char *findings;
  } flaws[] = {
    { "\"model\":\"G\"", "\"model\":null", "missing model" },
    { "\"model\":\"G\"", "\"model\":\"D\"", "model_not_accepted model" },
    { "\"model\":\"G\"", "\"model\":\"GH\"", "format model, model_not_accepted model" },
    { "RJD07", "RJD08", "check_digit curp" },
    { "PUEC900115MDFRJD07", "PUEC90", "format curp" },
    { "\"curp\":\"PUEC900115MDFRJD07\"", "\"curp\":\"\"", "missing curp" },
    { "PUEC900115MDFRJD07", "puec 900115 mdfrjd07", "" },
    { "PREJCD90011509M000", "PREJCD90011609M000", "birth_disagrees curp" },
    { "PREJCD90011509M000", "PREJCD90011509H000", "sex_disagrees curp" },
    { "PREJCD90011509M000", "PREJCD90011515M000", "entity_disagrees curp" },
    { "PREJCD90011509M000", "PREJCD90011587M000", "entity_disagrees curp" },
    { "PREJCD90011509M000", "QREJCD90011509M000", "name_disagrees clave_elector" },
    { "PREJCD90011509M000", "PXEXCX90011509M000", "" },
    { "PREJCD90011509M000", "PREJCD9001150", "format clave_elector" },
    { "\"cic\":\"000000001\"", "\"cic\":\"00000001\"", "format cic" },
    { "\"cic\":\"000000001\"", "\"cic\":null", "missing cic" },
    { "\"citizen_id\":\"000000001\"", "\"citizen_id\":\"00000000A\"", "format citizen_id" },
    { "\"citizen_id\":\"000000001\"", "\"citizen_id\":\"000000002\"", "ocr_disagrees ocr" },
    { "\"ocr\":\"9999000000001\"", "\"ocr\":null", "" },
    { "\"ocr\":\"9999000000001\"", "\"ocr\":\"999900000001\"", "" },
    { "\"ocr\":\"9999000000001\"", "\"ocr\":\"99990000000\"", "format ocr" },
    { "\"ocr\":\"9999000000001\"", "\"ocr\":\"9998000000001\"", "ocr_disagrees ocr" },
    { "\"issue\":\"01\"", "\"issue\":\"1\"", "format issue" },
    { "\"section\":\"9999\"", "\"section\":\"0000\"", "format section, ocr_disagrees ocr" },
    { "\"section\":\"9999\"", "\"section\":null", "missing section" },
    { "2033", "2025", "expired valid_until" },
    { "2033", "2026", "" },
    { "2033", "2024", "expired valid_until" },
    { "2033", "20", "format valid_until, expired valid_until" },
    { "2033", "0", "missing valid_until" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++) {
    g_autoptr (GString) text = g_string_new (sound);
    g_autoptr (ApoyoCredential) credential = NULL;
    g_autofree char *findings = NULL;

    g_assert_cmpuint (g_string_replace (text, flaws[i].old, flaws[i].new, 1), ==, 1);
    credential = read_one (text->str, sound_names);
    findings = findings_of (credential, &november);
    g_assert_cmpstr (findings, ==, flaws[i].findings);
  }
}

static void
test_names_against_the_curp (void)
{
  static const struct {
    const char *names;
    const char *findings;
  } cases[] = {
    { "{\"given\":\"María Ciudadana\",\"paternal\":\"de la Prueba\",\"maternal\":\"Ejemplo\"}",
      "" },
    { "{\"given\":\"Otra\",\"paternal\":\"Prueba\",\"maternal\":\"Ejemplo\"}",
      "name_disagrees names" },
    { "{\"given\":\"Ciudadana\",\"paternal\":\"Ejemplo\",\"maternal\":\"Prueba\"}",
      "name_disagrees names" },
    { "{\"given\":\"Ciudadana\",\"paternal\":\"Prueba\"}", "" },
    { "{\"given\":\" \"}", "missing names" },
    { "{}", "missing names" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ApoyoCredential) credential = read_one (sound, cases[i].names);
    g_autofree char *findings = findings_of (credential, &november);

    g_assert_cmpstr (findings, ==, cases[i].findings);
  }
}

/* Cards of 2024 could be used until 1 June 2025, included. */
static void
test_extensions_end_on_their_day (void)
{
  g_autoptr (GString) text = g_string_new (sound);
  g_autoptr (ApoyoCredential) credential = NULL;
  ApoyoCredentialContext context = november;
  g_autofree char *last_day = NULL;
  g_autofree char *day_after = NULL;

  g_string_replace (text, "2033", "2024", 1);
  credential = read_one (text->str, sound_names);
  context.year = 2025;
  context.month = 6;
  context.day = 1;
  last_day = findings_of (credential, &context);
  g_assert_cmpstr (last_day, ==, "");
  context.day = 2;
  day_after = findings_of (credential, &context);
  g_assert_cmpstr (day_after, ==, "expired valid_until");
}

static void
test_eighteenth_birthday_is_of_age (void)
{
  g_autoptr (ApoyoCredential) credential = read_one (sound, sound_names);
  ApoyoCredentialContext context = { 2008, 1, 15, 18, NULL, 0, NULL };
  g_autofree char *birthday = findings_of (credential, &context);
  g_autofree char *eve = NULL;

  g_assert_cmpstr (birthday, ==, "");
  context.day = 14;
  eve = findings_of (credential, &context);
  g_assert_cmpstr (eve, ==, "under_age curp");
}

static void
test_older_models_need_other_keys (void)
{
  g_autoptr (ApoyoCredential) credential =
      read_one ("{\"model\":\"A\",\"clave_elector\":\"PREJCD90011509M000\",\"section\":\"9999\"}",
                sound_names);
  ApoyoCredentialContext context = { 2008, 1, 15, 18, NULL, 0, NULL };
  g_autofree char *findings = findings_of (credential, &context);

  g_assert_cmpstr (findings, ==, "missing ocr");
}

static void
test_wrong_types_name_the_field (void)
{
  static const char *const texts[] = {
    "{\"curp\":7}",
    "{\"valid_until\":\"2033\"}",
    "{\"valid_until\":10000}",
    "{\"section\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (JsonObject) object = apoyo_json_parse_object (texts[i], -1, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_credential_from_json (object, NULL, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
  }
}

static void
test_endless_fields_are_refused_and_not_repeated (void)
{
  g_autofree char *endless = g_strnfill (65, 'Q');
  g_autofree char *text = g_strdup_printf ("{\"curp\":\"%s\"}", endless);
  g_autoptr (JsonObject) object = apoyo_json_parse_object (text, -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_credential_from_json (object, NULL, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE);
  g_assert_null (strstr (error->message, "QQ"));
}

static void
test_json_comes_back (void)
{
  g_autoptr (ApoyoCredential) credential = read_one (sound, sound_names);
  g_autoptr (JsonObject) object = apoyo_credential_to_json (credential);
  g_autoptr (JsonObject) names = apoyo_credential_names_to_json (credential);
  g_autofree char *text = apoyo_json_to_text (object);
  g_autofree char *names_text = apoyo_json_to_text (names);

  g_assert_cmpstr (text, ==, sound);
  g_assert_cmpstr (names_text, ==, sound_names);
}

static void
test_findings_as_json_hold_no_values (void)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_finding_free);
  g_autofree char *json = NULL;

  g_ptr_array_add (findings, apoyo_finding_new (APOYO_FINDING_CHECK_DIGIT, "curp"));
  g_ptr_array_add (findings, apoyo_finding_new (APOYO_FINDING_EXPIRED, "valid_until"));
  json = apoyo_findings_to_json (findings);
  g_assert_cmpstr (json, ==,
                   "[{\"code\":\"check_digit\",\"field\":\"curp\",\"cause\":\"M8\","
                   "\"confidence\":1.0},"
                   "{\"code\":\"expired\",\"field\":\"valid_until\",\"cause\":\"M2\","
                   "\"confidence\":1.0}]");
}

static void
test_every_code_is_told (void)
{
  for (guint i = 0; i < APOYO_N_FINDING_CODES; i++) {
    ApoyoFindingCode code = APOYO_N_FINDING_CODES;

    g_assert_true (apoyo_finding_code_from_nick (apoyo_finding_code_to_nick (i), &code));
    g_assert_cmpint (code, ==, i);
    g_assert_nonnull (apoyo_finding_code_get_message (i));
    g_assert_nonnull (apoyo_finding_code_get_cause (i));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credential/sound-one-has-no-findings", test_sound_one_has_no_findings);
  g_test_add_func ("/credential/each-flaw-has-its-finding", test_each_flaw_has_its_finding);
  g_test_add_func ("/credential/names-against-the-curp", test_names_against_the_curp);
  g_test_add_func ("/credential/extensions-end-on-their-day", test_extensions_end_on_their_day);
  g_test_add_func ("/credential/eighteenth-birthday-is-of-age", test_eighteenth_birthday_is_of_age);
  g_test_add_func ("/credential/older-models-need-other-keys", test_older_models_need_other_keys);
  g_test_add_func ("/credential/wrong-types-name-the-field", test_wrong_types_name_the_field);
  g_test_add_func ("/credential/endless-fields-are-refused-and-not-repeated",
                   test_endless_fields_are_refused_and_not_repeated);
  g_test_add_func ("/credential/json-comes-back", test_json_comes_back);
  g_test_add_func ("/credential/findings-as-json-hold-no-values",
                   test_findings_as_json_hold_no_values);
  g_test_add_func ("/credential/every-code-is-told", test_every_code_is_told);
  return g_test_run ();
}
