/* apoyo-inspection-explain.c: the tree of an inspection in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-inspection.h"

/* By the last part of an id, where it is the same for several pictures, or by the whole id. */
static const struct {
  const char *id;
  const char *label;
} labels[] = {
  { "front", N_ ("Front of the credential") },
  { "back", N_ ("Back of the credential") },
  { "selfie", N_ ("Live photograph") },
  { "signature", N_ ("Signature") },
  { "data", N_ ("Captured data") },
  { "behaviour", N_ ("Behaviour of device and auxiliary") },
  { "device", N_ ("People by this device in a day") },
  { "rate", N_ ("People by this device in an hour") },
  { "devices", N_ ("Devices of the auxiliary in a day") },
  { "travel", N_ ("Kilometres an hour since the capture before") },
  { "near", N_ ("Nearly the same picture in another capture") },
  { "front.glance", N_ ("A glance at the printed keys") },
  { "front.text", N_ ("Printed text against the captured data") },
  { "back.agreement", N_ ("Codes of the back against the captured data") },
  { "data.agreement", N_ ("Agreement of the captured data with itself") },
  { "selfie.screen", N_ ("Taken from a screen or another picture") },
  { "selfie.covered", N_ ("Face uncovered") },
  { "selfie.card", N_ ("A card instead of the person") },
  { "data.model", N_ ("Model of credential") },
  { "data.vigencia", N_ ("Vigencia, with what an acuerdo prolonged") },
  { "data.check_digit", N_ ("Check digit of the CURP") },
  { "data.presence", N_ ("Fields that the model prints") },
  { "data.form", N_ ("Form of the fields") },
  { "data.age", N_ ("Minimum age") },
  { "data.roll", N_ ("Captured keys against the roll") },
  { "data.clock", N_ ("Telephone's clock") },
  { "file", N_ ("Opens as a picture") },
  { "size", N_ ("Pixels") },
  { "tail", N_ ("Data behind the picture") },
  { "repeated", N_ ("Same file sent before") },
  { "blank", N_ ("Not blank") },
  { "dark", N_ ("Light enough") },
  { "bright", N_ ("Overexposure and glare") },
  { "contrast", N_ ("Contrast") },
  { "sharpness", N_ ("Sharpness") },
  { "card", N_ ("A card can be seen") },
  { "whole", N_ ("The whole card can be seen") },
  { "side", N_ ("Which side") },
  { "layout", N_ ("Layout of a credential") },
  { "screen", N_ ("Photograph of a screen") },
  { "photocopy", N_ ("Photocopy") },
  { "template", N_ ("Template filled in") },
  { "covered", N_ ("Covered by something") },
  { "model", N_ ("Model of credential") },
  { "legible", N_ ("Legible fields") },
  { "clave", N_ ("Clave de elector") },
  { "section", N_ ("Section") },
  { "vigencia", N_ ("Vigencia") },
  { "name", N_ ("Name") },
  { "same_side", N_ ("Not the same side twice") },
  { "presence", N_ ("A code or the machine readable zone can be read") },
  { "kind", N_ ("Code of the model") },
  { "digits", N_ ("Check digits of the machine readable zone") },
  { "face", N_ ("One face") },
  { "face_size", N_ ("Size of the face") },
  { "drawing", N_ ("Drawing or icon") },
  { "portrait", N_ ("The credential's own portrait") },
  { "ink", N_ ("There is a signature") },
  { "scribble", N_ ("Full of ink") },
  { "dot", N_ ("A dot") },
  { "line", N_ ("A straight line") },
  { "typed", N_ ("Typed text") },
};

/* Of figures and limits. */
static const struct {
  const char *name;
  const char *label;
} figures[] = {
  { "value", N_ ("value") },       { "confidence", N_ ("confidence") },
  { "likeness", N_ ("likeness") }, { "below", N_ ("at least") },
  { "above", N_ ("at most") },     { "doubt", N_ ("doubt from") },
  { "sure", N_ ("sure from") },    { "least", N_ ("at least") },
  { "agree", N_ ("agree") },       { "faces", N_ ("faces") },
  { "codes", N_ ("codes") },       { "mrz", N_ ("machine readable zone") },
  { "kind", N_ ("kind") },         { "side", N_ ("side") },
  { "model", N_ ("model") },       { "status", N_ ("situation") },
  { "day", N_ ("day") },           { "valid_until", N_ ("valid until") },
};

const char *
apoyo_inspection_get_figure_label (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++) {
    if (g_str_equal (name, figures[i].name))
      return _ (figures[i].label);
  }
  return name;
}

static const char *
find_label (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_str_equal (id, labels[i].id))
      return _ (labels[i].label);
  }
  return NULL;
}

const char *
apoyo_inspection_get_label (const char *id)
{
  const char *last = NULL;
  const char *label = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  label = find_label (id);
  last = strrchr (id, '.');
  if (label == NULL && last != NULL)
    label = find_label (last + 1);
  if (label == NULL && last != NULL)
    label = apoyo_finding_field_to_label (last + 1);
  return label != NULL ? label : id;
}

static const char *
result_label (const char *result)
{
  if (g_str_equal (result, "passed"))
    return _ ("passes");
  if (g_str_equal (result, "flagged"))
    return _ ("goes to review");
  if (g_str_equal (result, "unknown"))
    return _ ("cannot be told");
  return _ ("does not apply");
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* "value 0.12, confidence 1 (below 0.2)" */
static void
append_figures (GString *out, JsonObject *node, const char *name)
{
  JsonNode *member = json_object_get_member (node, name);
  JsonObject *object =
      member != NULL && JSON_NODE_HOLDS_OBJECT (member) ? json_node_get_object (member) : NULL;
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = members; l != NULL; l = l->next) {
    JsonNode *value = json_object_get_member (object, l->data);

    g_string_append (out, l == members ? "" : ", ");
    if (json_node_get_value_type (value) == G_TYPE_STRING)
      g_string_append_printf (out, "%s %s", apoyo_inspection_get_figure_label (l->data),
                              json_node_get_string (value));
    else
      g_string_append_printf (out, "%s %.10g", apoyo_inspection_get_figure_label (l->data),
                              json_node_get_double (value));
  }
}

static void
append_finding (GString *out, JsonObject *node)
{
  ApoyoFindingCode code;

  if (!apoyo_finding_code_from_nick (get_text (node, "code"), &code))
    return;
  g_string_append_printf (out, " — %s %s (%.0f %%)", get_text (node, "cause"),
                          apoyo_finding_code_get_message (code),
                          json_object_get_double_member_with_default (node, "confidence", 0) * 100);
  if (json_object_get_boolean_member_with_default (node, "noted", FALSE))
    g_string_append_printf (out, " %s", _ ("[only noted]"));
}

static void explain_nodes (GString *out, JsonObject *parent, const char *name, guint depth);

static void
explain_node (GString *out, JsonObject *node, guint depth)
{
  const char *id = get_text (node, "id");
  const char *result = get_text (node, "result");
  const char *article = get_text (node, "article");
  gsize before = 0;

  if (id == NULL || result == NULL)
    return;
  g_string_append_printf (out, "%*s%s: %s", (int) depth * 2, "", apoyo_inspection_get_label (id),
                          result_label (result));
  append_finding (out, node);
  g_string_append (out, " [");
  before = out->len;
  append_figures (out, node, "inputs");
  if (json_object_has_member (node, "threshold")) {
    g_string_append (out, out->len > before ? "; " : "");
    append_figures (out, node, "threshold");
  }
  if (out->len > before)
    g_string_append_c (out, ']');
  else
    g_string_truncate (out, out->len - 2);
  if (article != NULL)
    g_string_append_printf (out, " · %s", article);
  g_string_append_c (out, '\n');
  explain_nodes (out, node, "children", depth + 1);
}

static void
explain_nodes (GString *out, JsonObject *parent, const char *name, guint depth)
{
  JsonNode *member = json_object_get_member (parent, name);
  JsonArray *array =
      member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (element))
      explain_node (out, json_node_get_object (element), depth);
  }
}

char *
apoyo_inspection_explain (const char *tree, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (tree, error);
  GString *out = NULL;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, "The tree is no object");
    return NULL;
  }
  out = g_string_new (NULL);
  explain_nodes (out, json_node_get_object (root), "nodes", 0);
  return g_string_free (out, FALSE);
}
