/* apoyo-metadata.c: what a phone says about a capture, checked for form only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <string.h>

#include "apoyo-json-guard.h"
#include "apoyo-metadata.h"
#include "apoyo-problem.h"

typedef enum {
  KIND_TEXT,
  KIND_UUID,
  KIND_TIME,
  KIND_INTEGER,
  KIND_NUMBER,
  KIND_OBJECT,
} Kind;

typedef struct _Field Field;
struct _Field {
  const char *name;
  Kind kind;
  gboolean required;     /* present and not null */
  double minimum;        /* of a number; the least length of a text */
  double maximum;        /* of a number; the greatest length of a text in bytes */
  const Field *fields;   /* of an object */
  const char *const *of; /* (nullable): the only texts allowed */
};

static const char *const modalities[] = { "auxiliary", "self", NULL };

static const Field credential_fields[] = {
  { "model", KIND_TEXT, TRUE, 1, 4 },
  { "curp", KIND_TEXT, FALSE, 0, 40 },
  { "clave_elector", KIND_TEXT, FALSE, 0, 40 },
  { "cic", KIND_TEXT, FALSE, 0, 20 },
  { "citizen_id", KIND_TEXT, FALSE, 0, 20 },
  { "ocr", KIND_TEXT, FALSE, 0, 20 },
  { "issue", KIND_TEXT, FALSE, 0, 8 },
  { "section", KIND_TEXT, FALSE, 0, 8 },
  { "valid_until", KIND_INTEGER, FALSE, 0, 9999 },
  { NULL },
};

static const Field names_fields[] = {
  { "given", KIND_TEXT, TRUE, 0, 200 },
  { "paternal", KIND_TEXT, FALSE, 0, 200 },
  { "maternal", KIND_TEXT, FALSE, 0, 200 },
  { NULL },
};

static const Field location_fields[] = {
  { "latitude", KIND_NUMBER, TRUE, -90, 90 },
  { "longitude", KIND_NUMBER, TRUE, -180, 180 },
  { "accuracy", KIND_NUMBER, FALSE, 0, 1e7 },
  { NULL },
};

static const Field metadata_fields[] = {
  { "capture", KIND_UUID, TRUE },
  { "process", KIND_INTEGER, TRUE, 1, G_MAXINT32 },
  { "promovente", KIND_INTEGER, TRUE, 1, G_MAXINT32 },
  { "modality", KIND_TEXT, TRUE, 1, 20, NULL, modalities },
  { "captured_at", KIND_TIME, TRUE },
  { "sent_at", KIND_TIME, TRUE },
  { "credential", KIND_OBJECT, TRUE, 0, 0, credential_fields },
  { "names", KIND_OBJECT, TRUE, 0, 0, names_fields },
  { "app", KIND_TEXT, TRUE, 0, 100 },
  { "location", KIND_OBJECT, FALSE, 0, 0, location_fields },
  { NULL },
};

static const Field registration_fields[] = {
  { "auxiliary_key", KIND_TEXT, TRUE, 1, 60 },
  { "label", KIND_TEXT, FALSE, 0, 100 },
  { NULL },
};

static gboolean
check_text (const Field *field, const char *text)
{
  gsize length = strlen (text);

  for (const char *c = text; *c != '\0'; c++)
    if ((guint8) *c < 0x20 || *c == 0x7f)
      return FALSE;
  return length >= field->minimum && length <= field->maximum &&
         (field->of == NULL || g_strv_contains (field->of, text));
}

/* With a date, a time and an offset; in the years that both GLib and PostgreSQL know, in UTC too.
 */
static GDateTime *
read_time (const char *text)
{
  g_autoptr (GDateTime) time =
      strchr (text, 'T') ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;

  if (utc == NULL || g_date_time_get_year (utc) < 1970 || g_date_time_get_year (utc) > 9999)
    return NULL;
  return g_steal_pointer (&time);
}

static gboolean
check_number (const Field *field, JsonNode *node)
{
  GType type = json_node_get_value_type (node);
  double value = json_node_get_double (node);

  if (field->kind == KIND_INTEGER && type != G_TYPE_INT64)
    return FALSE;
  return (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE) && value >= field->minimum &&
         value <= field->maximum;
}

static gboolean
check_scalar (const Field *field, JsonNode *node)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (field->kind == KIND_INTEGER || field->kind == KIND_NUMBER)
    return check_number (field, node);
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);
  if (field->kind == KIND_UUID)
    return g_uuid_string_is_valid (text);
  if (field->kind == KIND_TIME) {
    g_autoptr (GDateTime) time = read_time (text);

    return time != NULL;
  }
  return check_text (field, text);
}

static gboolean
check_object (const Field *fields, JsonObject *object, const char *place, GError **error);

static gboolean
check_field (const Field *field, JsonNode *node, const char *place, GError **error)
{
  g_autofree char *path = g_strconcat (place, ".", field->name, NULL);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node)) {
    if (!field->required)
      return TRUE;
    apoyo_problem_set (error, APOYO_PROBLEM_MISSING_FIELD, "%s", path);
    return FALSE;
  }
  if (field->kind == KIND_OBJECT && JSON_NODE_HOLDS_OBJECT (node))
    return check_object (field->fields, json_node_get_object (node), path, error);
  if (field->kind != KIND_OBJECT && check_scalar (field, node))
    return TRUE;
  apoyo_problem_set (error, APOYO_PROBLEM_INVALID_FIELD, "%s", path);
  return FALSE;
}

static gboolean
is_known (const Field *fields, const char *name)
{
  for (const Field *field = fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
check_object (const Field *fields, JsonObject *object, const char *place, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!is_known (fields, name)) {
      /* Its name is the sender's text: the answer says only where. */
      apoyo_problem_set (error, APOYO_PROBLEM_UNKNOWN_FIELD, "%s", place);
      return FALSE;
    }
  for (const Field *field = fields; field->name != NULL; field++)
    if (!check_field (field, json_object_get_member (object, field->name), place, error))
      return FALSE;
  return TRUE;
}

static JsonNode *
read_checked (GBytes *text, const Field *fields, const char *place, GError **error)
{
  static const ApoyoJsonLimits limits = { .max_depth = 4, .max_values = 64 };
  gsize size = 0;
  const char *data = g_bytes_get_data (text, &size);
  g_autoptr (JsonNode) root = apoyo_json_read (data, size, place, &limits, error);

  if (root == NULL || !check_object (fields, json_node_get_object (root), place, error))
    return NULL;
  return g_steal_pointer (&root);
}

ApoyoMetadata *
apoyo_metadata_read (GBytes *text, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  ApoyoMetadata *metadata;

  if (g_bytes_get_size (text) > APOYO_METADATA_LARGEST) {
    apoyo_problem_set (error, APOYO_PROBLEM_METADATA_TOO_LARGE, "metadata");
    return NULL;
  }
  root = read_checked (text, metadata_fields, "metadata", error);
  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  metadata = g_new0 (ApoyoMetadata, 1);
  metadata->capture = g_ascii_strdown (json_object_get_string_member (object, "capture"), -1);
  metadata->process = (gint) json_object_get_int_member (object, "process");
  metadata->promovente = (gint) json_object_get_int_member (object, "promovente");
  metadata->modality = g_strdup (json_object_get_string_member (object, "modality"));
  metadata->captured_at = read_time (json_object_get_string_member (object, "captured_at"));
  metadata->sent_at = read_time (json_object_get_string_member (object, "sent_at"));
  metadata->canonical = apoyo_json_to_canonical (root);
  json_object_remove_member (object, "sent_at");
  metadata->lasting = apoyo_json_to_canonical (root);
  return metadata;
}

void
apoyo_metadata_free (ApoyoMetadata *metadata)
{
  g_free (metadata->capture);
  g_free (metadata->modality);
  g_date_time_unref (metadata->captured_at);
  g_date_time_unref (metadata->sent_at);
  g_free (metadata->canonical);
  g_free (metadata->lasting);
  g_free (metadata);
}

gboolean
apoyo_registration_read (GBytes *text, char **auxiliary_key, char **label, GError **error)
{
  g_autoptr (JsonNode) root = read_checked (text, registration_fields, "body", error);
  JsonObject *object;

  if (root == NULL)
    return FALSE;
  object = json_node_get_object (root);
  *auxiliary_key = g_strdup (json_object_get_string_member (object, "auxiliary_key"));
  *label = g_strdup (json_object_get_string_member_with_default (object, "label", NULL));
  return TRUE;
}
