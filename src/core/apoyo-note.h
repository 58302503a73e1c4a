/* apoyo-note.h: signed notes (C2SP): a text, and lines of Ed25519 signatures under it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_ED25519_PUBLIC 32
#define APOYO_ED25519_SIGNATURE 64
#define APOYO_NOTE_MAX_LENGTH 65536
#define APOYO_NOTE_MAX_SIGNATURES 64

/* text (every line ends with '\n'), an empty line, and "— name base64(key id ‖ signature)". A name
 * holds neither spaces nor '+'. */
char *apoyo_note_sign_off (const char *text,
                           const char *key_name,
                           const guint8 public_key[APOYO_ED25519_PUBLIC],
                           const guint8 signature[APOYO_ED25519_SIGNATURE]);

/* The text of a note, without trusting it. (transfer full) */
char *apoyo_note_read (const char *note, gssize length, GError **error);

/* The text, when a signature line of that key verifies it: CHECK otherwise. (transfer full) */
char *apoyo_note_open (const char *note,
                       gssize length,
                       const char *key_name,
                       const guint8 public_key[APOYO_ED25519_PUBLIC],
                       GError **error);

/* "name+8 hex+base64": the form in which verifier keys are published. */
char *apoyo_verifier_key_format (const char *key_name,
                                 const guint8 public_key[APOYO_ED25519_PUBLIC]);
gboolean apoyo_verifier_key_parse (const char *text,
                                   char **key_name,
                                   guint8 public_key[APOYO_ED25519_PUBLIC],
                                   GError **error);

gboolean apoyo_ed25519_verify (const guint8 public_key[APOYO_ED25519_PUBLIC],
                               const guint8 signature[APOYO_ED25519_SIGNATURE],
                               gconstpointer data,
                               gsize length);

/* Exactly length bytes of padded base64 and nothing else, or NULL. (transfer full) */
guint8 *apoyo_note_decode_base64 (const char *text, gsize length);

G_END_DECLS
