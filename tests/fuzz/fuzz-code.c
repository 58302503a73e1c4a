/* fuzz-code.c: any bytes as what a barcode of a credential says. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-code-text.h"
#include "apoyo-inspection.h"
#include "fuzz.h"

/* Bytes that were never written show where a field is not ended. */
#define UNTOUCHED 0x5A

static void
assert_field (const char *field, gsize size)
{
  gsize length = strnlen (field, size);

  g_assert_cmpuint (length, <, size);
  for (gsize i = 0; i < length; i++)
    g_assert_true (g_ascii_isalnum (field[i]));
}

static void
assert_fields (const ApoyoCodeText *code)
{
  assert_field (code->clave_elector, sizeof code->clave_elector);
  assert_field (code->curp, sizeof code->curp);
  assert_field (code->cic, sizeof code->cic);
  assert_field (code->citizen_id, sizeof code->citizen_id);
  assert_field (code->section, sizeof code->section);
  assert_field (code->issue, sizeof code->issue);
  g_assert_true (code->valid_until >= 0 && code->valid_until <= 9999);
}

/* What was read, written in the fullest form, says the same again. */
static void
assert_again (const ApoyoCodeText *code)
{
  g_autofree char *text =
      g_strdup_printf ("MUESTRA|1|%s|%s|%s|%s|%s|%s|%d|x", code->clave_elector, code->curp,
                       code->cic, code->citizen_id, code->section, code->issue, code->valid_until);
  ApoyoCodeText again;

  memset (&again, UNTOUCHED, sizeof again);
  g_assert_true (apoyo_code_text_parse (text, &again));
  g_assert_cmpmem (code, sizeof *code, &again, sizeof again);
}

static JsonArray *
make_observations (const char *text)
{
  static const char *const kinds[] = { "qr", "pdf417", "mrz" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "name", kinds[i]);
    json_object_set_double_member (object, "value", 1);
    json_object_set_double_member (object, "confidence", 1);
    json_object_set_string_member (object, "text", text);
    json_array_add_object_element (array, object);
  }
  return array;
}

static char *
make_input (const char *text)
{
  static const char frame[] =
      "{\"v\":1,\"capture\":\"00000000-0000-4000-8000-000000000001\",\"rule\":1,\"settings\":1,"
      "\"day\":20261121,\"clock_ahead\":0,\"full\":true,\"repeated\":[],"
      "\"credential\":{\"model\":\"G\",\"curp\":\"PUEC900115MDFRJD07\",\"clave_elector\":"
      "\"PREJCD90011509M000\",\"cic\":\"000000001\",\"citizen_id\":\"000000001\",\"ocr\":null,"
      "\"issue\":\"01\",\"section\":\"9999\",\"valid_until\":2033},"
      "\"names\":{\"given\":\"Ciudadana\",\"paternal\":\"Prueba\",\"maternal\":\"Ejemplo\"},"
      "\"roll\":{\"status\":\"active\",\"roll\":7,\"agreed\":[],\"contradicted\":[]},"
      "\"readings\":[{\"picture\":\"back\",\"result\":\"ok\",\"format\":\"jpeg\",\"width\":1600,"
      "\"height\":1200,\"orientation\":1,\"bytes\":1,\"trailing\":0,\"metadata\":0,\"foreign\":0,"
      "\"hash\":\"0123456789abcdef\"}]}";
  g_autoptr (JsonNode) root = json_from_string (frame, NULL);
  JsonArray *readings = json_object_get_array_member (json_node_get_object (root), "readings");

  json_object_set_array_member (json_array_get_object_element (readings, 0), "observations",
                                make_observations (text));
  return json_to_string (root, FALSE);
}

/* A code that reads is judged, the same way each time, and its text stays out of what is public. */
static void
assert_judged (const char *text)
{
  static ApoyoRule *rule;
  static ApoyoCheckSettings *settings;
  g_autofree char *json = make_input (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoInspectionInput) input = NULL;
  g_autoptr (ApoyoInspection) inspection = NULL;
  g_autoptr (ApoyoInspection) again = NULL;

  if (rule == NULL) {
    rule = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
    settings = apoyo_check_settings_new_default ();
  }
  input = apoyo_inspection_input_from_json (json, -1, rule, settings, &error);
  g_assert_no_error (error);
  inspection = apoyo_inspect (input);
  again = apoyo_inspect (input);
  g_assert_cmpstr (inspection->tree, ==, again->tree);
  if (strlen (text) > 30)
    g_assert_null (strstr (inspection->tree, text));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  ApoyoCodeText code;

  memset (&code, UNTOUCHED, sizeof code);
  if (!apoyo_code_text_parse (text, &code)) {
    g_assert_cmpint (((const guint8 *) &code)[0], ==, UNTOUCHED);
    return 0;
  }
  assert_fields (&code);
  assert_again (&code);
  /* The reader's answer is UTF-8 before anybody looks into it. */
  if (g_utf8_validate (text, -1, NULL))
    assert_judged (text);
  return 0;
}
