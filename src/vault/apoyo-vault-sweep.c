/* apoyo-vault-sweep.c: finds and removes the captures that nobody claims.
 *
 * A phone may send a capture again at the very moment at which it is removed: it then touches the
 * object, gets its support and an answer. So an object is first taken aside, under a name by which
 * nobody can touch it any more, and judged there by its age: a touch came before, and is seen, or
 * finds no object, and the phone is not answered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apoyo-durable-file.h"
#include "apoyo-vault-error.h"
#include "apoyo-vault-private.h"

#define SWEPT_FILE "swept"
#define CAPTURE_LENGTH 36 /* of a UUID as text */

typedef struct {
  gint64 since;
  gint64 until;
  ApoyoVaultOldFunc func;
  gpointer user_data;
} Sweep;

static gint64
modified_at (const struct stat *status)
{
  return (gint64) status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;
}

/* Through a descriptor: on a shared file system what was known of the name may be a minute old. */
static gboolean
read_age (const char *path, gint64 *modified)
{
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean known = fd >= 0 && fstat (fd, &status) == 0;
  int saved_errno = errno;

  if (known)
    *modified = modified_at (&status);
  if (fd >= 0)
    close (fd);
  errno = saved_errno;
  return known;
}

/* Nothing is replaced: what took the name meanwhile is as whole as this one, and stays. */
static gboolean
give_back (const char *path, const char *aside, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  if (apoyo_rename_anew (aside, path))
    return apoyo_sync_directory (directory, error);
  if (errno == ENOENT) /* another sweep has given it back */
    return TRUE;
  if (errno == EEXIST && (g_unlink (aside) == 0 || errno == ENOENT))
    return TRUE;
  apoyo_vault_set_error_from_errno (error, errno, "Could not give its name back to", aside);
  return FALSE;
}

/* What a killed sweep held. (transfer full) (nullable): the capture's name; NULL for other files */
static char *
capture_of_aside (const char *name)
{
  g_autofree char *capture = NULL;

  if (!g_str_has_suffix (name, APOYO_ASIDE_SUFFIX) || strlen (name) <= CAPTURE_LENGTH)
    return NULL;
  capture = g_strndup (name, CAPTURE_LENGTH);
  return g_uuid_string_is_valid (capture) ? g_steal_pointer (&capture) : NULL;
}

static gboolean
restore_aside (const char *directory, const char *name, const char *capture, GError **error)
{
  g_autofree char *path = g_build_filename (directory, capture, NULL);
  g_autofree char *aside = g_build_filename (directory, name, NULL);

  return give_back (path, aside, error);
}

static void
consider_file (const Sweep *sweep, const char *directory, const char *name, GPtrArray *captures)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  struct stat status;

  if (lstat (path, &status) < 0 || !S_ISREG (status.st_mode) ||
      modified_at (&status) >= sweep->until)
    return;
  if (g_str_has_suffix (name, APOYO_TEMPORARY_SUFFIX))
    g_unlink (path);
  else if (modified_at (&status) >= sweep->since && g_uuid_string_is_valid (name))
    g_ptr_array_add (captures, g_strdup (name));
}

/* The name of an aside is older than @since would tell: it is asked about whatever its age. */
static gboolean
consider (const Sweep *sweep,
          const char *directory,
          const char *name,
          GPtrArray *captures,
          GError **error)
{
  g_autofree char *capture = capture_of_aside (name);

  if (capture == NULL) {
    consider_file (sweep, directory, name, captures);
    return TRUE;
  }
  if (!restore_aside (directory, name, capture, error))
    return FALSE;
  g_ptr_array_add (captures, g_steal_pointer (&capture));
  return TRUE;
}

static gboolean
list_directory (const Sweep *sweep, const char *directory, GPtrArray *captures, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!consider (sweep, directory, name, captures, error))
      return FALSE;
  return TRUE;
}

static gboolean
sweep_directory (const Sweep *sweep, gint process, const char *directory, GError **error)
{
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func (g_free);
  struct stat status;
  gboolean go_on;

  if (stat (directory, &status) < 0 || modified_at (&status) < sweep->since)
    return TRUE;
  if (!list_directory (sweep, directory, captures, error))
    return FALSE;
  if (captures->len == 0)
    return TRUE;
  g_ptr_array_add (captures, NULL);
  go_on = sweep->func (process, (const char *const *) captures->pdata, sweep->user_data);
  if (!go_on)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The sweep was ended");
  return go_on;
}

static gboolean
sweep_process (ApoyoVault *self, const Sweep *sweep, gint process, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (apoyo_vault_get_directory (self), name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *leaf;

  if (dir == NULL)
    return FALSE;
  while ((leaf = g_dir_read_name (dir)) != NULL) {
    g_autofree char *directory = g_build_filename (path, leaf, NULL);

    if (!sweep_directory (sweep, process, directory, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
apoyo_vault_foreach_old (ApoyoVault *self,
                         gint64 since,
                         gint64 until,
                         ApoyoVaultOldFunc func,
                         gpointer user_data,
                         GError **error)
{
  const Sweep sweep = { since, until, func, user_data };
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  dir = g_dir_open (apoyo_vault_get_directory (self), 0, error);
  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL) {
    guint64 process = 0;

    if (g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT, &process, NULL) &&
        !sweep_process (self, &sweep, (gint) process, name, error))
      return FALSE;
  }
  return TRUE;
}

/* Each sweep takes it under a name of its own: none settles what another has taken. */
char *
apoyo_vault_take_aside (const char *path, GError **error)
{
  g_autofree char *aside =
      g_strdup_printf ("%s.%08x%08x" APOYO_ASIDE_SUFFIX, path, g_random_int (), g_random_int ());

  if (apoyo_rename_away (path, aside))
    return g_steal_pointer (&aside);
  if (errno != ENOENT)
    apoyo_vault_set_error_from_errno (error, errno, "Could not take aside", path);
  return NULL;
}

gboolean
apoyo_vault_settle_aside (const char *path,
                          const char *aside,
                          gint64 until,
                          gboolean *removed,
                          GError **error)
{
  gint64 modified = 0;

  *removed = FALSE;
  if (!read_age (aside, &modified)) {
    if (errno == ENOENT) /* another sweep has given it back */
      return TRUE;
    apoyo_vault_set_error_from_errno (error, errno, "Could not look at", aside);
    return FALSE;
  }
  if (modified >= until)
    return give_back (path, aside, error);
  *removed = g_unlink (aside) == 0;
  if (*removed || errno == ENOENT)
    return TRUE;
  apoyo_vault_set_error_from_errno (error, errno, "Could not remove", aside);
  return FALSE;
}

gboolean
apoyo_vault_remove_old (ApoyoVault *self,
                        gint process,
                        const char *capture,
                        gint64 until,
                        gboolean *removed,
                        GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GError) local = NULL;
  gint64 modified = 0;

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  *removed = FALSE;
  path = apoyo_vault_dup_path (self, process, capture, "", error);
  if (path == NULL)
    return FALSE;
  /* What is young already need not lose its name for a moment. */
  if (!read_age (path, &modified) || modified >= until)
    return TRUE;
  aside = apoyo_vault_take_aside (path, &local);
  if (aside != NULL)
    return apoyo_vault_settle_aside (path, aside, until, removed, error);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gint64
apoyo_vault_get_swept (ApoyoVault *self)
{
  g_autofree char *path = NULL;
  struct stat status;

  g_return_val_if_fail (APOYO_IS_VAULT (self), 0);

  path = g_build_filename (apoyo_vault_get_directory (self), SWEPT_FILE, NULL);
  return stat (path, &status) == 0 ? modified_at (&status) : 0;
}

gboolean
apoyo_vault_set_swept (ApoyoVault *self, gint64 until, GError **error)
{
  g_autofree char *path = NULL;
  struct timespec times[2];

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  if (!apoyo_vault_check (self, error))
    return FALSE;
  path = g_build_filename (apoyo_vault_get_directory (self), SWEPT_FILE, NULL);
  times[0].tv_sec = until / G_USEC_PER_SEC;
  times[0].tv_nsec = until % G_USEC_PER_SEC * 1000;
  times[1] = times[0];
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_set_contents (path, "", 0, error))
    return FALSE;
  if (utimensat (AT_FDCWD, path, times, 0) == 0)
    return TRUE;
  apoyo_vault_set_error_from_errno (error, errno, "Could not touch", path);
  return FALSE;
}
