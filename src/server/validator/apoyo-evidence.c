/* apoyo-evidence.c: what a capture in the vault says, checked and turned into keys to match by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include "apoyo-core-error.h"
#include "apoyo-credential.h"
#include "apoyo-evidence.h"
#include "apoyo-roll-keys.h"
#include "apoyo-vault-error.h"

/* The Instituto let cards that ended with 2024 be used until the first of June 2025. */
static const ApoyoExtension extensions[] = {
  { .printed_year = 2024, .until_year = 2025, .until_month = 6, .until_day = 1 },
};

void
apoyo_evidence_free (ApoyoEvidence *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->findings);
  g_clear_pointer (&self->clave_key, g_bytes_unref);
  g_clear_pointer (&self->curp_key, g_bytes_unref);
  g_clear_pointer (&self->cic_key, g_bytes_unref);
  g_clear_pointer (&self->ocr_key, g_bytes_unref);
  g_free (self);
}

static ApoyoEvidence *
evidence_unreadable (const char *field)
{
  ApoyoEvidence *self = g_new0 (ApoyoEvidence, 1);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_finding_free);
  g_ptr_array_add (self->findings, apoyo_finding_new (APOYO_FINDING_UNREADABLE, field));
  return self;
}

/* The object member of that name, NULL when there is none of that type. */
static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static ApoyoCredential *
parse_index (GBytes *index)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length = 0;
  const char *text = g_bytes_get_data (index, &length);
  JsonNode *root = NULL;
  JsonObject *metadata = NULL;
  JsonObject *credential = NULL;
  JsonObject *names = NULL;

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  metadata = get_object (json_node_get_object (root), "metadata");
  credential = get_object (metadata, "credential");
  names = get_object (metadata, "names");
  if (credential == NULL || names == NULL)
    return NULL;
  /* The error names a field, never its value; the finding says enough. */
  return apoyo_credential_from_json (credential, names, NULL);
}

/* The day the card was shown: the phone's, but never later than the server saw it. */
static void
set_day (ApoyoCredentialContext *day, const ApoyoEvidenceContext *context)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (context->rule->time_zone);
  g_autoptr (GDateTime) local = NULL;
  GDateTime *moment = g_date_time_compare (context->captured_at, context->received_at) < 0
                          ? context->captured_at
                          : context->received_at;

  local = zone != NULL ? g_date_time_to_timezone (moment, zone) : g_date_time_to_utc (moment);
  g_date_time_get_ymd (local, &day->year, &day->month, &day->day);
}

static ApoyoEvidence *
evidence_check (const ApoyoCredential *credential,
                ApoyoKeyring *keyring,
                const ApoyoEvidenceContext *context)
{
  ApoyoEvidence *self = g_new0 (ApoyoEvidence, 1);
  ApoyoCredentialContext day = {
    .minimum_age = 18,
    .extensions = extensions,
    .n_extensions = G_N_ELEMENTS (extensions),
    .models = (const char *const *) context->rule->models,
  };

  set_day (&day, context);
  self->readable = TRUE;
  self->findings = apoyo_credential_check (credential, &day);
  self->clave_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CLAVE, credential->clave_elector);
  self->curp_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CURP, credential->curp);
  self->cic_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CIC, credential->cic);
  self->ocr_key = apoyo_roll_key (keyring, APOYO_ROLL_KEY_OCR, credential->ocr);
  return self;
}

ApoyoEvidence *
apoyo_evidence_read (ApoyoVault *vault,
                     ApoyoKeyring *keyring,
                     const ApoyoEvidenceContext *context,
                     GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ApoyoCredential) credential = NULL;
  g_autoptr (GBytes) index =
      apoyo_vault_read_index (vault, context->process, context->capture, &local);

  if (index == NULL) {
    if (g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND) ||
        g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED) ||
        g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED) ||
        g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED)) {
      g_warning ("A capture of process %d cannot be read: %s", context->process, local->message);
      return evidence_unreadable ("capture");
    }
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  credential = parse_index (index);
  if (credential == NULL)
    return evidence_unreadable ("metadata");
  return evidence_check (credential, keyring, context);
}
