/* apoyo-evidence.c: what a capture in the vault holds, and the keys to match it by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include <math.h>

#include "apoyo-evidence.h"
#include "apoyo-roll-keys.h"
#include "apoyo-vault-error.h"

static void
picture_free (ApoyoEvidencePicture *picture)
{
  g_free (picture->name);
  g_bytes_unref (picture->content);
  g_free (picture);
}

static ApoyoEvidence *
evidence_new (void)
{
  ApoyoEvidence *self = g_new0 (ApoyoEvidence, 1);

  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  return self;
}

void
apoyo_evidence_free (ApoyoEvidence *self)
{
  if (self == NULL)
    return;
  apoyo_credential_free (self->typed);
  g_ptr_array_unref (self->pictures);
  g_clear_pointer (&self->clave_key, g_bytes_unref);
  g_clear_pointer (&self->curp_key, g_bytes_unref);
  g_clear_pointer (&self->cic_key, g_bytes_unref);
  g_clear_pointer (&self->ocr_key, g_bytes_unref);
  g_free (self);
}

/* The object member of that name, NULL when there is none of that type. */
static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
get_hundredths (JsonObject *object, const char *name, int *value)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double number = 0;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  number = json_node_get_double (node);
  if (!(fabs (number) <= 180))
    return FALSE;
  *value = (int) round (number * 100);
  return TRUE;
}

static void
read_place (ApoyoEvidence *self, JsonObject *metadata)
{
  JsonObject *location = get_object (metadata, "location");

  self->has_place = location != NULL && get_hundredths (location, "latitude", &self->latitude) &&
                    get_hundredths (location, "longitude", &self->longitude) &&
                    ABS (self->latitude) <= 9000;
}

static void
read_typed (ApoyoEvidence *self, JsonObject *index, ApoyoKeyring *keyring)
{
  JsonObject *metadata = get_object (index, "metadata");
  JsonObject *credential = get_object (metadata, "credential");
  JsonObject *names = get_object (metadata, "names");

  read_place (self, metadata);
  if (credential == NULL || names == NULL)
    return;
  /* The error names a field, never its value; the finding says enough. */
  self->typed = apoyo_credential_from_json (credential, names, NULL);
  if (self->typed == NULL)
    return;
  self->clave_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CLAVE, self->typed->clave_elector);
  self->curp_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CURP, self->typed->curp);
  self->cic_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CIC, self->typed->cic);
  self->ocr_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_OCR, self->typed->ocr);
}

/* Our own index names the images in the order in which they follow it. */
static void
read_pictures (ApoyoEvidence *self, JsonObject *index, GPtrArray *parts)
{
  JsonNode *node = json_object_get_member (index, "images");
  JsonArray *images =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; images != NULL && i + 1 < parts->len && i < json_array_get_length (images);
       i++) {
    ApoyoEvidencePicture *picture = g_new0 (ApoyoEvidencePicture, 1);

    picture->name = g_strdup (json_object_get_string_member_with_default (
        json_array_get_object_element (images, i), "name", ""));
    picture->content = g_bytes_ref (g_ptr_array_index (parts, i + 1));
    g_ptr_array_add (self->pictures, picture);
  }
}

static ApoyoEvidence *
read_parts (GPtrArray *parts, ApoyoKeyring *keyring)
{
  ApoyoEvidence *self = evidence_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length = 0;
  const char *text = g_bytes_get_data (g_ptr_array_index (parts, 0), &length);
  JsonNode *root = NULL;

  self->readable = TRUE;
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return self;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return self;
  read_typed (self, json_node_get_object (root), keyring);
  read_pictures (self, json_node_get_object (root), parts);
  return self;
}

/* What is not found is lost only where the vault itself is there; where not, that becomes *error.
 */
static gboolean
is_lost (ApoyoVault *vault, GError **error)
{
  g_autoptr (GError) not_there = NULL;

  if (!g_error_matches (*error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND))
    return FALSE;
  if (apoyo_vault_check (vault, &not_there))
    return TRUE;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&not_there));
  return FALSE;
}

static gboolean
is_for_good (const GError *error)
{
  return g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED);
}

/* The index alone is a fraction of the capture. (element-type GBytes) */
static GPtrArray *
load (ApoyoVault *vault, int process, const char *capture, gboolean pictures, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  GBytes *index = NULL;

  if (pictures)
    return apoyo_vault_read_all (vault, process, capture, error);
  index = apoyo_vault_read_index (vault, process, capture, error);
  if (index == NULL)
    return NULL;
  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (parts, index);
  return g_steal_pointer (&parts);
}

ApoyoEvidence *
apoyo_evidence_read (ApoyoVault *vault,
                     ApoyoKeyring *keyring,
                     int process,
                     const char *capture,
                     gboolean pictures,
                     GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) parts = load (vault, process, capture, pictures, &local);

  if (parts != NULL)
    return read_parts (parts, keyring);
  if (is_lost (vault, &local) || is_for_good (local)) {
    g_warning ("A capture of process %d cannot be read: %s", process, local->message);
    return evidence_new ();
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
