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
/* FOLIO FLAG REASON ACUERDO; setting takes "" for none */
gboolean ctl_dossier_flag (CtlSession *session, char **arguments, GError **error);
gboolean ctl_dossier_lift (CtlSession *session, char **arguments, GError **error);

G_END_DECLS
