/* apoyo-cluster-account.c: who a private server runs as, since PostgreSQL refuses root.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "apoyo-cluster-account.h"
#include "apoyo-cluster.h"

struct _ApoyoClusterAccount {
  gboolean drop; /* started by root: become the account before anything of PostgreSQL runs */
  char *name;    /* (owned) */
  uid_t uid;
  gid_t gid;
  gid_t groups[64]; /* looked up beforehand: initgroups() is not safe after fork */
  int n_groups;
};

static struct passwd *
find_server_account (void)
{
  struct passwd *account = getpwnam ("postgres");

  return account ? account : getpwnam ("nobody");
}

ApoyoClusterAccount *
apoyo_cluster_account_new (GError **error)
{
  g_autoptr (ApoyoClusterAccount) self = g_new0 (ApoyoClusterAccount, 1);
  struct passwd *passwd;

  self->drop = geteuid () == 0;
  if (!self->drop) {
    self->name = g_strdup (g_get_user_name ());
    self->uid = geteuid ();
    self->gid = getegid ();
    return g_steal_pointer (&self);
  }
  passwd = find_server_account ();
  if (passwd == NULL) {
    g_set_error_literal (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_NOT_INSTALLED,
                         "PostgreSQL does not run as root, and there is neither an account "
                         "“postgres” nor “nobody”");
    return NULL;
  }
  self->name = g_strdup (passwd->pw_name);
  self->uid = passwd->pw_uid;
  self->gid = passwd->pw_gid;
  self->n_groups = G_N_ELEMENTS (self->groups);
  if (getgrouplist (self->name, self->gid, self->groups, &self->n_groups) < 0) {
    self->groups[0] = self->gid;
    self->n_groups = 1;
  }
  return g_steal_pointer (&self);
}

void
apoyo_cluster_account_free (ApoyoClusterAccount *self)
{
  g_free (self->name);
  g_free (self);
}

uid_t
apoyo_cluster_account_get_uid (const ApoyoClusterAccount *self)
{
  return self->uid;
}

gboolean
apoyo_cluster_account_become (const ApoyoClusterAccount *self)
{
  if (!self->drop)
    return TRUE;
  return setgroups ((size_t) self->n_groups, self->groups) == 0 && setgid (self->gid) == 0 &&
         setuid (self->uid) == 0;
}

gboolean
apoyo_cluster_account_make_dir (const ApoyoClusterAccount *self, const char *path, GError **error)
{
  struct stat st;

  if (mkdir (path, 0700) < 0 && errno != EEXIST) {
    g_set_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_PLACE, "Cannot make %s: %s", path,
                 g_strerror (errno));
    return FALSE;
  }
  /* Not through a link that somebody else has put there. */
  if (lstat (path, &st) < 0 || !S_ISDIR (st.st_mode) ||
      (st.st_uid != self->uid && st.st_uid != geteuid ())) {
    g_set_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_PLACE,
                 "%s exists and is not a directory of “%s”", path, self->name);
    return FALSE;
  }
  if ((st.st_uid != self->uid && chown (path, self->uid, self->gid) < 0) ||
      chmod (path, 0700) < 0) {
    g_set_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_PLACE,
                 "Cannot give %s to “%s”: %s", path, self->name, g_strerror (errno));
    return FALSE;
  }
  return TRUE;
}

gboolean
apoyo_cluster_account_check_reach (const ApoyoClusterAccount *self,
                                   const char *path,
                                   GError **error)
{
  int status = -1;
  pid_t pid;

  if (!self->drop)
    return TRUE;
  pid = fork ();
  if (pid == 0) {
    _exit (apoyo_cluster_account_become (self) && access (path, R_OK | W_OK | X_OK) == 0 ? 0 : 1);
  }
  while (pid > 0 && waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (pid > 0 && WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return TRUE;
  g_set_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_PLACE,
               "Started by root, the database server runs as “%s”, which cannot enter %s: choose "
               "another directory, such as one under /var/lib",
               self->name, path);
  return FALSE;
}
