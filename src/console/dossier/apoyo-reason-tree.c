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
#include "apoyo-format.h"
#include "apoyo-inspection.h"
#include "apoyo-parts.h"
#include "apoyo-reason-tree.h"

#define DEEPEST 8

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
  { "noted", "dialog-information-symbolic", "dimmed", N_ ("Noted") },
  { "unknown", "content-loading-symbolic", "dimmed", N_ ("Not known") },
  { "not_applicable", "list-remove-symbolic", "dimmed", N_ ("Does not apply") },
};

#define UNKNOWN 4 /* for a result of another version */

static const ResultWords *
find_result (const char *result)
{
  for (guint i = 0; result != NULL && i < G_N_ELEMENTS (results); i++) {
    if (g_str_equal (results[i].result, result))
      return &results[i];
  }
  return &results[UNKNOWN];
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
  const ResultWords *result = find_result (apoyo_inspection_get_result (node));
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, "reason-line");
  GtkWidget *title = apoyo_part_label (title_of (node), "t-small");
  const char *cause = apoyo_inspection_get_cause (node);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), apoyo_part_icon (result->icon, 14, result->class));
  gtk_box_append (GTK_BOX (box), title);
  if (cause != NULL)
    gtk_box_append (GTK_BOX (box), apoyo_part_label (cause, "t-caption t-strong"));
  gtk_box_append (GTK_BOX (box), apoyo_part_label (_ (result->words), "t-caption dimmed"));
  return box;
}

static char *
write_value (JsonObject *dossier, JsonObject *facts, const char *name)
{
  JsonNode *value = json_object_get_member (facts, name);

  if (JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("—");
  if (g_str_has_suffix (name, "_at"))
    return apoyo_dossier_time (dossier, facts, name);
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
add_facts (GtkBox *box, const char *heading, JsonObject *dossier, JsonObject *facts)
{
  g_autoptr (GList) names = facts != NULL ? json_object_get_members (facts) : NULL;

  if (names != NULL && heading != NULL)
    gtk_box_append (box, apoyo_part_label (heading, "t-section"));
  for (GList *l = names; l != NULL; l = l->next) {
    g_autofree char *value = write_value (dossier, facts, l->data);

    gtk_box_append (box, apoyo_part_pair (fact_label (l->data), value));
  }
}

static void add_nodes (GtkBox *box, JsonObject *dossier, JsonArray *nodes, int depth);

static void
add_confidence (GtkBox *box, JsonObject *node)
{
  JsonNode *confidence = json_object_get_member (node, "confidence");

  if (confidence != NULL && JSON_NODE_HOLDS_VALUE (confidence)) {
    g_autofree char *text = apoyo_format_decimal (json_node_get_double (confidence), 2);

    gtk_box_append (box, apoyo_part_pair (_ ("Confidence"), text));
  }
}

static GtkWidget *
make_content (JsonObject *dossier, JsonObject *node, int depth)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 3, "reason-content");
  const char *article = apoyo_dossier_text (node, "article");

  add_facts (GTK_BOX (box), NULL, dossier, apoyo_dossier_object (node, "inputs"));
  add_facts (GTK_BOX (box), _ ("Against"), dossier, apoyo_dossier_object (node, "threshold"));
  add_confidence (GTK_BOX (box), node);
  if (article != NULL)
    gtk_box_append (GTK_BOX (box), apoyo_part_pair (_ ("Article"), article));
  add_nodes (GTK_BOX (box), dossier, apoyo_dossier_array (node, "children"), depth + 1);
  return box;
}

static gboolean
is_bad (JsonObject *node)
{
  const char *result = apoyo_inspection_get_result (node);

  return g_strcmp0 (result, "failed") == 0 || g_strcmp0 (result, "flagged") == 0 ||
         g_strcmp0 (result, "noted") == 0;
}

static GtkWidget *
make_node (JsonObject *dossier, JsonObject *node, int depth)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  const ResultWords *result = find_result (apoyo_inspection_get_result (node));
  g_autofree char *name = g_strdup_printf ("%s: %s", title_of (node), _ (result->words));
  GtkWidget *line = make_line (node);
  GtkWidget *content = make_content (dossier, node, depth);

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
add_nodes (GtkBox *box, JsonObject *dossier, JsonArray *nodes, int depth)
{
  for (guint i = 0; nodes != NULL && depth < DEEPEST && i < json_array_get_length (nodes); i++) {
    JsonNode *node = json_array_get_element (nodes, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      gtk_box_append (box, make_node (dossier, json_node_get_object (node), depth));
  }
}

/* --- the two trees ---------------------------------------------------------------------------- */

static void
add_heading (GtkBox *box, const char *text)
{
  GtkWidget *heading = apoyo_part_label (text, "t-section");

  gtk_widget_set_margin_top (heading, 8);
  gtk_box_append (box, heading);
}

/* Where no act left what went into it. not_kept: (nullable): why, for a support that is decided. */
static char *
describe_not_stored (const char *not_kept, int rule)
{
  if (not_kept == NULL)
    return g_strdup_printf (_ ("Not decided yet · rule %d"), rule);
  if (g_str_equal (not_kept, "before"))
    return g_strdup_printf (_ ("Decided before it was kept what went in · as of today, rule %d"),
                            rule);
  return g_strdup_printf (_ ("Decided, but what went in is missing · as of today, rule %d"), rule);
}

/* As the last act on the support left it; where none did, as things stand. */
static void
add_counting (GtkBox *box, JsonObject *dossier)
{
  JsonObject *counting = apoyo_dossier_object (dossier, "counting");
  JsonObject *tree = apoyo_dossier_object (counting, "tree");
  int rule = (int) apoyo_dossier_number (counting, "rule_version");
  g_autofree char *text = NULL;

  if (apoyo_dossier_flag (counting, "stored")) {
    g_autofree char *time = apoyo_dossier_time (dossier, counting, "at");

    text = g_strdup_printf (_ ("As decided on %s · rule %d"), time, rule);
  } else {
    text = describe_not_stored (apoyo_dossier_text (counting, "not_kept"), rule);
  }
  add_heading (box, text);
  add_nodes (box, dossier, apoyo_dossier_array (tree, "nodes"), 0);
}

/* sight: (nullable): examinations of before do not say it. */
static void
add_sight (GtkBox *box, const char *sight)
{
  g_autofree char *words = sight != NULL ? apoyo_dossier_words_sight (sight) : NULL;
  g_autofree char *text =
      words != NULL ? g_strdup_printf (_ ("Pictures read by: %s"), words) : NULL;

  if (text != NULL)
    gtk_box_append (box, apoyo_part_text (text, "t-caption dimmed"));
}

static void
add_examination (GtkBox *box, JsonObject *dossier)
{
  JsonObject *examination = apoyo_dossier_object (dossier, "examination");
  JsonObject *tree = apoyo_dossier_object (examination, "tree");
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (tree == NULL) {
    add_heading (box, _ ("No examination of pictures and data"));
    return;
  }
  time = apoyo_dossier_time (dossier, examination, "at");
  text = g_strdup_printf (_ ("Examination of %s · settings %d · rule %d"), time,
                          (int) apoyo_dossier_number (examination, "settings"),
                          (int) apoyo_dossier_number (examination, "rule_version"));
  add_heading (box, text);
  add_nodes (box, dossier, apoyo_dossier_array (tree, "nodes"), 0);
  add_sight (box, apoyo_dossier_text (tree, "sight"));
}

GtkWidget *
apoyo_reason_tree_new (JsonObject *dossier)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 2, NULL);

  add_counting (GTK_BOX (box), dossier);
  add_examination (GTK_BOX (box), dossier);
  return box;
}
