/* ctl-dossier.h: one support as the console's dossier has it, where no console is at hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ctl-session.h"

G_BEGIN_DECLS

/* Each takes its arguments in the order of the command line. */
gboolean ctl_dossier_show (CtlSession *session, char **arguments, GError **error);  /* FOLIO */
gboolean ctl_dossier_stuck (CtlSession *session, char **arguments, GError **error); /* PROCESS */
gboolean
ctl_dossier_requeue (CtlSession *session, char **arguments, GError **error); /* FOLIO REASON */
/* Proposes to try all the stuck work of a process again: prints the proposal's number, its plan
 * (the list) and the hash that the second person signs. */
gboolean ctl_dossier_requeue_stuck (CtlSession *session,
                                    const char *process,
                                    const char *reason,
                                    GError **error);
/* FOLIO FLAG REASON ACUERDO; setting takes "" for none */
gboolean ctl_dossier_flag (CtlSession *session, char **arguments, GError **error);
gboolean ctl_dossier_lift (CtlSession *session, char **arguments, GError **error);

G_END_DECLS
