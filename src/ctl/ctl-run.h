/* ctl-run.h: runs a command, and ends it and all that it left when a signal says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on SIGINT, SIGTERM and SIGHUP wait for ctl_run_command(), which then ends at once. */
void ctl_run_hold_signals (void);
/* The command's exit code, or 128 + the signal that ended it or us. */
int ctl_run_command (char **command, GError **error);

G_END_DECLS
