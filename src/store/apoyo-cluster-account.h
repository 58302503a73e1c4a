/* apoyo-cluster-account.h: who a private server runs as, since PostgreSQL refuses root.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct _ApoyoClusterAccount ApoyoClusterAccount;

ApoyoClusterAccount *apoyo_cluster_account_new (GError **error);
void apoyo_cluster_account_free (ApoyoClusterAccount *account);
uid_t apoyo_cluster_account_get_uid (const ApoyoClusterAccount *account);

/* Between fork and exec: only calls that are safe there. */
gboolean apoyo_cluster_account_become (const ApoyoClusterAccount *account);

/* Makes a directory that only the account may enter (and root may); accepts one that is so. */
gboolean apoyo_cluster_account_make_dir (const ApoyoClusterAccount *account,
                                         const char *path,
                                         GError **error);
/* Whether the account can get there: a home of mode 0700 above is enough to stop it. */
gboolean apoyo_cluster_account_check_reach (const ApoyoClusterAccount *account,
                                            const char *path,
                                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoClusterAccount, apoyo_cluster_account_free)

G_END_DECLS
