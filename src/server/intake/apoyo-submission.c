/* apoyo-submission.c: the body of POST /v1/supports, from bytes to what is stored.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <string.h>

#include "apoyo-multipart.h"
#include "apoyo-problem.h"
#include "apoyo-sha256.h"
#include "apoyo-submission.h"
#include "apoyo-vault-error.h"

/* Fewer bytes than any real picture has. */
#define SMALLEST_IMAGE 64

static const char *const image_names[APOYO_N_IMAGES] = { "front", "back", "selfie", "signature" };

/* By its brand; telephones write the first. */
static gboolean
is_heic (const guint8 *data)
{
  static const char brands[][5] = { "heic", "heix", "heim", "heis", "mif1" };

  if (memcmp (data + 4, "ftyp", 4) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (brands); i++)
    if (memcmp (data + 8, brands[i], 4) == 0)
      return TRUE;
  return FALSE;
}

const char *
apoyo_image_get_type (GBytes *content)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (content, &size);

  if (size < SMALLEST_IMAGE)
    return NULL;
  if (memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  if (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "image/webp";
  if (is_heic (data))
    return "image/heic";
  return NULL;
}

static ApoyoPart *
find_part (GPtrArray *parts, const char *name, GError **error)
{
  ApoyoPart *found = NULL;

  for (guint i = 0; i < parts->len; i++) {
    ApoyoPart *part = g_ptr_array_index (parts, i);

    if (!g_str_equal (part->name, name))
      continue;
    if (found != NULL) {
      apoyo_problem_set (error, APOYO_PROBLEM_REPEATED_PART, "%s", name);
      return NULL;
    }
    found = part;
  }
  if (found == NULL)
    apoyo_problem_set (error, APOYO_PROBLEM_MISSING_PART, "%s", name);
  return found;
}

static gboolean
read_image (ApoyoVaultImage *image, GPtrArray *parts, const char *name, GError **error)
{
  ApoyoPart *part = find_part (parts, name, error);

  if (part == NULL)
    return FALSE;
  image->name = name;
  image->type = apoyo_image_get_type (part->content);
  if (!g_str_has_prefix (part->type, "image/")) {
    apoyo_problem_set (error, APOYO_PROBLEM_UNSUPPORTED_MEDIA_TYPE, "%s", name);
    return FALSE;
  }
  if (image->type == NULL || !g_str_equal (image->type, part->type)) {
    apoyo_problem_set (error, APOYO_PROBLEM_INVALID_IMAGE, "%s", name);
    return FALSE;
  }
  image->content = g_bytes_ref (part->content);
  return TRUE;
}

static gboolean
read_metadata (ApoyoSubmission *self, GPtrArray *parts, const char *capture, GError **error)
{
  ApoyoPart *part = find_part (parts, "metadata", error);

  if (part == NULL)
    return FALSE;
  if (!g_str_equal (part->type, "application/json")) {
    apoyo_problem_set (error, APOYO_PROBLEM_UNSUPPORTED_MEDIA_TYPE, "metadata");
    return FALSE;
  }
  self->metadata = apoyo_metadata_read (part->content, error);
  if (self->metadata == NULL)
    return FALSE;
  if (!g_str_equal (self->metadata->capture, capture)) {
    apoyo_problem_set (error, APOYO_PROBLEM_CAPTURE_MISMATCH, "metadata.capture");
    return FALSE;
  }
  return TRUE;
}

/* Over the lasting metadata and the images' own hashes: multipart boundaries, the order of parts,
 * white space and the time of the attempt do not make another capture of the same one. */
static void
hash_all (ApoyoSubmission *self)
{
  g_autoptr (ApoyoSha256) sha256 = apoyo_sha256_new ();
  const char *lasting = self->metadata->lasting;

  apoyo_sha256_update (sha256, lasting, strlen (lasting));
  for (guint i = 0; i < APOYO_N_IMAGES; i++) {
    ApoyoVaultImage *image = &self->images[i];
    gsize size = 0;
    const void *data = g_bytes_get_data (image->content, &size);

    apoyo_sha256 (data, size, image->sha256);
    apoyo_sha256_update (sha256, image->sha256, sizeof image->sha256);
  }
  apoyo_sha256_finish (sha256, self->digest);
  self->digest_hex = apoyo_hex_encode (self->digest, sizeof self->digest);
}

ApoyoSubmission *
apoyo_submission_read (GBytes *body, const char *boundary, const char *capture, GError **error)
{
  g_autoptr (ApoyoSubmission) self = g_new0 (ApoyoSubmission, 1);
  g_autoptr (GPtrArray) parts = apoyo_multipart_split (body, boundary, error);

  if (parts == NULL || !read_metadata (self, parts, capture, error))
    return NULL;
  for (guint i = 0; i < APOYO_N_IMAGES; i++)
    if (!read_image (&self->images[i], parts, image_names[i], error))
      return NULL;
  if (parts->len > 1 + APOYO_N_IMAGES) {
    apoyo_problem_set (error, APOYO_PROBLEM_UNKNOWN_PART, "%s", "");
    return NULL;
  }
  hash_all (self);
  return g_steal_pointer (&self);
}

void
apoyo_submission_free (ApoyoSubmission *self)
{
  g_clear_pointer (&self->metadata, apoyo_metadata_free);
  for (guint i = 0; i < APOYO_N_IMAGES; i++)
    g_clear_pointer (&self->images[i].content, g_bytes_unref);
  g_free (self->digest_hex);
  g_free (self);
}

gboolean
apoyo_submission_store (ApoyoSubmission *self, ApoyoVault *vault, gboolean *failed, GError **error)
{
  g_autoptr (GError) local = NULL;
  ApoyoProblemCode code;

  *failed = FALSE;
  if (apoyo_vault_store (vault, self->metadata->process, self->metadata->capture, self->digest_hex,
                         self->metadata->canonical, self->images, APOYO_N_IMAGES, &local))
    return TRUE;
  code = local->domain == APOYO_VAULT_ERROR ? apoyo_problem_from_vault (local)
                                            : APOYO_PROBLEM_INTERNAL_ERROR;
  *failed = apoyo_problem_get_status (code) >= 500;
  if (code != APOYO_PROBLEM_IDEMPOTENCY_CONFLICT)
    g_warning ("Could not store a capture: %s", local->message);
  apoyo_problem_set (error, code, "%s", "");
  return FALSE;
}
