/* apoyo-confinement.c: gives up everything but computing and the open socket.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "apoyo-confinement.h"
#include "apoyo-reader-protocol.h"

/* The whole life of a reader; a single request is timed by the server. */
#define LIFETIME_CPU_SECONDS 7200
/* A request is kept beside what decoding takes; and the stack of libde265's thread. */
#define SLACK (APOYO_READER_LONGEST_REQUEST + 16UL * 1024 * 1024)

static gboolean
limit (__rlimit_resource_t resource, rlim_t most)
{
  const struct rlimit value = { most, most };

  return setrlimit (resource, &value) == 0;
}

/* Of the address space, now. 0 when it cannot be told. */
static gsize
get_used_space (void)
{
  unsigned long pages = 0;
  FILE *file = fopen ("/proc/self/statm", "re");

  if (file == NULL)
    return 0;
  if (fscanf (file, "%lu", &pages) != 1)
    pages = 0;
  fclose (file);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

/* RLIMIT_NPROC would count every process of the account, the server's threads among them: it is the
 * filter that lets no process be made. */
static gboolean
set_limits (void)
{
  const gsize used = get_used_space ();

  return used > 0 && limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0) &&
         limit (RLIMIT_NOFILE, APOYO_READER_WORD_FD + 1) &&
         limit (RLIMIT_CPU, LIFETIME_CPU_SECONDS) &&
         limit (RLIMIT_AS, used + APOYO_CONFINEMENT_GROWTH + SLACK);
}

/* Only what is safe in a handler; then dies by the signal, for good, whatever was on its mind. */
static void
on_forbidden (int signal_number, siginfo_t *info, void *context)
{
  char text[16];
  unsigned number = (unsigned) info->si_syscall;
  gsize at = sizeof text;

  do {
    text[--at] = (char) ('0' + number % 10);
    number /= 10;
  } while (number > 0);
  if (write (APOYO_READER_WORD_FD, text + at, sizeof text - at) < 0)
    at = 0;
  /* The signal is blocked here: a second forbidden call cannot be caught. */
  syscall (SYS_ptrace, 0, 0, 0, 0);
  _exit (SIGSYS);
}

static gboolean
catch_forbidden (void)
{
  const struct sigaction action = { .sa_sigaction = on_forbidden, .sa_flags = SA_SIGINFO };

  return sigaction (SIGSYS, &action, NULL) == 0;
}

/* Memory, time, threads, and the descriptors that are open. Nothing that names a file, an address
 * or another process. */
static const int allowed[] = {
  SCMP_SYS (read),
  SCMP_SYS (write),
  SCMP_SYS (close),
  SCMP_SYS (fstat),
  SCMP_SYS (brk),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (futex),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (set_robust_list),
  SCMP_SYS (rseq),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (getrandom),
  SCMP_SYS (sysinfo),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_getres),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (nanosleep),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (time),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

static gboolean
allow_memory (scmp_filter_ctx filter)
{
  /* New memory never comes from a file and never runs. */
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 2,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                           SCMP_A3 (SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

/* libde265 always works in a thread. Of clone3 a filter cannot see the flags: without it the C
 * library uses clone, whose flags must make a thread and no process. */
static gboolean
allow_threads (scmp_filter_ctx filter)
{
  const unsigned thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
  const unsigned space = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
                         CLONE_NEWNET | CLONE_NEWCGROUP;

  return seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1,
                           SCMP_A0 (SCMP_CMP_MASKED_EQ, thread | space, thread)) == 0;
}

/* Every signal but SIGSYS. The kernel takes an int out of a register of 64 bits, a filter compares
 * all of them: SIGSYS with a bit set above would be another number to the filter, and SIGSYS to the
 * kernel. There is no "other than" under a mask, so a signal is let through for each bit in which
 * it differs from SIGSYS, 0b11111; numbers beyond 63 have one of these, or are no signal. */
static gboolean
allow_handlers (scmp_filter_ctx filter)
{
  gboolean done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (rt_sigaction), 1,
                                    SCMP_A0 (SCMP_CMP_MASKED_EQ, 32, 32)) == 0;

  G_STATIC_ASSERT (SIGSYS == 31);
  for (guint bit = 1; bit < 32 && done; bit <<= 1)
    done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (rt_sigaction), 1,
                             SCMP_A0 (SCMP_CMP_MASKED_EQ, bit, 0)) == 0;
  return done;
}

/* abort() and threads set signals, but never the one that ends this process for what it tried; and
 * abort() signals itself, only itself. */
static gboolean
allow_signals (scmp_filter_ctx filter)
{
  return allow_handlers (filter) && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                                                      SCMP_A0 (SCMP_CMP_MASKED_EQ, G_MAXUINT32,
                                                               (scmp_datum_t) getpid ())) == 0;
}

static gboolean
load_filter (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_TRAP);
  gboolean done = filter != NULL &&
                  seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
                  seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (allowed) && done; i++)
    done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
  done = done && allow_memory (filter) && allow_threads (filter) && allow_signals (filter) &&
         seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return done;
}

gboolean
apoyo_confine (gboolean *confined)
{
#ifdef __SANITIZE_ADDRESS__
  *confined = FALSE;
#else
  *confined = TRUE;
#endif
  if (!*confined)
    return TRUE;
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
         catch_forbidden () && set_limits () && load_filter ();
}
