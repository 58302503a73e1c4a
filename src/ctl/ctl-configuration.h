/* ctl-configuration.h: processes as documents: checked, made, written, compared, copied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl-session.h"

G_BEGIN_DECLS

typedef struct {
  gboolean people; /* with its promoventes */
  gboolean json;   /* for programs */
  char *out;       /* (owned) (nullable): a file, standard output without one */
  char *as;        /* (owned) (nullable): code of the copy */
  char *name;      /* (owned) (nullable) */
  char *opens_at;  /* (owned) (nullable) */
  char *closes_at; /* (owned) (nullable) */
  gboolean real;
  gboolean drill;
} CtlConfigurationOptions;

void ctl_configuration_options_clear (CtlConfigurationOptions *self);

/* Each kind with what the law asks for; with a kind, a configuration of it to fill in. */
gboolean ctl_configuration_kinds (CtlSession *session,
                                  const CtlConfigurationOptions *options,
                                  const char *kind,
                                  GError **error);
/* Prints what the check found; FALSE with an error set when something is wrong. */
gboolean ctl_configuration_check (CtlSession *session, const char *subject, GError **error);
gboolean ctl_configuration_create (CtlSession *session, const char *path, GError **error);
gboolean ctl_configuration_export (CtlSession *session,
                                   const CtlConfigurationOptions *options,
                                   const char *name,
                                   GError **error);
/* Of two processes or files. */
gboolean ctl_configuration_compare (CtlSession *session,
                                    const CtlConfigurationOptions *options,
                                    const char *one,
                                    const char *other,
                                    GError **error);
gboolean ctl_configuration_copy (CtlSession *session,
                                 const CtlConfigurationOptions *options,
                                 const char *name,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlConfigurationOptions, ctl_configuration_options_clear)

G_END_DECLS
