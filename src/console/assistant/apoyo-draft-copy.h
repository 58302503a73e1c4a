/* apoyo-draft-copy.h: what the database does not have yet of a draft, kept on this computer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One file each, for its owner's eyes only, below the user's data folder. */
typedef struct {
  char *path;          /* (owned): of the file */
  gint64 draft;        /* 0: the database has none yet */
  int revision;        /* of the draft it was written on from */
  int step;            /* of the assistant */
  char *base;          /* (owned) (nullable): the draft it was written on from */
  char *configuration; /* (owned) */
  char *key;           /* (owned) (nullable): of the first saving, which makes one draft of it */
  char *first;         /* (owned) (nullable): what that was asked to save, unless it answered */
} ApoyoDraftCopy;

/* The one of a draft of this account (see apoyo_login_get_account ()), the newest where there are
 * several; NULL: none. Of a draft other than 0 it has its base: one without is passed over. Drafts
 * of two databases may have the same number. */
ApoyoDraftCopy *apoyo_draft_copy_find (const char *account, gint64 draft);
/* Takes a file name of its own when it has no path. Neither this nor the removal waits for the
 * disk: they are done in order, and only that there is no folder for it is an error here. */
gboolean apoyo_draft_copy_write (ApoyoDraftCopy *self, const char *account, GError **error);
void apoyo_draft_copy_remove (ApoyoDraftCopy *self);
void apoyo_draft_copy_free (ApoyoDraftCopy *self);
/* Waits until all that was written and removed is so on the disk. */
void apoyo_draft_copy_settle (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoDraftCopy, apoyo_draft_copy_free)

G_END_DECLS
