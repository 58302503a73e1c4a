/* apoyo-ledger-name.h: what a checkpoint calls its log and its signer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changing either makes every published checkpoint unverifiable. */
#define APOYO_LEDGER_KEY_NAME "apoyo-ledger"

/* "apoyo-ciudadano/process/3"; process 0 is the internal log. (transfer full) */
static inline char *
apoyo_ledger_origin (int process)
{
  return g_strdup_printf ("apoyo-ciudadano/process/%d", process);
}

G_END_DECLS
