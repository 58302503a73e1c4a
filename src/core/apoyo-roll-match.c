/* apoyo-roll-match.c: what the roll knows of the person whom a capture names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include "apoyo-core-error.h"
#include "apoyo-json.h"
#include "apoyo-roll-match.h"

#define MOST_FIELDS 16

static const char *const statuses[] = { "unknown", "active", "not_on_list", "dropped" };

void
apoyo_roll_match_clear (ApoyoRollMatch *self)
{
  g_clear_pointer (&self->cause, g_free);
  g_clear_pointer (&self->agreed, g_strfreev);
  g_clear_pointer (&self->contradicted, g_strfreev);
}

void
apoyo_roll_match_copy (ApoyoRollMatch *self, const ApoyoRollMatch *from)
{
  self->status = from->status;
  self->roll = from->roll;
  self->cause = g_strdup (from->cause);
  self->agreed = g_strdupv (from->agreed);
  self->contradicted = g_strdupv (from->contradicted);
}

const char *
apoyo_roll_status_to_nick (ApoyoRollStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), NULL);
  return statuses[status];
}

gboolean
apoyo_roll_status_from_nick (const char *nick, ApoyoRollStatus *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    if (g_strcmp0 (nick, statuses[i]) == 0) {
      *status = (ApoyoRollStatus) i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
contains (char **fields, const char *field)
{
  return fields != NULL && g_strv_contains ((const char *const *) fields, field);
}

gboolean
apoyo_roll_match_is_sure (const ApoyoRollMatch *self)
{
  return (contains (self->agreed, "curp") || contains (self->agreed, "clave_elector")) &&
         !contains (self->contradicted, "curp") && !contains (self->contradicted, "clave_elector");
}

static void
set_fields (JsonObject *object, const char *name, char **fields)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    json_array_add_string_element (array, fields[i]);
  json_object_set_array_member (object, name, array);
}

JsonObject *
apoyo_roll_match_to_json (const ApoyoRollMatch *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "status", statuses[self->status]);
  json_object_set_int_member (object, "roll", self->roll);
  if (self->cause != NULL)
    json_object_set_string_member (object, "cause", self->cause);
  set_fields (object, "agreed", self->agreed);
  set_fields (object, "contradicted", self->contradicted);
  return object;
}

gboolean
apoyo_roll_match_from_json (ApoyoRollMatch *self, JsonObject *object, GError **error)
{
  const char *status = NULL;
  const char *cause = NULL;

  *self = (ApoyoRollMatch){ .status = APOYO_ROLL_UNKNOWN };
  if (!apoyo_json_get_text (object, "status", APOYO_JSON_REQUIRED, &status, error) ||
      !apoyo_json_get_integer (object, "roll", APOYO_JSON_REQUIRED, 0, G_MAXINT64, &self->roll,
                               error) ||
      !apoyo_json_get_text (object, "cause", APOYO_JSON_OPTIONAL, &cause, error) ||
      !apoyo_json_get_texts (object, "agreed", APOYO_JSON_REQUIRED, MOST_FIELDS, &self->agreed,
                             error) ||
      !apoyo_json_get_texts (object, "contradicted", APOYO_JSON_REQUIRED, MOST_FIELDS,
                             &self->contradicted, error))
    return FALSE;
  self->cause = g_strdup (cause);
  if (!apoyo_roll_status_from_nick (status, &self->status)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         "The roll has no such status");
    return FALSE;
  }
  return TRUE;
}
