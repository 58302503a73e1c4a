/* ctl-run.c: runs a command, and ends it and all that it left when a signal says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "apoyo-ctl.h"
#include "ctl-run.h"

#define GRACE_SECONDS 10

static sigset_t held;

/* Blocked signals stay pending while the cluster is made, and are taken with sigtimedwait(). */
void
ctl_run_hold_signals (void)
{
  sigemptyset (&held);
  sigaddset (&held, SIGINT);
  sigaddset (&held, SIGTERM);
  sigaddset (&held, SIGHUP);
  sigaddset (&held, SIGCHLD);
  sigprocmask (SIG_BLOCK, &held, NULL);
  /* What the command starts and leaves behind becomes our child, so that we can end it. */
  prctl (PR_SET_CHILD_SUBREAPER, 1);
}

static void
child_setup_cb (gpointer data)
{
  sigprocmask (SIG_UNBLOCK, &held, NULL);
  /* Should we be killed, the command does not go on without its database. */
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* 0, or the signal that came. */
static int
wait_for_signal (void)
{
  struct timespec second = { 1, 0 };
  int number = sigtimedwait (&held, NULL, &second);

  return number > 0 && number != SIGCHLD ? number : 0;
}

static int
exit_code (int status)
{
  return WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
}

/* Our children other than the database server, which is a session of its own that we started. */
static GArray *
list_children (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", (int) getpid ());
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  GArray *children = g_array_new (FALSE, FALSE, sizeof (GPid));

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return children;
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree char *name = NULL;
    g_autofree char *comm = g_strdup_printf ("/proc/%s/comm", words[i]);
    GPid pid = (GPid) g_ascii_strtoll (words[i], NULL, 10);

    if (pid > 1 && g_file_get_contents (comm, &name, NULL, NULL) &&
        strcmp (name, "postgres\n") != 0)
      g_array_append_val (children, pid);
  }
  return children;
}

static gboolean
signal_children (int number)
{
  g_autoptr (GArray) children = list_children ();

  for (guint i = 0; i < children->len; i++) {
    GPid pid = g_array_index (children, GPid, i);

    kill (pid, number);
    waitpid (pid, NULL, WNOHANG);
  }
  return children->len > 0;
}

static void
end_leftovers (void)
{
  gint64 deadline = g_get_monotonic_time () + GRACE_SECONDS * G_USEC_PER_SEC;

  while (signal_children (g_get_monotonic_time () < deadline ? SIGTERM : SIGKILL))
    g_usleep (50000);
}

int
ctl_run_command (char **command, GError **error)
{
  gint64 deadline = G_MAXINT64;
  int ended_by = 0;
  int status = 0;
  GPid pid;

  if (!g_spawn_async (NULL, command, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
                          G_SPAWN_CHILD_INHERITS_STDIN,
                      child_setup_cb, NULL, &pid, error))
    return APOYO_CTL_FAILURE;
  while (waitpid (pid, &status, WNOHANG) == 0) {
    int number = wait_for_signal ();

    if (number != 0 && ended_by == 0) {
      ended_by = number;
      deadline = g_get_monotonic_time () + GRACE_SECONDS * G_USEC_PER_SEC;
      kill (pid, number);
    }
    if (g_get_monotonic_time () > deadline)
      kill (pid, SIGKILL);
  }
  end_leftovers ();
  return ended_by ? 128 + ended_by : exit_code (status);
}
