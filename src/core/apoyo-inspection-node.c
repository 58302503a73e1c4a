/* apoyo-inspection-node.c: the tree of evaluated checks.
 *
 * Written by hand rather than with a library: what a replay compares byte for byte must not change
 * with somebody else's way to print a number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <math.h>
#include <string.h>

#include "apoyo-inspection-private.h"

static const char *const results[] = { "not_applicable", "passed", "unknown", "flagged" };

Node *
apoyo_node_new (const char *id, Picture picture)
{
  Node *node = g_new0 (Node, 1);

  node->id = g_strdup (id);
  node->picture = picture;
  node->inputs = g_ptr_array_new_with_free_func (g_free);
  node->limits = g_ptr_array_new_with_free_func (g_free);
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_node_free);
  return node;
}

void
apoyo_node_free (Node *node)
{
  if (node == NULL)
    return;
  g_free (node->id);
  g_ptr_array_unref (node->inputs);
  g_ptr_array_unref (node->limits);
  g_ptr_array_unref (node->children);
  g_free (node);
}

Node *
apoyo_node_add (Node *parent, const char *id)
{
  Node *node = apoyo_node_new (id, parent->picture);

  g_ptr_array_add (parent->children, node);
  return node;
}

/* Six decimals at most, none that are nothing: the same text for the same number everywhere. */
void
apoyo_json_append_number (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE + 64];
  gsize length = 0;

  if (!isfinite (number) || fabs (number) > 1e15)
    number = 0;
  g_ascii_formatd (buffer, sizeof buffer, "%.6f", number);
  length = strlen (buffer);
  while (buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.')
    length--;
  buffer[length] = '\0';
  g_string_append (out, g_str_equal (buffer, "-0") ? "0" : buffer);
}

void
apoyo_json_append_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20 || *p == 0x7F)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

void
apoyo_node_place (Node *node, const Observation *seen)
{
  if (seen == NULL || !seen->has_region)
    return;
  node->has_region = TRUE;
  memcpy (node->region, seen->region, sizeof node->region);
}

static void
add_number (GPtrArray *members, const char *name, double value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  apoyo_json_append_text (text, name);
  g_string_append_c (text, ':');
  apoyo_json_append_number (text, value);
  g_ptr_array_add (members, g_string_free (g_steal_pointer (&text), FALSE));
}

void
apoyo_node_input (Node *node, const char *name, double value)
{
  add_number (node->inputs, name, value);
}

void
apoyo_node_limit (Node *node, const char *name, double value)
{
  add_number (node->limits, name, value);
}

static void
add_word (GPtrArray *members, const char *name, const char *word)
{
  g_autoptr (GString) text = g_string_new (NULL);

  apoyo_json_append_text (text, name);
  g_string_append_c (text, ':');
  apoyo_json_append_text (text, word);
  g_ptr_array_add (members, g_string_free (g_steal_pointer (&text), FALSE));
}

void
apoyo_node_input_word (Node *node, const char *name, const char *word)
{
  add_word (node->inputs, name, word);
}

void
apoyo_node_limit_word (Node *node, const char *name, const char *word)
{
  add_word (node->limits, name, word);
}

const char *
apoyo_node_get_result (const Node *node)
{
  return results[node->result];
}

/* Flagged before unknown before passed before what did not apply. */
void
apoyo_node_settle (Node *group)
{
  for (guint i = 0; i < group->children->len; i++) {
    const Node *child = g_ptr_array_index (group->children, i);

    if (!child->noted)
      group->result = MAX (group->result, child->result);
    group->doubt |= child->doubt;
  }
}

static void
write_members (const char *name, GPtrArray *members, GString *out)
{
  if (members->len == 0)
    return;
  g_string_append_printf (out, ",\"%s\":{", name);
  for (guint i = 0; i < members->len; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    g_string_append (out, g_ptr_array_index (members, i));
  }
  g_string_append_c (out, '}');
}

static void
write_word (const char *name, const char *word, GString *out)
{
  if (word == NULL)
    return;
  g_string_append_printf (out, ",\"%s\":", name);
  apoyo_json_append_text (out, word);
}

static void
write_region (const Node *node, GString *out)
{
  if (!node->has_region)
    return;
  g_string_append (out, ",\"region\":[");
  for (guint i = 0; i < 4; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    apoyo_json_append_number (out, node->region[i]);
  }
  g_string_append_c (out, ']');
}

static void
write_verdict (const Node *node, GString *out)
{
  if (node->noted)
    g_string_append (out, ",\"noted\":true");
  if (node->doubt)
    g_string_append (out, ",\"doubt\":true");
  write_word ("code", node->nick, out);
  write_word ("cause", node->cause, out);
  if (node->nick != NULL) {
    g_string_append (out, ",\"confidence\":");
    apoyo_json_append_number (out, node->confidence);
  }
}

void
apoyo_node_write (const Node *node, GString *out)
{
  g_string_append (out, "{\"id\":");
  apoyo_json_append_text (out, node->id);
  write_word ("result", results[node->result], out);
  write_verdict (node, out);
  write_members ("inputs", node->inputs, out);
  write_members ("threshold", node->limits, out);
  write_word ("article", node->article, out);
  if (node->picture < N_PICTURES)
    write_word ("picture", apoyo_inspection_pictures[node->picture], out);
  write_region (node, out);
  if (node->children->len > 0) {
    g_string_append (out, ",\"children\":[");
    for (guint i = 0; i < node->children->len; i++) {
      if (i > 0)
        g_string_append_c (out, ',');
      apoyo_node_write (g_ptr_array_index (node->children, i), out);
    }
    g_string_append_c (out, ']');
  }
  g_string_append_c (out, '}');
}
