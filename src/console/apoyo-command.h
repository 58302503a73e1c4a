/* apoyo-command.h: one command of the database on behalf of a widget that may go meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-login.h"

G_BEGIN_DECLS

/* result: NULL when it failed. data is what the command was run with. */
typedef void (*ApoyoCommandFunc) (GObject *object,
                                  ApoyoResult *result,
                                  const GError *error,
                                  gpointer data);

/* Runs the statement and calls done, unless the object has gone by then.
 *
 * params: (nullable) (transfer full)
 * free_data: (nullable) */
void apoyo_command_run (ApoyoLogin *login,
                        const char *statement,
                        ApoyoParams *params,
                        GObject *object,
                        ApoyoCommandFunc done,
                        gpointer data,
                        GDestroyNotify free_data);

/* Parameters that are all texts. */
ApoyoParams *apoyo_command_texts (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
