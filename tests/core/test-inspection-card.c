/* test-inspection-card.c: codes, zone and print of a credential against each other, the data and
 * the roll; several flaws at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "inspection-fixture.h"

#define SEEN(name, text, confidence)                                                               \
  "{\"name\":\"" name "\",\"value\":1,\"text\":\"" text "\",\"confidence\":" confidence            \
  ",\"region\":[0.5,0.5,0.25,0.125]}"
#define ADD "\"observations\":["
#define ZONE(names)                                                                                \
  SEEN ("mrz", "IDMEX0000000011<<9999000000001\\n9001158M3312315MEX<01<<00000<6\\n" names, "0.9")  \
  ","
#define FULL                                                                                       \
  {                                                                                                \
    NULL, "\"full\":false", "\"full\":true"                                                        \
  }
/* The QR codes say nothing that is for us, and the zone was not seen. */
#define NO_ZONE                                                                                    \
  {                                                                                                \
    "back", "\"mrz_glance\"", "\"x\""                                                              \
  }
#define SILENT { "back", "MUESTRA|1|", "CIFRADO|1|" }, { "back", "MUESTRA 0", "CIFRADO 0" }, NO_ZONE
#define FACTS(clave, curp) "MUESTRA|1|" clave "|" curp "|000000001|000000001|9999|01|2033|c2FtcGxl"
#define CLAVE "PREJCD90011509M000"
#define CURP "PUEC900115MDFRJD07"
#define NO_CURP                                                                                    \
  {                                                                                                \
    NULL, "\"curp\":\"" CURP "\",", ""                                                             \
  }

#define SELF                                                                                       \
  {                                                                                                \
    NULL, "\"full\":false", "\"full\":false,\"modality\":\"self\""                                 \
  }
#define HABIT_PEOPLE(n)                                                                            \
  {                                                                                                \
    NULL, "\"repeated\":[]", "\"repeated\":[],\"habits\":{\"device_people_day\":" n "}"            \
  }

typedef struct {
  const char *path;
  FixtureEdit edits[8];
  const char *expected;
} Case;

static const Case cases[] = {
  { "sides-changed",
    { { "front", MEASURE ("card_side", "1"), MEASURE ("card_side", "2") },
      { "back", MEASURE ("card_side", "2"), MEASURE ("card_side", "1") } },
    "wrong_side back, wrong_side front" },
  /* Nothing is said of how a card was made that is not there, nor a crime of half a card. */
  { "half-a-card",
    { { "front", MEASURE ("card_whole", "1"), MEASURE ("card_whole", "0") },
      { "front", MEASURE ("template_likeness", "0.05"), MEASURE ("template_likeness", "0.97") } },
    "card_cut front" },
  { "screen-without-a-crime",
    { { "front", MEASURE ("screen", "0.05"), MEASURE ("screen", "0.95") },
      { "front", MEASURE ("template_likeness", "0.05"), MEASURE ("template_likeness", "0.97") } },
    "screen front" },
  { "photocopy-of-nothing",
    { { "front", MEASURE ("card", "0.55"), MEASURE ("card", "0.01") },
      { "front", MEASURE ("photocopy", "0.05"), MEASURE ("photocopy", "0.95") },
      { "front", MEASURE ("screen", "0.05"), MEASURE ("screen", "0.95") } },
    "not_a_card front" },
  /* The zone. */
  { "zone/same-names", { { "back", ADD, ADD ZONE ("PRUEBA<EJEMPLO<<CIUDADANA<<<<<") } }, "" },
  { "zone/misread-names", { { "back", ADD, ADD ZONE ("PRUFBA<EJEMPLD<<CIUDADAN4<<<<<") } }, "" },
  { "zone/other-names",
    { { "back", ADD, ADD ZONE ("GARCIA<LOPEZ<<JUAN<CARLOS<<<<<") } },
    "code_disagrees names" },
  { "zone/long-names-are-cut",
    { { NULL, "\"given\":\"Ciudadana\"", "\"given\":\"Ciudadana de los Remedios\"" },
      { "back", ADD, ADD ZONE ("PRUEBA<EJEMPLO<<CIUDADANA<DE<L") } },
    "" },
  { "zone/other-ocr",
    { SILENT,
      { NULL, "\"ocr\":\"9999000000001\"", "\"ocr\":\"9999000000002\"" },
      { NULL, "\"citizen_id\":\"000000001\",", "" },
      { "back", ADD, ADD ZONE ("PRUEBA<EJEMPLO<<CIUDADANA<<<<<") } },
    "code_disagrees ocr, missing citizen_id" },
  /* Which codes there are. */
  { "no-code-at-all",
    { FULL,
      NO_ZONE,
      { "back", "\"name\":\"qr\"", "\"name\":\"x\"" },
      { "back", "\"name\":\"qr\"", "\"name\":\"x\"" } },
    "text_unreadable front, code_missing back" },
  { "code-of-another-time", { { "back", ADD, ADD SEEN ("pdf417", "CIFRADO", "1") "," } }, "" },
  /* One side against the other, where the phone sent nothing. */
  { "sides/agree",
    { FULL, NO_CURP, { "front", ADD, ADD SEEN ("ocr_curp", CURP, "0.9") "," } },
    "missing curp" },
  { "sides/of-two-people",
    { FULL,
      NO_CURP,
      { "front", "\"text\":\"" CURP, "\"text\":\"PUEC910115MDFRJD04" },
      { "front", ADD, ADD SEEN ("ocr_curp", "PUEC910115MDFRJD04", "0.9") "," } },
    "sides_disagree curp, missing curp" },
  { "sides/misread",
    { FULL, NO_CURP, { "front", ADD, ADD SEEN ("ocr_curp", "PUEC9OO115MOFRJDO7", "0.9") "," } },
    "missing curp" },
  { "sides/what-was-sent-is-compared-with-that",
    { FULL,
      { "front", ADD, ADD SEEN ("ocr_curp", CURP, "0.9") "," },
      { "back", FACTS (CLAVE, CURP), FACTS (CLAVE, "PUEC910115MDFRJD04") } },
    "code_disagrees curp" },
  /* The roll. */
  { "section-of-the-roll",
    { { NULL, "\"contradicted\":[]", "\"contradicted\":[\"section\"]" } },
    "roll_disagrees section" },
  /* Vigencia and age. */
  { "not-of-age",
    { NO_CURP,
      SILENT,
      { NULL, "\"clave_elector\":\"PREJCD900115", "\"clave_elector\":\"PREJCD100115" } },
    "missing curp, under_age clave_elector" },
  /* Mi Apoyo asks for a card with QR, and a telephone of one's own. */
  { "self/with-qr", { SELF, HABIT_PEOPLE ("3") }, "" },
  { "self/without-qr",
    { SELF,
      { NULL, "\"model\":\"G\"", "\"model\":\"E\"" },
      { "back", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "E") } },
    "model_not_accepted model" },
  { "self/many-people", { SELF, HABIT_PEOPLE ("4") }, "device_many_people capture" },
  { "by-an-auxiliary/without-qr",
    { { NULL, "\"full\":false", "\"full\":false,\"modality\":\"auxiliary\"" },
      { NULL, "\"model\":\"G\"", "\"model\":\"E\"" },
      { "back", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "E") },
      HABIT_PEOPLE ("400") },
    "" },
  { "scribble",
    { { "signature", MEASURE ("rubbed", "0.002"), MEASURE ("rubbed", "0.3") } },
    "signature_scribble signature" },
};

static ApoyoInspection *
inspect_case (const Case *c)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace_all (clean, c->edits);

  return fixture_inspect (text);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (ApoyoInspection) inspection = inspect_case (c);
  g_autofree char *findings = fixture_findings (inspection);

  g_assert_cmpstr (findings, ==, c->expected);
}

static const Case *
find_case (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    if (strcmp (cases[i].path, path) == 0)
      return &cases[i];
  }
  g_assert_not_reached ();
}

/* A card of 2013 has PDF417, as those of 2014 have, and an OCR number where they have the
 * citizen's: sight calls all with PDF417 E. */
static void
test_model_d (void)
{
  static const FixtureEdit edits[] = {
    SILENT,
    { NULL, "\"model\":\"G\"", "\"model\":\"D\"" },
    { NULL, "\"citizen_id\":\"000000001\",", "" },
    { "back", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "E") },
    { "back", ADD, ADD SEEN ("pdf417", FACTS (CLAVE, CURP), "1") "," },
    { NULL, NULL, NULL },
  };
  static const char *models[] = { "D", "E", "F", "G", "H", NULL };
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace_all (clean, edits);
  g_autofree char *other =
      fixture_replace (text, NULL, "\"ocr\":\"9999000000001\"", "\"ocr\":\"9999000000002\"");
  const char *const texts[] = { text, other };
  static const char *const expected[] = { "", "code_disagrees ocr" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ApoyoInspectionInput) input = fixture_open (texts[i]);
    g_autoptr (ApoyoInspection) inspection = NULL;
    g_autofree char *findings = NULL;

    g_strfreev (input->rule->models);
    input->rule->models = g_strdupv ((char **) models);
    inspection = apoyo_inspect (input);
    findings = fixture_findings (inspection);
    g_assert_cmpstr (findings, ==, expected[i]);
    g_assert_nonnull (strstr (inspection->tree, "back.agreement.pdf417.ocr"));
  }
}

/* Not enough to send anybody to look, but it stands in the tree. */
static void
test_code_of_another_model_is_noted (void)
{
  g_autoptr (ApoyoInspection) inspection = inspect_case (find_case ("code-of-another-time"));

  g_assert_nonnull (strstr (inspection->tree, "\"id\":\"back.kind\",\"result\":\"flagged\","
                                              "\"noted\":true,\"code\":\"code_not_of_model\""));
}

/* One finding of what two codes say, and a row for each of them under its own. */
static void
test_every_code_is_named (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text =
      fixture_replace (clean, NULL, "\"valid_until\":2033", "\"valid_until\":2034");
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
  g_autofree char *findings = fixture_findings (inspection);

  g_assert_cmpstr (findings, ==, "code_disagrees valid_until");
  g_assert_nonnull (
      strstr (inspection->tree, "{\"id\":\"back.agreement.qr2\",\"result\":\"flagged\""));
  g_assert_nonnull (
      strstr (inspection->tree, "{\"id\":\"back.agreement.mrz\",\"result\":\"flagged\""));
  g_assert_nonnull (strstr (inspection->tree,
                            "\"id\":\"back.agreement.mrz.valid_until\",\"result\":\"flagged\""));
  g_assert_cmpstr (apoyo_inspection_get_label ("back.agreement.qr2"), !=,
                   apoyo_inspection_get_label ("back.agreement.qr"));
}

/* What is only noted hinders no other check: a card that people chose to have noted, and a file
 * sent before that they did. */
static void
test_noted_hinders_nothing (void)
{
  static const struct {
    const char *check;
    FixtureEdit edits[4];
    const char *expected;
  } noted[] = {
    { "front.card",
      { { "front", MEASURE ("card", "0.55"), MEASURE ("card", "0.01") },
        { "front", MEASURE ("screen", "0.05"), MEASURE ("screen", "0.95") } },
      "screen front" },
    { "selfie.repeated",
      { { NULL, "\"repeated\":[]",
          "\"repeated\":[\"selfie\"],\"habits\":{\"near\":{\"selfie\":0}}" } },
      "picture_resembles selfie" },
  };
  g_autofree char *clean = fixture_read ("clean.json");

  for (guint i = 0; i < G_N_ELEMENTS (noted); i++) {
    g_autofree char *text = fixture_replace_all (clean, noted[i].edits);
    g_autoptr (ApoyoInspectionInput) input = fixture_open (text);
    g_autoptr (ApoyoInspection) inspection = NULL;
    g_autofree char *findings = NULL;

    ((ApoyoCheck *) apoyo_check_settings_get (input->settings, noted[i].check))->use =
        APOYO_CHECK_NOTE;
    inspection = apoyo_inspect (input);
    findings = fixture_findings (inspection);
    g_assert_cmpstr (findings, ==, noted[i].expected);
  }
}

/* Of a card whose outline is doubtful it is not known, and asked again in full. */
static void
test_no_crime_of_what_is_not_known (void)
{
  static const FixtureEdit edits[] = {
    { "front", MEASURE ("card_whole", "1") "\"confidence\":0.9",
      MEASURE ("card_whole", "1") "\"confidence\":0.4" },
    { "front", MEASURE ("template_likeness", "0.05"), MEASURE ("template_likeness", "0.97") },
    { NULL, NULL, NULL },
  };
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace_all (clean, edits);
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);

  g_assert_cmpuint (inspection->findings->len, ==, 0);
  g_assert_true (inspection->doubt);
  g_assert_nonnull (strstr (inspection->tree, "{\"id\":\"front.template\",\"result\":\"unknown\""));
}

static const ApoyoFinding *
find_finding (const ApoyoInspection *inspection, ApoyoFindingCode code)
{
  for (guint i = 0; i < inspection->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (inspection->findings, i);

    if (finding->code == code)
      return finding;
  }
  return NULL;
}

/* The model that the back's code tells is a finding about the back. */
static void
test_model_is_shown_where_it_was_seen (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text =
      fixture_replace (clean, "back", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "E"));
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
  const ApoyoFinding *finding = find_finding (inspection, APOYO_FINDING_MODEL_DISAGREES);

  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->picture, ==, "back");
  g_assert_true (finding->has_region);
}

/* Which acuerdo made it good, or until when it had been. */
static void
test_vigencia_tells_its_acuerdo (void)
{
  static const FixtureEdit edits[] = {
    { NULL, "\"day\":20261121", "\"day\":20250301" },
    { NULL, "\"valid_until\":2033", "\"valid_until\":2024" },
    { "back", "|2033|", "|2024|" },
    NO_ZONE,
    { NULL, NULL, NULL },
  };
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace_all (clean, edits);
  g_autofree char *late = fixture_replace (text, NULL, "20250301", "20250602");
  g_autoptr (ApoyoInspection) good = fixture_inspect (text);
  g_autoptr (ApoyoInspection) over = fixture_inspect (late);
  g_autofree char *findings = fixture_findings (over);

  g_assert_cmpuint (good->findings->len, ==, 0);
  g_assert_cmpstr (findings, ==, "expired valid_until");
  g_assert_nonnull (strstr (good->tree, "\"until\":20250601,\"acuerdo\":\"Consejo General"));
  g_assert_nonnull (strstr (over->tree, "\"until\":20250601,\"acuerdo\":\"Consejo General"));
}

static void
test_data_checks_tell_their_inputs (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *odd = fixture_replace (clean, NULL, "\"model\":\"G\"", "\"model\":\"Prueba\"");
  g_autoptr (ApoyoInspection) good = fixture_inspect (clean);
  g_autoptr (ApoyoInspection) bad = fixture_inspect (odd);

  /* How old somebody is stands in what is sealed only. */
  g_assert_nonnull (strstr (good->tree, "\"id\":\"data.age\",\"result\":\"passed\","
                                        "\"threshold\":{\"least\":18}"));
  g_assert_nonnull (strstr (good->private_tree, "\"typed\":\"36\""));
  g_assert_nonnull (strstr (good->tree, "\"id\":\"data.model\",\"result\":\"passed\","
                                        "\"inputs\":{\"model\":\"G\"}"));
  g_assert_null (strstr (bad->tree, "Prueba"));
}

/* What is kept for who may look says what each thing was held against, and what came of it. */
static void
test_readings_tell_what_they_are_of (void)
{
  static const FixtureEdit edits[] = { FULL,
                                       NO_CURP,
                                       { "front", ADD,
                                         ADD SEEN ("ocr_curp", "PUEC9OO115MOFRJDO7",
                                                   "0.9") "," SEEN ("ocr_vigencia", "2023 - 2033",
                                                                    "0.9") "," },
                                       { NULL, NULL, NULL } };
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace_all (clean, edits);
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);

  /* Nobody captured what a code says. */
  g_assert_nonnull (strstr (inspection->private_tree, "\"front.codes.curp\":{\"field\":\"curp\","
                                                      "\"read\":\"PUEC9OO115MOFRJDO7\","
                                                      "\"coded\":\"" CURP "\","
                                                      "\"result\":\"passed\"}"));
  g_assert_nonnull (strstr (inspection->private_tree,
                            "\"front.text.vigencia\":{\"field\":\"vigencia\","
                            "\"read\":\"2023 - 2033\",\"typed\":\"2033\",\"result\":\"passed\"}"));
}

/* Read in full, and both sides say what was typed: only then may a machine say that the roll knows
 * nobody of that name. */
static void
test_confirmed (void)
{
  static const FixtureEdit full[] = { FULL,
                                      { "front", ADD, ADD SEEN ("ocr_curp", CURP, "0.9") "," },
                                      { NULL, NULL, NULL } };
  static const FixtureEdit cheap[] = { { "front", ADD, ADD SEEN ("ocr_curp", CURP, "0.9") "," },
                                       { NULL, NULL, NULL } };
  static const FixtureEdit name_only[] = {
    FULL,
    { "front", ADD, ADD SEEN ("ocr_name", "PRUEBA EJEMPLO CIUDADANA", "0.9") "," },
    { NULL, NULL, NULL }
  };
  static const FixtureEdit silent[] = {
    FULL, SILENT, { "front", ADD, ADD SEEN ("ocr_curp", CURP, "0.9") "," }, { NULL, NULL, NULL }
  };
  static const struct {
    const FixtureEdit *edits;
    gboolean confirmed;
  } rows[] = { { full, TRUE }, { cheap, FALSE }, { name_only, FALSE }, { silent, FALSE } };
  g_autofree char *clean = fixture_read ("clean.json");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = fixture_replace_all (clean, rows[i].edits);
    g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);

    g_assert_cmpint (inspection->confirmed, ==, rows[i].confirmed);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/inspection-card/%s", cases[i].path);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/inspection-card/model-d", test_model_d);
  g_test_add_func ("/inspection-card/code-of-another-model", test_code_of_another_model_is_noted);
  g_test_add_func ("/inspection-card/every-code-is-named", test_every_code_is_named);
  g_test_add_func ("/inspection-card/noted-hinders-nothing", test_noted_hinders_nothing);
  g_test_add_func ("/inspection-card/no-crime-of-what-is-not-known",
                   test_no_crime_of_what_is_not_known);
  g_test_add_func ("/inspection-card/where-the-model-was-seen",
                   test_model_is_shown_where_it_was_seen);
  g_test_add_func ("/inspection-card/acuerdo", test_vigencia_tells_its_acuerdo);
  g_test_add_func ("/inspection-card/inputs", test_data_checks_tell_their_inputs);
  g_test_add_func ("/inspection-card/readings", test_readings_tell_what_they_are_of);
  g_test_add_func ("/inspection-card/confirmed", test_confirmed);
  return g_test_run ();
}
