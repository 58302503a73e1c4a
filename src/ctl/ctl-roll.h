/* ctl-roll.h: one row of the electoral roll, from the file to what the database holds of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-csv.h"
#include "apoyo-keyring.h"

G_BEGIN_DECLS

extern const char *const ctl_roll_columns[];

/* Checks the current row and adds what is wrong to the file's problems. */
gboolean ctl_roll_check (ApoyoCsv *csv);

/* The row for COPY: keyed hashes to match by, the person's details only sealed. */
void ctl_roll_append (GString *out, ApoyoCsv *csv, ApoyoKeyring *keyring);

G_END_DECLS
