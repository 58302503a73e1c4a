/* apoyo-reason-tree.c: why a support counts or does not: the rules that were evaluated, with what
 * went in, what came out and the article.
 *
 * A node that this program does not know is shown by its id, with all that it says: a tree of
 * another version stays readable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-cause.h"
#include "apoyo-dossier-words.h"
#include "apoyo-finding.h"
#include "apoyo-inspection.h"
#include "apoyo-parts.h"
#include "apoyo-reason-tree.h"

#define DEEPEST 8

/* --- the rules of counting -------------------------------------------------------------------- */

typedef struct {
  const char *title;
  const char *ground; /* that fails it; the article is found under its name */
} CountRule;

static const CountRule count_rules[] = {
  { N_ ("Captured and sent within the period"), "late" },
  { N_ ("Not withdrawn by the citizen"), "withdrawn" },
  { N_ ("A person of the roll has these data"), "not_found" },
  { N_ ("Not dropped from the electoral roll"), "dropped" },
  { N_ ("On the nominal list"), "not_on_roll" },
  { N_ ("Lives in the promovente's scope"), "out_of_scope" },
  { N_ ("No inconsistency in data and pictures"), "inconsistent" },
};

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* Of the law of the process's kind. (nullable) */
static const char *
find_article (JsonObject *dossier, const char *ground)
{
  return apoyo_dossier_text (apoyo_dossier_object (dossier, "articles"), ground);
}

/* The rules of the roll are not evaluated before somebody has asked it. */
static const char *
result_of (JsonObject *dossier, const CountRule *rule)
{
  gboolean waits = apoyo_dossier_has_ground (dossier, "processing");
  gboolean of_capture =
      g_str_equal (rule->ground, "late") || g_str_equal (rule->ground, "withdrawn");

  if (apoyo_dossier_has_ground (dossier, rule->ground))
    return "failed";
  if (waits && !of_capture)
    return "unknown";
  if (g_str_equal (rule->ground, "inconsistent") && apoyo_dossier_has_ground (dossier, "in_review"))
    return "unknown";
  /* Of a person who was not found nothing else can be said. */
  if (!of_capture && !apoyo_dossier_flag (dossier, "on_roll") &&
      !g_str_equal (rule->ground, "not_found") && !g_str_equal (rule->ground, "inconsistent"))
    return "not_applicable";
  return "passed";
}

static void
add_count_inputs (JsonBuilder *builder, JsonObject *dossier, const CountRule *rule)
{
  g_autofree char *captured = apoyo_dossier_time (dossier, dossier, "captured_at");
  g_autofree char *received = apoyo_dossier_time (dossier, dossier, "received_at");

  json_builder_set_member_name (builder, "inputs");
  json_builder_begin_object (builder);
  if (g_str_equal (rule->ground, "late")) {
    add_member (builder, _ ("Captured"), captured);
    add_member (builder, _ ("Received on"), received);
  } else if (g_str_equal (rule->ground, "out_of_scope")) {
    add_member (builder, _ ("Demarcation"),
                apoyo_dossier_text (apoyo_dossier_object (dossier, "demarcation"), "name"));
    add_member (builder, _ ("Scope"),
                apoyo_dossier_text (apoyo_dossier_object (dossier, "promovente"), "scope"));
  }
  json_builder_end_object (builder);
}

static void
add_count_rule (JsonBuilder *builder, JsonObject *dossier, const CountRule *rule)
{
  json_builder_begin_object (builder);
  add_member (builder, "title", _ (rule->title));
  add_member (builder, "result", result_of (dossier, rule));
  add_member (builder, "article", find_article (dossier, rule->ground));
  add_count_inputs (builder, dossier, rule);
  json_builder_end_object (builder);
}

static void
add_unique_rule (JsonBuilder *builder, JsonObject *dossier)
{
  JsonObject *rule = apoyo_dossier_object (dossier, "rule");
  JsonArray *captures = apoyo_dossier_array (dossier, "duplicates");
  const char *rank = apoyo_dossier_text (dossier, "rank");
  g_autofree char *number =
      g_strdup_printf ("%u", captures != NULL ? json_array_get_length (captures) : 0);
  gboolean other = g_strcmp0 (rank, "behind_other") == 0;

  json_builder_begin_object (builder);
  add_member (builder, "title", _ ("The one of the person's captures that counts"));
  add_member (builder, "result",
              g_strcmp0 (rank, "first") == 0
                  ? "passed"
                  : (g_strcmp0 (rank, "unranked") == 0 ? "not_applicable" : "failed"));
  add_member (builder, "article",
              find_article (dossier, other ? "duplicate_other" : "duplicate_same"));
  json_builder_set_member_name (builder, "inputs");
  json_builder_begin_object (builder);
  add_member (builder, _ ("Rank"), apoyo_dossier_words_rank (rank));
  add_member (builder, _ ("Captures of the person"), number);
  add_member (builder, _ ("Which one counts"),
              apoyo_dossier_flag (rule, "last_counts") ? _ ("The last received")
                                                       : _ ("The first received"));
  add_member (builder, _ ("Across promoventes"),
              apoyo_dossier_flag (rule, "exclusive") ? _ ("Yes") : _ ("No"));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* In the form that the examinations have, so that one reader serves both. */
static JsonNode *
make_count_nodes (JsonObject *dossier)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (count_rules); i++)
    add_count_rule (builder, dossier, &count_rules[i]);
  add_unique_rule (builder, dossier);
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

/* --- one node --------------------------------------------------------------------------------- */

typedef struct {
  const char *result;
  const char *icon;
  const char *class;
  const char *words;
} ResultWords;

static const ResultWords results[] = {
  { "passed", "object-select-symbolic", "c-ok", N_ ("Passed") },
  { "failed", "dialog-error-symbolic", "c-err", N_ ("Failed") },
  { "flagged", "dialog-warning-symbolic", "c-warn", N_ ("Flagged") },
  { "unknown", "content-loading-symbolic", "dimmed", N_ ("Not known") },
  { "not_applicable", "list-remove-symbolic", "dimmed", N_ ("Does not apply") },
};

static const ResultWords *
find_result (const char *result)
{
  for (guint i = 0; result != NULL && i < G_N_ELEMENTS (results); i++) {
    if (g_str_equal (results[i].result, result))
      return &results[i];
  }
  return &results[3];
}

static const char *
title_of (JsonObject *node)
{
  const char *title = apoyo_dossier_text (node, "title");
  const char *id = apoyo_dossier_text (node, "id");

  if (title != NULL)
    return title;
  return id != NULL ? apoyo_inspection_get_label (id) : "—";
}

static GtkWidget *
make_line (JsonObject *node)
{
  const ResultWords *result = find_result (apoyo_dossier_text (node, "result"));
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, "reason-line");
  GtkWidget *title = apoyo_part_label (title_of (node), "t-small");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), apoyo_part_icon (result->icon, 14, result->class));
  gtk_box_append (GTK_BOX (box), title);
  if (apoyo_dossier_text (node, "cause") != NULL)
    gtk_box_append (GTK_BOX (box),
                    apoyo_part_label (apoyo_dossier_text (node, "cause"), "t-caption t-strong"));
  gtk_box_append (GTK_BOX (box), apoyo_part_label (_ (result->words), "t-caption dimmed"));
  return box;
}

static char *
write_value (const char *name, JsonNode *value)
{
  if (JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("—");
  if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? _ ("Yes") : _ ("No"));
  return apoyo_inspection_describe_value (name, value);
}

/* A figure of the checks, or a field of the capture. */
static const char *
fact_label (const char *name)
{
  const char *label = apoyo_inspection_get_figure_label (name);

  return label != name ? label : apoyo_finding_field_to_label (name);
}

static void
add_facts (GtkBox *box, const char *heading, JsonObject *facts)
{
  g_autoptr (GList) names = facts != NULL ? json_object_get_members (facts) : NULL;

  if (names != NULL && heading != NULL)
    gtk_box_append (box, apoyo_part_label (heading, "t-section"));
  for (GList *l = names; l != NULL; l = l->next) {
    g_autofree char *value = write_value (l->data, json_object_get_member (facts, l->data));

    gtk_box_append (box, apoyo_part_pair (fact_label (l->data), value));
  }
}

static void add_nodes (GtkBox *box, JsonArray *nodes, int depth);

static void
add_confidence (GtkBox *box, JsonObject *node)
{
  JsonNode *confidence = json_object_get_member (node, "confidence");

  if (confidence != NULL && JSON_NODE_HOLDS_VALUE (confidence)) {
    g_autofree char *text = g_strdup_printf ("%.2f", json_node_get_double (confidence));

    gtk_box_append (box, apoyo_part_pair (_ ("Confidence"), text));
  }
}

static GtkWidget *
make_content (JsonObject *node, int depth)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 3, "reason-content");
  const char *article = apoyo_dossier_text (node, "article");

  add_facts (GTK_BOX (box), NULL, apoyo_dossier_object (node, "inputs"));
  add_facts (GTK_BOX (box), _ ("Against"), apoyo_dossier_object (node, "threshold"));
  add_confidence (GTK_BOX (box), node);
  if (article != NULL)
    gtk_box_append (GTK_BOX (box), apoyo_part_pair (_ ("Article"), article));
  add_nodes (GTK_BOX (box), apoyo_dossier_array (node, "children"), depth + 1);
  return box;
}

static gboolean
is_bad (JsonObject *node)
{
  const char *result = apoyo_dossier_text (node, "result");

  return g_strcmp0 (result, "failed") == 0 || g_strcmp0 (result, "flagged") == 0;
}

static GtkWidget *
make_node (JsonObject *node, int depth)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  const ResultWords *result = find_result (apoyo_dossier_text (node, "result"));
  g_autofree char *name = g_strdup_printf ("%s: %s", title_of (node), _ (result->words));
  GtkWidget *line = make_line (node);
  GtkWidget *content = make_content (node, depth);

  if (gtk_widget_get_first_child (content) == NULL) {
    g_object_ref_sink (content);
    g_object_unref (content);
    g_object_ref_sink (expander);
    g_object_unref (expander);
    gtk_widget_set_margin_start (line, 18);
    return line;
  }
  gtk_widget_set_hexpand (line, TRUE);
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), line);
  gtk_expander_set_child (GTK_EXPANDER (expander), content);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), is_bad (node));
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return expander;
}

/* Hostile or merely broken, a tree is never followed for ever. */
static void
add_nodes (GtkBox *box, JsonArray *nodes, int depth)
{
  for (guint i = 0; nodes != NULL && depth < DEEPEST && i < json_array_get_length (nodes); i++) {
    JsonNode *node = json_array_get_element (nodes, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      gtk_box_append (box, make_node (json_node_get_object (node), depth));
  }
}

static void
add_examination (GtkBox *box, JsonObject *dossier)
{
  JsonObject *examination = apoyo_dossier_object (dossier, "examination");
  JsonObject *tree = apoyo_dossier_object (examination, "tree");
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  GtkWidget *heading = NULL;

  if (tree == NULL)
    return;
  time = apoyo_dossier_time (dossier, examination, "at");
  text = g_strdup_printf (_ ("Examination of %s · settings %d · rule %d"), time,
                          (int) apoyo_dossier_number (examination, "settings"),
                          (int) apoyo_dossier_number (examination, "rule_version"));
  heading = apoyo_part_label (text, "t-section");
  gtk_widget_set_margin_top (heading, 8);
  gtk_box_append (box, heading);
  add_nodes (box, apoyo_dossier_array (tree, "nodes"), 0);
}

GtkWidget *
apoyo_reason_tree_new (JsonObject *dossier)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 2, NULL);
  g_autoptr (JsonNode) counting = make_count_nodes (dossier);

  add_nodes (GTK_BOX (box), json_node_get_array (counting), 0);
  add_examination (GTK_BOX (box), dossier);
  return box;
}
