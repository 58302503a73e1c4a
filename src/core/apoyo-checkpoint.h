/* apoyo-checkpoint.h: the signed note that commits to a tree: C2SP signed-note, tlog-checkpoint.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-note.h"
#include "apoyo-tree.h"

G_BEGIN_DECLS

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

/* Reads a note without trusting it. */
ApoyoCheckpoint *apoyo_checkpoint_parse (const char *note, gssize length, GError **error);

/* Reads a note and believes it only when a signature line of that key verifies: CHECK otherwise. */
ApoyoCheckpoint *apoyo_checkpoint_open (const char *note,
                                        gssize length,
                                        const char *key_name,
                                        const guint8 public_key[APOYO_ED25519_PUBLIC],
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoCheckpoint, apoyo_checkpoint_free)

G_END_DECLS
