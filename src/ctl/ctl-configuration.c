/* ctl-configuration.c: processes as documents: checked, made, written, compared, copied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-refusal.h"
#include "ctl-configuration.h"
#include "ctl-kinds.h"
#include "ctl-words.h"

/* A process with all its promoventes is some megabytes. */
#define MAX_FILE (64 * 1024 * 1024)

void
ctl_configuration_options_clear (CtlConfigurationOptions *self)
{
  g_free (self->out);
  g_free (self->as);
  g_free (self->name);
  g_free (self->opens_at);
  g_free (self->closes_at);
}

static gboolean
is_file (const char *subject)
{
  return g_str_has_suffix (subject, ".json") || strchr (subject, G_DIR_SEPARATOR) != NULL;
}

/* The document in a file, as the object that it has to be. */
static JsonNode *
read_file (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *document = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &document, &length, error))
    return NULL;
  if (length > MAX_FILE || !g_utf8_validate (document, (gssize) length, NULL)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("%s is no configuration: it is too long, or not UTF-8"), path);
    return NULL;
  }
  if (!json_parser_load_from_data (parser, document, (gssize) length, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  if (json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s is no JSON object"), path);
    return NULL;
  }
  return json_parser_steal_root (parser);
}

static JsonNode *
read_process (CtlSession *session, const char *name, gboolean people, GError **error)
{
  ApoyoParams *params = NULL;
  g_autoptr (ApoyoResult) rows = NULL;
  int process = 0;

  if (!ctl_session_find_process (session, name, &process, error))
    return NULL;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, process);
  apoyo_params_add_bool (params, people);
  rows = ctl_session_call (session, "process-configuration", params, error);
  return rows != NULL ? json_from_string (ctl_result_text (rows, 0, "configuration"), error) : NULL;
}

/* Of a file or a process. */
static JsonNode *
read_subject (CtlSession *session, const char *subject, gboolean people, GError **error)
{
  JsonNode *node = is_file (subject) ? read_file (subject, error)
                                     : read_process (session, subject, people, error);

  if (node != NULL && !people)
    json_object_remove_member (json_node_get_object (node), "promoventes");
  return node;
}

/* The order in which people read it; the rest follows as it came. */
static JsonNode *
in_order (JsonNode *node)
{
  static const char *const members[] = {
    "format", "version",  "code",      "name",    "kind", "simulacro", "geography",
    "scope",  "opens_at", "closes_at", "acuerdo", "rule", "changes",   "promoventes",
  };
  JsonObject *object = json_node_get_object (node);
  g_autoptr (JsonObject) ordered = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    if (json_object_has_member (object, members[i]))
      json_object_set_member (ordered, members[i], json_object_dup_member (object, members[i]));
  }
  for (GList *name = names; name != NULL; name = name->next) {
    if (!json_object_has_member (ordered, name->data))
      json_object_set_member (ordered, name->data, json_object_dup_member (object, name->data));
  }
  json_node_set_object (root, ordered);
  return root;
}

static gboolean
write_document (JsonNode *node, const char *out, GError **error)
{
  g_autoptr (JsonNode) ordered = in_order (node);
  g_autofree char *document = json_to_string (ordered, TRUE);
  g_autofree char *whole = g_strconcat (document, "\n", NULL);

  if (out != NULL)
    return g_file_set_contents (out, whole, -1, error);
  g_print ("%s", whole);
  return TRUE;
}

/* A new configuration of a kind: what the law gives, and the members that are still to be said. */
static gboolean
print_template (const ApoyoResult *kinds, guint row, GError **error)
{
  g_autoptr (JsonNode) rule = json_from_string (ctl_result_text (kinds, row, "document"), error);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  if (rule == NULL)
    return FALSE;
  json_object_set_string_member (object, "format", "apoyo-ciudadano/process");
  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (object, "kind", ctl_result_text (kinds, row, "kind"));
  json_object_set_boolean_member (object, "simulacro", FALSE);
  for (const char *const *name = (const char *const[]){ "code", "name", "scope", "opens_at",
                                                        "closes_at", "acuerdo", NULL };
       *name != NULL; name++)
    json_object_set_string_member (object, *name, "");
  json_object_set_member (object, "rule", g_steal_pointer (&rule));
  json_node_set_object (root, object);
  return write_document (root, NULL, error);
}

gboolean
ctl_configuration_kinds (CtlSession *session,
                         const CtlConfigurationOptions *options,
                         const char *kind,
                         GError **error)
{
  g_autoptr (ApoyoResult) kinds = ctl_session_call (session, "kind-list", NULL, error);

  if (kinds == NULL)
    return FALSE;
  if (kind == NULL)
    return options->json ? ctl_kinds_print_json (kinds, error) : ctl_kinds_print (kinds, error);
  for (guint i = 0; i < apoyo_result_get_n_rows (kinds); i++) {
    if (strcmp (kind, ctl_result_text (kinds, i, "kind")) == 0)
      return print_template (kinds, i, error);
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no kind of process %s"), kind);
  return FALSE;
}

/* One line for each finding: severity, field, sentence and, unless it is good, what to do. */
static gboolean
print_findings (const ApoyoResult *findings, GError **error)
{
  guint wrong = 0;

  for (guint i = 0; i < apoyo_result_get_n_rows (findings); i++) {
    const char *severity = ctl_result_text (findings, i, "severity"); /* ok, warning, error */
    g_auto (GStrv) names = NULL;
    g_autofree char *hint = NULL;
    g_autofree char *message = NULL;

    if (!apoyo_result_get_text_array (findings, i, "names", &names, error))
      return FALSE;
    message = apoyo_refusal_format (ctl_result_text (findings, i, "code"),
                                    (const char *const *) names, &hint);
    g_print ("%s\t%s\t%s%s%s\n", ctl_word_value (severity), ctl_result_text (findings, i, "field"),
             message != NULL ? message : ctl_result_text (findings, i, "message"),
             strcmp (severity, "ok") == 0 ? "" : "\t",
             strcmp (severity, "ok") == 0 ? ""
             : hint != NULL               ? hint
                                          : ctl_result_text (findings, i, "hint"));
    if (strcmp (severity, "error") == 0)
      wrong++;
  }
  if (wrong > 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%u findings forbid it"), wrong);
  return wrong == 0;
}

static gboolean
check_document (CtlSession *session, JsonNode *node, GError **error)
{
  g_autofree char *document = json_to_string (node, FALSE);
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) findings = NULL;

  apoyo_params_add_text (params, document);
  findings = ctl_session_call (session, "check-configuration", params, error);
  return findings != NULL && print_findings (findings, error);
}

gboolean
ctl_configuration_check (CtlSession *session, const char *subject, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ApoyoResult) findings = NULL;
  int process = 0;

  if (is_file (subject)) {
    node = read_file (subject, error);
    return node != NULL && check_document (session, node, error);
  }
  if (!ctl_session_find_process (session, subject, &process, error))
    return FALSE;
  findings = ctl_session_call_for (session, "check-process", process, error);
  return findings != NULL && print_findings (findings, error);
}

/* All findings are told, not the first one only; the database looks once more when it makes it. */
static gboolean
create_from (CtlSession *session, JsonNode *node, GError **error)
{
  g_autofree char *document = json_to_string (node, FALSE);
  ApoyoParams *params = NULL;
  g_autoptr (ApoyoResult) made = NULL;
  int process = 0;

  if (!check_document (session, node, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_text (params, document);
  apoyo_params_add_null (params);
  apoyo_params_add_null (params);
  made = ctl_session_call (session, "create-configured-process", params, error);
  if (made == NULL || !apoyo_result_get_int (made, 0, "process", &process, error))
    return FALSE;
  g_print (_ ("process\t%d\n"), process);
  return TRUE;
}

gboolean
ctl_configuration_create (CtlSession *session, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = read_file (path, error);

  return node != NULL && create_from (session, node, error);
}

gboolean
ctl_configuration_export (CtlSession *session,
                          const CtlConfigurationOptions *options,
                          const char *name,
                          GError **error)
{
  g_autoptr (JsonNode) node = read_process (session, name, options->people, error);

  return node != NULL && write_document (node, options->out, error);
}

gboolean
ctl_configuration_compare (CtlSession *session,
                           const CtlConfigurationOptions *options,
                           const char *one,
                           const char *other,
                           GError **error)
{
  g_autoptr (JsonNode) first = read_subject (session, one, options->people, error);
  g_autoptr (JsonNode) second =
      first != NULL ? read_subject (session, other, options->people, error) : NULL;
  g_autofree char *was = NULL;
  g_autofree char *becomes = NULL;
  ApoyoParams *params = NULL;
  g_autoptr (ApoyoResult) rows = NULL;

  if (second == NULL)
    return FALSE;
  was = json_to_string (first, FALSE);
  becomes = json_to_string (second, FALSE);
  params = apoyo_params_new ();
  apoyo_params_add_text (params, was);
  apoyo_params_add_text (params, becomes);
  rows = ctl_session_call (session, "configuration-difference", params, error);
  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++)
    g_print ("%s\t%s\t%s\n", ctl_result_text (rows, i, "path"), ctl_result_text (rows, i, "was"),
             ctl_result_text (rows, i, "becomes"));
  return rows != NULL;
}

/* A text that is given replaces what the copied process says. */
static void
replace (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

gboolean
ctl_configuration_copy (CtlSession *session,
                        const CtlConfigurationOptions *options,
                        const char *name,
                        GError **error)
{
  g_autoptr (JsonNode) node = read_process (session, name, options->people, error);
  JsonObject *object;

  if (node == NULL)
    return FALSE;
  object = json_node_get_object (node);
  replace (object, "code", options->as);
  replace (object, "name", options->name);
  replace (object, "opens_at", options->opens_at);
  replace (object, "closes_at", options->closes_at);
  if (options->real || options->drill)
    json_object_set_boolean_member (object, "simulacro", options->drill);
  return options->out != NULL ? write_document (node, options->out, error)
                              : create_from (session, node, error);
}
