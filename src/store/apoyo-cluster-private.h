/* apoyo-cluster-private.h: what a private server stands on: programs, settings, processes, paths.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-cluster.h"

G_BEGIN_DECLS

char *apoyo_cluster_find_program (const char *name, GError **error);
char **apoyo_cluster_get_tool_environ (void);
const char *apoyo_cluster_get_settings (ApoyoClusterFlags flags);
char *apoyo_cluster_choose_host (const char *dir);
gboolean apoyo_cluster_is_server_process (GPid pid, const char *data);
char *apoyo_cluster_read_log_tail (const char *path);
void apoyo_cluster_delete_tree (const char *path);
char *apoyo_cluster_compose_conninfo (const char *host, const char *database, const char *user);
gboolean apoyo_cluster_answers (const char *host);
gboolean apoyo_cluster_ensure_database (const char *host, GError **error);

G_END_DECLS
