/* apoyo-cluster.c: a private PostgreSQL server on a Unix socket, without a port.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "apoyo-cluster-account.h"
#include "apoyo-cluster-private.h"
#include "apoyo-cluster.h"

/* What a machine that other suites keep busy may need. */
#define START_SECONDS 60
#define STOP_SECONDS 60
#define POLL_USEC 20000

struct _ApoyoCluster {
  GObject parent_instance;

  char *dir;                    /* (owned) absolute */
  char *data;                   /* (owned) DIR/postgres */
  char *host;                   /* (owned) */
  char *log;                    /* (owned) DIR/log/postgres.log */
  gboolean temporary;           /* dir is ours to delete */
  GPid child;                   /* 0, or the server when this object started it */
  ApoyoClusterAccount *account; /* (owned) (nullable) until it is needed */
};

/* What the child needs between fork and exec. */
typedef struct {
  const ApoyoClusterAccount *account;
  int log_fd;
  gboolean ephemeral;
  pid_t parent;
} ChildSetup;

G_DEFINE_QUARK (apoyo_cluster_error, apoyo_cluster_error)
G_DEFINE_FINAL_TYPE (ApoyoCluster, apoyo_cluster, G_TYPE_OBJECT)

static gboolean fail (GError **error, ApoyoClusterError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, ApoyoClusterError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, APOYO_CLUSTER_ERROR, code, message);
  return FALSE;
}

static gboolean
ensure_account (ApoyoCluster *self, GError **error)
{
  if (self->account == NULL)
    self->account = apoyo_cluster_account_new (error);
  return self->account != NULL;
}

static void
child_setup_cb (gpointer data)
{
  const ChildSetup *setup = data;
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  /* A new session: Ctrl-C in the terminal is for us, and we end the server in order. */
  setsid ();
  umask (0077);
  if (setup->log_fd >= 0) {
    dup2 (setup->log_fd, STDOUT_FILENO);
    dup2 (setup->log_fd, STDERR_FILENO);
  }
  if (!apoyo_cluster_account_become (setup->account))
    _exit (126);
  /* After the change of account, which forgets it. */
  if (setup->ephemeral) {
    prctl (PR_SET_PDEATHSIG, SIGQUIT);
    if (getppid () != setup->parent)
      _exit (126);
  }
}

/* Runs one of PostgreSQL's tools to its end. */
static gboolean
run_tool (ApoyoCluster *self, const char *const *argv, GError **error)
{
  ChildSetup setup = { self->account, -1, FALSE, getpid () };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_auto (GStrv) env = apoyo_cluster_get_tool_environ ();
  int status;

  if (!g_spawn_sync ("/", (char **) argv, env, G_SPAWN_DEFAULT, child_setup_cb, &setup, &output,
                     &errors, &status, error))
    return FALSE;
  if (g_spawn_check_wait_status (status, NULL))
    return TRUE;
  return fail (error, APOYO_CLUSTER_ERROR_FAILED, "%s failed: %s", argv[0], g_strstrip (errors));
}

static gboolean
write_settings (ApoyoCluster *self, ApoyoClusterFlags flags, GError **error)
{
  g_autofree char *path = g_build_filename (self->data, "postgresql.conf", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!g_file_get_contents (path, &before, NULL, error))
    return FALSE;
  after = g_strconcat (before, apoyo_cluster_get_settings (flags), NULL);
  /* In place, so that the file keeps its owner. */
  return g_file_set_contents_full (path, after, -1, G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static gboolean
make_dirs (ApoyoCluster *self, GError **error)
{
  g_autofree char *log_dir = g_path_get_dirname (self->log);

  if (g_mkdir_with_parents (self->dir, 0711) < 0 || g_mkdir_with_parents (log_dir, 0700) < 0)
    return fail (error, APOYO_CLUSTER_ERROR_PLACE, "Cannot make %s: %s", log_dir,
                 g_strerror (errno));
  return apoyo_cluster_account_make_dir (self->account, self->data, error) &&
         apoyo_cluster_account_check_reach (self->account, self->data, error);
}

/* DIR/socket itself, or a link there to a short directory: a socket's path holds 107 bytes. */
static gboolean
make_socket_dir (ApoyoCluster *self, GError **error)
{
  g_autofree char *link = g_build_filename (self->dir, "socket", NULL);

  if (!apoyo_cluster_account_make_dir (self->account, self->host, error))
    return FALSE;
  if (strcmp (link, self->host) == 0)
    return TRUE;
  if (g_unlink (link) < 0 && errno != ENOENT)
    return fail (error, APOYO_CLUSTER_ERROR_PLACE, "Cannot replace %s: %s", link,
                 g_strerror (errno));
  if (symlink (self->host, link) < 0)
    return fail (error, APOYO_CLUSTER_ERROR_PLACE, "Cannot make %s: %s", link, g_strerror (errno));
  return TRUE;
}

gboolean
apoyo_cluster_create (ApoyoCluster *self, ApoyoClusterFlags flags, GError **error)
{
  g_autofree char *initdb = apoyo_cluster_find_program ("initdb", error);
  const char *argv[] = { initdb,
                         "-D",
                         self->data,
                         "-U",
                         APOYO_CLUSTER_SUPERUSER,
                         "--auth=trust",
                         "--encoding=UTF8",
                         "--locale=C.UTF-8",
                         "--no-instructions",
                         "--no-sync",
                         NULL };

  g_return_val_if_fail (APOYO_IS_CLUSTER (self), FALSE);

  if (initdb == NULL || !ensure_account (self, error))
    return FALSE;
  if (apoyo_cluster_exists (self))
    return fail (error, APOYO_CLUSTER_ERROR_PLACE, "%s holds a cluster already", self->dir);
  if (!make_dirs (self, error))
    return FALSE;
  if (flags & APOYO_CLUSTER_DURABLE)
    argv[G_N_ELEMENTS (argv) - 2] = NULL;
  return run_tool (self, argv, error) && write_settings (self, flags, error);
}

/* The server's own process, when the file that names it tells the truth: after a kill the number
 * may belong to anybody. */
static GPid
find_server (ApoyoCluster *self)
{
  g_autofree char *path = g_build_filename (self->data, "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  GPid pid;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  pid = (GPid) g_ascii_strtoll (text, NULL, 10);
  return pid > 1 && apoyo_cluster_is_server_process (pid, self->data) ? pid : 0;
}

/* The server itself only looks whether the number is somebody's. Both places are ours alone. */
static void
remove_stale_lock_files (ApoyoCluster *self)
{
  g_autofree char *data_lock = g_build_filename (self->data, "postmaster.pid", NULL);
  g_autofree char *socket_lock = g_build_filename (self->host, ".s.PGSQL.5432.lock", NULL);

  if (find_server (self) != 0)
    return;
  g_unlink (data_lock);
  g_unlink (socket_lock);
}

/* TRUE when the child has ended. */
static gboolean
reap (ApoyoCluster *self)
{
  if (self->child == 0)
    return TRUE;
  if (waitpid (self->child, NULL, WNOHANG) == 0)
    return FALSE;
  self->child = 0;
  return TRUE;
}

static gboolean
spawn_server (ApoyoCluster *self, ApoyoClusterFlags flags, GError **error)
{
  g_autofree char *postgres = apoyo_cluster_find_program ("postgres", error);
  const char *argv[] = { postgres, "-D", self->data, "-k", self->host, NULL };
  ChildSetup setup = { self->account, -1, (flags & APOYO_CLUSTER_EPHEMERAL) != 0, getpid () };
  g_auto (GStrv) env = apoyo_cluster_get_tool_environ ();
  gboolean spawned;

  if (postgres == NULL)
    return FALSE;
  setup.log_fd = g_open (self->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (setup.log_fd < 0)
    return fail (error, APOYO_CLUSTER_ERROR_PLACE, "Cannot write %s: %s", self->log,
                 g_strerror (errno));
  spawned = g_spawn_async ("/", (char **) argv, env,
                           G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                               G_SPAWN_STDERR_TO_DEV_NULL,
                           child_setup_cb, &setup, &self->child, error);
  close (setup.log_fd);
  return spawned;
}

/* TRUE when it answers, FALSE when it has ended or time is up. A child's number stays taken until
 * we have reaped it. */
static gboolean
wait_for_server (ApoyoCluster *self, gint64 deadline)
{
  while (g_get_monotonic_time () < deadline) {
    if (apoyo_cluster_answers (self->host))
      return TRUE;
    if (reap (self) && find_server (self) == 0)
      return FALSE;
    g_usleep (POLL_USEC);
  }
  return FALSE;
}

static gboolean
fail_with_log (ApoyoCluster *self, GError **error)
{
  g_autofree char *tail = apoyo_cluster_read_log_tail (self->log);

  return fail (error, APOYO_CLUSTER_ERROR_FAILED, "The database server did not start (%s): %s",
               self->log, tail);
}

/* Right after a kill -9 the old backends still hold the shared memory for a moment, and a new
 * server refuses: so it is tried again until the time is up. */
static gboolean
start_server (ApoyoCluster *self, ApoyoClusterFlags flags, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;
  g_autofree char *pid_file = g_build_filename (self->data, "postmaster.pid", NULL);
  gboolean was_killed = g_file_test (pid_file, G_FILE_TEST_EXISTS);

  do {
    remove_stale_lock_files (self);
    if (!spawn_server (self, flags, error))
      return FALSE;
    if (wait_for_server (self, deadline))
      return TRUE;
    if (self->child == 0 && was_killed)
      g_usleep (10 * POLL_USEC);
  } while (was_killed && self->child == 0 && g_get_monotonic_time () < deadline);
  apoyo_cluster_stop (self, NULL);
  return fail_with_log (self, error);
}

gboolean
apoyo_cluster_start (ApoyoCluster *self, ApoyoClusterFlags flags, GError **error)
{
  g_return_val_if_fail (APOYO_IS_CLUSTER (self), FALSE);

  reap (self);
  if (!apoyo_cluster_exists (self))
    return fail (error, APOYO_CLUSTER_ERROR_PLACE, "%s holds no cluster", self->dir);
  if (!ensure_account (self, error) || !make_dirs (self, error))
    return FALSE;
  /* One that is there may still be starting, or may be ending under our eyes. */
  if (find_server (self) == 0 ||
      !wait_for_server (self, g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC)) {
    if (find_server (self) != 0)
      return fail_with_log (self, error);
    if (!make_socket_dir (self, error) || !start_server (self, flags, error))
      return FALSE;
  }
  return apoyo_cluster_ensure_database (self->host, error);
}

static gboolean
wait_for_end (ApoyoCluster *self, GPid pid, gint64 seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline) {
    if (pid == self->child ? reap (self) : !apoyo_cluster_is_server_process (pid, self->data))
      return TRUE;
    g_usleep (POLL_USEC);
  }
  return FALSE;
}

gboolean
apoyo_cluster_stop (ApoyoCluster *self, GError **error)
{
  GPid pid;

  g_return_val_if_fail (APOYO_IS_CLUSTER (self), FALSE);

  reap (self);
  pid = self->child ? self->child : find_server (self);
  if (pid == 0)
    return TRUE;
  /* Fast: sessions are ended, what they had not committed is undone; then at once, and the next
   * start recovers. */
  if (kill (pid, SIGINT) < 0 && errno == EPERM)
    return fail (error, APOYO_CLUSTER_ERROR_FAILED, "Not allowed to stop process %d", pid);
  if (wait_for_end (self, pid, STOP_SECONDS))
    return TRUE;
  kill (pid, SIGQUIT);
  if (wait_for_end (self, pid, STOP_SECONDS))
    return TRUE;
  return fail (error, APOYO_CLUSTER_ERROR_FAILED, "Process %d does not end", pid);
}

gboolean
apoyo_cluster_remove (ApoyoCluster *self, GError **error)
{
  g_autofree char *link = g_build_filename (self->dir, "socket", NULL);

  g_return_val_if_fail (APOYO_IS_CLUSTER (self), FALSE);

  if (!apoyo_cluster_stop (self, error))
    return FALSE;
  apoyo_cluster_delete_tree (self->host);
  apoyo_cluster_delete_tree (self->temporary ? self->dir : self->data);
  if (!self->temporary) {
    g_unlink (link);
    g_unlink (self->log);
  }
  return TRUE;
}

gboolean
apoyo_cluster_exists (ApoyoCluster *self)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (APOYO_IS_CLUSTER (self), FALSE);

  path = g_build_filename (self->data, "PG_VERSION", NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gboolean
apoyo_cluster_is_running (ApoyoCluster *self)
{
  return apoyo_cluster_get_pid (self) != 0;
}

/* 0 when it is not running. */
int
apoyo_cluster_get_pid (ApoyoCluster *self)
{
  g_return_val_if_fail (APOYO_IS_CLUSTER (self), 0);

  reap (self);
  return find_server (self);
}

const char *
apoyo_cluster_get_dir (ApoyoCluster *self)
{
  g_return_val_if_fail (APOYO_IS_CLUSTER (self), NULL);

  return self->dir;
}

const char *
apoyo_cluster_get_host (ApoyoCluster *self)
{
  g_return_val_if_fail (APOYO_IS_CLUSTER (self), NULL);

  return self->host;
}

char *
apoyo_cluster_get_conninfo (ApoyoCluster *self, const char *user)
{
  g_return_val_if_fail (APOYO_IS_CLUSTER (self), NULL);

  return apoyo_cluster_compose_conninfo (self->host, APOYO_CLUSTER_DATABASE,
                                         user ? user : APOYO_CLUSTER_SUPERUSER);
}

static void
apoyo_cluster_finalize (GObject *object)
{
  ApoyoCluster *self = APOYO_CLUSTER (object);

  g_free (self->dir);
  g_free (self->data);
  g_free (self->host);
  g_free (self->log);
  g_clear_pointer (&self->account, apoyo_cluster_account_free);

  G_OBJECT_CLASS (apoyo_cluster_parent_class)->finalize (object);
}

static void
apoyo_cluster_class_init (ApoyoClusterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_cluster_finalize;
}

static void
apoyo_cluster_init (ApoyoCluster *self)
{
}

ApoyoCluster *
apoyo_cluster_new (const char *dir)
{
  ApoyoCluster *self;

  g_return_val_if_fail (dir != NULL, NULL);

  self = g_object_new (APOYO_TYPE_CLUSTER, NULL);
  self->dir = g_canonicalize_filename (dir, NULL);
  self->data = g_build_filename (self->dir, "postgres", NULL);
  self->log = g_build_filename (self->dir, "log", "postgres.log", NULL);
  self->host = apoyo_cluster_choose_host (self->dir);
  return self;
}

ApoyoCluster *
apoyo_cluster_new_temporary (GError **error)
{
  g_autofree char *dir = g_dir_make_tmp ("apoyo-XXXXXX", error);
  ApoyoCluster *self;

  if (dir == NULL)
    return NULL;
  /* The server's account has to get through; what lies below is closed by itself. */
  g_chmod (dir, 0711);
  self = apoyo_cluster_new (dir);
  self->temporary = TRUE;
  return self;
}
