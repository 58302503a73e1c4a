/* apoyo-note.c: signed notes (C2SP): a text, and lines of Ed25519 signatures under it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <openssl/evp.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-note.h"
#include "apoyo-sha256.h"

#define ALGORITHM_ED25519 0x01
#define KEY_ID_LENGTH 4
#define SIGNATURE_PREFIX "\342\200\224 " /* em dash and a space */

/* The specification's: SHA-256 over name, '\n', algorithm and key, its first four bytes. */
static void
key_id (const char *key_name,
        const guint8 public_key[APOYO_ED25519_PUBLIC],
        guint8 id[KEY_ID_LENGTH])
{
  const guint8 separator[] = { '\n', ALGORITHM_ED25519 };
  g_autoptr (ApoyoSha256) hash = apoyo_sha256_new ();
  guint8 digest[APOYO_SHA256_LENGTH];

  apoyo_sha256_update (hash, key_name, strlen (key_name));
  apoyo_sha256_update (hash, separator, sizeof separator);
  apoyo_sha256_update (hash, public_key, APOYO_ED25519_PUBLIC);
  apoyo_sha256_finish (hash, digest);
  memcpy (id, digest, KEY_ID_LENGTH);
}

static gboolean
key_name_is_valid (const char *name)
{
  if (*name == '\0' || strchr (name, '+') != NULL || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
      return FALSE;
  }
  return TRUE;
}

guint8 *
apoyo_note_decode_base64 (const char *text, gsize length)
{
  g_autofree guint8 *bytes = NULL;
  g_autofree char *again = NULL;
  gsize n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    return NULL;
  bytes = g_base64_decode (text, &n);
  if (n != length)
    return NULL;
  /* GLib skips what is not base64; only the one canonical spelling is accepted. */
  again = g_base64_encode (bytes, n);
  return strcmp (again, text) == 0 ? g_steal_pointer (&bytes) : NULL;
}

char *
apoyo_note_sign_off (const char *text,
                     const char *key_name,
                     const guint8 public_key[APOYO_ED25519_PUBLIC],
                     const guint8 signature[APOYO_ED25519_SIGNATURE])
{
  guint8 signed_id[KEY_ID_LENGTH + APOYO_ED25519_SIGNATURE];
  g_autofree char *encoded = NULL;

  g_return_val_if_fail (text != NULL && g_str_has_suffix (text, "\n"), NULL);
  g_return_val_if_fail (key_name != NULL && key_name_is_valid (key_name), NULL);

  key_id (key_name, public_key, signed_id);
  memcpy (signed_id + KEY_ID_LENGTH, signature, APOYO_ED25519_SIGNATURE);
  encoded = g_base64_encode (signed_id, sizeof signed_id);
  return g_strdup_printf ("%s\n" SIGNATURE_PREFIX "%s %s\n", text, key_name, encoded);
}

static gboolean
note_refuse (GError **error)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                       _ ("This is not a signed note"));
  return FALSE;
}

/* Text and signature lines part at the last empty line. */
static gboolean
note_split (const char *note, gssize length, char **text, char ***signatures, GError **error)
{
  g_autofree char *copy = NULL;
  g_autofree char *tail = NULL;
  char *split;

  if (length < 0)
    length = (gssize) strnlen (note, APOYO_NOTE_MAX_LENGTH + 1);
  if (length > APOYO_NOTE_MAX_LENGTH || !g_utf8_validate (note, length, NULL))
    return note_refuse (error);
  copy = g_strndup (note, (gsize) length);
  for (const char *p = copy; *p != '\0'; p++) {
    if ((guchar) *p < 0x20 && *p != '\n')
      return note_refuse (error);
  }
  split = g_strrstr (copy, "\n\n");
  if (split == NULL || split == copy || !g_str_has_suffix (split + 2, "\n"))
    return note_refuse (error);
  tail = g_strndup (split + 2, strlen (split + 2) - 1);
  *signatures = g_strsplit (tail, "\n", APOYO_NOTE_MAX_SIGNATURES + 1);
  if (g_strv_length (*signatures) == 0 || g_strv_length (*signatures) > APOYO_NOTE_MAX_SIGNATURES)
    return note_refuse (error);
  split[1] = '\0';
  *text = g_steal_pointer (&copy);
  return TRUE;
}

/* "— name base64" into its parts; the bytes are at least a key id and one more. */
static gboolean
signature_split (const char *line, char **name, guint8 **bytes, gsize *n_bytes)
{
  const char *rest, *space;
  g_autofree char *again = NULL;

  if (!g_str_has_prefix (line, SIGNATURE_PREFIX))
    return FALSE;
  rest = line + strlen (SIGNATURE_PREFIX);
  space = strchr (rest, ' ');
  if (space == NULL || space[1] == '\0')
    return FALSE;
  *name = g_strndup (rest, (gsize) (space - rest));
  *bytes = g_base64_decode (space + 1, n_bytes);
  again = g_base64_encode (*bytes, *n_bytes);
  return key_name_is_valid (*name) && *n_bytes > KEY_ID_LENGTH && strcmp (again, space + 1) == 0;
}

/* Every signature line must have its form, also those of keys we do not know. */
static gboolean
note_check (const char *text,
            char **signatures,
            const char *key_name,
            const guint8 *public_key,
            gboolean *verified,
            GError **error)
{
  guint8 id[KEY_ID_LENGTH];

  if (key_name != NULL)
    key_id (key_name, public_key, id);
  for (guint i = 0; signatures[i] != NULL; i++) {
    g_autofree char *name = NULL;
    g_autofree guint8 *bytes = NULL;
    gsize n_bytes = 0;

    if (!signature_split (signatures[i], &name, &bytes, &n_bytes))
      return note_refuse (error);
    if (key_name != NULL && strcmp (name, key_name) == 0 &&
        n_bytes == KEY_ID_LENGTH + APOYO_ED25519_SIGNATURE &&
        memcmp (bytes, id, KEY_ID_LENGTH) == 0 &&
        apoyo_ed25519_verify (public_key, bytes + KEY_ID_LENGTH, text, strlen (text)))
      *verified = TRUE;
  }
  return TRUE;
}

char *
apoyo_note_read (const char *note, gssize length, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) signatures = NULL;
  gboolean verified = FALSE;

  g_return_val_if_fail (note != NULL, NULL);

  if (!note_split (note, length, &text, &signatures, error) ||
      !note_check (text, signatures, NULL, NULL, &verified, error))
    return NULL;
  return g_steal_pointer (&text);
}

char *
apoyo_note_open (const char *note,
                 gssize length,
                 const char *key_name,
                 const guint8 public_key[APOYO_ED25519_PUBLIC],
                 GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) signatures = NULL;
  gboolean verified = FALSE;

  g_return_val_if_fail (note != NULL && key_name != NULL && public_key != NULL, NULL);

  if (!note_split (note, length, &text, &signatures, error) ||
      !note_check (text, signatures, key_name, public_key, &verified, error))
    return NULL;
  if (!verified) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK,
                         _ ("No signature of the expected key verifies this note"));
    return NULL;
  }
  return g_steal_pointer (&text);
}

char *
apoyo_verifier_key_format (const char *key_name, const guint8 public_key[APOYO_ED25519_PUBLIC])
{
  guint8 typed[1 + APOYO_ED25519_PUBLIC] = { ALGORITHM_ED25519 };
  guint8 id[KEY_ID_LENGTH];
  g_autofree char *hex = NULL;
  g_autofree char *encoded = NULL;

  g_return_val_if_fail (key_name != NULL && key_name_is_valid (key_name), NULL);

  memcpy (typed + 1, public_key, APOYO_ED25519_PUBLIC);
  key_id (key_name, public_key, id);
  hex = apoyo_hex_encode (id, sizeof id);
  encoded = g_base64_encode (typed, sizeof typed);
  return g_strdup_printf ("%s+%s+%s", key_name, hex, encoded);
}

gboolean
apoyo_verifier_key_parse (const char *text,
                          char **key_name,
                          guint8 public_key[APOYO_ED25519_PUBLIC],
                          GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autofree guint8 *typed = NULL;
  guint8 id[KEY_ID_LENGTH], expected[KEY_ID_LENGTH];

  g_return_val_if_fail (text != NULL && key_name != NULL, FALSE);

  /* At most three parts: the base64 of the last one may have '+' in it. */
  parts = g_strsplit (text, "+", 3);
  if (g_strv_length (parts) == 3 && key_name_is_valid (parts[0]) &&
      apoyo_hex_decode (parts[1], id, sizeof id))
    typed = apoyo_note_decode_base64 (parts[2], 1 + APOYO_ED25519_PUBLIC);
  if (typed == NULL || typed[0] != ALGORITHM_ED25519) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                         _ ("This is not an Ed25519 verifier key"));
    return FALSE;
  }
  key_id (parts[0], typed + 1, expected);
  if (memcmp (id, expected, sizeof id) != 0) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK,
                         _ ("The verifier key was copied with a mistake"));
    return FALSE;
  }
  memcpy (public_key, typed + 1, APOYO_ED25519_PUBLIC);
  *key_name = g_strdup (parts[0]);
  return TRUE;
}

gboolean
apoyo_ed25519_verify (const guint8 public_key[APOYO_ED25519_PUBLIC],
                      const guint8 signature[APOYO_ED25519_SIGNATURE],
                      gconstpointer data,
                      gsize length)
{
  EVP_PKEY *key =
      EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, public_key, APOYO_ED25519_PUBLIC);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean verified;

  verified = key != NULL && context != NULL &&
             EVP_DigestVerifyInit (context, NULL, NULL, NULL, key) == 1 &&
             EVP_DigestVerify (context, signature, APOYO_ED25519_SIGNATURE, data, length) == 1;
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (key);
  return verified;
}
