/* apoyo-workers.h: a bounded number of threads for what would hold up a main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ApoyoWorkers ApoyoWorkers;

ApoyoWorkers *apoyo_workers_new (guint n_threads);
/* Waits for what runs. */
void apoyo_workers_free (ApoyoWorkers *workers);

/* @work runs in a worker, then @done in the context that is thread-default here. */
void apoyo_workers_run (ApoyoWorkers *workers, GFunc work, GSourceOnceFunc done, gpointer data);

G_END_DECLS
