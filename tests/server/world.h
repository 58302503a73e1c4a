/* world.h: a private cluster with a small world in it, for the tests of the server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "apoyo-cluster.h"
#include "apoyo-keyring.h"

G_BEGIN_DECLS

#define WORLD_ONE 1   /* joint, three promoventes, reviewed by findings */
#define WORLD_TWO 2   /* one federal district of entity 01, counted by section */
#define WORLD_THREE 3 /* everything is reviewed */

typedef struct {
  ApoyoCluster *cluster; /* (owned) */
  ApoyoKeyring *keyring; /* (owned) */
  char *dir;             /* (owned): for keys and vault */
  PGconn *admin;         /* (owned): as the superuser */
  PGconn *intake;        /* (owned) */
} World;

World *world_new (void);
void world_free (World *world);
/* For apoyo_connection_new. */
char *world_conninfo (World *world, const char *user);

/* As the superuser; the test fails when the statement does. */
void world_execute (World *world, const char *format, ...) G_GNUC_PRINTF (2, 3);
gint64 world_number (World *world, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *world_text (World *world, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Receives a support as intake does; what lies in the vault is the caller's business. */
gint64 world_receive (World *world, int process, int promovente, const char *capture);
/* The same, of one that was captured so long before. */
gint64 world_receive_late (World *world,
                           int process,
                           int promovente,
                           const char *capture,
                           guint minutes_ago);

/* Runs the main loop until the query, a boolean, is true; fails after some seconds. */
void world_wait_for (World *world, const char *query);
void world_iterate (guint milliseconds);
void world_finalize (gpointer object);

G_END_DECLS
