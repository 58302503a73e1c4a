/* apoyo-credential.c: the typed data of a capture's credential.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-credential.h"
#include "apoyo-json.h"

/* Longer texts are no field of a credential; the bound keeps what we hash and store small. */
#define MAX_FIELD 64
#define MAX_NAME 160

/* Where each text member of the JSON object goes. */
static const struct {
  const char *name;
  gsize offset;
} fields[] = {
  { "model", G_STRUCT_OFFSET (ApoyoCredential, model) },
  { "curp", G_STRUCT_OFFSET (ApoyoCredential, curp) },
  { "clave_elector", G_STRUCT_OFFSET (ApoyoCredential, clave_elector) },
  { "cic", G_STRUCT_OFFSET (ApoyoCredential, cic) },
  { "citizen_id", G_STRUCT_OFFSET (ApoyoCredential, citizen_id) },
  { "ocr", G_STRUCT_OFFSET (ApoyoCredential, ocr) },
  { "issue", G_STRUCT_OFFSET (ApoyoCredential, issue) },
  { "section", G_STRUCT_OFFSET (ApoyoCredential, section) },
};

static const struct {
  const char *name;
  gsize offset;
} names[] = {
  { "given", G_STRUCT_OFFSET (ApoyoCredential, given) },
  { "paternal", G_STRUCT_OFFSET (ApoyoCredential, paternal) },
  { "maternal", G_STRUCT_OFFSET (ApoyoCredential, maternal) },
};

static char **
text_at (const ApoyoCredential *self, gsize offset)
{
  return &G_STRUCT_MEMBER (char *, self, offset);
}

ApoyoCredential *
apoyo_credential_new (void)
{
  return g_new0 (ApoyoCredential, 1);
}

void
apoyo_credential_free (ApoyoCredential *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (*text_at (self, fields[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (*text_at (self, names[i].offset));
  g_free (self);
}

/* Upper case, without any white space; NULL for nothing. */
static char *
normalise_field (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++) {
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, g_ascii_toupper (*p));
  }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
read_member (JsonObject *object, const char *name, glong most, const char **text, GError **error)
{
  *text = NULL;
  if (!apoyo_json_get_text (object, name, APOYO_JSON_OPTIONAL, text, error))
    return FALSE;
  if (*text != NULL && g_utf8_strlen (*text, -1) > most) {
    g_set_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE, _ ("“%s” is too long"), name);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_names (ApoyoCredential *self, JsonObject *object, GError **error)
{
  const char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (!read_member (object, names[i].name, MAX_NAME, &text, error))
      return FALSE;
    if (text != NULL)
      *text_at (self, names[i].offset) = g_strstrip (g_strdup (text));
  }
  return TRUE;
}

ApoyoCredential *
apoyo_credential_from_json (JsonObject *credential, JsonObject *name_object, GError **error)
{
  g_autoptr (ApoyoCredential) self = apoyo_credential_new ();
  const char *text = NULL;
  gint64 valid_until = 0;

  g_return_val_if_fail (credential != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (!read_member (credential, fields[i].name, MAX_FIELD, &text, error))
      return NULL;
    if (text != NULL)
      *text_at (self, fields[i].offset) = normalise_field (text);
  }
  if (!apoyo_json_get_integer (credential, "valid_until", APOYO_JSON_OPTIONAL, 0, 9999,
                               &valid_until, error) ||
      (name_object != NULL && !read_names (self, name_object, error)))
    return NULL;
  self->valid_until = (int) valid_until;
  return g_steal_pointer (&self);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

JsonObject *
apoyo_credential_to_json (const ApoyoCredential *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self != NULL, object);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_text (object, fields[i].name, *text_at (self, fields[i].offset));
  json_object_set_int_member (object, "valid_until", self->valid_until);
  return object;
}

JsonObject *
apoyo_credential_names_to_json (const ApoyoCredential *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self != NULL, object);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    set_text (object, names[i].name, *text_at (self, names[i].offset));
  return object;
}
