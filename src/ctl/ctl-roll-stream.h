/* ctl-roll-stream.h: the roll as the database takes it, made of a file while it is sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-csv.h"
#include "apoyo-keyring.h"

G_BEGIN_DECLS

#define CTL_TYPE_ROLL_STREAM (ctl_roll_stream_get_type ())
G_DECLARE_FINAL_TYPE (CtlRollStream, ctl_roll_stream, CTL, ROLL_STREAM, GInputStream)

/* Reading it reads the rows of csv, which have all been checked once: one that cannot be taken now
 * is an error, for then the file is another one.
 *
 * csv: (transfer full) */
GInputStream *ctl_roll_stream_new (ApoyoCsv *csv, ApoyoKeyring *keyring);

G_END_DECLS
