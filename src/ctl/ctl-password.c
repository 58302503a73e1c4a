/* ctl-password.c: a new password, from the terminal or from a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "apoyo-password.h"
#include "ctl-password.h"

#define MAX_BYTES 1024

void
ctl_password_free (char *password)
{
  apoyo_password_free (password);
}

static void
set_errno_error (GError **error, const char *what)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number), "%s: %s", what,
               g_strerror (number));
}

/* Up to the end of the first line. Byte by byte: what stands behind it is not ours to take. */
static char *
read_line (int fd, const char *what, GError **error)
{
  char line[MAX_BYTES + 1] = { 0 };
  char *password = NULL;
  gsize length = 0;
  ssize_t n = 0;

  while (length < MAX_BYTES && (n = read (fd, line + length, 1)) != 0) {
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      set_errno_error (error, what);
      break;
    }
    if (line[length] == '\n')
      break;
    length++;
  }
  if (length == MAX_BYTES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("%s: a password has fewer than %d bytes"), what, MAX_BYTES);
  else if (n >= 0)
    password = g_strndup (line, length);
  explicit_bzero (line, sizeof line);
  return password;
}

static char *
read_file (const char *path, GError **error)
{
  struct stat status = { 0 };
  char *password = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0 || fstat (fd, &status) != 0)
    set_errno_error (error, path);
  else if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("%s can be read by others: allow it to its owner only (mode 0600)"), path);
  else
    password = read_line (fd, path, error);
  if (fd >= 0)
    close (fd);
  return password;
}

/* What cannot be shown is no reason to stop: whoever sits there types. */
static void
show (int terminal, const char *text)
{
  if (write (terminal, text, strlen (text)) < 0)
    g_debug ("/dev/tty: %s", g_strerror (errno));
}

static char *
ask (int terminal, const char *question, GError **error)
{
  struct termios before = { 0 };
  struct termios quiet = { 0 };
  char *password = NULL;

  if (tcgetattr (terminal, &before) != 0) {
    set_errno_error (error, "/dev/tty");
    return NULL;
  }
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  if (tcsetattr (terminal, TCSAFLUSH, &quiet) != 0) {
    set_errno_error (error, "/dev/tty");
    return NULL;
  }
  show (terminal, question);
  password = read_line (terminal, "/dev/tty", error);
  show (terminal, "\n");
  tcsetattr (terminal, TCSAFLUSH, &before);
  return password;
}

static char *
ask_twice (GError **error)
{
  int terminal = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  char *first = NULL;
  char *second = NULL;

  if (terminal < 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("There is no terminal to ask for the password: use --password-file"));
    return NULL;
  }
  first = ask (terminal, _ ("New password: "), error);
  if (first != NULL)
    second = ask (terminal, _ ("Again: "), error);
  close (terminal);
  if (second != NULL && strcmp (first, second) != 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The two are not the same"));
  if (second == NULL || strcmp (first, second) != 0)
    g_clear_pointer (&first, ctl_password_free);
  ctl_password_free (second);
  return first;
}

char *
ctl_read_new_password (const char *path, GError **error)
{
  char *password = path != NULL ? read_file (path, error) : ask_twice (error);
  ApoyoPasswordFault fault;

  if (password == NULL)
    return NULL;
  fault = apoyo_password_check (password, NULL, NULL);
  if (fault == APOYO_PASSWORD_GOOD)
    return password;
  ctl_password_free (password);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("This password is not good enough: %s"), apoyo_password_fault_explain (fault));
  return NULL;
}
