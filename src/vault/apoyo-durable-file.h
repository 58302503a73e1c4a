/* apoyo-durable-file.h: files that are whole and on disk, or not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sys/uio.h>

G_BEGIN_DECLS

/* Writes everything, however the kernel cuts it. The vectors are used up. */
gboolean apoyo_write_all (int fd, struct iovec *iov, int n_iov, const char *path, GError **error);

/* Temporary file, fsync, link to the name, fsync of the directory. Never replaces: when the name is
 * taken, FALSE with *taken TRUE and no error. A file that could not be finished is removed. */
gboolean apoyo_durable_create (const char *path,
                               struct iovec *iov,
                               int n_iov,
                               gboolean *taken,
                               GError **error);

gboolean apoyo_sync_directory (const char *path, GError **error);

G_END_DECLS
