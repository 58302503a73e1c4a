/* store-fixture.h: one private cluster a suite, and calls that wait.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-cluster.h"
#include "apoyo-connection.h"
#include "apoyo-pool.h"

G_BEGIN_DECLS

/* Runs the suite with the cluster started and test_row, test_refuse(), test_nobody made. */
int store_fixture_run (int argc, char **argv);
ApoyoCluster *store_fixture_get_cluster (void);
char *store_fixture_get_conninfo (void);
/* Simple SQL over a connection of its own, blocking. */
void store_fixture_execute (const char *sql);
char *store_fixture_query (const char *sql);

/* An open connection; application_name makes it findable. */
ApoyoConnection *store_fixture_open (const char *application_name);

/* For GAsyncReadyCallbacks of tests: keeps the result. */
void store_fixture_keep_result_cb (GObject *object, GAsyncResult *result, gpointer result_out);
void store_fixture_wait_for_result (GAsyncResult **result);
/* Runs the main loop until *flag is not 0; fails after 20 s. */
void store_fixture_wait_for (const guint *flag);
void store_fixture_run_for (guint milliseconds);

ApoyoResult *store_fixture_call (ApoyoConnection *connection,
                                 const char *statement,
                                 ApoyoParams *params,
                                 GCancellable *cancellable,
                                 GError **error);
ApoyoParams *store_fixture_int (int value);
ApoyoParams *store_fixture_text (const char *value);
int store_fixture_get_int (ApoyoResult *result, const char *column);

G_END_DECLS
