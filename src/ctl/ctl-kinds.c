/* ctl-kinds.c: the kinds of process with what the law asks for, to read and for programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-kind.h"
#include "apoyo-refusal-words.h"
#include "ctl-kinds.h"
#include "ctl-session.h"

#define N_COLUMNS 6

/* One line of the table. */
typedef struct {
  char *cells[N_COLUMNS]; /* (owned) */
} Line;

static void
line_free (Line *line)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (line->cells[i]);
  g_free (line);
}

static const char *
member (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

static char *
describe_threshold (JsonObject *rule)
{
  if (g_str_equal (member (rule, "base"), "roll"))
    return g_strdup_printf (_ ("%s %% of the electoral roll"), member (rule, "percentage"));
  return g_strdup_printf (_ ("%s %% of the nominal list"), member (rule, "percentage"));
}

/* How many demarcations have to reach it: a number, or a share like 1/2. */
static char *
describe_dispersion (JsonObject *rule)
{
  JsonObject *dispersion = json_object_has_member (rule, "dispersion")
                               ? json_object_get_object_member (rule, "dispersion")
                               : NULL;
  g_autofree char *level = NULL;
  g_autofree char *needed = NULL;

  if (dispersion == NULL)
    return g_strdup ("—");
  level = apoyo_refusal_word (member (dispersion, "level"));
  needed = json_object_has_member (dispersion, "at_least")
               ? g_strdup_printf ("%d", (int) json_object_get_int_member (dispersion, "at_least"))
               : g_strdup (member (dispersion, "fraction"));
  /* TRANSLATORS: "1 % in 17 (entity)", "1 % in 1/2 (federal district)" */
  return g_strdup_printf (_ ("%s %% in %s (%s)"), member (dispersion, "percentage"), needed, level);
}

static char *
describe_days (const ApoyoResult *kinds, guint row)
{
  int days = 0;

  return apoyo_result_get_int (kinds, row, "window_days", &days, NULL) && days > 0
             ? g_strdup_printf ("%d", days)
             : g_strdup ("—");
}

static Line *
line_new (const ApoyoResult *kinds, guint row, GError **error)
{
  g_autoptr (JsonNode) rule = json_from_string (ctl_result_text (kinds, row, "document"), error);
  g_autoptr (JsonNode) basis =
      rule != NULL ? json_from_string (ctl_result_text (kinds, row, "basis"), error) : NULL;
  const char *nick = ctl_result_text (kinds, row, "kind");
  ApoyoKind kind;
  Line *line;

  if (basis == NULL)
    return NULL;
  line = g_new0 (Line, 1);
  line->cells[0] = g_strdup (nick);
  line->cells[1] =
      g_strdup (apoyo_kind_from_nick (nick, &kind) ? apoyo_kind_get_label (kind) : nick);
  line->cells[2] = describe_threshold (json_node_get_object (rule));
  line->cells[3] = describe_dispersion (json_node_get_object (rule));
  line->cells[4] = describe_days (kinds, row);
  line->cells[5] = g_strdup (member (json_node_get_object (basis), "percentage"));
  return line;
}

static Line *
heading_new (void)
{
  Line *line = g_new0 (Line, 1);
  const char *const headings[N_COLUMNS] = { _ ("KIND"),       _ ("PROCESS OF"), _ ("SUPPORT"),
                                            _ ("DISPERSION"), _ ("DAYS"),       _ ("ARTICLE") };

  for (guint i = 0; i < N_COLUMNS; i++)
    line->cells[i] = g_strdup (headings[i]);
  return line;
}

/* Each column as wide as its widest cell. */
static void
print_lines (GPtrArray *lines)
{
  glong widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i < lines->len; i++) {
    const Line *line = g_ptr_array_index (lines, i);

    for (guint column = 0; column < N_COLUMNS; column++)
      widths[column] = MAX (widths[column], g_utf8_strlen (line->cells[column], -1));
  }
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = g_ptr_array_index (lines, i);

    for (guint column = 0; column < N_COLUMNS; column++) {
      glong rest = widths[column] - g_utf8_strlen (line->cells[column], -1);

      g_print ("%s%*s", line->cells[column], column + 1 < N_COLUMNS ? (int) rest + 2 : 0, "");
    }
    g_print ("\n");
  }
}

gboolean
ctl_kinds_print (const ApoyoResult *kinds, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);

  g_ptr_array_add (lines, heading_new ());
  for (guint i = 0; i < apoyo_result_get_n_rows (kinds); i++) {
    Line *line = line_new (kinds, i, error);

    if (line == NULL)
      return FALSE;
    g_ptr_array_add (lines, line);
  }
  print_lines (lines);
  g_print ("\n%s\n", _ ("“apoyoctl process kinds KIND” prints all that one begins with, as a "
                        "document to fill in."));
  return TRUE;
}

gboolean
ctl_kinds_print_json (const ApoyoResult *kinds, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *document = NULL;

  for (guint i = 0; i < apoyo_result_get_n_rows (kinds); i++) {
    g_autoptr (JsonNode) rule = json_from_string (ctl_result_text (kinds, i, "document"), error);
    g_autoptr (JsonNode) basis =
        rule != NULL ? json_from_string (ctl_result_text (kinds, i, "basis"), error) : NULL;
    JsonObject *kind = NULL;
    int days = 0;

    if (basis == NULL || !apoyo_result_get_int (kinds, i, "window_days", &days, error))
      return FALSE;
    kind = json_object_new ();
    json_object_set_string_member (kind, "kind", ctl_result_text (kinds, i, "kind"));
    json_object_set_int_member (kind, "window_days", days);
    json_object_set_member (kind, "rule", g_steal_pointer (&rule));
    json_object_set_member (kind, "basis", g_steal_pointer (&basis));
    json_array_add_object_element (array, kind);
  }
  json_node_set_array (root, array);
  document = json_to_string (root, TRUE);
  g_print ("%s\n", document);
  return TRUE;
}
