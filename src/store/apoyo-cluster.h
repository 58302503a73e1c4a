/* apoyo-cluster.h: a private PostgreSQL server on a Unix socket, without a port.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Lives in DIR/postgres (data), DIR/socket and DIR/log/postgres.log, has the database "apoyo" and
 * the superuser "postgres". Whoever can enter the socket's directory gets in as whom he likes, so
 * that is open to the owner only. Started by root, the server runs as the account "postgres" or
 * "nobody".
 *
 * Everything here blocks: for command-line tools and tests. */

#define APOYO_CLUSTER_DATABASE "apoyo"
#define APOYO_CLUSTER_SUPERUSER "postgres"

typedef enum {
  APOYO_CLUSTER_NONE = 0,
  /* Survives a power cut, as a real installation does. Without it: fast, for tests. */
  APOYO_CLUSTER_DURABLE = 1 << 0,
  /* The server ends with the thread that started it, even when that is killed. */
  APOYO_CLUSTER_EPHEMERAL = 1 << 1,
} ApoyoClusterFlags;

typedef enum {
  APOYO_CLUSTER_ERROR_FAILED,
  APOYO_CLUSTER_ERROR_NOT_INSTALLED, /* no PostgreSQL server found */
  APOYO_CLUSTER_ERROR_PLACE,         /* the directory cannot be used */
} ApoyoClusterError;

#define APOYO_CLUSTER_ERROR (apoyo_cluster_error_quark ())
GQuark apoyo_cluster_error_quark (void);

#define APOYO_TYPE_CLUSTER (apoyo_cluster_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoCluster, apoyo_cluster, APOYO, CLUSTER, GObject)

ApoyoCluster *apoyo_cluster_new (const char *dir);
/* In a new directory under $TMPDIR, which apoyo_cluster_remove() deletes. */
ApoyoCluster *apoyo_cluster_new_temporary (GError **error);
const char *apoyo_cluster_get_dir (ApoyoCluster *self);
gboolean apoyo_cluster_exists (ApoyoCluster *self);
gboolean apoyo_cluster_is_running (ApoyoCluster *self);
int apoyo_cluster_get_pid (ApoyoCluster *self);
gboolean apoyo_cluster_create (ApoyoCluster *self, ApoyoClusterFlags flags, GError **error);
/* Succeeds also when it runs already. Only EPHEMERAL matters here; how durable the cluster is was
 * settled when it was created. */
gboolean apoyo_cluster_start (ApoyoCluster *self, ApoyoClusterFlags flags, GError **error);
gboolean apoyo_cluster_stop (ApoyoCluster *self, GError **error);
/* Stops it and deletes its files; of a temporary one the whole directory. */
gboolean apoyo_cluster_remove (ApoyoCluster *self, GError **error);

/* The PGHOST of the cluster: DIR/socket, or a short directory where that path is too long. */
const char *apoyo_cluster_get_host (ApoyoCluster *self);
/* A libpq connection string for a role, NULL for the superuser. */
char *apoyo_cluster_get_conninfo (ApoyoCluster *self, const char *user);

G_END_DECLS
