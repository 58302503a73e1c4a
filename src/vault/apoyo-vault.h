/* apoyo-vault.h: captures at rest in a directory, one encrypted file each.
 *
 * DIRECTORY/<process>/<first two hex digits of the capture>/<capture>. Every function blocks and
 * may be called from any thread: servers call them from workers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"

G_BEGIN_DECLS

typedef struct {
  const char *name; /* front, back, selfie, signature */
  const char *type; /* of its content, "image/jpeg" … */
  GBytes *content;
  guint8 sha256[APOYO_HASH_SIZE];
} ApoyoVaultImage;

#define APOYO_TYPE_VAULT (apoyo_vault_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoVault, apoyo_vault, APOYO, VAULT, GObject)

/* The vault in @directory, which a mark in it tells from an empty directory that another is usually
 * mounted on: NO_VAULT without it. With @create the directory and the mark are made when they are
 * missing, also when several programs start at once. */
ApoyoVault *
apoyo_vault_new (const char *directory, ApoyoKeyring *keyring, gboolean create, GError **error);

/* APOYO_PIN_SIZE bytes that tell this vault from every other. */
GBytes *apoyo_vault_get_id (ApoyoVault *self);

/* Whether it is still there: what is not found in a vault that is not mounted is not lost. */
gboolean apoyo_vault_check (ApoyoVault *self, GError **error);

/* Returns when the object is on disk. @capture is a UUID in lower case; @digest (hexadecimal) tells
 * what "the same again" is; @metadata is the text of a JSON object. What lies there with the same
 * digest is kept and made young again, also for the sweeper; with another digest the error is
 * DIFFERENT: nothing stored is ever replaced. Makes the process's key when it is the first. */
gboolean apoyo_vault_store (ApoyoVault *self,
                            gint process,
                            const char *capture,
                            const char *digest,
                            const char *metadata,
                            const ApoyoVaultImage *images,
                            guint n_images,
                            GError **error);

/* {"v":1,"digest":"…","metadata":{…},"images":[{"name":"front","type":"image/jpeg","size":1,
 * "sha256":"…"}, …]} */
GBytes *
apoyo_vault_read_index (ApoyoVault *self, gint process, const char *capture, GError **error);

/* The index and then the images in its order, every byte authenticated. (element-type GBytes) */
GPtrArray *
apoyo_vault_read_all (ApoyoVault *self, gint process, const char *capture, GError **error);

gboolean apoyo_vault_contains (ApoyoVault *self, gint process, const char *capture);

/* One directory's objects last touched from @since to before @until, microseconds; returns FALSE to
 * end. */
typedef gboolean (*ApoyoVaultOldFunc) (gint process,
                                       const char *const *captures,
                                       gpointer user_data);

/* Also removes what killed programs left half-written before @until, and gives back its name to
 * what they were about to remove. Directories without a change since @since are not read. */
gboolean apoyo_vault_foreach_old (ApoyoVault *self,
                                  gint64 since,
                                  gint64 until,
                                  ApoyoVaultOldFunc func,
                                  gpointer user_data,
                                  GError **error);

/* Removes it unless somebody touched it since @until, at any moment until it is gone; *removed
 * tells. No support ever claimed it, so that there are no previews of it. */
gboolean apoyo_vault_remove_old (ApoyoVault *self,
                                 gint process,
                                 const char *capture,
                                 gint64 until,
                                 gboolean *removed,
                                 GError **error);

/* Up to where the last complete sweep went, kept in the vault itself; 0 when there was none. */
gint64 apoyo_vault_get_swept (ApoyoVault *self);
gboolean apoyo_vault_set_swept (ApoyoVault *self, gint64 until, GError **error);

G_END_DECLS
