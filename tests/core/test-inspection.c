/* test-inspection.c: what the checks say of a capture, one flaw at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-code-verifier.h"
#include "inspection-fixture.h"

/* One piece of a sound capture's inputs is replaced. */
typedef struct {
  const char *path;
  const char *picture; /* NULL: in the inputs themselves */
  const char *old;
  const char *new;
  const char *expected; /* "code field, …", the principal first */
  gboolean doubt;
} Case;

static const Case cases[] = {
  { "clean", NULL, "{", "{", "", FALSE },
  /* Every picture. */
  { "undecodable", "selfie", "\"result\":\"ok\"", "\"result\":\"undecodable\"",
    "picture_undecodable selfie", FALSE },
  { "killed-the-reader", "signature", "\"result\":\"ok\"", "\"result\":\"died\"",
    "picture_undecodable signature", FALSE },
  { "too-large", "front", "\"result\":\"ok\"", "\"result\":\"too_large\"",
    "picture_too_large front", FALSE },
  { "small", "front", "\"width\":1600", "\"width\":120", "picture_small front", FALSE },
  { "polyglot", "selfie", "\"trailing\":0", "\"trailing\":90000", "picture_hidden_data selfie",
    FALSE },
  { "metadata-without-end", "front", "\"metadata\":0", "\"metadata\":300000",
    "picture_hidden_data front", FALSE },
  { "metadata-of-a-telephone", "front", "\"metadata\":0", "\"metadata\":200000", "", FALSE },
  { "also-an-archive", "back", "\"foreign\":0", "\"foreign\":1", "picture_hidden_data back",
    FALSE },
  { "blank", "selfie", MEASURE ("uniform", "0.2"), MEASURE ("uniform", "0.999"), "no_face selfie",
    FALSE },
  { "side-not-sent", "back", MEASURE ("uniform", "0.2"), MEASURE ("uniform", "0.999"),
    "side_blank back", TRUE },
  { "dark", "front", MEASURE ("brightness", "0.55"), MEASURE ("brightness", "0.02"),
    "picture_dark front", FALSE },
  { "overexposed", "back", MEASURE ("clipped_bright", "0.02"), MEASURE ("clipped_bright", "0.9"),
    "picture_overexposed back", FALSE },
  { "blurred", "front", MEASURE ("sharpness", "0.6"), MEASURE ("sharpness", "0.01"),
    "picture_blurred front", FALSE },
  { "a-little-blurred", "front", MEASURE ("sharpness", "0.6"), MEASURE ("sharpness", "0.15"), "",
    TRUE },
  { "sent-before", NULL, "\"repeated\":[]", "\"repeated\":[\"back\"]", "picture_sent_before back",
    FALSE },
  { "signature-of-another", NULL, "\"repeated\":[]", "\"repeated\":[\"signature\"]",
    "signature_repeated signature", FALSE },
  /* The front. */
  { "no-card", "front", MEASURE ("card", "0.55"), MEASURE ("card", "0.01"), "not_a_card front",
    FALSE },
  { "cut", "front", MEASURE ("card_whole", "1"), MEASURE ("card_whole", "0"), "card_cut front",
    FALSE },
  { "other-document", "front", MEASURE ("card_side", "1"), MEASURE ("card_side", "0"),
    "other_document front", FALSE },
  { "wrong-side", "front", MEASURE ("card_side", "1"), MEASURE ("card_side", "2"),
    "same_side_twice front", FALSE },
  /* Numbers that no reader of ours gives; nothing may be made of them. */
  { "side-beyond-all-numbers", "front", MEASURE ("card_side", "1"), MEASURE ("card_side", "1e300"),
    "", FALSE },
  { "side-below-all-numbers", "front", MEASURE ("card_side", "1"), MEASURE ("card_side", "-1e300"),
    "", FALSE },
  { "side-between", "front", MEASURE ("card_side", "1"), MEASURE ("card_side", "1.5"), "", FALSE },
  { "photocopy", "front", MEASURE ("photocopy", "0.05"), MEASURE ("photocopy", "0.95"),
    "photocopy front", FALSE },
  { "screen", "front", MEASURE ("screen", "0.05"), MEASURE ("screen", "0.95"), "screen front",
    FALSE },
  { "template", "front", MEASURE ("template_likeness", "0.05"),
    MEASURE ("template_likeness", "0.9"), "template front", FALSE },
  { "model-not-accepted", "back", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "C"),
    "model_not_accepted model", FALSE },
  { "model-of-another-time", "back", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "E"),
    "model_disagrees model", FALSE },
  { "model-of-abroad", "back", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "H"), "",
    FALSE },
  { "model-by-its-layout-alone", "front", MEASURE_TEXT ("model", "G"), MEASURE_TEXT ("model", "E"),
    "", FALSE },
  { "thumb", "front", MEASURE ("covered", "0.01"), MEASURE ("covered", "0.3"), "covered front",
    FALSE },
  /* The back. */
  { "same-picture-twice", "back", "fedcba9876543210", "0123456789abcdee", "same_side_twice back",
    FALSE },
  { "flash-on-the-back", "back", MEASURE ("covered", "0.01"), MEASURE ("covered", "0.3"),
    "covered back", FALSE },
  { "other-side", "back", MEASURE ("card_side", "2"), MEASURE ("card_side", "0"),
    "other_document back", TRUE },
  { "code-of-another", "back", "|PUEC900115MDFRJD07|000000001|", "|PUEC900115MDFRJD07|000000002|",
    "code_disagrees cic", TRUE },
  { "code-for-the-institute-only", "back", "MUESTRA|1|", "CIFRADO|1|", "", FALSE },
  { "front-at-a-glance-of-another", "front", "\"text\":\"PREJCD90011509M000\"",
    "\"text\":\"GRLPJN80020315H300\"", "", TRUE },
  { "front-not-glanced-at", "front", "\"name\":\"clave_glance\"", "\"name\":\"x\"", "", FALSE },
  { "misread-at-a-glance", "front", "\"text\":\"PUEC900115MDFRJD07\"",
    "\"text\":\"PUEG900I15MDFRJDO7\"", "", FALSE },
  { "zone-not-glanced-at", "back", "\"name\":\"mrz_glance\"", "\"name\":\"x\"", "", TRUE },
  { "zone-wrong-at-a-glance", "back", "<01<<00000<6", "<01<<00000<7", "", TRUE },
  { "no-code", "back", "\"name\":\"qr\",\"value\":1,\"text\":\"MUESTRA|1",
    "\"name\":\"x\",\"text\":\"", "", FALSE },
  /* The selfie. */
  { "no-face", "selfie",
    MEASURE ("faces", "1") "\"confidence\":0.95},\n    {" MEASURE ("face", "0.2"),
    MEASURE ("faces", "0") "\"confidence\":0.9},\n    {" MEASURE ("nothing", "0.2"),
    "no_face selfie", FALSE },
  { "faces-beyond-all-numbers", "selfie",
    MEASURE ("faces", "1") "\"confidence\":0.95},\n    {" MEASURE ("face", "0.2"),
    MEASURE ("faces", "1e300") "\"confidence\":0.9},\n    {" MEASURE ("nothing", "0.2"),
    "several_faces selfie", FALSE },
  { "faces-below-all-numbers", "selfie",
    MEASURE ("faces", "1") "\"confidence\":0.95},\n    {" MEASURE ("face", "0.2"),
    MEASURE ("faces", "-1e300") "\"confidence\":0.9},\n    {" MEASURE ("nothing", "0.2"),
    "no_face selfie", FALSE },
  { "two-faces", "selfie", MEASURE ("card_like", "0.02"), MEASURE ("face", "0.1"),
    "several_faces selfie", FALSE },
  { "distant-face", "selfie", MEASURE ("face", "0.2"), MEASURE ("face", "0.001"),
    "face_small selfie", FALSE },
  { "card-for-a-face", "selfie", MEASURE ("card_like", "0.02"), MEASURE ("card_like", "0.9"),
    "selfie_card selfie", FALSE },
  { "drawing", "selfie", MEASURE ("flat", "0.05"), MEASURE ("flat", "0.9"), "selfie_drawing selfie",
    FALSE },
  { "selfie-of-a-screen", "selfie", MEASURE ("screen", "0.05"), MEASURE ("screen", "0.9"),
    "selfie_screen selfie", FALSE },
  /* The signature. */
  { "no-signature", "signature", MEASURE ("ink", "0.03"), MEASURE ("ink", "0"),
    "signature_blank signature", FALSE },
  { "dot", "signature", MEASURE ("dot", "0.01"), MEASURE ("dot", "0.95"), "signature_dot signature",
    FALSE },
  { "line", "signature", MEASURE ("straightness", "0.2"), MEASURE ("straightness", "0.99"),
    "signature_line signature", FALSE },
  { "typed", "signature", MEASURE ("typed", "0.05"), MEASURE ("typed", "0.95"),
    "signature_typed signature", FALSE },
  { "machine-vision-gave-up", "signature", MEASURE ("typed", "0.05"), MEASURE ("sight_failed", "1"),
    "picture_undecodable signature", FALSE },
  /* The data. */
  { "expired", NULL, "\"valid_until\":2033", "\"valid_until\":2024",
    "expired valid_until, code_disagrees valid_until", TRUE },
  { "other-card-on-the-roll", NULL, "\"contradicted\":[]", "\"contradicted\":[\"cic\"]",
    "roll_disagrees cic", TRUE },
  { "nobody-on-the-roll", NULL,
    "\"status\":\"active\",\"roll\":7,\"agreed\":[\"clave_elector\",\"curp\",\"cic\"]",
    "\"status\":\"unknown\",\"roll\":0,\"agreed\":[]", "", TRUE },
  { "clock", NULL, "\"clock_ahead\":-2", "\"clock_ahead\":86400",
    "captured_after_reception capture", TRUE },
  { "other-curp", NULL, "PUEC900115MDFRJD07", "PUEC910115MDFRJD04",
    "birth_disagrees curp, code_disagrees curp", TRUE },
};

/* The text of a picture's observation. (transfer full) */
static char *
text_of (const char *input, const char *picture, const char *name)
{
  g_autofree char *mark = g_strdup_printf ("\"picture\":\"%s\"", picture);
  g_autofree char *wanted = g_strdup_printf ("\"name\":\"%s\",\"value\":1,\"text\":\"", name);
  const char *from = strstr (strstr (input, mark), wanted) + strlen (wanted);

  return g_strndup (from, strcspn (from, "\""));
}

/* The selfie is the credential's portrait, photographed again: lighter, duller and moved a little.
 */
static void
test_portrait (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *own = text_of (clean, "selfie", "portrait");
  g_autofree char *card = text_of (clean, "front", "portrait");
  gsize size = 0;
  g_autofree guint8 *bytes = g_base64_decode (card, &size);
  g_autofree guint8 *moved = g_malloc (size);
  g_autofree char *again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *findings = NULL;
  g_autoptr (ApoyoInspection) inspection = NULL;

  for (gsize i = 0; i < size; i++)
    moved[i] = (guint8) (bytes[MIN (i + 33, size - 1)] / 2 + 90);
  again = g_base64_encode (moved, size);
  text = fixture_replace (clean, "selfie", own, again);
  inspection = fixture_inspect (text);
  findings = fixture_findings (inspection);
  g_assert_cmpstr (findings, ==, "selfie_portrait selfie");
}

/* Of what the captures before it say. */
#define HABITS(text) NULL, "\"repeated\":[]", "\"repeated\":[],\"habits\":{" text "}"

static const Case habit_cases[] = {
  { "habits/usual", HABITS ("\"device_people_hour\":12,\"device_people_day\":80"), "", FALSE },
  { "habits/too-fast", HABITS ("\"device_people_hour\":500,\"device_people_day\":80"),
    "impossible_rate capture", FALSE },
  { "habits/too-many", HABITS ("\"device_people_hour\":12,\"device_people_day\":900"),
    "device_many_people capture", FALSE },
  { "habits/two-telephones",
    HABITS ("\"auxiliary_people_hour\":500,\"device_people_hour\":20,\"device_people_day\":80"),
    "impossible_rate capture", FALSE },
  { "habits/one-of-two-telephones",
    HABITS ("\"auxiliary_people_hour\":20,\"device_people_hour\":500"), "", FALSE },
  { "habits/own-signature-again", NULL, "\"repeated\":[]",
    "\"repeated\":[\"signature\"],\"habits\":{\"own\":[\"signature\"]}",
    "picture_sent_before signature", FALSE },
  { "habits/two-towns", HABITS ("\"minutes_since_last\":30,\"km_since_last\":400"),
    "impossible_travel capture", FALSE },
  { "habits/journey", HABITS ("\"minutes_since_last\":600,\"km_since_last\":400"), "", FALSE },
  { "habits/next-door-at-once", HABITS ("\"minutes_since_last\":0,\"km_since_last\":2.5"), "",
    FALSE },
  { "habits/what-the-reception-saw",
    HABITS ("\"reception\":[\"captured_before_opening\",\"clock_skew\",\"expired\"]"),
    "clock_skew capture, captured_before_opening capture", FALSE },
  { "habits/another's-signature", HABITS ("\"near\":{\"signature\":1,\"selfie\":9}"),
    "signature_repeated signature", FALSE },
  { "habits/selfie-again", HABITS ("\"near\":{\"selfie\":0}"), "picture_resembles selfie", FALSE },
  /* One fact is told once. */
  { "habits/the-very-same-file", NULL, "\"repeated\":[]",
    "\"repeated\":[\"selfie\"],\"habits\":{\"near\":{\"selfie\":0}}", "picture_sent_before selfie",
    FALSE },
  { "habits/own-file-and-another's-strokes", NULL, "\"repeated\":[]",
    "\"repeated\":[\"signature\"],\"habits\":{\"own\":[\"signature\"],\"near\":{\"signature\":0}}",
    "signature_repeated signature, picture_sent_before signature", FALSE },
  { "habits/one-wrong-clock", NULL, "\"clock_ahead\":-2",
    "\"clock_ahead\":86400,\"habits\":{\"reception\":[\"clock_skew\"]}", "clock_skew capture",
    TRUE },
};

/* People read the figures and words of every node in their language. */
static void
assert_inputs_have_words (JsonObject *inputs)
{
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  json_object_iter_init (&iter, inputs);
  while (json_object_iter_next (&iter, &name, &value)) {
    g_assert_true (apoyo_inspection_get_figure_label (name) != name);
    if (json_node_get_value_type (value) == G_TYPE_STRING && strcmp (name, "model") != 0 &&
        strcmp (name, "acuerdo") != 0)
      g_assert_nonnull (apoyo_inspection_get_word_label (name, json_node_get_string (value)));
  }
}

static void
assert_nodes_have_words (JsonObject *parent, const char *name)
{
  JsonArray *nodes = json_object_get_array_member (parent, name);

  for (guint i = 0; i < json_array_get_length (nodes); i++) {
    JsonObject *node = json_array_get_object_element (nodes, i);
    const char *id = json_object_get_string_member (node, "id");

    g_assert_true (apoyo_inspection_get_label (id) != id);
    if (json_object_has_member (node, "inputs"))
      assert_inputs_have_words (json_object_get_object_member (node, "inputs"));
    if (json_object_has_member (node, "children"))
      assert_nodes_have_words (node, "children");
  }
}

static void
assert_tree_has_words (const char *tree)
{
  g_autoptr (JsonNode) root = json_from_string (tree, NULL);

  assert_nodes_have_words (json_node_get_object (root), "nodes");
}

/* Checks of a whole picture, or of a file: there is no place in it to point at. */
static gboolean
is_about_the_whole (const ApoyoFinding *finding)
{
  static const char *const whole[] = { "file",     "size",      "tail",  "metadata", "foreign",
                                       "repeated", "near",      "blank", "dark",     "bright",
                                       "contrast", "sharpness", "face",  "screen",   "drawing",
                                       "ink",      NULL };
  const char *name = finding->check != NULL ? strrchr (finding->check, '.') : NULL;
  gboolean card =
      g_strcmp0 (finding->picture, "front") == 0 || g_strcmp0 (finding->picture, "back") == 0;

  if (finding->code == APOYO_FINDING_SEVERAL_FACES || (card && g_strcmp0 (name, ".screen") == 0))
    return FALSE;
  return finding->picture == NULL || (name != NULL && g_strv_contains (whole, name + 1));
}

/* What reviewers get a number on the picture for. */
static void
assert_places (const ApoyoInspection *inspection)
{
  for (guint i = 0; i < inspection->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (inspection->findings, i);

    if (!is_about_the_whole (finding) && !finding->has_region)
      g_error ("%s has no place", finding->check);
  }
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace (clean, c->picture, c->old, c->new);
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
  g_autofree char *findings = fixture_findings (inspection);

  g_assert_cmpstr (findings, ==, c->expected);
  g_assert_cmpint (inspection->doubt, ==, c->doubt);
  for (guint i = 0; i < inspection->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (inspection->findings, i);

    g_assert_true (apoyo_finding_field_to_label (finding->field) != finding->field);
  }
  /* There faces are counted that were not told one by one. */
  if (!g_str_equal (c->path, "faces-beyond-all-numbers"))
    assert_places (inspection);
  assert_tree_has_words (inspection->tree);
}

/* Whatever order the reader gives things in. */
static void
shuffle (JsonArray *array)
{
  guint n = json_array_get_length (array);

  for (guint i = n; i > 1; i--) {
    guint at = (guint) g_test_rand_int_range (0, (gint32) i);
    JsonNode *node = json_array_dup_element (array, at);

    json_array_remove_element (array, at);
    json_array_add_element (array, node);
  }
}

static char *
shuffle_input (const char *text)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *readings = json_object_get_array_member (json_node_get_object (root), "readings");

  for (guint i = 0; i < json_array_get_length (readings); i++)
    shuffle (
        json_object_get_array_member (json_array_get_object_element (readings, i), "observations"));
  shuffle (readings);
  return json_to_string (root, FALSE);
}

static void
test_order_does_not_matter (void)
{
  g_autofree char *clean = fixture_read ("clean.json");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = fixture_replace (clean, cases[i].picture, cases[i].old, cases[i].new);
    g_autoptr (ApoyoInspection) first = fixture_inspect (text);

    for (guint j = 0; j < 4; j++) {
      g_autofree char *shuffled = shuffle_input (text);
      g_autoptr (ApoyoInspection) again = fixture_inspect (shuffled);

      g_assert_cmpstr (first->tree, ==, again->tree);
      g_assert_cmpstr (first->private_tree, ==, again->private_tree);
    }
  }
}

/* What was sealed is opened and judged again to the same bytes. */
static void
test_sealed_inputs_replay (void)
{
  g_autofree char *clean = fixture_read ("clean.json");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = fixture_replace (clean, cases[i].picture, cases[i].old, cases[i].new);
    g_autoptr (ApoyoInspectionInput) input = fixture_open (text);
    g_autofree char *sealed = apoyo_inspection_input_to_json (input);
    g_autoptr (ApoyoInspection) first = apoyo_inspect (input);
    g_autoptr (ApoyoInspection) again = fixture_inspect (sealed);
    g_autofree char *findings = apoyo_findings_to_json (first->findings);
    g_autofree char *findings_again = apoyo_findings_to_json (again->findings);

    g_assert_cmpstr (first->tree, ==, again->tree);
    g_assert_cmpstr (findings, ==, findings_again);
  }
}

/* What was looked at and found in order stands in the tree like what was not. */
static void
test_tree_tells_what_was_looked_for (void)
{
  static const char *const nodes[] = {
    "{\"id\":\"selfie.near\",\"result\":\"passed\"",
    "{\"id\":\"signature.near\",\"result\":\"not_applicable\"", /* strokes too few to tell by */
    "{\"id\":\"behaviour.travel\",\"result\":\"unknown\"",
    "{\"id\":\"behaviour.clock_skew\",\"result\":\"passed\"",
    "{\"id\":\"behaviour.captured_after_sending\",\"result\":\"flagged\"",
    "{\"id\":\"behaviour.captured_before_opening\",\"result\":\"passed\"",
  };
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text =
      fixture_replace (clean, NULL, "\"repeated\":[]",
                       "\"repeated\":[],\"habits\":{\"auxiliary_devices\":1,\"near\":{},"
                       "\"reception\":[\"captured_after_sending\"]}");
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
  g_autoptr (ApoyoInspection) unasked = fixture_inspect (clean);
  g_autofree char *alone =
      fixture_replace (clean, NULL, "\"repeated\":[]",
                       "\"repeated\":[],\"habits\":{\"auxiliary_devices\":1,\"near\":{}}");
  g_autoptr (ApoyoInspection) first = fixture_inspect (alone);

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++) {
    g_test_message ("%s", nodes[i]);
    g_assert_nonnull (strstr (inspection->tree, nodes[i]));
  }
  g_assert_null (strstr (unasked->tree, "selfie.near"));
  g_assert_nonnull (strstr (first->tree, "{\"id\":\"behaviour.travel\",\"result\":\"unknown\""));
  /* An auxiliary's first capture is nothing that cannot be told. */
  g_assert_nonnull (strstr (first->tree, "{\"id\":\"behaviour\",\"result\":\"passed\""));
}

/* The bytes themselves, as this engine stored them. */
static void
test_stored_examination_replays (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *stored = fixture_read ("clean.tree");
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (clean);

  g_assert_cmpstr (inspection->tree, ==, g_strchomp (stored));
}

/* Of every node: id to result, both borrowed from it. */
static void
collect_results (JsonArray *nodes, GHashTable *results)
{
  for (guint i = 0; i < json_array_get_length (nodes); i++) {
    JsonObject *node = json_array_get_object_element (nodes, i);

    g_hash_table_insert (results, (char *) json_object_get_string_member (node, "id"),
                         (char *) json_object_get_string_member (node, "result"));
    if (json_object_has_member (node, "children"))
      collect_results (json_object_get_array_member (node, "children"), results);
  }
}

static GHashTable *
read_results (JsonNode *tree)
{
  GHashTable *results = g_hash_table_new (g_str_hash, g_str_equal);

  collect_results (json_object_get_array_member (json_node_get_object (tree), "nodes"), results);
  return results;
}

/* What an earlier engine sealed lacks what was not measured then: it opens, and whatever was judged
 * is judged alike. What came later stands in the tree besides, so that its bytes are others. */
static void
test_earlier_engine_replays (void)
{
  g_autofree char *sealed = fixture_read ("engine-4.json");
  g_autofree char *stored = fixture_read ("engine-4.tree");
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (sealed);
  g_autoptr (JsonNode) before = json_from_string (stored, NULL);
  g_autoptr (JsonNode) now = json_from_string (inspection->tree, NULL);
  g_autoptr (GHashTable) earlier = read_results (before);
  g_autoptr (GHashTable) later = read_results (now);
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer result = NULL;

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (before), "engine"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (now), "result"), ==,
                   json_object_get_string_member (json_node_get_object (before), "result"));
  g_assert_cmpuint (inspection->findings->len, ==, 0); /* as then: it passed */
  g_assert_cmpuint (g_hash_table_size (earlier), >, 90);
  g_hash_table_iter_init (&iter, earlier);
  while (g_hash_table_iter_next (&iter, &id, &result)) {
    g_test_message ("%s", (const char *) id);
    g_assert_cmpstr (g_hash_table_lookup (later, id), ==, result);
  }
}

/* By what the pictures were read is sealed with them, and stands in the tree; what was sealed
 * before has none. */
static void
test_reader_is_named (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text =
      fixture_replace (clean, NULL, "{\"picture\":\"selfie\"",
                       "{\"sight\":\"reader 1, models 2\",\"picture\":\"selfie\"");
  g_autoptr (ApoyoInspectionInput) input = fixture_open (text);
  g_autofree char *sealed = apoyo_inspection_input_to_json (input);
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (sealed);
  g_autofree char *words = apoyo_inspection_explain (inspection->tree, NULL);

  g_assert_nonnull (strstr (inspection->tree, ",\"sight\":\"reader 1, models 2\","));
  g_assert_true (g_str_has_suffix (words, "Pictures read by: reader 1, models 2\n"));
}

/* Nothing that was read or typed stands in the tree. */
static void
test_tree_is_public (void)
{
  static const char *const secrets[] = { "PUEC", "PREJ", "000000001", "Prueba", "9999", "MUESTRA" };
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text =
      fixture_replace (clean, "back", "|PUEC900115MDFRJD07|", "|PUEC910115MDFRJD04|");
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
  g_autofree char *findings = apoyo_findings_to_json (inspection->findings);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++) {
    g_assert_null (strstr (inspection->tree, secrets[i]));
    g_assert_null (strstr (findings, secrets[i]));
  }
  g_assert_nonnull (strstr (inspection->private_tree, "PUEC910115MDFRJD04"));
}

#define TEXT(name, text)                                                                           \
  "{\"name\":\"" name "\",\"value\":1,\"text\":\"" text "\",\"confidence\":0.9},"

/* Surer than the one of the fixture. */
#define GLANCE(name, text)                                                                         \
  "{\"name\":\"" name "\",\"value\":1,\"text\":\"" text "\",\"confidence\":0.95},"

/* After the full reading: what text recognition misreads is not held against anybody, what it
 * surely reads is. */
static void
test_printed_text (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } readings[] = {
    { TEXT ("ocr_curp", "PUEC9OO1I5MDFRJD07") TEXT ("ocr_clave", "PREJCD90011509M000"), "" },
    { TEXT ("ocr_curp", "PUEC9OO1I5MDFRJD07") TEXT ("ocr_clave", "PREJCDQOOII5O9M8OO"), "" },
    { TEXT ("ocr_curp", "PUEC900115MDFRJDO7"), "" },
    /* Only where two readers read the same. */
    { TEXT ("ocr_curp", "PUEC910115MDFRJD04"), "" },
    { TEXT ("ocr_curp", "PUEC910115MDFRJD04") GLANCE ("curp_glance", "PUEC910115MDFRJD04"),
      "text_disagrees curp, text_unreadable front" },
    { TEXT ("ocr_clave", "XXXXXX01020304H999"), "" },
    { TEXT ("ocr_curp", "PUEC900115MDFRJD07") TEXT ("ocr_clave", "XXXXXX01020304H999")
          GLANCE ("clave_glance", "XXXXXX0I020304H999"),
      "text_disagrees clave_elector" },
    { TEXT ("ocr_name", "PRUEBA EJEMPL0 CIUDADANA"), "" },
    { TEXT ("ocr_name", "GARCIA LOPEZ JUAN CARLOS"),
      "text_disagrees names, text_unreadable front" },
    { TEXT ("ocr_vigencia", "2023 - 2033"), "" },
    { TEXT ("ocr_vigencia", "20232033"), "" },
    { TEXT ("ocr_vigencia", "2033 - 2043"), "text_unreadable front" },
    { TEXT ("ocr_vigencia", "2033"), "text_unreadable front" },
    { TEXT ("ocr_vigencia", "2033 –"), "text_unreadable front" },
    /* Two years that vouch for each other, surely read, are what is printed. */
    { TEXT ("ocr_vigencia", "2021 - 2031"), "text_disagrees valid_until, text_unreadable front" },
    { TEXT ("ocr_vigencia", "2021 - 2032"), "text_unreadable front" },
    { "{\"name\":\"ocr_vigencia\",\"value\":1,\"text\":\"2021-2031\",\"confidence\":0.7},",
      "text_unreadable front" },
    { "", "text_unreadable front" },
  };
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *silent = fixture_replace (clean, "back", "MUESTRA|1|", "CIFRADO|1|");
  g_autofree char *mute = fixture_replace (silent, "back", "MUESTRA 0", "CIFRADO 0");
  g_autofree char *blind = fixture_replace (mute, "back", "\"mrz_glance\"", "\"x\"");
  g_autofree char *full = fixture_replace (blind, NULL, "\"full\":false", "\"full\":true");

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++) {
    g_autofree char *added = g_strconcat ("\"observations\":[", readings[i].text, NULL);
    g_autofree char *text = fixture_replace (full, "front", "\"observations\":[", added);
    g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
    g_autofree char *findings = fixture_findings (inspection);

    g_assert_cmpstr (findings, ==, readings[i].expected);
    g_assert_false (inspection->doubt);
  }
}

/* A verifier as another program may bring one: of what begins with FIRMADO, the word behind it says
 * whether the signature is valid. */
static ApoyoCodeProof
read_signed (const char *text, ApoyoCodeText *code)
{
  if (g_str_has_prefix (text, "FIRMADO|no|"))
    return APOYO_CODE_FORGED;
  if (!g_str_has_prefix (text, "FIRMADO|si|"))
    return APOYO_CODE_FOREIGN;
  *code = (ApoyoCodeText){ .cic = "000000001" };
  return APOYO_CODE_SIGNED;
}

static const ApoyoCodeVerifier signed_verifier = { "firmado-1", read_signed };

/* What a code proves is for its verifier to say; what nobody knows is told, and held against
 * nobody. Examinations that were sealed before there was a choice replay as they were. */
static void
test_codes_are_verified (void)
{
  static const struct {
    const char *payload;
    const char *verifiers;
    const char *findings;
    const char *said; /* (nullable): in the tree */
    gboolean doubt;
  } codes[] = {
    { "MUESTRA|1|", NULL, "", NULL, FALSE },
    { "MUESTRA|1|", "[\"muestra-1\"]", "", NULL, FALSE },
    { "CIFRADO|1|", NULL, "", NULL, FALSE },
    { "CIFRADO|1|", "[\"muestra-1\",\"firmado-1\"]", "", "unverified", FALSE },
    { "FIRMADO|si|", "[\"muestra-1\"]", "", "unverified", FALSE },
    { "FIRMADO|si|", "[\"muestra-1\",\"firmado-1\"]", "", "signed", FALSE },
    { "FIRMADO|no|", "[\"muestra-1\",\"firmado-1\"]", "code_forged qr", "forged", TRUE },
    { "MUESTRA|1|", "[]", "", "unverified", FALSE },
  };
  g_autofree char *clean = fixture_read ("clean.json");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *list = codes[i].verifiers != NULL
                                ? g_strdup_printf ("{\"verifiers\":%s,", codes[i].verifiers)
                                : g_strdup ("{");
    g_autofree char *asked = fixture_replace (clean, NULL, "{", list);
    g_autofree char *text = fixture_replace (asked, "back", "MUESTRA|1|", codes[i].payload);
    g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
    g_autofree char *findings = fixture_findings (inspection);
    g_autofree char *word =
        g_strdup_printf ("\"proof\":\"%s\"", codes[i].said != NULL ? codes[i].said : "");

    g_assert_cmpstr (findings, ==, codes[i].findings);
    g_assert_cmpint (codes[i].said != NULL, ==,
                     strstr (inspection->tree, codes[i].said != NULL ? word : "proof") != NULL);
    g_assert_cmpint (inspection->doubt, ==, codes[i].doubt);
    assert_tree_has_words (inspection->tree);
  }
}

#define ZONE(line1, line2)                                                                         \
  "{\"name\":\"mrz\",\"value\":1,\"text\":\"" line1 "\\n" line2                                    \
  "\\nPRUEBA<EJEMPLO<<CIUDADANA<<<<<\",\"confidence\":0.9},"

/* M is mujer in the zone of a Mexican credential; the man that a passport's reader makes of her is
 * nobody. */
static void
test_machine_readable_zone (void)
{
  static const struct {
    const char *zone;
    const char *expected;
    gboolean unseen; /* at a glance */
  } zones[] = {
    { ZONE ("IDMEX0000000011<<9999000000001", "9001158M3312315MEX<01<<00000<6"), "" },
    { ZONE ("IDMEXOOOOOOO0I1<<9999000000001", "9OO1I58M3312315MEX<01<<00000<6"), "" },
    { ZONE ("IDMEX0000000011<<9999000000001", "9001158M3312315MEX<01<<00000<9"), "" },
    { ZONE ("IDMEX0000000011<<9999000000001", "9001158M3312315MEX<01<<00000<9"),
      "mrz_check_digit mrz", TRUE },
    { ZONE ("IDMEX0000000011<<9999000000001", "9001158H3312315MEX<01<<00000<6"),
      "code_disagrees sex, text_unreadable front" },
  };
  g_autofree char *cheap = fixture_read ("clean.json");
  g_autofree char *clean = fixture_replace (cheap, NULL, "\"full\":false", "\"full\":true");

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autofree char *added = g_strconcat ("\"observations\":[", zones[i].zone, NULL);
    g_autofree char *both = fixture_replace (clean, "back", "\"observations\":[", added);
    g_autofree char *text =
        fixture_replace (both, "back", "\"name\":\"mrz_glance\"",
                         zones[i].unseen ? "\"name\":\"x\"" : "\"name\":\"mrz_glance\"");
    g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
    g_autofree char *findings = fixture_findings (inspection);

    g_assert_cmpstr (findings, ==, zones[i].expected);
  }
}

/* A wrong digit behind what the telephone sent is the card's: nobody misreads a number to the very
 * one that was typed. Behind another number, or where text recognition saw another digit, it may be
 * the eye's. */
static void
test_wrong_digit_by_the_sent_number (void)
{
  static const struct {
    const char *glance;
    const char *text;
    const char *expected;
  } digits[] = {
    { "IDMEX0000000012<<9999000000001", "IDMEX0000000071<<9999000000001", "mrz_check_digit mrz" },
    { "IDMEX0000000031<<9999000000001", "IDMEX0000000071<<9999000000001", "" },
    { "IDMEX0000000012<<9999000000001", "IDMEX0000000013<<9999000000001", "" },
    { "IDMEX0000000032<<9999000000001", "IDMEX0000000032<<9999000000001", "mrz_check_digit mrz" },
  };
  g_autofree char *cheap = fixture_read ("clean.json");
  g_autofree char *clean = fixture_replace (cheap, NULL, "\"full\":false", "\"full\":true");

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++) {
    g_autofree char *added = g_strdup_printf (
        "\"observations\":[{\"name\":\"mrz\",\"value\":1,\"text\":\"%s\\n"
        "9001158M3312315MEX<01<<00000<6\\nPRUEBA<EJEMPLO<<CIUDADANA<<<<<\",\"confidence\":0.9},",
        digits[i].text);
    g_autofree char *glanced =
        fixture_replace (clean, "back", "IDMEX0000000011<<9999000000001", digits[i].glance);
    g_autofree char *both = fixture_replace (glanced, "back", "\"observations\":[", added);
    g_autoptr (ApoyoInspection) inspection = fixture_inspect (both);
    g_autofree char *findings = fixture_findings (inspection);

    g_assert_cmpstr (findings, ==, digits[i].expected);
  }
}

/* Pictures that nobody read are not judged; the data is. */
static void
test_unread_pictures_do_not_apply (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autoptr (ApoyoInspectionInput) input = fixture_open (clean);
  g_autoptr (ApoyoInspection) inspection = NULL;

  g_clear_pointer (&input->readings, g_ptr_array_unref);
  inspection = apoyo_inspect (input);
  g_assert_cmpuint (inspection->findings->len, ==, 0);
  g_assert_false (inspection->doubt);
  g_assert_null (strstr (inspection->tree, "front.file"));
  g_assert_nonnull (strstr (inspection->tree, "front.repeated"));
}

/* The sample is a share of all captures, and always the same ones. */
static void
test_sample_is_a_share (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autoptr (ApoyoInspectionInput) input = fixture_open (clean);
  guint n = 0;

  input->settings->sample = 0.25;
  for (guint i = 0; i < 400; i++) {
    g_autoptr (ApoyoInspection) inspection = NULL;

    g_free (input->capture);
    input->capture = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);
    inspection = apoyo_inspect (input);
    n += inspection->doubt;
  }
  g_assert_cmpuint (n, >, 70);
  g_assert_cmpuint (n, <, 130);
}

/* Not by the number that the telephone chose, where the validator drew: and drawn once only. */
static void
test_sample_is_drawn (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autoptr (ApoyoInspectionInput) input = fixture_open (clean);

  input->settings->sample = 0.25;
  input->has_draw = TRUE;
  for (guint i = 0; i < 8; i++) {
    g_autoptr (ApoyoInspection) inspection = NULL;
    g_autoptr (ApoyoInspectionInput) again = NULL;
    g_autofree char *sealed = NULL;

    input->draw = i * (APOYO_INSPECTION_DRAWS / 8);
    inspection = apoyo_inspect (input);
    g_assert_cmpint (inspection->doubt, ==, i < 2);
    sealed = apoyo_inspection_input_to_json (input);
    again = apoyo_inspection_input_from_json (sealed, -1, input->rule, input->settings, NULL);
    g_assert_true (again->has_draw);
    g_assert_cmpuint (again->draw, ==, input->draw);
  }
}

static void
test_settings_decide (void)
{
  static const char strict[] =
      "{\"v\":1,\"reading\":\"full\",\"sample\":0,\"minimum_age\":18,\"extensions\":[],"
      "\"checks\":{\"front.sharpness\":{\"use\":\"flag\",\"below\":0.9},"
      "\"selfie.drawing\":{\"use\":\"note\",\"above\":0.01}}}";
  g_autofree char *clean = fixture_read ("clean.json");
  g_autoptr (ApoyoInspectionInput) input = fixture_open (clean);
  g_autoptr (ApoyoInspection) inspection = NULL;
  g_autofree char *findings = NULL;

  g_clear_pointer (&input->settings, apoyo_check_settings_unref);
  input->settings = apoyo_check_settings_from_json (strict, -1, NULL);
  g_assert_nonnull (input->settings);
  inspection = apoyo_inspect (input);
  findings = fixture_findings (inspection);
  g_assert_cmpstr (findings, ==, "picture_blurred front");
  g_assert_nonnull (strstr (inspection->tree, "\"noted\":true"));
}

/* A slip that is only noted, or not looked for, makes nobody's data of it all the same. */
static void
test_a_slip_is_a_slip (void)
{
  static const struct {
    const char *use;
    const char *findings;
  } uses[] = { { "flag", "check_digit curp" }, { "note", "" }, { "off", "" } };
  g_autofree char *clean = fixture_read ("clean.json");

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++) {
    g_autoptr (ApoyoInspectionInput) input = fixture_open (clean);
    g_autofree char *settings = g_strdup_printf (
        "{\"v\":1,\"reading\":\"no\",\"sample\":0,\"minimum_age\":18,\"extensions\":[],"
        "\"checks\":{\"data.check_digit\":{\"use\":\"%s\"}}}",
        uses[i].use);
    g_autoptr (ApoyoInspection) sound = NULL;
    g_autoptr (ApoyoInspection) inspection = NULL;
    g_autofree char *findings = NULL;
    char *last = input->typed->curp + strlen (input->typed->curp) - 1;

    g_clear_pointer (&input->settings, apoyo_check_settings_unref);
    input->settings = apoyo_check_settings_from_json (settings, -1, NULL);
    sound = apoyo_inspect (input);
    g_assert_true (sound->sound);
    *last = *last == '9' ? '0' : (char) (*last + 1);
    inspection = apoyo_inspect (input);
    findings = fixture_findings (inspection);
    g_assert_cmpstr (findings, ==, uses[i].findings);
    g_assert_false (inspection->sound);
  }
}

static void
test_bad_settings_are_refused (void)
{
  static const char *const bad[] = {
    "{}",
    "{\"v\":2,\"reading\":\"full\",\"sample\":0,\"minimum_age\":18,\"extensions\":[],\"checks\":{}"
    "}",
    "{\"v\":1,\"reading\":\"some\",\"sample\":0,\"minimum_age\":18,\"extensions\":[],\"checks\":{}"
    "}",
    "{\"v\":1,\"reading\":\"full\",\"sample\":2,\"minimum_age\":18,\"extensions\":[],\"checks\":{}"
    "}",
    "{\"v\":1,\"reading\":\"full\",\"sample\":0,\"minimum_age\":18,\"checks\":{},\"extensions\":"
    "[{\"printed_year\":2024,\"until\":\"2025-02-30\"}]}",
    "{\"v\":1,\"reading\":\"full\",\"sample\":0,\"minimum_age\":18,\"extensions\":[],"
    "\"checks\":{\"front.dark\":{\"use\":\"maybe\"}}}",
    "{\"v\":1,\"reading\":\"full\",\"sample\":0,\"minimum_age\":18,\"extensions\":[],"
    "\"checks\":{\"front.dark\":{\"use\":\"flag\",\"below\":\"dark\"}}}",
    "{\"v\":1,\"reading\":\"full\",\"sample\":0,\"minimum_age\":18,\"extensions\":[],\"checks\":{},"
    "\"more\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_check_settings_from_json (bad[i], -1, &error));
    g_assert_nonnull (error);
  }
}

/* People read every node's name and result. */
static void
test_explanation_has_a_line_for_each_node (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace (clean, "signature", MEASURE ("straightness", "0.2"),
                                           MEASURE ("straightness", "0.99"));
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = apoyo_inspection_explain (inspection->tree, &error);
  g_auto (GStrv) lines = NULL;

  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (words), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 70);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_assert_null (strchr (lines[i], '{'));
    g_assert_nonnull (strchr (lines[i], ':'));
  }
  g_assert_nonnull (strstr (words, "The signature is a single straight line"));
}

/* What is beyond its limit and only noted goes to nobody, and its group says no more than it. */
static void
test_noted_is_no_review (void)
{
  static const char tree[] =
      "{\"nodes\":[{\"id\":\"behaviour\",\"result\":\"passed\",\"children\":[{\"id\":\"behaviour."
      "rate\","
      "\"result\":\"flagged\",\"noted\":true,\"code\":\"impossible_rate\",\"cause\":\"M9\","
      "\"confidence\":1,"
      "\"inputs\":{\"value\":91},\"threshold\":{\"above\":90}}]},"
      "{\"id\":\"data\",\"result\":\"flagged\",\"children\":[{\"id\":\"data.age\",\"result\":"
      "\"flagged\",\"noted\":true},"
      "{\"id\":\"data.form\",\"result\":\"flagged\",\"inputs\":{\"value\":1},\"threshold\":{}}]}]}";
  g_autoptr (GError) error = NULL;
  g_autofree char *words = apoyo_inspection_explain (tree, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (words, "Behaviour of device and auxiliary: is only noted\n"));
  g_assert_nonnull (strstr (words, "in an hour: is only noted — M9"));
  g_assert_nonnull (strstr (words, "[value 91; at most 90]\n"));
  g_assert_nonnull (strstr (words, "Captured data: goes to review\n"));
  g_assert_nonnull (strstr (words, "Form of the fields: goes to review [value 1]\n"));
}

/* What does not count is named as the catalogue of causes numbers it. */
static void
test_grounds_have_numbers (void)
{
  static const char tree[] = "{\"nodes\":[{\"id\":\"counting.dropped\",\"result\":\"failed\","
                             "\"inputs\":{\"cause\":\"death\"}},"
                             "{\"id\":\"counting.not_on_roll\",\"result\":\"failed\"},"
                             "{\"id\":\"counting.duplicate_same\",\"result\":\"passed\"},"
                             "{\"id\":\"counting.late\",\"result\":\"failed\"}]}";
  g_autoptr (GError) error = NULL;
  g_autofree char *words = apoyo_inspection_explain (tree, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (words, "electoral roll: stands against it — R2.1 [cause Death]\n"));
  g_assert_nonnull (strstr (words, "On the nominal list: stands against it — R1\n"));
  g_assert_nonnull (strstr (words, "that counts: passes\n"));
  g_assert_nonnull (strstr (words, "within the period: stands against it\n"));
}

static void
test_sentences_have_figures (void)
{
  g_autofree char *clean = fixture_read ("clean.json");
  g_autofree char *text = fixture_replace (clean, "signature", MEASURE ("straightness", "0.2"),
                                           MEASURE ("straightness", "0.99"));
  g_autoptr (ApoyoInspection) inspection = fixture_inspect (text);
  ApoyoFinding *finding = g_ptr_array_index (inspection->findings, 0);
  g_autoptr (JsonObject) object = apoyo_finding_to_json (finding);
  g_autoptr (ApoyoFinding) again = apoyo_finding_from_json ("signature_line", object);
  g_autofree char *sentence = apoyo_finding_describe (again);

  g_assert_cmpstr (sentence, ==,
                   "signature: The signature is a single straight line (measured 0.99, limit 0.9)");
  g_assert_cmpint (again->settings, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  apoyo_code_verifiers_add (&signed_verifier);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/inspection/%s", cases[i].path);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  for (guint i = 0; i < G_N_ELEMENTS (habit_cases); i++) {
    g_autofree char *path = g_strdup_printf ("/inspection/%s", habit_cases[i].path);

    g_test_add_data_func (path, &habit_cases[i], test_case);
  }
  g_test_add_func ("/inspection/order", test_order_does_not_matter);
  g_test_add_func ("/inspection/sealed-inputs-replay", test_sealed_inputs_replay);
  g_test_add_func ("/inspection/portrait", test_portrait);
  g_test_add_func ("/inspection/stored-examination-replays", test_stored_examination_replays);
  g_test_add_func ("/inspection/earlier-engine", test_earlier_engine_replays);
  g_test_add_func ("/inspection/what-was-looked-for", test_tree_tells_what_was_looked_for);
  g_test_add_func ("/inspection/reader-is-named", test_reader_is_named);
  g_test_add_func ("/inspection/tree-is-public", test_tree_is_public);
  g_test_add_func ("/inspection/printed-text", test_printed_text);
  g_test_add_func ("/inspection/codes-are-verified", test_codes_are_verified);
  g_test_add_func ("/inspection/machine-readable-zone", test_machine_readable_zone);
  g_test_add_func ("/inspection/wrong-digit-by-the-sent-number",
                   test_wrong_digit_by_the_sent_number);
  g_test_add_func ("/inspection/unread-pictures", test_unread_pictures_do_not_apply);
  g_test_add_func ("/inspection/sample", test_sample_is_a_share);
  g_test_add_func ("/inspection/sample-is-drawn", test_sample_is_drawn);
  g_test_add_func ("/inspection/settings-decide", test_settings_decide);
  g_test_add_func ("/inspection/a-slip-is-a-slip", test_a_slip_is_a_slip);
  g_test_add_func ("/inspection/bad-settings", test_bad_settings_are_refused);
  g_test_add_func ("/inspection/explanation", test_explanation_has_a_line_for_each_node);
  g_test_add_func ("/inspection/noted", test_noted_is_no_review);
  g_test_add_func ("/inspection/grounds", test_grounds_have_numbers);
  g_test_add_func ("/inspection/sentences", test_sentences_have_figures);
  return g_test_run ();
}
