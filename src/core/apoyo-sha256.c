/* apoyo-sha256.c: SHA-256 by OpenSSL, and hexadecimal text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include <openssl/evp.h>

#include "apoyo-sha256.h"

struct _ApoyoSha256 {
  EVP_MD_CTX *context; /* (owned) */
};

/* Fetched once: EVP_sha256() looks the implementation up again for every message, which costs more
 * than hashing a tree node. */
static const EVP_MD *
sha256_algorithm (void)
{
  static gsize once = 0;
  static EVP_MD *algorithm = NULL;

  if (g_once_init_enter (&once)) {
    algorithm = EVP_MD_fetch (NULL, "SHA2-256", NULL);
    if (algorithm == NULL)
      g_error ("OpenSSL has no SHA-256");
    g_once_init_leave (&once, 1);
  }
  return algorithm;
}

/* OpenSSL fails here for want of memory only, and GLib's own answer to that is to end. */
static void
sha256_start (EVP_MD_CTX *context)
{
  if (context == NULL || EVP_DigestInit_ex2 (context, sha256_algorithm (), NULL) != 1)
    g_error ("SHA-256 could not be started");
}

ApoyoSha256 *
apoyo_sha256_new (void)
{
  ApoyoSha256 *self = g_new0 (ApoyoSha256, 1);

  self->context = EVP_MD_CTX_new ();
  sha256_start (self->context);
  return self;
}

void
apoyo_sha256_free (ApoyoSha256 *self)
{
  if (self == NULL)
    return;
  EVP_MD_CTX_free (self->context);
  g_free (self);
}

void
apoyo_sha256_update (ApoyoSha256 *self, gconstpointer data, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  if (EVP_DigestUpdate (self->context, data, length) != 1)
    g_error ("SHA-256 could not go on");
}

void
apoyo_sha256_finish (ApoyoSha256 *self, guint8 digest[APOYO_SHA256_LENGTH])
{
  g_return_if_fail (self != NULL);

  if (EVP_DigestFinal_ex (self->context, digest, NULL) != 1)
    g_error ("SHA-256 could not be finished");
  sha256_start (self->context);
}

/* A tree hashes millions of small nodes: each thread keeps one context instead of making one for
 * every node. */
static EVP_MD_CTX *
thread_context (void)
{
  static GPrivate contexts = G_PRIVATE_INIT ((GDestroyNotify) EVP_MD_CTX_free);
  EVP_MD_CTX *context = g_private_get (&contexts);

  if (context == NULL) {
    context = EVP_MD_CTX_new ();
    g_private_set (&contexts, context);
  }
  return context;
}

void
apoyo_sha256 (gconstpointer data, gsize length, guint8 digest[APOYO_SHA256_LENGTH])
{
  EVP_MD_CTX *context = thread_context ();

  sha256_start (context);
  if (EVP_DigestUpdate (context, data, length) != 1 ||
      EVP_DigestFinal_ex (context, digest, NULL) != 1)
    g_error ("SHA-256 could not be computed");
}

/* (transfer full) */
GBytes *
apoyo_sha256_bytes (GBytes *data)
{
  guint8 digest[APOYO_SHA256_LENGTH];
  gsize length = 0;
  gconstpointer bytes = g_bytes_get_data (data, &length);

  apoyo_sha256 (bytes, length, digest);
  return g_bytes_new (digest, sizeof digest);
}

char *
apoyo_hex_encode (gconstpointer data, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = data;
  char *hex = g_malloc (2 * length + 1);

  for (gsize i = 0; i < length; i++) {
    hex[2 * i] = digits[bytes[i] >> 4];
    hex[2 * i + 1] = digits[bytes[i] & 15];
  }
  hex[2 * length] = '\0';
  return hex;
}

/* FALSE unless hex is exactly length bytes; out is then undefined. */
gboolean
apoyo_hex_decode (const char *hex, guint8 *out, gsize length)
{
  if (hex == NULL || strnlen (hex, 2 * length + 1) != 2 * length)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    int high = g_ascii_xdigit_value (hex[2 * i]);
    int low = g_ascii_xdigit_value (hex[2 * i + 1]);

    if (high < 0 || low < 0)
      return FALSE;
    out[i] = (guint8) (high << 4 | low);
  }
  return TRUE;
}
