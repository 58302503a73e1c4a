/* apoyo-durable-file.h: files that are whole and on disk, or not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sys/uio.h>

G_BEGIN_DECLS

/* What a killed program may leave behind ends so. */
#define APOYO_TEMPORARY_SUFFIX ".new"

/* Writes everything, however the kernel cuts it. The vectors are used up. */
gboolean apoyo_write_all (int fd, struct iovec *iov, int n_iov, const char *path, GError **error);

/* A file under a temporary name beside its own, until it is committed. */
typedef struct {
  int fd;
  char *path;      /* (owned) */
  char *temporary; /* (owned) (nullable): NULL when nothing is left to remove */
} ApoyoDurableFile;

gboolean apoyo_durable_file_open (ApoyoDurableFile *self, const char *path, GError **error);
/* fsync, name, fsync of the directory. Never replaces: when the name is taken, FALSE with *taken
 * TRUE and no error. */
gboolean apoyo_durable_file_commit (ApoyoDurableFile *self, gboolean *taken, GError **error);
/* Removes what was not committed. */
void apoyo_durable_file_clear (ApoyoDurableFile *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoDurableFile, apoyo_durable_file_clear)

/* The whole of it for a small content. */
gboolean apoyo_durable_create (const char *path,
                               struct iovec *iov,
                               int n_iov,
                               gboolean *taken,
                               GError **error);

/* From a name that nobody else uses to one that is free, at once: FALSE with errno EEXIST where it
 * is not. The other way round, whatever has the name. Both on file systems that cannot say “do not
 * replace” as well. */
gboolean apoyo_rename_anew (const char *own, const char *path);
gboolean apoyo_rename_away (const char *path, const char *own);

/* The kernel's; tests put one here that a file system without flags would have. */
extern int (*apoyo_renameat2) (int, const char *, int, const char *, unsigned int);

gboolean apoyo_sync_directory (const char *path, GError **error);

G_END_DECLS
