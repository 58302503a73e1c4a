/* apoyo-setup-detail.h: what the page of one process shows: its life, the versions of its rule, its
 * history and what waits for a signature.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"
#include "apoyo-rule.h"
#include "apoyo-setup-process.h"

G_BEGIN_DECLS

/* A state of the timeline. */
typedef struct {
  ApoyoLife state;
  gboolean current;
  GDateTime *reached_at;  /* (nullable): to come */
  char *by;               /* (nullable) */
  GDateTime *expected_at; /* (nullable): no date says so */
} ApoyoSetupStep;

typedef struct {
  int version;
  ApoyoRule *rule;
  char *document;         /* as stored */
  char *changes;          /* JSON: the reason and acuerdo of each member that it changed */
  char *acuerdo;          /* (nullable) */
  char *reason;           /* (nullable) */
  char *adopted_by;       /* (nullable): a name */
  char *countersigned_by; /* (nullable) */
  GDateTime *adopted_at;
} ApoyoRuleVersion;

/* An act on the configuration. was and becomes: JSON, public facts only. */
typedef struct {
  gint64 id;
  char *act;
  char *was;              /* (nullable) */
  char *becomes;          /* (nullable) */
  char *acuerdo;          /* (nullable) */
  char *reason;           /* (nullable) */
  char *by;               /* (nullable): a name */
  char *countersigned_by; /* (nullable) */
  GDateTime *at;
} ApoyoSetupAct;

typedef struct {
  gint64 id;
  char *kind;
  char *state;
  char *proposed_by;
  char *signed_by; /* (nullable) */
  char *reason;    /* (nullable): why it was refused or overtaken */
  GDateTime *proposed_at;
  GDateTime *expires_at;
  GDateTime *ended_at; /* (nullable) */
  gboolean mine;       /* proposed by whoever has signed in */
} ApoyoSetupProposal;

typedef struct {
  gatomicrefcount refs;
  int process;
  GPtrArray *steps;     /* of ApoyoSetupStep, in order */
  GPtrArray *versions;  /* of ApoyoRuleVersion, the newest first */
  GPtrArray *acts;      /* of ApoyoSetupAct, the newest first */
  GPtrArray *proposals; /* of ApoyoSetupProposal, the newest first */
} ApoyoSetupDetail;

/* The statements that it is read with, NULL-terminated, each with the process as its parameter. */
extern const char *const apoyo_setup_detail_statements[];
GPtrArray *apoyo_setup_detail_params (int process);
/* results: one of each statement */
ApoyoSetupDetail *
apoyo_setup_detail_new_from_results (int process, GPtrArray *results, GError **error);
ApoyoSetupDetail *apoyo_setup_detail_ref (ApoyoSetupDetail *self);
void apoyo_setup_detail_unref (ApoyoSetupDetail *self);

/* NULL when there is no such version. */
const ApoyoRuleVersion *apoyo_setup_detail_find_version (ApoyoSetupDetail *self, int version);
/* The one in force; never NULL. */
const ApoyoRuleVersion *apoyo_setup_detail_get_version (ApoyoSetupDetail *self);
/* The member's own authority, when some version up to the one in force changed it: (transfer full)
 * (nullable). */
char *apoyo_setup_detail_dup_authority (ApoyoSetupDetail *self, const char *member, char **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoSetupDetail, apoyo_setup_detail_unref)

G_END_DECLS
