/* apoyo-keyring.h: the keys, which live in a directory outside the database and its backups.
 *
 * Every function may be called from any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define APOYO_HASH_SIZE 32
#define APOYO_SIGNATURE_SIZE 64
#define APOYO_PUBLIC_KEY_SIZE 32
#define APOYO_DATA_KEY_SIZE 32
#define APOYO_KEY_ID_SIZE 8
#define APOYO_PIN_SIZE 16

#define APOYO_TYPE_KEYRING (apoyo_keyring_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoKeyring, apoyo_keyring, APOYO, KEYRING, GObject)

/* With @create the directory, the master key and the roll's and the ledger's keys are made when
 * they are missing, also when several programs start at once. Without it a missing one is an error.
 */
ApoyoKeyring *apoyo_keyring_open (const char *directory, gboolean create, GError **error);
const char *apoyo_keyring_get_directory (ApoyoKeyring *self);

/* HMAC-SHA256 over "kind\0TEXT" with the roll's secret, TEXT being upper case without white space.
 * NULL for a NULL or blank text: what is not there matches nothing. */
GBytes *apoyo_keyring_roll_hash (ApoyoKeyring *self, const char *kind, const char *text);

/* A person's details in the roll. */
GBytes *apoyo_keyring_seal_roll (ApoyoKeyring *self, GBytes *plain);
GBytes *apoyo_keyring_open_roll (ApoyoKeyring *self, GBytes *sealed, GError **error);

/* APOYO_PIN_SIZE bytes that tell the roll's key from every other and reveal nothing of it. */
GBytes *apoyo_keyring_get_roll_id (ApoyoKeyring *self);

/* Keys of a process are made at the first capture; a destroyed one is never made again. */
gboolean apoyo_keyring_ensure_process (ApoyoKeyring *self, gint process, GError **error);
GBytes *apoyo_keyring_citizen_key (ApoyoKeyring *self, gint process, gint64 roll, GError **error);
/* @sha256 is the image's SHA-256, APOYO_HASH_SIZE bytes. */
GBytes *
apoyo_keyring_image_key (ApoyoKeyring *self, gint process, const guint8 *sha256, GError **error);
GBytes *
apoyo_keyring_seal_process (ApoyoKeyring *self, gint process, GBytes *plain, GError **error);
GBytes *
apoyo_keyring_open_process (ApoyoKeyring *self, gint process, GBytes *sealed, GError **error);

/* APOYO_PIN_SIZE bytes that tell the process's key from every other and reveal nothing of it. */
GBytes *apoyo_keyring_get_key_id (ApoyoKeyring *self, gint process, GError **error);
/* Whether the key was held against the one the process was begun with. */
gboolean apoyo_keyring_is_pinned (ApoyoKeyring *self, gint process);
void apoyo_keyring_set_pinned (ApoyoKeyring *self, gint process);

/* The key that captures are sealed with, and the public name that tells it from another. The caller
 * wipes @key. */
gboolean apoyo_keyring_get_data_key (ApoyoKeyring *self,
                                     gint process,
                                     guint8 key[APOYO_DATA_KEY_SIZE],
                                     guint8 key_id[APOYO_KEY_ID_SIZE],
                                     GError **error);

/* Makes the process's images and personal data unreadable for ever, and says so in a file that
 * keeps the key from being made again. Whoever calls it has looked whether this is the process's
 * key: where there is none that is done all the same. */
gboolean apoyo_keyring_destroy_process (ApoyoKeyring *self, gint process, GError **error);

/* Ed25519, the ledger's. The signature is APOYO_SIGNATURE_SIZE bytes. */
GBytes *apoyo_keyring_sign (ApoyoKeyring *self, GBytes *message);
GBytes *apoyo_keyring_get_public_key (ApoyoKeyring *self);
gboolean apoyo_keyring_verify (GBytes *public_key, GBytes *message, GBytes *signature);

G_END_DECLS
