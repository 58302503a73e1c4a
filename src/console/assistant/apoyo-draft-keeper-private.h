/* apoyo-draft-keeper-private.h: the keeper's parts, for its saving.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-draft-copy.h"
#include "apoyo-draft-keeper.h"

G_BEGIN_DECLS

struct _ApoyoDraftKeeper {
  GObject parent_instance;

  ApoyoLogin *login;                 /* (owned) */
  ApoyoConfiguration *configuration; /* (owned) */
  GCancellable *cancellable;         /* (owned) */
  ApoyoDraftCopy *copy;              /* (owned) */
  ApoyoDraftState state;
  int step;
  int saved_step;
  char *base;          /* (owned) (nullable): as the database has it at the revision */
  char *sending;       /* (owned) (nullable): what is being saved */
  char *refusal;       /* (owned) (nullable) */
  char *theirs;        /* (owned) (nullable): of a conflict */
  GStrv conflicts;     /* (owned) (nullable) */
  GDateTime *saved_at; /* (owned) (nullable) */
  gboolean loading;    /* what changes now comes from elsewhere */
  gboolean opening;    /* what stands here is not the draft's yet */
  gboolean reading;
  gboolean held;
  gboolean discard_due; /* as soon as the saving under way has told which draft it is */
  guint save_pause;
  guint copy_pause;
};

void apoyo_draft_keeper_set_state (ApoyoDraftKeeper *self, ApoyoDraftState state);
gboolean apoyo_draft_keeper_is_live (ApoyoDraftKeeper *self);
gboolean apoyo_draft_keeper_is_worth_keeping (ApoyoDraftKeeper *self);
void apoyo_draft_keeper_write_copy (ApoyoDraftKeeper *self);
void apoyo_draft_keeper_read_again (ApoyoDraftKeeper *self);
/* Somebody put the draft away, or made the process of it. What was typed since is a draft of its
 * own; what is as it was saved stays on the screen, and is kept again once it is changed. */
void apoyo_draft_keeper_lose (ApoyoDraftKeeper *self);
/* At once, or when nothing more is typed for a moment. */
void apoyo_draft_keeper_save (ApoyoDraftKeeper *self);
void apoyo_draft_keeper_save_soon (ApoyoDraftKeeper *self);

G_END_DECLS
