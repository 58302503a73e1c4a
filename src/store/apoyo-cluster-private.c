/* apoyo-cluster-private.c: what a private server stands on: programs, settings, processes, paths.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "apoyo-cluster-private.h"
#include "apoyo-conninfo.h"
#include "apoyo-statement.h"

#define OLDEST_VERSION 15
#define DEBIAN_FOLDER "/usr/lib/postgresql"
#define SOCKET_NAME "/.s.PGSQL.5432.lock" /* the longest name the server makes there */

/* Personal data stays out of the server's log: no parameters, no DETAIL with the values of a row.
 */
#define COMMON_SETTINGS                                                                            \
  "\n# Apoyo Ciudadano\n"                                                                          \
  "listen_addresses = ''\n"                                                                        \
  "unix_socket_permissions = 0700\n"                                                               \
  "max_connections = 100\n"                                                                        \
  "shared_buffers = 256MB\n"                                                                       \
  "max_wal_size = 4GB\n"                                                                           \
  "jit = off\n"                                                                                    \
  "timezone = 'UTC'\n"                                                                             \
  "log_timezone = 'UTC'\n"                                                                         \
  "log_checkpoints = off\n"                                                                        \
  "log_error_verbosity = terse\n"                                                                  \
  "log_min_error_statement = panic\n"                                                              \
  "log_parameter_max_length = 0\n"                                                                 \
  "log_parameter_max_length_on_error = 0\n"

#define DURABLE_SETTINGS                                                                           \
  "fsync = on\n"                                                                                   \
  "full_page_writes = on\n"                                                                        \
  "synchronous_commit = on\n"

#define FAST_SETTINGS                                                                              \
  "fsync = off\n"                                                                                  \
  "full_page_writes = off\n"                                                                       \
  "synchronous_commit = off\n"                                                                     \
  "wal_level = minimal\n"                                                                          \
  "max_wal_senders = 0\n"

const char *
apoyo_cluster_get_settings (ApoyoClusterFlags flags)
{
  return flags & APOYO_CLUSTER_DURABLE ? COMMON_SETTINGS DURABLE_SETTINGS
                                       : COMMON_SETTINGS FAST_SETTINGS;
}

/* Debian keeps the server's programs out of PATH, one folder a version. */
static char *
find_newest_debian_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (DEBIAN_FOLDER, 0, NULL);
  const char *name;
  guint64 newest = OLDEST_VERSION - 1;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *postgres = g_build_filename (DEBIAN_FOLDER, name, "bin", "postgres", NULL);
    guint64 version = g_ascii_strtoull (name, NULL, 10);

    if (version > newest && g_file_test (postgres, G_FILE_TEST_IS_EXECUTABLE))
      newest = version;
  }
  if (newest < OLDEST_VERSION)
    return NULL;
  return g_strdup_printf (DEBIAN_FOLDER "/%" G_GUINT64_FORMAT "/bin", newest);
}

static char *
ask_pg_config (void)
{
  g_autofree char *output = NULL;

  if (!g_spawn_command_line_sync ("pg_config --bindir", &output, NULL, NULL, NULL))
    return NULL;
  return g_strdup (g_strstrip (output));
}

char *
apoyo_cluster_find_program (const char *name, GError **error)
{
  g_autofree char *folder = find_newest_debian_folder ();
  g_autofree char *path = NULL;

  if (folder == NULL)
    folder = ask_pg_config ();
  if (folder != NULL)
    path = g_build_filename (folder, name, NULL);
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  g_set_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_NOT_INSTALLED,
               "No PostgreSQL server of version %d or newer is installed here (looked for %s)",
               OLDEST_VERSION, name);
  return NULL;
}

/* Messages in English, since they are compared and reported; and nothing of the caller's own
 * PostgreSQL, which would reach initdb. */
char **
apoyo_cluster_get_tool_environ (void)
{
  char **env = g_get_environ ();

  for (guint i = 0; env[i] != NULL;) {
    if (g_str_has_prefix (env[i], "PG")) {
      g_autofree char *name = g_strndup (env[i], strcspn (env[i], "="));

      env = g_environ_unsetenv (env, name);
    } else {
      i++;
    }
  }
  return g_environ_setenv (env, "LC_ALL", "C.UTF-8", TRUE);
}

/* DIR/socket, unless that is too long for a socket or would be read as a list of directories. */
char *
apoyo_cluster_choose_host (const char *dir)
{
  struct sockaddr_un address;
  g_autofree char *host = g_build_filename (dir, "socket", NULL);
  g_autofree char *hash = NULL;

  if (strlen (host) + strlen (SOCKET_NAME) < sizeof address.sun_path && !strpbrk (host, ",\""))
    return g_steal_pointer (&host);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, dir, -1);
  hash[16] = '\0';
  return g_strdup_printf ("/tmp/apoyo-%d-%s", (int) geteuid (), hash);
}

/* By its command line, which everybody may read; that is empty once the process has ended. */
gboolean
apoyo_cluster_is_server_process (GPid pid, const char *data)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/cmdline", pid);
  g_autofree char *text = NULL;
  g_autofree char *program = NULL;
  gsize length = 0;
  gboolean same_data = FALSE;

  if (!g_file_get_contents (path, &text, &length, NULL) || length == 0)
    return FALSE;
  program = g_path_get_basename (text);
  for (gsize i = 0; i < length; i += strlen (text + i) + 1)
    same_data = same_data || strcmp (text + i, data) == 0;
  return same_data && strcmp (program, "postgres") == 0;
}

/* The last lines, where the reason stands. */
char *
apoyo_cluster_read_log_tail (const char *path)
{
  g_autofree char *text = NULL;
  const char *tail;
  guint lines = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("no log");
  g_strchomp (text);
  for (tail = text + strlen (text); tail > text && lines < 6; tail--)
    lines += tail[-1] == '\n';
  return g_strdup (tail);
}

/* Never through a link. */
void
apoyo_cluster_delete_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    apoyo_cluster_delete_tree (child);
  }
  g_remove (path);
}

char *
apoyo_cluster_compose_conninfo (const char *host, const char *database, const char *user)
{
  GString *conninfo = g_string_new (NULL);

  apoyo_conninfo_append (conninfo, "host", host);
  apoyo_conninfo_append (conninfo, "dbname", database);
  apoyo_conninfo_append (conninfo, "user", user);
  return g_string_free (conninfo, FALSE);
}

static char *
compose_superuser_conninfo (const char *host)
{
  g_autofree char *conninfo =
      apoyo_cluster_compose_conninfo (host, "postgres", APOYO_CLUSTER_SUPERUSER);

  return g_strconcat (conninfo, " connect_timeout=10", NULL);
}

gboolean
apoyo_cluster_answers (const char *host)
{
  g_autofree char *conninfo = compose_superuser_conninfo (host);

  return PQping (conninfo) == PQPING_OK;
}

gboolean
apoyo_cluster_ensure_database (const char *host, GError **error)
{
  g_autofree char *conninfo = compose_superuser_conninfo (host);
  const char *const name[] = { APOYO_CLUSTER_DATABASE };
  PGconn *connection = PQconnectdb (conninfo);
  PGresult *result = NULL;
  gboolean done;

  result = PQexecParams (connection, apoyo_statement_get_sql ("cluster-find-database", NULL), 1,
                         NULL, name, NULL, NULL, 0);
  done = PQresultStatus (result) == PGRES_TUPLES_OK;
  if (done && PQntuples (result) == 0) {
    PQclear (result);
    result = PQexec (connection, apoyo_statement_get_sql ("cluster-create-database", NULL));
    done = PQresultStatus (result) == PGRES_COMMAND_OK;
  }
  if (!done)
    g_set_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_FAILED,
                 "Cannot make the database: %s", PQerrorMessage (connection));
  PQclear (result);
  PQfinish (connection);
  return done;
}
