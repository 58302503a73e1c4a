/* ctl-life.h: the life of processes: where they stand, and what one person does to move them on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"
#include "ctl-session.h"

G_BEGIN_DECLS

typedef struct {
  char *reason;  /* (owned) (nullable) */
  char *acuerdo; /* (owned) (nullable) */
  char *changes; /* (owned) (nullable): a file */
  char *rule;    /* (owned) (nullable): a file */
  int days;      /* how much longer */
  gboolean own_windows;
  gboolean dry_run;
  int revision; /* 0: the one of now */
} CtlLifeOptions;

void ctl_life_options_clear (CtlLifeOptions *self);

gboolean ctl_life_list (CtlSession *session, GError **error);
/* Where it stands, its life, its rules and who changed what. */
gboolean ctl_life_show (CtlSession *session, const char *name, GError **error);
gboolean ctl_life_ready (CtlSession *session,
                         const CtlLifeOptions *options,
                         const char *name,
                         GError **error);
gboolean ctl_life_back (CtlSession *session,
                        const CtlLifeOptions *options,
                        const char *name,
                        GError **error);
gboolean ctl_life_amend (CtlSession *session,
                         const CtlLifeOptions *options,
                         const char *name,
                         const char *changes_file,
                         GError **error);
gboolean ctl_life_change_rule (CtlSession *session,
                               const CtlLifeOptions *options,
                               const char *name,
                               const char *rule_file,
                               GError **error);
/* One line of JSON, for programs. opens_at, closes_at: (nullable): ISO 8601 */
gboolean ctl_life_effect (CtlSession *session,
                          const CtlLifeOptions *options,
                          const char *name,
                          const char *opens_at,
                          const char *closes_at,
                          GError **error);
/* The windows that promoventes have of their own, all as much longer. */
gboolean ctl_life_extend (CtlSession *session,
                          const CtlLifeOptions *options,
                          const char *name,
                          GError **error);
gboolean ctl_life_close (CtlSession *session,
                         const CtlLifeOptions *options,
                         const char *name,
                         GError **error);

/* For good, once two people have ended the personal data of the process: what is sealed with it, in
 * the vault and in every backup, can be opened by nobody any more. */
gboolean
ctl_life_destroy_key (CtlSession *session, ApoyoKeyring *keyring, const char *name, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlLifeOptions, ctl_life_options_clear)

G_END_DECLS
