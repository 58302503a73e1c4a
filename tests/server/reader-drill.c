/* reader-drill.c: what a reader would do that hostile bytes have taken over. Only in the tests' own
 * build of it: a "picture" that begins with DRILL and a word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "apoyo-confinement.h"
#include "apoyo-reader-protocol.h"

void apoyo_reader_drill (const guint8 *data, gsize size);

/* What is refused without dying comes back here: it must not look like a reading. */
static void
got_away (void)
{
  _exit (99);
}

static void
drill_open (void)
{
  syscall (SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY, 0);
  got_away ();
}

static void
drill_socket (void)
{
  syscall (SYS_socket, AF_INET, SOCK_STREAM, 0);
  got_away ();
}

static void
drill_execve (void)
{
  char *const arguments[] = { (char *) "/bin/true", NULL };

  syscall (SYS_execve, arguments[0], arguments, NULL);
  got_away ();
}

static void
drill_fork (void)
{
  syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0);
  got_away ();
}

static void
drill_kill (void)
{
  syscall (SYS_kill, 1, 0);
  got_away ();
}

static void
drill_code (void)
{
  syscall (SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
           -1, 0);
  got_away ();
}

/* To outlive what the filter forbids. The kernel reads the lower half of the register only. */
static void
outlive (gulong signal_number)
{
  const struct {
    void (*handler) (int);
    gulong flags;
    void (*restorer) (void);
    guint64 mask;
  } ignore = { SIG_IGN, 0, NULL, 0 };

  syscall (SYS_rt_sigaction, signal_number, &ignore, NULL, sizeof ignore.mask);
}

static void
drill_outlive (void)
{
  outlive (SIGSYS);
  got_away ();
}

static void
drill_outlive_high (void)
{
  outlive (SIGSYS | 1UL << 32);
  got_away ();
}

/* As libraries do, for any signal but that one. */
static void
drill_signals (void)
{
  static const int all[] = { SIGHUP, SIGUSR2, SIGPIPE, SIGTTOU, SIGPWR, 32, 62, 63, 64 };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    outlive ((gulong) all[i]);
}

static void
drill_crash (void)
{
  raise (SIGSEGV);
  raise (SIGKILL);
}

static void
drill_abort (void)
{
  g_error ("as a library does that finds itself lost");
}

static void
drill_hang (void)
{
  for (volatile guint i = 0;; i++)
    ;
}

/* Stays alive: the picture that is none is read as such. */
static void
drill_memory (void)
{
  g_autofree char *much = g_try_malloc (2 * APOYO_CONFINEMENT_GROWTH);

  if (much != NULL)
    got_away ();
}

static void
answer (const char *text)
{
  const guint32 length = GUINT32_TO_LE ((guint32) strlen (text));

  if (write (APOYO_READER_FD, &length, sizeof length) < 0 ||
      write (APOYO_READER_FD, text, strlen (text)) < 0)
    _exit (1);
  pause ();
}

static void
drill_lie (void)
{
  answer ("{\"v\":1,\"id\":1,\"readings\":[]}\n");
}

static void
drill_length (void)
{
  const guint32 length = 0xFFFFFFFF;

  if (write (APOYO_READER_FD, &length, sizeof length) < 0)
    _exit (1);
  drill_hang ();
}

static const struct {
  const char *word;
  void (*run) (void);
} drills[] = {
  { "open", drill_open },
  { "socket", drill_socket },
  { "execve", drill_execve },
  { "fork", drill_fork },
  { "kill", drill_kill },
  { "code", drill_code },
  { "crash", drill_crash },
  { "abort", drill_abort },
  { "hang", drill_hang },
  { "memory", drill_memory },
  { "lie", drill_lie },
  { "length", drill_length },
  { "signals", drill_signals },
  { "outlive", drill_outlive },
  { "outlive-high", drill_outlive_high },
};

void
apoyo_reader_drill (const guint8 *data, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (drills); i++) {
    g_autofree char *call = g_strdup_printf ("DRILL %s", drills[i].word);

    if (size == strlen (call) && memcmp (data, call, size) == 0)
      drills[i].run ();
  }
}
