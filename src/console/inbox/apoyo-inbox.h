/* apoyo-inbox.h: the acts of two people that concern the person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-login.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  char *kind; /* "open-process" … */
  int process;
  char *code;
  char *time_zone; /* of the process */
  char *state;     /* waiting, applied, refused, expired, overtaken */
  char *plan;      /* JSON */
  char *plan_hash; /* hexadecimal: what is signed */
  char *proposed_by_name;
  GDateTime *proposed_at;
  char *proposed_on;    /* workstation */
  char *signed_by_name; /* (nullable) */
  GDateTime *expires_at;
  GDateTime *ended_at; /* (nullable) */
  char *reason;        /* (nullable): of its end */
  gboolean waits;      /* for the person's signature */
  gboolean mine;       /* proposed by the person */
  gboolean drill;
} ApoyoProposal;

/* Reads again whenever somebody proposes, signs or refuses. Signal: "changed" (). */

#define APOYO_TYPE_INBOX (apoyo_inbox_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoInbox, apoyo_inbox, APOYO, INBOX, GObject)

ApoyoInbox *apoyo_inbox_new (void);
/* After each signing in. */
void apoyo_inbox_set_login (ApoyoInbox *self, ApoyoLogin *login);
ApoyoLogin *apoyo_inbox_get_login (ApoyoInbox *self);
/* Whether the person's role has to do with acts of two people at all. */
gboolean apoyo_inbox_is_used (ApoyoInbox *self);
/* Of ApoyoProposal: what waits for the person first. */
GPtrArray *apoyo_inbox_get_proposals (ApoyoInbox *self);
/* How many wait for the person's signature. */
guint apoyo_inbox_get_n_waiting (ApoyoInbox *self);

G_END_DECLS
