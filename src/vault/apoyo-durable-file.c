/* apoyo-durable-file.c: files that are whole and on disk, or not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "apoyo-durable-file.h"
#include "apoyo-vault-error.h"

gboolean
apoyo_write_all (int fd, struct iovec *iov, int n_iov, const char *path, GError **error)
{
  while (n_iov > 0) {
    ssize_t written = writev (fd, iov, MIN (n_iov, IOV_MAX));

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0) {
      apoyo_vault_set_error_from_errno (error, errno, "Could not write", path);
      return FALSE;
    }
    while (n_iov > 0 && (gsize) written >= iov->iov_len) {
      written -= iov->iov_len;
      iov++;
      n_iov--;
    }
    if (n_iov > 0) {
      iov->iov_base = (guint8 *) iov->iov_base + written;
      iov->iov_len -= written;
    }
  }
  return TRUE;
}

gboolean
apoyo_sync_directory (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not sync the directory", path);
    if (fd >= 0)
      close (fd);
    return FALSE;
  }
  close (fd);
  return TRUE;
}

static gboolean
write_and_sync (const char *path, struct iovec *iov, int n_iov, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not create", path);
    return FALSE;
  }
  if (!apoyo_write_all (fd, iov, n_iov, path, error)) {
    close (fd);
    return FALSE;
  }
  if (fsync (fd) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not sync", path);
    close (fd);
    return FALSE;
  }
  if (close (fd) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not close", path);
    return FALSE;
  }
  return TRUE;
}

gboolean
apoyo_durable_create (const char *path,
                      struct iovec *iov,
                      int n_iov,
                      gboolean *taken,
                      GError **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *directory = g_path_get_dirname (path);

  *taken = FALSE;
  temporary = g_strdup_printf ("%s.%08x%08x.new", path, g_random_int (), g_random_int ());
  if (!write_and_sync (temporary, iov, n_iov, error)) {
    g_unlink (temporary);
    return FALSE;
  }
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) < 0) {
    *taken = errno == EEXIST;
    if (!*taken)
      apoyo_vault_set_error_from_errno (error, errno, "Could not name", path);
    g_unlink (temporary);
    return FALSE;
  }
  return apoyo_sync_directory (directory, error);
}
