/* apoyo-draft-keeper.h: saves a draft by itself, and brings in what others change in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-configuration.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_DRAFT_NOTHING, /* nothing was written yet */
  APOYO_DRAFT_UNSAVED, /* it is about to be */
  APOYO_DRAFT_SAVING,
  APOYO_DRAFT_SAVED,
  APOYO_DRAFT_LOCAL,    /* the server is not there: kept on this computer */
  APOYO_DRAFT_CONFLICT, /* somebody else wrote the same: waits for a decision */
  APOYO_DRAFT_REFUSED,  /* the database does not take it */
} ApoyoDraftState;

/* Signals:
 *   "changed" (): the state
 *   "opened" (int step): an existing draft, or what was left unsaved, is in the configuration
 *   "merged" (const char *who): what somebody else changed is in the configuration now
 *   "conflict" (const char *who, const char *const *paths, ApoyoConfiguration *theirs)
 *   "gone" (): it was put away here, or was no more when it was to be opened
 *   "lost" (): somebody else put it away or created the process of it; what is here goes on alone
 *   "failed" (GError *) */

#define APOYO_TYPE_DRAFT_KEEPER (apoyo_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDraftKeeper, apoyo_draft_keeper, APOYO, DRAFT_KEEPER, GObject)

ApoyoDraftKeeper *apoyo_draft_keeper_new (ApoyoLogin *login, ApoyoConfiguration *configuration);
/* draft: 0 for a new one, which takes up what was left unsaved unless told not to. */
void apoyo_draft_keeper_open (ApoyoDraftKeeper *self, gint64 draft, gboolean take_up);
void apoyo_draft_keeper_set_step (ApoyoDraftKeeper *self, int step);

ApoyoDraftState apoyo_draft_keeper_get_state (ApoyoDraftKeeper *self);
/* "Draft saved 10:42:06" */
char *apoyo_draft_keeper_dup_words (ApoyoDraftKeeper *self);
/* 0: none */
gint64 apoyo_draft_keeper_get_draft (ApoyoDraftKeeper *self);
int apoyo_draft_keeper_get_revision (ApoyoDraftKeeper *self);

/* Now, as the window goes; what cannot be saved stays on this computer. */
void apoyo_draft_keeper_save_now (ApoyoDraftKeeper *self);
/* No more saving: the process is being made of it. */
void apoyo_draft_keeper_hold (ApoyoDraftKeeper *self, gboolean hold);
/* Nothing is left of it on this computer. */
void apoyo_draft_keeper_forget (ApoyoDraftKeeper *self);
/* After a conflict: mine stands as it is; or theirs takes the place of the conflicting members. */
void apoyo_draft_keeper_resolve (ApoyoDraftKeeper *self, gboolean mine);
/* Puts the draft away; "gone" follows. */
void apoyo_draft_keeper_discard (ApoyoDraftKeeper *self);

G_END_DECLS
