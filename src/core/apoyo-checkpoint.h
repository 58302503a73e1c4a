/* apoyo-checkpoint.h: the signed note that commits to a tree: C2SP signed-note, tlog-checkpoint.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-tree.h"

G_BEGIN_DECLS

#define APOYO_ED25519_PUBLIC 32
#define APOYO_ED25519_SIGNATURE 64

typedef struct {
  char *origin; /* (owned): identifies the log; no spaces at its ends, no '+' */
  guint64 size;
  ApoyoHash root;
  char **extensions; /* (owned) (nullable): further lines, none empty */
} ApoyoCheckpoint;

ApoyoCheckpoint *apoyo_checkpoint_new (const char *origin,
                                       guint64 size,
                                       const ApoyoHash *root,
                                       const char *const *extensions);
void apoyo_checkpoint_free (ApoyoCheckpoint *self);

/* The text that is signed: every line ends with '\n'. */
char *apoyo_checkpoint_to_text (const ApoyoCheckpoint *self);

/* text, an empty line, and "— name base64(key id ‖ signature)". */
char *apoyo_note_sign_off (const char *text,
                           const char *key_name,
                           const guint8 public_key[APOYO_ED25519_PUBLIC],
                           const guint8 signature[APOYO_ED25519_SIGNATURE]);

/* Reads a note without trusting it. */
ApoyoCheckpoint *apoyo_checkpoint_parse (const char *note, gssize length, GError **error);

/* Reads a note and believes it only when a signature line of that key verifies: CHECK otherwise. */
ApoyoCheckpoint *apoyo_checkpoint_open (const char *note,
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoCheckpoint, apoyo_checkpoint_free)

G_END_DECLS
