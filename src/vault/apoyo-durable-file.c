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

gboolean
apoyo_durable_file_open (ApoyoDurableFile *self, const char *path, GError **error)
{
  self->path = g_strdup (path);
  self->temporary = g_strdup_printf ("%s.%08x%08x" APOYO_TEMPORARY_SUFFIX, path, g_random_int (),
                                     g_random_int ());
  self->fd = open (self->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not create", self->temporary);
    g_clear_pointer (&self->temporary, g_free);
  }
  return self->fd >= 0;
}

int (*apoyo_renameat2) (int, const char *, int, const char *, unsigned int) = renameat2;

/* Some file systems, NFS among them, rename only so that what has the name is replaced. */
static gboolean
lacks_noreplace (int saved_errno)
{
  return saved_errno == EINVAL || saved_errno == ENOSYS || saved_errno == EOPNOTSUPP;
}

gboolean
apoyo_rename_anew (const char *own, const char *path)
{
  if (apoyo_renameat2 (AT_FDCWD, own, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (!lacks_noreplace (errno))
    return FALSE;
  /* A second name is refused where there is one; without the first it is a rename. Nobody else
   * removes a name of our own, and who finds it left behind finds the same file. */
  if (link (own, path) < 0)
    return FALSE;
  g_unlink (own);
  return TRUE;
}

gboolean
apoyo_rename_away (const char *path, const char *own)
{
  if (apoyo_renameat2 (AT_FDCWD, path, AT_FDCWD, own, RENAME_NOREPLACE) == 0)
    return TRUE;
  /* Not by a second name: by the time the first is removed it may be another file's. */
  return lacks_noreplace (errno) && rename (path, own) == 0;
}

static gboolean
sync_and_close (ApoyoDurableFile *self, GError **error)
{
  gboolean done = fsync (self->fd) == 0;

  if (!done)
    apoyo_vault_set_error_from_errno (error, errno, "Could not sync", self->path);
  if (close (self->fd) < 0 && done) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not close", self->path);
    done = FALSE;
  }
  self->fd = -1;
  return done;
}

gboolean
apoyo_durable_file_commit (ApoyoDurableFile *self, gboolean *taken, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (self->path);

  *taken = FALSE;
  if (!sync_and_close (self, error))
    return FALSE;
  if (!apoyo_rename_anew (self->temporary, self->path)) {
    *taken = errno == EEXIST;
    if (!*taken)
      apoyo_vault_set_error_from_errno (error, errno, "Could not name", self->path);
    return FALSE;
  }
  g_clear_pointer (&self->temporary, g_free);
  return apoyo_sync_directory (directory, error);
}

void
apoyo_durable_file_clear (ApoyoDurableFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_clear_pointer (&self->temporary, g_free);
  g_clear_pointer (&self->path, g_free);
}

gboolean
apoyo_durable_create (const char *path,
                      struct iovec *iov,
                      int n_iov,
                      gboolean *taken,
                      GError **error)
{
  g_auto (ApoyoDurableFile) file = { -1, NULL, NULL };

  *taken = FALSE;
  return apoyo_durable_file_open (&file, path, error) &&
         apoyo_write_all (file.fd, iov, n_iov, path, error) &&
         apoyo_durable_file_commit (&file, taken, error);
}
